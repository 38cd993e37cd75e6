"""Files that belong to a petition, kept inside the encrypted store."""

import hashlib
from collections.abc import Sequence

from sqlalchemy import insert, select

from app.store.database import Transaction
from app.store.schema.register import attachments


def add(transaction: Transaction, petition_id: int, files: Sequence[tuple[str, bytes]], added_by: int, at: str) -> None:
    """Keeps files (name, content) with a petition; ``at`` is an ISO instant in UTC."""
    rows = [
        {
            "petition_id": petition_id,
            "name": name,
            "content": content,
            "sha256": hashlib.sha256(content).hexdigest(),
            "added_by": added_by,
            "added_at": at,
        }
        for name, content in files
    ]
    if rows:
        transaction.execute(insert(attachments), rows)


def names(transaction: Transaction, petition_id: int) -> tuple[str, ...]:
    wanted = select(attachments.c.name).where(attachments.c.petition_id == petition_id).order_by(attachments.c.id)
    return tuple(transaction.execute(wanted).scalars())


def content(transaction: Transaction, petition_id: int, name: str) -> bytes | None:
    """The content of the first file of that name; None where there is none."""
    wanted = select(attachments.c.content).where(attachments.c.petition_id == petition_id, attachments.c.name == name)
    found = transaction.execute(wanted.order_by(attachments.c.id).limit(1)).scalar_one_or_none()
    return bytes(found) if found is not None else None
