"""May a step be taken on a case on a day? One answer for the window and the services: yes, or why not, with the clause."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from app.regulation.deadlines import due_date
from app.regulation.terms import Signature
from app.services.case_steps import STEP_WORDS, CaseFacts, CaseStep, Lawful
from app.services.petition_check import EARLIEST

YES = Lawful()
DUTY, COLLECTIVE, LADDER, VETO = "二、第四段", "二、第三段", "一、2", "三（二）1（5）"
_BEFORE_ACCEPTANCE = frozenset({CaseStep.ASSIGN, CaseStep.ACKNOWLEDGE, CaseStep.REFUSE, CaseStep.RECEIVE, CaseStep.SERIOUS})


def lawful(facts: CaseFacts, step: CaseStep, on: date) -> Lawful:
    """Whether the step may be dated ``on``: the day first, then the step's own rule."""
    day = _day(facts, step, on)
    return day if not day.yes else _RULES[step](facts, on)


def _day(facts: CaseFacts, step: CaseStep, on: date) -> Lawful:
    if on > facts.today:
        return Lawful(f"日期{on}在今天（{facts.today}）之后。", "请改成事情办了的当天。")
    if on < EARLIEST:
        return Lawful(f"日期{on}太早。", "请核对年份。")
    if on < facts.dates.accepted_on and step not in _BEFORE_ACCEPTANCE:
        return Lawful(f"日期{on}在受理日期{facts.dates.accepted_on}之前。", "请核对日期。")
    return YES


def _not_concluded(facts: CaseFacts, step: CaseStep, on: date, clause: str) -> Lawful:
    ended = facts.concluded_on
    if ended is not None and on >= ended:
        return Lawful(f"{facts.number}已于{ended}办结，不能再{STEP_WORDS[step]}。", clause=clause)
    return Lawful(clause=clause)


def _assign(facts: CaseFacts, on: date) -> Lawful:
    """二、第四段: 交办."""
    return _not_concluded(facts, CaseStep.ASSIGN, on, DUTY)


def _answer(what: str) -> Callable[[CaseFacts, date], Lawful]:
    """四、1: the last assignment is taken or refused, once."""

    def rule(facts: CaseFacts, on: date) -> Lawful:
        if facts.waiting_on is None:
            return Lawful(f"{facts.number}没有等着{what}的交办。", "请先登记交办。", "四、1")
        if on < facts.waiting_on:
            return Lawful(f"日期{on}在交办日期{facts.waiting_on}之前。", "请核对日期。", "四、1")
        return Lawful(clause="四、1")

    return rule


def _urge(facts: CaseFacts, on: date) -> Lawful:
    """二、第四段: 催办."""
    return _not_concluded(facts, CaseStep.URGE, on, DUTY)


def _extend(facts: CaseFacts, on: date) -> Lawful:
    """二、第三段: 问题复杂的不得超过两个月; recorded with its reason on or before the first due date."""
    open_case = _not_concluded(facts, CaseStep.EXTEND, on, COLLECTIVE)
    if not open_case.yes:
        return open_case
    if not facts.collective_limit:
        return Lawful(f"延期只改变集体访的期限，{facts.number}不是集体访期限，仍是{facts.due_on}到期。", clause=COLLECTIVE)
    if facts.dates.extended_on is not None:
        return Lawful(f"已经延期过一次（{facts.dates.extended_on}），最长两个月，不能再延。", clause=COLLECTIVE)
    before = due_date(facts.dates, facts.parameters, facts.rest_days)
    if due_date(replace(facts.dates, extended_on=on), facts.parameters, facts.rest_days).due_on > before.due_on:
        return Lawful(clause=COLLECTIVE)
    if on > before.due_on:
        why = f"已过首次到期日{before.due_on}：延期要在这一天或之前登记，过期的不能因后来的延期变成按期。"
        mend = "当时已经决定、今天补记的，日期写决定的那一天；否则可以催办，或者说明查处情况。"
        return Lawful(why, mend, COLLECTIVE, by_day=True)
    return Lawful(f"上级要结果的期限更早，延期以后仍是{before.due_on}到期，不必延期。", clause=COLLECTIVE)


def _conclude(facts: CaseFacts, _on: date) -> Lawful:
    if facts.concluded_on is not None:
        return Lawful(f"{facts.number}已于{facts.concluded_on}办结。", clause="一、3")
    return Lawful(clause="一、3")


def _sign(facts: CaseFacts, on: date) -> Lawful:
    """一、2: signed once it was handed over; who refused may sign later all the same."""
    if facts.signature is Signature.SIGNED:
        return Lawful(f"答复意见书已于{facts.replied_on}签署。", clause=LADDER)
    return _handed_over(facts, on, LADDER)


def _refuse_signature(facts: CaseFacts, on: date) -> Lawful:
    """四、4: 群众不服，拒不签署《上访答复意见书》."""
    if facts.signature in {Signature.SIGNED, Signature.REFUSED}:
        done = "签署" if facts.signature is Signature.SIGNED else "记为拒签"
        return Lawful(f"答复意见书已于{facts.replied_on}{done}。", clause="四、4")
    return _handed_over(facts, on, "四、4")


