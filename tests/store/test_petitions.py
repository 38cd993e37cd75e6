"""Visits in order: repeats, the first collective one, and a unit's collective visits of a year."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.office import Office
from app.regulation.ladder import is_repeat
from app.regulation.terms import Form, Level
from app.store import matters, petitions, register_pages, visits
from app.store.database import Transaction
from app.store.petitions import PetitionRow
from app.store.register_pages import PageFilter, Place
from tests.services.counter import bureau

AT = "1996-12-20T00:00:00.000000+00:00"


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    opened = bureau(tmp_path)
    yield opened
    opened.close()


def row(number: str, day: date = date(1996, 5, 1), **known: object) -> PetitionRow:
    known = {"form": Form.VISIT, "level": Level.CITY, "unit_id": 1, "counted_unit_id": 1, **known}
    return petitions.petition_row(number=number, received_on=day, registered_at=AT, **known)  # type: ignore[arg-type]


def write(transaction: Transaction, rows: list[PetitionRow]) -> None:
    for each in rows:
        petitions.insert_petition(transaction, each)


@given(st.sets(st.tuples(st.dates(date(1996, 1, 1), date(1996, 1, 5)), st.text("0129A", min_size=1, max_size=2)), max_size=8))
def test_repeats_in_bulk_are_those_of_the_regulation_one_by_one(keys: set[tuple[date, str]]) -> None:
    by_number = {number: day for day, number in keys}
    visited = [(day, number) for number, day in by_number.items()]
    assert visits.repeats_of(visited) == {number for day, number in visited if is_repeat((day, number), visited)}


def test_repeat_flags_follow_date_then_number_as_text_and_leave_letters_out(office: Office) -> None:
    with office.desk.store.writing() as transaction:
        matter = matters.matter_row(number="M", gist="事", unit_id=1, accepted_on=date(1996, 1, 1), opened_at=AT)
        matter_id = matters.insert_matter(transaction, matter)
        on_it = [row("9", repeat=1), row("10"), row("A", form=Form.LETTER, repeat=1), row("08", voided=1), row("99", date(1996, 4, 1))]
        write(transaction, [{**each, "matter_id": matter_id} for each in on_it])
        visits.refresh_repeats(transaction, matter_id)
        kept = {each.number: each.repeat for each in petitions.of_matter(transaction, matter_id)}
    assert kept == {"99": False, "10": True, "9": True, "A": False, "08": False}


def test_collective_visits_are_counted_by_level_for_the_counted_unit_of_the_year(office: Office) -> None:
    with office.desk.store.writing() as transaction:
        write(
            transaction,
            [
                row("1", people=5),
                row("2", people=4),
                row("3", people=1, represented=5),
                row("4", people=9, level=Level.BEIJING),
                row("5", people=9, level=Level.UNIT),
                row("6", people=9, form=Form.LETTER),
                row("7", people=9, voided=1),
                row("8", people=9, counted_unit_id=2),
                row("9", date(1995, 12, 31), people=9),
            ],
        )
        assert visits.collective_counts(transaction, 1, 1996, 5) == (2, 0, 0, 1)


def test_pages_by_key_hold_every_row_once_whatever_the_days(office: Office) -> None:
    days = [date(1996, 5, 1 + place % 3) for place in range(10)]
    with office.desk.store.writing() as transaction:
        write(transaction, [row(f"{place}", day) for place, day in enumerate(days)])
        seen: list[str] = []
        place: Place | None = None
        while rows := register_pages.page(transaction, place, 3, PageFilter()):
            seen += [each.number for each in rows]
            place = Place(rows[-1].received_on, rows[-1].id)
    assert seen == ["8", "5", "2", "7", "4", "1", "9", "6", "3", "0"]


def test_every_column_comes_back_as_it_was_written(office: Office) -> None:
    with office.desk.store.writing() as transaction:
        written = row("1", represented=3, gist="<b>=1+1</b>", urgent=1, shown_level=2, shown_number="@x")
        petitions.insert_petition(transaction, written)
        stored = petitions.by_number(transaction, "1")
    assert stored is not None
    for name, value in written.items():
        assert getattr(stored, name) == value, name
