"""Stores for tests: real files under a key everyone knows, and the few rows nearly every test needs."""

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import insert

from app.store import audit, migrate, settings
from app.store.database import Store, Transaction, connect_file
from app.store.schema import cases, register, units

KEY = bytes(range(32))
FIRST_AUDIT_KEY = bytes(reversed(range(32)))
STORE_ID = "store-of-a-test"
AT = datetime(1996, 12, 20, 1, 2, 3, tzinfo=UTC)
INSTANT = AT.isoformat(timespec="microseconds")


def laid_store(path: Path) -> Store:
    """A new store at ``path`` with its tables, its identity and an empty audit; no key file."""
    connect_file(path, KEY, create=True).close()
    store = Store(path, KEY, STORE_ID)
    with store.writing() as transaction:
        migrate.lay(transaction)
        settings.write(transaction, "store_id", STORE_ID)
        audit.begin(transaction, STORE_ID, FIRST_AUDIT_KEY)
    return store


def add_unit(transaction: Transaction, code: str = "T01", kind: str = "township", **known: Any) -> int:
    made = transaction.execute(insert(units.units).values(code=code, name=f"演示{code}", kind=kind, **known))
    return _key(made.inserted_primary_key)


def add_petition(transaction: Transaction, number: str, unit_id: int, on: date = date(1996, 3, 1), **known: Any) -> int:
    """A petition of one person at the city, with the reply letter of the unit; ``known`` says otherwise."""
    row: dict[str, Any] = {
        "number": number,
        "year": on.year,
        "received_on": on,
        "form": "visit",
        "level": 1,
        "people": 1,
        "shown_level": 0,
        "unit_id": unit_id,
        "counted_unit_id": unit_id,
        "source": "in_person",
        "secrecy": "ordinary",
        "registered_at": INSTANT,
    }
    return _key(transaction.execute(insert(register.petitions).values({**row, **known})).inserted_primary_key)


def add_matter(transaction: Transaction, number: str, unit_id: int, accepted_on: date = date(1996, 1, 10), **known: Any) -> int:
    row: dict[str, Any] = {
        "number": number,
        "gist": "演示事项",
        "unit_id": unit_id,
        "counted_unit_id": unit_id,
        "accepted_on": accepted_on,
        "opened_at": INSTANT,
    }
    concluded = known.get("concluded_on")
    row["concluded_year"] = concluded.year if concluded else None
    return _key(transaction.execute(insert(cases.matters).values({**row, **known})).inserted_primary_key)


def add_due(transaction: Transaction, matter_id: int, known_from: date, due_on: date, **known: Any) -> int:
    row: dict[str, Any] = {
        "matter_id": matter_id,
        "known_from": known_from,
        "due_on": due_on,
        "due_year": due_on.year,
        "limit_kind": "ordinary",
        "clause": "",
        "why": "[]",
        "known": "{}",
        "cause": "acceptance",
        "recorded_at": INSTANT,
    }
    return _key(transaction.execute(insert(cases.due_dates).values({**row, **known})).inserted_primary_key)


def _key(key: Any) -> int:
    return int(key[0])
