"""The wordings of documents as staff edited them: every one is kept, the last of a kind is in force."""

from datetime import datetime

from sqlalchemy import func, insert, select

from app.store.database import Transaction
from app.store.schema.review import wordings


def in_force(transaction: Transaction, kind: str) -> str | None:
    """The text of a kind's wording as staff last kept it; None: the one that ships with the program."""
    last = select(func.max(wordings.c.id)).where(wordings.c.kind == kind).scalar_subquery()
    return transaction.execute(select(wordings.c.body).where(wordings.c.id == last)).scalar_one_or_none()


def keep(transaction: Transaction, kind: str, body: str | None, *, by: int, at: datetime) -> None:
    """Puts a text in force; None goes back to the shipped one."""
    row = {"kind": kind, "body": body, "kept_by": by, "kept_at": at.isoformat(timespec="microseconds")}
    transaction.execute(insert(wordings).values(row))
