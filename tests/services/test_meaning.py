"""What the form says before it is saved: what kind of visit it is, when due, and what it does to the unit."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from app.office import Office
from app.regulation.terms import Form, Level, Limit
from app.services.meaning import MatterFate
from app.services.petition_form import PetitionDraft, Purpose
from app.store import closed_years
from tests.services.counter import BUREAU, COMPANY, bureau, collective, draft, on_day, registration


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    opened = bureau(tmp_path)
    yield opened
    opened.close()


def at(level: Level, **known: object) -> PetitionDraft:
    office = "" if level <= Level.CITY else "上级信访局"
    return collective(**{"level": level, "reporting_office": office, **known})


@pytest.mark.parametrize(
    ("form", "holds"),
    [
        (draft(people=4), False),
        (draft(people=5), True),
        (draft(people=1, represented=4), False),
        (draft(people=1, represented=5), True),
        (draft(people=50, form=Form.LETTER), False),
    ],
)
def test_five_who_come_or_are_spoken_for_make_a_collective_visit(office: Office, form: PetitionDraft, holds: bool) -> None:
    meaning = office.registration.meaning(form)
    assert meaning.collective.holds is holds
    assert meaning.collective.why
    assert office.registration.petition(office.registration.save(form).number).collective is holds


def test_the_missing_reply_letter_is_named(office: Office) -> None:
    skipping = office.registration.meaning(at(Level.PREFECTURE)).level_skipping
    assert skipping.holds
    assert "到地区而未持市级" in skipping.why
    assert skipping.citation == "一、2"
    assert not office.registration.meaning(at(Level.PREFECTURE, shown_level=1)).level_skipping.holds
    assert not office.registration.meaning(at(Level.PREFECTURE, form=Form.LETTER)).level_skipping.holds


def test_a_half_filled_form_is_told_what_can_be_told(office: Office) -> None:
    meaning = office.registration.meaning(PetitionDraft(people=None))
    assert meaning.vetoes == ()
    assert meaning.unit_name == ""
    assert not meaning.collective.holds
    assert meaning.due is not None


def test_the_due_date_comes_with_limit_clause_and_what_an_extension_could_give(office: Office) -> None:
    due = office.registration.meaning(collective()).due
    assert due is not None
    assert (due.due_on, due.limit, due.citation, due.extended_on) == (date(1997, 1, 20), Limit.COLLECTIVE, "二、第三段", date(1997, 2, 20))
    alone = office.registration.meaning(draft()).due
    assert alone is not None
    assert (alone.limit, alone.citation, alone.extended_on) == (Limit.ORDINARY, "本局设定", None)


def test_what_was_foretold_is_what_saving_does(office: Office) -> None:
    first = registration(on_day(office, date(1996, 12, 2))).save(draft())
    for form in (draft(), collective(), collective(matter=first.matter or ""), draft(matter=first.matter or ""), at(Level.BEIJING)):
        meaning = office.registration.meaning(form)
        registered = office.registration.save(form)
        assert meaning.due is not None
        assert (meaning.number, meaning.due.due_on, meaning.repeat.holds) == (registered.number, registered.due_on, registered.repeat)
        assert (meaning.matter is MatterFate.OPENED) is registered.opened


def test_a_collective_visit_on_a_matter_says_from_which_date_it_moves_the_due_date(office: Office) -> None:
    first = registration(on_day(office, date(1996, 12, 2))).save(draft())
    due = office.registration.meaning(collective(matter=first.matter or "")).due
    assert due is not None
    assert (due.moved_from, due.due_on) == (date(1997, 1, 2), date(1997, 1, 20))


def test_a_repeat_names_the_visit_before(office: Office) -> None:
    first = office.registration.save(draft())
    repeat = office.registration.meaning(draft(matter=first.matter or "")).repeat
    assert repeat.holds
    assert first.number in repeat.why


def test_each_collective_visit_to_the_prefecture_comes_one_nearer_to_the_veto(office: Office) -> None:
    said = []
    for _ in range(4):
        step = next(step for step in office.registration.meaning(at(Level.PREFECTURE)).vetoes if step.changed)
        said.append((step.before, step.after, step.remaining, step.text))
        office.registration.save(at(Level.PREFECTURE))
    assert [each[:3] for each in said] == [(0, 1, 2), (1, 2, 1), (2, 3, 0), (3, 4, 0)]
    assert said[1][3] == "到地区集体上访第 2 次，再有 1 次即一票否决 — 三（二）1（2）"
    assert said[2][3] == "到地区集体上访第 3 次，达到一票否决 — 三（二）1（2）"


@pytest.mark.parametrize(
    ("form", "clause"),
    [(at(Level.BEIJING), "3.2.1.1"), (at(Level.PROVINCE), "3.2.1.1"), (at(Level.PREFECTURE), "3.2.1.2"), (at(Level.CITY), "3.2.1.3")],
)
def test_a_collective_visit_counts_for_the_veto_of_its_level_only(office: Office, form: PetitionDraft, clause: str) -> None:
    assert [step.clause for step in office.registration.meaning(form).vetoes if step.changed] == [clause]


@pytest.mark.parametrize("form", [draft(), at(Level.UNIT), collective(form=Form.LETTER)])
def test_single_visits_letters_and_visits_to_the_unit_bring_no_veto_nearer(office: Office, form: PetitionDraft) -> None:
    assert not any(step.changed for step in office.registration.meaning(form).vetoes)


def test_what_happens_at_a_subordinate_counts_for_the_unit_above(office: Office) -> None:
    office.registration.save(collective(unit=COMPANY))
    meaning = office.registration.meaning(collective(unit=BUREAU))
    assert [step.before for step in meaning.vetoes] == [0, 0, 1]
    assert office.registration.meaning(collective(unit=COMPANY)).counted_unit_name == "商业局"


@pytest.mark.parametrize(
    ("form", "amount"),
    [
        (at(Level.CITY), 200),
        (at(Level.PREFECTURE), 500),
        (at(Level.PROVINCE), 1000),
        (at(Level.BEIJING), 1500),
        (at(Level.PREFECTURE, people=1), 100),
        (at(Level.PREFECTURE, people=1, shown_level=1), 0),
        (at(Level.PREFECTURE, shown_level=1), 500),
        (draft(), 0),
        (at(Level.BEIJING, form=Form.LETTER), 0),
    ],
)
def test_the_fine_to_be_expected_is_that_of_the_regulation(office: Office, form: PetitionDraft, amount: int) -> None:
    meaning = office.registration.meaning(form)
    assert meaning.expected_fine == amount
    assert bool(meaning.fine_words) is bool(amount)


def test_before_1995_nothing_is_fined_and_the_steps_say_so(office: Office) -> None:
    meaning = registration(on_day(office, date(1994, 12, 20))).meaning(at(Level.BEIJING))
    assert meaning.expected_fine == 0
    assert all("只作对照" in step.text for step in meaning.vetoes)


def test_an_entry_for_a_closed_year_is_told_and_kept_as_late(office: Office) -> None:
    with office.desk.store.writing() as transaction:
        closed_years.keep(transaction, 1996, date(1996, 12, 31), reason=None, fingerprint="-", body=b"{}", by=1, at="1997-01-05")
    desk = on_day(office, date(1997, 1, 10))
    meaning = registration(desk).meaning(collective(received_on=date(1996, 12, 30)))
    assert meaning.late
    assert all("重开前不计" in step.text for step in meaning.vetoes)
    registered = registration(desk).save(collective(received_on=date(1996, 12, 30)))
    assert registered.late
    assert registration(desk).petition(registered.number).late


def test_the_notices_that_follow_begin_with_calling_the_head_to_receive(office: Office) -> None:
    assert [hint.kind for hint in office.registration.meaning(collective()).notices] == [
        "summons",
        "assignment",
        "receipt",
        "registration-form",
    ]
    assert office.registration.meaning(draft(form=Form.LETTER)).notices[0].kind == "assignment"
    inquiry = office.registration.meaning(draft(purpose=Purpose.INQUIRY, not_a_case_reason="已答", shown_level=0))
    assert inquiry.matter is MatterFate.NOT_A_CASE
    assert inquiry.due is None
    assert [hint.kind for hint in inquiry.notices] == ["registration-form"]
