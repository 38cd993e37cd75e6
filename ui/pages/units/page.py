"""单位: the registry on the left, the chosen unit's facts or its year on the right; lays out, and hands what is done to the services."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from app.errors import Refusal
from app.services.actor import Right
from app.services.unit_values import KIND_WORDS, Merged, PostTerm, UnitView
from app.services.unit_year import UnitYear
from ui import fonts
from ui.bureau import Bureau
from ui.page import Desk, Page
from ui.pages.documents.columns import Columns
from ui.pages.review.evidence import Openers
from ui.pages.units import dialogs
from ui.pages.units.facts_panel import FactsPanel
from ui.pages.units.import_dialog import open_import
from ui.pages.units.registry import Registry
from ui.pages.units.words import HELP, HINTS, KEYS
from ui.pages.units.year_panel import Ways, YearPanel
from ui.text import ElidedLabel, restyle
from ui.theme import theme
from ui.widgets.button import Button
from ui.widgets.chip import Chip
from ui.widgets.flow import Flow
from ui.widgets.strip import Strip
from ui.work import Latest

if TYPE_CHECKING:
    from app.services.units import UnitService

PAUSE = 60
FIRST_YEAR, MOST_YEARS = 1994, 15


class UnitsPage(Page):
    hints = HINTS
    keys = KEYS
    help = HELP

    def __init__(self, bureau: Bureau, desk: Desk) -> None:
        super().__init__(bureau, desk)
        fonts.load_words()
        self.keeps = bureau.may(Right.KEEP_UNITS)
        self.view: UnitView | None = None
        self._latest = Latest()
        self._pause = QTimer(self, singleShot=True, interval=PAUSE)
        self._pause.timeout.connect(self._look)
        self.directory = Registry(self._service)
        self.facts = FactsPanel(self.select_unit, keeps=self.keeps)
        years = range(bureau.today.year, max(FIRST_YEAR, bureau.today.year - MOST_YEARS) - 1, -1)
        to_ledger = self._to_ledger if bureau.may(Right.KEEP_LEDGER) else None
        self.year = YearPanel(Ways(Openers(desk.open_petition, desk.open_matter), self._to_review, to_ledger), years)
        self.strip = Strip()
        self._build()
        self._connect()

    # --- layout

    def _build(self) -> None:
        outer = QVBoxLayout(self)
        outer.setContentsMargins(theme.pixels(18), theme.pixels(10), theme.pixels(14), theme.pixels(8))
        outer.setSpacing(theme.pixels(8))
        outer.addWidget(self.strip)
        left = QVBoxLayout()
        left.addWidget(self.directory, 1)
        right = QWidget()
        right.setProperty("ground", "none")
        side = QVBoxLayout(right)
        side.setContentsMargins(0, 0, 0, 0)
        side.setSpacing(theme.pixels(7))
        side.addLayout(self._head())
        self.stack = QStackedWidget()
        self.stack.addWidget(self.facts)
        self.stack.addWidget(self.year)
        side.addWidget(self.stack, 1)
        outer.addWidget(Columns(left, right, self._buttons(), (2, 3)), 1)

    def _head(self) -> QHBoxLayout:
        self.name, self.kind = ElidedLabel("", "title"), Chip("", "muted")
        self.to_facts = Button("资料", "F2", kind="quiet", does=self.show_facts)
        self.to_year = Button("这一年", "F3", kind="quiet", does=self.show_year)
        row = QHBoxLayout()
        row.setSpacing(theme.pixels(9))
        row.addWidget(self.name)
        row.addWidget(self.kind)
        row.addStretch(1)
        row.addWidget(self.to_facts)
        row.addWidget(self.to_year)
        self.kind.hide()
        return row

    def _buttons(self) -> Flow:
        flow = Flow(spacing=8)
        self.new_button = Button("新单位", "Ctrl+N", kind="primary", does=self.make_unit)
        self.change_button = Button("改资料", "F4", does=self.change)
        self.rename_button = Button("改名", "F6", does=self.rename)
        self.appoint_button = Button("任职", "F7", does=self.appoint)
        self.merge_button = Button("并入、停用", "F9", does=self.merge_or_close)
        self.resume_button = Button("恢复…", does=self.resume)
        self.import_button = Button("导入", "Ctrl+I", does=self.take_in)
        keeping = (self.new_button, self.change_button, self.rename_button, self.appoint_button, self.merge_button, self.resume_button)
        for button in keeping:
            flow.addWidget(button)
            button.setVisible(self.keeps)
        flow.addWidget(self.import_button)
        self.import_button.setVisible(self.bureau.may(Right.EXCHANGE))
        return flow

    def _connect(self) -> None:
        self.directory.looked_at.connect(lambda _code: self._pause.start())
        self.directory.entered.connect(self._to_the_right)
        self.facts.post_ended.connect(self.end_post)
        self.year.year_changed.connect(self._look)

    def _service(self) -> "UnitService":
        return self.bureau.units

    def enter(self) -> None:
        self._mark()
        self.directory.refresh()
        self.directory.table.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.strip.hide()
            if self.directory.line.value():
                self.directory.show_all()
            self.directory.table.setFocus()
        elif event.key() == Qt.Key.Key_F8:
            self.end_first_post()
        else:
            super().keyPressEvent(event)

    # --- what is shown

    def select_unit(self, code: str) -> None:
        """Show this unit, now or once the list is there."""
        self.directory.select(code)

    def show_unit_year(self, code: str, year: int) -> None:
        """Show a unit's year: the way here from the review."""
        self.year.year.take(year)
        self._show_side(self.year)
        self.directory.select(code)
        self._look()

    def show_facts(self) -> None:
        self._show_side(self.facts)
        self._look()

    def show_year(self) -> None:
        self._show_side(self.year)
        self._look()

    def _show_side(self, side: QWidget) -> None:
        self.stack.setCurrentWidget(side)
        self._mark()

    def _mark(self) -> None:
        for button, side in ((self.to_facts, self.facts), (self.to_year, self.year)):
            button.setProperty("chosen", "true" if self.stack.currentWidget() is side else "false")
            restyle(button)

    def _look(self) -> None:
        """Ask for the unit one is at; only the newest answer is shown."""
        self._pause.stop()
        code = self.directory.code
        if not code:
            return
        units = self.bureau.units
        if self.stack.currentWidget() is self.facts:
            self._latest.ask(lambda: (units.unit(code), units.leaders_in_charge()), lambda found: self._show_unit(*found), self._refused)
        else:
            year = self.year.chosen_year
            self._latest.ask(lambda: self.bureau.unit_year.year(code, year), self._show_unit_year, self._refused)

    def _show_unit(self, view: UnitView, leaders: Any) -> None:
        self._name(view)
        self.facts.show_unit(view, leaders, self.bureau.today)

    def _show_unit_year(self, page: UnitYear) -> None:
        self._name(page.view)
        self.year.show_year(page)

    def _name(self, view: UnitView) -> None:
        self.view = view
        closed = view.form.closed_on is not None and view.form.closed_on < self.bureau.today
        self.name.setText(view.form.name)
        self.kind.show_text(f"{KIND_WORDS[view.form.kind]}{'　已停用' if closed else ''}", "warn" if closed else "muted")
        self.kind.show()
        gone = view.form.closed_on is not None
        self.merge_button.setVisible(self.keeps and not gone)
        self.resume_button.setVisible(self.keeps and gone)

    def _to_the_right(self) -> None:
        if self.stack.currentWidget() is self.year:
            self.year.line.setFocus()
        else:
            self.facts.focus_first()

    def _to_review(self, code: str, _year: int) -> None:
        self.desk.open_unit(code)

    def _to_ledger(self, code: str, year: int) -> None:
        page = self.desk.show_page("ledger")
        if page is not None:
            page.show_unit(code, year)  # type: ignore[attr-defined]

    # --- what is done

    def make_unit(self) -> None:
        done = dialogs.create(self, self._service, self.bureau.today)
        if done is not None:
            self._say(f"已新建 {done}。")
            self.directory.select(done)
            self.directory.refresh()

    def change(self) -> None:
        self._do(lambda view: dialogs.change(self, self._service, view, self.bureau.today), "已保存。")

    def rename(self) -> None:
        self._do(lambda view: dialogs.rename(self, self._service, view, self.bureau.today), "已改名，原名留在沿革里。")

    def appoint(self) -> None:
        self._do(lambda view: dialogs.appoint(self, self._service, view, self.bureau.today), "已任职。")

    def resume(self) -> None:
        self._do(lambda view: dialogs.resume(self, self._service, view), "已恢复。")

    def merge_or_close(self) -> None:
        self._do(lambda view: dialogs.merge_or_close(self, self._service, view, self.bureau.today), "已停用。")

    def end_first_post(self) -> None:
        """F8: the person whose button has the cursor, else the first one there."""
        button = self.facts.ending_button() if self.keeps else None
        if button is not None:
            button.click()

    def end_post(self, term: PostTerm) -> None:
        self._do(lambda _view: dialogs.end_post(self, self._service, term, self.bureau.today), f"{term.name}已离任。")

    def take_in(self) -> None:
        """Import a workbook; what came in is shown at once."""
        if open_import(self, lambda: self.bureau.exchange):
            self.directory.refresh()

    def _do(self, act: Callable[[UnitView], Any], said: str) -> None:
        done = act(self.view) if self.view is not None else None
        if done is None:
            return
        if isinstance(done, Merged):
            said = _merged(done)
        warning = done.warning if isinstance(done, Merged) else done if isinstance(done, str) else None
        self._say(f"{said}{f'　警告已记录：{warning}' if warning else ''}", "warn" if warning else "good")
        self.directory.refresh()
        self._look()

    def _say(self, words: str, tone: str = "good") -> None:
        self.strip.say(words, [Button("知道了", kind="quiet", does=self.strip.hide)], tone)

    def _refused(self, refusal: Refusal) -> None:
        self._say(str(refusal), "accent")


def _merged(done: Merged) -> str:
    """What a merger did, and what is left to do."""
    parts = [
        f"任职止：{'、'.join(done.ended)}" if done.ended else "",
        f"改归接续单位：{'、'.join(done.moved)}" if done.moved else "",
        f"还有 {done.open_matters} 件未办结事项记在原单位，请在案件里逐件改交" if done.open_matters else "",
    ]
    return f"已并入。{'；'.join(part for part in parts if part)}"
