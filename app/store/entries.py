"""The reviewers' entries (录入项): one number a year, unit and item; a changed one keeps what stood there."""

from typing import NamedTuple

from sqlalchemy import func, insert, select, update

from app.store.database import Transaction
from app.store.schema.office import accounts
from app.store.schema.register import corrections
from app.store.schema.review import entries
from app.store.schema.units import units


class Entered(NamedTuple):
    """An entry as it stands."""

    id: int
    unit: str
    item: str
    number: int
    basis: str | None
    by: str
    """Who entered it, or corrected it last."""
    at: str
    """An instant in UTC."""


def of_year(transaction: Transaction, year: int) -> tuple[Entered, ...]:
    """All entries of a year, by unit code and item."""
    c = entries.c
    by = func.coalesce(accounts.c.display_name, "")
    wanted = (
        select(c.id, units.c.code, c.item, c.number, c.basis, by, c.entered_at)
        .join_from(entries, units, c.unit_id == units.c.id)
        .outerjoin(accounts, accounts.c.id == c.entered_by)
        .where(c.year == year)
    )
    return tuple(Entered(*row) for row in transaction.execute(wanted.order_by(units.c.code, c.item)))


def enter(
    transaction: Transaction, year: int, unit_id: int, item: str, number: int, basis: str | None, *, reason: str, by: int, at: str
) -> int | None:
    """Writes an entry; gives the number that stood there before, None for a first one."""
    c = entries.c
    present = transaction.execute(select(c.id, c.number, c.basis).where(c.year == year, c.unit_id == unit_id, c.item == item)).one_or_none()
    made = {"number": number, "basis": basis, "entered_by": by, "entered_at": at}
    if present is None:
        transaction.execute(insert(entries).values(year=year, unit_id=unit_id, item=item, **made))
        return None
    changed = {"number": (str(present.number), str(number)), "basis": (present.basis, basis)}
    kept = [
        {"table_name": "entries", "row_id": present.id, "field": field, "former": former, "present": now, "reason": reason or None,
         "counts_as_change": 0, "corrected_by": by, "corrected_at": at}
        for field, (former, now) in changed.items() if former != now
    ]  # fmt: skip
    if kept:
        transaction.execute(insert(corrections), kept)
        transaction.execute(update(entries).where(c.id == present.id).values(made))
    return int(present.number)
