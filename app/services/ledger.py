"""The ledger as people use it: deposits paid in, returned or carried over, mistakes countered, a township's statement."""

from dataclasses import dataclass
from datetime import date

from app.errors import NotFound, Refusal
from app.regulation.terms import UnitKind
from app.services.actor import Right
from app.services.base import Service, needs
from app.services.ledger_posting import counter_entry
from app.store import closed_years, ledger, units
from app.store.database import Transaction
from app.store.ledger import Line, Posted, Voucher
from app.store.units import StoredUnit


@dataclass(frozen=True, slots=True)
class Statement:
    """A unit's year: its vouchers, and in 分 what is left of the deposit and what is owed."""

    unit: str
    name: str
    year: int
    vouchers: tuple[Posted, ...]
    deposit: int
    owed: int


class LedgerService(Service):
    """台账: double-entry, append-only, corrected by counter-entries."""

    @needs(Right.KEEP_LEDGER)
    def pay_deposit(self, unit: str, amount: int, words: str, on: date | None = None) -> str:
        """A township pays in `amount` 分; gives the voucher's number. Raises Refusal, NotFound."""
        day = on or self.today
        if amount <= 0:
            raise Refusal("金额应大于 0。", where="金额")
        with self.acting("deposit_paid", unit, {"year": day.year, "amount": amount}) as action:
            known = _township(action.transaction, unit)
            _open_year(action.transaction, day.year)
            sides = ledger.CASH, ledger.deposit_of(unit)
            number = self._post(action.transaction, _voucher(known, day.year, ledger.DEPOSIT, amount, words, day, sides))
            action.detail["voucher"] = number
        return number

    @needs(Right.KEEP_LEDGER)
    def return_deposit(self, unit: str, year: int, words: str) -> str:
        """Pays back what is left of a closed year's deposit; gives the voucher's number. Raises Refusal."""
        with self.acting("deposit_returned", unit, {"year": year}) as action:
            known = _township(action.transaction, unit)
            left = _left(action.transaction, unit, year)
            sides = ledger.deposit_of(unit), ledger.CASH
            number = self._post(action.transaction, _voucher(known, year, ledger.RETURN, left, words, self.today, sides))
            action.detail.update(voucher=number, amount=left)
        return number

    @needs(Right.KEEP_LEDGER)
    def carry_over(self, unit: str, year: int, words: str) -> str:
        """Carries what is left of a closed year's deposit over, by an entry of 1 January of the next; gives its number. Raises Refusal."""
        first, between = date(year + 1, 1, 1), f"carried:{unit}"
        with self.acting("deposit_carried_over", unit, {"year": year}) as action:
            known = _township(action.transaction, unit)
            _open_year(action.transaction, year + 1)
            left = _left(action.transaction, unit, year)
            away = _voucher(known, year, ledger.RETURN, left, words, first, (ledger.deposit_of(unit), between))
            self._post(action.transaction, away)
            back = _voucher(known, year + 1, ledger.CARRY_OVER, left, words, first, (between, ledger.deposit_of(unit)))
            number = self._post(action.transaction, back)
            action.detail.update(voucher=number, amount=left)
        return number

    @needs(Right.KEEP_LEDGER)
    def counter(self, voucher: str, reason: str) -> None:
        """Takes a voucher back by a counter-entry. Raises Refusal, NotFound."""
        if not reason.strip():
            raise Refusal("冲销要说明理由。")
        with self.acting("ledger_counter", voucher, {"reason": reason.strip()}) as action:
            posted = ledger.by_voucher(action.transaction, voucher)
            if posted is None:
                raise NotFound(f"没有凭证“{voucher}”。")
            if posted.countered is not None or posted.kind == ledger.COUNTER:
                raise Refusal(f"凭证“{voucher}”已经冲销，或本身就是冲销凭证。")
            if posted.kind == ledger.FINE:
                raise Refusal("定案入账的罚款只能随年度重新打开一并冲销。")
            _open_year(action.transaction, posted.year)
            entry = counter_entry(posted, reason.strip(), self.today)
            self._post(action.transaction, entry)

    @needs(Right.READ_STANDINGS)
    def statement(self, unit: str, year: int) -> Statement:
        """A unit's vouchers of a year and what they come to. Raises NotFound."""
        with self.reading() as transaction:
            known = _unit(transaction, unit)
            deposit = -ledger.balances(transaction, year, ledger.deposit_of(unit))
            owed = ledger.balances(transaction, year, ledger.receivable_of(unit))
            return Statement(unit, known.name, year, ledger.of_unit(transaction, known.id, year), deposit, owed)

    def _post(self, transaction: Transaction, voucher: Voucher) -> str:
        return ledger.post(transaction, voucher, by=self.desk.actor.account_id, at=self.desk.clock.now())


def _voucher(unit: StoredUnit, year: int, kind: str, amount: int, words: str, on: date, sides: tuple[str, str]) -> Voucher:
    """A voucher of two lines: `sides` are the accounts debited and credited."""
    lines = (Line(sides[0], amount), Line(sides[1], -amount))
    return Voucher(on=on, year=year, unit_id=unit.id, kind=kind, amount=amount, words=words, lines=lines, clause="3.2.3.0")


def _left(transaction: Transaction, unit: str, year: int) -> int:
    """What is left of a closed year's deposit, in 分. Raises Refusal while it is open, or where nothing is left."""
    if closed_years.standing(transaction, year) is None:
        raise Refusal(f"{year} 年还没有定案，保证金不能结算。")
    left = -ledger.balances(transaction, year, ledger.deposit_of(unit))
    if left <= 0:
        raise Refusal(f"{year} 年“{unit}”的保证金没有余额。")
    return left


def _township(transaction: Transaction, code: str) -> StoredUnit:
    known = _unit(transaction, code)
    if known.kind is not UnitKind.TOWNSHIP:
        raise Refusal(f"“{known.name}”不是乡镇；保证金只由乡镇交纳。")
    return known


def _unit(transaction: Transaction, code: str) -> StoredUnit:
    known = units.by_code(transaction, code)
    if known is None:
        raise NotFound(f"没有代码为“{code}”的单位。")
    return known


def _open_year(transaction: Transaction, year: int) -> None:
    if closed_years.standing(transaction, year) is not None:
        raise Refusal(f"{year} 年已经定案；请先由局长说明理由重新打开。")
