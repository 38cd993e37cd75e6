"""A year while it is looked at: its standings, what they were judged from, and the judge, kept until something is written."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from app.regulation.facts import UnitFacts
from app.regulation.parameters import Parameters
from app.services.annual_case import as_closed, day_of, gathered
from app.services.annual_judging import Judge
from app.services.annual_result import Standings, YearCase, case_of, counted_of, restored
from app.services.base import Desk
from app.store import audit, year_facts, year_facts_counted
from app.store.database import Transaction
from app.store.year_facts_counted import NOTHING_COUNTED, Counted

COUNTED_BY = ("collective_min_people", "long_delay_months", "acknowledge_days")
"""The numbers the facts themselves depend on: with another value they are gathered anew."""


@dataclass(frozen=True, slots=True)
class Gathered:
    """Facts and the numbers behind their counts, by unit code; `counted` is None where a closed year did not keep them."""

    facts: Mapping[str, UnitFacts]
    counted: Mapping[str, Counted] | None

    def behind(self, code: str) -> Counted:
        return (self.counted or {}).get(code, NOTHING_COUNTED)


@dataclass(slots=True)
class YearSession:
    """One look at a year: closed as frozen, or computed by a day."""

    standings: Standings
    case: YearCase
    judge: Judge
    facts: Mapping[str, UnitFacts]
    body: bytes | None  # of a closed year
    _gathered: dict[tuple[int, ...], Gathered] = field(default_factory=dict)

    def gathered(self, transaction: Transaction, parameters: Parameters) -> Gathered:
        """The facts by these numbers, with what they only count; gathered once."""
        mark = counted_by(parameters)
        if mark not in self._gathered:
            self._gathered[mark] = self._gather(transaction, parameters)
        return self._gathered[mark]

    def _gather(self, transaction: Transaction, parameters: Parameters) -> Gathered:
        if self.body is not None:
            return Gathered(self.facts, counted_of(self.body))
        year, as_of = self.case.year, self.case.as_of
        same = counted_by(parameters) == counted_by(self.case.parameters)
        facts = self.facts if same else {unit.code: unit for unit in year_facts.load(transaction, year, as_of, parameters)}
        return Gathered(facts, year_facts_counted.load(transaction, year, as_of, parameters))


def counted_by(parameters: Parameters) -> tuple[int, ...]:
    """The numbers the facts depend on."""
    return tuple(getattr(parameters, name) for name in COUNTED_BY)


class Sessions:
    """The last look, kept while the same year is looked at and nothing is written.

    Every action leaves an audit record: its number says whether anything was.
    """

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._last: tuple[tuple[Any, ...], YearSession] | None = None

    def of(self, transaction: Transaction, year: int, as_of: date | None) -> YearSession:
        """The look at a year by a day (default: today, or as closed)."""
        today = self._desk.clock.today()
        mark = (audit.head(transaction).seq, year, as_of, today)
        if self._last is None or self._last[0] != mark:
            self._last = mark, looked_at(transaction, year, as_of, today)
        return self._last[1]


def looked_at(transaction: Transaction, year: int, as_of: date | None, today: date) -> YearSession:
    """A look at a year, anew."""
    closed = as_closed(transaction, year, as_of)
    if closed is not None:
        return frozen_session(closed.body)
    return computed_session(transaction, year, day_of(year, as_of, today))


def computed_session(transaction: Transaction, year: int, as_of: date) -> YearSession:
    """A look at a year as the register has it, closed or not."""
    case, _ = gathered(transaction, year, as_of)
    judge = Judge()
    standings = Standings(case.year, case.as_of, False, None, case.sheet, case.parameters, judge.judged(case))
    return YearSession(standings, case, judge, {unit.code: unit for unit in case.facts}, None)


def frozen_session(body: bytes) -> YearSession:
    """A look at a closed year as it was frozen."""
    case = case_of(body)
    return YearSession(restored(body), case, Judge(), {unit.code: unit for unit in case.facts}, body)


def imagined_case(session: YearSession, facts: Mapping[str, UnitFacts], **rules: Any) -> YearCase:
    """The session's case with other facts and, where given, other parameters or another sheet."""
    return replace(session.case, facts=tuple(facts.values()), **rules)
