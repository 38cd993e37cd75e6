"""Steps on matters: recorded, the present state in step, the due date told anew and never rewritten."""

import inspect
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from app.errors import InputFault, NotAllowed, NotFound, Refusal
from app.office import Office
from app.regulation.terms import AskingLevel, Limit, Post, Signature
from app.services.actor import Role
from app.services.base import Service
from app.services.drafts import DraftService
from app.services.matches import MatchService
from app.services.matter_values import Urgency
from app.services.matters import MatterService
from app.services.petition_form import Purpose
from app.services.registration import RegistrationService
from app.services.units import UnitService
from app.store import audit, matters
from app.store.matters import StoredMatter
from tests.services.counter import BUREAU, COMPANY, TODAY, TOWN, bureau, cases, colleague, collective, draft, on_day, registration

OPENED = date(1996, 11, 4)  # a Monday


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    opened = bureau(tmp_path)
    yield opened
    opened.close()


@pytest.fixture
def ordinary(office: Office) -> str:
    """A matter accepted on 4 November, due on 4 December."""
    return registration(on_day(office, OPENED)).save(draft()).matter or ""


@pytest.fixture
def group(office: Office) -> str:
    """A matter with a collective visit on 4 November, due on 4 December, extended on 6 January (the 4th is a Saturday)."""
    return registration(on_day(office, OPENED)).save(collective()).matter or ""


def kept(office: Office, number: str) -> StoredMatter:
    with office.desk.store.reading() as transaction:
        stored = matters.by_number(transaction, number)
    assert stored is not None
    return stored


def due_on(office: Office, number: str) -> date | None:
    return office.matters.matter(number).due_on


# 交办


def test_an_assignment_that_asks_in_time_gives_two_months(office: Office, ordinary: str) -> None:
    taken = office.matters.assign(ordinary, on=date(1996, 12, 4), asking_level=AskingLevel.PREFECTURE, document="聊信交〔1996〕8号")
    assert taken.due_on == date(1997, 2, 4)
    assert taken.remark == ""
    stored = kept(office, ordinary)
    assert (stored.assigned_on, stored.assigned_level, stored.asked_due_on) == (date(1996, 12, 4), AskingLevel.PREFECTURE, date(1997, 2, 4))
    told = office.matters.matter(ordinary).due
    assert [(row.known_from, row.known_until, row.limit) for row in told] == [
        (OPENED, date(1996, 12, 4), Limit.ORDINARY),
        (date(1996, 12, 4), None, Limit.ASKED_FOR),
    ]


def test_one_that_comes_after_the_due_date_leaves_it_and_says_so(office: Office, ordinary: str) -> None:
    taken = office.matters.assign(ordinary, on=date(1996, 12, 5), asking_level=AskingLevel.CITY)
    assert taken.due_on == date(1996, 12, 4)
    assert "到期日不变" in taken.remark
    assert kept(office, ordinary).asked_due_on == date(1997, 2, 5)


def test_the_first_asking_assignment_counts(office: Office, ordinary: str) -> None:
    office.matters.assign(ordinary, on=date(1996, 11, 20), asking_level=AskingLevel.CITY)
    again = office.matters.assign(ordinary, on=date(1996, 11, 25), asking_level=AskingLevel.CENTRAL)
    assert "从那一次算起" in again.remark
    earlier = office.matters.assign(ordinary, on=date(1996, 11, 11), asking_level=AskingLevel.PROVINCE)
    assert earlier.due_on == date(1997, 1, 13)  # 11 January is a Saturday
    assert kept(office, ordinary).asked_due_on == date(1997, 1, 13)


def test_an_assignment_of_the_bureau_s_own_changes_no_date(office: Office, ordinary: str) -> None:
    assert office.matters.assign(ordinary).due_on == date(1996, 12, 4)
    assert kept(office, ordinary).assigned_on is None


def test_an_assignment_may_be_older_than_the_acceptance(office: Office, ordinary: str) -> None:
    assert office.matters.assign(ordinary, on=date(1996, 10, 30), asking_level=AskingLevel.CITY).due_on == date(1996, 12, 30)


