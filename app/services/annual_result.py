"""A year's standings as a value, what a closed year keeps of them, and how the one is made of the other."""

import hashlib
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from app.regulation.assessment import assess
from app.regulation.decisions import UnitResult, YearResult
from app.regulation.facts import PreviousYear, UnitFacts
from app.regulation.parameters import Parameters
from app.regulation.rest_days import RestDays
from app.regulation.sheet import ScoringSheet
from app.services.annual_result_codec import canonical, frozen, in_order, thawed
from app.store.calm import no_collecting
from app.store.year_facts_counted import NOTHING_COUNTED, Counted

REGULATION = "聊发〔1995〕34号"
FORMAT = 2
"""1: without the numbers behind the counts."""


@dataclass(frozen=True, slots=True)
class Standings:
    """The annual standings by the end of `as_of`. `fingerprint` is None while the year is open; `parameters` hold the readings."""

    year: int
    as_of: date
    closed: bool
    fingerprint: str | None
    sheet: ScoringSheet
    parameters: Parameters
    result: YearResult

    @property
    def in_force(self) -> bool:
        return self.result.in_force

    @property
    def readings(self) -> dict[str, str | int]:
        """Key -> value of every reading taken."""
        return self.parameters.reading_values()

    @property
    def not_entered(self) -> dict[str, tuple[str, ...]]:
        """The entries still missing of ranked units: code -> items, sorted."""
        return {unit.code: items for unit in self.result.units if unit.rank is not None and (items := missing_items(unit))}

    def unit(self, code: str) -> UnitResult | None:
        """One unit's result; None where it is not listed."""
        return next((unit for unit in self.result.units if unit.code == code), None)


def missing_items(unit: UnitResult) -> tuple[str, ...]:
    """The items of one unit that are 未录入, sorted."""
    return tuple(sorted(item.item for item in unit.items if not item.entered))


@dataclass(frozen=True, slots=True)
class YearCase:
    """Everything a year's result is computed from; the same case gives the same result on any machine."""

    year: int
    as_of: date
    facts: tuple[UnitFacts, ...]
    parameters: Parameters
    sheet: ScoringSheet
    previous: PreviousYear | None

    def judged(self) -> YearResult:
        with no_collecting():
            return assess(self.year, self.as_of, self.facts, self.parameters, self.sheet, self.previous)


@dataclass(frozen=True, slots=True)
class FrozenYear:
    """A closed year as kept: the bytes, and their fingerprint (SHA-256, hexadecimal)."""

    body: bytes
    fingerprint: str


def freeze(case: YearCase, counted: Mapping[str, Counted], result: YearResult, rest_days: RestDays) -> FrozenYear:
    """The case, the numbers behind its counts, the rest-day table and the result as canonical JSON."""
    facts = sorted((in_order(frozen(unit)) for unit in case.facts), key=lambda unit: str(unit["code"]))
    body = canonical(
        {
            "format": FORMAT,
            "regulation": REGULATION,
            "year": case.year,
            "as_of": case.as_of.isoformat(),
            "facts": facts,
            "counted": {unit.code: frozen(counted.get(unit.code, NOTHING_COUNTED)) for unit in case.facts},
            "parameters": frozen(case.parameters),
            "sheet": frozen(case.sheet),
            "previous": frozen(case.previous),
            "rest_days": frozen(rest_days),
            "result": frozen(result),
        }
    )
    return FrozenYear(body, fingerprint(body))


def fingerprint(body: bytes) -> str:
    return hashlib.sha256(body).hexdigest()


def restored(body: bytes) -> Standings:
    """The standings of a closed year exactly as they were frozen."""
    data = json.loads(body)
    return Standings(
        data["year"],
        date.fromisoformat(data["as_of"]),
        True,
        fingerprint(body),
        thawed(ScoringSheet, data["sheet"]),
        thawed(Parameters, data["parameters"]),
        thawed(YearResult, data["result"]),
    )


def case_of(body: bytes) -> YearCase:
    """What a closed year was computed from: judged again it gives the frozen result."""
    data = json.loads(body)
    return YearCase(
        data["year"],
        date.fromisoformat(data["as_of"]),
        tuple(thawed(UnitFacts, unit) for unit in data["facts"]),
        thawed(Parameters, data["parameters"]),
        thawed(ScoringSheet, data["sheet"]),
        thawed(PreviousYear | None, data["previous"]),
    )


def counted_of(body: bytes) -> dict[str, Counted] | None:
    """The numbers behind the counts of a closed year, by unit code; None where it was closed before they were kept."""
    kept = json.loads(body).get("counted")
    return None if kept is None else {code: thawed(Counted, counted) for code, counted in kept.items()}


def rest_days_of(body: bytes) -> RestDays:
    """The rest-day table a closed year was judged by."""
    table: RestDays = thawed(RestDays, json.loads(body)["rest_days"])
    return table


_previous_years: dict[str, PreviousYear] = {}
MOST_KEPT = 8


def previous_of(mark: str, body: Callable[[], bytes]) -> PreviousYear:
    """What the closed year of fingerprint `mark` says to the one that follows; read from its body once.

    Reading a whole frozen year takes several times as long as computing one.
    """
    if mark not in _previous_years:
        while len(_previous_years) >= MOST_KEPT:
            _previous_years.pop(next(iter(_previous_years)))
        _previous_years[mark] = as_previous(restored(body()).result.units)
    return _previous_years[mark]


def as_previous(results: Sequence[UnitResult]) -> PreviousYear:
    """What a closed year says to the one that follows it."""
    return PreviousYear(
        vetoed=frozenset(unit.code for unit in results if unit.vetoes),
        rewarded=frozenset(unit.code for unit in results if unit.rewards),
        merit=frozenset(unit.code for unit in results if unit.merit),
        people_rewarded=frozenset(holder.person for unit in results for holder in unit.people_rewarded),
        people_merit=frozenset(person for unit in results for person in unit.people_merit),
    )
