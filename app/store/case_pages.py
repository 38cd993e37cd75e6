"""The list of cases: filtered, a page at a time by keyset, from the index its order stands in; the rows are read by their ids."""

from datetime import date, timedelta
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Select, and_, case, exists, func, literal_column, or_, select

from app.regulation.terms import AskingLevel, Limit
from app.store import search
from app.store.database import Transaction
from app.store.schema.cases import COLLECTIVE, due_dates, matters
from app.store.schema.register import petitions
from app.store.schema.units import units

# Written out, not bound: a bound value would keep SQLite from using the partial indexes.
_OPEN = due_dates.c.open == literal_column("1")
_PROTECTED_ONES = petitions.c.secrecy == literal_column("'protected'")
_PRESENT = and_(due_dates.c.replaced == 0, due_dates.c.known_until.is_(None))

MOST_FOUND = 2000
"""So many petitions holding the words are looked at where concluded cases are among what is asked for."""


class CaseFilter(NamedTuple):
    """What is shown; None: everything. ``open``: not concluded, concluded, or both. Days inclusive; ``due_*`` are of open cases."""

    open: bool | None = True
    due_from: date | None = None
    due_until: date | None = None
    counted_id: int | None = None
    unit_id: int | None = None
    limit: Limit | None = None
    collective: bool | None = None
    asked: AskingLevel | None = None
    protected: bool | None = None
    long_standing: bool | None = None
    since: date | None = None
    until: date | None = None
    words: str = ""


class CaseOrder(NamedTuple):
    """By due date (of open cases alone) or by the day of acceptance."""

    by_due: bool = True
    descending: bool = False


class CasePlace(NamedTuple):
    """A case's place in its order: the day it is sorted by, and its id."""

    day: date
    row: int


class DueCounts(NamedTuple):
    """Open cases: past their due date, due today, and due after today within three and within seven days (the three among them)."""

    overdue: int = 0
    today: int = 0
    in_three: int = 0
    in_seven: int = 0


def page(
    transaction: Transaction, shown: CaseFilter, order: CaseOrder, after: CasePlace | None, limit: int
) -> tuple[CasePlace, ...]:
    """The places of up to ``limit`` cases after one, in their order."""
    by_due = order.by_due and shown.open is True
    day, row = (due_dates.c.due_on, due_dates.c.matter_id) if by_due else (matters.c.accepted_on, matters.c.id)
    wanted = select(day, row).where(*_conditions(transaction, shown))
    if by_due:
        wanted = wanted.join_from(due_dates, matters, matters.c.id == due_dates.c.matter_id).where(_OPEN)
    if after is not None:
        wanted = wanted.where(_behind(day, row, after, descending=order.descending))
    return tuple(CasePlace(*found) for found in transaction.execute(_sorted(wanted, day, row, order).limit(limit)))


def due_counts(transaction: Transaction, today: date) -> DueCounts:
    """Counted in the partial index of open cases alone."""
    due = due_dates.c.due_on
    until = [today - timedelta(days=1), today, today + timedelta(days=3), today + timedelta(days=7)]
    wanted = select(*(func.coalesce(func.sum(case((due <= day, 1), else_=0)), 0) for day in until)).where(_OPEN, due <= until[-1])
    overdue, by_today, by_three, by_seven = transaction.execute(wanted).one()
    return DueCounts(overdue, by_today - overdue, by_three - by_today, by_seven - by_today)


def _sorted(wanted: "Select[Any]", day: Any, row: Any, order: CaseOrder) -> "Select[Any]":
    return wanted.order_by(day.desc(), row.desc()) if order.descending else wanted.order_by(day, row)


def _behind(day: Any, row: Any, after: CasePlace, *, descending: bool) -> "ColumnElement[bool]":
    """The first half alone is a range of the index; the second only cuts the day the page ended in."""
    if descending:
        return and_(day <= after.day, or_(day < after.day, and_(day == after.day, row < after.row)))
    return and_(day >= after.day, or_(day > after.day, and_(day == after.day, row > after.row)))


def _conditions(transaction: Transaction, shown: CaseFilter) -> list["ColumnElement[bool]"]:
    found = [*_state(shown), *_kind(shown)]
    equal = ((matters.c.counted_unit_id, shown.counted_id), (matters.c.unit_id, shown.unit_id), (matters.c.assigned_level, shown.asked))
    found.extend(column == value for column, value in equal if value is not None)
    if shown.since is not None:
        found.append(matters.c.accepted_on >= shown.since)
    if shown.until is not None:
        found.append(matters.c.accepted_on <= shown.until)
    if shown.words:
        found.append(_holding(transaction, shown))
    return found


def _state(shown: CaseFilter) -> list["ColumnElement[bool]"]:
    found: list[ColumnElement[bool]] = []
    if shown.open is not None:
        found.append(matters.c.concluded_on.is_(None) if shown.open else matters.c.concluded_on.is_not(None))
    if shown.open:
        if shown.due_from is not None:
            found.append(due_dates.c.due_on >= shown.due_from)
        if shown.due_until is not None:
            found.append(due_dates.c.due_on <= shown.due_until)
    return found


def _kind(shown: CaseFilter) -> list["ColumnElement[bool]"]:
    found: list[ColumnElement[bool]] = []
    if shown.limit is not None:
        told = due_dates.alias()
        present = and_(told.c.matter_id == matters.c.id, told.c.replaced == 0, told.c.known_until.is_(None))
        found.append(exists(select(told.c.id).where(present, told.c.limit_kind == shown.limit)))
    if shown.collective is not None:
        found.append(literal_column(COLLECTIVE if shown.collective else f"NOT {COLLECTIVE}"))
    if shown.long_standing is not None:
        known = matters.c.long_standing_on
        found.append(known.is_not(None) if shown.long_standing else known.is_(None))
    if shown.protected is not None:
        found.append(_protected() if shown.protected else ~_protected())
    return found


def _protected() -> "ColumnElement[bool]":
    return matters.c.id.in_(select(petitions.c.matter_id).where(_PROTECTED_ONES, petitions.c.matter_id.is_not(None)))


def _holding(transaction: Transaction, shown: CaseFilter) -> "ColumnElement[bool]":
    """The number, the unit's name or the gist holds the words; what a protected matter is about is not looked into."""
    words = shown.words
    numbered = matters.c.number.startswith(words.upper(), autoescape=True)
    if shown.open:
        of_unit = matters.c.unit_id.in_(select(units.c.id).where(func.instr(units.c.name, words) > 0))
        return or_(numbered, of_unit, and_(func.instr(matters.c.gist, words) > 0, ~_protected()))
    hits = [hit.petition_id for hit in search.find_words(transaction, words, MOST_FOUND)]
    about = matters.c.id.in_(select(petitions.c.matter_id).where(petitions.c.id.in_(hits), ~_PROTECTED_ONES))
    return or_(matters.c.number == words.upper(), and_(about, ~_protected()))
