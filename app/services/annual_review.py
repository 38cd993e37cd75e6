"""The annual review (五): compute the standings, close a year for good, reopen it with a reason, explain a unit's year."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from app.errors import Refusal
from app.services.actor import Right
from app.services.annual_case import as_closed, day_of, gathered, not_listed, opened, require_closed
from app.services.annual_changes import AddPetition, Change
from app.services.annual_explanation import Explanation, explained
from app.services.annual_result import Standings, freeze, restored
from app.services.annual_session import Sessions
from app.services.annual_what_if import Imagined, WhatIf, imagined_year
from app.services.base import Desk, Service, needs
from app.services.ledger_posting import counter, post_fines
from app.services.rules import Rules
from app.store import closed_years, evidence, ledger, units, year_facts_counted
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
        self._sessions = Sessions(self.desk)

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
            case, present = gathered(transaction, year, as_of)
            counted, result = year_facts_counted.load(transaction, year, as_of, case.parameters), case.judged()
            standings = Standings(year, as_of, True, None, case.sheet, case.parameters, result)
            _require_entries(standings, why)
            kept = freeze(case, counted, result, present.rest_days)
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
            closed = require_closed(transaction, year)
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
            looked_at = self._sessions.of(transaction, year, as_of)
            standings, unit = looked_at.standings, looked_at.standings.unit(code)
            if unit is None:
                raise not_listed(transaction, year, code)
            holders = looked_at.facts[code].post_holders
            return explained(transaction, standings, unit, holders, may_read=self.desk.actor.may(Right.READ_REGISTER))

    @needs(Right.READ_STANDINGS)
    def what_if(self, year: int, code: str, visits: Sequence[Imagined], as_of: date | None = None) -> WhatIf:
        """The standings without and with imagined visits of one unit; of a closed year over its frozen facts. Raises NotFound."""
        return self.imagine(year, [AddPetition(code, *visit) for visit in visits], as_of)

    @needs(Right.READ_STANDINGS)
    def imagine(self, year: int, changes: Sequence[Change], as_of: date | None = None) -> WhatIf:
        """The standings without and with imagined changes, made one after the other; nothing is written.

        Of a closed year they are made over its frozen facts. Raises NotFound, Refusal for a change that cannot be.
        """
        with self.reading() as transaction:
            return imagined_year(transaction, self._sessions.of(transaction, year, as_of), changes, self.today)

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
        closed = as_closed(transaction, year, as_of)
        return restored(closed.body) if closed is not None else opened(gathered(transaction, year, day_of(year, as_of, self.today))[0])

    def _warnings(self, year: int, as_of: date, present: Rules) -> tuple[str, ...]:
        early = f"{year} 年尚未结束，按 {as_of} 的情况定案；此后发生的都是补录。" if as_of < date(year, 12, 31) else None
        return tuple(warning for warning in (early, present.rest_days.warning(year)) if warning)


def _require_entries(standings: Standings, reason: str) -> None:
    missing = standings.not_entered
    if missing and not reason:
        named = "、".join(f"{code}（{' '.join(items)}）" for code, items in list(missing.items())[:5])
        more = f" 等 {len(missing)} 个单位" if len(missing) > 5 else ""
        raise Refusal(f"还有录入项没有录入：{named}{more}。请先录入，或由局长说明理由后定案（--reason）。")
