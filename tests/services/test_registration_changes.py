"""Corrections, voidings and secrecy: former values stay, two persons act, identities stay where they belong."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import text

from app.errors import InputFault, NotAllowed, NotFound, Refusal
from app.office import Office
from app.regulation.terms import Form, Level
from app.services.actor import Role
from app.services.matches import MatchService
from app.services.petition_form import WITHHELD, Attachment, Petitioner, Purpose
from app.store import audit, petitioners, petitions
from tests.services.counter import BUREAU, QUARTER, TODAY, TOWN, bureau, cases, colleague, collective, draft, registration


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    opened = bureau(tmp_path)
    yield opened
    opened.close()


def actions(office: Office) -> list[tuple[str, str | None]]:
    with office.desk.store.reading() as transaction:
        return [(entry.action, entry.subject) for entry in audit.entries(transaction)]


def everywhere(office: Office, word: str) -> set[str]:
    """The tables in which a word stands, the search index left aside."""
    with office.desk.store.reading() as transaction:
        names = transaction.execute(text("SELECT name FROM sqlite_master WHERE type = 'table'")).scalars().all()
        tables = [name for name in names if not name.startswith("petition_search")]
        return {name for name in tables if word in repr(transaction.execute(text(f'SELECT * FROM "{name}"')).all())}


def test_a_correction_keeps_the_former_value_who_and_why(office: Office) -> None:
    number = office.registration.save(draft()).number
    before = office.registration.petition(number).draft
    fields = office.registration.correct(number, replace(before, people=6, gist="改写的内容"), "漏记同来的人")
    assert set(fields) == {"people", "gist"}
    view = office.registration.petition(number)
    kept = {each.field: each for each in view.corrections}
    assert (kept["people"].former, kept["people"].present, kept["people"].reason) == ("1", "6", "漏记同来的人")
    assert kept["people"].counts_as_change
    assert not kept["gist"].counts_as_change
    assert kept["people"].by == "张局长（演示）"
    assert view.collective


@pytest.mark.parametrize(
    "known",
    [
        {"received_on": date(1996, 12, 1)},
        {"people": 9},
        {"represented": 9},
        {"unit": QUARTER},
        {"shown_level": 0},
        {"level": Level.UNIT},
    ],
)
def test_a_correction_that_weighs_needs_a_reason(office: Office, known: dict[str, object]) -> None:
    number = office.registration.save(draft()).number
    form = replace(office.registration.petition(number).draft, **known)
    with pytest.raises(Refusal, match="理由"):
        office.registration.correct(number, form)
    office.registration.correct(number, form, "核对后更正")
    assert any(each.counts_as_change for each in office.registration.petition(number).corrections)


def test_a_correction_of_nothing_is_refused_and_one_with_faults_too(office: Office) -> None:
    number = office.registration.save(draft()).number
    before = office.registration.petition(number).draft
    with pytest.raises(Refusal, match="没有改动"):
        office.registration.correct(number, before, "无")
    with pytest.raises(InputFault):
        office.registration.correct(number, replace(before, people=0), "错")
    assert office.registration.petition(number).corrections == ()


def test_a_person_corrected_twice_shows_each_state(office: Office) -> None:
    number = office.registration.save(draft()).number
    for name in ("曾哲生", "曾喆升"):
        form = office.registration.petition(number).draft
        office.registration.correct(number, replace(form, petitioners=(replace(form.petitioners[0], name=name),)))
    view = office.registration.petition(number)
    names = [(each.former, each.present) for each in view.corrections if each.field == "petitioners.1.name"]
    assert names == [("曾喆生", "曾哲生"), ("曾哲生", "曾喆升")]
    assert [person.name for person in view.petitioners] == ["曾喆升"]
    assert everywhere(office, "曾哲生") == {"petitioners"}


def test_a_person_added_and_taken_away_leaves_a_trace(office: Office) -> None:
    number = office.registration.save(draft(people=2)).number
    form = office.registration.petition(number).draft
    office.registration.correct(number, replace(form, petitioners=(*form.petitioners, Petitioner(name="李二"))))
    office.registration.correct(number, form)
    names = [(each.former, each.present) for each in office.registration.petition(number).corrections if each.field == "petitioners.2.name"]
    assert names == [("", "李二"), ("李二", "")]


def test_the_matter_opened_for_a_petition_follows_its_unit_and_day(office: Office) -> None:
    registered = office.registration.save(draft())
    form = office.registration.petition(registered.number).draft
    office.registration.correct(registered.number, replace(form, unit=QUARTER, received_on=date(1996, 12, 2)), "记错单位和日期")
    matter = office.matters.matter(registered.matter or "")
    assert (matter.unit_code, matter.accepted_on, matter.due_on) == (QUARTER, date(1996, 12, 2), date(1997, 1, 2))
    assert [(row.cause, row.replaced) for row in matter.due] == [("correction", False), ("acceptance", True)]


def test_a_matter_with_other_petitions_keeps_its_unit(office: Office) -> None:
    registered = office.registration.save(draft())
    second = office.registration.save(draft(matter=registered.matter or ""))
    form = office.registration.petition(second.number).draft
    office.registration.correct(second.number, replace(form, unit=QUARTER), "这次是古楼的事")
    assert office.matters.matter(registered.matter or "").unit_code == TOWN
    assert office.registration.petition(second.number).counted_unit == QUARTER


def test_taking_over_afterwards_makes_a_repeat_and_ends_the_matter_left_empty(office: Office) -> None:
    first, second = office.registration.save(draft()), office.registration.save(draft())
    form = office.registration.petition(second.number).draft
    office.registration.correct(second.number, replace(form, matter=first.matter or ""), "是同一件事")
    assert office.registration.petition(second.number).repeat
    left = office.matters.matter(second.matter or "")
    assert left.concluded_on == TODAY
    assert second.matter not in {row.matter for row in office.matters.due_list(60).rows}


def test_a_case_is_never_corrected_into_none(office: Office) -> None:
    number = office.registration.save(draft()).number
    form = office.registration.petition(number).draft
    with pytest.raises(Refusal, match="立案"):
        office.registration.correct(number, replace(form, matter="", purpose=Purpose.INQUIRY, not_a_case_reason="咨询"), "改")


def test_a_corrected_petition_is_found_by_its_new_words_only(office: Office) -> None:
    number = office.registration.save(draft()).number
    form = office.registration.petition(number).draft
    office.registration.correct(number, replace(form, petitioners=(Petitioner(name="欧阳修文"),)))
    search = MatchService(office.desk)
    assert [match.number for match in search.matches("欧阳")] == [number]
    assert search.matches("曾喆生") == ()


# 作废


def test_with_one_account_one_may_void_alone_and_it_is_marked(office: Office) -> None:
    number = office.registration.save(draft()).number
    with pytest.raises(Refusal, match="理由"):
        office.registration.void(number)
    office.registration.void(number, "重复登记")
    void = office.registration.petition(number).void
    assert void is not None
    assert (void.reason, void.alone) == ("重复登记", True)
    with pytest.raises(Refusal, match="已经作废"):
        office.registration.void(number, "再来")
    assert office.registration.register_page().rows[0].voided


def test_with_two_accounts_it_takes_two_persons(office: Office) -> None:
    number = office.registration.save(draft()).number
    clerk = registration(colleague(office, "liu", Role.CLERK))
    with pytest.raises(Refusal, match="两个人"):
        office.registration.void(number, "重复登记")
    office.registration.ask_void(number, "重复登记")
    with pytest.raises(Refusal, match="两个人"):
        office.registration.void(number)
    assert [(each.number, each.reason) for each in clerk.void_requests()] == [(number, "重复登记")]
    clerk.void(number)
    void = office.registration.petition(number).void
    assert void is not None
    assert (void.asked_by, void.voided_by, void.alone) == ("张局长（演示）", "liu（演示）", False)
    assert office.registration.void_requests() == ()


def test_a_case_officer_may_not_void(office: Office) -> None:
    number = office.registration.save(draft()).number
    office.registration.ask_void(number, "重复登记")
    with pytest.raises(NotAllowed):
        registration(colleague(office, "sun", Role.CASE_OFFICER)).void(number)


def test_a_void_first_visit_makes_the_second_the_first_and_takes_the_collective_limit_back(office: Office) -> None:
    first = office.registration.save(collective(received_on=date(1996, 12, 2)))
    second = office.registration.save(draft(matter=first.matter or ""))
    office.registration.void(first.number, "登错")
    assert not office.registration.petition(second.number).repeat
    matter = office.matters.matter(first.matter or "")
    assert matter.due[-1].limit.value == "ordinary"
    assert matter.concluded_on is None


def test_a_void_petition_ends_the_matter_it_alone_had_opened(office: Office) -> None:
    registered = office.registration.save(draft())
    office.registration.void(registered.number, "登错")
    assert office.matters.matter(registered.matter or "").concluded_on == TODAY
    meaning = office.registration.meaning(collective())
    assert [step.before for step in meaning.vetoes] == [0, 0, 0]


# 保密


def protected(office: Office) -> str:
    form = draft(purpose=Purpose.ACCUSATION, accused="某人", unit=BUREAU, petitioners=(Petitioner(name="举报人甲", phone="8212345"),))
    return office.registration.save(form).number


def test_a_protected_petitioner_is_withheld_and_each_look_is_logged(office: Office) -> None:
    number = protected(office)
    view = office.registration.petition(number)
    assert view.withheld
    assert [person.name for person in view.petitioners] == [WITHHELD]
    assert view.draft.petitioners == view.petitioners
    assert actions(office)[-1] == ("view_protected", number)


def test_whom_the_director_named_sees_the_petitioner_and_nobody_else_does(office: Office) -> None:
    number = protected(office)
    named, other = colleague(office, "zhou", Role.CASE_OFFICER), colleague(office, "wu", Role.CASE_OFFICER)
    office.registration.grant_access(number, "zhou", "承办人，要找举报人核实")
    assert registration(named).reveal(number, "核实").petitioners[0].name == "举报人甲"
    assert registration(named).petition(number).withheld
    assert registration(other).petition(number).withheld
    with pytest.raises(NotAllowed):
        registration(named).grant_access(number, "wu", "也看看")
    with pytest.raises(NotFound):
        office.registration.grant_access(number, "nobody", "理由")
    with pytest.raises(Refusal):
        office.registration.grant_access(number, "wu", " ")


def test_identity_stands_in_one_table_only_also_after_corrections(office: Office) -> None:
    number = office.registration.save(draft(petitioners=(Petitioner(name="举报人甲"),))).number
    form = office.registration.petition(number).draft
    office.registration.correct(number, replace(form, petitioners=(Petitioner(name="举报人乙"),)))
    form = office.registration.petition(number).draft
    office.registration.correct(number, replace(form, purpose=Purpose.ACCUSATION, accused="某人"))
    assert everywhere(office, "举报人甲") == {"protected_petitioners"}
    assert everywhere(office, "举报人乙") == {"protected_petitioners"}
    view = office.registration.petition(number)
    assert view.protected
    assert {(each.former, each.present) for each in view.corrections if each.field == "petitioners.1.name"} == {(WITHHELD, WITHHELD)}


def test_one_who_may_not_see_the_people_may_correct_the_rest_only(office: Office) -> None:
    number = protected(office)
    form = office.registration.petition(number).draft
    office.registration.correct(number, replace(form, gist="补充：账目不清。"))
    with pytest.raises(NotAllowed):
        office.registration.correct(number, replace(form, petitioners=(Petitioner(name="别人"),)))
    office.registration.grant_access(number, "director", "核实")
    office.registration.correct(number, replace(form, gist="再补充。"))  # named, and the form still comes without the people
    assert office.registration.reveal(number, "核实").petitioners[0].name == "举报人甲"


def test_the_director_lifts_secrecy_with_a_reason_and_it_stays_lifted(office: Office) -> None:
    number = protected(office)
    with pytest.raises(Refusal, match="理由"):
        office.registration.lift_secrecy(number, "")
    office.registration.lift_secrecy(number, "本人公开实名")
    view = office.registration.petition(number)
    assert (view.protected, view.petitioners[0].name) == (False, "举报人甲")
    assert everywhere(office, "举报人甲") == {"petitioners"}
    office.registration.correct(number, replace(view.draft, gist="补充内容"))
    assert not office.registration.petition(number).protected
    with pytest.raises(Refusal, match="不是保密件"):
        office.registration.lift_secrecy(number, "再来")


# 严重恶果


def test_a_serious_finding_stands_on_a_collective_visit_with_who_decided(office: Office) -> None:
    number = office.registration.save(collective()).number
    office.registration.record_serious_finding(number, "围堵机关，影响恶劣", "市委常委会")
    assert office.registration.petition(number).serious_finding == "围堵机关，影响恶劣"


def test_a_serious_finding_on_anything_else_is_refused(office: Office) -> None:
    single, unit_level = office.registration.save(draft()).number, office.registration.save(collective(level=Level.UNIT)).number
    group = office.registration.save(collective()).number
    for number, words, by, day in (
        (single, "恶果", "市委", None),
        (unit_level, "恶果", "市委", None),
        (group, " ", "市委", None),
        (group, "恶果", " ", None),
        (group, "恶果", "市委", date(1996, 12, 19)),
        (group, "恶果", "市委", date(1996, 12, 21)),
    ):
        with pytest.raises(Refusal):
            office.registration.record_serious_finding(number, words, by, day)


def test_files_are_added_later_and_the_protected_ones_open_for_the_named_only(office: Office) -> None:
    number, hidden = office.registration.save(draft()).number, protected(office)
    for each in (number, hidden):
        office.registration.attach(each, [Attachment(name="材料.pdf", content=b"%PDF")])
    assert office.registration.attachment(number, "材料.pdf") == b"%PDF"
    with pytest.raises(NotFound, match="保密件"):
        office.registration.attachment(hidden, "材料.pdf")
    with pytest.raises(NotFound, match="没有叫"):
        office.registration.attachment(number, "别的.pdf")
    office.registration.grant_access(hidden, "director", "核对材料")
    assert office.registration.attachment(hidden, "材料.pdf") == b"%PDF"


def test_what_a_protected_petition_says_is_never_read_unlogged(office: Office) -> None:
    number = protected(office)
    matter = office.registration.register_page().rows[0].matter or ""
    assert office.registration.register_page().rows[0].gist == ""
    assert office.matters.due_list(60).rows[0].gist == WITHHELD
    assert actions(office)[-1] == ("register", number)
    assert office.matters.matter(matter).gist
    assert actions(office)[-1] == ("view_protected", matter)


def test_what_was_wrong_before_a_correction_stands_in_nobody_s_way(office: Office) -> None:
    with office.desk.store.writing() as transaction:
        row = petitions.petition_row(
            number="1996-00077", received_on=date(1995, 5, 1), form=Form.VISIT, level=Level.PROVINCE, unit_id=1, registered_at="1996-01-01"
        )
        petition_id = petitions.insert_petition(transaction, row)
        petitioners.insert_many(transaction, [petitioners.person_row(petition_id, "曾喆生")], protected=False)
    form = office.registration.petition("1996-00077").draft
    assert office.registration.correct("1996-00077", replace(form, people=3), "漏记") == ("people",)
    with pytest.raises(InputFault):
        office.registration.correct("1996-00077", replace(form, received_time="24:61"))


def test_a_serious_finding_is_withdrawn_with_a_reason(office: Office) -> None:
    number = office.registration.save(collective()).number
    with pytest.raises(Refusal, match="没有严重恶果"):
        office.registration.withdraw_serious_finding(number, "误认")
    office.registration.record_serious_finding(number, "恶果", "市委")
    with pytest.raises(Refusal, match="理由"):
        office.registration.withdraw_serious_finding(number, "")
    office.registration.withdraw_serious_finding(number, "查无此事")
    assert office.registration.petition(number).serious_finding is None


# who needs to know what a protected petition says


@pytest.mark.parametrize(
    ("role", "knows"),
    [(Role.CLERK, False), (Role.CASE_OFFICER, True), (Role.DIRECTOR, True)],
)
def test_what_a_protected_petition_says_is_told_to_whose_work_needs_it(office: Office, role: Role, knows: bool) -> None:
    number, desk = protected(office), colleague(office, "wu", role)
    view = registration(desk).petition(number)
    assert (view.withheld, view.sealed) == (True, not knows)
    assert ("提留款" in view.draft.gist, view.draft.accused == "某人") == (knows, knows)
    last = office.audit_log.entries()[-1]
    assert (last.action, last.subject, last.detail) == ("view_protected", number, {"withheld": True, "sealed": not knows})
    told = repr(cases(desk).matter(office.registration.petition(number).draft.matter))
    assert ("提留款" in told) == knows
    assert "举报人甲" not in repr(view) + told


def test_a_clerk_who_was_not_named_may_neither_read_nor_correct_a_colleagues_protected_petition(office: Office) -> None:
    number, desk = protected(office), colleague(office, "wu", Role.CLERK)
    office.registration.attach(number, [Attachment(name="举报信.pdf", content=b"%PDF")])
    view = registration(desk).petition(number)
    assert view.attachments == (WITHHELD,)
    with pytest.raises(NotAllowed, match="保密件"):
        registration(desk).correct(number, replace(view.draft, received_time="09:30"))
    office.registration.grant_access(number, "wu", "由她向举报人核实")
    assert not registration(desk).petition(number).sealed
    named = registration(desk).reveal(number, "核实")
    assert (named.petitioners[0].name, named.attachments) == ("举报人甲", ("举报信.pdf",))


def test_the_clerk_who_registered_a_protected_petition_reads_what_it_says(office: Office) -> None:
    desk = colleague(office, "wu", Role.CLERK)
    form = draft(purpose=Purpose.ACCUSATION, accused="某人", petitioners=(Petitioner(name="举报人甲"),))
    number = registration(desk).save(form).number
    view = registration(desk).petition(number)
    assert (view.sealed, view.withheld, view.draft.gist) == (False, True, form.gist)
    registration(desk).correct(number, replace(view.draft, gist="补充：账目不清。"))
    assert registration(desk).petition(number).draft.gist == "补充：账目不清。"


def test_how_a_petition_may_be_voided_is_told_before_it_is_tried(office: Office) -> None:
    number = office.registration.save(draft()).number
    assert office.registration.void_state(number) == (True, None, False)
    other = registration(colleague(office, "wu", Role.CLERK))
    office.registration.ask_void(number, "重复登记")
    mine, theirs = office.registration.void_state(number), other.void_state(number)
    assert (mine.alone, mine.mine, theirs.mine) == (False, True, False)
    assert theirs.asked is not None
    assert (theirs.asked.number, theirs.asked.reason) == (number, "重复登记")
    other.void(number)
    assert other.void_state(number).asked is None
