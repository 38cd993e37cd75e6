"""责任查究: the year's situations on the left, the one looked at on the right; the director decides or sets aside, on the record."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.errors import Refusal
from app.services.accountability_situations import Situation
from ui import fonts, work
from ui.bureau import Bureau
from ui.page import Desk, Page
from ui.pages.accountability import asking, cards
from ui.pages.accountability.form import DecisionForm
from ui.pages.accountability.table import SituationTable
from ui.pages.accountability.words import CLAUSE_WORDS, EMPTY, HELP, HINTS, KEYS
from ui.pages.review.evidence import Openers
from ui.text import ElidedLabel, Label
from ui.theme import theme
from ui.widgets.button import Button
from ui.widgets.chip import Chip
from ui.widgets.dialog import ask
from ui.widgets.flow import clear_layout
from ui.widgets.framed import Framed
from ui.widgets.inputs import Choice, Option
from ui.widgets.scroll import Column, scrolled
from ui.widgets.strip import Strip
from ui.widgets.unit_line import Unit
from ui.work import Latest

YEARS = 6
NARROW = 900  # pixels at 100 %


class AccountabilityPage(Page):
    hints = HINTS
    keys = KEYS
    help = HELP

    def __init__(self, bureau: Bureau, desk: Desk) -> None:
        super().__init__(bureau, desk)
        fonts.load_words()
        self._latest = Latest()
        self._pause = QTimer(self, singleShot=True, interval=0)  # a table that is moving must not be asked to move back
        self._pause.timeout.connect(self._look)
        self._wanted: tuple[str, str] | None = None
        self._shown: Situation | None = None
        self._openers = Openers(desk.open_petition, desk.open_matter)
        this_year = bureau.today.year
        self.year = Choice([Option(each, f"{each}年") for each in range(this_year, this_year - YEARS, -1)])
        self.year.setAccessibleName("年度")
        self.table, self.form, self.strip = SituationTable(), DecisionForm(), Strip()
        self.frame = Framed(self.table)
        self._build()
        self._connect()

    # --- layout

    def _build(self) -> None:
        outer = QVBoxLayout(self)
        outer.setContentsMargins(theme.pixels(18), theme.pixels(10), theme.pixels(14), theme.pixels(8))
        outer.setSpacing(theme.pixels(8))
        outer.addWidget(self.strip)
        left = QVBoxLayout()
        left.setSpacing(theme.pixels(8))
        left.addLayout(self._head())
        left.addWidget(self.frame, 1)
        right = QVBoxLayout()
        right.setSpacing(theme.pixels(8))
        self.name = ElidedLabel("", "title")
        right.addWidget(self.name)
        self._column = Column()
        self._cards = QVBoxLayout()
        self._cards.setSpacing(theme.pixels(8))
        self._column.parts.addLayout(self._cards)
        self._column.parts.addWidget(self.form)
        self._column.parts.addStretch(1)
        self._area = scrolled(self._column)
        right.addWidget(self._area, 1)
        side = QWidget()
        side.setProperty("ground", "none")
        side.setLayout(right)
        right.setContentsMargins(0, 0, 0, 0)
        columns = QHBoxLayout()
        columns.setSpacing(theme.pixels(14))
        columns.addLayout(left, 9)
        columns.addWidget(side, 11)
        outer.addLayout(columns, 1)
        self.form.hide()

    def _head(self) -> QHBoxLayout:
        self.count = Chip("正在看……", "muted")
        row = QHBoxLayout()
        row.setSpacing(theme.pixels(9))
        row.addWidget(Label("责任查究", "title"))
        row.addWidget(self.year)
        row.addWidget(self.count)
        row.addStretch(1)
        self.own_button = Button("新记一项", "Ctrl+N", does=self.begin_own, tip="新记一项　Ctrl+N")
        row.addWidget(self.own_button)
        return row

    def _connect(self) -> None:
        self.year.currentIndexChanged.connect(lambda _index: self.refresh())
        self.year.entered.connect(self.table.setFocus)
        self.table.looked_at.connect(self._pause.start)
        self.table.entered.connect(self._to_form)
        self.form.decided.connect(self.decide)
        self.form.aside.connect(self.set_aside)
        QShortcut(QKeySequence("F6"), self).activated.connect(self._to_evidence)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.own_button.say("新记一项", with_key=self.width() >= theme.pixels(NARROW))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.strip.hide()
            self.table.setFocus()
        else:
            super().keyPressEvent(event)

    # --- what there is

    def enter(self) -> None:
        self.refresh()
        self.table.setFocus()

    @property
    def chosen_year(self) -> int:
        return int(self.year.value())

    def refresh(self) -> None:
        bureau, year = self.bureau, self.chosen_year
        self._latest.ask(lambda: bureau.accountability.situations(year), self._show, self.tell_refusal)

    def _show(self, rows: Sequence[Situation]) -> None:
        wanted, self._wanted = self._wanted, None
        self.table.show_situations(rows, wanted)
        self.frame.say("" if rows else EMPTY)
        waiting = sum(row.open for row in rows)
        self.count.show_text(f"{waiting} 项待决定" if waiting else f"{len(rows)} 项", "accent" if waiting else "muted")
        self._look()

    def _look(self) -> None:
        """Show the situation one is at; a decision that was begun on it stays."""
        situation: Situation | None = self.table.at()
        if situation is None or situation == self._shown:
            self.form.setVisible(situation is not None)
            if situation is None:
                self._shown = None
                self.name.setText("")
                clear_layout(self._cards)
            return
        if self._shown is not None and self.form.begun and situation.key != self._shown.key and not self._may_drop():
            self.table.go_to_key(self._shown.key)
            return
        self._shown = situation
        self.name.setText(f"{situation.unit_name}　{CLAUSE_WORDS.get(situation.clause, situation.citation)}")
        clear_layout(self._cards)
        for card in cards.of(situation, self._openers):
            self._cards.addWidget(card)
        self.form.begin(situation)
        self.form.show()
        self._area.verticalScrollBar().setValue(0)

    def _may_drop(self) -> bool:
        return ask(self, "填了一半的决定不要了？", "换到别的一项，填的就没有了。", yes="不要了", no="接着填")

    def may_leave(self) -> bool:
        return not self.form.begun or self._may_drop()

    def _to_form(self) -> None:
        if self._shown is not None:
            self.form.facts.setFocus()

    def _to_evidence(self) -> None:
        for chip in self._column.findChildren(Chip):
            if chip.opens and chip.isVisible():
                chip.setFocus()
                return

    # --- deciding

    def begin_own(self) -> None:
        """A situation the program does not propose."""
        found = asking.ask_for_situation(self, self.chosen_year, self._units)
        if found is not None:
            bureau, year = self.bureau, self.chosen_year
            work.run(lambda: bureau.accountability.situation(year, *found), done=self._own, refused=self.tell_refusal)

    def _units(self, text: str) -> list[Unit]:
        return [Unit(hit.code, hit.name, hit.why) for hit in self.bureau.units.search(text)]

    def _own(self, situation: Situation) -> None:
        rows = [row for row in self.table.situations.rows if row.key != situation.key]
        self.frame.say("")
        self.table.show_situations([situation, *rows], situation.key)
        self._to_form()

    def decide(self) -> None:
        shown, form, bureau = self._shown, self.form, self.bureau
        if shown is None:
            return
        facts, people, numbers, proposal = form.facts.value(), form.people, form.numbers, form.proposal
        work.run(
            lambda: bureau.accountability.decide(
                shown.year, shown.unit, shown.clause, facts=facts, people=people, evidence=numbers, proposal=proposal
            ),
            done=lambda _kept: self._was_decided(shown, "已作出决定，文书在“文书”页待发（Ctrl+8）。"),
            refused=form.say_fault,
        )

    def set_aside(self) -> None:
        shown, bureau = self._shown, self.bureau
        if shown is None or not shown.proposed:
            return
        reason = asking.ask_to_set_aside(self, f"{shown.unit_name}　{shown.citation}")
        if reason is not None:
            work.run(
                lambda: bureau.accountability.set_aside(shown.year, shown.unit, shown.clause, reason=reason, evidence=shown.evidence),
                done=lambda _kept: self._was_decided(shown, "记下了：不予查究。"),
                refused=self.tell_refusal,
            )

    def _was_decided(self, shown: Situation, words: str) -> None:
        self.strip.say(f"{shown.unit_name}　{shown.citation}　{words}", [self._away()])
        self._shown, self._wanted = None, shown.key
        self.form.begin(shown)
        self.refresh()
        self.table.setFocus()

    def tell_refusal(self, refusal: Refusal) -> None:
        self.strip.say(str(refusal), [self._away()], "accent")

    def _away(self) -> Button:
        return Button("知道了", kind="quiet", does=self.strip.hide)


