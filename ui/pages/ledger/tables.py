"""The two tables of the ledger: the year's units with their sums, and one unit's account, a line for each side of a voucher."""

from collections.abc import Iterator
from typing import NamedTuple

from app.services.ledger_values import Entry, Statement, UnitBook, VoucherView, yuan
from ui.models.listing import Column
from ui.widgets.list_table import ListTable


class AccountLine(NamedTuple):
    """A line of a voucher on the page; the first one carries day, number and words, the last one the balances after it."""

    voucher: VoucherView
    entry: Entry
    place: int
    last: bool


def lines_of(statement: Statement) -> Iterator[AccountLine]:
    """Every voucher's lines, in the order posted."""
    for voucher in statement.rows:
        for place, entry in enumerate(voucher.entries):
            yield AccountLine(voucher, entry, place, place + 1 == len(voucher.entries))


def _amount(cents: int) -> str:
    return yuan(cents) if cents else ""


def _standard(book: UnitBook) -> str:
    return "" if book.standard is None else yuan(book.standard)


def _short(book: UnitBook) -> str:
    """A township that has paid less than its standard is told so by a word, not by colour alone."""
    short = book.standard is not None and book.paid < book.standard
    return f"{yuan(book.paid)}　未足" if short else _amount(book.paid)


UNITS = (
    Column("单位", lambda book: book.name, tip=lambda book: f"{book.code}　{book.name}"),
    Column("标准", _standard, 60, right=True, least=430),
    Column("已交", _short, 92, right=True, tone=lambda book: "warn" if book.paid < (book.standard or 0) else ""),
    Column("罚款", lambda book: _amount(book.fined), 60, right=True, least=330),
    Column("欠缴", lambda book: _amount(book.owed), 60, right=True, tone=lambda book: "accent" if book.owed > 0 else ""),
    Column("余额", lambda book: _amount(book.deposit), 66, right=True),
)


def _first(line: AccountLine, words: str) -> str:
    return words if line.place == 0 else ""


def _words(line: AccountLine) -> str:
    """The kind on a voucher's first line, its words on the second."""
    taken = "（已冲销）" if line.voucher.countered else ""
    return f"{line.voucher.kind}{taken}" if line.place == 0 else line.voucher.words if line.place == 1 else ""


def _tone(line: AccountLine) -> str:
    return "muted" if line.voucher.countered or line.voucher.kind == "冲销" else ""


ACCOUNT = (
    Column("日期", lambda line: _first(line, line.voucher.on.isoformat()), 98, tone=_tone),
    Column("凭证", lambda line: _first(line, line.voucher.voucher), 116, tone=_tone, least=600),
    Column("摘要", _words, tone=_tone, tip=lambda line: f"{line.voucher.kind}　{line.voucher.words}"),
    Column("科目", lambda line: line.entry.account, 76, tone=_tone),
    Column("借方", lambda line: _amount(line.entry.debit), 64, right=True, tone=_tone),
    Column("贷方", lambda line: _amount(line.entry.credit), 64, right=True, tone=_tone),
    Column("保证金余", lambda line: yuan(line.voucher.deposit) if line.last else "", 78, right=True, tone=_tone, least=480),
    Column("欠缴", lambda line: yuan(line.voucher.owed) if line.last else "", 60, right=True, tone=_tone, least=540),
)


def units_table() -> ListTable:
    return ListTable(UNITS, "各单位的账", lambda book: book.code)


def account_table() -> ListTable:
    return ListTable(ACCOUNT, "这个单位的账", lambda line: (line.voucher.voucher, line.place))
