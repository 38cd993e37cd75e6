"""Random days that lie where rules turn: year boundaries, month ends, days a limit before a holiday, days around a given one."""

from collections.abc import Sequence
from datetime import date, timedelta
from random import Random

from tests.oracle.rest_days import SPRING_FESTIVALS, add_months

FIRST_DAY = date(1993, 6, 1)
LAST_DAY = date(2026, 6, 30)
"""Nothing generated is dated later, so that no row lies in the future of whoever imports it."""


def within(day: date) -> date:
    return min(max(day, FIRST_DAY), LAST_DAY)


def any_day(rng: Random, year: int) -> date:
    return date(year, 1, 1) + timedelta(days=rng.randrange(365))


def turn_of_the_year(rng: Random, year: int) -> date:
    return rng.choice([date(year - 1, 12, 28), date(year, 12, 28)]) + timedelta(days=rng.randrange(9))


def end_of_a_month(rng: Random, year: int) -> date:
    """28 to 31 January, the last days of February, 31 August, 30 and 31 of other months."""
    last = add_months(date(year, 1, 31), rng.choice([0, 0, 1, 1, 2, 4, 6, 7, 9, 11]))
    return last - timedelta(days=rng.choice([0, 0, 0, 1, 2, 3]))


def holidays(year: int) -> list[date]:
    """Days near which a due date moves: holidays of the calendar, the first days of the five-day week, weekends."""
    found = [date(year, 1, 1), date(year, 5, 1), date(year, 5, 3), date(year, 10, 1), date(year, 10, 3)]
    found += [date(year, 10, 7), date(year, 2, 5)]
    found += [day for day in SPRING_FESTIVALS if day.year == year] * 3
    if year == 1995:
        found += [date(1995, 4, 22), date(1995, 4, 29), date(1995, 4, 30), date(1995, 5, 6), date(1995, 5, 13)]
    return found


def beside_a_holiday(rng: Random, year: int) -> date:
    return rng.choice(holidays(year)) + timedelta(days=rng.choice([-2, -1, 0, 0, 0, 1, 2]))


def a_limit_before_a_holiday(rng: Random, year: int) -> date:
    """A day whose due date falls on or beside a holiday."""
    target = beside_a_holiday(rng, year)
    return rng.choice([target - timedelta(days=30), add_months(target, -1), add_months(target, -2)])


def some_day(rng: Random, years: Sequence[int]) -> date:
    """A day in or near one of the years."""
    year = rng.choice(years)
    makers = [any_day, turn_of_the_year, end_of_a_month, a_limit_before_a_holiday]
    return within(rng.choices(makers, [5, 2, 1, 2])[0](rng, year))


def beside(rng: Random, days: Sequence[date]) -> date:
    """One of the days, the day before or the day after."""
    return within(rng.choice(days) + timedelta(days=rng.choice([-1, 0, 0, 1])))


def later(rng: Random, day: date, most: int) -> date:
    return within(day + timedelta(days=rng.randint(0, most)))
