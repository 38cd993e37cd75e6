"""The ledger: vouchers of two or more lines that sum to nothing, append-only; a mistake is met by a counter-entry."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, NamedTuple

from sqlalchemy import func, insert, select

from app.store import numbers
from app.store.database import Transaction
from app.store.schema.review import ledger, ledger_lines
from app.store.schema.units import units

CASH, FINES = "cash", "fines"
DEPOSIT, FINE, RETURN, CARRY_OVER, COUNTER = "deposit", "fine", "return", "carry_over", "counter"
PAYMENT, REFUND = "payment", "refund"
"""Kinds of voucher: a payment is of what is owed, a refund of what was paid beyond it."""


def deposit_of(code: str) -> str:
    """The account of a township's deposit."""
    return f"deposit:{code}"


def receivable_of(code: str) -> str:
    """The account of what a unit owes."""
    return f"receivable:{code}"


def carried_of(code: str) -> str:
    """The account a township's deposit passes through from one year into the next: over all years it is empty."""
    return f"carried:{code}"


class Line(NamedTuple):
    """A line of a voucher: 分, debit positive, credit negative."""

    account: str
    amount: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Voucher:
    """A voucher to be posted. `amount` in 分, above 0; its lines sum to 0. `number` empty: the next of the program's own."""

    on: date
    year: int
    unit_id: int
    kind: str
    amount: int
    words: str
    lines: tuple[Line, ...]
    number: str = ""
    clause: str | None = None
    evidence: str | None = None
    counters_id: int | None = None
    closed_year_id: int | None = None


@dataclass(frozen=True, slots=True)
class Posted:
    """A voucher as it stands; `countered` names the voucher that takes it back."""

    id: int
    voucher: str
    on: date
    year: int
    unit_id: int
    unit_code: str
    kind: str
    amount: int
    words: str
    clause: str | None
    evidence: str | None
    counters_id: int | None
    closed_year_id: int | None
    lines: tuple[Line, ...]
    countered: str | None


def post(transaction: Transaction, voucher: Voucher, *, by: int, at: datetime) -> str:
    """Writes a voucher with its lines; gives its number. Raises ValueError for one that does not balance."""
    if sum(line.amount for line in voucher.lines) or voucher.amount <= 0:
        raise ValueError(f"a voucher of {voucher.amount} with lines {voucher.lines} does not balance")
    number = voucher.number or numbers.next_number(transaction, numbers.VOUCHER, voucher.on.year, at=at)
    row = {name: getattr(voucher, name) for name in _COLUMNS}
    made = row | {"voucher": number, "posted_by": by, "posted_at": at.isoformat(timespec="microseconds")}
    key = transaction.execute(insert(ledger).values(made)).inserted_primary_key
    entry = int(key[0]) if key else 0
    lines = [{"entry_id": entry, "account": line.account, "amount": line.amount} for line in voucher.lines]
    transaction.execute(insert(ledger_lines), lines)
    return number


_COLUMNS = ("on", "year", "unit_id", "kind", "amount", "words", "clause", "evidence", "counters_id", "closed_year_id")


def by_voucher(transaction: Transaction, number: str) -> Posted | None:
    return next(iter(_read(transaction, ledger.c.voucher == number)), None)


def of_unit(transaction: Transaction, unit_id: int, year: int) -> tuple[Posted, ...]:
    """A unit's vouchers of a year, in the order posted."""
    return _read(transaction, (ledger.c.unit_id == unit_id) & (ledger.c.year == year))


def of_year(transaction: Transaction, year: int) -> tuple[Posted, ...]:
    """Every voucher of a year, in the order posted."""
    return _read(transaction, ledger.c.year == year)


def beside(transaction: Transaction, posted: Posted) -> tuple[Posted, ...]:
    """The vouchers posted just before and just after one: the two halves of a carrying over stand beside each other."""
    return _read(transaction, ledger.c.id.in_([posted.id - 1, posted.id + 1]) & (ledger.c.unit_id == posted.unit_id))


def of_closed_year(transaction: Transaction, closed_year_id: int) -> tuple[Posted, ...]:
    """What a close posted, without the counter-entries."""
    return _read(transaction, (ledger.c.closed_year_id == closed_year_id) & (ledger.c.kind != COUNTER))


def balances(transaction: Transaction, year: int, account: str) -> int:
    """The balance of an account over a year's vouchers, in 分: debits less credits."""
    wanted = select(func.coalesce(func.sum(ledger_lines.c.amount), 0)).select_from(
        ledger_lines.join(ledger, ledger_lines.c.entry_id == ledger.c.id)
    )
    return int(transaction.execute(wanted.where(ledger.c.year == year, ledger_lines.c.account == account)).scalar_one())


# Made once: building an alias takes longer than reading a unit's vouchers through it.
_COUNTER = ledger.alias("counter")
_POSTED = select(ledger, units.c.code.label("unit_code"), _COUNTER.c.voucher.label("countered")).select_from(
    ledger.join(units, ledger.c.unit_id == units.c.id).outerjoin(_COUNTER, _COUNTER.c.counters_id == ledger.c.id)
)


def _read(transaction: Transaction, condition: Any) -> tuple[Posted, ...]:
    rows = transaction.execute(_POSTED.where(condition).order_by(ledger.c.id)).all()
    lines = _lines(transaction, [row.id for row in rows])
    return tuple(_posted(row, lines.get(row.id, ())) for row in rows)


def _lines(transaction: Transaction, entries: Iterable[int]) -> Mapping[int, tuple[Line, ...]]:
    wanted = select(ledger_lines.c.entry_id, ledger_lines.c.account, ledger_lines.c.amount).order_by(ledger_lines.c.id)
    found: dict[int, tuple[Line, ...]] = {}
    left = list(entries)
    for begin in range(0, len(left), 500):
        for row in transaction.execute(wanted.where(ledger_lines.c.entry_id.in_(left[begin : begin + 500]))):
            found[row.entry_id] = (*found.get(row.entry_id, ()), Line(row.account, row.amount))
    return found


def _posted(row: Any, lines: tuple[Line, ...]) -> Posted:
    return Posted(
        row.id, row.voucher, row.on, row.year, row.unit_id, row.unit_code, row.kind, row.amount, row.words, row.clause, row.evidence,
        row.counters_id, row.closed_year_id, lines, row.countered,
    )
