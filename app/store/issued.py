"""The register of issued documents (发文登记簿): numbers without gaps per organ, word and year, and exactly the bytes that went out."""

import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Select, func, insert, select, update

from app.store import numbers
from app.store.database import Transaction
from app.store.schema.office import accounts
from app.store.schema.review import issued_documents, issued_originals, issued_particulars, issued_reprints


@dataclass(frozen=True, slots=True, kw_only=True)
class NewDocument:
    """A document to be issued: what it is, in which series (organ, word, year) it is numbered, what it is about."""

    kind: str
    title: str
    organ: str
    word: str
    year: int
    subject: str
    layout: str | None = None
    particulars: Mapping[str, str] = field(default_factory=dict)


class NewOriginal(NamedTuple):
    """An original as drawn under the document's number."""

    recipient: str
    copies: int
    name: str
    content: bytes


@dataclass(frozen=True, slots=True)
class StoredDocument:
    """A line of the register; ``void_reason`` None: stands."""

    id: int
    kind: str
    title: str
    organ: str
    word: str
    year: int
    ordinal: int
    number: str
    subject: str
    layout: str | None
    issued_at: str
    issued_by: str | None
    void_reason: str | None
    voided_at: str | None
    voided_by: str | None


class StoredOriginal(NamedTuple):
    """An original in the register, without its content."""

    document_id: int
    original: int
    recipient: str
    copies: int
    name: str
    sha256: str


class StoredReprint(NamedTuple):
    """An original printed again from the register."""

    document_id: int
    original: int
    copies: int
    by: str
    at: str


class Content(NamedTuple):
    """The bytes of an original and the hash they were registered with (SHA-256, hexadecimal)."""

    content: bytes
    sha256: str

    @property
    def whole(self) -> bool:
        return hashlib.sha256(self.content).hexdigest() == self.sha256


SERIES = "document:"
"""Numbers of documents are given like all others, in a series for each organ and word, so that `check` answers for gaps."""

Draw = Callable[[str], Sequence[NewOriginal]]
"""Draws the originals of a document under the number it was given."""


def issue(
    transaction: Transaction, document: NewDocument, number_of: Callable[[int], str], draw: Draw, *, by: int, at: datetime
) -> StoredDocument:
    """Gives the next number of the series, draws the originals under it and keeps them; a failure takes the number back with the
    transaction. The transaction must be a writing one: it alone keeps two programs from the same number."""
    series = f"{SERIES}{document.organ}/{document.word}"
    others = _given(transaction, document.word, document.year)
    ordinal = int(numbers.next_number(transaction, series, document.year, at=at, after=others).rpartition("-")[2])
    number = number_of(ordinal)
    row = {
        "kind": document.kind, "title": document.title, "organ": document.organ, "word": document.word, "year": document.year,
        "ordinal": ordinal, "number": number, "subject": document.subject, "layout": document.layout,
        "issued_by": by, "issued_at": at.isoformat(timespec="microseconds"),
    }  # fmt: skip
    drawn = draw(number)
    key = transaction.execute(insert(issued_documents).values(row)).inserted_primary_key
    document_id = int(key[0]) if key else 0
    rows = [
        {"document_id": document_id, "original": n, **each._asdict(), "sha256": hashlib.sha256(each.content).hexdigest()}
        for n, each in enumerate(drawn, start=1)
    ]
    transaction.execute(insert(issued_originals), rows)
    chosen = [{"document_id": document_id, "name": name, "value": value} for name, value in document.particulars.items() if value]
    if chosen:
        transaction.execute(insert(issued_particulars), chosen)
    return next(iter(_read(transaction, issued_documents.c.id == document_id)))


def coming(transaction: Transaction, organ: str, word: str, year: int) -> int:
    """The ordinal :func:`issue` would give now; nothing is taken."""
    given = _given(transaction, word, year)
    own = numbers.coming_number(transaction, f"{SERIES}{organ}/{word}", year)
    return max(given + 1, int(own.rpartition("-")[2]))


def _given(transaction: Transaction, word: str, year: int) -> int:
    """The last ordinal under this word, by whatever organ: one that was renamed goes on counting, and no number stands twice."""
    c = issued_documents.c
    return transaction.execute(select(func.max(c.ordinal)).where(c.word == word, c.year == year)).scalar_one() or 0


def about(transaction: Transaction, kind: str, subject: str) -> StoredDocument | None:
    """What was issued of this kind about this subject and not voided; the last one."""
    c = issued_documents.c
    found = _read(transaction, (c.kind == kind) & (c.subject == subject) & c.void_reason.is_(None))
    return found[-1] if found else None


