"""The vouchers a close of a year posts, and the counter-entries a reopening posts (三（二）3)."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime

from app.regulation.decisions import Decision, UnitResult
from app.store import ledger
from app.store.database import Transaction
from app.store.ledger import Line, Posted, Voucher

CENTS = 100


def post_fines(
    transaction: Transaction,
    units: Iterable[UnitResult],
    ids: Mapping[str, int],
    closing: tuple[int, int],
    on: date,
    *,
    by: int,
    at: datetime,
) -> int:
    """Posts every fine of a closed year (`closing`: year and its close's id), drawn from the deposit first; gives how many there are.

    Of a year closed anew the deposit may have been returned meanwhile: no more is drawn than is still there, the rest is owed.
    """
    count = 0
    for unit in units:
        kept = -ledger.balances(transaction, closing[0], ledger.deposit_of(unit.code)) if unit.deposit.drawn else 0
        left = max(0, min(unit.deposit.drawn, kept))
        for fine in unit.fines:
            voucher = _fine(unit.code, ids[unit.code], fine, left, closing, on)
            ledger.post(transaction, voucher, by=by, at=at)
            left = max(0, left - voucher.amount)
            count += 1
    return count


def _fine(code: str, unit_id: int, fine: Decision, left: int, closing: tuple[int, int], on: date) -> Voucher:
    amount = (fine.amount or 0) * CENTS
    drawn = min(left, amount)
    owed = amount - drawn
    parts = (Line(ledger.deposit_of(code), drawn), Line(ledger.receivable_of(code), owed), Line(ledger.FINES, -amount))
    return Voucher(
        on=on,
        year=closing[0],
        unit_id=unit_id,
        kind=ledger.FINE,
        amount=amount,
        words=f"{closing[0]}年度信访工作考评罚款（{'、'.join(fine.evidence)}）",
        lines=tuple(line for line in parts if line.amount),
        clause=fine.clause,
        evidence="、".join(fine.evidence),
        closed_year_id=closing[1],
    )


def counter(transaction: Transaction, posted: Iterable[Posted], reason: str, on: date, *, by: int, at: datetime) -> int:
    """Meets each voucher that stands with its counter-entry; gives how many."""
    count = 0
    for voucher in posted:
        if voucher.countered is None:
            ledger.post(transaction, counter_entry(voucher, reason, on), by=by, at=at)
            count += 1
    return count


def counter_entry(voucher: Posted, reason: str, on: date) -> Voucher:
    """The same lines the other way round."""
    return Voucher(
        on=on,
        year=voucher.year,
        unit_id=voucher.unit_id,
        kind=ledger.COUNTER,
        amount=voucher.amount,
        words=f"冲销 {voucher.voucher}：{reason}",
        lines=tuple(Line(line.account, -line.amount) for line in voucher.lines),
        clause=voucher.clause,
        evidence=voucher.evidence,
        counters_id=voucher.id,
        closed_year_id=voucher.closed_year_id,
    )
