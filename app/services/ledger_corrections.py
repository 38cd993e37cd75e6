"""Counter-entries: a mistaken voucher is taken back by its lines the other way round, and nothing is ever rewritten."""

from app.errors import NotFound, Refusal
from app.services.actor import Right
from app.services.base import Service, needs
from app.services.ledger_posting import counter_entry
from app.services.ledger_values import account_kind, yuan
from app.store import closed_years, ledger
from app.store.database import Transaction
from app.store.ledger import Posted


class LedgerCorrections(Service):
    """A part of :class:`app.services.ledger.LedgerService`."""

    @needs(Right.KEEP_LEDGER)
    def counter(self, voucher: str, reason: str) -> None:
        """Takes a voucher back by a counter-entry; both halves of a carrying over together. Raises Refusal, NotFound."""
        if not reason.strip():
            raise Refusal("冲销要说明理由。", where="理由")
        with self.acting("ledger_counter", voucher, {"reason": reason.strip()}) as action:
            posted = ledger.by_voucher(action.transaction, voucher)
            if posted is None:
                raise NotFound(f"没有凭证“{voucher}”。")
            for each in _whole(action.transaction, posted):
                _require_may_go(action.transaction, each)
                entry = counter_entry(each, reason.strip(), self.today)
                ledger.post(action.transaction, entry, by=self.desk.actor.account_id, at=self.desk.clock.now())


def _whole(transaction: Transaction, posted: Posted) -> tuple[Posted, ...]:
    """The voucher, and with half of a carrying over the other half, which was posted beside it."""
    passed = next((line for line in posted.lines if account_kind(line.account) == "carried"), None)
    if passed is None or posted.kind == ledger.COUNTER:
        return (posted,)
    other_way = passed._replace(amount=-passed.amount)
    return (posted, *(each for each in ledger.beside(transaction, posted) if other_way in each.lines and each.kind != posted.kind))


def _require_may_go(transaction: Transaction, posted: Posted) -> None:
    """Raises Refusal for what is not taken back, or not now."""
    if posted.countered is not None or posted.kind == ledger.COUNTER:
        raise Refusal(f"凭证“{posted.voucher}”已经冲销，或本身就是冲销凭证。")
    if posted.kind == ledger.FINE:
        raise Refusal("定案入账的罚款只能随年度重新打开一并冲销。")
    if posted.kind in {ledger.DEPOSIT, ledger.CARRY_OVER}:
        require_open(transaction, posted.year)
        left = left_of(transaction, posted.unit_code, posted.year)
        if posted.amount > left:
            raise Refusal(
                f"凭证“{posted.voucher}”的 {yuan(posted.amount)} 元已有一部分退还或结转，账上只余 {yuan(left)} 元。",
                mend="请先冲销退还或结转的凭证。",
            )


def left_of(transaction: Transaction, unit: str, year: int) -> int:
    """What stands on a unit's deposit account of a year, in 分."""
    return -ledger.balances(transaction, year, ledger.deposit_of(unit))


def require_open(transaction: Transaction, year: int) -> None:
    """Raises Refusal: what was paid in a closed year is frozen with it."""
    if closed_years.standing_fingerprint(transaction, year) is not None:
        raise Refusal(f"{year} 年已经定案；请先由局长说明理由重新打开。")
