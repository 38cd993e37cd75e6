"""Visits counted and put in order: repeats, the first collective one, a unit's collective visits of a year."""

from collections.abc import Iterable
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, func, or_, select, update

from app.regulation.facts import FourLevels
from app.regulation.terms import COUNTED_LEVELS, Form
from app.store.database import Transaction
from app.store.schema.register import petitions

VisitKey = tuple[date, str]
"""A visit's date and register number: the order of visits on a matter."""


class Visit(NamedTuple):
    """A visit on a matter: what repeats and the collective limit look at."""

    received_on: date
    number: str
    people: int
    represented: int | None


def repeats_of(visits: Iterable[VisitKey]) -> frozenset[str]:
    """Of the visits on one matter (date, number), the numbers of those that are 重访: all but the first. For bulk writers, in memory."""
    return frozenset(number for _, number in sorted(visits)[1:])


def first_collective(visits: Iterable[Visit], min_people: int) -> date | None:
    """The day of the first collective visit, at any level; None without one."""
    return min((visit.received_on for visit in visits if max(visit.people, visit.represented or 0) >= min_people), default=None)


def of_matter(transaction: Transaction, matter_id: int) -> tuple[Visit, ...]:
    """The visits on a matter that are not voided, by date, then number as text."""
    wanted = select(petitions.c.received_on, petitions.c.number, petitions.c.people, petitions.c.represented)
    on_it = wanted.where(petitions.c.matter_id == matter_id, petitions.c.form == Form.VISIT.value, petitions.c.voided == 0)
    return tuple(Visit(*row) for row in transaction.execute(on_it.order_by(petitions.c.received_on, petitions.c.number)))


def refresh_repeats(transaction: Transaction, matter_id: int) -> None:
    """Brings the repeat flags of a matter's petitions in step with its visits; letters and voided ones are none."""
    repeats = repeats_of((visit.received_on, visit.number) for visit in of_matter(transaction, matter_id))
    wanted = select(petitions.c.id, petitions.c.number, petitions.c.repeat).where(petitions.c.matter_id == matter_id)
    for row in transaction.execute(wanted).all():
        repeat = int(row.number in repeats)
        if row.repeat != repeat:
            transaction.execute(update(petitions).where(petitions.c.id == row.id).values(repeat=repeat))


def collective_counts(transaction: Transaction, counted_unit_id: int, year: int, min_people: int) -> FourLevels:
    """A unit's collective visits of a year at city, prefecture, province and beijing; one range of the covering index."""
    wanted = (
        select(petitions.c.level, func.count())
        .where(
            petitions.c.year == year,
            petitions.c.level.in_([int(level) for level in COUNTED_LEVELS]),
            petitions.c.voided == 0,
            petitions.c.counted_unit_id == counted_unit_id,
            petitions.c.form == Form.VISIT.value,
            _collective(min_people),
        )
        .group_by(petitions.c.level)
    )
    counted = {row[0]: row[1] for row in transaction.execute(wanted)}
    city, prefecture, province, beijing = (counted.get(int(level), 0) for level in COUNTED_LEVELS)
    return city, prefecture, province, beijing


def visits_in_year(transaction: Transaction, year: int, at_least: int) -> tuple[tuple[int, int], ...]:
    """(matter id, visits) of the matters with so many visits in a year, voided ones left out; for the proposals of 信访老户."""
    wanted = (
        select(petitions.c.matter_id, func.count().label("visits"))
        .where(petitions.c.year == year, petitions.c.form == Form.VISIT.value, petitions.c.voided == 0, petitions.c.matter_id.is_not(None))
        .group_by(petitions.c.matter_id)
        .having(func.count() >= at_least)
    )
    return tuple((row[0], row[1]) for row in transaction.execute(wanted.order_by(func.count().desc(), petitions.c.matter_id)))


def _collective(min_people: int) -> "ColumnElement[Any]":
    return or_(petitions.c.people >= min_people, petitions.c.represented >= min_people)
