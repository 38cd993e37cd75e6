"""Rest days and month arithmetic, word for word (1.3); knows nothing of the program."""

import calendar
from datetime import date, timedelta

import chinese_calendar

PACKAGE_YEARS = range(2004, 2027)
FIVE_DAY_WEEK_FROM = date(1995, 5, 1)
SPRING_FESTIVALS = (
    date(1994, 2, 10), date(1995, 1, 31), date(1996, 2, 19), date(1997, 2, 7), date(1998, 1, 28),
    date(1999, 2, 16), date(2000, 2, 5), date(2001, 1, 24), date(2002, 2, 12), date(2003, 2, 1),
)


def is_weekend(day: date) -> bool:
    """Saturdays and Sundays; Sundays only before 1 May 1995."""
    saturday, sunday = day.weekday() == 5, day.weekday() == 6
    if day < FIVE_DAY_WEEK_FROM:
        return sunday
    return saturday or sunday


def is_holiday_before_2004(day: date) -> bool:
    """1 January; Spring Festival, three days; 1 May (1-3 from 2000); 1-2 October (1-3 from 1999)."""
    if any(first <= day <= first + timedelta(days=2) for first in SPRING_FESTIVALS):
        return True
    if (day.month, day.day) == (1, 1):
        return True
    if day.month == 5:
        return day.day <= (3 if day.year >= 2000 else 1)
    if day.month == 10:
        return day.day <= (3 if day.year >= 1999 else 2)
    return False


def is_holiday_after_2026(day: date) -> bool:
    """1 January, 1 May, 1-3 October."""
    return (day.month, day.day) in {(1, 1), (5, 1), (10, 1), (10, 2), (10, 3)}


def is_rest_day(day: date) -> bool:
    """The package's data for its years; the rules of 1.3 before and after them."""
    if day.year in PACKAGE_YEARS:
        return not chinese_calendar.is_workday(day)
    if day.year < PACKAGE_YEARS.start:
        return is_weekend(day) or is_holiday_before_2004(day)
    return is_weekend(day) or is_holiday_after_2026(day)


def off_rest_days(day: date) -> date:
    """A due date on a rest day moves to the next working day."""
    while is_rest_day(day):
        day = day + timedelta(days=1)
    return day


def add_months(day: date, months: int) -> date:
    """The same day of the month so many months on, or that month's last day where there is none."""
    index = day.year * 12 + (day.month - 1) + months
    year, month = index // 12, index % 12 + 1
    last = calendar.monthrange(year, month)[1]
    return date(year, month, min(day.day, last))
