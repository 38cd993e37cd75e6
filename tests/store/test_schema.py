"""Nothing registered is ever deleted and what was recorded stays, whoever writes; the plans read the indexes made for them."""

from datetime import date
from typing import Any

import pytest
from sqlalchemy import exc, inspect

from app.store.database import Store, Transaction
from app.store.schema import metadata
from app.store.schema.triggers import FIXED_COLUMNS, NEVER_CHANGED, NEVER_DELETED
from tests.store.making import INSTANT, add_due, add_matter, add_petition, add_unit

DELETABLE = {"drafts", "rest_days", "settings", "petitioners", "protected_petitioners"}
"""Drafts are nobody's record; petitioners only move between their two tables; a setting may be unset."""


def test_every_table_is_either_kept_or_named_here_as_one_that_is_not() -> None:
    assert {table.name for table in metadata.sorted_tables} == set(NEVER_DELETED) | DELETABLE
    assert set(NEVER_CHANGED) <= set(NEVER_DELETED)
    for table, columns in FIXED_COLUMNS.items():
        assert set(columns) <= set(metadata.tables[table].c.keys())


def a_row(table: str) -> dict[str, Any]:
    """Any values that the columns take; references are off while it is written."""
    values: dict[str, Any] = {}
    for column in metadata.tables[table].c:
        if column.name == "id" or column.nullable or column.server_default is not None:
            continue
        kind = column.type.python_type if hasattr(column.type, "python_type") and column.type.__class__.__name__ != "Day" else date
        values[column.name] = {int: 1, str: "x", bytes: b"x", date: date(1996, 1, 1)}[kind]
    special = {
        "units": {"kind": "township"},
        "petitions": {"form": "visit", "shown_level": 0, "source": "in_person", "secrecy": "ordinary"},
        "due_dates": {"limit_kind": "ordinary"},
        "posts": {"post": "head"},
    }
    return values | special.get(table, {})


@pytest.fixture
def filled(store: Store) -> Store:
    with store.restructuring() as transaction:
        for table in metadata.sorted_tables:
            if table.name not in {"audit_state", "settings"}:
                transaction.execute(table.insert().values(a_row(table.name)))
    return store


def refused(store: Store, statement: str) -> None:
    words = r"deleted|append-only|stays|identity|twice|at a time"
    with pytest.raises(exc.IntegrityError, match=words), store.restructuring() as transaction:
        transaction.exec_driver_sql(statement)


@pytest.mark.parametrize("table", NEVER_DELETED)
def test_no_row_of_it_can_be_deleted(filled: Store, table: str) -> None:
    refused(filled, f"DELETE FROM {table}")


@pytest.mark.parametrize("table", NEVER_CHANGED)
def test_no_row_of_it_can_be_changed(filled: Store, table: str) -> None:
    column = next(column.name for column in metadata.tables[table].c if column.name != "id")
    refused(filled, f'UPDATE {table} SET "{column}" = "{column}"')


@pytest.mark.parametrize(("table", "column"), [(table, column) for table, columns in FIXED_COLUMNS.items() for column in columns])
def test_what_was_recorded_in_it_stays(filled: Store, table: str, column: str) -> None:
    refused(filled, f"UPDATE {table} SET \"{column}\" = '77'")
    with filled.restructuring() as transaction:
        transaction.exec_driver_sql(f'UPDATE {table} SET "{column}" = "{column}"')


def test_a_petitioner_leaves_a_table_only_for_the_other(filled: Store) -> None:
    for table in ("petitioners", "protected_petitioners"):
        with filled.restructuring() as transaction:
            transaction.exec_driver_sql(f"UPDATE {table} SET petition_id = 5 WHERE '{table}' = 'petitioners'")
    refused(filled, "DELETE FROM petitioners")
    with filled.restructuring() as transaction:
        columns = "petition_id, seq, name"
        transaction.exec_driver_sql(f"INSERT INTO protected_petitioners ({columns}) SELECT {columns} FROM petitioners")
        transaction.exec_driver_sql("DELETE FROM petitioners")
    refused(filled, "DELETE FROM protected_petitioners")


def test_a_series_never_goes_back(filled: Store) -> None:
    refused(filled, "UPDATE number_series SET last = last - 1")
    with filled.writing() as transaction:
        transaction.exec_driver_sql("UPDATE number_series SET last = last + 1")


def test_a_store_keeps_its_identity(store: Store) -> None:
    refused(store, "UPDATE settings SET value = 'x' WHERE name = 'store_id'")
    refused(store, "DELETE FROM settings WHERE name = 'store_id'")


def test_the_audits_state_goes_one_record_at_a_time(store: Store) -> None:
    refused(store, "UPDATE audit_state SET seq = seq + 2")
    refused(store, "UPDATE audit_state SET seq = seq")


@pytest.mark.parametrize(
    "wrong",
    [{"form": "fax"}, {"level": 5}, {"level": -1}, {"people": 0}, {"represented": -1}, {"shown_level": 4}, {"repeat": 2}],
)
def test_a_petition_that_cannot_be_is_not_taken(store: Store, wrong: dict[str, Any]) -> None:
    with pytest.raises(exc.IntegrityError), store.writing() as transaction:
        add_petition(transaction, "1996-00001", add_unit(transaction), **wrong)


def test_numbers_are_taken_once(store: Store) -> None:
    with store.writing() as transaction:
        unit = add_unit(transaction)
        add_petition(transaction, "1996-00001", unit)
    with pytest.raises(exc.IntegrityError), store.writing() as transaction:
        add_petition(transaction, "1996-00001", unit)


def plan(transaction: Transaction, statement: str) -> str:
    return " ".join(str(row[3]) for row in transaction.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}").all())


@pytest.mark.parametrize(
    ("statement", "index"),
    [
        ("SELECT id FROM petitions WHERE matter_id = 1 ORDER BY received_on, number", "ix_petitions_matter_id"),
        ("SELECT id FROM petitions ORDER BY received_on DESC, id DESC LIMIT 50", "ix_petitions_received_on"),
        (
            "SELECT id FROM petitions WHERE received_on < '1996-05-01' ORDER BY received_on DESC, id DESC LIMIT 50",
            "ix_petitions_received_on",
        ),
        ("SELECT matter_id FROM due_dates WHERE open = 1 AND due_on < '1996-05-01' ORDER BY due_on", "ix_due_dates_open"),
        ("SELECT id FROM petitions WHERE number = '1996-00001'", "uq_petitions_number|sqlite_autoindex_petitions"),
    ],
)
def test_lists_read_their_index(store: Store, statement: str, index: str) -> None:
    with store.writing() as transaction:
        unit = add_unit(transaction)
        matter = add_matter(transaction, "S1", unit)
        add_due(transaction, matter, date(1996, 1, 10), date(1996, 2, 9), open=1)
        add_petition(transaction, "1996-00001", unit, matter_id=matter)
    with store.reading() as transaction:
        told = plan(transaction, statement)
    assert any(name in told for name in index.split("|")), told
    assert "TEMP B-TREE" not in told


def test_names_of_indexes_and_keys_are_the_houses(store: Store) -> None:
    with store.reading() as transaction:
        found = inspect(transaction)
        for table in found.get_table_names():
            assert all(str(index["name"]).startswith(("ix_", "uq_")) for index in found.get_indexes(table))
    assert INSTANT.endswith("+00:00")
