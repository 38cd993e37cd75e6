"""Whether what is kept agrees with itself: numbers, units, money; each finding says where."""

from datetime import date

import pytest
from sqlalchemy import insert

from app.store import check, numbers
from app.store.database import Store, Transaction
from app.store.schema.register import petitions
from app.store.schema.review import ledger, ledger_lines
from tests.store.making import AT, INSTANT, add_matter, add_petition, add_unit

TODAY = date(1996, 12, 20)


def told(store: Store, what: str) -> list[str]:
    with store.reading() as transaction:
        if what == "closed_units":
            return [str(finding) for finding in check.closed_units(transaction, TODAY)]
        return [str(finding) for finding in getattr(check, what)(transaction)]


def register(transaction: Transaction, unit: int, year: int = 1996) -> str:
    number = numbers.next_number(transaction, numbers.PETITION, year, at=AT)
    add_petition(transaction, number, unit, date(year, 5, 1))
    return number


def test_numbers_that_follow_one_another_are_no_finding_nor_are_imported_ones_between(store: Store) -> None:
    with store.writing() as transaction:
        unit = add_unit(transaction)
        register(transaction, unit)
        register(transaction, unit)
        add_petition(transaction, "1996-00050", unit)
        add_petition(transaction, "旧-7", unit)
        assert register(transaction, unit) == "1996-00051"
        add_matter(transaction, numbers.next_number(transaction, numbers.MATTER, 1996, at=AT), unit)
    assert told(store, "numbering") == []


def test_a_number_given_without_a_registration_is_found(store: Store) -> None:
    with store.writing() as transaction:
        register(transaction, add_unit(transaction))
        numbers.next_number(transaction, numbers.PETITION, 1996, at=AT)
    assert [line.split("：")[0] for line in told(store, "numbering")] == ["1996-00002"]


def test_a_registration_taken_out_with_its_number_is_found(store: Store) -> None:
    with store.writing() as transaction:
        unit = add_unit(transaction)
        for _ in range(4):
            register(transaction, unit)
    with store.restructuring() as transaction:
        for trigger in ("keep_petitions", "keep_issued_numbers"):
            transaction.exec_driver_sql(f"DROP TRIGGER {trigger}")
        transaction.exec_driver_sql("DELETE FROM petitions WHERE number = '1996-00002'")
    assert [line.split("：")[0] for line in told(store, "numbering")] == ["1996-00002"]
    with store.restructuring() as transaction:
        transaction.exec_driver_sql("DELETE FROM issued_numbers WHERE value = 2")
    assert [line.split("：")[0] for line in told(store, "numbering")] == ["1996-00002"]
    with store.restructuring() as transaction:
        transaction.exec_driver_sql("DELETE FROM petitions WHERE number = '1996-00004'")
        transaction.exec_driver_sql("DELETE FROM issued_numbers WHERE value = 4")
    assert any("末号" in line for line in told(store, "numbering"))


@pytest.mark.parametrize(
    ("opened", "closed", "named"),
    [
        (None, None, False),
        (None, date(1995, 12, 31), True),
        (None, date(1996, 1, 1), False),
        (date(1996, 12, 20), None, False),
        (date(1996, 12, 21), None, True),
        (date(1997, 1, 1), None, True),
    ],
)
def test_what_stands_in_no_standings_is_named(store: Store, opened: date | None, closed: date | None, named: bool) -> None:
    with store.writing() as transaction:
        unit = add_unit(transaction, "T01", opened_on=opened, closed_on=closed)
        add_petition(transaction, "1996-00001", unit, date(1996, 3, 1))
        add_petition(transaction, "1996-00002", unit, date(1996, 3, 1), level=0)
        add_petition(transaction, "1996-00003", unit, date(1996, 3, 1), voided=1)
        add_matter(transaction, "S1", unit, date(1996, 3, 1))
    assert [line.split("：")[0] for line in told(store, "closed_units")] == (["1996-00001", "S1"] if named else [])


def test_a_petition_of_a_former_year_is_looked_at_by_that_years_end(store: Store) -> None:
    with store.writing() as transaction:
        unit = add_unit(transaction, "T01", opened_on=date(1996, 1, 1))
        add_petition(transaction, "1995-00001", unit, date(1995, 3, 1))
        add_petition(transaction, "1996-00001", unit, date(1996, 3, 1))
    assert [line.split("：")[0] for line in told(store, "closed_units")] == ["1995-00001"]


def test_what_counts_for_no_assessed_unit_is_named(store: Store) -> None:
    with store.writing() as transaction:
        unit = add_unit(transaction, "S01", "subordinate")
        add_petition(transaction, "1996-00001", unit)
        add_petition(transaction, "1996-00002", unit, counted_unit_id=None)
    assert [line.split("：")[0] for line in told(store, "assessed")] == ["1996-00001"]
    assert [line.split("：")[0] for line in told(store, "closed_units")] == ["1996-00002"]


def voucher(transaction: Transaction, number: str, amount: int, *lines: int) -> None:
    row = {"voucher": number, "on": TODAY, "year": 1996, "unit_id": 1, "kind": "deposit", "amount": amount, "words": "x"}
    row["posted_at"] = INSTANT
    key = transaction.execute(insert(ledger).values(row)).inserted_primary_key
    for line in lines:
        transaction.execute(insert(ledger_lines).values(entry_id=key[0] if key else 0, account="cash", amount=line))


def test_a_voucher_that_does_not_balance_is_found(store: Store) -> None:
    with store.writing() as transaction:
        add_unit(transaction)
        voucher(transaction, "P1", 100, 100, -100)
        voucher(transaction, "P2", 100, 60, 40, -100)
        voucher(transaction, "P3", 100, 100, -99)
        voucher(transaction, "P4", 100, 90, -90)
        voucher(transaction, "P5", 100)
    assert [line.split("：")[0] for line in told(store, "money")] == ["凭证 P3", "凭证 P4", "凭证 P5"]


def test_an_empty_store_has_no_findings(store: Store) -> None:
    for what in ("numbering", "closed_units", "money", "assessed"):
        assert told(store, what) == []
    assert petitions.name == "petitions"
