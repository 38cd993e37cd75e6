"""Two results beside each other, of one year or of two: every line that differs, and the causes that account for it to the last point."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from app.errors import NotFound
from app.services import rules
from app.services.actor import Right
from app.services.annual_case import day_of
from app.services.annual_cause_words import WHY_WORDS, CauseWords, Looked, Why, counted_differently
from app.services.annual_causes import CarriedOut, Difference, differences, units_of
from app.services.annual_differences import UnitMove, moves
from app.services.annual_result import Standings
from app.services.annual_session import Gathered, YearSession, computed_session, frozen_session
from app.services.base import Service, needs
from app.store import closed_years
from app.store.calm import no_collecting
from app.store.database import Transaction

MOST_SINGLE = 150
"""Where more differ than a person will read one by one, those of one sort at one unit are one cause; where that is still more, of all."""

MOST_NAMED = 12


class ResultRef(NamedTuple):
    """Which result of a year: the close of a version, or (None) as the register now has it, by a day (default: today, or its last)."""

    year: int
    version: int | None = None
    as_of: date | None = None


@dataclass(frozen=True, slots=True)
class KnownResult:
    """A result of a year one may look at or compare; of the present state `version` is None."""

    ref: ResultRef
    title: str
    as_of: date
    fingerprint: str | None
    reason: str
    reopen_reason: str | None


@dataclass(frozen=True, slots=True)
class Cause:
    """One cause: its sort, a sentence, the units whose facts it touches (none: a rule), the petitions and matters behind it."""

    why: Why
    words: str
    units: tuple[str, ...]
    records: tuple[str, ...]
    moves: tuple[UnitMove, ...]
    """What it alone changed, after the causes before it."""


class Step(NamedTuple):
    """What one cause did to one line."""

    cause: Cause
    before: str | None
    after: str | None


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two results, each unit that differs, and the causes; carried out one after the other on the one they give exactly the other."""

    one: Standings
    other: Standings
    titles: tuple[str, str]
    moves: tuple[UnitMove, ...]
    causes: tuple[Cause, ...]

    def because(self, unit: str, field: str) -> tuple[Step, ...]:
        """The steps that lead one line of a unit from the one result to the other; not empty for any line that differs."""
        found = []
        for cause in self.causes:
            for move in cause.moves:
                found += [Step(cause, each.before, each.after) for each in move.differences if (move.code, each.field) == (unit, field)]
        return tuple(found)


Told = Callable[[int, int], None]
"""Done so far, of how many; may raise to stop."""


class AnnualComparison(Service):
    """Compares results; nothing is written."""

    @needs(Right.READ_STANDINGS)
    def results(self, year: int) -> tuple[KnownResult, ...]:
        """Every close of a year in its order, the reopened ones too, and last the year as the register has it now."""
        with self.reading() as transaction:
            closes = closed_years.every(transaction, year)
        known = [
            KnownResult(
                ResultRef(year, each.version), f"{year} 年第 {each.version} 次定案（{each.closed_at[:10]}）", each.as_of,
                each.fingerprint, each.reason or "", each.reopen_reason,
            )
            for each in closes
        ]  # fmt: skip
        day = day_of(year, None, self.today)
        return (*known, KnownResult(ResultRef(year), f"{year} 年按现在的登记", day, None, "", None))

    @needs(Right.READ_STANDINGS)
    def compare(self, one: ResultRef, other: ResultRef, told: Told | None = None) -> Comparison:
        """Compares two results. ``told`` hears of the progress. Raises NotFound for a close that is not there."""
        with self.reading() as transaction:
            first, second = self._side(transaction, one), self._side(transaction, other)
            found = differences(first.session.case, second.session.case, (first.gathered, second.gathered))
            words = CauseWords(transaction, found, _looked(first, second, found), rules.book(transaction).parameters, other.year)
            said = _grouped([(difference, *words.said(difference)) for difference in found])
        with no_collecting():
            causes = _carried_out(first, second, said, told or (lambda _done, _all: None))
        results = first.session.standings, second.session.standings
        return Comparison(*results, (first.title, second.title), moves(results[0].result, results[1].result), causes)

    def _side(self, transaction: Transaction, ref: ResultRef) -> "_Side":
        if ref.version is None:
            day = day_of(ref.year, ref.as_of, self.today)
            session = computed_session(transaction, ref.year, day)
            return _Side(session, session.gathered(transaction, session.case.parameters), f"{ref.year} 年截至 {day}", "")
        closed = next((each for each in closed_years.every(transaction, ref.year) if each.version == ref.version), None)
        if closed is None:
            raise NotFound(f"{ref.year} 年没有第 {ref.version} 次定案。")
        session = frozen_session(closed.body)
        title = f"{ref.year} 年第 {ref.version} 次定案"
        return _Side(session, session.gathered(transaction, session.case.parameters), title, closed.closed_at)


