"""The work list: open cases by due date, from the partial index of the rows that stand open."""

import json
from datetime import date
from functools import lru_cache
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, and_, func, literal_column, or_, select

from app.regulation.terms import Limit
from app.store.calm import no_collecting
from app.store.database import Transaction
from app.store.schema.cases import due_dates, matters, urgings
from app.store.schema.register import Secrecy, petitions
from app.store.schema.units import units

# Written out, not bound: a bound value would keep SQLite from using the partial index.
_OPEN = due_dates.c.open == literal_column("1")


class DueCase(NamedTuple):
    """An open case with its due date and why."""

    matter: str
    gist: str
    unit_code: str
    unit_name: str
    due_on: date
    limit: Limit
    clause: str | None
    why: tuple[str, ...]
    urged: int
    reported_on: date | None
    explained_on: date | None
    protected: bool  # a petition on it is 保密


_URGED = select(func.count()).where(urgings.c.matter_id == matters.c.id).scalar_subquery()

# Written out as well, and the very condition of the small index that answers it: most matters have no protected petition.
_PROTECTED = (
    select(petitions.c.id)
    .where(petitions.c.matter_id == matters.c.id, petitions.c.secrecy == literal_column(f"'{Secrecy.PROTECTED.value}'"))
    .exists()
)

_CASES = (
    select(
        matters.c.number.label("matter"),
        matters.c.gist,
        units.c.code.label("unit_code"),
        units.c.name.label("unit_name"),
        due_dates.c.due_on,
        due_dates.c.limit_kind.label("limit"),
        due_dates.c.clause,
        due_dates.c.why,
        _URGED.label("urged"),
        matters.c.reported_on,
        matters.c.explained_on,
        _PROTECTED.label("protected"),
    )
    .select_from(due_dates)
    .join(matters, matters.c.id == due_dates.c.matter_id)
    .join(units, units.c.id == matters.c.unit_id)
)


def open_now(transaction: Transaction, until: date) -> tuple[DueCase, ...]:
    """Cases not concluded whose due date is ``until`` or earlier, as everything recorded makes it."""
    return _read(transaction, and_(_OPEN, due_dates.c.due_on <= until))


def open_on(transaction: Transaction, day: date, until: date) -> tuple[DueCase, ...]:
    """The same as it was known at the end of ``day``: due dates told by then, cases not concluded by then, steps taken by then."""
    return _as_of(day, _read(transaction, and_(_open_at_the_end_of(day), due_dates.c.due_on <= until)))


def of_unit(transaction: Transaction, unit_id: int, day: date | None) -> tuple[DueCase, ...]:
    """A unit's open cases, its own and those counted for it: as they stand (None), or as they stood at the end of ``day``."""
    its = or_(matters.c.unit_id == unit_id, matters.c.counted_unit_id == unit_id)
    if day is None:
        return _read(transaction, and_(_OPEN, its))
    return _as_of(day, _read(transaction, and_(_open_at_the_end_of(day), its)))


def _open_at_the_end_of(day: date) -> "ColumnElement[bool]":
    concluded_later = select(matters.c.id).where(matters.c.concluded_year >= day.year, matters.c.concluded_on > day)
    unconcluded = select(due_dates.c.matter_id).where(_OPEN)
    known = and_(due_dates.c.known_from <= day, or_(due_dates.c.known_until.is_(None), due_dates.c.known_until > day))
    return and_(or_(due_dates.c.matter_id.in_(unconcluded), due_dates.c.matter_id.in_(concluded_later)), due_dates.c.replaced == 0, known)


def _as_of(day: date, cases: tuple[DueCase, ...]) -> tuple[DueCase, ...]:
    """With the steps taken by then only."""
    return tuple(case._replace(reported_on=_by(case.reported_on, day), explained_on=_by(case.explained_on, day)) for case in cases)


def _by(happened: date | None, day: date) -> date | None:
    return happened if happened is not None and happened <= day else None


def _read(transaction: Transaction, condition: "ColumnElement[bool]") -> tuple[DueCase, ...]:
    wanted = _CASES.where(condition).order_by(due_dates.c.due_on, due_dates.c.matter_id)
    with no_collecting():
        return tuple(_case(*row) for row in transaction.execute(wanted).all())


def _case(*told: Any) -> DueCase:
    """The columns in the order of :data:`_CASES`, which is that of the value."""
    matter, gist, code, name, due_on, limit, clause, why, *steps, protected = told
    urged, reported_on, explained_on = steps
    return DueCase(
        matter, gist, code, name, due_on, _LIMITS[limit], clause or None, _sentences(why), urged, reported_on, explained_on, bool(protected)
    )


_LIMITS = {limit.value: limit for limit in Limit}


@lru_cache(maxsize=4096)
def _sentences(why: str) -> tuple[str, ...]:
    """Many cases of one day have the same reasons."""
    return tuple(json.loads(why))
