"""The facts of a year's days read off its story: nothing is fetched again for another day but who is listed and what was paid."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from itertools import accumulate
from operator import itemgetter
from typing import Any

from app.regulation.facts import CitedVisit, FourLevels, PetitionCounts, PostHolder, UnitFacts
from app.regulation.parameters import Parameters
from app.store import year_facts_units as unit_facts
from app.store import year_story
from app.store.calm import no_collecting
from app.store.database import Transaction
from app.store.year_facts_window import window
from app.store.year_story import PetitionHeld
from app.store.year_story_values import DUE, Held, PetitionLine, held_of

NO_PETITIONS = PetitionCounts()
CASES = ("late_cases", "asked_cases", "unsigned_replies", "refused_signatures", "repeated_cases", "long_standing", "assignments")
_on = itemgetter(1)
Places = list[int]
"""letters, visits, repeat, then collective, individual, individual skipping, collective skipping, four each."""


class UnitDays:
    """One unit's year: petitions in the order of their days with running counts, and what holds of its cases when."""

    def __init__(self, petitions: Sequence[PetitionHeld], held: Sequence[Held]) -> None:
        ordered = sorted(petitions, key=_on)
        self._days = [each.on for each in ordered]
        self._counts = list(accumulate((_places(each.line) for each in ordered), _sum))
        cited = [each for each in ordered if each.line.cited]
        self._cited_days = [each.on for each in cited]
        self._cited = [CitedVisit(each.number, *each.line[1:]) for each in cited]
        due = [each for each in held if each.kind == DUE]
        self._due, self._in_time = _Running(due), _Running([each for each in due if each.value])
        self._cases = {kind: _Stretches([each for each in held if each.kind == kind]) for kind in CASES}

    def petitions(self, day: str) -> PetitionCounts:
        place = bisect_right(self._days, day)
        return _counted(self._counts[place - 1]) if place else NO_PETITIONS

    def cited(self, day: str) -> tuple[CitedVisit, ...]:
        return tuple(self._cited[: bisect_right(self._cited_days, day)])

    def collective(self) -> list[tuple[date, FourLevels]]:
        """The collective visits so far, by level, at the end of each day that brought one."""
        so_far: dict[str, FourLevels] = {}
        reached = [0, 0, 0, 0]
        for on, visit in zip(self._cited_days, self._cited, strict=True):
            if visit.collective:
                reached[int(visit.level) - 1] += 1
                so_far[on] = _four(reached, 0)
        return [(date.fromisoformat(on), counts) for on, counts in so_far.items()]

    def due(self, day: str) -> int:
        return self._due.on(day)

    def in_time(self, day: str) -> int:
        return self._in_time.on(day)

    def cases(self, kind: str, day: str) -> tuple[Any, ...]:
        return self._cases[kind].on(day)


class _Running:
    """How many of some facts hold on a day."""

    def __init__(self, held: Sequence[Held]) -> None:
        self._since, self._until = sorted(each.since for each in held), sorted(each.until for each in held)

    def on(self, day: str) -> int:
        return bisect_right(self._since, day) - bisect_right(self._until, day)


class _Stretches:
    """Facts with the days they hold; what a day has not reached is not looked at."""

    def __init__(self, held: Sequence[Held]) -> None:
        ordered = sorted(held, key=_on)
        self._since = [each.since for each in ordered]
        self._ends = [(each.until, each.value) for each in ordered]

    def on(self, day: str) -> tuple[Any, ...]:
        return tuple([value for until, value in self._ends[: bisect_right(self._since, day)] if until > day])


class YearDays:
    """A year's story ready to be read day by day, under one set of numbers."""

    def __init__(self, transaction: Transaction, year: int, parameters: Parameters) -> None:
        self.year, self.parameters = year, parameters
        with no_collecting():
            span = year_story.span_of(year, parameters)
            petitions: defaultdict[int, list[PetitionHeld]] = defaultdict(list)
            held: defaultdict[int | None, list[Held]] = defaultdict(list)
            for each in year_story.petitions_of(transaction, year, parameters):
                petitions[each.unit_id].append(each)
            for case in year_story.cases_of(transaction, year, parameters):
                held[case.row.unit_id].extend(held_of(case, span))
            keys = {key for key in (*petitions, *held) if key is not None}
            self._units = {key: UnitDays(petitions[key], held[key]) for key in keys}

    def unit(self, unit_id: int) -> UnitDays:
        return self._units.get(unit_id, NO_DAYS)

    def facts(self, transaction: Transaction, as_of: date) -> tuple[UnitFacts, ...]:
        """The facts of every listed unit by the end of a day of the year, as the year's facts would be loaded."""
        with no_collecting():
            at, day = window(self.year, as_of, self.parameters), as_of.isoformat()
            entered, paid = unit_facts.entered(transaction, at), unit_facts.deposits(transaction, at)
            holders: defaultdict[int, list[PostHolder]] = defaultdict(list)
            for key, holder in unit_facts.post_holders(transaction, at):
                holders[key].append(holder)
            return tuple(
                self._unit_facts(unit, day, entered.get(unit.id, {}), paid.get(unit.id, 0), tuple(holders[unit.id]))
                for unit in unit_facts.listed(transaction, at)
            )

    def _unit_facts(
        self, unit: unit_facts.ListedUnit, day: str, entered: dict[str, int], paid: int, holders: tuple[PostHolder, ...]
    ) -> UnitFacts:
        days = self.unit(unit.id)
        cases: dict[str, Any] = {kind: days.cases(kind, day) for kind in CASES}
        return UnitFacts(
            unit.code,
            unit.name,
            unit.kind,
            unit.ranked,
            days.petitions(day),
            days.cited(day),
            days.due(day),
            days.in_time(day),
            **cases,
            entered=entered,
            deposit_paid=paid,
            post_holders=holders,
        )


def _places(line: PetitionLine) -> Places:
    """One petition as it adds to the counts."""
    places = [0] * 19
    if not line.visit:
        places[0] = 1
        return places
    at = int(line.level) - 1
    places[1], places[2] = 1, int(line.repeat)
    places[3 + at if line.collective else 7 + at] = 1
    if line.skipping:
        places[15 + at if line.collective else 11 + at] = 1
    return places


def _sum(one: Places, other: Places) -> Places:
    return [a + b for a, b in zip(one, other, strict=True)]


def _counted(places: Places) -> PetitionCounts:
    return PetitionCounts(places[0], places[1], places[2], *(_four(places, begin) for begin in (3, 7, 11, 15)))


def _four(places: Places, begin: int) -> FourLevels:
    city, prefecture, province, beijing = places[begin : begin + 4]
    return city, prefecture, province, beijing


NO_DAYS = UnitDays((), ())
