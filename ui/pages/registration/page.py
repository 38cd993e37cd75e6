"""登记: the start page; lays out the form and what it means, and hands what the clerk does to the services."""

from collections.abc import Sequence
from functools import partial
from typing import Any

from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout

from app.services.matches import Match
from app.services.petition_form import Form, PetitionDraft
from ui import work
from ui.bureau import Bureau
from ui.page import Desk, Page
from ui.pages.registration import reading, saving, words
from ui.pages.registration.afterwards import Afterwards
from ui.pages.registration.asking import Answer, Asking
from ui.pages.registration.drafts import Drafts
from ui.pages.registration.form import RegistrationForm
from ui.pages.registration.head import Head
from ui.pages.registration.leftover import Leftover
from ui.pages.registration.matches_card import MatchesCard
from ui.pages.registration.meaning_panel import MeaningPanel, NoticesCard
from ui.theme import theme
from ui.widgets.button import Button
from ui.widgets.dialog import ask, refuse
from ui.widgets.flow import Flow
from ui.widgets.scroll import Column, scrolled
from ui.widgets.strip import Strip
from ui.widgets.unit_line import Unit, UnitLine

SIDE = 332
STACKED = 760  # narrower than this, the side goes below the form


class RegistrationPage(Page):
    hints = words.HINTS
    keys = words.KEYS
    help = words.HELP

    def __init__(self, bureau: Bureau, desk: Desk) -> None:
        super().__init__(bureau, desk)
        self._saving = False
        self._confirmed: set[str] = set()
        self._tried = False  # a save was tried: what is missing is said too from here on
        self._answer: Answer | None = None
        self._notice = ""  # the one wanted with the save under way
        self._superior = ""  # the code of the unit that may have an accusation
        self.form = RegistrationForm(bureau.today, self._unit_line, ())
        self.panel, self.notices = MeaningPanel(), NoticesCard()
        self.matches = MatchesCard(self.take_over, desk.open_petition)
        self.asking = Asking(bureau, self.form.draft, lambda: self.form.composing, self)
        self.drafts = Drafts(bureau, self.form.draft, lambda: self.form.dirty, self)
        self.strip, self.head = Strip(), Head(lambda: self.form.take_matter(""))
        self.afterwards = Afterwards(bureau, desk, self.strip)
        self.leftover = Leftover(bureau, self.strip, self.drafts, self)
        self._build()
        self._connect()
        self._learn_classes()
        self.drafts.begin()
        self.leftover.look()

    # --- layout

    def _build(self) -> None:
        outer = QVBoxLayout(self)
        outer.setContentsMargins(theme.pixels(18), theme.pixels(10), theme.pixels(14), theme.pixels(8))
        outer.setSpacing(theme.pixels(8))
        top = QHBoxLayout()
        top.addWidget(self.head, 1)
        top.addWidget(Button("空白表", "Ctrl+F8", kind="quiet", does=self.afterwards.print_form))
        outer.addLayout(top)
        outer.addWidget(self.strip)
        self._columns = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._columns.setSpacing(theme.pixels(14))
        side = Column()
        for part in (self.panel, self.matches, self.notices):
            side.parts.addWidget(part)
        side.parts.addStretch(1)
        self._side = scrolled(side)
        self._columns.addWidget(scrolled(self.form), 3)
        self._columns.addWidget(self._side)
        outer.addLayout(self._columns, 1)
        outer.addLayout(self._buttons())

    def _buttons(self) -> Flow:
        self.save_button = Button("保存并新建", "Ctrl+Return", kind="primary", does=self.save)
        row = Flow(spacing=8)
        row.addWidget(self.save_button)
        for name, key, does in (
            ("接访通知", "F6", partial(self.follow, saving.SUMMONS)),
            ("交办通知", "F7", partial(self.follow, saving.ASSIGNMENT)),
            ("打印登记表", "F8", partial(self.follow, saving.FORM)),
            ("更多栏目", "F9", self._toggle_more),
            ("清空", "Esc", self.abandon),
        ):
            row.addWidget(Button(name, key, does=does))
        return row

    def _connect(self) -> None:
        self.form.changed.connect(self._changed)
        self.form.left.connect(self.asking.soon)
        self.form.finished.connect(self.save_button.setFocus)
        self.asking.told.connect(self._know)
        self.asking.matched.connect(self.matches.show_matches)
        self.drafts.kept.connect(self.head.show_kept)
        keys = {"F2": self.panel.toggle_why, "F4": self.matches.take_first, "Ctrl+Enter": self.save, "Ctrl+J": self.give_to_superior}
        for key, does in keys.items():
            QShortcut(QKeySequence(key), self).activated.connect(does)

    def _unit_line(self) -> UnitLine:
        return UnitLine(self.find_units)

    def find_units(self, text: str) -> Sequence[Unit]:
        """Blocks."""
        hits = self.bureau.units.search(text, 8)
        return [Unit(hit.code, hit.name, words.why_found(hit)) for hit in hits]

    def _learn_classes(self) -> None:
        work.run(
            self.bureau.registration.subject_classes, done=words.offer_classes(self.form), refused=lambda _refusal: None, line="look-up"
        )

    def enter(self) -> None:
        self.form.go_back()
        self.asking.soon()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        stacked = self.width() < theme.pixels(STACKED)
        direction = QBoxLayout.Direction.TopToBottom if stacked else QBoxLayout.Direction.LeftToRight
        if self._columns.direction() != direction:
            self._columns.setDirection(direction)
        self._side.setFixedWidth(16_777_215 if stacked else min(theme.pixels(SIDE), self.width() * 2 // 5))

    # --- while it is filled

    def _changed(self) -> None:
        self.head.show_form(letter=self.form.editor("form").value() is Form.LETTER, matter=self.form.matter)
        self.asking.soon()

    def _know(self, answer: Answer) -> None:
        """The newest answer: the meaning at the side, the faults of what is filled at its fields."""
        self._answer = answer
        self.head.show_number(answer.meaning.number)
        if self.form.dirty:
            self.panel.show_meaning(answer.meaning)
        else:
            self.panel.wait()
        self.notices.show_notices(answer.meaning if self.form.dirty else None)
        self.form.clear_faults()
        words.say_identity(self.form, answer)
        standing = [fault for fault in answer.faults if fault.field not in self._confirmed]
        self.form.say_faults([*self.form.wrong(), *map(words.with_key, standing)], only_filled=not self._tried)
        self._superior = next((fault.offer for fault in standing if fault.offer), "")

    def give_to_superior(self) -> None:
        """Ctrl+J: an accusation goes to the body above the accused."""
        self._take_unit_of(self._superior)

    def take_over(self, match: Match) -> None:
        """F4: this is the same matter; its unit is taken where none is chosen yet."""
        if not match.matter:
            return
        self.form.take_matter(match.matter)
        if not self.form.editor("unit").value():
            self._take_unit_of(match.unit or "")

    def _take_unit_of(self, code: str) -> None:
        def take(found: Sequence[Unit]) -> None:
            if found:
                self.form.editor("unit").take_unit(found[0])

        if code:
            work.run(lambda: self.find_units(code), done=take, refused=lambda _refusal: None, line="look-up")

    def _toggle_more(self) -> None:
        shown = self.form.more.isHidden()
        self.form.show_more(shown)
        if shown:
            self.form.go("petitioners.0.birth_on")

    # --- saving

    def save(self, notice: str = "") -> None:
        """Ctrl+Enter: keep it and begin a new one; whatever stands against it is said at its field. ``notice``: wanted with it."""
        if self._saving:
            return
        self._notice = notice
        wrong = self.form.wrong()
        if wrong:
            self._stand_against(wrong)
            return
        draft, shown, confirmed = self.form.draft(), frozenset(self.asking.shown), frozenset(self._confirmed)
        self._busy(True)
        work.run(
            lambda: saving.save(self.bureau, draft, confirmed, shown, notice),
            done=self._saved,
            refused=lambda refusal: refuse(self, refusal, "没有保存，表上的内容还在"),
            finally_=lambda: self._busy(False),
        )

    def _busy(self, busy: bool) -> None:
        self._saving = busy
        self.save_button.setEnabled(not busy)

    def _saved(self, outcome: saving.Outcome) -> None:
        if outcome.registered is None:
            self._stand_against(outcome.faults)
            return
        said = saving.said(outcome.registered, words.kinds(self._answer))
        self.afterwards.number = outcome.registered.number
        self.afterwards.tell("\n".join(part for part in (said, outcome.notice) if part))
        wanted, self._notice = self._notice, ""
        self.begin(reading.fresh(self.bureau.today))
        self.desk.refresh_due()
        if wanted == saving.FORM:
            self.afterwards.print_form(self.afterwards.number)

    def follow(self, notice: str) -> None:
        """F6, F7, F8: saves first where something is filled in; else it is for the one registered last."""
        if self.form.dirty:
            self.save(notice)
        else:
            self.afterwards.follow(notice)

    def _stand_against(self, faults: Sequence[Any]) -> None:
        self._tried = True
        said = self.form.say_faults(list(map(words.with_key, faults)), only_filled=False)
        self._superior = next((fault.offer for fault in faults if fault.offer), "")
        if saving.only_doubts(tuple(faults)) and self._confirm(faults):
            self._confirmed.update(fault.field for fault in faults)
            self.save(self._notice)
        elif said:
            self.form.go(said[0])

    def _confirm(self, faults: Sequence[Any]) -> bool:
        lines = "\n".join(f"· {fault.message}" for fault in faults)
        return ask(
            self,
            "有可疑的内容，核对过了吗？",
            f"{lines}\n\n本人就在面前、确实如此的，可以照样保留，登记上会注明。",
            yes="核对过，保留",
            no="回去改",
        )

    def begin(self, draft: PetitionDraft, unit: Unit | None = None, accused_unit: Unit | None = None) -> None:
        """A new form, or one that was left behind."""
        self._confirmed = set()
        self._tried = False
        self._answer = None
        self._superior = ""
        self.asking.begin()
        self.matches.show_matches(())
        self.form.show_more(False)
        self.form.start(draft, unit, accused_unit)
        self.head.kept.hide()
        self.drafts.begin()
        self.form.go("petitioners.0.name")

    def take_up(self, draft: PetitionDraft, unit: Unit | None, accused_unit: Unit | None) -> None:
        """Go on with a form that was left behind: all of it would be lost, and what was filled in is seen."""
        self.begin(draft, unit, accused_unit)
        self.form.undo.first = {}
        self.form.show_more(self.form.more_is_filled)

    # --- leaving it

    def abandon(self) -> None:
        """Esc: puts the strip away; asks only if something would be lost."""
        if not self.form.dirty:
            self.strip.hide()
            return
        if ask(self, "清空这张表？", "已填的内容还没有保存，清空后草稿也一并删去。", yes="清空", no="接着填"):
            self.drafts.discard()
            self.begin(reading.fresh(self.bureau.today))

    def may_leave(self) -> bool:
        if not self.form.dirty:
            return True
        self.drafts.keep()
        return ask(self, "这张表还没有保存", "现在退出，草稿留在数据文件里，下次登录时可以接着填。", yes="退出", no="留下")
