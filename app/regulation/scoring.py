"""The score of a unit's year by the scoring sheet (一、4), exactly."""

from collections.abc import Callable, Mapping
from fractions import Fraction
from functools import lru_cache
from typing import NamedTuple

from app.regulation.decisions import ItemResult
from app.regulation.rounding import FULL_RATE, share
from app.regulation.sheet import Counts, ScoringSheet, SheetItem
from app.regulation.tally import ByLevel, Tally

Amount = int | Fraction
"""Points in 1/scale, >= 0: whole wherever a share does not enter."""


class Score(NamedTuple):
    """A score and the items it comes from, in the sheet's order."""

    score: Fraction
    items: tuple[ItemResult, ...]


class _Step(NamedTuple):
    """One item, ready to be counted; ``cap`` in 1/scale, None where only the section has a floor."""

    item: SheetItem
    id: str
    counter: "Counter"
    cap: int | None
    entered: bool  # waits for the reviewers' number


class Plan(NamedTuple):
    """A scoring sheet ready for many units: per section what it can take off at most (in 1/scale), and its steps."""

    scale: int
    full: int
    sections: tuple[tuple[int, tuple[_Step, ...]], ...]


def plan(sheet: ScoringSheet) -> Plan:
    """Make the sheet ready: once for all units of a year."""
    scale = sheet.scale
    sections = tuple((section.full * scale, tuple(_step(item, scale) for item in section.items)) for section in sheet.sections)
    return Plan(scale, sheet.full * scale, sections)


def score(counted: Tally, by: Plan) -> Score:
    """一、4 4.按照《信访工作目标管理考评计分标准》考评达到95分以上。

    Return what is left of the full marks: each section takes off at most its own, each item with full marks of its own at most these.
    """
    left: Amount = by.full
    results: list[ItemResult] = []
    for full, steps in by.sections:
        off = _section(counted, steps, by.scale, results)
        left -= min(off, full)
    return Score(_points(left, by.scale), tuple(results))


def on_time_rate(concluded_in_time: int, due: int) -> Fraction:
    """一、3 3.信访案件按期查结率为100%。

    Return the percentage of the year's due cases that were concluded on or before their due date; 100 where none was due.
    """
    return share(concluded_in_time, due)


def _section(counted: Tally, steps: tuple[_Step, ...], scale: int, results: list[ItemResult]) -> Amount:
    """Add the section's items to ``results`` and return what they take off together."""
    off: Amount = 0
    for item, item_id, counter, cap, waits in steps:
        amount, evidence = counter(counted, item)
        if cap is not None and amount > cap:
            amount = cap
        off += amount
        if evidence:
            results.append(ItemResult(item_id, _points(amount, scale), evidence))
        else:
            results.append(_without_evidence(item_id, amount, scale, not waits or item_id in counted.facts.entered))
    return off


def _step(item: SheetItem, scale: int) -> _Step:
    cap = None if item.full is None else item.full * scale
    return _Step(item, item.id, COUNTERS[item.counts], cap, item.counts is Counts.ENTERED)


@lru_cache(maxsize=4096)
def _points(amount: Amount, scale: int) -> Fraction:
    """Whole numbers repeat over hundreds of units: their fractions are made once."""
    return Fraction(amount, scale)


@lru_cache(maxsize=4096)
def _without_evidence(item_id: str, amount: Amount, scale: int, entered: bool) -> ItemResult:
    """Most items of most units: the same few values, made once."""
    return ItemResult(item_id, _points(amount, scale), (), entered)


Counted = tuple[Amount, tuple[str, ...]]
Counter = Callable[[Tally, SheetItem], Counted]


NOTHING: Counted = (0, ())


def _by_level(numbers: ByLevel, item: SheetItem) -> Counted:
    if not any(numbers):
        return NOTHING
    off = 0
    evidence: list[str] = []
    for each, at_level in zip(item.each, numbers, strict=True):
        if at_level and each:
            off += each * len(at_level)
            evidence += at_level
    evidence.sort()
    return off, tuple(evidence)


def _collective_visits(counted: Tally, item: SheetItem) -> Counted:
    return _by_level(counted.collective, item)


def _skipping_visits(counted: Tally, item: SheetItem) -> Counted:
    return _by_level(counted.skipping, item)


def _repeat_visits(counted: Tally, item: SheetItem) -> Counted:
    return item.each[0] * len(counted.repeats), tuple(counted.repeats)


def _long_standing_and_backlog(counted: Tally, item: SheetItem) -> Counted:
    """A matter that is both counts twice; its number stands once."""
    if not counted.backlog and not counted.facts.long_standing:
        return NOTHING
    found = [finding.matter for finding in counted.facts.long_standing]
    return item.each[0] * (len(found) + len(counted.backlog)), tuple(sorted({*found, *counted.backlog}))


def _late_percentage_points(counted: Tally, item: SheetItem) -> Counted:
    """Each percentage point below the full rate, by exact proportion."""
    if counted.facts.concluded_in_time == counted.facts.due:
        return NOTHING
    return _late_points(item.each[0], counted.facts.concluded_in_time, counted.facts.due), tuple(counted.late_in_year)


@lru_cache(maxsize=4096)
def _late_points(each: int, concluded_in_time: int, due: int) -> Fraction:
    return each * (FULL_RATE - on_time_rate(concluded_in_time, due))


def _overdue_asked_cases(counted: Tally, item: SheetItem) -> Counted:
    return item.each[0] * len(counted.overdue_asked), tuple(counted.overdue_asked)


def _late_collective_cases(counted: Tally, item: SheetItem) -> Counted:
    return item.each[0] * len(counted.late_collective), tuple(counted.late_collective)


def _unsigned_replies(counted: Tally, item: SheetItem) -> Counted:
    matters = counted.facts.unsigned_replies
    return (item.each[0] * len(matters), tuple(sorted([case.matter for case in matters]))) if matters else NOTHING


def _entered(counted: Tally, item: SheetItem) -> Counted:
    """An item not yet entered deducts nothing."""
    return item.each[0] * counted.facts.entered.get(item.id, 0), ()


COUNTERS: Mapping[Counts, Counter] = {
    Counts.COLLECTIVE_VISITS: _collective_visits,
    Counts.SKIPPING_VISITS: _skipping_visits,
    Counts.REPEAT_VISITS: _repeat_visits,
    Counts.LONG_STANDING_AND_BACKLOG: _long_standing_and_backlog,
    Counts.LATE_PERCENTAGE_POINTS: _late_percentage_points,
    Counts.OVERDUE_ASKED_CASES: _overdue_asked_cases,
    Counts.LATE_COLLECTIVE_CASES: _late_collective_cases,
    Counts.UNSIGNED_REPLIES: _unsigned_replies,
    Counts.ENTERED: _entered,
}

CLAUSES = {"1.3": on_time_rate, "1.4": score}
