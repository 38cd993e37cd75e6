"""Petitions as rows: written, read by number, changed only by the services that keep the former values."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple, TypedDict, cast

from sqlalchemy import insert, select, update

from app.regulation.terms import NO_REPLY_LETTER, Form, Level
from app.store.database import Transaction
from app.store.schema.cases import matters
from app.store.schema.office import accounts
from app.store.schema.register import Purpose, Secrecy, Source, petitions, subject_classes
from app.store.schema.units import units


class PetitionRow(TypedDict):
    """A row of ``petitions`` to be written."""

    number: str
    year: int
    received_on: date
    received_time: str | None
    form: Form
    level: int
    people: int
    represented: int | None
    shown_level: int
    shown_number: str | None
    unit_id: int
    counted_unit_id: int | None
    matter_id: int | None
    repeat: int
    serious: int
    voided: int
    late: int
    source: Source
    reporting_office: str | None
    purpose: Purpose | None
    subject_class_id: int | None
    gist: str | None
    accused: str | None
    accused_unit_id: int | None
    secrecy: Secrecy
    urgent: int
    not_a_case_reason: str | None
    received_by_unit_name: str | None
    received_by_unit_post: str | None
    received_by_unit_time: str | None
    left_with_unit: int
    registered_by: int | None
    registered_at: str


_UNKNOWN: dict[str, Any] = {
    "received_time": None,
    "people": 1,
    "represented": None,
    "shown_level": NO_REPLY_LETTER,
    "shown_number": None,
    "counted_unit_id": None,
    "matter_id": None,
    "repeat": 0,
    "serious": 0,
    "voided": 0,
    "late": 0,
    "source": Source.IN_PERSON,
    "reporting_office": None,
    "purpose": None,
    "subject_class_id": None,
    "gist": None,
    "accused": None,
    "accused_unit_id": None,
    "secrecy": Secrecy.ORDINARY,
    "urgent": 0,
    "not_a_case_reason": None,
    "received_by_unit_name": None,
    "received_by_unit_post": None,
    "received_by_unit_time": None,
    "left_with_unit": 0,
    "registered_by": None,
}


def petition_row(*, number: str, received_on: date, form: Form, level: int, unit_id: int, registered_at: str, **known: Any) -> PetitionRow:
    """A row with what is known; the rest is empty, 1 person, 普通, 本人. ``known``: other columns of :class:`PetitionRow`."""
    own = {"number": number, "year": received_on.year, "received_on": received_on, "form": form, "level": int(level)}
    return cast(PetitionRow, {**_UNKNOWN, **own, "unit_id": unit_id, "registered_at": registered_at, **known})


def insert_petition(transaction: Transaction, row: PetitionRow) -> int:
    """Writes one petition; gives its id."""
    key = transaction.execute(insert(petitions), cast("dict[str, Any]", row)).inserted_primary_key
    return int(key[0]) if key else 0


def change(transaction: Transaction, petition_id: int, values: Mapping[str, Any]) -> None:
    """Sets columns; keeping the former values is the caller's."""
    transaction.execute(update(petitions).where(petitions.c.id == petition_id).values(**values))


@dataclass(frozen=True, slots=True)
class StoredPetition:
    """A petition as it stands, with the words its ids stand for."""

    id: int
    number: str
    year: int
    received_on: date
    received_time: str | None
    form: Form
    level: Level
    people: int
    represented: int | None
    shown_level: int
    shown_number: str | None
    unit_id: int
    counted_unit_id: int | None
    matter_id: int | None
    repeat: bool
    serious: bool
    voided: bool
    late: bool
    source: Source
    reporting_office: str | None
    purpose: Purpose | None
    subject_class_id: int | None
    gist: str | None
    accused: str | None
    accused_unit_id: int | None
    secrecy: Secrecy
    urgent: bool
    not_a_case_reason: str | None
    received_by_unit_name: str | None
    received_by_unit_post: str | None
    received_by_unit_time: str | None
    left_with_unit: bool
    registered_by: int | None
    registered_at: str
    unit_code: str
    unit_name: str
    matter: str | None
    subject_class: str | None
    registered_by_name: str | None

    @property
    def protected(self) -> bool:
        return self.secrecy is Secrecy.PROTECTED


_FLAGS = ("repeat", "serious", "voided", "late", "urgent", "left_with_unit")

_WITH_WORDS = (
    select(
        petitions,
        units.c.code.label("unit_code"),
        units.c.name.label("unit_name"),
        matters.c.number.label("matter"),
        subject_classes.c.name.label("subject_class"),
        accounts.c.display_name.label("registered_by_name"),
    )
    .join(units, units.c.id == petitions.c.unit_id)
    .outerjoin(matters, matters.c.id == petitions.c.matter_id)
    .outerjoin(subject_classes, subject_classes.c.id == petitions.c.subject_class_id)
    .outerjoin(accounts, accounts.c.id == petitions.c.registered_by)
)


def by_number(transaction: Transaction, number: str) -> StoredPetition | None:
    row = transaction.execute(_WITH_WORDS.where(petitions.c.number == number)).mappings().one_or_none()
    return _stored(row) if row is not None else None


def by_ids(transaction: Transaction, ids: Iterable[int]) -> tuple[StoredPetition, ...]:
    """Those with these ids, newest first."""
    wanted = _WITH_WORDS.where(petitions.c.id.in_(list(ids))).order_by(petitions.c.received_on.desc(), petitions.c.id.desc())
    return tuple(_stored(row) for row in transaction.execute(wanted).mappings())


def of_matter(transaction: Transaction, matter_id: int) -> tuple[StoredPetition, ...]:
    """All petitions on a matter, voided ones too, by date, then number as text."""
    wanted = _WITH_WORDS.where(petitions.c.matter_id == matter_id).order_by(petitions.c.received_on, petitions.c.number)
    return tuple(_stored(row) for row in transaction.execute(wanted).mappings())


def protected_on(transaction: Transaction, matter_id: int) -> bool:
    """Whether any petition on a matter is protected."""
    wanted = select(petitions.c.id).where(petitions.c.matter_id == matter_id, petitions.c.secrecy == Secrecy.PROTECTED.value)
    return transaction.execute(wanted.limit(1)).one_or_none() is not None


def _stored(row: Any) -> StoredPetition:
    values = dict(row)
    values |= {name: bool(values[name]) for name in _FLAGS}
    purpose = values["purpose"]
    return StoredPetition(
        **values
        | {
            "form": Form(values["form"]),
            "level": Level(values["level"]),
            "source": Source(values["source"]),
            "purpose": Purpose(purpose) if purpose is not None else None,
            "secrecy": Secrecy(values["secrecy"]),
        }
    )


class SubjectClass(NamedTuple):
    """A class of the bureau's own table of subjects (内容分类)."""

    id: int
    name: str
    retired: bool


def classes(transaction: Transaction) -> tuple[SubjectClass, ...]:
    """The table of classes in its own order, retired ones too."""
    wanted = select(subject_classes).order_by(subject_classes.c.position, subject_classes.c.id)
    return tuple(SubjectClass(row.id, row.name, bool(row.retired)) for row in transaction.execute(wanted))


def class_id(transaction: Transaction, name: str) -> int | None:
    return transaction.execute(select(subject_classes.c.id).where(subject_classes.c.name == name)).scalar_one_or_none()