def subjects(transaction: Transaction) -> frozenset[tuple[str, str]]:
    """Kind and subject of everything issued that was not voided."""
    c = issued_documents.c
    return frozenset((row.kind, row.subject) for row in transaction.execute(select(c.kind, c.subject).where(c.void_reason.is_(None))))


def register(transaction: Transaction, year: int, organ: str | None = None) -> tuple[StoredDocument, ...]:
    """The register of a year, of one organ or of all, by organ, word and number; voided ones too."""
    of_year = issued_documents.c.year == year
    return _read(transaction, of_year if organ is None else of_year & (issued_documents.c.organ == organ))


def by_number(transaction: Transaction, number: str) -> StoredDocument | None:
    found = _read(transaction, issued_documents.c.number == number)
    return found[-1] if found else None


def originals(transaction: Transaction, documents: Sequence[StoredDocument]) -> tuple[StoredOriginal, ...]:
    """The originals of these documents, in their order, without their contents."""
    c = issued_originals.c
    wanted = select(c.document_id, c.original, c.recipient, c.copies, c.name, c.sha256).order_by(c.document_id, c.original)
    return tuple(StoredOriginal(*row) for row in _of_documents(transaction, wanted, c.document_id, documents))


def content(transaction: Transaction, document_id: int, original: int) -> Content | None:
    """The bytes of one original exactly as issued; None where the document has no such original."""
    c = issued_originals.c
    wanted = select(c.content, c.sha256).where(c.document_id == document_id, c.original == original)
    row = transaction.execute(wanted).one_or_none()
    return Content(bytes(row.content), row.sha256) if row is not None else None


def record_reprint(transaction: Transaction, document_id: int, original: int, copies: int, *, by: int, at: datetime) -> None:
    """Notes in the register that an original was printed again."""
    row = {"document_id": document_id, "original": original, "copies": copies, "reprinted_by": by}
    transaction.execute(insert(issued_reprints).values(row | {"reprinted_at": at.isoformat(timespec="microseconds")}))


def reprints(transaction: Transaction, documents: Sequence[StoredDocument]) -> tuple[StoredReprint, ...]:
    """What of these documents was printed again, in its order."""
    c = issued_reprints.c
    wanted = select(c.document_id, c.original, c.copies, accounts.c.display_name, c.reprinted_at)
    wanted = wanted.join(accounts, accounts.c.id == c.reprinted_by).order_by(c.document_id, c.id)
    return tuple(StoredReprint(*row) for row in _of_documents(transaction, wanted, c.document_id, documents))


def particulars(transaction: Transaction, documents: Sequence[StoredDocument]) -> dict[int, dict[str, str]]:
    """What was chosen at the issue of these documents, by document: the seal, a place, an hour."""
    found: dict[int, dict[str, str]] = {}
    c = issued_particulars.c
    for row in _of_documents(transaction, select(c.document_id, c.name, c.value).order_by(c.id), c.document_id, documents):
        found.setdefault(row.document_id, {})[row.name] = row.value
    return found


def void(transaction: Transaction, document_id: int, reason: str, *, by: int, at: datetime) -> None:
    """Marks a document as void; its number stays taken and its originals stay."""
    values = {"void_reason": reason, "voided_by": by, "voided_at": at.isoformat(timespec="microseconds")}
    transaction.execute(update(issued_documents).where(issued_documents.c.id == document_id).values(values))


def _of_documents(transaction: Transaction, wanted: Select[Any], column: Any, documents: Sequence[StoredDocument]) -> Iterator[Any]:
    """Rows that belong to these documents, so many at a time as a statement takes."""
    ids = [each.id for each in documents]
    for begin in range(0, len(ids), 500):
        yield from transaction.execute(wanted.where(column.in_(ids[begin : begin + 500])))


def _wanted() -> Select[Any]:
    c = issued_documents.c
    issuer, voider = accounts.alias("issuer"), accounts.alias("voider")
    return (
        select(
            c.id, c.kind, c.title, c.organ, c.word, c.year, c.ordinal, c.number, c.subject, c.layout, c.issued_at,
            issuer.c.display_name.label("issued_by"), c.void_reason, c.voided_at, voider.c.display_name.label("voided_by"),
        )
        .outerjoin(issuer, c.issued_by == issuer.c.id)
        .outerjoin(voider, c.voided_by == voider.c.id)
        .order_by(c.organ, c.word, c.year, c.ordinal)
    )  # fmt: skip


def _read(transaction: Transaction, condition: "ColumnElement[bool]") -> tuple[StoredDocument, ...]:
    return tuple(StoredDocument(**row) for row in transaction.execute(_wanted().where(condition)).mappings())
