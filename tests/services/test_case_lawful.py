"""Every step lawful and unlawful, as data: the window's answer and the service's refusal are one and the same."""

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from app.errors import NotAllowed, Refusal
from app.office import Office
from app.regulation.terms import AskingLevel, Signature
from app.services.actor import Role
from app.services.case_steps import CaseStep
from app.services.cases import CaseService
from app.services.matters import MatterService
from tests.services.counter import BUREAU, bureau, cases, colleague, collective, draft, on_day, registration

OPENED, DUE, TODAY = date(1996, 11, 4), date(1996, 12, 4), date(1996, 12, 20)

TAKE: dict[CaseStep, Callable[[MatterService, str, date], Any]] = {
    CaseStep.ASSIGN: lambda matters, number, on: matters.assign(number, on=on),
    CaseStep.ACKNOWLEDGE: lambda matters, number, on: matters.acknowledge(number, on=on),
    CaseStep.REFUSE: lambda matters, number, on: matters.refuse(number, reason="不归我们管", on=on),
    CaseStep.URGE: lambda matters, number, on: matters.urge(number, on=on),
    CaseStep.EXTEND: lambda matters, number, on: matters.extend(number, reason="牵涉面广", on=on),
    CaseStep.EXPLAIN: lambda matters, number, on: matters.explain(number, words="正在查", on=on),
    CaseStep.REPORT: lambda matters, number, on: matters.report(number, words="已查处", on=on),
    CaseStep.CONCLUDE: lambda matters, number, on: matters.conclude(number, outcome="已清退", on=on),
    CaseStep.REPLY: lambda matters, number, on: matters.reply(number, reply_number="市答字1号", on=on),
    CaseStep.SIGN: lambda matters, number, on: matters.sign(number, on=on),
    CaseStep.REFUSE_SIGNATURE: lambda matters, number, on: matters.refuse_signature(number, words="不服", on=on),
    CaseStep.RECEIVE: lambda matters, number, on: matters.receive(number, by_name="王镇长", on=on),
    CaseStep.TRANSFER: lambda matters, number, on: matters.transfer(number, unit=BUREAU, reason="归口商业", on=on),
    CaseStep.OPINION: lambda matters, number, on: matters.record_higher_opinion(number, office="地区信访局", words="应予清退", on=on),
    CaseStep.NOT_CARRIED_OUT: lambda matters, number, on: matters.record_not_carried_out(number, on=on),
    CaseStep.LONG_STANDING: lambda matters, number, on: matters.find_long_standing(number, reason="反复来访", on=on),
    CaseStep.WITHDRAW_LONG_STANDING: lambda matters, number, _on: matters.withdraw_long_standing(number, reason="误认"),
    CaseStep.SERIOUS: lambda matters, number, on: matters.find_serious(number, words="围堵机关", decided_by="市委", on=on),
}


class Case(NamedTuple):
    """A matter after some steps, and whether another may be taken; ``why`` is a part of the reason where it may not."""

    after: tuple[CaseStep, ...]
    step: CaseStep
    on: date
    why: str = ""
    group: bool = True
    each_on: date = date(1996, 11, 20)


