"""The scoring sheet as data (scoring_sheet.toml): versioned and dated, points over sections and items (一、4)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from math import lcm
from typing import Any

from app.regulation.dated import in_force_on


class Counts(StrEnum):
    """What an item counts; app/regulation/scoring.py has a function for each."""

    COLLECTIVE_VISITS = "collective_visits"
    SKIPPING_VISITS = "skipping_visits"
    REPEAT_VISITS = "repeat_visits"
    LONG_STANDING_AND_BACKLOG = "long_standing_and_backlog"
    LATE_PERCENTAGE_POINTS = "late_percentage_points"
    OVERDUE_ASKED_CASES = "overdue_asked_cases"
    LATE_COLLECTIVE_CASES = "late_collective_cases"
    UNSIGNED_REPLIES = "unsigned_replies"
    ENTERED = "entered"


BY_LEVEL = frozenset({Counts.COLLECTIVE_VISITS, Counts.SKIPPING_VISITS})


class Item(StrEnum):
    """The items that reviewers enter by number (2.2, 录入项)."""

    C1 = "C1"
    C3 = "C3"
    D1 = "D1"
    D2 = "D2"
    D3 = "D3"
    D4 = "D4"


@dataclass(frozen=True, slots=True)
class SheetItem:
    """One item. ``full`` is None where only the section has a floor; ``each`` is in 1/scale points, by level (index 1 = city) or at 0."""

    id: str
    name: str
    full: int | None
    counts: Counts
    each: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """A section; ``full`` in points. Its deductions together never exceed it."""

    id: str
    name: str
    full: int
    items: tuple[SheetItem, ...]


@dataclass(frozen=True, slots=True)
class ScoringSheet:
    """A version of the sheet. ``reference`` marks 参考; ``scale`` is what makes every deduction a whole number."""

    name: str
    version: str
    since: date
    reference: bool
    scale: int
    full: int
    sections: tuple[Section, ...]

    @property
    def items(self) -> tuple[SheetItem, ...]:
        """Every item in the sheet's order."""
        return tuple(item for section in self.sections for item in section.items)

    @property
    def entered_items(self) -> frozenset[str]:
        """The items that wait for the reviewers' numbers."""
        return frozenset(item.id for item in self.items if item.counts is Counts.ENTERED)


def sheets_from(data: Mapping[str, Any]) -> tuple[ScoringSheet, ...]:
    """Build every version in the parsed file. Raises ValueError where a sheet does not add up."""
    return tuple(sheet_from(entry) for entry in data["sheets"])


def sheet_in_force_on(day: date, sheets: tuple[ScoringSheet, ...]) -> ScoringSheet:
    """Return the version in force on ``day`` (before the first: the first)."""
    return in_force_on(day, sheets)


def sheet_from(entry: Mapping[str, Any]) -> ScoringSheet:
    """Build one version. Raises ValueError where items do not add up to their section, or an item is there twice."""
    steps = [_steps(item) for section in entry["sections"] for item in section["items"]]
    scale = lcm(*(step.denominator for each in steps for step in each))
    sections = tuple(_section(section, scale) for section in entry["sections"])
    ids = [item.id for section in sections for item in section.items]
    if len(ids) != len(set(ids)):
        raise ValueError(f"scoring sheet: an item stands twice in {ids}")
    full = sum(section.full for section in sections)
    return ScoringSheet(entry["name"], entry["version"], entry["since"], entry["reference"], scale, full, sections)


def _section(entry: Mapping[str, Any], scale: int) -> Section:
    floors = entry["floor"] == "item"
    items = tuple(_item(item, scale, floors) for item in entry["items"])
    if floors and sum(item.full or 0 for item in items) != entry["full"]:
        raise ValueError(f"scoring sheet: the items of section {entry['id']} do not add up to {entry['full']}")
    return Section(entry["id"], entry["name"], entry["full"], items)


def _item(entry: Mapping[str, Any], scale: int, floors: bool) -> SheetItem:
    counts = Counts(entry["counts"])
    steps = tuple(int(step * scale) for step in _steps(entry))
    if (len(steps) == 4) is not (counts in BY_LEVEL) or min(steps) < 0:
        raise ValueError(f"scoring sheet: item {entry['id']} needs {'four numbers' if counts in BY_LEVEL else 'one number'}, none below 0")
    return SheetItem(entry["id"], entry["name"], entry["full"] if floors else None, counts, (0, *steps) if counts in BY_LEVEL else steps)


def _steps(entry: Mapping[str, Any]) -> list[Fraction]:
    each = entry["each"]
    return [Fraction(Decimal(step)) for step in ([each] if isinstance(each, str) else each)]
