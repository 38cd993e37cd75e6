"""The ledger read: a unit's statement of a year, the year's books with the sums that must agree."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from app.errors import NotFound
from app.regulation.terms import UnitKind
from app.services import rules
from app.services.actor import Right
from app.services.annual_result import restored
from app.services.base import Service, needs
from app.services.ledger_values import (
    ACCOUNT_WORDS,
    AccountSum,
    Agreement,
    Books,
    Entry,
    Statement,
    UnitBook,
    VoucherView,
    account_kind,
    kind_words,
)
from app.store import closed_years, ledger, units
from app.store.database import Transaction
from app.store.ledger import Posted
from app.store.units import StoredUnit

CENTS = 100
KINDS = list(UnitKind)
NEVER_COUNTERED = frozenset({ledger.FINE, ledger.COUNTER})
"""A fine is taken back by reopening its year; a counter-entry by entering anew what it took back."""


class LedgerReading(Service):
    """A part of :class:`app.services.ledger.LedgerService`."""

    @needs(Right.READ_STANDINGS)
    def statement(self, unit: str, year: int) -> Statement:
        """A unit's vouchers of a year and what they come to. Raises NotFound."""
        with self.reading() as transaction:
            known = known_unit(transaction, unit)
            posted = ledger.of_unit(transaction, known.id, year)
            closed = closed_years.standing_fingerprint(transaction, year) is not None
        rows = tuple(_views(known.code, posted))
        deposit, owed = (rows[-1].deposit, rows[-1].owed) if rows else (0, 0)
        return Statement(known.code, known.name, year, posted, deposit, owed, closed, rows)

    @needs(Right.READ_STANDINGS)
    def books(self, year: int) -> Books:
        """The year's ledger unit by unit, townships first, with its accounts and the sums that must agree."""
        with self.reading() as transaction:
            posted = ledger.of_year(transaction, year)
            known = sorted(units.all_units(transaction), key=lambda unit: (KINDS.index(unit.kind), unit.code))
            closed = closed_years.standing(transaction, year)
        of_unit = defaultdict[str, list[Posted]](list)
        for voucher in posted:
            of_unit[voucher.unit_code].append(voucher)
        rows = tuple(_book(unit, of_unit[unit.code]) for unit in known if of_unit[unit.code] or _pays(unit, year))
        decided = sum(unit.fines_total for unit in restored(closed.body).result.units) * CENTS if closed is not None else None
        return Books(year, closed is not None, rows, _accounts(posted), tuple(_agreements(posted, rows, decided)))


def known_unit(transaction: Transaction, code: str) -> StoredUnit:
    """The unit of this code. Raises NotFound."""
    known = units.by_code(transaction, code)
    if known is None:
        raise NotFound(f"没有代码为“{code}”的单位。")
    return known


def _pays(unit: StoredUnit, year: int) -> bool:
    """Whether a deposit of the year is asked of the unit."""
    opened = unit.opened_on is None or unit.opened_on.year <= year
    return unit.kind is UnitKind.TOWNSHIP and opened and (unit.closed_on is None or unit.closed_on.year >= year)


def _views(code: str, posted: Sequence[Posted]) -> Iterable[VoucherView]:
    deposit = owed = 0
    for voucher in posted:
        deposit -= _on(voucher, ledger.deposit_of(code))
        owed += _on(voucher, ledger.receivable_of(code))
        yield VoucherView(
            voucher.voucher, voucher.on, kind_words(voucher), voucher.words, voucher.amount, _entries(voucher), voucher.clause or "",
            rules.regulation().clause(voucher.clause).citation if voucher.clause else "",
            tuple(voucher.evidence.split("、")) if voucher.evidence else (), voucher.countered,
            voucher.countered is None and voucher.kind not in NEVER_COUNTERED, deposit, owed,
        )  # fmt: skip


def _entries(voucher: Posted) -> tuple[Entry, ...]:
    """Debits first, as books are written."""
    lines = sorted(voucher.lines, key=lambda line: line.amount < 0)
    return tuple(Entry(ACCOUNT_WORDS[account_kind(line.account)], max(0, line.amount), max(0, -line.amount)) for line in lines)


def _on(voucher: Posted, account: str) -> int:
    return sum(line.amount for line in voucher.lines if line.account == account)


def _book(unit: StoredUnit, posted: Sequence[Posted]) -> UnitBook:
    """A voucher taken back and its counter-entry come to nothing: both are left out."""
    stands = [voucher for voucher in posted if voucher.countered is None and voucher.kind != ledger.COUNTER]
    away = ledger.carried_of(unit.code)

    def total(*kinds: str) -> int:
        return sum(voucher.amount for voucher in stands if voucher.kind in kinds)

    drawn = sum(_on(voucher, ledger.deposit_of(unit.code)) for voucher in stands if voucher.kind == ledger.FINE)
    carried = sum(max(0, -_on(voucher, away)) for voucher in stands if voucher.kind == ledger.RETURN)
    return UnitBook(
        unit.code, unit.name, unit.kind, unit.deposit_standard,
        paid=total(ledger.DEPOSIT, ledger.CARRY_OVER), fined=total(ledger.FINE), drawn=drawn,
        settled=total(ledger.PAYMENT) - total(ledger.REFUND), returned=total(ledger.RETURN) - carried, carried=carried,
        deposit=-sum(_on(voucher, ledger.deposit_of(unit.code)) for voucher in posted),
        owed=sum(_on(voucher, ledger.receivable_of(unit.code)) for voucher in posted),
    )  # fmt: skip


def _accounts(posted: Iterable[Posted]) -> tuple[AccountSum, ...]:
    debits, credits_ = defaultdict[str, int](int), defaultdict[str, int](int)
    for line in (line for voucher in posted for line in voucher.lines):
        (debits if line.amount > 0 else credits_)[account_kind(line.account)] += abs(line.amount)
    return tuple(AccountSum(words, debits[kind], credits_[kind]) for kind, words in ACCOUNT_WORDS.items() if debits[kind] or credits_[kind])


def _agreements(posted: Iterable[Posted], rows: Sequence[UnitBook], decided: int | None) -> Iterable[Agreement]:
    accounts = _accounts(posted)
    yield Agreement("借方合计", sum(each.debit for each in accounts), "贷方合计", sum(each.credit for each in accounts))
    left = sum(row.paid - row.drawn - row.returned - row.carried for row in rows)
    yield Agreement("保证金交纳减扣缴、退还、结转", left, "保证金账户余额", sum(row.deposit for row in rows))
    owing = sum(row.fined - row.drawn - row.settled for row in rows)
    yield Agreement("罚款减扣缴、已缴", owing, "应收罚款账户余额", sum(row.owed for row in rows))
    if decided is not None:
        yield Agreement("定案罚款", decided, "入账罚款", sum(row.fined for row in rows))
