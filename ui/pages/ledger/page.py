"""台账: a year's deposits, fines and payments; lays out the units and one unit's account, and hands what is done to the ledger."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from app.errors import Refusal
from app.services.actor import Right
from app.services.documents.values import Request
from app.services.ledger_values import Books, Statement, UnitBook
from ui.bureau import Bureau
from ui.page import Desk, Page
from ui.pages.documents.at_once import AtOnce, print_at_once
from ui.pages.documents.columns import Columns
from ui.pages.ledger import dialogs
from ui.pages.ledger.slip import Slip
from ui.pages.ledger.tables import account_table, lines_of, units_table
from ui.pages.ledger.words import EMPTY, HELP, HINTS, KEYS, NO_VOUCHERS, agreement
from ui.text import ElidedLabel, Label
from ui.theme import theme
from ui.widgets.button import Button
from ui.widgets.chip import Chip
from ui.widgets.flow import Flow
from ui.widgets.framed import Framed
from ui.widgets.inputs import Choice, Option
from ui.widgets.scroll import Column as Parts
from ui.widgets.strip import Strip
from ui.work import Latest

if TYPE_CHECKING:
    from app.services.ledger import LedgerService

MOST_YEARS = 15
FIRST_YEAR = 1995
STATEMENT = "deposit-statement"


class LedgerPage(Page):
    hints = HINTS
    keys = KEYS
    help = HELP

    def __init__(self, bureau: Bureau, desk: Desk) -> None:
        super().__init__(bureau, desk)
        self.books: Books | None = None
        self._wanted = ""
        self._latest, self._reading = Latest(), Latest()
        self.table, self.account = units_table(), account_table()
        self.frame, self.account_frame = Framed(self.table), Framed(self.account)
        self.slip = Slip(desk.open_petition, desk.open_matter)
        self.strip = Strip()
        self._build()
        self._connect()

    # --- layout

    def _build(self) -> None:
        outer = QVBoxLayout(self)
        outer.setContentsMargins(theme.pixels(18), theme.pixels(10), theme.pixels(14), theme.pixels(8))
        outer.setSpacing(theme.pixels(8))
        outer.addLayout(self._head())
        outer.addWidget(self.strip)
        left = QVBoxLayout()
        left.addWidget(self.frame, 1)
        outer.addWidget(Columns(left, self._side(), self._buttons(), (9, 14)), 1)

    def _head(self) -> QHBoxLayout:
        today = self.bureau.today
        self.year = Choice([Option(year, f"{year} 年") for year in range(today.year, max(FIRST_YEAR, today.year - MOST_YEARS) - 1, -1)])
        self.year.setAccessibleName("年度")
        self.year.setMinimumContentsLength(8)
        self.state, self.sums = Chip("", "muted"), Chip("", "muted", opens=True, tip="应当相等的数，一对一列出。")
        row = QHBoxLayout()
        row.setSpacing(theme.pixels(9))
        for part in (Label("台账", "title"), self.year, self.state, self.sums):
            row.addWidget(part)
        row.addStretch(1)
        return row

    def _side(self) -> Parts:
        side = Parts()
        self.name = ElidedLabel("", "title")
        side.parts.setContentsMargins(0, 0, 0, 0)
        side.parts.addWidget(self.name)
        side.parts.addWidget(self.account_frame, 1)
        side.parts.addWidget(self.slip)
        return side

    def _buttons(self) -> Flow:
        flow = Flow(spacing=8)
        self.pay = Button("交保证金", "F2", kind="primary", does=self.pay_deposit)
        self.collect = Button("收罚款", "F3", does=self.pay_owed)
        self.give_back = Button("退还", "F4", does=self.return_deposit)
        self.carry = Button("结转下年", "F6", does=self.carry_over)
        self.take_back = Button("冲销", "F7", does=self.counter)
        self.refund_button = Button("退多缴", "F8", does=self.refund)
        self.check = Button("对账", "F9", does=self.show_sums)
        self.print_button = Button("对账单", "Ctrl+P", does=self.print_statement)
        doing = (self.pay, self.collect, self.give_back, self.carry, self.take_back, self.refund_button)
        for button in (*doing, self.check, self.print_button):
            flow.addWidget(button)
        self.print_button.setVisible(self.bureau.may(Right.PRINT))
        return flow

    def _connect(self) -> None:
        self.year.currentIndexChanged.connect(lambda _index: self.refresh())
        self.year.entered.connect(self.table.setFocus)
        self.table.looked_at.connect(self._look)
        self.table.entered.connect(self.account.setFocus)
        self.account.looked_at.connect(self._look_closer)
        self.account.entered.connect(self.slip.focus_evidence)
        self.sums.pressed.connect(lambda _text: self.show_sums())

    def enter(self) -> None:
        self.refresh()
        self.table.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.strip.hide()
            (self.account if self.slip.holds_the_keys() else self.table).setFocus()
        else:
            super().keyPressEvent(event)

    # --- what is shown

    @property
    def chosen_year(self) -> int:
        return int(self.year.value())

    def show_unit(self, code: str, year: int) -> None:
        """Show a unit's account of a year, now or once the year is there."""
        self._wanted = code
        self.year.take(year)
        self.refresh()

    def refresh(self) -> None:
        year = self.chosen_year
        self._latest.ask(lambda: self.bureau.ledger.books(year), self._show, self._refused)

    def _show(self, books: Books) -> None:
        self.books = books
        self.state.show_text("已定案，罚款已入账" if books.closed else "未定案，罚款未入账", "good" if books.closed else "warn")
        self.sums.show_text(*agreement(books))
        self.frame.say("" if books.units else EMPTY)
        self.table.show_rows(books.units, at=self._wanted or None)
        self._wanted = ""
        self._look()

    def _look(self) -> None:
        book: UnitBook | None = self.table.at() if self.books is not None and self.books.units else None
        self.slip.show_sums(book)
        self._offer(book)
        if book is None:
            self._show_statement(None)
            return
        code, year = book.code, self.chosen_year
        self._reading.ask(lambda: self.bureau.ledger.statement(code, year), self._show_statement, self._refused)

    def _show_statement(self, statement: Statement | None) -> None:
        rows = tuple(lines_of(statement)) if statement is not None else ()
        self.name.setText(f"{statement.name}　{statement.year} 年" if statement is not None else "")
        self.account.show_rows(rows)
        self.account_frame.say("" if rows else NO_VOUCHERS)
        self._look_closer()

    def _look_closer(self) -> None:
        line = self.account.at() if self.account.listing.rows else None
        self.slip.show_voucher(line.voucher if line is not None else None)
        self.take_back.setEnabled(line is not None and line.voucher.may_counter)

    def _offer(self, book: UnitBook | None) -> None:
        closed = self.books is not None and self.books.closed
        township = book is not None and book.pays_deposit
        self.pay.setEnabled(township and not closed)
        self.collect.setEnabled(book is not None and book.owed > 0)
        for button in (self.give_back, self.carry):
            button.setEnabled(book is not None and township and closed and book.deposit > 0)
        self.print_button.setEnabled(township)
        self.refund_button.setVisible(book is not None and closed and book.owed < 0)

    # --- what is done

    def pay_deposit(self) -> None:
        self._do(lambda book: dialogs.pay_deposit(self, self._service, book, self.chosen_year, self.bureau.today), "保证金已入账")

    def pay_owed(self) -> None:
        self._do(lambda book: dialogs.pay_owed(self, self._service, book, self.chosen_year, self.bureau.today), "罚款已收")

    def return_deposit(self) -> None:
        self._do(lambda book: dialogs.return_deposit(self, self._service, book, self.chosen_year, self.bureau.today), "保证金已退还")

    def carry_over(self) -> None:
        self._do(lambda book: dialogs.carry_over(self, self._service, book, self.chosen_year), "余额已结转")

    def refund(self) -> None:
        self._do(lambda book: dialogs.refund(self, self._service, book, self.chosen_year, self.bureau.today), "多缴的已退还")

    def counter(self) -> None:
        line = self.account.at() if self.account.listing.rows else None
        if line is not None and line.voucher.may_counter:
            self._do(lambda _book: dialogs.counter(self, self._service, line.voucher), f"{line.voucher.voucher} 已冲销")

    def show_sums(self) -> None:
        if self.books is not None:
            dialogs.show_sums(self, self.books)

    def print_statement(self) -> None:
        """The township's statement of the year as a numbered document."""
        book: UnitBook | None = self.table.at()
        if book is not None and book.pays_deposit:
            words = f"{book.name} {self.chosen_year} 年的保证金收付和余额，截至今天；编号记入发文登记簿。"
            request = Request(year=self.chosen_year, unit=book.code)
            wanted = AtOnce(STATEMENT, request, f"打印{book.name}对账单", words, f"{book.name}的对账单", copies=2)
            print_at_once(self, self.bureau, wanted, self._say)

    def _service(self) -> "LedgerService":
        return self.bureau.ledger

    def _do(self, act: Callable[[UnitBook], Any], said: str) -> None:
        book: UnitBook | None = self.table.at()
        done = act(book) if book is not None else None
        if done is not None:
            number = f"，凭证 {done}" if isinstance(done, str) else ""
            self._say(f"{said}{number}。")
            self.refresh()

    def _refused(self, refusal: Refusal) -> None:
        self._say(str(refusal), "accent")

    def _say(self, words: str, tone: str = "good") -> None:
        self.strip.say(words, [Button("知道了", kind="quiet", does=self.strip.hide)], tone)
