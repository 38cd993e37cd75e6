"""The register as a list: a page at a time by keyset, the same speed at any depth."""

from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Select, and_, or_, select

from app.regulation.terms import Form, Level
from app.store.database import Transaction
from app.store.schema.cases import matters
from app.store.schema.register import Secrecy, petitioners, petitions
from app.store.schema.units import units


class Place(NamedTuple):
    """Where a page ended: day and id of its last row."""

    received_on: date
    row: int


class PageFilter(NamedTuple):
    """What is shown; None: everything. Days inclusive."""

    unit_id: int | None = None
    since: date | None = None
    until: date | None = None
    form: Form | None = None
    level: int | None = None
    voided: bool | None = None


class PageRow(NamedTuple):
    """A line of the list; ``name`` is the first petitioner's, None where the petition is protected."""

    id: int
    number: str
    received_on: date
    form: Form
    level: Level
    name: str | None
    people: int
    represented: int | None
    unit_code: str
    unit_name: str
    matter: str | None
    gist: str | None
    repeat: bool
    protected: bool
    voided: bool
    late: bool


_ROWS = (
    select(
        petitions.c.id,
        petitions.c.number,
        petitions.c.received_on,
        petitions.c.form,
        petitions.c.level,
        petitioners.c.name,
        petitions.c.people,
        petitions.c.represented,
        units.c.code.label("unit_code"),
        units.c.name.label("unit_name"),
        matters.c.number.label("matter"),
        petitions.c.gist,
        petitions.c.repeat,
        (petitions.c.secrecy == Secrecy.PROTECTED).label("protected"),
        petitions.c.voided,
        petitions.c.late,
    )
    .join(units, units.c.id == petitions.c.unit_id)
    .outerjoin(matters, matters.c.id == petitions.c.matter_id)
    .outerjoin(petitioners, and_(petitioners.c.petition_id == petitions.c.id, petitioners.c.seq == 1))
)


def page(transaction: Transaction, after: Place | None, limit: int, shown: PageFilter) -> tuple[PageRow, ...]:
    """Up to ``limit`` petitions after a place, newest first."""
    wanted = _ROWS.where(*_conditions(shown))
    if after is not None:
        wanted = wanted.where(_behind(after))
    return tuple(_row(row) for row in transaction.execute(_newest_first(wanted).limit(limit)).mappings())


def _newest_first(wanted: "Select[Any]") -> "Select[Any]":
    return wanted.order_by(petitions.c.received_on.desc(), petitions.c.id.desc())


def _behind(after: Place) -> "ColumnElement[bool]":
    # The first half alone is a range of the index; the second only cuts the day the page ended in.
    same_day = and_(petitions.c.received_on == after.received_on, petitions.c.id < after.row)
    return and_(petitions.c.received_on <= after.received_on, or_(petitions.c.received_on < after.received_on, same_day))


def _conditions(shown: PageFilter) -> list["ColumnElement[bool]"]:
    found: list[ColumnElement[bool]] = []
    if shown.since is not None:
        found.append(petitions.c.received_on >= shown.since)
    if shown.until is not None:
        found.append(petitions.c.received_on <= shown.until)
    equal = ((petitions.c.unit_id, shown.unit_id), (petitions.c.form, shown.form), (petitions.c.level, shown.level))
    found.extend(column == value for column, value in equal if value is not None)
    if shown.voided is not None:
        found.append(petitions.c.voided == int(shown.voided))
    return found


def _row(row: Any) -> PageRow:
    flags = {name: bool(row[name]) for name in ("repeat", "protected", "voided", "late")}
    return PageRow(**{**row, **flags, "form": Form(row["form"]), "level": Level(row["level"])})
