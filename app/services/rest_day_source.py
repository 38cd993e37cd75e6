"""The published rest-day table of the years it covers, as the package in use knows it, for a new store to copy."""

from collections.abc import Iterator

import chinese_calendar
from chinese_calendar.constants import holidays, workdays

from app.store.rules import RestDay

PACKAGE = "chinesecalendar"


def published() -> Iterator[RestDay]:
    """Every day the table names: rest days, and working days at week-ends, with the source's version."""
    source = f"{PACKAGE} {chinese_calendar.__version__}"
    for day in sorted(holidays.keys() | workdays.keys()):
        yield RestDay(day, day not in workdays, source)
