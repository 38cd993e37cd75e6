"""案件: lays out filters, list and case; asks for the list and the case, takes steps, and keeps how one left it."""

from functools import partial

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QGridLayout, QVBoxLayout

from app.errors import Refusal
from app.services.actor import Right
from app.services.case_steps import CaseStep, Effect
from app.services.case_values import CaseFile, CaseShown, CaseState
from app.services.matter_values import StepTaken
from ui.bureau import Bureau
from ui.page import Desk, Page
from ui.pages.cases import urging, views
from ui.pages.cases.exporting import Exporting
from ui.pages.cases.filters import Filters
from ui.pages.cases.head import Doing, Head
from ui.pages.cases.keeping import Keeping
from ui.pages.cases.left import View
from ui.pages.cases.listing import Listing
from ui.pages.cases.panel import CasePanel
from ui.pages.cases.step_dialog import StepDialog
from ui.pages.cases.steps import KEYS as STEP_KEYS
from ui.pages.cases.urging import Urged
from ui.pages.cases.words import EMPTY, HELP, HINTS, KEYS, NOTHING, done, why_not
from ui.theme import theme
from ui.widgets.button import Button
from ui.widgets.framed import Framed
from ui.widgets.strip import Strip
from ui.widgets.unit_line import Unit
from ui.work import Latest

PAUSE = 80  # ms of quiet before another case is read
SIDE = 420


class CasesPage(Page):
    hints = HINTS
    keys = KEYS
    help = HELP

    def __init__(self, bureau: Bureau, desk: Desk) -> None:
        super().__init__(bureau, desk)
        self._wanted = ""  # a case to open once the page is ready
        self._then: CaseShown | None = None
        self._reading, self._counting = Latest(), Latest()
        self._look_pause = QTimer(self, singleShot=True, interval=PAUSE)
        self._look_pause.timeout.connect(self._read_case)
        self.keeping = Keeping(bureau, self)
        self.filters = Filters(bureau.today.year, self._find_units)
        self.listing = Listing(bureau, bureau.today)
        self.table = self.listing.table
        self.panel = CasePanel(bureau.today, desk.open_petition)
        self.strip, self.urging = Strip(), urging.Urging(self)
        self.exporting = Exporting(self, self.strip)
        self.frame = Framed(self.table)
        self._build()
        self._connect()

    # --- layout

    def _build(self) -> None:
        outer = QVBoxLayout(self)
        outer.setContentsMargins(theme.pixels(18), theme.pixels(10), theme.pixels(14), theme.pixels(8))
        outer.setSpacing(theme.pixels(8))
        may_urge = self.bureau.may(Right.HANDLE_CASES)
        doing = Doing(
            self.urge if may_urge else None, self.keeping.choose_view, self.keeping.save_view, self.choose_columns, self.export
        )
        self.head = Head(doing)
        outer.addWidget(self.head)
        outer.addWidget(self.filters)
        outer.addWidget(self.strip)
        outer.addWidget(self.urging.progress)
        columns = QGridLayout()
        columns.setHorizontalSpacing(theme.pixels(14))
        columns.addWidget(self.frame, 0, 0)
        columns.addWidget(self.panel, 0, 1)
        columns.setColumnStretch(0, 1)
        outer.addLayout(columns, 1)

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
        self.urging.done.connect(self._urged)
        self.keeping.taken.connect(self._show_kept)
        self.keeping.said.connect(self.say)
        for part in (self.urging, self.keeping):
            part.refused.connect(self.tell)
        keys = {
            "Ctrl+F": self.filters.words.setFocus,
            "Ctrl+U": self.filters.unit.setFocus,
            "Ctrl+R": partial(self.show_state, CaseState.OPEN),
            "Ctrl+Shift+S": self.keeping.save_view,
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
        if self.keeping.known:
            self.reload()
        else:
            self.keeping.begin()

    def _show_kept(self, view: View) -> None:
        """A view as it was kept, unless the page was asked for something else meanwhile."""
        self._show_view(view if self._then is None else view._replace(shown=self._then, unit_name=""))
        self._then = None
        self.table.setFocus()

    def show_state(self, state: CaseState) -> None:
        """All cases of a state, whatever was filtered before."""
        shown = CaseShown(state)
        if self.keeping.known:
            self._show_view(View(shown, View().order, self.keeping.view.columns))
        else:
            self._then = shown
        self.table.setFocus()

    def open_case(self, number: str) -> None:
        """Show this case, whether or not the list holds it."""
        self._wanted = number
        self._go_to_wanted()
        self._look_pause.start()

    def _go_to_wanted(self) -> None:
        """The cursor on the case one was led to, where the list holds it."""
        row = self.table.cases.row_of(self._wanted)
        if row is not None:
            self.table.go_to(row)

    def _show_view(self, view: View) -> None:
        self.keeping.change(**view._asdict())
        self.table.cases.choose(view.columns)
        self.listing.order = view.order
        self.filters.take(view.shown, view.unit_name)

    def may_leave(self) -> bool:
        """While cases are being urged the window stays: the one under way is finished, then it may be closed."""
        if self.urging.progress.running:
            self.urging.progress.stop()
            return False
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            if self.urging.progress.running:
                self.urging.progress.stop()
            self.strip.hide()
            self.table.setFocus()
        else:
            super().keyPressEvent(event)

    # --- the list

    def _find_units(self, text: str) -> list[Unit]:
        return [Unit(hit.code, hit.name, hit.why) for hit in self.bureau.units.search(text, 8)]

    def refresh(self) -> None:
        """The list as the filters have it now."""
        if not self.keeping.known:
            return
        unit = self.filters.unit.unit
        self.keeping.change(shown=self.filters.shown, order=self.listing.order, unit_name=unit.name if unit else "")
        self.reload()

    def reload(self) -> None:
        """The same list, read anew, and what is due counted."""
        self.listing.ask(self.filters.shown)
        self._counting.ask(self.bureau.cases.due_counts, self.filters.show_counts, self.tell)

    def _listed(self) -> None:
        self.frame.say("" if self.table.cases.lines else EMPTY)
        self._go_to_wanted()
        self._count()
        self._look_pause.start()

    def _count(self) -> None:
        self.head.show_counts(self.table.cases)

    def _sort(self, section: int) -> None:
        if not self.listing.sort(section):
            self.say("案件还没有全部读进来，只能按到期或受理的先后排；缩小范围后各栏都能排。", "warn")
        self.keeping.change(order=self.listing.order)

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
        if self.bureau.may(Right.HANDLE_CASES):
            self.strip.hide()
            self.urging.begin(self.bureau.matters, self.table.cases.ticked or ((line.number,) if line else ()))

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
        columns = self.keeping.view.columns
        self.exporting.ask(self.bureau.cases, self.bureau.today, self.filters.shown, self.listing.order, columns)

    def choose_columns(self) -> None:
        chosen = views.ask_columns(self, self.keeping.view.columns)
        if chosen is not None:
            self.keeping.change(columns=chosen)
            self.table.cases.choose(chosen)
            self.reload()

    # --- what is said

    def say(self, words: str, tone: str = "good") -> None:
        self.strip.say(words, [Button("知道了", kind="quiet", does=self.strip.hide)], tone)

    def tell(self, refusal: Refusal) -> None:
        self.say(str(refusal), "accent")
