"""The shipped regulation data, read once, and the rest-day table as the program hands it in."""

import tomllib
from collections.abc import Mapping
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import chinese_calendar

from app.regulation.dated import Change
from app.regulation.parameters import Parameters, ParameterTable
from app.regulation.rest_days import RestDays, from_exceptions
from app.regulation.sheet import ScoringSheet, sheet_in_force_on, sheets_from
from app.regulation.text import Regulation

RESOURCES = Path(__file__).parents[2] / "resources" / "regulation"
COVERED = range(2004, 2027)
FIRST_DAY, REVIEW_DAY = date(1995, 1, 1), date(1995, 12, 31)


def parsed(name: str) -> dict[str, Any]:
    """Read one file of resources/regulation."""
    return tomllib.loads((RESOURCES / name).read_text(encoding="utf-8"))


@cache
def regulation() -> Regulation:
    """The text."""
    return Regulation.from_data(parsed("clauses.toml"))


@cache
def table() -> ParameterTable:
    """All numbers and readings."""
    return ParameterTable.from_data(parsed("parameters.toml"), parsed("readings.toml"))


def parameters(changes: Mapping[str, object] | None = None, on: date = REVIEW_DAY) -> Parameters:
    """The numbers and readings in force on a day, some of them changed."""
    return table().with_changes(Change(name, value, FIRST_DAY) for name, value in (changes or {}).items()).in_force_on(on)


@cache
def sheet() -> ScoringSheet:
    """The scoring sheet that ships."""
    return sheet_in_force_on(date(1995, 12, 31), sheets_from(parsed("scoring_sheet.toml")))


@cache
def rest_days() -> RestDays:
    """The rest-day table with the published years."""
    days = (
        date(COVERED[0], 1, 1) + timedelta(days=number) for number in range((date(COVERED[-1] + 1, 1, 1) - date(COVERED[0], 1, 1)).days)
    )
    exceptions = [(day, chinese_calendar.is_holiday(day)) for day in days if chinese_calendar.is_holiday(day) is not (day.weekday() >= 5)]
    return from_exceptions(parsed("rest_days.toml"), exceptions, COVERED)
