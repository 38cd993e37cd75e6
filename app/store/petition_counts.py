"""Petitions counted by month, form, level, class and unit, and the cases due in a span of days: what the monthly report tells."""

from collections.abc import Sequence
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, and_, func, or_, select

from app.store.database import Transaction
from app.store.schema.cases import due_dates, matters
from app.store.schema.register import petitions, subject_classes
from app.store.schema.units import units

Span = tuple[date, date]
"""First and last day."""


class Count(NamedTuple):
    """How many petitions of one value; None where it is not known."""

    value: Any
    number: int


class DueCount(NamedTuple):
    """The cases of a span of days: due in it, of these concluded in time; open at its end, of these overdue by then."""

    due: int
    in_time: int
    open: int


_p = petitions.c
_of_matter = subject_classes.alias("of_matter").c
"""A petition without a class of its own has its matter's."""

BY_FORM, BY_LEVEL, BY_CLASS, BY_UNIT, BY_MONTH = "form", "level", "class", "unit", "month"
_VALUES: dict[str, "ColumnElement[Any]"] = {
    BY_FORM: _p.form,
    BY_LEVEL: _p.level,
    BY_CLASS: func.coalesce(subject_classes.c.name, _of_matter.name),
    BY_UNIT: units.c.code,
    BY_MONTH: func.substr(_p.received_on, 6, 2),
}


def counted(transaction: Transaction, by: str, span: Span, least_level: int = 0) -> tuple[Count, ...]:
    """Petitions of a span that are not voided, from a level on, by one of the five values, in the order of the values."""
    value = _VALUES[by]
    wanted = (
        select(value, func.count())
        .select_from(petitions)
        .outerjoin(units, units.c.id == _p.counted_unit_id)
        .outerjoin(subject_classes, subject_classes.c.id == _p.subject_class_id)
        .outerjoin(matters, matters.c.id == _p.matter_id)
        .outerjoin(_of_matter.id.table, _of_matter.id == matters.c.subject_class_id)
        .where(_p.received_on >= span[0], _p.received_on <= span[1], _p.voided == 0, _p.level >= least_level)
        .group_by(value)
        .order_by(value)
    )
    return tuple(Count(*row) for row in transaction.execute(wanted))


def cases(transaction: Transaction, span: Span) -> DueCount:
    """By the due dates as they stand."""
    first, last = span
    m, d = matters.c, due_dates.c
    in_span = _standing(and_(d.due_on >= first, d.due_on <= last))
    in_time = _standing(and_(d.due_on >= first, d.due_on <= last, m.concluded_on <= d.due_on))
    still = select(func.count()).where(m.accepted_on <= last, or_(m.concluded_on.is_(None), m.concluded_on > last))
    return DueCount(*(int(transaction.execute(wanted).scalar_one()) for wanted in (in_span, in_time, still)))


def unit_names(transaction: Transaction, codes: Sequence[str]) -> dict[str, str]:
    """Code -> name of these units."""
    rows = transaction.execute(select(units.c.code, units.c.name).where(units.c.code.in_(list(codes))))
    return {row.code: row.name for row in rows}


def _last_told() -> Any:
    """The due date of a matter that stands."""
    told = due_dates.alias("told")
    return select(func.max(told.c.id)).where(told.c.matter_id == matters.c.id, told.c.replaced == 0).correlate(matters).scalar_subquery()


def _standing(condition: "ColumnElement[bool]") -> Any:
    m, d = matters.c, due_dates.c
    return select(func.count()).select_from(matters.join(due_dates, d.matter_id == m.id)).where(d.id == _last_told(), condition)
