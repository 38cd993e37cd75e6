"""案件: lays out filters, list and case; asks for the list and the case, takes steps, and keeps how one left it."""

from functools import partial
from typing import Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from app.errors import Refusal
from app.services.actor import Right
from app.services.case_steps import CaseStep, Effect
from app.services.case_values import CaseFile, CaseShown, CaseState
from app.services.matter_values import StepTaken
from ui import work
from ui.bureau import Bureau
from ui.page import Desk, Page
from ui.pages.cases import urging, views
from ui.pages.cases.exporting import Exporting
from ui.pages.cases.filters import Filters
from ui.pages.cases.left import PAGE, View, plain, read
from ui.pages.cases.listing import Listing
from ui.pages.cases.panel import CasePanel
from ui.pages.cases.step_dialog import StepDialog
from ui.pages.cases.steps import KEYS as STEP_KEYS
from ui.pages.cases.urging import Urged, UrgingProgress
from ui.pages.cases.words import EMPTY, HELP, HINTS, KEYS, NOTHING, done, why_not
from ui.text import Label
from ui.theme import theme
from ui.widgets.button import Button
from ui.widgets.chip import Chip
from ui.widgets.flow import Flow, grows_with_width
from ui.widgets.framed import Framed
from ui.widgets.strip import Strip
from ui.widgets.unit_line import Unit
from ui.work import Latest

PAUSE = 80  # ms of quiet before another case is read
KEEP = 900  # ms of quiet before the way one left the page is kept
SIDE = 440


