"""The register as a list: a page at a time by keyset, both ways, the same speed at any depth and under any filter."""

from collections.abc import Iterable
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Select, and_, case, func, or_, select

from app.regulation.terms import NO_REPLY_LETTER, Form, Level
from app.store import register_marks
from app.store.database import Transaction
from app.store.register_marks import CaseState, PageFilter
from app.store.schema.cases import matters
from app.store.schema.register import Purpose, Secrecy, petitioners, petitions, subject_classes
from app.store.schema.units import units

__all__ = ["PageFilter", "PageRow", "Place", "conditions", "count", "page", "rows_of"]


class Place(NamedTuple):
    """Where a page ended: day and id of its last row."""

    received_on: date
    row: int


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
    shown_level: int = NO_REPLY_LETTER
    purpose: Purpose | None = None
    subject_class: str | None = None
    case: CaseState = CaseState.NONE


_CASE = case((matters.c.id.is_(None), "n"), (matters.c.concluded_on.is_(None), "o"), else_="d")
_CLASS = func.coalesce(petitions.c.subject_class_id, matters.c.subject_class_id)

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
        petitions.c.shown_level,
        petitions.c.purpose,
        select(subject_classes.c.name).where(subject_classes.c.id == _CLASS).scalar_subquery().label("subject_class"),
        _CASE.label("case"),
    )
    .join(units, units.c.id == petitions.c.unit_id)
    .outerjoin(matters, matters.c.id == petitions.c.matter_id)
    .outerjoin(petitioners, and_(petitioners.c.petition_id == petitions.c.id, petitioners.c.seq == 1))
)


def page(transaction: Transaction, after: Place | None, limit: int, shown: PageFilter, *, newest_first: bool = True) -> tuple[PageRow, ...]:
    """Up to ``limit`` petitions after a place, newest first or oldest first."""
    asked = register_marks.query(shown)
    if asked:
        key = register_marks.row_key(*after) if after is not None else None
        found = register_marks.ids(transaction, shown, asked, key, limit, newest_first=newest_first)
        return rows_of(transaction, found, shown)
    wanted = _ROWS.where(*_days(shown))
    if after is not None:
        wanted = wanted.where(_behind(after) if newest_first else _before(after))
    day, row = petitions.c.received_on, petitions.c.id
    ordered = wanted.order_by(day.desc(), row.desc()) if newest_first else wanted.order_by(day, row)
    return _read(transaction, ordered.limit(limit))


def rows_of(transaction: Transaction, ids: Iterable[int], shown: PageFilter) -> tuple[PageRow, ...]:
    """The petitions of these ids in the order given; the marks propose, what the rows say decides."""
    wanted = list(ids)
    if not wanted:
        return ()
    found = {row.id: row for row in _read(transaction, _ROWS.where(petitions.c.id.in_(wanted), *conditions(shown)))}
    return tuple(found[each] for each in wanted if each in found)


def count(transaction: Transaction, shown: PageFilter, most: int) -> int:
    """How many a filter leaves; counted no further than ``most``."""
    asked = register_marks.query(shown)
    if asked:
        return register_marks.count(transaction, shown, asked, most)
    some = select(petitions.c.id).where(*_days(shown)).limit(most).subquery()
    return int(transaction.execute(select(func.count()).select_from(some)).scalar_one())


def _behind(after: Place) -> "ColumnElement[bool]":
    # The first half alone is a range of the index; the second only cuts the day the page ended in.
    same_day = and_(petitions.c.received_on == after.received_on, petitions.c.id < after.row)
    return and_(petitions.c.received_on <= after.received_on, or_(petitions.c.received_on < after.received_on, same_day))


def _before(after: Place) -> "ColumnElement[bool]":
    same_day = and_(petitions.c.received_on == after.received_on, petitions.c.id > after.row)
    return and_(petitions.c.received_on >= after.received_on, or_(petitions.c.received_on > after.received_on, same_day))


def _days(shown: PageFilter) -> list["ColumnElement[bool]"]:
    since = [petitions.c.received_on >= shown.since] if shown.since is not None else []
    return since + ([petitions.c.received_on <= shown.until] if shown.until is not None else [])


def conditions(shown: PageFilter) -> list["ColumnElement[bool]"]:
    """A filter as conditions on petitions and their matters."""
    c = petitions.c
    equal: tuple[tuple[Any, Any], ...] = (
        (c.unit_id, shown.unit_id),
        (c.form, shown.form),
        (c.level, shown.level),
        (c.voided, _flag(shown.voided)),
        (c.repeat, _flag(shown.repeat)),
        (c.late, _flag(shown.late)),
        (c.purpose, shown.purpose),
        (_CLASS, shown.subject_class_id),
        (_CASE, shown.case),
    )
    found = [*_days(shown), *(column == value for column, value in equal if value is not None)]
    visit = c.form == Form.VISIT.value
    many = or_(c.people >= shown.collective_from, func.coalesce(c.represented, 0) >= shown.collective_from)
    judged = (
        (shown.collective, and_(visit, many)),
        (shown.skipping, and_(visit, c.level > int(Level.UNIT), c.shown_level + 1 < c.level)),
        (shown.protected, c.secrecy == Secrecy.PROTECTED.value),
    )
    return found + [holds if wanted else ~holds for wanted, holds in judged if wanted is not None]


def _flag(wanted: bool | None) -> int | None:
    return None if wanted is None else int(wanted)


def _read(transaction: Transaction, wanted: "Select[Any]") -> tuple[PageRow, ...]:
    return tuple(_row(row) for row in transaction.execute(wanted).mappings())


def _row(row: Any) -> PageRow:
    read: dict[str, Any] = {name: bool(row[name]) for name in ("repeat", "protected", "voided", "late")}
    read |= {"form": Form(row["form"]), "level": Level(row["level"]), "case": CaseState(row["case"])}
    purpose = row["purpose"]
    return PageRow(**{**row, **read, "purpose": Purpose(purpose) if purpose is not None else None})
