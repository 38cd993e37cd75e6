"""The list of cases reads indexes, pages without a gap or a double, and filters as it says."""

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import insert, update

from app.office import Office
from app.regulation.terms import AskingLevel, Limit
from app.store import case_pages, case_rows
from app.store.case_pages import CaseFilter, CaseOrder, CasePlace
from app.store.database import Store, Transaction
from app.store.schema import cases, register
from tests.services.counter import bureau
from tests.store import big_store
from tests.store.making import laid_store
from tests.store.test_petitions_plans import plan

DAY = date(1996, 6, 1)
PLACE = CasePlace(DAY, 5)
DUE, ACCEPTED = CaseOrder(), CaseOrder(by_due=False, descending=True)
ALL = CaseFilter(open=None)


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    opened = bureau(tmp_path)
    yield opened
    opened.close()


def the_page(shown: CaseFilter, order: CaseOrder, after: CasePlace | None = PLACE) -> Callable[[Transaction], object]:
    return lambda transaction: case_pages.page(transaction, shown, order, after, 100)


@pytest.mark.parametrize(
    ("reading", "index"),
    [
        (the_page(CaseFilter(), DUE), "SEARCH due_dates USING COVERING INDEX ix_due_dates_open"),
        (the_page(CaseFilter(due_until=DAY, limit=Limit.COLLECTIVE), DUE), "SEARCH due_dates USING COVERING INDEX ix_due_dates_open"),
        (the_page(CaseFilter(open=False), ACCEPTED), "SEARCH matters USING INDEX ix_matters_accepted_on"),
        (the_page(ALL, ACCEPTED), "SEARCH matters USING COVERING INDEX ix_matters_accepted_on"),
        (the_page(ALL._replace(counted_id=1), ACCEPTED), "SEARCH matters USING COVERING INDEX ix_matters_counted_accepted"),
        (the_page(ALL._replace(asked=AskingLevel.CITY), ACCEPTED), "USING COVERING INDEX ix_matters_asked"),
        (the_page(ALL._replace(collective=True), ACCEPTED), "ix_matters_collective"),
        (the_page(ALL._replace(protected=True), ACCEPTED), "ix_petitions_protected"),
        (lambda t: case_pages.due_counts(t, DAY), "SEARCH due_dates USING COVERING INDEX ix_due_dates_open"),
        (lambda t: case_rows.lines(t, [1, 2]), "SEARCH matters USING INTEGER PRIMARY KEY"),
    ],
)
def test_a_page_goes_by_its_index_and_reads_no_table_whole(
    office: Office, reading: Callable[[Transaction], object], index: str
) -> None:
    made = plan(office, reading)
    assert index in made
    assert [step for step in made.splitlines() if step.startswith("SCAN") and "INDEX" not in step] == []


@pytest.mark.parametrize("shown", [CaseFilter(), ALL, ALL._replace(counted_id=1)])
def test_the_first_page_sorts_nothing(office: Office, shown: CaseFilter) -> None:
    order = DUE if shown.open else ACCEPTED
    assert "TEMP B-TREE" not in plan(office, the_page(shown, order, None))


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """Two thousand petitions of two years; three cases open, one of them kept secret."""
    store = laid_store(tmp_path_factory.mktemp("cases") / "局.db")
    with store.writing() as transaction:
        big_store.fill(transaction, petitions=2_000, units=12, first_year=1995, years=2)
        secret = [{"id": 1_999_999, "number": "1995-999999", "year": 1995, "received_on": DAY, "form": "letter", "level": 1, "people": 1,
                   "shown_level": -1, "unit_id": 1, "matter_id": 7, "source": "in_person", "secrecy": "protected",
                   "registered_at": big_store.AT}]  # fmt: skip
        transaction.execute(insert(register.petitions), secret)
        transaction.execute(update(cases.matters).where(cases.matters.c.id == 7).values(gist="绝密的事"))
    yield store
    store.close()