def _handed_over(facts: CaseFacts, on: date, clause: str) -> Lawful:
    if facts.replied_on is None:
        return Lawful("还没有送答复意见书，没有可签的。", "请先登记送答复意见书。", clause)
    if on < facts.replied_on:
        return Lawful(f"日期{on}在答复日期{facts.replied_on}之前。", "请核对日期。", clause)
    return Lawful(clause=clause)


def _receive(facts: CaseFacts, on: date) -> Lawful:
    """二、第三段: the heads come and receive; a visit nobody is yet named for."""
    if not facts.unreceived:
        return Lawful("没有等着接访的来访：到市以上的来访都已记了接访人，或者没有这样的来访。", clause=COLLECTIVE)
    first = min(visit.on for visit in facts.unreceived)
    if on < first:
        return Lawful(f"日期{on}在来访日期{first}之前。", "请核对日期。", COLLECTIVE)
    return Lawful(clause=COLLECTIVE)


def _not_carried_out(facts: CaseFacts, on: date) -> Lawful:
    if facts.opinion_on is None or on < facts.opinion_on:
        return Lawful(f"{facts.number}在这一天没有待执行的上级处理意见。", "请先登记上级的处理意见。", "四、5")
    return Lawful(clause="四、5")


def _long_standing(facts: CaseFacts, _on: date) -> Lawful:
    if facts.long_standing_on is not None:
        return Lawful(f"{facts.number}已于{facts.long_standing_on}认定为信访老户。", clause="一、1")
    return Lawful(clause="一、1")


def _withdraw_long_standing(facts: CaseFacts, _on: date) -> Lawful:
    if facts.long_standing_on is None:
        return Lawful(f"{facts.number}没有认定为信访老户。", clause="一、1")
    return Lawful(clause="一、1")


def _serious(facts: CaseFacts, on: date) -> Lawful:
    """三（二）1（5）: 集体上访造成严重恶果, of a collective visit at city or above that has no such finding yet."""
    if not facts.collective_visits:
        return Lawful("严重恶果只能认定在到市以上的集体访上，这件事没有这样的来访。", clause=VETO)
    without = [visit for visit in facts.collective_visits if visit.number not in facts.serious]
    if not without:
        return Lawful("到市以上的集体访都已认定过严重恶果。", clause=VETO)
    if on < min(visit.on for visit in without):
        return Lawful(f"日期{on}在集体访之前。", "请核对日期。", VETO)
    return Lawful(clause=VETO)


def _always(clause: str) -> Callable[[CaseFacts, date], Lawful]:
    return lambda _facts, _on: Lawful(clause=clause)


_RULES: dict[CaseStep, Callable[[CaseFacts, date], Lawful]] = {
    CaseStep.ASSIGN: _assign,
    CaseStep.ACKNOWLEDGE: _answer("接收"),
    CaseStep.REFUSE: _answer("拒办"),
    CaseStep.URGE: _urge,
    CaseStep.EXTEND: _extend,
    CaseStep.EXPLAIN: _always("三（二）3（2）"),
    CaseStep.REPORT: _always("三（二）3（2）"),
    CaseStep.CONCLUDE: _conclude,
    CaseStep.REPLY: _always(LADDER),
    CaseStep.SIGN: _sign,
    CaseStep.REFUSE_SIGNATURE: _refuse_signature,
    CaseStep.RECEIVE: _receive,
    CaseStep.TRANSFER: _always("二、首句"),
    CaseStep.OPINION: _always("四、5"),
    CaseStep.NOT_CARRIED_OUT: _not_carried_out,
    CaseStep.LONG_STANDING: _long_standing,
    CaseStep.WITHDRAW_LONG_STANDING: _withdraw_long_standing,
    CaseStep.SERIOUS: _serious,
}


def next_step(facts: CaseFacts) -> CaseStep | None:
    """The step a case officer takes next as a rule; None where nothing is left to do."""
    return _after_conclusion(facts) if facts.concluded_on is not None else _before_conclusion(facts)


def _after_conclusion(facts: CaseFacts) -> CaseStep | None:
    if facts.dates.assigned_on is not None and facts.reported_on is None:
        return CaseStep.REPORT
    if facts.no_reply_needed:
        return None
    if facts.replied_on is None:
        return CaseStep.REPLY
    return CaseStep.SIGN if facts.signature in {None, Signature.UNSIGNED} else None


def _before_conclusion(facts: CaseFacts) -> CaseStep:
    if not facts.given and facts.dates.assigned_on is None:
        return CaseStep.ASSIGN
    if facts.overdue_days and facts.urged_on != facts.today:
        return CaseStep.URGE
    if facts.waiting_on is not None:
        return CaseStep.ACKNOWLEDGE
    return CaseStep.CONCLUDE
