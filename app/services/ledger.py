"""The ledger as people use it: deposits paid in, returned or carried over, fines paid, mistakes countered, statements."""

from datetime import date

from app.errors import Refusal
from app.regulation.terms import UnitKind
from app.services.actor import Right
from app.services.base import needs
from app.services.ledger_corrections import LedgerCorrections, left_of, require_open
from app.services.ledger_reading import LedgerReading, known_unit
from app.services.ledger_values import Statement, yuan
from app.store import closed_years, ledger
from app.store.database import Transaction
from app.store.ledger import Line, Voucher
from app.store.units import StoredUnit

__all__ = ["LedgerService", "Statement"]


class LedgerService(LedgerReading, LedgerCorrections):
    """台账: double-entry, append-only, corrected by counter-entries."""

    @needs(Right.KEEP_LEDGER)
    def pay_deposit(self, unit: str, amount: int, words: str, on: date | None = None) -> str:
        """A township pays in `amount` 分; gives the voucher's number. Raises Refusal, NotFound."""
        day = self._day(on)
        _require_amount(amount)
        with self.acting("deposit_paid", unit, {"year": day.year, "amount": amount}) as action:
            known = _township(action.transaction, unit)
            require_open(action.transaction, day.year)
            sides = ledger.CASH, ledger.deposit_of(unit)
            number = self._post(action.transaction, _voucher(known, day.year, ledger.DEPOSIT, amount, words, day, sides))
            action.detail["voucher"] = number
        return number

    @needs(Right.KEEP_LEDGER)
    def return_deposit(self, unit: str, year: int, words: str, on: date | None = None) -> str:
        """Pays back what is left of a closed year's deposit; gives the voucher's number. Raises Refusal."""
        day = self._day(on)
        with self.acting("deposit_returned", unit, {"year": year}) as action:
            known = _township(action.transaction, unit)
            left = _left(action.transaction, known, year)
            sides = ledger.deposit_of(unit), ledger.CASH
            number = self._post(action.transaction, _voucher(known, year, ledger.RETURN, left, words, day, sides))
            action.detail.update(voucher=number, amount=left)
        return number

    @needs(Right.KEEP_LEDGER)
    def carry_over(self, unit: str, year: int, words: str) -> str:
        """Carries what is left of a closed year's deposit over, by an entry of 1 January of the next; gives its number. Raises Refusal."""
        first, between = date(year + 1, 1, 1), ledger.carried_of(unit)
        with self.acting("deposit_carried_over", unit, {"year": year}) as action:
            known = _township(action.transaction, unit)
            require_open(action.transaction, year + 1)
            left = _left(action.transaction, known, year)
            away = _voucher(known, year, ledger.RETURN, left, words, first, (ledger.deposit_of(unit), between))
            self._post(action.transaction, away)
            back = _voucher(known, year + 1, ledger.CARRY_OVER, left, words, first, (between, ledger.deposit_of(unit)))
            number = self._post(action.transaction, back)
            action.detail.update(voucher=number, amount=left)
        return number

    @needs(Right.KEEP_LEDGER)
    def pay_owed(self, unit: str, year: int, amount: int, words: str, on: date | None = None) -> str:
        """A unit pays of what it owes of a year's fines; gives the voucher's number. Raises Refusal: more than is owed; NotFound."""
        day = self._day(on)
        _require_amount(amount)
        with self.acting("fine_paid", unit, {"year": year, "amount": amount}) as action:
            known = known_unit(action.transaction, unit)
            owed = ledger.balances(action.transaction, year, ledger.receivable_of(unit))
            if owed <= 0:
                raise Refusal(f"{known.name} {year} 年没有欠缴的罚款。", mend="罚款在年度定案时入账。")
            if amount > owed:
                raise Refusal(f"{known.name} {year} 年只欠 {yuan(owed)} 元。", where="金额", mend="请改金额。")
            sides = ledger.CASH, ledger.receivable_of(unit)
            number = self._post(action.transaction, _voucher(known, year, ledger.PAYMENT, amount, words, day, sides))
            action.detail["voucher"] = number
        return number

    @needs(Right.KEEP_LEDGER)
    def refund(self, unit: str, year: int, words: str, on: date | None = None) -> str:
        """Pays back what a unit paid beyond its fines, once the year is closed anew; gives the voucher's number. Raises Refusal."""
        day = self._day(on)
        with self.acting("fine_refunded", unit, {"year": year}) as action:
            known = known_unit(action.transaction, unit)
            _require_closed(action.transaction, year, "多缴的罚款不能退")
            beyond = -ledger.balances(action.transaction, year, ledger.receivable_of(unit))
            if beyond <= 0:
                raise Refusal(f"{known.name} {year} 年没有多缴的罚款。")
            sides = ledger.receivable_of(unit), ledger.CASH
            number = self._post(action.transaction, _voucher(known, year, ledger.REFUND, beyond, words, day, sides))
            action.detail.update(voucher=number, amount=beyond)
        return number

    def _day(self, on: date | None) -> date:
        if on is not None and on > self.today:
            raise Refusal("日期在今天之后。", where="日期", mend="台账只记已经发生的收付。")
        return on or self.today

    def _post(self, transaction: Transaction, voucher: Voucher) -> str:
        return ledger.post(transaction, voucher, by=self.desk.actor.account_id, at=self.desk.clock.now())


def _require_amount(amount: int) -> None:
    if amount <= 0:
        raise Refusal("金额应大于 0。", where="金额")


def _voucher(unit: StoredUnit, year: int, kind: str, amount: int, words: str, on: date, sides: tuple[str, str]) -> Voucher:
    """A voucher of two lines: `sides` are the accounts debited and credited."""
    if not words.strip():
        raise Refusal("没有写事由。", where="事由", mend="请写明这笔钱是什么。")
    lines = (Line(sides[0], amount), Line(sides[1], -amount))
    return Voucher(on=on, year=year, unit_id=unit.id, kind=kind, amount=amount, words=words.strip(), lines=lines, clause="3.2.3.0")


def _left(transaction: Transaction, unit: StoredUnit, year: int) -> int:
    """What is left of a closed year's deposit, in 分. Raises Refusal while it is open, or where nothing is left."""
    _require_closed(transaction, year, "保证金不能结算")
    left = left_of(transaction, unit.code, year)
    if left <= 0:
        raise Refusal(f"{year} 年“{unit.name}”的保证金没有余额。")
    return left


def _require_closed(transaction: Transaction, year: int, what: str) -> None:
    if closed_years.standing_fingerprint(transaction, year) is None:
        raise Refusal(f"{year} 年还没有定案，{what}。")


def _township(transaction: Transaction, code: str) -> StoredUnit:
    known = known_unit(transaction, code)
    if known.kind is not UnitKind.TOWNSHIP:
        raise Refusal(f"“{known.name}”不是乡镇；保证金只由乡镇交纳。")
    return known
