"""The register of issued documents (发文登记簿): numbers without gaps per organ and year, and exactly the bytes that went out."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Select, func, insert, select

from app.store.database import Transaction
from app.store.schema.office import accounts
from app.store.schema.review import issued_documents


@dataclass(frozen=True, slots=True, kw_only=True)
class NewDocument:
    """A document to be issued: what it is, of which organ and year, to whom, about what."""

    kind: str
    organ: str
    year: int
    recipient: str
    subject: str
    copies: int = 1


@dataclass(frozen=True, slots=True)
class IssuedDocument:
    """A document as issued; `content` is the PDF."""

    id: int
    kind: str
    organ: str
    year: int
    ordinal: int
    number: str
    recipient: str | None
    copies: int
    subject: str | None
    content: bytes
    sha256: str
    issued_at: str
    issued_by: str | None


Draw = Callable[[str], bytes]
"""Draws the document under the number it was given."""


def issue(
    transaction: Transaction, document: NewDocument, number_of: Callable[[int], str], draw: Draw, *, by: int, at: datetime
) -> IssuedDocument:
    """Gives the next number, draws the document under it and keeps the bytes; a failure takes the number back with the transaction."""
    of_organ = (issued_documents.c.organ == document.organ) & (issued_documents.c.year == document.year)
    last = transaction.execute(select(func.max(issued_documents.c.ordinal)).where(of_organ)).scalar_one_or_none()
    ordinal = (last or 0) + 1
    number = number_of(ordinal)
    content = draw(number)
    instant = at.isoformat(timespec="microseconds")
    row = {
        "kind": document.kind, "organ": document.organ, "year": document.year, "ordinal": ordinal, "number": number,
        "recipient": document.recipient, "copies": document.copies, "subject": document.subject, "content": content,
        "sha256": hashlib.sha256(content).hexdigest(), "issued_by": by, "issued_at": instant,
    }  # fmt: skip
    key = transaction.execute(insert(issued_documents).values(row)).inserted_primary_key
    return next(iter(_read(transaction, _wanted().where(issued_documents.c.id == (int(key[0]) if key else 0)))))


def about(transaction: Transaction, kind: str, subject: str) -> tuple[IssuedDocument, ...]:
    """What was issued of this kind about this subject and not voided, in the order of numbers."""
    of_it = (issued_documents.c.kind == kind) & (issued_documents.c.subject == subject) & issued_documents.c.void_reason.is_(None)
    return _read(transaction, _wanted().where(of_it))


def register(transaction: Transaction, year: int) -> tuple[IssuedDocument, ...]:
    """The register of a year."""
    return _read(transaction, _wanted().where(issued_documents.c.year == year))


def _wanted() -> Select[Any]:
    return (
        select(issued_documents, accounts.c.display_name)
        .outerjoin(accounts, issued_documents.c.issued_by == accounts.c.id)
        .order_by(issued_documents.c.organ, issued_documents.c.ordinal)
    )


def _read(transaction: Transaction, wanted: Select[Any]) -> tuple[IssuedDocument, ...]:
    return tuple(
        IssuedDocument(
            row.id, row.kind, row.organ, row.year, row.ordinal, row.number, row.recipient, row.copies, row.subject, bytes(row.content),
            row.sha256, row.issued_at, row.display_name,
        )
        for row in transaction.execute(wanted)
    )  # fmt: skip