def walked(store: Store, shown: CaseFilter, order: CaseOrder, size: int) -> list[int]:
    """Every id, page after page."""
    found: list[int] = []
    after: CasePlace | None = None
    with store.reading() as transaction:
        while page := case_pages.page(transaction, shown, order, after, size):
            found.extend(place.row for place in page)
            after = page[-1]
    return found


@pytest.mark.parametrize("order", [DUE, CaseOrder(descending=True), ACCEPTED, CaseOrder(by_due=False)])
@pytest.mark.parametrize("shown", [CaseFilter(), CaseFilter(open=False), ALL, ALL._replace(counted_id=3)])
def test_pages_of_any_size_give_every_case_once(filled: Store, shown: CaseFilter, order: CaseOrder) -> None:
    with filled.reading() as transaction:
        whole = [place.row for place in case_pages.page(transaction, shown, order, None, 10_000)]
    assert walked(filled, shown, order, 7) == whole
    assert len(whole) == len(set(whole)) > 0


def rows(store: Store, shown: CaseFilter, order: CaseOrder = ACCEPTED) -> tuple[case_rows.CaseLine, ...]:
    with store.reading() as transaction:
        return case_rows.lines(transaction, [place.row for place in case_pages.page(transaction, shown, order, None, 5_000)])


@pytest.mark.parametrize(
    ("shown", "holds"),
    [
        (CaseFilter(), lambda row: row.concluded_on is None),
        (CaseFilter(open=False), lambda row: row.concluded_on is not None),
        (ALL._replace(asked=AskingLevel.PROVINCE), lambda row: row.assigned_level is AskingLevel.PROVINCE),
        (ALL._replace(limit=Limit.ASKED_FOR), lambda row: row.limit is Limit.ASKED_FOR),
        (ALL._replace(long_standing=True), lambda row: row.long_standing_on is not None),
        (ALL._replace(protected=True), lambda row: row.protected),
        (ALL._replace(collective=True), lambda row: row.collective),
        (ALL._replace(since=date(1996, 1, 1)), lambda row: row.accepted_on.year == 1996),
        (ALL._replace(counted_id=2), lambda row: row.unit_code == "U002"),
    ],
)
def test_a_filter_shows_what_it_says_and_nothing_else(filled: Store, shown: CaseFilter, holds: Callable[[Any], bool]) -> None:
    everything = rows(filled, ALL)
    assert {row.id for row in rows(filled, shown)} == {row.id for row in everything if holds(row)}


def test_what_a_protected_case_is_about_is_not_looked_into(filled: Store) -> None:
    assert [row.id for row in rows(filled, ALL._replace(protected=True))] == [7]
    for shown in (CaseFilter(words="绝密"), ALL._replace(words="绝密"), CaseFilter(open=False, words="绝密")):
        assert rows(filled, shown) == ()
    number = next(row.number for row in rows(filled, ALL) if row.id == 7)
    assert [row.id for row in rows(filled, ALL._replace(words=number))] == [7]


def test_counts_of_what_is_due_are_those_of_the_list(filled: Store) -> None:
    opened = rows(filled, CaseFilter(), DUE)
    today = opened[len(opened) // 2].due_on
    assert today is not None
    with filled.reading() as transaction:
        counts = case_pages.due_counts(transaction, today)
    days = [(row.due_on - today).days for row in opened if row.due_on]
    assert counts == (
        sum(day < 0 for day in days),
        sum(day == 0 for day in days),
        sum(0 < day <= 3 for day in days),
        sum(0 < day <= 7 for day in days),
    )


def test_the_days_of_a_filter_are_of_open_cases(filled: Store) -> None:
    opened = rows(filled, CaseFilter(), DUE)
    first = opened[0].due_on
    assert first is not None
    shown = CaseFilter(due_from=first, due_until=first + timedelta(days=30))
    assert [row.id for row in rows(filled, shown, DUE)] == [row.id for row in opened if row.due_on and row.due_on <= shown.due_until]
