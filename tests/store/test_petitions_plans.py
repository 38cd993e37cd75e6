"""Lists and counts read indexes, never a whole table: held by the plans the store makes."""

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import event

from app.office import Office
from app.store import due_list, numbers, petitions, register_pages, visits
from app.store.database import Transaction
from app.store.register_pages import PageFilter, Place
from tests.services.counter import bureau

DAY = date(1996, 6, 1)
PLACE = Place(DAY, 5)


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    opened = bureau(tmp_path)
    yield opened
    opened.close()


def plan(office: Office, reading: Callable[[Transaction], object]) -> str:
    """How SQLite goes about the statements of one reading."""
    said: list[tuple[str, object]] = []
    with office.desk.store.reading() as transaction:

        def note(*arguments: object) -> None:
            said.append((str(arguments[2]), arguments[3]))

        event.listen(transaction, "before_cursor_execute", note)
        reading(transaction)
        event.remove(transaction, "before_cursor_execute", note)
        steps = [
            str(step[3])
            for statement, values in said
            for step in transaction.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", values)  # type: ignore[arg-type]
        ]
    return "\n".join(steps)


@pytest.mark.parametrize(
    ("reading", "index"),
    [
        (lambda t: due_list.open_now(t, DAY), "SEARCH due_dates USING INDEX ix_due_dates_open"),
        (lambda t: due_list.open_on(t, DAY, DAY), "SEARCH due_dates USING INDEX ix_due_dates_matter_id"),
        (lambda t: register_pages.page(t, PLACE, 10, PageFilter()), "SEARCH petitions USING INDEX ix_petitions_received_on"),
        (lambda t: register_pages.page(t, PLACE, 10, PageFilter(unit_id=1)), "SCAN petition_marks VIRTUAL TABLE INDEX"),
        (lambda t: register_pages.rows_of(t, [1, 2], PageFilter()), "SEARCH petitions USING INTEGER PRIMARY KEY"),
        (lambda t: visits.collective_counts(t, 1, 1996, 5), "SEARCH petitions USING COVERING INDEX ix_petitions_facts"),
        (lambda t: visits.visits_in_year(t, 1996, 3), "SEARCH petitions USING COVERING INDEX ix_petitions_facts"),
        (lambda t: visits.of_matter(t, 1), "SEARCH petitions USING COVERING INDEX ix_petitions_matter_id"),
        (lambda t: petitions.by_number(t, "1"), "SEARCH petitions USING INDEX sqlite_autoindex_petitions_1"),
        (lambda t: numbers.coming_number(t, "petition", 1996), "SEARCH petitions USING COVERING INDEX"),
        (lambda t: numbers.coming_number(t, "matter", 1996), "SEARCH matters USING COVERING INDEX"),
    ],
)
def test_a_reading_goes_by_its_index(office: Office, reading: Callable[[Transaction], object], index: str) -> None:
    made = plan(office, reading)
    assert index in made
    whole = [step for step in made.splitlines() if step.startswith("SCAN") and "INDEX" not in step]
    assert whole == []


def test_the_first_page_walks_the_index_and_sorts_nothing(office: Office) -> None:
    made = plan(office, lambda t: register_pages.page(t, None, 10, PageFilter()))
    assert "SCAN petitions USING INDEX ix_petitions_received_on" in made
    assert "TEMP B-TREE" not in made
