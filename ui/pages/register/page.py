"""登记簿: the register searched, filtered and turned page by page; leads to a petition, or takes what it shows along as a workbook."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from app.errors import Refusal
from app.services.register_search_values import Asked, Listing, Spot, Turn, UnitOffer
from ui import work
from ui.bureau import Bureau
from ui.page import Desk, Page
from ui.pages.register import columns, exporting, kept_columns
from ui.pages.register.filters import Filters
from ui.pages.register.foot import Foot
from ui.pages.register.table import RegisterListTable
from ui.pages.register.words import EMPTY, HELP, HINTS, KEYS, NO_MATCH, place_words, total_words
from ui.text import Label
from ui.theme import theme
from ui.widgets.button import Button, quiet
from ui.widgets.chip import Chip
from ui.widgets.framed import Framed
from ui.widgets.line import Line
from ui.widgets.strip import Strip
from ui.widgets.unit_line import Unit
from ui.work import Latest, Task

if TYPE_CHECKING:
    from app.services.register_search import RegisterSearch

LOW = 470  # pixels at 100 %: a lower window folds the filters away until they are asked for


class RegisterPage(Page):
    hints, keys, help = HINTS, KEYS, HELP

    def __init__(self, bureau: Bureau, desk: Desk) -> None:
        super().__init__(bureau, desk)
        self._latest, self._classes = Latest(), Latest()
        self._exporting: Task | None = None
        self._asked = Asked()
        self._listing: Listing | None = None
        self._start: int | None = 1
        self._total = ""
        self._turned: tuple[Turn, Spot | None] = (Turn.FIRST, None)
        self._newest_first = True
        self._unfolded: bool | None = None  # None: as the window's height has it
        self._columns = kept_columns.load()
        self._path = exporting.usual_path(bureau.today.isoformat())
        self._build()
        self._connect()

    def _service(self) -> "RegisterSearch":
        """Made at its first use, off the window's thread."""
        return self.bureau.register_search

    def _build(self) -> None:
        outer = QVBoxLayout(self)
        outer.setContentsMargins(theme.pixels(18), theme.pixels(10), theme.pixels(14), theme.pixels(8))
        outer.setSpacing(theme.pixels(7))
        self.line = Line("姓名、拼音、证件号或电话后四位、内容、登记号、单位　Ctrl+F", longest=120)
        self.line.setAccessibleName("查找")
        self.filters, self.strip = Filters(self._units, self.bureau.today), Strip()
        self.table = RegisterListTable()
        self.table.show_columns(self._columns)
        self.frame, self.foot = Framed(self.table), Foot(self._buttons(), self._only_unit)
        outer.addLayout(self._head())
        outer.addWidget(self.strip)
        outer.addWidget(self.filters)
        outer.addWidget(self.frame, 1)
        outer.addWidget(self.foot)

    def _head(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(theme.pixels(9))
        self.place = Chip("正在查……", "muted")
        row.addWidget(Label("登记簿", "title"))
        row.addWidget(self.place)
        row.addWidget(self.line, 1)
        row.addWidget(Button("查找　Enter", kind="primary", does=self.search_typed))
        row.addWidget(Button("筛选", "F3", does=self.fold))
        return row

    def _buttons(self) -> tuple[Button, ...]:
        self.back_button = Button("上一页　PageUp", does=lambda: self.turn(Turn.PREVIOUS))
        self.on_button = Button("下一页　PageDown", does=lambda: self.turn(Turn.NEXT))
        others = (
            Button("日期次序", "F4", does=self.turn_order),
            Button("列…", "Ctrl+L", does=self.choose_columns),
            Button("导出…", "Ctrl+E", does=self.export),
        )
        return (self.back_button, self.on_button, *others)

    def _connect(self) -> None:
        self.line.entered.connect(self.search_typed)
        self.filters.changed.connect(self.search_typed)
        self.table.entered.connect(self._open)
        self.table.turned.connect(self.turn)
        self.table.sorted.connect(self.turn_order)
        QShortcut(QKeySequence("Ctrl+F"), self).activated.connect(self._to_line)
        QShortcut(QKeySequence("F5"), self).activated.connect(self.refresh)

    def enter(self) -> None:
        if self._listing is None:
            self._classes.ask(lambda: self._service().subject_classes(), self.filters.offer_classes, lambda _refusal: None)
            self.search_typed()
        else:
            self.refresh()
        self._to_line()

    def search(self, text: str) -> None:
        """Look for what was typed elsewhere, with no filter set."""
        self.filters.clear()
        self.line.take(text)
        self.search_typed()
        self.table.setFocus()

    def search_typed(self) -> None:
        """Look for what the line and the filters say, from the first page on."""
        asked: dict[str, Any] = {"text": self.line.value(), "newest_first": self._newest_first}
        self.filters.put_into(asked)
        self._asked = Asked(**asked)
        self._ask(Turn.FIRST, None)

    def refresh(self) -> None:
        """The page at hand again, as the register is now."""
        self._ask(*self._turned, again=True)

    def turn(self, turn: Turn) -> None:
        """To another page, where there is one."""
        listing = self._listing
        if listing is None:
            return
        there = {Turn.NEXT: listing.after, Turn.PREVIOUS: listing.before}
        if there.get(turn, True):
            self._ask(turn, listing.last if turn is Turn.NEXT else listing.first)

    def turn_order(self) -> None:
        self._newest_first = not self._newest_first
        self.search_typed()

    def _ask(self, turn: Turn, at: Spot | None, *, again: bool = False) -> None:
        asked = self._asked
        self.place.show_text("正在查……")
        self._latest.ask(lambda: self._service().page(asked, turn, at), lambda listing: self._show(listing, turn, at, again), self._refused)

    def _show(self, listing: Listing, turn: Turn, at: Spot | None, again: bool) -> None:
        if not again:
            self._start = self._start_of(listing, turn)
        if turn in {Turn.FIRST, Turn.LAST}:
            self._total = total_words(listing.total, whole=listing.whole)
        self._listing, self._turned = listing, (turn, at)
        at_end = turn in {Turn.PREVIOUS, Turn.LAST}
        self.table.show_lines(listing.lines, self._asked.text, newest_first=self._asked.newest_first, at_end=at_end)
        self._say_place(listing)

    def _start_of(self, listing: Listing, turn: Turn) -> int | None:
        """Which line of all the page begins with; None where nobody counted that far."""
        count = len(listing.lines)
        if turn is Turn.FIRST:
            return 1
        if turn is Turn.LAST:
            return listing.total - count + 1 if listing.whole and listing.total is not None else None
        if self._start is None or self._listing is None:
            return None
        return self._start + len(self._listing.lines) if turn is Turn.NEXT else self._start - count

    def _say_place(self, listing: Listing) -> None:
        alone = not listing.before and not listing.after
        self.place.show_text(place_words(listing, self._start) + ("" if alone else self._total))
        self.foot.show_listing(listing)
        self.back_button.setEnabled(listing.before)
        self.on_button.setEnabled(listing.after)
        everything = not self._asked.text and not self.filters.set
        self.frame.say("" if listing.lines else EMPTY if everything else NO_MATCH)

    def _refused(self, refusal: Refusal) -> None:
        self.place.show_text("没有查成")
        self.strip.say(str(refusal), [quiet("知道了", self.strip.hide)], "accent")

    def _units(self, text: str) -> Sequence[Unit]:
        return [Unit(hit.code, hit.name, hit.why) for hit in self.bureau.units.search(text)]

    def _only_unit(self, offer: UnitOffer) -> None:
        self.line.clear()
        self.filters.unit.take_unit(Unit(offer.code, offer.name, ""))
        self.table.setFocus()

    def _open(self) -> None:
        line = self.table.at()
        if line is not None:
            self.desk.open_petition(line.number)

    def _to_line(self) -> None:
        self.line.setFocus()
        self.line.selectAll()

    def choose_columns(self) -> None:
        chosen = columns.choose(self, self._columns)
        if chosen is not None:
            self._columns = chosen
            kept_columns.keep(chosen)
            self.table.show_columns(chosen)

    def export(self) -> None:
        """The whole list in the chosen columns, on a thread; it may be given up while it runs."""
        if self._exporting is not None or self._listing is None or not self._listing.lines:
            return
        path = exporting.ask(self, self._path, self.place.text)
        if path is None:
            return
        self._path, asked, chosen = path, self._asked, list(self._columns)
        self._exporting = work.run_long(
            lambda task: self._service().export(asked, chosen, path, task.report),
            done=lambda count: self._told(f"已导出 {count:,} 件，存在 {path}。"),
            refused=lambda refusal: self._told(str(refusal), "accent"),
            progress=lambda done, total, _words: self.strip.say(f"正在导出 {done:,} / {total:,} ……", [self._stop_button()]),
        )
        self.strip.say("正在导出……", [self._stop_button()])

    def _stop_button(self) -> Button:
        return quiet("停止", self._stop)

    def _stop(self) -> None:
        if self._exporting is not None:
            self._exporting.cancel()
        self._told("没有导出。", "warn")

    def _told(self, words: str, tone: str = "good") -> None:
        self._exporting = None
        self.strip.say(words, [quiet("知道了", self.strip.hide)], tone)

    def fold(self) -> None:
        """Show the filters or fold them away; what is set stays set."""
        self._unfolded = self.filters.isHidden()
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        low = self.height() < theme.pixels(LOW)
        self.filters.setVisible(not low if self._unfolded is None else self._unfolded)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Down, Qt.Key.Key_PageDown} and self.line.hasFocus():
            self.table.setFocus()
        elif event.key() == Qt.Key.Key_Escape:
            self._escape()
        else:
            super().keyPressEvent(event)

    def _escape(self) -> None:
        """From the list back to the line; from the line: everything again."""
        self.strip.hide()
        if not self.line.hasFocus():
            self._to_line()
        elif self.line.value() or self.filters.set:
            self.search("")
            self._to_line()
