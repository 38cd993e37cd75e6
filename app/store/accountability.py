"""责任查究 as decided by a person: kept, never changed; a later decision stands beside the earlier one."""

import json
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, insert, select

from app.store.database import Transaction
from app.store.schema.office import accounts
from app.store.schema.review import accountability_decisions
from app.store.schema.units import units


class Accountable(NamedTuple):
    """Whom it meets, in which post, with which measure."""

    name: str
    post: str
    measure: str


@dataclass(frozen=True, slots=True)
class DecidedAccountability:
    """A decision as kept; of one set aside ``facts`` is the reason and ``people`` is empty."""

    id: int
    year: int
    unit_code: str
    unit_name: str
    clause: str
    facts: str
    evidence: tuple[str, ...]
    people: tuple[Accountable, ...]
    proposal: bool
    set_aside: bool
    decided_on: date
    decided_by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NewAccountability:
    """A decision to be kept."""

    year: int
    unit_id: int
    clause: str
    facts: str
    evidence: tuple[str, ...] = ()
    people: tuple[Accountable, ...] = ()
    proposal: bool = False
    set_aside: bool = False
    decided_on: date


def keep(transaction: Transaction, new: NewAccountability, *, by: int, at: datetime) -> int:
    """Writes a decision; gives its id."""
    row = {
        "year": new.year, "unit_id": new.unit_id, "clause": new.clause, "facts": new.facts,
        "evidence": json.dumps(new.evidence, ensure_ascii=False), "people": json.dumps(new.people, ensure_ascii=False),
        "proposal": int(new.proposal), "set_aside": int(new.set_aside), "decided_on": new.decided_on, "decided_by": by,
        "decided_at": at.isoformat(timespec="microseconds"),
    }  # fmt: skip
    key = transaction.execute(insert(accountability_decisions).values(row)).inserted_primary_key
    return int(key[0]) if key else 0


def of_year(transaction: Transaction, year: int) -> tuple[DecidedAccountability, ...]:
    """The decisions for a year, in the order made."""
    return _read(transaction, accountability_decisions.c.year == year)


def since(transaction: Transaction, day: date) -> tuple[DecidedAccountability, ...]:
    """The decisions made since a day."""
    return _read(transaction, accountability_decisions.c.decided_on >= day)


def by_id(transaction: Transaction, decision_id: int) -> DecidedAccountability | None:
    return next(iter(_read(transaction, accountability_decisions.c.id == decision_id)), None)


def _read(transaction: Transaction, condition: "ColumnElement[bool]") -> tuple[DecidedAccountability, ...]:
    c = accountability_decisions.c
    wanted = (
        select(accountability_decisions, units.c.code, units.c.name, accounts.c.display_name)
        .join(units, units.c.id == c.unit_id)
        .join(accounts, accounts.c.id == c.decided_by)
        .where(condition)
        .order_by(c.id)
    )
    return tuple(_decided(row) for row in transaction.execute(wanted))


def _decided(row: Any) -> DecidedAccountability:
    people = tuple(Accountable(*each) for each in json.loads(row.people))
    return DecidedAccountability(
        row.id, row.year, row.code, row.name, row.clause, row.facts, tuple(json.loads(row.evidence)), people, bool(row.proposal),
        bool(row.set_aside), row.decided_on, row.display_name,
    )
