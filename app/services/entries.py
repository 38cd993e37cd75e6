"""The reviewers' entries (录入项) of a year: C1, C3, D1 to D4 of the scoring sheet."""

from datetime import date

from app.errors import NotFound, Refusal
from app.regulation.terms import ASSESSED_KINDS
from app.services import rules
from app.services.actor import Right
from app.services.base import Service, needs
from app.store import closed_years, entries, units
from app.store.entries import Entered

MOST = 1_000_000


class EntryService(Service):
    """考评录入."""

    @needs(Right.READ_STANDINGS)
    def of_year(self, year: int) -> tuple[Entered, ...]:
        """All entries of a year."""
        with self.reading() as transaction:
            return entries.of_year(transaction, year)

    @needs(Right.ENTER_REVIEW)
    def enter(self, year: int, unit: str, item: str, number: int, basis: str = "", reason: str = "") -> None:
        """Enters a number, or corrects one (with a reason); what stood there is kept. Raises Refusal, NotFound."""
        if not 0 <= number <= MOST:
            raise Refusal(f"数量应为 0 到 {MOST} 的整数。", where="数量")
        with self.acting("entry", f"{year}/{unit}/{item}", {"number": number}) as action:
            transaction = action.transaction
            known = units.by_code(transaction, unit)
            if known is None:
                raise NotFound(f"没有代码为“{unit}”的单位。")
            if known.kind not in ASSESSED_KINDS:
                raise Refusal(f"“{known.name}”是下属单位，不参加考评，没有录入项。")
            if item not in rules.in_force(transaction, self._day(year)).sheet.entered_items:
                raise Refusal(f"计分标准里没有由考评人员录入的项目“{item}”。")
            if closed_years.standing(transaction, year) is not None:
                raise Refusal(f"{year} 年已经定案，不能再录入；请先由局长说明理由重新打开。")
            actor, at = self.desk.actor.account_id, self.desk.clock.now().isoformat(timespec="microseconds")
            former = entries.enter(transaction, year, known.id, item, number, basis.strip() or None, reason=reason.strip(), by=actor, at=at)
            if former is not None and not reason.strip():
                raise Refusal(f"这一项已录入 {former}，更改要说明理由。")
            action.detail["former"] = former

    def _day(self, year: int) -> date:
        return min(self.today, date(year, 12, 31))
