"""Numbers are given once, in order, after the highest that is there, and only for good."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from sqlalchemy import select

from app.office import Office
from app.regulation.terms import Form
from app.store import numbers, petitions
from app.store.schema.register import issued_numbers
from tests.services.counter import bureau

AT = datetime(1996, 12, 20, 1, tzinfo=UTC)


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    opened = bureau(tmp_path)
    yield opened
    opened.close()


def given(office: Office, series: str, year: int) -> str:
    with office.desk.store.writing() as transaction:
        return numbers.next_number(transaction, series, year, at=AT)


def imported(office: Office, *as_given: str) -> None:
    with office.desk.store.writing() as transaction:
        rows = [
            petitions.petition_row(
                number=number, received_on=date(1996, 5, 1), form=Form.VISIT, level=1, unit_id=1, registered_at=AT.isoformat()
            )
            for number in as_given
        ]
        for row in rows:
            petitions.insert_petition(transaction, row)


def test_each_series_and_year_counts_by_itself(office: Office) -> None:
    assert [given(office, "petition", 1996), given(office, "petition", 1996)] == ["1996-00001", "1996-00002"]
    assert given(office, "petition", 1997) == "1997-00001"
    assert given(office, "matter", 1996) == "S1996-00001"
    assert given(office, "document:信访局", 1996) == "1996-00001"


def test_it_goes_on_after_the_highest_imported_number_of_its_own_shape(office: Office) -> None:
    assert given(office, "petition", 1996) == "1996-00001"
    imported(office, "1996-00412", "1996-7", "1996-X0999", "1996-123456", "1996-9999x", "1995-00999", "甲字8号", "1996-٠٠٩٩٩")
    assert given(office, "petition", 1996) == "1996-00413"
    assert given(office, "petition", 1996) == "1996-00414"


def test_the_number_foretold_is_the_one_given_and_foretelling_takes_none(office: Office) -> None:
    with office.desk.store.reading() as transaction:
        foretold = [numbers.coming_number(transaction, "petition", 1996) for _ in range(2)]
    assert foretold == ["1996-00001", "1996-00001"]
    assert given(office, "petition", 1996) == "1996-00001"


def test_a_number_of_a_transaction_that_fails_is_given_again(office: Office) -> None:
    def fail() -> None:
        with office.desk.store.writing() as transaction:
            assert numbers.next_number(transaction, "petition", 1996, at=AT) == "1996-00001"
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    assert given(office, "petition", 1996) == "1996-00001"


def test_what_was_given_is_on_record_and_what_was_imported_is_not(office: Office) -> None:
    imported(office, "1996-00412")
    given(office, "petition", 1996)
    with office.desk.store.reading() as transaction:
        assert transaction.execute(select(issued_numbers.c.series, issued_numbers.c.year, issued_numbers.c.value)).all() == [
            ("petition", 1996, 413)
        ]


def test_beyond_five_digits_the_count_goes_on(office: Office) -> None:
    imported(office, "1996-99999")
    assert [given(office, "petition", 1996), given(office, "petition", 1996)] == ["1996-100000", "1996-100001"]