def test_an_accusation_is_never_assigned_to_the_accused(office: Office) -> None:
    office.units.appoint(COMPANY, "钱经理", Post.HEAD)
    number = office.registration.save(draft(purpose=Purpose.ACCUSATION, accused="钱经理", unit=BUREAU)).matter or ""
    with pytest.raises(Refusal, match="四、6") as refused:
        office.matters.assign(number, unit=COMPANY)
    assert "商业局" in (refused.value.mend or "")
    assert office.matters.assign(number).step


def test_acknowledging_and_refusing_answer_the_last_assignment(office: Office, ordinary: str) -> None:
    with pytest.raises(Refusal, match="没有等着"):
        office.matters.acknowledge(ordinary)
    office.matters.assign(ordinary, on=date(1996, 12, 10))
    with pytest.raises(Refusal, match="之前"):
        office.matters.acknowledge(ordinary, on=date(1996, 12, 9))
    office.matters.acknowledge(ordinary, by_name="王助理", on=date(1996, 12, 12))
    with pytest.raises(Refusal, match="没有等着"):
        office.matters.refuse(ordinary, reason="不归我们管")
    office.matters.assign(ordinary, on=date(1996, 12, 13))
    assert "四、1" in office.matters.refuse(ordinary, reason="不归我们管").remark
    kinds = [entry.kind for entry in office.matters.matter(ordinary).timeline]
    assert kinds == ["petition", "assignment", "acknowledgement", "assignment", "refusal"]


# 催办、延期、说明、上报


def test_urgings_are_counted(office: Office, ordinary: str) -> None:
    assert [office.matters.urge(ordinary).ordinal for _ in range(3)] == [1, 2, 3]
    assert office.matters.due_list(0).rows[0].urged == 3
    assert "第3次催办" in [entry.title for entry in office.matters.matter(ordinary).timeline]


def test_an_extension_on_the_due_date_itself_gives_the_second_month(office: Office, group: str) -> None:
    taken = office.matters.extend(group, reason="牵涉面广", on=date(1996, 12, 4))
    assert (taken.due_on, taken.remark) == (date(1997, 1, 6), "")
    with pytest.raises(Refusal, match="已经延期过一次（1996-12-04）"):
        office.matters.extend(group, reason="还不行", on=date(1996, 12, 10))


def test_an_extension_after_the_first_due_date_is_refused_with_that_date(office: Office, group: str) -> None:
    with pytest.raises(Refusal, match="已过首次到期日1996-12-04"):
        office.matters.extend(group, reason="牵涉面广", on=date(1996, 12, 5))
    assert kept(office, group).extended_on is None
    assert due_on(office, group) == date(1996, 12, 4)


def test_an_extension_of_what_is_not_under_the_collective_limit_is_refused(office: Office, ordinary: str) -> None:
    with pytest.raises(Refusal, match="集体访"):
        office.matters.extend(ordinary, reason="复杂", on=date(1996, 12, 1))


def test_an_extension_needs_its_reason(office: Office, group: str) -> None:
    with pytest.raises(Refusal, match="延期理由"):
        office.matters.extend(group, reason=" ", on=date(1996, 12, 4))


def test_the_earliest_report_and_explanation_are_the_present_state(office: Office, ordinary: str) -> None:
    for day in (date(1996, 12, 10), date(1996, 12, 5), date(1996, 12, 12)):
        office.matters.report(ordinary, words="已查处", on=day)
        office.matters.explain(ordinary, words="正在查", on=day + timedelta(days=1))
    stored = kept(office, ordinary)
    assert (stored.reported_on, stored.explained_on) == (date(1996, 12, 5), date(1996, 12, 6))


# 办结、答复


def test_a_conclusion_takes_the_case_off_the_work_list_and_keeps_its_due_date(office: Office, ordinary: str) -> None:
    taken = office.matters.conclude(ordinary, outcome="已清退", on=date(1996, 12, 4))
    assert (taken.due_on, taken.remark) == (None, "")
    assert office.matters.due_list(365).rows == ()
    assert due_on(office, ordinary) == date(1996, 12, 4)
    with pytest.raises(Refusal, match="已于1996-12-04办结"):
        office.matters.conclude(ordinary, outcome="再办")
    for step in (office.matters.urge, office.matters.assign):
        with pytest.raises(Refusal, match="不能再"):
            step(ordinary)


def test_a_late_conclusion_and_a_missing_report_are_said(office: Office, ordinary: str) -> None:
    office.matters.assign(ordinary, on=date(1996, 12, 5), asking_level=AskingLevel.CITY)
    remark = office.matters.conclude(ordinary, outcome="已清退", on=date(1996, 12, 6)).remark
    assert "超过到期日1996-12-04" in remark
    assert "上报" in remark


