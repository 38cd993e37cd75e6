"""Dated numbers (parameters.toml) with typed access by name, as they stand on one day, and how they are kept and frozen."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date
from typing import Any

from app.regulation.dated import Change, DatedValue, in_force_on
from app.regulation.facts import FourLevels
from app.regulation.readings import Reading, Readings, readings_from


@dataclass(frozen=True, slots=True)
class Number:
    """One entry of parameters.toml: what it is, its unit, its clause ("" where the bureau sets it) and the words it stands in."""

    name: str
    subject: str
    unit: str
    clause: str
    words: str
    values: tuple[DatedValue, ...]


@dataclass(frozen=True, slots=True)
class Parameters:
    """Every number the rules use, and the readings, as in force on one day. Money in whole 元; FourLevels from city to beijing."""

    first_year: int
    collective_min_people: int
    ordinary_days: int
    collective_months: int
    complex_months: int
    asked_for_months: int
    veto_province_or_beijing: int
    veto_prefecture: int
    veto_city: int
    pass_score: int
    reward_rank: int
    reward_score: int
    fine_collective: FourLevels
    fine_skipping: FourLevels
    fine_overdue: int
    long_standing_visits: int
    many_repeats: int
    acknowledge_days: int
    long_delay_months: int
    readings: Readings

    def frozen(self) -> dict[str, Any]:
        """Return plain data (int, list, str) that ``thawed`` reads back: what a closed year keeps."""
        plain = {name: getattr(self, name) for name in NUMBER_NAMES}
        return {name: list(value) if isinstance(value, tuple) else value for name, value in plain.items()} | {
            "readings": self.readings.values()
        }

    def reading_values(self) -> dict[str, str | int]:
        """Return the value of every reading by key, those that are numbers too, sorted by key."""
        numbers: dict[str, str | int] = {name: getattr(self, name) for name in NUMBER_READINGS}
        return dict(sorted((self.readings.values() | numbers).items()))


NUMBER_NAMES = tuple(each.name for each in fields(Parameters) if each.name != "readings")
FOUR_LEVEL_NAMES = frozenset({"fine_collective", "fine_skipping"})
NUMBER_READINGS = ("collective_min_people", "ordinary_days", "long_standing_visits", "many_repeats")
"""The readings of 1.9 whose value is one of the numbers."""


def thawed(data: Mapping[str, Any]) -> Parameters:
    """Read back ``Parameters.frozen``. Raises ValueError where a name or a value is wrong."""
    numbers = {name: value for name, value in data.items() if name != "readings"}
    if set(numbers) != set(NUMBER_NAMES):
        raise ValueError(f"parameters: {sorted(set(numbers) ^ set(NUMBER_NAMES))} missing or unknown")
    return Parameters(readings=readings_from(data["readings"]), **{name: _checked(name, value) for name, value in numbers.items()})


def _checked(name: str, value: object) -> Any:
    if name in FOUR_LEVEL_NAMES:
        levels = tuple(value) if isinstance(value, Sequence) else ()
        if len(levels) == 4 and all(_is_whole(each) for each in levels):
            return levels
    elif _is_whole(value):
        return value
    raise ValueError(f"parameter {name}: {value!r} is no whole number (or four of them)")


def _is_whole(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value >= 0


@dataclass(frozen=True, slots=True)
class ParameterTable:
    """All numbers and readings with their whole history; a bureau's changes are added to it, never written over it."""

    numbers: Mapping[str, Number]
    readings: Mapping[str, Reading]
    changes: tuple[Change, ...] = ()

    @staticmethod
    def from_data(numbers: Mapping[str, Any], readings: Mapping[str, Any]) -> "ParameterTable":
        """Build from the parsed parameters.toml and readings.toml; checks that every version can be read."""
        table = ParameterTable(
            {name: _number(name, entry) for name, entry in numbers.items()},
            {key: Reading.from_data(key, entry) for key, entry in readings.items()},
        )
        for since in {value.since for kind in (table.numbers, table.readings) for entry in kind.values() for value in entry.values}:
            table.in_force_on(since)
        return table

    def with_changes(self, changes: Iterable[Change]) -> "ParameterTable":
        """Return the table with a bureau's recorded changes. Raises ValueError for an unknown name or a value it cannot take."""
        table = ParameterTable(self.numbers, self.readings, self.changes + tuple(changes))
        for change in table.changes:
            if change.name not in NUMBER_NAMES and change.name not in table.readings:
                raise ValueError(f"no parameter or reading {change.name!r}")
            table.in_force_on(change.since)
        return table

    def in_force_on(self, day: date) -> Parameters:
        """Return the numbers and readings in force on ``day`` (before the first version: the first)."""
        numbers = {name: self._value(name, entry.values, day) for name, entry in self.numbers.items()}
        readings = {key: self._value(key, entry.values, day) for key, entry in self.readings.items() if not entry.parameter}
        return thawed(numbers | {"readings": readings})

    def _value(self, name: str, values: Sequence[DatedValue], day: date) -> object:
        changed = [DatedValue(change.since, change.value) for change in self.changes if change.name == name and change.since <= day]
        return in_force_on(day, [*values, *changed]).value


def _number(name: str, entry: Mapping[str, Any]) -> Number:
    values = tuple(DatedValue(each["since"], each["value"]) for each in entry["values"])
    return Number(name, entry["subject"], entry["unit"], entry["clause"], entry["words"], values)
