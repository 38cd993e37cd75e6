"""发文登记簿: every number given in a year, what went out under it printed again as it was, and voiding with a reason."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.errors import Refusal
from app.services.documents.values import Registered
from ui import paper, work
from ui.pages.documents import where
from ui.pages.documents.columns import Columns
from ui.pages.documents.preview import Preview
from ui.pages.documents.register_slip import RegisterSlip
from ui.pages.documents.sending import Where, deliverer
from ui.pages.documents.tables import RegisterTable
from ui.pages.documents.voiding import ask_to_void
from ui.pages.documents.words import EMPTY_REGISTER, ORIGINAL_ON_DEMAND
from ui.text import Label
from ui.theme import theme
from ui.widgets.button import Button
from ui.widgets.chip import Chip
from ui.widgets.flow import Flow
from ui.widgets.framed import Framed
from ui.widgets.inputs import Choice, Option
from ui.widgets.strip import Strip
from ui.work import Latest

if TYPE_CHECKING:
    from app.services.documents import DocumentService

MOST_YEARS = 15
LOW = 400  # pixels at 100 %


class RegisterDesk(QWidget):
    """``left`` goes back to the tray, where what was voided may wait again."""

    left = Signal()

    def __init__(self, service: "Callable[[], DocumentService]", year: int) -> None:
        super().__init__()
        self._service = service
        self._where = Where("", where.documents_folder())
        self._latest, self._fetching = Latest(), Latest()
        self._looked: tuple[str, bool] | None = None
        self._shown = 0  # the original that stands in the preview
        self.year = Choice([Option(each, f"{each}年") for each in range(year, year - MOST_YEARS, -1)])
        self.year.setAccessibleName("年份")
        self.table, self.preview = RegisterTable(), Preview("原件　发出时的那一份", layouts=False)
        self.frame, self.strip, self.slip = Framed(self.table), Strip(), RegisterSlip()
        self._build()
        self._connect()
        self._look()

    def _build(self) -> None:
        outer = QVBoxLayout(self)
        outer.setContentsMargins(theme.pixels(18), theme.pixels(10), theme.pixels(14), theme.pixels(8))
        outer.setSpacing(theme.pixels(8))
        outer.addWidget(self.strip)
        left = QVBoxLayout()
        left.setSpacing(theme.pixels(8))
        left.addLayout(self._head())
        left.addWidget(self.frame, 1)
        left.addWidget(self.slip)
        outer.addWidget(Columns(left, self.preview, self._buttons(), (13, 10)), 1)

    def _head(self) -> QHBoxLayout:
        self.count = Chip("正在看……", "muted")
        row = QHBoxLayout()
        row.setSpacing(theme.pixels(9))
        row.addWidget(Label("发文登记簿", "title"))
        row.addWidget(self.year)
        row.addWidget(self.count)
        row.addStretch(1)
        return row

    def _buttons(self) -> Flow:
        self.reprint_button = Button("重印", "Ctrl+P", kind="primary", does=lambda: self._ask_where(files=False))
        self.save_button = Button("存为PDF", "Ctrl+S", does=lambda: self._ask_where(files=True))
        self.void_button = Button("作废…", "Ctrl+Delete", does=self.void)
        flow = Flow(spacing=8)
        for button in (self.reprint_button, self.save_button, self.void_button, Button("待发文书", "F5", does=self.left.emit)):
            flow.addWidget(button)
        return flow

    def _connect(self) -> None:
        self.year.currentIndexChanged.connect(lambda _index: self.refresh())
        self.year.entered.connect(self.table.setFocus)
        self.table.looked_at.connect(self._look)
        self.table.entered.connect(self.fetch)
        self.preview.asked.connect(self.fetch)
        QShortcut(QKeySequence("F6"), self).activated.connect(self._other_side)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.slip.give_way(self.height() < theme.pixels(LOW))

    def _other_side(self) -> None:
        (self.table if self.preview.view.hasFocus() else self.preview.view).setFocus()

    def escape(self) -> None:
        """From the preview to the table, from the table to the tray."""
        if self.strip.isVisible():
            self.strip.hide()
        elif self.table.hasFocus():
            self.left.emit()
        self.table.setFocus()

    # --- what went out

    def enter(self) -> None:
        self.refresh()
        self.table.setFocus()

    def refresh(self) -> None:
        service, year = self._service, int(self.year.value())
        self._latest.ask(lambda: service().register(year), self._show, self.tell_refusal)

    def _show(self, rows: Sequence[Registered]) -> None:
        newest_first = tuple(sorted(rows, key=lambda row: (row.issued_at, row.ordinal), reverse=True))
        self.table.show_register(newest_first)
        self.frame.say("" if rows else EMPTY_REGISTER)
        void = sum(row.void_reason is not None for row in rows)
        self.count.show_text(f"{len(rows)} 件{f'，作废 {void}' if void else ''}")
        self._look()

    def _look(self) -> None:
        row: Registered | None = self.table.at()
        self.slip.show_line(row)
        stands = row is not None and row.void_reason is None
        for button in (self.reprint_button, self.save_button, self.void_button):
            button.setEnabled(stands)
        looked = (row.number, stands) if row is not None else None
        if looked is None or looked != self._looked:
            self._looked, self._shown = looked, 0
            self._fetching.drop()
            self.preview.offer_originals(row.recipients if row and stands else ())
            self.preview.show_nothing(ORIGINAL_ON_DEMAND if stands else "已经作废，不再取出。" if row else "")

    def fetch(self) -> None:
        """Take the original out to look at it; the service notes that."""
        row: Registered | None = self.table.at()
        if row is None or row.void_reason is not None:
            return
        service, original = self._service, self.preview.chosen_original
        if self._shown == original:
            self.preview.view.setFocus()
            return
        self._shown = original
        self._fetching.ask(lambda: service().reprint(row.number, original, 0), self.preview.show_pdf, self._not_fetched)

    def _not_fetched(self, refusal: Refusal) -> None:
        self._shown = 0
        self.preview.show_refusal(refusal)

    # --- again on paper

    def _ask_where(self, *, files: bool) -> None:
        row: Registered | None = self.table.at()
        if row is not None and row.void_reason is None:
            work.run(paper.printers, done=partial(self._agree, row, files), refused=self.tell_refusal, line="look-up")

    def _agree(self, row: Registered, files: bool, printers: paper.Printers) -> None:
        before = where.offered(self._where, printers, files=files)
        original = self.preview.chosen_original
        which = f"第 {original} 份，送{row.recipients[original - 1]}。" if len(row.originals) > 1 else ""
        words = f"{row.number}　{row.title}\n{which}与发出时的一字不差，不另编号；重印记入日志。"
        asked = where.ask_with_copies(self, f"重印 {row.number}", words, printers, before)
        if asked is not None:
            self._where, copies = asked
            self._again(row, original, copies)

    def _again(self, row: Registered, original: int, copies: int) -> None:
        service, deliver, chosen = self._service, deliverer(self._where), self._where

        def again() -> None:
            content = service().reprint(row.number, original, copies)
            suffix = f"-{original}" if len(row.originals) > 1 else ""
            deliver(f"{row.number}{suffix}.pdf", content, copies, row.number)

        place = f"存在 {chosen.folder}" if chosen.folder else f"送到打印机 {chosen.printer}"
        work.run(
            again, done=lambda _nothing: self._was_reprinted(f"已重印 {row.number}，{copies} 份，{place}。"), refused=self.tell_refusal
        )

    def _was_reprinted(self, words: str) -> None:
        self.say(words)
        self.refresh()

    def void(self) -> None:
        """Void the number one is at, with a reason."""
        row: Registered | None = self.table.at()
        reason = ask_to_void(self, row) if row is not None and row.void_reason is None else None
        if row is not None and reason is not None:
            service, number = self._service, row.number
            work.run(lambda: service().void(number, reason), done=lambda _nothing: self._was_voided(number), refused=self.tell_refusal)

    def _was_voided(self, number: str) -> None:
        self.say(f"{number}已作废，号留着不再用；事情还在的，文书重新待发。", "warn")
        self.refresh()

    def say(self, words: str, tone: str = "good") -> None:
        self.strip.say(words, [Button("知道了", kind="quiet", does=self.strip.hide)], tone)
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def tell_refusal(self, refusal: Refusal) -> None:
        self.say(str(refusal), "accent")
