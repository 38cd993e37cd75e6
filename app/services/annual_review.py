"""The annual review (五): compute the standings, close a year for good, reopen it with a reason, explain a unit's year."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from app.errors import NotFound, Refusal
from app.regulation.facts import PreviousYear
from app.services import rules
from app.services.actor import Right
from app.services.annual_explanation import Explanation, explained
from app.services.annual_result import Standings, YearCase, case_of, freeze, previous_of, restored
from app.services.annual_what_if import Imagined, WhatIf, with_imagined
from app.services.base import Desk, Service, needs
from app.services.ledger_posting import counter, post_fines
from app.services.rules import Rules
from app.store import audit, closed_years, evidence, ledger, units, year_facts
from app.store.calm import no_collecting
from app.store.closed_years import ClosedYear
from app.store.database import Transaction
from app.store.evidence import Trust


@dataclass(frozen=True, slots=True)
class Closing:
    """What closing a year did: the standings as closed, how many fines were posted, what the director should know."""

    standings: Standings
    fines_posted: int
    warnings: tuple[str, ...]


class AnnualReview(Service):
    """年终考评."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._looked_at: tuple[tuple[Any, ...], tuple[Standings, YearCase]] | None = None

    @needs(Right.READ_STANDINGS)
    def compute(self, year: int, as_of: date | None = None) -> Standings:
        """The standings by the end of `as_of` (default: today; never later than 31 December); of a closed year as closed."""
        with no_collecting(), self.reading() as transaction:
            return self._standings(transaction, year, as_of)

    @needs(Right.CLOSE_YEAR)
    def close(self, year: int, reason: str | None = None) -> Closing:
        """Freezes the year as of today or its 31 December and posts its fines. Raises Refusal.

        `reason` is needed while entries of ranked units are missing.
        """
        if year > self.today.year:
            raise Refusal(f"{year} 年还没有到，不能定案。")
        as_of, why = min(self.today, date(year, 12, 31)), (reason or "").strip()
        with self.acting("close_year", str(year)) as action:
            transaction = action.transaction
            if closed_years.standing(transaction, year) is not None:
                raise Refusal(f"{year} 年已经定案。要重新考评，请先说明理由重新打开（reopen-year）。")
            case, present = self._case(transaction, year, as_of)
            result = case.judged()
            standings = Standings(year, as_of, True, None, case.sheet, case.parameters, result)
            _require_entries(standings, why)
            kept = freeze(case, result, present.rest_days)
            actor, at = self.desk.actor.account_id, self.desk.clock.now()
            closed_id = closed_years.keep(
                transaction, year, as_of, reason=why or None, fingerprint=kept.fingerprint, body=kept.body, by=actor,
                at=at.isoformat(timespec="microseconds"),
            )
            ids = units.ids_by_code(transaction)
            posted = post_fines(transaction, result.units, ids, (year, closed_id), self.today, by=actor, at=at)
            action.detail.update(as_of=as_of.isoformat(), fingerprint=kept.fingerprint, fines=posted, reason=why)
        return Closing(restored(kept.body), posted, self._warnings(year, as_of, present))

    @needs(Right.CLOSE_YEAR)
    def reopen(self, year: int, reason: str) -> None:
        """Opens a closed year again; its result is kept and its fines are met by counter-entries. Raises Refusal."""
        if not reason.strip():
            raise Refusal("重新打开已定案的年度要说明理由（--reason）。")
        with self.acting("reopen_year", str(year), {"reason": reason.strip()}) as action:
            transaction = action.transaction
            closed = _closed(transaction, year)
            actor, at = self.desk.actor.account_id, self.desk.clock.now()
            instant = at.isoformat(timespec="microseconds")
            closed_years.reopen(transaction, closed.id, reason=reason.strip(), by=actor, at=instant)
            posted = ledger.of_closed_year(transaction, closed.id)
            countered = counter(transaction, posted, f"{year} 年重新打开，{reason.strip()}", self.today, by=actor, at=at)
            action.detail.update(fingerprint=closed.fingerprint, counter_entries=countered)

    @needs(Right.READ_STANDINGS)
    def explain(self, year: int, code: str, as_of: date | None = None) -> Explanation:
        """Every decision on one unit with its clause, the clause's words and the evidence. Raises NotFound.

        What petitions are about is told only to who may read the register, and never of protected ones.
        """
        with self.reading() as transaction:
            standings, case = self._judged(transaction, year, as_of)
            unit = standings.unit(code)
            if unit is None:
                raise _not_listed(transaction, year, code)
            holders = next(facts.post_holders for facts in case.facts if facts.code == code)
            return explained(transaction, standings, unit, holders, may_read=self.desk.actor.may(Right.READ_REGISTER))

    @needs(Right.READ_STANDINGS)
    def what_if(self, year: int, code: str, visits: Sequence[Imagined], as_of: date | None = None) -> WhatIf:
        """The standings without and with imagined visits of one unit; of a closed year over its frozen facts. Raises NotFound."""
        with self.reading() as transaction:
            standings, case = self._judged(transaction, year, as_of)
            if standings.unit(code) is None:
                raise _not_listed(transaction, year, code)
        return WhatIf(code, tuple(visits), standings, _open(with_imagined(case, code, visits)))

    @needs(Right.READ_STANDINGS)
    def trust(self, year: int) -> dict[str, Trust]:
        """Per unit code: petitions voided, entered late, reclassified; units with none are left out."""
        with self.reading() as transaction:
            return evidence.trust(transaction, year)

    @needs(Right.READ_STANDINGS)
    def closes(self, year: int) -> tuple[ClosedYear, ...]:
        """Every close of the year, the reopened ones too, in their order."""
        with self.reading() as transaction:
            return closed_years.every(transaction, year)

    def _standings(self, transaction: Transaction, year: int, as_of: date | None) -> Standings:
        closed = _as_closed(transaction, year, as_of)
        return restored(closed.body) if closed is not None else _open(self._case(transaction, year, self._day(year, as_of))[0])

    def _day(self, year: int, as_of: date | None) -> date:
        return min(as_of or self.today, date(year, 12, 31))

    def _judged(self, transaction: Transaction, year: int, as_of: date | None) -> tuple[Standings, YearCase]:
        """The standings with what they were computed from, kept while the same year is looked at and nothing is written.

        Every action leaves an audit record: its number says whether anything was.
        """
        mark = (audit.head(transaction).seq, year, as_of, self.today)
        if self._looked_at is None or self._looked_at[0] != mark:
            self._looked_at = mark, self._judged_anew(transaction, year, as_of)
        return self._looked_at[1]

    def _judged_anew(self, transaction: Transaction, year: int, as_of: date | None) -> tuple[Standings, YearCase]:
        closed = _as_closed(transaction, year, as_of)
        if closed is not None:
            return restored(closed.body), case_of(closed.body)
        case, _ = self._case(transaction, year, self._day(year, as_of))
        return _open(case), case

    def _case(self, transaction: Transaction, year: int, as_of: date) -> tuple[YearCase, Rules]:
        present = rules.in_force(transaction, as_of)
        facts = tuple(year_facts.load(transaction, year, as_of, present.parameters))
        return YearCase(year, as_of, facts, present.parameters, present.sheet, _previous(transaction, year)), present

    def _warnings(self, year: int, as_of: date, present: Rules) -> tuple[str, ...]:
        early = f"{year} 年尚未结束，按 {as_of} 的情况定案；此后发生的都是补录。" if as_of < date(year, 12, 31) else None
        return tuple(warning for warning in (early, present.rest_days.warning(year)) if warning)