S = CaseStep
LATER, BEFORE, TOMORROW = date(1996, 12, 5), date(1996, 11, 3), date(1996, 12, 21)
CASES = [
    Case((), S.ASSIGN, OPENED),
    Case((), S.ASSIGN, BEFORE),
    Case((S.CONCLUDE,), S.ASSIGN, LATER, "不能再交办"),
    Case((S.ASSIGN,), S.ACKNOWLEDGE, LATER),
    Case((), S.ACKNOWLEDGE, LATER, "没有等着接收的交办"),
    Case((S.ASSIGN,), S.ACKNOWLEDGE, date(1996, 11, 19), "交办日期"),
    Case((S.ASSIGN, S.ACKNOWLEDGE), S.ACKNOWLEDGE, LATER, "没有等着接收的交办"),
    Case((S.ASSIGN,), S.REFUSE, LATER),
    Case((S.ASSIGN, S.ACKNOWLEDGE), S.REFUSE, LATER, "没有等着拒办的交办"),
    Case((), S.URGE, LATER),
    Case((), S.URGE, BEFORE, "受理日期"),
    Case((), S.URGE, TOMORROW, "在今天"),
    Case((S.CONCLUDE,), S.URGE, LATER, "不能再催办"),
    Case((), S.EXTEND, DUE),
    Case((), S.EXTEND, LATER, "已过首次到期日1996-12-04"),
    Case((), S.EXTEND, DUE, "不是集体访期限", group=False),
    Case((S.EXTEND,), S.EXTEND, DUE, "已经延期过一次"),
    Case((S.CONCLUDE,), S.EXTEND, DUE, "不能再延期"),
    Case((), S.EXPLAIN, LATER),
    Case((), S.EXPLAIN, BEFORE, "受理日期"),
    Case((), S.REPORT, LATER),
    Case((), S.REPORT, TOMORROW, "在今天"),
    Case((), S.CONCLUDE, LATER),
    Case((S.CONCLUDE,), S.CONCLUDE, LATER, "已于1996-11-20办结"),
    Case((), S.REPLY, LATER),
    Case((), S.REPLY, BEFORE, "受理日期"),
    Case((S.REPLY,), S.SIGN, LATER),
    Case((S.REPLY, S.REFUSE_SIGNATURE), S.SIGN, LATER),
    Case((), S.SIGN, LATER, "还没有送答复意见书"),
    Case((S.REPLY,), S.SIGN, date(1996, 11, 19), "答复日期"),
    Case((S.REPLY, S.SIGN), S.SIGN, LATER, "签署"),
    Case((S.REPLY,), S.REFUSE_SIGNATURE, LATER),
    Case((), S.REFUSE_SIGNATURE, LATER, "还没有送答复意见书"),
    Case((S.REPLY, S.SIGN), S.REFUSE_SIGNATURE, LATER, "签署"),
    Case((), S.RECEIVE, OPENED),
    Case((S.RECEIVE,), S.RECEIVE, LATER, "没有等着接访的来访"),
    Case((), S.RECEIVE, BEFORE, "来访日期"),
    Case((), S.TRANSFER, LATER),
    Case((), S.TRANSFER, BEFORE, "受理日期"),
    Case((), S.OPINION, LATER),
    Case((), S.OPINION, TOMORROW, "在今天"),
    Case((S.OPINION,), S.NOT_CARRIED_OUT, LATER),
    Case((), S.NOT_CARRIED_OUT, LATER, "没有待执行的上级处理意见"),
    Case((S.OPINION, S.NOT_CARRIED_OUT), S.NOT_CARRIED_OUT, LATER, "没有待执行的上级处理意见"),
    Case((), S.LONG_STANDING, LATER),
    Case((S.LONG_STANDING,), S.LONG_STANDING, LATER, "已于1996-11-20认定"),
    Case((S.LONG_STANDING,), S.WITHDRAW_LONG_STANDING, TODAY),
    Case((), S.WITHDRAW_LONG_STANDING, TODAY, "没有认定为信访老户"),
    Case((), S.SERIOUS, LATER),
    Case((S.SERIOUS,), S.SERIOUS, LATER, "都已认定过"),
    Case((), S.SERIOUS, LATER, "没有这样的来访", group=False),
]


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    opened = bureau(tmp_path)
    yield opened
    opened.close()


def opened(office: Office, *, group: bool = True, **known: Any) -> str:
    """A matter opened on 4 November by a collective visit, or by one person, at the city."""
    return str(registration(on_day(office, OPENED)).save(collective(**known) if group else draft(**known)).matter)


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.step} after {'+'.join(case.after) or 'nothing'} {case.why[:12]}")
def test_the_window_offers_a_step_exactly_when_the_service_takes_it(office: Office, case: Case) -> None:
    number = opened(office, group=case.group)
    for before in case.after:
        TAKE[before](office.matters, number, case.each_on)
    told = office.cases.offer(number, case.step, case.on)
    assert (told.lawful.yes, case.why in told.lawful.why_not) == (not case.why, True)
    if told.lawful.yes:
        TAKE[case.step](office.matters, number, case.on)
        return
    before_it = office.matters.matter(number)
    with pytest.raises(Refusal) as refused:
        TAKE[case.step](office.matters, number, case.on)
    assert str(refused.value).startswith(told.lawful.why_not)
    assert office.matters.matter(number) == before_it


def test_every_step_has_a_day_on_which_it_may_and_one_on_which_it_may_not_be_taken() -> None:
    lawful = {case.step for case in CASES if not case.why}
    assert lawful == {case.step for case in CASES if case.why} == set(CaseStep)


def test_each_reason_names_its_clause(office: Office) -> None:
    offers = office.cases.file(opened(office)).offers
    assert [offer.step for offer in offers] == list(CaseStep)
    assert all(offer.lawful.clause for offer in offers)


def test_an_account_is_offered_only_what_is_its_own(office: Office) -> None:
    number = opened(office)
    officer, boss, clerk = (CaseService(colleague(office, name, role)) for name, role in
                            (("sun", Role.CASE_OFFICER), ("boss", Role.DIRECTOR), ("liu", Role.CLERK)))  # fmt: skip
    mine = {offer.step for offer in officer.file(number).offers if offer.open}
    assert {S.ASSIGN, S.CONCLUDE} <= mine
    assert not {S.LONG_STANDING, S.SERIOUS} & mine
    assert {offer.step for offer in boss.file(number).offers if offer.open} == {S.LONG_STANDING, S.SERIOUS}
    assert not [offer for offer in clerk.file(number).offers if offer.open]
    with pytest.raises(NotAllowed):
        CaseService(colleague(office, "qian", Role.DOCUMENT_STAFF)).file(number)
    with pytest.raises(NotAllowed):
        cases(officer.desk).find_serious(number, words="围堵机关", decided_by="市委")


