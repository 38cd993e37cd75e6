"""What was changed after registration: corrections with the former values, and voidings. Neither is ever taken back."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from sqlalchemy import func, insert, select

from app.store.database import Transaction
from app.store.schema.office import accounts
from app.store.schema.register import corrections, voids

PETITIONS, PETITIONERS, MATTERS = "petitions", "petitioners", "matters"
"""What a correction names as its table. Of a petitioner ``row_id`` is the petition's id, the field `<seq>.<part>`, and the values are
sequence numbers of the person's rows: identity never stands here."""


class Correction(NamedTuple):
    """One field corrected; ``at`` is an ISO instant in UTC."""

    table_name: str
    row_id: int
    field: str
    former: str | None
    present: str | None
    reason: str | None
    counts_as_change: bool
    by: str
    at: str


class Void(NamedTuple):
    """A voiding; ``alone``: 一人作废."""

    reason: str
    asked_by: str
    voided_by: str
    alone: bool
    at: str


def correction_row(table: str, row_id: int, field: str, former: str | None, present: str | None) -> dict[str, Any]:
    """A correction in memory, without its reason, weight and author."""
    return {"table_name": table, "row_id": row_id, "field": field, "former": former, "present": present}


def keep_corrections(transaction: Transaction, rows: Sequence[dict[str, Any]]) -> None:
    """Writes rows of :func:`correction_row` completed with reason, counts_as_change, corrected_by, corrected_at."""
    if rows:
        transaction.execute(insert(corrections), rows)


def corrections_of(transaction: Transaction, petition_id: int) -> tuple[Correction, ...]:
    """All corrections of a petition and of its petitioners, in their order."""
    return _corrections(transaction, [PETITIONS, PETITIONERS], petition_id)


def corrections_of_matter(transaction: Transaction, matter_id: int) -> tuple[Correction, ...]:
    """All corrections of a matter's own row, in their order; fields are its columns."""
    return _corrections(transaction, [MATTERS], matter_id)


def _corrections(transaction: Transaction, tables: Sequence[str], row_id: int) -> tuple[Correction, ...]:
    c = corrections.c
    wanted = (
        select(
            c.table_name,
            c.row_id,
            c.field,
            c.former,
            c.present,
            c.reason,
            c.counts_as_change,
            accounts.c.display_name.label("by"),
            c.corrected_at.label("at"),
        )
        .join(accounts, accounts.c.id == c.corrected_by)
        .where(c.table_name.in_(tables), c.row_id == row_id)
        .order_by(c.id)
    )
    return tuple(Correction(**{**row, "counts_as_change": bool(row["counts_as_change"])}) for row in transaction.execute(wanted).mappings())


def keep_void(transaction: Transaction, row: dict[str, Any]) -> None:
    """Writes a voiding: petition_id, reason, asked_by, voided_by, alone, voided_at."""
    transaction.execute(insert(voids), row)


def void_of(transaction: Transaction, petition_id: int) -> Void | None:
    asked, voided = accounts.alias("asked"), accounts.alias("voided")
    wanted = (
        select(voids.c.reason, asked.c.display_name, voided.c.display_name, voids.c.alone, voids.c.voided_at)
        .join(asked, asked.c.id == voids.c.asked_by)
        .join(voided, voided.c.id == voids.c.voided_by)
        .where(voids.c.petition_id == petition_id)
    )
    row = transaction.execute(wanted).one_or_none()
    return Void(row[0], row[1], row[2], bool(row[3]), row[4]) if row is not None else None


def accounts_in_use(transaction: Transaction) -> int:
    """How many accounts the store has that are not removed: with one alone, one may void alone."""
    return int(transaction.execute(select(func.count()).select_from(accounts).where(accounts.c.removed == 0)).scalar_one())


def account_id(transaction: Transaction, name: str) -> int | None:
    """The id of an account in use, by login name."""
    wanted = select(accounts.c.id).where(accounts.c.name == name, accounts.c.removed == 0)
    return transaction.execute(wanted).scalar_one_or_none()


