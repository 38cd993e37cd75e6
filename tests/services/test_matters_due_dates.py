"""Due dates as rows: one for each event, kept as told, replaced but never rewritten."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.office import Office
from app.regulation.deadlines import CaseDates, as_known_on, due_date, due_history
from app.regulation.terms import Form
from app.services import due_scheduling, rules
from app.services.rules import Rules
from app.store import due_dates, matters, petitions
from app.store.due_dates import Cause, StoredDue
from tests.services.counter import bureau

AT = datetime(1996, 12, 20, 1, tzinfo=UTC)
OPENED = date(1996, 11, 4)
DAYS = st.dates(date(1995, 1, 1), date(1995, 6, 30))


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    opened = bureau(tmp_path)
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def shipped(tmp_path_factory: pytest.TempPathFactory) -> Rules:
    opened = bureau(tmp_path_factory.mktemp("rules"))
    with opened.desk.store.reading() as transaction:
        found = rules.in_force(transaction, date(1996, 12, 20))
    opened.close()
    return found


def opened(office: Office, shipped: Rules, **known: object) -> int:
    """A matter with its first due rows."""
    with office.desk.store.writing() as transaction:
        row = matters.matter_row(number="M1", gist="事", unit_id=1, accepted_on=OPENED, opened_at=AT.isoformat(), **known)
        matter_id = matters.insert_matter(transaction, row)
        due_scheduling.reschedule(transaction, matter_id, shipped.parameters, shipped.rest_days, cause=Cause.ACCEPTANCE, at=AT)
    return matter_id


def visit(office: Office, matter_id: int, day: date, people: int = 8) -> None:
    with office.desk.store.writing() as transaction:
        row = petitions.petition_row(
            number=f"V{day}", received_on=day, form=Form.VISIT, level=1, unit_id=1, registered_at=AT.isoformat(), people=people
        )
        petitions.insert_petition(transaction, {**row, "matter_id": matter_id})


def again(office: Office, matter_id: int, by: Rules, cause: str = Cause.DECISION) -> tuple[StoredDue, ...]:
    with office.desk.store.writing() as transaction:
        due_scheduling.reschedule(transaction, matter_id, by.parameters, by.rest_days, cause=cause, at=AT)
        return due_dates.of_matter(transaction, matter_id)


def test_rescheduling_twice_changes_nothing(office: Office, shipped: Rules) -> None:
    matter_id = opened(office, shipped)
    assert again(office, matter_id, shipped) == again(office, matter_id, shipped)


def test_what_was_told_stands_when_a_setting_or_the_calendar_changes(office: Office, shipped: Rules) -> None:
    matter_id = opened(office, shipped)
    changed = replace(shipped, parameters=replace(shipped.parameters, ordinary_days=5))
    rested = replace(shipped, rest_days=replace(shipped.rest_days, days={date(1996, 12, 4): True}))
    for by in (changed, rested):
        assert [(row.due_on, row.replaced, row.open) for row in again(office, matter_id, by)] == [(date(1996, 12, 4), False, True)]


def test_an_asked_for_date_stands_as_told_too(office: Office, shipped: Rules) -> None:
    matter_id = opened(office, shipped, assigned_on=date(1996, 11, 6))
    again(office, matter_id, replace(shipped, parameters=replace(shipped.parameters, asked_for_months=9)))
    with office.desk.store.reading() as transaction:
        assert matters.by_id(transaction, matter_id).asked_due_on == date(1997, 1, 6)


def test_a_late_entered_event_replaces_from_its_day_on_and_keeps_what_was_told_before(office: Office, shipped: Rules) -> None:
    matter_id = opened(office, shipped)
    visit(office, matter_id, date(1996, 11, 20))
    again(office, matter_id, shipped, Cause.FIRST_COLLECTIVE_VISIT)
    visit(office, matter_id, date(1996, 11, 11))
    rows = again(office, matter_id, shipped, Cause.LATE_ENTRY)
    assert [(row.known_from, row.known_until, row.due_on, row.replaced, row.cause) for row in rows] == [
        (OPENED, date(1996, 11, 11), date(1996, 12, 4), False, "acceptance"),
        (date(1996, 11, 11), None, date(1996, 12, 11), False, "late_entry"),
        (date(1996, 11, 20), None, date(1996, 12, 20), True, "first_collective_visit"),
    ]
    assert [row.open for row in rows] == [False, True, False]


def test_a_visit_of_too_few_or_a_void_one_is_no_collective_visit(office: Office, shipped: Rules) -> None:
    matter_id = opened(office, shipped)
    visit(office, matter_id, date(1996, 11, 11), people=4)
    visit(office, matter_id, date(1996, 11, 12))
    with office.desk.store.writing() as transaction:
        stored = petitions.by_number(transaction, "V1996-11-12")
        assert stored is not None
        petitions.change(transaction, stored.id, {"voided": 1})
    assert len(again(office, matter_id, shipped)) == 1


def test_a_conclusion_closes_the_row_and_sets_its_year(office: Office, shipped: Rules) -> None:
    matter_id = opened(office, shipped)
    with office.desk.store.writing() as transaction:
        matters.change(transaction, matter_id, {"concluded_on": date(1997, 1, 5)})
    assert [(row.open, row.replaced) for row in again(office, matter_id, shipped)] == [(False, False)]
    with office.desk.store.reading() as transaction:
        assert matters.by_id(transaction, matter_id).concluded_year == 1997


@given(
    accepted=DAYS,
    marked=st.booleans(),
    assigned=st.none() | DAYS,
    visited=st.none() | DAYS,
    extended=st.none() | DAYS,
    concluded=st.none() | DAYS,
    looked=DAYS,
)
def test_the_row_known_on_a_day_is_the_due_date_of_what_was_known_then(
    shipped: Rules,
    accepted: date,
    marked: bool,
    assigned: date | None,
    visited: date | None,
    extended: date | None,
    concluded: date | None,
    looked: date,
) -> None:
    case = CaseDates(accepted, marked, assigned, visited, extended, concluded if concluded and concluded >= accepted else None)
    rows = due_scheduling.due_rows_for(case, shipped.parameters, shipped.rest_days, Cause.IMPORT, AT)
    assert len(rows) == len(due_history(case, shipped.parameters, shipped.rest_days))
    assert [row["open"] for row in rows] == [0] * (len(rows) - 1) + [int(case.concluded_on is None)]
    known = [row for row in rows if row["known_from"] <= looked and (row["known_until"] is None or looked < row["known_until"])]
    if looked < accepted:
        assert known == []
    else:
        due = due_date(as_known_on(case, looked), shipped.parameters, shipped.rest_days)
        assert [(row["due_on"], row["limit_kind"], row["due_year"]) for row in known] == [(due.due_on, due.limit, due.due_on.year)]