# what a step does is told before it is done


def test_the_effect_told_is_the_effect_done(office: Office) -> None:
    number = opened(office)
    told = office.cases.offer(number, S.EXTEND, DUE).effect
    assert (told.due_before, told.due_after, told.document) == (DUE, date(1997, 1, 6), "延期通知")
    assert office.matters.extend(number, reason="牵涉面广", on=DUE).due_on == told.due_after
    one = opened(office, group=False)
    asked = office.cases.offer(one, S.ASSIGN, DUE, asking=True).effect
    assert office.matters.assign(one, on=DUE, asking_level=AskingLevel.CITY).due_on == asked.due_after == date(1997, 2, 4)


def test_the_effect_says_what_must_be_known_first(office: Office) -> None:
    number = opened(office, group=False)
    office.matters.assign(number, on=DUE, asking_level=AskingLevel.CITY)
    office.matters.urge(number)
    assert any("第 2 次催办" in words for words in office.cases.offer(number, S.URGE).effect.remarks)
    conclusion = "".join(office.cases.offer(number, S.CONCLUDE).effect.remarks)
    assert "还要上报" in conclusion
    assert "答复意见书" in conclusion


def test_the_next_step_leads_from_the_assignment_to_the_signature(office: Office) -> None:
    number = str(office.registration.save(collective()).matter)
    for step in (S.ASSIGN, S.ACKNOWLEDGE, S.CONCLUDE, S.REPLY, S.SIGN):
        assert office.cases.file(number).next_step is step
        TAKE[step](office.matters, number, TODAY)
    assert office.cases.file(number).next_step is None


def test_an_overdue_case_proposes_urging_and_what_the_regulation_says(office: Office) -> None:
    number = opened(office)
    office.matters.assign(number, on=OPENED)
    file = office.cases.file(number)
    assert (file.overdue_days, file.next_step) == (16, S.URGE)
    assert [proposal.clause for proposal in file.proposals] == ["二、第四段", "四、1", "四、4"]
    assert "是否造成一定影响和后果" in file.proposals[2].to_find
    office.matters.urge(number)
    assert office.cases.file(number).next_step is S.ACKNOWLEDGE


def test_proposals_of_a_case_are_those_of_its_units_year(office: Office) -> None:
    number = opened(office)
    office.matters.assign(number, on=OPENED)
    for day in (date(1996, 11, 25), date(1996, 12, 2)):
        registration(on_day(office, day)).save(collective(matter=number))
    office.matters.find_serious(number, words="围堵机关", decided_by="市委", petition="1996-00001")
    office.matters.reply(number, signature=Signature.REFUSED)
    of_unit = next(unit for unit in office.review.compute(1996).result.units if unit.code == "T03")
    wanted = [f"四、{decision.clause[-1]}" for decision in of_unit.accountability]
    assert [each.clause for each in office.cases.file(number).proposals if each.clause.startswith("四")] == wanted
    assert len(wanted) == 4


def test_a_visit_is_received_in_person_once_and_the_former_words_stay(office: Office) -> None:
    number = opened(office)
    assert office.cases.file(number).unreceived == ("1996-00001",)
    office.matters.receive(number, by_name="王镇长", post="主要领导", time="14:30", left=True, on=OPENED)
    entry = next(entry for entry in office.matters.matter(number).timeline if entry.kind == "receiving")
    assert (entry.on, entry.words) == (OPENED, "王镇长　主要领导　14:30　已领回")
    view = office.registration.petition("1996-00001")
    assert {(each.field, each.counts_as_change) for each in view.corrections} >= {("received_by_unit_name", False)}


def test_a_finding_names_its_visit_where_there_are_several(office: Office) -> None:
    number = opened(office)
    registration(on_day(office, date(1996, 11, 20))).save(collective(matter=number))
    with pytest.raises(Refusal, match="哪一次来访"):
        office.matters.find_serious(number, words="围堵机关", decided_by="市委")
    with pytest.raises(Refusal, match="之前"):
        office.matters.find_serious(number, words="围堵机关", decided_by="市委", petition="1996-00002", on=date(1996, 11, 19))
    office.matters.find_serious(number, words="围堵机关", decided_by="市委", petition="1996-00002")
    assert office.cases.file(number).may_be_serious == ("1996-00001",)
    assert "认定严重恶果" in [entry.title for entry in office.matters.matter(number).timeline]