def test_a_conclusion_dated_before_an_assignment_makes_it_count_no_longer(office: Office, ordinary: str) -> None:
    office.matters.assign(ordinary, on=date(1996, 12, 2), asking_level=AskingLevel.CITY)
    assert due_on(office, ordinary) == date(1997, 2, 3)
    office.matters.conclude(ordinary, outcome="早已办结", on=date(1996, 11, 20))
    assert due_on(office, ordinary) == date(1996, 12, 4)
    assert any(row.replaced and row.due_on == date(1997, 2, 3) for row in office.matters.matter(ordinary).due)


def test_the_last_reply_letter_is_the_present_state(office: Office, ordinary: str) -> None:
    office.matters.reply(ordinary, reply_number="市答字8号", on=date(1996, 12, 1))
    taken = office.matters.reply(ordinary, signature=Signature.REFUSED, refusal_words="不服", on=date(1996, 12, 3))
    assert "四、4" in taken.remark
    office.matters.reply(ordinary, signature=Signature.UNSIGNED, on=date(1996, 12, 2))
    stored = kept(office, ordinary)
    assert (stored.reply_number, stored.replied_on, stored.signature) == ("市答字8号", date(1996, 12, 3), Signature.REFUSED)


# 老户、上级意见


def test_three_visits_in_a_year_propose_and_a_person_finds(office: Office, ordinary: str) -> None:
    office.registration.save(draft(matter=ordinary))
    assert office.matters.long_standing_proposals() == ()
    office.registration.save(draft(matter=ordinary))
    proposal = office.matters.long_standing_proposals()[0]
    assert (proposal.matter, proposal.visits, proposal.last_on) == (ordinary, 3, TODAY)
    assert kept(office, ordinary).long_standing_on is None
    with pytest.raises(NotAllowed):
        cases(colleague(office, "sun", Role.CASE_OFFICER)).find_long_standing(ordinary, reason="多次来访")
    office.matters.find_long_standing(ordinary, reason="多次来访，问题未解决")
    assert kept(office, ordinary).long_standing_on == TODAY
    assert office.matters.long_standing_proposals() == ()
    with pytest.raises(Refusal, match="已于"):
        office.matters.find_long_standing(ordinary, reason="再认定")


def test_a_higher_opinion_may_be_recorded_as_not_carried_out_once(office: Office, ordinary: str) -> None:
    with pytest.raises(Refusal, match="处理意见"):
        office.matters.record_not_carried_out(ordinary)
    office.matters.record_higher_opinion(ordinary, office="地区信访局", words="应予清退", on=date(1996, 12, 5))
    assert "四、5" in office.matters.record_not_carried_out(ordinary, on=date(1996, 12, 15)).remark
    with pytest.raises(Refusal):
        office.matters.record_not_carried_out(ordinary)
    assert [entry.title for entry in office.matters.matter(ordinary).timeline][1:] == ["地区信访局的处理意见", "上级处理意见未执行"]


# dates, rights, audit


def test_dates_are_sensible(office: Office, ordinary: str) -> None:
    with pytest.raises(Refusal, match="今天"):
        office.matters.urge(ordinary, on=date(1996, 12, 21))
    with pytest.raises(Refusal, match="受理日期"):
        office.matters.conclude(ordinary, outcome="办结", on=date(1996, 11, 3))
    with pytest.raises(NotFound, match="S1996-09999"):
        office.matters.urge("S1996-09999")


def test_a_step_needs_the_case_officer_and_leaves_an_audit_record(office: Office, ordinary: str) -> None:
    with pytest.raises(NotAllowed):
        cases(colleague(office, "liu", Role.CLERK)).urge(ordinary)
    cases(colleague(office, "sun", Role.CASE_OFFICER)).urge(ordinary)
    with office.desk.store.reading() as transaction:
        last = list(audit.entries(transaction))[-1]
    assert (last.action, last.subject, last.account, dict(last.detail)["ordinal"]) == ("urge", ordinary, "sun", 1)


def test_a_refused_step_leaves_nothing(office: Office, ordinary: str) -> None:
    before = office.matters.matter(ordinary)
    with pytest.raises(Refusal):
        office.matters.extend(ordinary, reason="")
    assert office.matters.matter(ordinary) == before


