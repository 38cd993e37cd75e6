"""Before a year is closed: what is still missing, listed first; and beside its standings how the numbers were handled afterwards."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, NoReturn

from app import lazy
from app.regulation.consequences import BOUND_POSTS
from app.regulation.decisions import Decision
from app.services import health_due_dates, rules
from app.services.actor import Right
from app.services.annual_case import day_of, gathered
from app.services.annual_result import Standings, restored
from app.services.base import Service, needs
from app.services.documents.values import Waiting
from app.store import accountability, closed_years, evidence, objections, people, units
from app.store.accountability import DecidedAccountability
from app.store.closed_years import ClosedYear
from app.store.database import Transaction
from app.store.evidence import Handled
from app.store.findings import Finding
from app.store.objections import Objection


@dataclass(frozen=True, slots=True)
class MissingBeforeClose:
    """What the director should see to, or know, before closing; only missing entries stop a close that gives no reason."""

    year: int
    as_of: date
    over: bool
    """Whether the year has ended: else all that happens later is 补录."""

    closed: bool
    entries: Mapping[str, tuple[str, ...]]
    """Unit code -> the items nobody entered; ranked units alone."""

    objections: tuple[Objection, ...]
    """Not ruled on."""

    unmended: tuple[Objection, ...]
    """Upheld, and not mended yet."""

    proposals: tuple[Decision, ...]
    """责任查究 proposed, neither decided nor set aside."""

    due_dates: tuple[Finding, ...]
    """Due dates that do not follow from their cases' dates."""

    unissued: tuple[Waiting, ...]
    """Documents that wait because of what happened."""

    warnings: tuple[str, ...]
    """What is said of the rest-day table."""

    @property
    def needs_reason(self) -> bool:
        return bool(self.entries)

    @property
    def nothing(self) -> bool:
        """Whether nothing at all is missing."""
        rest = (self.entries, self.objections, self.unmended, self.proposals, self.due_dates, self.unissued, self.warnings)
        return self.over and not any(rest)


@dataclass(frozen=True, slots=True)
class KeyManaged:
    """A unit on a year's key-management list: since the year its veto put it there, until a year without one is closed."""

    code: str
    name: str
    since: int
    clauses: tuple[str, ...]
    """Of the last veto."""

    vetoed_years: tuple[int, ...]
    bound: tuple[str, ...]
    """主要领导 who may not be promoted or moved, by name."""

    until: str


class AnnualClosing(Service):
    """What stands around a close."""

    @needs(Right.READ_STANDINGS)
    def missing(self, year: int) -> MissingBeforeClose:
        """What is missing before the year is closed as of today or its 31 December."""
        with self.reading() as transaction:
            as_of = day_of(year, None, self.today)
            case, present = gathered(transaction, year, as_of)
            standings = Standings(year, as_of, False, None, case.sheet, case.parameters, case.judged())
            raised = objections.of_year(transaction, year)
            decided = _decided(transaction, year)
            due = tuple(health_due_dates.examine(transaction, rules.in_force(transaction, self.today)))
            closed = closed_years.standing(transaction, year) is not None
        proposed = (each for unit in standings.result.units for each in unit.accountability)
        warning = present.rest_days.warning(year)
        return MissingBeforeClose(
            year,
            as_of,
            self.today >= date(year, 12, 31),
            closed,
            standings.not_entered,
            tuple(each for each in raised if each.upheld is None),
            tuple(each for each in raised if each.upheld and each.mended is None),
            tuple(each for each in proposed if _waits(each, decided.get((each.unit, each.clause), ()))),
            due,
            self._unissued(),
            (warning,) if warning else (),
        )

    @needs(Right.READ_STANDINGS)
    def handled(self, year: int) -> Mapping[str, Handled]:
        """Per unit code, the numbers of the year's petitions voided, entered late, and reclassified (改动); units with none left out.

        A petition moved to another unit stands with both: with the one it left as 改动归属.
        """
        with self.reading() as transaction:
            return evidence.handled(transaction, year)

    @needs(Right.READ_STANDINGS)
    def key_list(self, year: int) -> tuple[KeyManaged, ...]:
        """The key-management list of a year, by the closed years before it: who is bound, since when, until when."""
        with self.reading() as transaction:
            return tuple(_key_list(transaction, year, self.today))

    def _unissued(self) -> tuple[Waiting, ...]:
        if not self.desk.actor.may(Right.PRINT):
            return ()
        tray: tuple[Waiting, ...] = lazy.attribute("app.services.documents", "DocumentService")(self.desk, _never_drawn).tray()
        return tray


def _decided(transaction: Transaction, year: int) -> dict[tuple[str, str], Sequence[DecidedAccountability]]:
    """Unit and clause -> what was decided or set aside."""
    found: dict[tuple[str, str], list[DecidedAccountability]] = {}
    for each in accountability.of_year(transaction, year):
        found.setdefault((each.unit_code, each.clause), []).append(each)
    return dict(found)


def _waits(proposal: Decision, decided: Sequence[DecidedAccountability]) -> bool:
    """Whether some of its evidence came after what was decided; a decision that names none is on all there was."""
    seen = {number for each in decided for number in each.evidence}
    return not decided or (all(each.evidence for each in decided) and not seen.issuperset(proposal.evidence))


def _never_drawn(*_: Any) -> NoReturn:
    raise RuntimeError("a list of what waits draws nothing")


def _key_list(transaction: Transaction, year: int, today: date) -> Sequence[KeyManaged]:
    """A unit is on the list while each closed year before, back from the last, has a veto for it."""
    vetoes = _vetoes(transaction, year)
    last = vetoes.get(year - 1, {})
    known = {unit.code: unit for unit in units.all_units(transaction)}
    day = max(date(year, 1, 1), min(today, date(year, 12, 31)))
    heads: defaultdict[str, list[str]] = defaultdict(list)
    for term in people.terms_at(transaction, [known[code].id for code in last if code in known], day):
        if term.post in BOUND_POSTS:
            heads[term.unit_code].append(term.name)
    return [
        KeyManaged(
            code,
            known[code].name if code in known else code,
            _since(vetoes, year, code) + 1,
            clauses,
            tuple(each for each in sorted(vetoes) if code in vetoes[each] and each >= _since(vetoes, year, code)),
            tuple(sorted(heads[code])),
            f"{year} 年定案没有一票否决的，自定案时跳出；再有否决的，{year + 1} 年继续列入。",
        )
        for code, clauses in sorted(last.items())
    ]


def _since(vetoes: Mapping[int, Mapping[str, tuple[str, ...]]], year: int, code: str) -> int:
    """The first of the unbroken run of vetoed years that ends before `year`."""
    first = year - 1
    while code in vetoes.get(first - 1, {}):
        first -= 1
    return first


def _vetoes(transaction: Transaction, year: int) -> dict[int, dict[str, tuple[str, ...]]]:
    """Closed year before `year` -> unit -> the clauses it was vetoed by; back as far as the years are closed without a gap."""
    found: dict[int, dict[str, tuple[str, ...]]] = {}
    at = year - 1
    while (closed := closed_years.standing(transaction, at)) is not None:
        found[at] = _vetoed(closed)
        if not found[at]:
            break
        at -= 1
    return found


def _vetoed(closed: ClosedYear) -> dict[str, tuple[str, ...]]:
    return {unit.code: tuple(veto.clause for veto in unit.vetoes) for unit in restored(closed.body).result.units if unit.vetoes}