class CasesPage(Page):
    hints = HINTS
    keys = KEYS
    help = HELP

    def __init__(self, bureau: Bureau, desk: Desk) -> None:
        super().__init__(bureau, desk)
        self.left = read({})
        self._known = False  # how one left the page has been read
        self._wanted = ""  # a case to open once the page is ready
        self._then: CaseShown | None = None
        self._reading, self._counting = Latest(), Latest()
        self._look_pause = QTimer(self, singleShot=True, interval=PAUSE)
        self._look_pause.timeout.connect(self._read_case)
        self._keep_pause = QTimer(self, singleShot=True, interval=KEEP)
        self._keep_pause.timeout.connect(self._keep)
        self.filters = Filters(bureau.today.year, self._find_units)
        self.listing = Listing(bureau, bureau.today)
        self.table = self.listing.table
        self.panel = CasePanel(bureau.today, desk.open_petition)
        self.strip, self.progress = Strip(), UrgingProgress()
        self.exporting = Exporting(self, self.strip)
        self.frame = Framed(self.table)
        self._build()
        self._connect()

    # --- layout

    def _build(self) -> None:
        outer = QVBoxLayout(self)
        outer.setContentsMargins(theme.pixels(18), theme.pixels(10), theme.pixels(14), theme.pixels(8))
        outer.setSpacing(theme.pixels(8))
        outer.addWidget(self._head())
        outer.addWidget(self.filters)
        outer.addWidget(self.strip)
        outer.addWidget(self.progress)
        columns = QGridLayout()
        columns.setHorizontalSpacing(theme.pixels(14))
        columns.addWidget(self.frame, 0, 0)
        columns.addWidget(self.panel, 0, 1)
        columns.setColumnStretch(0, 1)
        outer.addLayout(columns, 1)

    def _head(self) -> QWidget:
        whole = QWidget()
        row = QHBoxLayout(whole)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.pixels(9))
        self.count, self.chosen = Chip("正在看……", "muted"), Chip("", "accent")
        title = Label("案件", "title")
        for part in (title, self.count, self.chosen):
            row.addWidget(part, 0, Qt.AlignmentFlag.AlignTop)
        self.chosen.hide()
        buttons = QWidget()
        flow = Flow(buttons, spacing=4)
        self.view_button = Button("视图", "F4", kind="quiet", does=self.show_views)
        self.urge_button = Button("催办选中的", "F9", kind="quiet", does=self.urge)
        self.urge_button.setVisible(self.bureau.may(Right.HANDLE_CASES))
        for button in (
            self.urge_button,
            self.view_button,
            Button("存为视图…", kind="quiet", does=self.save_view, tip="存为视图　Ctrl+Shift+S"),
            Button("栏目…", kind="quiet", does=self.choose_columns, tip="选栏目　Ctrl+Shift+C"),
            Button("导出…", "Ctrl+E", kind="quiet", does=self.export),
        ):
            flow.addWidget(button)
        grows_with_width(buttons)
        row.addWidget(buttons, 1)
        return whole

    def _connect(self) -> None:
        self.filters.changed.connect(self.refresh)
        self.filters.done.connect(self.table.setFocus)
        self.listing.shown.connect(self._listed)
        self.listing.refused.connect(self.tell)
        self.table.looked_at.connect(self._look_pause.start)
        self.table.entered.connect(self._to_case)
        self.table.sorted_by.connect(self._sort)
        self.table.cases.ticked_changed.connect(self._count)
        self.panel.step_asked.connect(self.take_step)
        keys = {
            "Ctrl+F": self.filters.words.setFocus,
            "Ctrl+U": self.filters.unit.setFocus,
            "Ctrl+R": partial(self.show_state, CaseState.OPEN),
            "Ctrl+Shift+S": self.save_view,
            "Ctrl+Shift+C": self.choose_columns,
            "Ctrl+Return": self._take_next,
            "Ctrl+Enter": self._take_next,
            "F5": self.reload,
            "F6": self._other_side,
            **{f"Alt+{letter}": partial(self.take_step, step) for step, letter in STEP_KEYS.items()},
        }
        for key, does in keys.items():
            QShortcut(QKeySequence(key), self).activated.connect(does)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.panel.setFixedWidth(min(theme.pixels(SIDE), self.width() * 9 // 20))

    # --- coming and going

    def enter(self) -> None:
        self.table.setFocus()
        if self._known:
            self.reload()
        else:
            work.run(partial(self.bureau.drafts.kept_page, PAGE), done=self._begin, refused=self.tell, line="look-up")

    def _begin(self, kept: Any) -> None:
        """The page as this account left it, unless it was asked for something else meanwhile."""
        self._known = True
        self.left = read(kept)
        view = self.left.view
        self._show_view(view if self._then is None else view._replace(shown=self._then, unit_name=""))
        self._then = None

    def show_state(self, state: CaseState) -> None:
        """All cases of a state, whatever was filtered before."""
        self._show_shown(CaseShown(state))

    def _show_shown(self, shown: CaseShown) -> None:
        if self._known:
            self._show_view(View(shown, View().order, self.left.view.columns))
        else:
            self._then = shown
        self.table.setFocus()

    def open_case(self, number: str) -> None:
        """Show this case, whether or not the list holds it."""
        self._wanted = number
        row = self.table.cases.row_of(number)
        if row is not None:
            self.table.go_to(row)
        self._look_pause.start()

    def _show_view(self, view: View) -> None:
        self.left.view = view
        self.table.cases.choose(view.columns)
        self.listing.order = view.order
        self.filters.take(view.shown, view.unit_name)

    def may_leave(self) -> bool:
        """While cases are being urged the window stays: the one under way is finished, then it may be closed."""
        if self.progress.running:
            self.progress.stop()
            return False
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            if self.progress.running:
                self.progress.stop()
            self.strip.hide()
            self.table.setFocus()
        else:
            super().keyPressEvent(event)

    # --- the list

    def _find_units(self, text: str) -> list[Unit]:
        return [Unit(hit.code, hit.name, hit.why) for hit in self.bureau.units.search(text, 8)]

    def refresh(self) -> None:
        """The list as the filters have it now."""
        if not self._known:
            return
        unit = self.filters.unit.unit
        self.left.view = self.left.view._replace(shown=self.filters.shown, order=self.listing.order, unit_name=unit.name if unit else "")
        self._keep_pause.start()
        self.reload()

    def reload(self) -> None:
        """The same list, read anew, and what is due counted."""
        self.listing.ask(self.filters.shown)
        self._counting.ask(self.bureau.cases.due_counts, self.filters.show_counts, self.tell)

    def _listed(self) -> None:
        self.frame.say("" if self.table.cases.lines else EMPTY)
        self._count()
        self._look_pause.start()

    def _count(self) -> None:
        cases = self.table.cases
        self.count.show_text(f"{len(cases.lines)} 件{'以上' if cases.more else ''}")
        self.chosen.show_text(f"选中 {len(cases.ticked)} 件")
        self.chosen.setVisible(bool(cases.ticked))

    def _sort(self, section: int) -> None:
        if not self.listing.sort(section):
            self.say("案件还没有全部读进来，只能按到期或受理的先后排；缩小范围后各栏都能排。", "warn")
        self.left.view = self.left.view._replace(order=self.listing.order)
        self._keep_pause.start()

    def _keep(self) -> None:
        state = plain(self.left)
        work.run(partial(self.bureau.drafts.keep_page, PAGE, state), done=lambda _none: None, refused=self.tell, line="look-up")

    # --- one case

    def _read_case(self) -> None:
        line = self.table.at()
        number = self._wanted or (line.number if line else "")
        if not number:
            self._reading.drop()
            self.panel.show_nothing(NOTHING)
            return
        self._reading.ask(partial(self.bureau.cases.file, number), self._show_case, self._no_case)

    def _show_case(self, file: CaseFile) -> None:
        if self._wanted != file.matter.number and self.panel.file is not None and self.panel.file.matter.number != file.matter.number:
            self.strip.hide()  # what was said was of the other case
        self._wanted = ""
        self.panel.show_file(file)

    def _no_case(self, refusal: Refusal) -> None:
        self._wanted = ""
        self.panel.show_nothing(str(refusal))

    def _to_case(self) -> None:
        self.panel.focus_first()

    def _other_side(self) -> None:
        if self.table.hasFocus():
            self.panel.focus_first()
        else:
            self.table.setFocus()

    def _take_next(self) -> None:
        if self.panel.file is not None and self.panel.next_button is not None and self.panel.file.next_step is not None:
            self.take_step(self.panel.file.next_step)

    def take_step(self, step: CaseStep) -> None:
        """Ask for what the step needs; one that may not be taken says why not."""
        file = self.panel.file
        if file is None:
            return
        offer = file.offer(step)
        if not offer.open and not (offer.allowed and offer.lawful.by_day):
            self.say(why_not(offer), "warn")
            return
        dialog = StepDialog(self, self.bureau, file, step)
        dialog.taken.connect(partial(self._taken, step))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _taken(self, step: CaseStep, taken: StepTaken, effect: Effect) -> None:
        self.say(done(step, taken, effect))
        self._wanted = taken.matter
        self.reload()
        self._look_pause.start()
        self.desk.refresh_due()

    # --- many cases

    def urge(self) -> None:
        """催办 of the ticked ones; where none is, of the one one is at."""
        line = self.table.at()
        numbers = self.table.cases.ticked or ((line.number,) if line else ())
        if not numbers or self.progress.running or not self.bureau.may(Right.HANDLE_CASES):
            return
        words = urging.ask(self, numbers)
        if words is None:
            return
        self.strip.hide()
        matters, stopped = self.bureau.matters, self.progress.begin(len(numbers))
        work.run_long(
            lambda task: urging.urge_all(matters, numbers, words, stopped, task),
            done=self._urged,
            refused=self.tell,
            finally_=self.progress.end,
            progress=self.progress.show_progress,
        )

    def _urged(self, urged: Urged) -> None:
        cases = self.table.cases
        handled = {number for number, _ in (*urged.done, *urged.refused)}
        cases.tick([row for row, line in enumerate(cases.lines) if line.number in handled], False)
        self.say(urging.said(urged), "warn" if urged.refused or urged.left else "good")
        self.reload()
        self._look_pause.start()
        self.desk.refresh_due()

    def export(self) -> None:
        """What one sees, as a workbook."""
        view = self.left.view
        self.exporting.ask(self.bureau.cases, self.bureau.today, self.filters.shown, self.listing.order, view.columns)

    # --- views and columns

    def show_views(self) -> None:
        views.menu(self, self.view_button, self.left.views, self._take_view, self._drop_view)

    def _take_view(self, name: str) -> None:
        self._show_view(self.left.views[name])
        self.say(f"视图：{name}")
        self.table.setFocus()

    def _drop_view(self, name: str) -> None:
        self.left.views.pop(name, None)
        self._keep()
        self.say(f"视图“{name}”已删除。")

    def save_view(self) -> None:
        name = views.ask_name(self, self.left.views)
        if name is not None:
            self.left.views[name] = self.left.view
            self._keep()
            self.say(f"视图“{name}”已存好，按 F4 取出来。")

    def choose_columns(self) -> None:
        chosen = views.ask_columns(self, self.left.view.columns)
        if chosen is not None:
            self.left.view = self.left.view._replace(columns=chosen)
            self.table.cases.choose(chosen)
            self._keep_pause.start()
            self.reload()

    # --- what is said

    def say(self, words: str, tone: str = "good") -> None:
        self.strip.say(words, [Button("知道了", kind="quiet", does=self.strip.hide)], tone)

    def tell(self, refusal: Refusal) -> None:
        self.say(str(refusal), "accent")