# the work list


def test_the_work_list_tells_overdue_today_and_soon_with_the_reason(office: Office, ordinary: str) -> None:
    def urgency(day: date, within: int = 7) -> list[tuple[Urgency, int]]:
        return [(row.urgency, row.days) for row in cases(on_day(office, day)).due_list(within).rows]

    assert urgency(date(1996, 11, 26)) == []
    assert urgency(date(1996, 11, 27)) == [(Urgency.SOON, 7)]
    assert urgency(date(1996, 12, 4)) == [(Urgency.TODAY, 0)]
    assert urgency(date(1996, 12, 5), within=0) == [(Urgency.OVERDUE, -1)]
    row = office.matters.due_list().rows[0]
    assert (row.matter, row.clause, row.limit) == (ordinary, None, Limit.ORDINARY)
    assert any("1996年11月4日" in sentence for sentence in row.why)
    assert office.matters.due_list().count(Urgency.OVERDUE) == 1


def test_the_work_list_of_an_earlier_day_is_as_it_was_known_then(office: Office, ordinary: str) -> None:
    office.matters.assign(ordinary, on=date(1996, 12, 4), asking_level=AskingLevel.CITY)
    office.matters.report(ordinary, on=date(1996, 12, 10))
    office.matters.conclude(ordinary, outcome="办结", on=date(1996, 12, 18))
    assert office.matters.due_list(90).rows == ()
    assert [row.due_on for row in office.matters.due_list(90, as_of=date(1996, 12, 3)).rows] == [date(1996, 12, 4)]
    row = office.matters.due_list(90, as_of=date(1996, 12, 9)).rows[0]
    assert (row.due_on, row.reported_on) == (date(1997, 2, 4), None)
    assert office.matters.due_list(90, as_of=date(1996, 12, 18)).rows == ()
    assert office.matters.due_list(90, as_of=date(1996, 11, 3)).rows == ()


def test_days_out_of_reason_are_refused(office: Office) -> None:
    with pytest.raises(InputFault):
        office.matters.due_list(-1)


def test_a_day_out_of_reason_is_refused(office: Office, ordinary: str) -> None:
    for day in (date.min, date.max):
        with pytest.raises(InputFault):
            office.matters.due_list(7, as_of=day)
        with pytest.raises(Refusal):
            office.matters.assign(ordinary, on=day, asking_level=AskingLevel.CITY)


def test_a_matter_given_to_another_unit_counts_for_it_and_shows_where_it_came_from(office: Office, ordinary: str) -> None:
    with pytest.raises(Refusal, match="已经是"):
        office.matters.transfer(ordinary, unit=TOWN, reason="错了")
    with pytest.raises(Refusal, match="理由"):
        office.matters.transfer(ordinary, unit=COMPANY, reason=" ")
    office.matters.transfer(ordinary, unit=COMPANY, reason="属商业系统")
    view = office.matters.matter(ordinary)
    assert (view.unit_code, view.counted_unit_name, view.due_on) == (COMPANY, "商业局", date(1996, 12, 4))
    assert [entry.title for entry in view.timeline if entry.kind == "transfer"] == ["责任单位由侯营镇改为百货公司"]


def test_a_finding_of_long_standing_is_withdrawn_with_a_reason_and_stays_on_record(office: Office, ordinary: str) -> None:
    with pytest.raises(Refusal, match="没有认定"):
        office.matters.withdraw_long_standing(ordinary, reason="误认")
    office.matters.find_long_standing(ordinary, reason="多次来访")
    office.matters.withdraw_long_standing(ordinary, reason="误认")
    assert kept(office, ordinary).long_standing_on is None
    assert "已撤销：误认" in next(entry.title for entry in office.matters.matter(ordinary).timeline if entry.kind == "finding")
    office.matters.find_long_standing(ordinary, reason="确是老户")
    assert kept(office, ordinary).long_standing_on == TODAY


@pytest.mark.parametrize("service", [DraftService, MatchService, MatterService, RegistrationService, UnitService])
def test_every_public_action_declares_its_right(service: type[Service]) -> None:
    public = {name: each for name, each in inspect.getmembers(service, inspect.isfunction) if not name.startswith("_")}
    without = {name for name, each in public.items() if not hasattr(each, "right")}
    assert without <= {"reading", "acting", "stepping"}
