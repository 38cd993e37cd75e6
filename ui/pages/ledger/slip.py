"""The voucher one is at: what it says in full, by which clause, what it rests on, what took it back; and the unit's sums."""

from collections.abc import Callable

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.services.ledger_values import UnitBook, VoucherView, yuan
from ui.pages.ledger.words import sums
from ui.text import Label
from ui.theme import theme
from ui.widgets.card import Card
from ui.widgets.chip import Chip
from ui.widgets.flow import Flow, clear_layout

OVERDUE = "3.2.3.2"
"""The clause whose fines rest on matters; those of others rest on petitions."""


class Slip(QWidget):
    """Shows values; opens petitions and matters by number."""

    def __init__(self, open_petition: Callable[[str], None], open_matter: Callable[[str], None]) -> None:
        super().__init__()
        self.setProperty("ground", "none")
        self._open_petition, self._open_matter = open_petition, open_matter
        self.card = Card()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.card)
        self._deposit, self._owed = Label("", wrap=True), Label("", wrap=True)
        self.words = Label("", "muted", wrap=True).selectable()
        self._chips = QWidget()
        self._chips.setProperty("ground", "none")
        self._flow = Flow(self._chips)
        for part in (self._deposit, self._owed, self.words, self._chips):
            self.card.body.addWidget(part)
        self.card.body.setSpacing(theme.pixels(3))

    def show_sums(self, book: UnitBook | None) -> None:
        deposit, owed = sums(book) if book is not None else ("", "")
        self._deposit.setText(deposit if book is not None and (book.paid or book.standard is not None) else "")
        self._deposit.setVisible(bool(self._deposit.text()))
        self._owed.setText(owed)

    def show_voucher(self, voucher: VoucherView | None) -> None:
        clear_layout(self._flow)
        self.words.setText(_said(voucher) if voucher is not None else "")
        opens = self._open_matter if voucher is not None and voucher.clause == OVERDUE else self._open_petition
        for number in voucher.evidence if voucher is not None else ():
            chip = Chip(number, "link", opens=True)
            chip.pressed.connect(opens)
            self._flow.addWidget(chip)
        self._chips.setVisible(voucher is not None and bool(voucher.evidence))

    def focus_evidence(self) -> bool:
        """The cursor to what the voucher rests on. False where there is nothing."""
        for chip in self._chips.findChildren(Chip):
            if not chip.isHidden():
                chip.setFocus()
                return True
        return False

    def holds_the_keys(self) -> bool:
        """Whether the cursor stands on what the voucher rests on."""
        return any(chip.hasFocus() for chip in self._chips.findChildren(Chip))


def _said(voucher: VoucherView) -> str:
    taken = f"　已由 {voucher.countered} 冲销" if voucher.countered else ""
    clause = f"　{voucher.citation}" if voucher.citation else ""
    return f"{voucher.voucher}　{voucher.kind} {yuan(voucher.amount)} 元{clause}{taken}\n{voucher.words}"
