"""Closed years: the frozen results, each with its fingerprint; a reopened one stays beside the one that follows."""

import zlib
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Select, func, insert, select, update

from app.store.database import Transaction
from app.store.schema.review import closed_years


@dataclass(frozen=True, slots=True)
class ClosedYear:
    """One close of a year. `body` is canonical JSON; `reopen_reason` is None while it stands."""

    id: int
    year: int
    version: int
    as_of: date
    reason: str | None
    fingerprint: str
    body: bytes
    closed_at: str
    reopen_reason: str | None
    reopened_at: str | None


def standing(transaction: Transaction, year: int) -> ClosedYear | None:
    """The close of the year that stands; None where it is open."""
    row = transaction.execute(_wanted().where(closed_years.c.year == year, closed_years.c.reopen_reason.is_(None))).one_or_none()
    return _closed(row) if row is not None else None


def standing_fingerprint(transaction: Transaction, year: int) -> str | None:
    """The fingerprint of the close that stands, without its body; None where the year is open."""
    wanted = select(closed_years.c.fingerprint).where(closed_years.c.year == year, closed_years.c.reopen_reason.is_(None))
    return transaction.execute(wanted).scalar_one_or_none()


def standing_mark(transaction: Transaction, year: int) -> tuple[int, str] | None:
    """Version and fingerprint of the close that stands, without its body: a year closed anew may have the same fingerprint."""
    wanted = select(closed_years.c.version, closed_years.c.fingerprint)
    row = transaction.execute(wanted.where(closed_years.c.year == year, closed_years.c.reopen_reason.is_(None))).one_or_none()
    return (row.version, row.fingerprint) if row is not None else None


def every(transaction: Transaction, year: int) -> tuple[ClosedYear, ...]:
    """All closes of the year, the reopened ones too, in their order."""
    return tuple(_closed(row) for row in transaction.execute(_wanted().where(closed_years.c.year == year).order_by(closed_years.c.version)))


def standing_years(transaction: Transaction) -> frozenset[int]:
    """The years that are closed."""
    return frozenset(transaction.execute(select(closed_years.c.year).where(closed_years.c.reopen_reason.is_(None))).scalars())


def keep(
    transaction: Transaction, year: int, as_of: date, *, reason: str | None, fingerprint: str, body: bytes, by: int, at: str
) -> int:
    """Writes a close of the year under the next version; gives its id."""
    last = transaction.execute(select(func.max(closed_years.c.version)).where(closed_years.c.year == year)).scalar_one_or_none()
    row = {"year": year, "version": (last or 0) + 1, "as_of": as_of, "reason": reason, "fingerprint": fingerprint,
           "body": zlib.compress(body, 9), "closed_by": by, "closed_at": at}
    key = transaction.execute(insert(closed_years).values(row)).inserted_primary_key
    return int(key[0]) if key else 0


def reopen(transaction: Transaction, closed_id: int, *, reason: str, by: int, at: str) -> None:
    """Marks a close as reopened; its result stays."""
    values = {"reopen_reason": reason, "reopened_by": by, "reopened_at": at}
    transaction.execute(update(closed_years).where(closed_years.c.id == closed_id).values(values))


def _wanted() -> Select[Any]:
    c = closed_years.c
    return select(c.id, c.year, c.version, c.as_of, c.reason, c.fingerprint, c.body, c.closed_at, c.reopen_reason, c.reopened_at)


def _closed(row: Any) -> ClosedYear:
    return ClosedYear(**{**row._asdict(), "body": zlib.decompress(row.body)})
