"""Judges a year again and again: a unit whose facts are the very same is not judged anew, the comparison is."""

from app.regulation.assessment import Alone, Measure, alone, measure, together
from app.regulation.decisions import YearResult
from app.regulation.facts import UnitFacts
from app.services.annual_result import YearCase
from app.store.calm import no_collecting

MOST_KEPT = 8
"""Sets of rules whose judgments are kept: the present ones, and a few imagined."""


class Judge:
    """Keeps what units' own facts say, by the rules they were judged by."""

    def __init__(self, *, following: bool = False) -> None:
        """`following`: the facts seen last are kept, for a case that changes for good; else the first, for changes that come and go."""
        self._following = following
        self._kept: dict[Measure, dict[str, tuple[UnitFacts, Alone]]] = {}

    def judged(self, case: YearCase) -> YearResult:
        """The case's result, the same that :meth:`YearCase.judged` gives."""
        with no_collecting():
            by = measure(case.year, case.as_of, case.parameters, case.sheet, case.previous)
            kept = self._by(by)
            return together([self._alone(unit, by, kept) for unit in case.facts], by)

    def _by(self, by: Measure) -> dict[str, tuple[UnitFacts, Alone]]:
        if by not in self._kept:
            while len(self._kept) >= MOST_KEPT:
                self._kept.pop(next(iter(self._kept)))
            self._kept[by] = {}
        return self._kept[by]

    def _alone(self, unit: UnitFacts, by: Measure, kept: dict[str, tuple[UnitFacts, Alone]]) -> Alone:
        known = kept.get(unit.code)
        if known is not None and known[0] is unit:
            return known[1]
        judged = alone(unit, by)
        if known is None or self._following:
            kept[unit.code] = unit, judged
        return judged
