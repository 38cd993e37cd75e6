"""The year and the day a reckoning looks at, what its queries are handed, and how their rows are fetched."""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import Any, cast

from sqlalchemy import ColumnElement, Dialect, Integer, SelectBase, and_, bindparam, case, func, literal_column, or_
from sqlalchemy.sql.compiler import SQLCompiler

from app.regulation.months import add_months
from app.regulation.parameters import Parameters
from app.regulation.terms import Form, Level
from app.store.database import Transaction
from app.store.schema.base import Day

Columns = Any
"""The columns of ``petitions``, or of another look at it."""

YEAR = bindparam("year", type_=Integer)
AS_OF = bindparam("as_of", type_=Day())
AS_OF_YEAR = bindparam("as_of_year", type_=Integer)
YEAR_START = bindparam("year_start", type_=Day())
YEAR_END = bindparam("year_end", type_=Day())
LATE_FROM = bindparam("late_from", type_=Day())
GIVEN_FROM = bindparam("given_from", type_=Day())
MIN_PEOPLE = bindparam("min_people", type_=Integer)


@dataclass(frozen=True, slots=True)
class Window:
    """One reckoning: the year, *as of*, and the values of the bind parameters above (days as text)."""

    year: int
    as_of: date
    values: dict[str, int | str]


def window(year: int, as_of: date, parameters: Parameters) -> Window:
    """How far back the queries look: ``late_from`` is the first due date whose long delay may end in the year."""
    start = date(year, 1, 1)
    days = {
        "as_of": as_of,
        "year_start": start,
        "year_end": date(year, 12, 31),
        "late_from": add_months(start, -parameters.long_delay_months),
        "given_from": start - timedelta(days=parameters.acknowledge_days),
    }
    numbers = {"year": year, "as_of_year": as_of.year, "min_people": parameters.collective_min_people}
    return Window(year, as_of, {**numbers, **{name: day.isoformat() for name, day in days.items()}})


def fetch(transaction: Transaction, statement: SelectBase, at: Window) -> list[tuple[Any, ...]]:
    """All rows as the driver gives them: plain tuples, days as text. What a row object costs, a year's ten thousand rows cost twice."""
    text, names, constants = _compiled(statement, transaction.dialect)
    values = {**constants, **at.values}
    cursor = transaction.connection.cursor()
    try:
        cursor.execute(text, tuple(values[name] for name in names))
        return cast("list[tuple[Any, ...]]", cursor.fetchall())
    finally:
        cursor.close()


@lru_cache(maxsize=64)
def _compiled(statement: SelectBase, dialect: Dialect) -> tuple[str, tuple[str, ...], dict[str, Any]]:
    compiled: SQLCompiler = statement.compile(dialect=dialect)
    return str(compiled), tuple(compiled.positiontup or ()), dict(compiled.params)


def yes(condition: ColumnElement[bool]) -> ColumnElement[int]:
    """1 where the condition holds, else 0: to be summed or read."""
    return case((condition, literal_column("1", Integer)), else_=literal_column("0", Integer))


def collective(visit: Columns) -> ColumnElement[bool]:
    """集体访: a visit of enough people, or of fewer who speak for enough."""
    return and_(visit.form == Form.VISIT.value, or_(visit.people >= MIN_PEOPLE, func.coalesce(visit.represented, 0) >= MIN_PEOPLE))


def skipping(visit: Columns) -> ColumnElement[bool]:
    """越级: a visit without the 答复意见书 of the level directly below, or of a higher one."""
    return and_(visit.form == Form.VISIT.value, visit.shown_level + 1 < visit.level)


def counted(petition: Columns) -> ColumnElement[bool]:
    """At city or above, not voided, by *as of*."""
    return and_(petition.level >= int(Level.CITY), petition.voided == 0, petition.received_on <= AS_OF)
