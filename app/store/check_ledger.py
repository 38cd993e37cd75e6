"""Whether the ledger agrees with itself beyond each voucher: counter-entries, deposits, carrying over, the closes its fines belong to."""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import func, select

from app.store import ledger as books
from app.store.database import Transaction
from app.store.findings import Finding
from app.store.ledger import Line
from app.store.schema.review import closed_years, ledger, ledger_lines

YUAN = 100
_TAKEN, _COUNTER = ledger.alias("taken"), ledger.alias("counter_entry")


def examine(transaction: Transaction) -> Iterator[Finding]:
    """Everything in the order: counter-entries, deposits, carrying over, fines and their closes."""
    yield from _counter_entries(transaction)
    yield from _deposits(transaction)
    yield from _carried(transaction)
    yield from _fines_of_closes(transaction)


def _counter_entries(transaction: Transaction) -> Iterator[Finding]:
    """A counter-entry is its voucher the other way round, in the same year, and each voucher is met once."""
    wanted = select(ledger.c.id, ledger.c.voucher, ledger.c.year, _TAKEN.c.id, _TAKEN.c.voucher, _TAKEN.c.year).join(
        _TAKEN, ledger.c.counters_id == _TAKEN.c.id
    )
    met: set[int] = set()
    for entry, voucher, year, against, of, of_year in transaction.execute(wanted.order_by(ledger.c.id)).all():
        lines, other = _lines(transaction, entry), _lines(transaction, against)
        if year != of_year or lines != sorted(Line(line.account, -line.amount) for line in other):
            yield Finding(f"凭证 {voucher}", f"冲销凭证与被冲销的 {of} 不是同一年度、同一金额、借贷相反。")
        if against in met:
            yield Finding(f"凭证 {of}", "被冲销了不止一次。")
        met.add(against)


def _lines(transaction: Transaction, entry: int) -> list[Line]:
    wanted = select(ledger_lines.c.account, ledger_lines.c.amount).where(ledger_lines.c.entry_id == entry)
    return sorted(Line(*row) for row in transaction.execute(wanted))


def _sums(transaction: Transaction, account: str, *by: Any) -> Iterator[tuple[str, Any, int]]:
    """(account, what it is summed by, debits less credits) of every account of a kind."""
    wanted = (
        select(ledger_lines.c.account, *by, func.sum(ledger_lines.c.amount))
        .join(ledger, ledger.c.id == ledger_lines.c.entry_id)
        .where(ledger_lines.c.account.startswith(account, autoescape=True))
        .group_by(ledger_lines.c.account, *by)
        .order_by(ledger_lines.c.account, *by)
    )
    for name, *keys, total in transaction.execute(wanted):
        yield name.removeprefix(account), keys[0] if keys else None, int(total)


def _deposits(transaction: Transaction) -> Iterator[Finding]:
    """No deposit account is overdrawn in its year."""
    for unit, year, total in _sums(transaction, books.deposit_of(""), ledger.c.year):
        if total > 0:
            yield Finding(f"{unit} {year} 年保证金", f"支出比交入多 {total / YUAN:.2f} 元。")


def _carried(transaction: Transaction) -> Iterator[Finding]:
    """What left one year came into the next."""
    for unit, _, total in _sums(transaction, books.carried_of("")):
        if total:
            yield Finding(f"{unit} 保证金结转", f"转出与转入相差 {abs(total) / YUAN:.2f} 元。")


def _fines_of_closes(transaction: Transaction) -> Iterator[Finding]:
    """A fine stands exactly as long as the close that posted it."""
    wanted = (
        select(ledger.c.voucher, ledger.c.year, closed_years.c.year, closed_years.c.reopen_reason, _COUNTER.c.id)
        .outerjoin_from(ledger, closed_years, closed_years.c.id == ledger.c.closed_year_id)
        .outerjoin(_COUNTER, _COUNTER.c.counters_id == ledger.c.id)
        .where(ledger.c.kind == books.FINE)
        .order_by(ledger.c.id)
    )
    for voucher, year, closed, reopened, countered in transaction.execute(wanted):
        if closed != year:
            yield Finding(f"凭证 {voucher}", "罚款不属于它那一年的定案。")
        elif (reopened is None) is not (countered is None):
            what = "定案有效，罚款却已冲销" if reopened is None else "年度已重新打开，罚款却没有冲销"
            yield Finding(f"凭证 {voucher}", f"{what}。")
