"""Matters as rows: opened, read by number, their present state kept in step by the services."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, TypedDict, cast

from sqlalchemy import insert, select, update

from app.regulation.terms import AskingLevel, Signature
from app.store.database import Transaction
from app.store.schema.cases import matters
from app.store.schema.register import subject_classes
from app.store.schema.units import units


class MatterRow(TypedDict):
    """A row of ``matters`` to be written.

    The columns from ``assigned_on`` on are the present state: the asking assignment that counts (the first), the first extension, report
    and explanation, the conclusion, the last reply letter, the standing finding; each is a step too (:mod:`app.store.matter_steps`).
    """

    number: str
    gist: str
    subject_class_id: int | None
    unit_id: int
    counted_unit_id: int | None
    accepted_on: date
    marked_collective: int
    accusation: int
    no_reply_needed: int
    late: int
    assigned_on: date | None
    assigned_level: AskingLevel | None
    assigned_document: str | None
    asked_due_on: date | None
    asked_due_year: int | None
    extended_on: date | None
    extension_reason: str | None
    reported_on: date | None
    explained_on: date | None
    concluded_on: date | None
    concluded_year: int | None
    outcome: str | None
    reply_number: str | None
    replied_on: date | None
    signature: Signature | None
    long_standing_on: date | None
    first_collective_on: date | None
    opened_at: str
    opened_by: int | None


_FLAGS = ("marked_collective", "accusation", "no_reply_needed", "late")


def matter_row(*, number: str, gist: str, unit_id: int, accepted_on: date, opened_at: str, **known: Any) -> MatterRow:
    """A row with what is known; flags are 0, the rest is empty. ``concluded_year`` follows ``concluded_on``."""
    concluded_on = known.get("concluded_on")
    empty: dict[str, Any] = dict.fromkeys(MatterRow.__annotations__) | dict.fromkeys(_FLAGS, 0)
    own = {"number": number, "gist": gist, "unit_id": unit_id, "accepted_on": accepted_on, "opened_at": opened_at}
    return cast(MatterRow, {**empty, **own, "concluded_year": concluded_on.year if concluded_on else None, **known})


def insert_matter(transaction: Transaction, row: MatterRow) -> int:
    """Writes one matter; gives its id."""
    key = transaction.execute(insert(matters), cast("dict[str, Any]", row)).inserted_primary_key
    return int(key[0]) if key else 0


def change(transaction: Transaction, matter_id: int, values: Mapping[str, Any]) -> None:
    """Sets columns of the present state."""
    transaction.execute(update(matters).where(matters.c.id == matter_id).values(**values))


@dataclass(frozen=True, slots=True)
class StoredMatter:
    """A matter as it stands, with the words its ids stand for."""

    id: int
    number: str
    gist: str
    subject_class_id: int | None
    unit_id: int
    counted_unit_id: int | None
    accepted_on: date
    marked_collective: bool
    accusation: bool
    no_reply_needed: bool
    late: bool
    assigned_on: date | None
    assigned_level: AskingLevel | None
    assigned_document: str | None
    asked_due_on: date | None
    asked_due_year: int | None
    extended_on: date | None
    extension_reason: str | None
    reported_on: date | None
    explained_on: date | None
    concluded_on: date | None
    concluded_year: int | None
    outcome: str | None
    reply_number: str | None
    replied_on: date | None
    signature: Signature | None
    long_standing_on: date | None
    first_collective_on: date | None
    opened_at: str
    opened_by: int | None
    unit_code: str
    unit_name: str
    subject_class: str | None


_WITH_WORDS = (
    select(matters, units.c.code.label("unit_code"), units.c.name.label("unit_name"), subject_classes.c.name.label("subject_class"))
    .join(units, units.c.id == matters.c.unit_id)
    .outerjoin(subject_classes, subject_classes.c.id == matters.c.subject_class_id)
)


def by_number(transaction: Transaction, number: str) -> StoredMatter | None:
    row = transaction.execute(_WITH_WORDS.where(matters.c.number == number)).mappings().one_or_none()
    return _stored(row) if row is not None else None


def by_id(transaction: Transaction, matter_id: int) -> StoredMatter:
    """The matter with this id. Raises NoResultFound, a fault of ours."""
    return _stored(transaction.execute(_WITH_WORDS.where(matters.c.id == matter_id)).mappings().one())


def _stored(row: Any) -> StoredMatter:
    values = dict(row)
    asked, signature = values["assigned_level"], values["signature"]
    words = {"assigned_level": AskingLevel(asked) if asked else None, "signature": Signature(signature) if signature else None}
    return StoredMatter(**values | {name: bool(values[name]) for name in _FLAGS} | words)
