"""Objections of units against an attribution: raised before the close, ruled on once, mended where upheld; both results kept."""

import json
from collections.abc import Mapping
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, insert, select, update

from app.store.database import Transaction
from app.store.schema.cases import matters
from app.store.schema.office import accounts
from app.store.schema.register import petitions
from app.store.schema.review import objections
from app.store.schema.units import units

Told = Mapping[str, Mapping[str, Any]]
"""Unit code -> what its result was."""


class Objection(NamedTuple):
    """An objection as kept. ``upheld`` None: not ruled on; ``mended`` None where it is upheld and still to be mended."""

    id: int
    year: int
    unit: str
    unit_name: str
    petition: str | None
    matter: str | None
    about: str
    words: str
    raised_on: date
    recorded_by: str
    upheld: bool | None
    ruling: str
    signer: str
    ruled_on: date | None
    mended: str | None
    before: Told
    after: Told


def add(transaction: Transaction, row: Mapping[str, Any]) -> int:
    """Writes an objection: year, unit_id, petition_id, matter_id, about, words, raised_on, recorded_by, recorded_at; gives its id."""
    key = transaction.execute(insert(objections).values(**row)).inserted_primary_key
    return int(key[0]) if key else 0


def rule(transaction: Transaction, objection_id: int, *, upheld: bool, ruling: str, signer: str, on: date, before: Told, at: str) -> None:
    """Writes the ruling with the results as they were."""
    values = {"upheld": int(upheld), "ruling": ruling, "signer": signer, "ruled_on": on, "before": _json(before), "ruled_at": at}
    transaction.execute(update(objections).where(objections.c.id == objection_id).values(**values))


def mend(transaction: Transaction, objection_id: int, *, mended: str, after: Told, at: str) -> None:
    """Writes what was done, with the results after it."""
    values = {"mended": mended, "after": _json(after), "mended_at": at}
    transaction.execute(update(objections).where(objections.c.id == objection_id).values(**values))


def of_year(transaction: Transaction, year: int) -> tuple[Objection, ...]:
    """All objections of a year, in the order raised."""
    return _read(transaction, objections.c.year == year)


def by_id(transaction: Transaction, objection_id: int) -> Objection | None:
    return next(iter(_read(transaction, objections.c.id == objection_id)), None)


def _read(transaction: Transaction, condition: "ColumnElement[bool]") -> tuple[Objection, ...]:
    c = objections.c
    wanted = (
        select(objections, units.c.code, units.c.name, petitions.c.number.label("petition"), matters.c.number.label("matter"))
        .add_columns(accounts.c.display_name.label("by"))
        .join_from(objections, units, units.c.id == c.unit_id)
        .outerjoin(petitions, petitions.c.id == c.petition_id)
        .outerjoin(matters, matters.c.id == c.matter_id)
        .outerjoin(accounts, accounts.c.id == c.recorded_by)
        .where(condition)
        .order_by(c.id)
    )
    return tuple(map(_objection, transaction.execute(wanted)))


def _objection(row: Any) -> Objection:
    return Objection(
        row.id, row.year, row.code, row.name, row.petition, row.matter, row.about or "", row.words, row.raised_on, row.by or "",
        None if row.upheld is None else bool(row.upheld), row.ruling or "", row.signer or "", row.ruled_on, row.mended,
        json.loads(row.before or "{}"), json.loads(row.after or "{}"),
    )  # fmt: skip


def _json(told: Told) -> str:
    return json.dumps(told, ensure_ascii=False, sort_keys=True)
