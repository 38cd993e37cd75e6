"""年度考评: the year on one screen; lays out the table and the selected unit, and hands what is asked to the review service."""

from datetime import date, timedelta
from typing import Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QSlider, QVBoxLayout, QWidget

from app.errors import Refusal
from app.services.actor import Right
from app.services.annual_result import Standings
from ui import fonts, work
from ui.bureau import Bureau
from ui.page import Desk, Page
from ui.pages.review import closing
from ui.pages.review.evidence import Openers
from ui.pages.review.table import StandingsTable
from ui.pages.review.unit_panel import UnitPanel
from ui.pages.review.words import HELP, HINTS, KEYS, state_of, years
from ui.text import Label
from ui.theme import theme
from ui.widgets.button import Button
from ui.widgets.chip import Chip
from ui.widgets.date_field import DateLine
from ui.widgets.inputs import Choice, Option
from ui.widgets.strip import Strip
from ui.work import Latest

SIDE = 376
NARROW = 900
NO_SLIDER = 700
PAUSE = 60  # ms of quiet before another day or unit is asked for


class ReviewPage(Page):
    hints = HINTS
    keys = KEYS
    help = HELP

    def __init__(self, bureau: Bureau, desk: Desk) -> None:
        super().__init__(bureau, desk)
        fonts.load_words()
        self.standings: Standings | None = None
        self._wanted_unit = ""
        self._as_of: date | None = None
        self._latest, self._explaining = Latest(), Latest()
        self._pause = QTimer(self, singleShot=True, interval=PAUSE)
        self._pause.timeout.connect(self.compute)
        self._unit_pause = QTimer(self, singleShot=True, interval=PAUSE)
        self._unit_pause.timeout.connect(self._explain)
        self.table = StandingsTable()
        self.panel = UnitPanel(Openers(desk.open_petition, desk.open_matter))
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
        columns = QHBoxLayout()
        columns.setSpacing(theme.pixels(14))
        columns.addWidget(_framed(self.table), 1)
        columns.addWidget(self.panel)
        outer.addLayout(columns, 1)

    def _head(self) -> QHBoxLayout:
        today = self.bureau.today
        self.year = Choice([Option(year, f"{year}年度") for year in years(today)])
        self.year.setAccessibleName("年度")
        self.year.setMinimumContentsLength(9)
        self.state = Chip("正在计算……", "muted")
        self.sheet = Chip("参考计分标准", "muted", tip="本局尚未颁行自己的计分标准，按随程序所附的参考标准计分。")
        self.sheet.hide()
        self.day = DateLine(today, "截至日")
        self.day.setAccessibleName("截至日")
        self.day.setFixedWidth(theme.pixels(108))
        self.slider = QSlider(Qt.Orientation.Horizontal)
        self.slider.setAccessibleName("截至日，在一年之内移动")
        self.slider.setMinimumWidth(theme.pixels(90))
        self.close_button = Button("定案", "Ctrl+Shift+D", kind="primary", does=self.close_year)
        self.reopen_button = Button("重新打开…", does=self.reopen_year)
        row = QHBoxLayout()
        row.setSpacing(theme.pixels(9))
        for part in (self.year, self.state, self.sheet):
            row.addWidget(part)
        row.addWidget(self.slider, 1)
        row.addWidget(self.day)
        may_close = self.bureau.may(Right.CLOSE_YEAR)
        for button in (self.close_button, self.reopen_button):
            row.addWidget(button)
            button.setVisible(False)
            button.setEnabled(may_close)
        self.waiting = Label("", "muted")
        return row

    def _connect(self) -> None:
        self.year.currentIndexChanged.connect(lambda _index: self._other_year())
        self.slider.valueChanged.connect(self._slid)
        self.day.changed.connect(self._dated)
        self.day.entered.connect(self.table.setFocus)
        self.year.entered.connect(self.table.setFocus)
        self.table.selected.connect(lambda _code: self._unit_pause.start())
        self.table.evidence.connect(self._to_evidence)
        QShortcut(QKeySequence("Ctrl+D"), self).activated.connect(self.day.setFocus)
        QShortcut(QKeySequence("F5"), self).activated.connect(self.compute)
        self.panel.to_unit.clicked.connect(lambda _checked: self._to_unit())

    def enter(self) -> None:
        self.compute()
        self.table.setFocus()

    def select_unit(self, code: str) -> None:
        """Show this unit, now or once the year is computed."""
        if not self.table.select(code):
            self._wanted_unit = code

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.strip.hide()
            self.table.setFocus()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.panel.setFixedWidth(min(theme.pixels(SIDE), self.width() * 3 // 8))
        self._fit_head()

    def _fit_head(self) -> None:
        """In a narrow window the head says the same in fewer words; the slider is the first to go, the date beside it stays."""
        wide = self.width() >= theme.pixels(NARROW)
        self.close_button.say(f"定案 {self.chosen_year}", with_key=wide)
        self.sheet.show_text("参考计分标准" if wide else "参考")
        self.slider.setVisible(self.width() >= theme.pixels(NO_SLIDER))

    # --- year and day

    @property
    def chosen_year(self) -> int:
        return int(self.year.value())

    def _other_year(self) -> None:
        self._as_of = None
        self.compute()

    def _slid(self, day_of_year: int) -> None:
        self._as_of = date(self.chosen_year, 1, 1) + timedelta(days=day_of_year - 1)
        self.day.take_day(self._as_of)
        self._pause.start()

    def _dated(self) -> None:
        day = self.day.day()
        if day is not None and day.year == self.chosen_year and day != self._as_of:
            self.slider.setValue(min((day - date(self.chosen_year, 1, 1)).days + 1, self.slider.maximum()))

    def compute(self) -> None:
        """Ask for the standings of the year and day chosen; only the newest answer is shown."""
        self._pause.stop()
        year, as_of = self.chosen_year, self._as_of
        self._latest.ask(lambda: self.bureau.review.compute(year, as_of), self._show, self._refused)

    def _refused(self, refusal: Refusal) -> None:
        self.strip.say(str(refusal), [self._away()], "accent")

    def _show(self, standings: Standings) -> None:
        self.standings = standings
        words, tone = state_of(standings)
        self.state.show_text(words, tone)
        self.sheet.setVisible(standings.sheet.reference)
        self._show_day(standings.as_of)
        closes = self.bureau.may(Right.CLOSE_YEAR)
        self._fit_head()
        self.close_button.setVisible(closes and not standings.closed)
        self.reopen_button.setVisible(closes and standings.closed)
        self.table.show_standings(standings)
        if self._wanted_unit:
            self.table.select(self._wanted_unit)
            self._wanted_unit = ""
        self._unit_pause.start()

    def _show_day(self, as_of: date) -> None:
        last = min(self.bureau.today, date(as_of.year, 12, 31)) if as_of.year == self.bureau.today.year else date(as_of.year, 12, 31)
        self.slider.blockSignals(True)
        self.slider.setRange(1, (last - date(as_of.year, 1, 1)).days + 1)
        self.slider.setValue((as_of - date(as_of.year, 1, 1)).days + 1)
        self.slider.blockSignals(False)
        self.day.take_day(as_of)

    # --- the selected unit

    def _explain(self) -> None:
        if self.standings is None or not self.table.code:
            return
        year, code, as_of = self.chosen_year, self.table.code, self._as_of
        self._explaining.ask(lambda: self.bureau.review.explain(year, code, as_of), self.panel.show_explanation, self._refused)

    def _to_evidence(self) -> None:
        if not self.panel.focus_evidence():
            self.strip.say("这个单位没有可看的依据：没有扣分、罚款和否决。", [self._away()], "good")

    def _to_unit(self) -> None:
        """The unit's year on one page."""
        code, page = self.table.code, self.desk.show_page("units")
        if code and page is not None:
            page.show_unit_year(code, self.chosen_year)  # type: ignore[attr-defined]

    # --- closing

    def _away(self) -> Button:
        return Button("知道了", kind="quiet", does=self.strip.hide)

    def close_year(self) -> None:
        """The director closes the year, told first what that will do."""
        if self.standings is None or self.standings.closed:
            return
        year = self.standings.year
        work.run(lambda: self.bureau.review.compute(year, None), done=self._ask_to_close, refused=self._refused)

    def _ask_to_close(self, standings: Standings) -> None:
        reason = closing.ask_to_close(self, standings, self.bureau.today)
        if reason is None:
            return
        self.close_button.setEnabled(False)
        work.run(
            lambda: self.bureau.review.close(standings.year, reason),
            done=self._closed,
            refused=self._refused,
            finally_=lambda: self.close_button.setEnabled(True),
        )

    def _closed(self, done: Any) -> None:
        self.strip.say(closing.said(done), [self._away()])
        self._as_of = None
        self.compute()

    def reopen_year(self) -> None:
        """The director opens a closed year again, with a reason."""
        year = self.chosen_year
        reason = closing.ask_to_reopen(self, year)
        if reason is None:
            return
        work.run(lambda: self.bureau.review.reopen(year, reason), done=lambda _nothing: self._reopened(year), refused=self._refused)

    def _reopened(self, year: int) -> None:
        self.strip.say(f"{year} 年已重新打开，原来的结果留存；已入账的罚款以反向凭证冲销。", [self._away()], "warn")
        self._as_of = None
        self.compute()


def _framed(table: StandingsTable) -> QWidget:
    """The table on a card's ground."""
    frame = QWidget()
    frame.setProperty("ground", "surface")
    frame.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
    layout = QVBoxLayout(frame)
    layout.setContentsMargins(1, 1, 1, 1)
    layout.addWidget(table)
    return frame
