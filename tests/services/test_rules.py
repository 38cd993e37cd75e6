"""The rules in force: what ships, what a bureau changes from a day on, and the rest-day table kept in the store."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import chinese_calendar
import pytest

from app.office import Office
from app.regulation.dated import Change
from app.services import rules
from app.services.rest_day_source import published
from app.store import rules as stored
from app.store.rules import RestDay
from tests.services.offices import new_office

AT = "1996-12-31T00:00:00.000000+00:00"


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    office = new_office(tmp_path)
    yield office
    office.close()


def test_a_new_store_holds_the_published_table_with_its_source(office: Office) -> None:
    with office.desk.store.reading() as transaction:
        table = stored.rest_day_table(transaction)
    assert table == tuple(published())
    assert {each.source for each in table} == {f"chinesecalendar {chinese_calendar.__version__}"}


def test_the_stores_table_says_the_same_as_its_source(office: Office) -> None:
    with office.desk.store.reading() as transaction:
        rest_days = rules.in_force(transaction, date(2024, 1, 1)).rest_days
    day = date(2023, 12, 1)
    while day < date(2025, 2, 1):
        assert rest_days.is_rest(day) == chinese_calendar.is_holiday(day), day
        day = date.fromordinal(day.toordinal() + 1)
    assert rest_days.warning(2026) is None
    assert rest_days.warning(2031) is not None


def test_a_changed_number_holds_from_its_day(office: Office) -> None:
    with office.desk.store.writing() as transaction:
        change = Change("ordinary_days", 60, date(1996, 7, 1))
        stored.record_change(transaction, "parameter", change, reason="演示", by=1, at=AT)
    with office.desk.store.reading() as transaction:
        assert rules.in_force(transaction, date(1996, 6, 30)).parameters.ordinary_days == 30
        assert rules.in_force(transaction, date(1996, 7, 1)).parameters.ordinary_days == 60


def test_a_changed_reading_stands_in_the_standings(office: Office) -> None:
    assert office.review.compute(1996).readings["roll_rest_days"] == "yes"
    with office.desk.store.writing() as transaction:
        stored.record_change(transaction, "reading", Change("roll_rest_days", "no", date(1996, 1, 1)), reason="演示", by=1, at=AT)
    assert office.review.compute(1996).readings["roll_rest_days"] == "no"
    assert office.review.compute(1995).readings["roll_rest_days"] == "yes"


def test_a_bureaus_own_sheet_takes_the_place_of_the_reference(office: Office) -> None:
    sections = [
        {"id": "A", "name": "演示", "full": 100, "floor": "item",
         "items": [{"id": "C1", "name": "演示", "full": 100, "counts": "entered", "each": "1.5"}]},
    ]  # fmt: skip
    entry = {"name": "演示标准", "version": "一", "since": date(1996, 1, 1), "reference": False, "sections": sections}
    with office.desk.store.writing() as transaction:
        stored.add_sheet(transaction, entry, by=1, at=AT)
    with office.desk.store.reading() as transaction:
        assert rules.in_force(transaction, date(1995, 12, 31)).sheet.reference
        assert rules.in_force(transaction, date(1996, 12, 31)).sheet.name == "演示标准"


def test_a_bureaus_own_rest_day_goes_before_the_table_and_covers_no_year(office: Office) -> None:
    with office.desk.store.writing() as transaction:
        stored.set_rest_day(transaction, RestDay(date(2030, 3, 4), True, "本局"), by=1, at=AT)
        stored.set_rest_day(transaction, RestDay(date(2024, 1, 1), False, "本局"), by=1, at=AT)
    with office.desk.store.reading() as transaction:
        rest_days = rules.in_force(transaction, date(2030, 1, 1)).rest_days
    assert rest_days.is_rest(date(2030, 3, 4))
    assert not rest_days.is_rest(date(2024, 1, 1))
    assert rest_days.warning(2030) is not None


def test_two_stores_keep_their_rules_apart(office: Office, tmp_path: Path) -> None:
    (tmp_path / "other").mkdir()
    other = new_office(tmp_path / "other")
    with other.desk.store.writing() as transaction:
        stored.record_change(transaction, "parameter", Change("ordinary_days", 10, date(1995, 6, 1)), reason="演示", by=1, at=AT)
    with office.desk.store.reading() as ours, other.desk.store.reading() as theirs:
        day = date(1996, 1, 1)
        assert (rules.in_force(ours, day).parameters.ordinary_days, rules.in_force(theirs, day).parameters.ordinary_days) == (30, 10)
    other.close()
