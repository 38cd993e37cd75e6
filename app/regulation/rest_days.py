"""Rest days (1.3): which days are no working days, as a table that is handed in."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

ONE_DAY = timedelta(days=1)

YearlyDay = tuple[int, int, int, int]
"""Month, day, first year, last year."""


@dataclass(frozen=True, slots=True)
class RestDays:
    """A rest-day table. ``days`` names single days that rest (True) or work (False) against the rules; they go before all rules.

    ``covered`` are the years whose exceptions are known day by day: in them only the week and ``days`` count. In the years before the
    first covered one the ``before`` days rest too, in the others (the table's year is missing) the ``after`` days.
    """

    weekly: tuple[tuple[date, frozenset[int]], ...]  # since, ISO weekdays that rest; newest first
    before: tuple[YearlyDay, ...]
    after: tuple[YearlyDay, ...]
    covered: frozenset[int]
    first_covered_year: int
    days: Mapping[date, bool] = field(default_factory=dict)

    def is_rest(self, day: date) -> bool:
        """Say whether ``day`` is a rest day."""
        known = self.days.get(day)
        if known is not None:
            return known
        return self._weekly_rest(day) or (day.year not in self.covered and self._yearly_rest(day))

    def next_working(self, day: date) -> date:
        """Return ``day``, or the first working day after it where it is a rest day."""
        while self.is_rest(day):
            day += ONE_DAY
        return day

    def warning(self, year: int) -> str | None:
        """Return a sentence in Chinese where the year's table is missing and the fall-back rule serves, else None."""
        if year < self.first_covered_year or year in self.covered:
            return None
        return f"{year}年的休息日表尚未录入，暂按双休日和元旦、劳动节、国庆节推算。"

    def _weekly_rest(self, day: date) -> bool:
        resting = next((rest for since, rest in self.weekly if since <= day), frozenset())
        return day.isoweekday() in resting

    def _yearly_rest(self, day: date) -> bool:
        rules = self.before if day.year < self.first_covered_year else self.after
        return any((day.month, day.day) == (month, of_month) and first <= day.year <= last for month, of_month, first, last in rules)


def from_exceptions(data: Mapping[str, Any], exceptions: Iterable[tuple[date, bool]], covered_years: Iterable[int]) -> RestDays:
    """Build from the parsed rest_days.toml and single days (day, is a rest day) known for ``covered_years``.

    An exception may lie in any year (a bureau's own entry); it does not make its year a covered one.
    """
    weekly = sorted(((rule["since"], frozenset(rule["rest"])) for rule in data["weekly"]), reverse=True)
    festival = data["spring_festival"]
    days = {first + offset * ONE_DAY: True for first in festival["first"] for offset in range(festival["days"])}
    return RestDays(
        tuple(weekly),
        tuple(_yearly(data["before"])),
        tuple(_yearly(data["after"])),
        frozenset(covered_years),
        data["first_covered_year"],
        days | dict(exceptions),
    )


def _yearly(rules: Iterable[Mapping[str, Any]]) -> Iterable[YearlyDay]:
    for rule in rules:
        for day in rule["days"]:
            yield rule["month"], day, rule.get("from", date.min.year), rule.get("to", date.max.year)
