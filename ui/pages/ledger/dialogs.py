"""The ledger's small forms: money in, money back, a counter-entry; each says first what it will do."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QWidget

from app.services.ledger_values import Books, UnitBook, VoucherView, yuan
from ui.text import Label
from ui.widgets.button import Button
from ui.widgets.date_field import DateLine
from ui.widgets.dialog import Dialog
from ui.widgets.form_dialog import FormDialog
from ui.widgets.line import Line
from ui.widgets.money_line import MoneyLine

if TYPE_CHECKING:
    from app.services.ledger import LedgerService

Service = Callable[[], "LedgerService"]
NO_AMOUNT, NO_WORDS, NO_REASON, NO_DAY = "没有写金额", "没有写事由", "冲销要写理由", "没有写日期"


def _with(dialog: FormDialog, words: str, today: date | None) -> Any:
    line = Line(longest=200)
    line.take(words)
    dialog.add("words", "事由", line, needed=NO_WORDS)
    if today is not None:
        day = DateLine(today)
        day.take_day(today)
        dialog.add("on", "日期", day, needed=NO_DAY)
    return dialog.run()


def _money(dialog: FormDialog, cents: int | None) -> None:
    amount = MoneyLine()
    amount.take_cents(cents)
    dialog.add("amount", "金额（元）", amount, needed=NO_AMOUNT)


def pay_deposit(parent: QWidget, service: Service, book: UnitBook, year: int, today: date) -> Any:
    """A township pays in; what its standard still lacks stands there to begin with."""
    standard = f"标准 {yuan(book.standard)} 元" if book.standard is not None else "没有定标准"
    said = f"{book.name}　{standard}，已交 {yuan(book.paid)} 元。"
    dialog = FormDialog(
        parent, "交保证金", said, "记账", lambda values: service().pay_deposit(book.code, values["amount"], values["words"], values["on"])
    )
    lacking = (book.standard or 0) - book.paid
    _money(dialog, lacking if lacking > 0 else None)
    return _with(dialog, f"交纳{year}年度信访保证金", min(today, date(year, 12, 31)))


def pay_owed(parent: QWidget, service: Service, book: UnitBook, year: int, today: date) -> Any:
    """A unit pays of what it owes."""
    dialog = FormDialog(
        parent, "收罚款", f"{book.name}　{year} 年欠缴 {yuan(book.owed)} 元", "记账",
        lambda values: service().pay_owed(book.code, year, values["amount"], values["words"], values["on"]),
    )  # fmt: skip
    _money(dialog, book.owed)
    return _with(dialog, f"缴纳{year}年度信访罚款", today)


def return_deposit(parent: QWidget, service: Service, book: UnitBook, year: int, today: date) -> Any:
    said = f"{book.name}　{year} 年余额 {yuan(book.deposit)} 元，全部退还。"

    def act(values: Mapping[str, Any]) -> str:
        return service().return_deposit(book.code, year, values["words"], values["on"])

    return _with(FormDialog(parent, "退还保证金", said, "记账", act), f"退还{year}年度信访保证金余额", today)


def carry_over(parent: QWidget, service: Service, book: UnitBook, year: int) -> Any:
    said = f"{book.name}　{year} 年余额 {yuan(book.deposit)} 元，全部转作 {year + 1} 年的保证金，记在 {year + 1} 年 1 月 1 日。"
    dialog = FormDialog(parent, "结转下年", said, "记账", lambda values: service().carry_over(book.code, year, values["words"]))
    return _with(dialog, f"{year}年度信访保证金余额结转{year + 1}年度", None)


def refund(parent: QWidget, service: Service, book: UnitBook, year: int, today: date) -> Any:
    said = f"{book.name}　{year} 年多缴 {yuan(-book.owed)} 元，全部退还。"

    def act(values: Mapping[str, Any]) -> str:
        return service().refund(book.code, year, values["words"], values["on"])

    return _with(FormDialog(parent, "退还多缴的罚款", said, "记账", act), f"退还{year}年度多缴的信访罚款", today)


def counter(parent: QWidget, service: Service, voucher: VoucherView) -> Any:
    both = "结转的两张凭证一并冲销。" if voucher.kind in {"结转下年", "上年结转"} else ""
    named = f"{voucher.voucher}　{voucher.on}　{voucher.kind} {yuan(voucher.amount)} 元\n{voucher.words}"
    said = f"{named}\n另记一张借贷相反的凭证，原凭证留着。{both}"
    dialog = FormDialog(parent, "冲销凭证", said, "冲销", lambda values: service().counter(voucher.voucher, values["reason"]))
    dialog.add("reason", "理由", Line(longest=200), needed=NO_REASON)
    return dialog.run()


def show_sums(parent: QWidget, books: Books) -> None:
    """What must agree, pair by pair, and what stands on each account."""
    dialog = Dialog(parent, f"{books.year} 年对账", wide=600)
    for each in books.agreements:
        tone, said = ("good", "＝") if each.agrees else ("accent", "≠")
        words = f"{each.left_words} {yuan(each.left)}　{said}　{each.right_words} {yuan(each.right)}"
        dialog.body.addWidget(Label(words, tone, wrap=True))
    dialog.body.addWidget(Label("科目", "caption"))
    for account in books.accounts:
        side = "借" if account.debit >= account.credit else "贷"
        left = yuan(abs(account.debit - account.credit))
        dialog.body.addWidget(Label(f"{account.account}　借 {yuan(account.debit)}　贷 {yuan(account.credit)}　余 {side} {left}", wrap=True))
    close = Button("知道了", "Return", kind="primary", does=dialog.accept)
    dialog.buttons(close)
    close.setFocus()
    dialog.exec()
