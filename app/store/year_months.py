"""The petitions of a year counted by unit, month and level: what the charts and the heat table draw."""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from sqlalchemy import Integer, cast, func, select

from app.regulation.parameters import Parameters
from app.regulation.terms import Form, Level
from app.store.database import Transaction
from app.store.schema.register import petitions
from app.store.schema.units import units
from app.store.year_facts_window import YEAR, collective, counted, fetch, window, yes

_p = petitions.c
_month = cast(func.substr(_p.received_on, 6, 2), Integer)
_COUNTS = (
    select(units.c.code, _month, _p.form, _p.level, yes(collective(_p)), func.count())
    .join_from(petitions, units, units.c.id == _p.counted_unit_id)
    .where(_p.year == YEAR, counted(_p))
    .group_by(units.c.code, _month, _p.form, _p.level, yes(collective(_p)))
)


class MonthCount(NamedTuple):
    """How many petitions of one sort a unit had in a month (1 to 12), at city or above."""

    unit: str
    month: int
    visit: bool
    level: Level
    collective: bool
    number: int


def counts(transaction: Transaction, year: int, as_of: date, parameters: Parameters) -> Iterator[MonthCount]:
    """The year's petitions by the end of `as_of`, void ones left out."""
    for unit, month, form, level, together, number in fetch(transaction, _COUNTS, window(year, as_of, parameters)):
        yield MonthCount(unit, month, form == Form.VISIT.value, Level(level), together == 1, number)
