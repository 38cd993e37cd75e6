"""What a step will do before it is done: the due date it leads to, the document it calls for, what must be known first."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, timedelta

from app.regulation.deadlines import CaseDates, due_date
from app.services.case_steps import CaseFacts, CaseStep, Effect

DOCUMENTS = {CaseStep.ASSIGN: "交办通知", CaseStep.URGE: "催办通知", CaseStep.EXTEND: "延期通知"}
"""What goes into the tray by itself once the step is recorded."""


def effect(facts: CaseFacts, step: CaseStep, on: date, *, asking: bool = False) -> Effect:
    """What the step dated ``on`` would do; ``asking``: of an assignment by which an organ 市以上 wants the result."""
    dates = _dates(facts.dates, step, on, asking=asking)
    before = after = facts.due_on
    why: tuple[str, ...] = ()
    if dates != facts.dates:
        reckoned = due_date(dates, facts.parameters, facts.rest_days)
        if reckoned.due_on != due_date(facts.dates, facts.parameters, facts.rest_days).due_on:
            after, why = reckoned.due_on, reckoned.why
    return Effect(before, after, why, DOCUMENTS.get(step, ""), tuple(_remarks(facts, step, on, asking)))


def _dates(dates: CaseDates, step: CaseStep, on: date, *, asking: bool) -> CaseDates:
    """The dates the case would have; the earliest assignment and extension count."""
    if step is CaseStep.ASSIGN and asking:
        return replace(dates, assigned_on=min(on, dates.assigned_on or on))
    if step is CaseStep.EXTEND:
        return replace(dates, extended_on=min(on, dates.extended_on or on))
    return replace(dates, concluded_on=on) if step is CaseStep.CONCLUDE else dates


def _remarks(facts: CaseFacts, step: CaseStep, on: date, asking: bool) -> Iterator[str]:
    if facts.today - on > timedelta(days=0) and step in {CaseStep.EXTEND, CaseStep.CONCLUDE}:
        yield f"补记 {on} 的事：日志会记下今天（{facts.today}）才录入。"
    told = _TOLD.get(step)
    if told is not None:
        yield from told(facts, on)
    if asking and facts.dates.assigned_on is not None and facts.dates.assigned_on <= on:
        yield f"此前已有要结果的交办（{facts.dates.assigned_on}），两个月从那一次算起。"
    elif asking and facts.due_on is not None and on > facts.due_on:
        yield f"交办晚于到期日{facts.due_on}，到期日不变；两个月内仍要上报或说明（三（二）3（2））。"


def _urging(facts: CaseFacts, on: date) -> Iterator[str]:
    yield f"这是第 {facts.urgings + 1} 次催办。"
    if facts.urged_on == on:
        yield "同一天已经催办过。"


def _conclusion(facts: CaseFacts, on: date) -> Iterator[str]:
    if facts.due_on is not None and on > facts.due_on:
        yield f"超过到期日{facts.due_on}，不计入按期查结（一、3）。"
    if facts.dates.assigned_on is not None and facts.reported_on is None:
        yield "上级要结果的，办结后还要上报（三（二）3（2））。"
    if not facts.no_reply_needed and facts.replied_on is None:
        yield "办结后还要送答复意见书，由来访人签署（一、2）。"


def _report(facts: CaseFacts, on: date) -> Iterator[str]:
    if facts.dates.assigned_on is None:
        yield "没有上级要结果，上报只作备查。"
    elif facts.asked_due_on is not None and on > facts.asked_due_on and facts.explained_on is None:
        yield f"超过上报期限{facts.asked_due_on}，年终按三（二）3（2）罚款。"


def _reply(facts: CaseFacts, _on: date) -> Iterator[str]:
    if facts.no_reply_needed:
        yield "这件事登记为不需答复。"
    if facts.concluded_on is None:
        yield "还没有办结；答复意见书要办结以后才能印。"


def _refused(_facts: CaseFacts, _on: date) -> Iterator[str]:
    yield "应受理而拒不受理的，年终考评会提出责任查究建议（四、1）。"


def _not_signed(_facts: CaseFacts, _on: date) -> Iterator[str]:
    yield "拒签的，年终考评会提出责任查究建议（四、4）。"


def _defied(_facts: CaseFacts, _on: date) -> Iterator[str]:
    yield "对上级处理意见拒不执行的，年终考评会提出责任查究建议（四、5）。"


def _long_standing(facts: CaseFacts, _on: date) -> Iterator[str]:
    least = facts.parameters.long_standing_visits
    yield f"今年来访 {facts.visits_this_year} 次，口径是一年 {least} 次；认定由局长作出。"
    yield "认定后未办结的，四无中“无信访老户”不成立，考评 A4 扣分。"


def _serious(_facts: CaseFacts, _on: date) -> Iterator[str]:
    yield "认定后该单位当年一票否决（三（二）1（5）），并提出责任查究建议（四、2）。"


_TOLD: dict[CaseStep, Callable[[CaseFacts, date], Iterator[str]]] = {
    CaseStep.URGE: _urging,
    CaseStep.CONCLUDE: _conclusion,
    CaseStep.REPORT: _report,
    CaseStep.REPLY: _reply,
    CaseStep.REFUSE: _refused,
    CaseStep.REFUSE_SIGNATURE: _not_signed,
    CaseStep.NOT_CARRIED_OUT: _defied,
    CaseStep.LONG_STANDING: _long_standing,
    CaseStep.SERIOUS: _serious,
}