def _as_closed(transaction: Transaction, year: int, as_of: date | None) -> ClosedYear | None:
    """The close to be shown: of a closed year without a day, or by its 31 December; another day is computed."""
    return closed_years.standing(transaction, year) if as_of is None or as_of >= date(year, 12, 31) else None


def _open(case: YearCase) -> Standings:
    return Standings(case.year, case.as_of, False, None, case.sheet, case.parameters, case.judged())


def _previous(transaction: Transaction, year: int) -> PreviousYear | None:
    mark = closed_years.standing_fingerprint(transaction, year - 1)
    return previous_of(mark, lambda: _closed(transaction, year - 1).body) if mark is not None else None


def _closed(transaction: Transaction, year: int) -> ClosedYear:
    closed = closed_years.standing(transaction, year)
    if closed is None:
        raise Refusal(f"{year} 年没有定案，不需要重新打开。")
    return closed


def _require_entries(standings: Standings, reason: str) -> None:
    missing = standings.not_entered
    if missing and not reason:
        named = "、".join(f"{code}（{' '.join(items)}）" for code, items in list(missing.items())[:5])
        more = f" 等 {len(missing)} 个单位" if len(missing) > 5 else ""
        raise Refusal(f"还有录入项没有录入：{named}{more}。请先录入，或由局长说明理由后定案（--reason）。")


def _not_listed(transaction: Transaction, year: int, code: str) -> NotFound:
    if units.by_code(transaction, code) is None:
        return NotFound(f"没有代码为“{code}”的单位。")
    return NotFound(f"{year} 年的考评名单里没有单位“{code}”（下属单位不参加考评；当年以前停用、截止日以后启用的不列）。")
