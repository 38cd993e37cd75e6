"""The course of a year: the standings of any of its days, step by step, and the figures its charts draw."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from app.regulation.facts import NONE_AT_ALL, FourLevels
from app.regulation.parameters import Parameters
from app.regulation.terms import COUNTED_LEVELS, Level
from app.services import rules
from app.services.actor import Right
from app.services.annual_case import as_closed, day_of, not_listed, opened, previous
from app.services.annual_result import Standings, YearCase, restored
from app.services.annual_session import counted_by
from app.services.base import Desk, Service, needs
from app.store import audit, units, year_months
from app.store.database import Transaction
from app.store.year_months import MonthCount
from app.store.year_story_days import YearDays

MONTHS = 12
Months = tuple[int, int, int, int, int, int, int, int, int, int, int, int]


@dataclass(frozen=True, slots=True)
class YearSeries:
    """A year by months, to the end of ``as_of``; the year before whole, and to the same day of it (``last_year_so_far``)."""

    year: int
    as_of: date
    months: Months
    last_year: Months
    last_year_so_far: int
    collective_months: Months
    levels: FourLevels  # petitions by level reached, city to beijing
    collective_levels: FourLevels
    heat: dict[str, Months]  # unit code -> petitions a month; units without any are left out


class VetoLine(NamedTuple):
    """How many collective visits at some levels mean a veto."""

    clause: str
    levels: tuple[Level, ...]
    at: int


class CourseDay(NamedTuple):
    """The collective visits of a unit up to a day that brought one, city to beijing."""

    day: date
    collective: FourLevels


@dataclass(frozen=True, slots=True)
class UnitCourse:
    """One unit's collective visits through the year against the veto lines."""

    year: int
    unit: str
    days: tuple[CourseDay, ...]
    lines: tuple[VetoLine, ...]

    def by(self, day: date) -> FourLevels:
        """The visits up to a day."""
        reached = [each.collective for each in self.days if each.day <= day]
        return reached[-1] if reached else NONE_AT_ALL


class AnnualCourse(Service):
    """A year day by day. What one year is read from is kept until something is written."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._kept: dict[tuple[Any, ...], YearDays] = {}
        self._seen: tuple[int, int] | None = None

    @needs(Right.READ_STANDINGS)
    def prepare(self, year: int) -> None:
        """Reads the year once, so that each day that follows is quick; what takes long may be done before the slider is touched."""
        with self.reading() as transaction:
            self._days(transaction, year, rules.in_force(transaction, day_of(year, None, self.today)).parameters)

    @needs(Right.READ_STANDINGS)
    def on(self, year: int, as_of: date) -> Standings:
        """The standings by the end of a day, the same :meth:`AnnualReview.compute` gives; of a closed year's last day as closed."""
        with self.reading() as transaction:
            closed = as_closed(transaction, year, as_of)
            if closed is not None:
                return restored(closed.body)
            day = day_of(year, as_of, self.today)
            present = rules.in_force(transaction, day)
            facts = self._days(transaction, year, present.parameters).facts(transaction, day)
            return opened(YearCase(year, day, facts, present.parameters, present.sheet, previous(transaction, year)))

    @needs(Right.READ_STANDINGS)
    def unit(self, year: int, code: str) -> UnitCourse:
        """One unit's course against the veto lines, by the numbers in force at the year's end or today. Raises NotFound."""
        with self.reading() as transaction:
            known = units.by_code(transaction, code)
            if known is None:
                raise not_listed(transaction, year, code)
            last = day_of(year, None, self.today)
            parameters = rules.in_force(transaction, last).parameters
            days = self._days(transaction, year, parameters).unit(known.id).collective()
        return UnitCourse(year, code, tuple(CourseDay(*each) for each in days if each[0] <= last), _lines(parameters))

    @needs(Right.READ_STANDINGS)
    def series(self, year: int, as_of: date | None = None) -> YearSeries:
        """What the charts of a year draw: months, levels, the heat table."""
        day = day_of(year, as_of, self.today)
        with self.reading() as transaction:
            parameters = rules.in_force(transaction, day).parameters
            counts = list(year_months.counts(transaction, year, day, parameters))
            before = list(year_months.counts(transaction, year - 1, date(year - 1, 12, 31), parameters))
            so_far = sum(each.number for each in year_months.counts(transaction, year - 1, _same_day(day), parameters))
        together = [each for each in counts if each.collective]
        by_unit: dict[str, list[MonthCount]] = {}
        for each in counts:
            by_unit.setdefault(each.unit, []).append(each)
        heat = {code: _months(by_unit[code]) for code in sorted(by_unit)}
        return YearSeries(year, day, _months(counts), _months(before), so_far, _months(together), _levels(counts), _levels(together), heat)

    def _days(self, transaction: Transaction, year: int, parameters: Parameters) -> YearDays:
        seen = (audit.head(transaction).seq, year)
        if seen != self._seen:
            self._kept, self._seen = {}, seen
        mark = counted_by(parameters)
        if mark not in self._kept:
            self._kept[mark] = YearDays(transaction, year, parameters)
        return self._kept[mark]


def _lines(parameters: Parameters) -> tuple[VetoLine, ...]:
    return (
        VetoLine("3.2.1.1", (Level.PROVINCE, Level.BEIJING), parameters.veto_province_or_beijing),
        VetoLine("3.2.1.2", (Level.PREFECTURE,), parameters.veto_prefecture),
        VetoLine("3.2.1.3", (Level.CITY,), parameters.veto_city),
    )


def _same_day(day: date) -> date:
    """The day a year before; of 29 February the 28th."""
    return date(day.year - 1, day.month, 28 if (day.month, day.day) == (2, 29) else day.day)


def _months(counts: Iterable[MonthCount]) -> Months:
    found: Counter[int] = Counter()
    for each in counts:
        found[each.month] += each.number
    one, two, three, four, five, six, seven, eight, nine, ten, eleven, twelve = (found[month] for month in range(1, MONTHS + 1))
    return one, two, three, four, five, six, seven, eight, nine, ten, eleven, twelve


def _levels(counts: Iterable[MonthCount]) -> FourLevels:
    found: Counter[Level] = Counter()
    for each in counts:
        found[each.level] += each.number
    city, prefecture, province, beijing = (found[level] for level in COUNTED_LEVELS)
    return city, prefecture, province, beijing