class _Side(NamedTuple):
    """One of the two results."""

    session: YearSession
    gathered: Gathered
    title: str
    closed_at: str


class _Said(NamedTuple):
    """A cause before it is carried out."""

    differences: tuple[Difference, ...]
    why: Why
    words: str
    units: tuple[str, ...]
    records: tuple[str, ...]


def _looked(one: _Side, other: _Side, found: Sequence[Difference]) -> Looked:
    days = one.session.case.as_of, other.session.case.as_of
    closes = [side.closed_at for side in (one, other) if side.closed_at]
    numbers = [each.about[1] for each in found if each.about[0] == "parameter"]
    same_year = one.session.case.year == other.session.case.year
    return Looked(same_year, days[0] == days[1], min(days), min(closes, default=""), counted_differently(numbers))


def _grouped(said: Sequence[tuple[Difference, Why, str]]) -> list[_Said]:
    """Each its own cause; where they are very many, those of one sort at the same units together."""
    if len(said) <= MOST_SINGLE:
        return [_Said((each,), why, words, units_of(each), _records([each])) for each, why, words in said]
    groups = _by_sort(said, apart=True)
    if len(groups) > MOST_SINGLE:
        groups = _by_sort(said, apart=False)
    return [_group(why, tuple(together)) for (_, why, _), together in groups.items()]


Groups = dict[tuple[str, Why, tuple[str, ...]], list[tuple[Difference, str]]]


def _by_sort(said: Sequence[tuple[Difference, Why, str]], *, apart: bool) -> Groups:
    """By sort of record and cause, `apart` for each unit."""
    groups: Groups = {}
    for each, why, words in said:
        own = each.about if each.rule is not None else (each.about[0],)
        groups.setdefault(("/".join(own), why, units_of(each) if apart else ()), []).append((each, words))
    return groups


def _group(why: Why, together: Sequence[tuple[Difference, str]]) -> _Said:
    found = tuple(each for each, _ in together)
    units, records = tuple(sorted({unit for each in found for unit in units_of(each)})), _records(found)
    if len(found) == 1:
        return _Said(found, why, together[0][1], units, records)
    sort = {"petition": "信访", "matter": "案件", "entry": "录入项"}.get(found[0].about[0], "")
    named = "：" + "、".join(records[:MOST_NAMED]) + (" 等" if len(records) > MOST_NAMED else "") if records else ""
    where = units[0] if len(units) == 1 else f"{len(units)} 个单位"
    return _Said(found, why, f"{where} {sort}{WHY_WORDS[why]} {len(found)} 处{named}", units, records)


def _records(found: Sequence[Difference]) -> tuple[str, ...]:
    return tuple(sorted({each.about[1] for each in found if each.about[0] in ("petition", "matter")}))


def _carried_out(one: _Side, other: _Side, said: Sequence[_Said], told: Told) -> tuple[Cause, ...]:
    """Carries the causes out one after the other, and keeps what each did; what an older close did not keep comes last."""
    carried = CarriedOut(one.session.case, one.gathered)
    result, causes = carried.result(), []
    for done, each in enumerate(said):
        told(done, len(said))
        carried.carry_out(each.differences)
        former, result = result, carried.result()
        causes.append(Cause(each.why, each.words, each.units, each.records, moves(former, result)))
    if result != other.session.standings.result:
        carried.become(other.gathered.facts)
        rest = moves(result, carried.result())
        causes.append(Cause(Why.REST, WHY_WORDS[Why.REST], tuple(each.code for each in rest), (), rest))
    return tuple(causes)
