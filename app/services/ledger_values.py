"""What the ledger gives back: a unit's books of a year, its vouchers line by line, sums that must agree; money in 分."""

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from app.regulation.terms import UnitKind
from app.store import ledger
from app.store.ledger import Posted

KIND_WORDS = {
    ledger.DEPOSIT: "交纳",
    ledger.FINE: "罚款",
    ledger.PAYMENT: "缴罚款",
    ledger.REFUND: "退多缴",
    ledger.RETURN: "退还",
    ledger.CARRY_OVER: "上年结转",
    ledger.COUNTER: "冲销",
}
CARRIED_AWAY = "结转下年"
ACCOUNT_WORDS = {"cash": "现金", "deposit": "保证金", "receivable": "应收罚款", "fines": "罚款", "carried": "结转"}
"""Account without its unit -> its name on the page."""


class Entry(NamedTuple):
    """A line of a voucher: the account's name, and its amount on one of the two sides."""

    account: str
    debit: int
    credit: int


@dataclass(frozen=True, slots=True)
class VoucherView:
    """A voucher as a page shows it; ``deposit`` and ``owed`` are what the unit's year comes to after it.

    ``countered`` names the counter-entry, ``counters`` what this one takes back; ``evidence`` are register or matter numbers.
    """

    voucher: str
    on: date
    kind: str
    words: str
    amount: int
    entries: tuple[Entry, ...]
    clause: str
    citation: str
    evidence: tuple[str, ...]
    countered: str | None
    may_counter: bool
    deposit: int
    owed: int


@dataclass(frozen=True, slots=True)
class Statement:
    """A unit's year: its vouchers, and in 分 what is left of the deposit and what is owed (below 0: paid beyond it)."""

    unit: str
    name: str
    year: int
    vouchers: tuple[Posted, ...]
    deposit: int
    owed: int
    closed: bool = False
    rows: tuple[VoucherView, ...] = ()


class UnitBook(NamedTuple):
    """A unit's year in sums: deposit = paid - drawn - returned - carried; owed = fined - drawn - settled."""

    code: str
    name: str
    kind: UnitKind
    standard: int | None
    paid: int
    fined: int
    drawn: int
    settled: int
    returned: int
    carried: int
    deposit: int
    owed: int

    @property
    def pays_deposit(self) -> bool:
        """三（二）3: townships do."""
        return self.kind is UnitKind.TOWNSHIP


class AccountSum(NamedTuple):
    """What a year's vouchers come to on one kind of account."""

    account: str
    debit: int
    credit: int


class Agreement(NamedTuple):
    """Two sums that must agree, each with its name."""

    left_words: str
    left: int
    right_words: str
    right: int

    @property
    def agrees(self) -> bool:
        return self.left == self.right


@dataclass(frozen=True, slots=True)
class Books:
    """A year's ledger: every township and whoever else has vouchers in it, the accounts, and the sums that must agree."""

    year: int
    closed: bool
    units: tuple[UnitBook, ...]
    accounts: tuple[AccountSum, ...]
    agreements: tuple[Agreement, ...]


def kind_words(voucher: Posted) -> str:
    """The kind of a voucher in a word: what goes into the next year is no paying back."""
    away = voucher.kind == ledger.RETURN and any(account_kind(line.account) == "carried" for line in voucher.lines)
    return CARRIED_AWAY if away else KIND_WORDS.get(voucher.kind, voucher.kind)


def account_kind(account: str) -> str:
    """`deposit:T03` is a deposit."""
    return account.partition(":")[0]


def yuan(cents: int) -> str:
    """Money for the eye: 1,800, 12.50, −200."""
    whole, part = divmod(abs(cents), 100)
    return f"{'−' if cents < 0 else ''}{whole:,}{f'.{part:02d}' if part else ''}"
