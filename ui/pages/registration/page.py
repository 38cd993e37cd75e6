"""登记: the start page; lays out the form and what it means, and hands what the clerk does to the services."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout

from app.services.drafts import KeptDraft
from app.services.matches import Match
from app.services.petition_form import Form, PetitionDraft
from ui import work
from ui.bureau import Bureau
from ui.page import Desk, Page
from ui.pages.registration import reading, saving, words
from ui.pages.registration.asking import Answer, Asking
from ui.pages.registration.drafts import Drafts, clock_time
from ui.pages.registration.form import RegistrationForm
from ui.pages.registration.head import Head
from ui.pages.registration.matches_card import MatchesCard
from ui.pages.registration.meaning_panel import MeaningPanel, NoticesCard
from ui.theme import theme
from ui.widgets.button import Button
from ui.widgets.dialog import ask, refuse
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
        self.form = RegistrationForm(bureau.today, self._unit_line, ())
        self.panel, self.notices = MeaningPanel(), NoticesCard()
        self.matches = MatchesCard(self.take_over, desk.open_petition)
        self.asking = Asking(bureau, self.form.draft, self)
        self.drafts = Drafts(bureau, self.form.draft, lambda: self.form.dirty, self)
        self.strip, self.head = Strip(), Head(lambda: self.form.take_matter(""))
        self._build()
        self._connect()
        self._learn_classes()
        self.drafts.begin()
        self.drafts.offered(self._offer_draft)

    # --- layout

    def _build(self) -> None:
        outer = QVBoxLayout(self)
        outer.setContentsMargins(theme.pixels(18), theme.pixels(10), theme.pixels(14), theme.pixels(8))
        outer.setSpacing(theme.pixels(8))
        outer.addWidget(self.head)
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

    def _buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(theme.pixels(8))
        self.save_button = Button("保存并新建", "Ctrl+Return", kind="primary", does=self.save)
        self.more_button = Button("更多栏目", "F9", does=self._toggle_more)
        self.clear_button = Button("清空", "Esc", does=self.abandon)
        for button in (self.save_button, self.more_button, self.clear_button):
            row.addWidget(button)
        row.addStretch(1)
        return row

    def _connect(self) -> None:
        self.form.changed.connect(self._changed)
        self.form.left.connect(self.asking.soon)
        self.form.finished.connect(self.save_button.setFocus)
        self.asking.told.connect(self._know)
        self.asking.matched.connect(self.matches.show_matches)
        self.drafts.kept.connect(self.head.show_kept)
        for key, does in (("F2", self.panel.toggle_why), ("F4", self.matches.take_first), ("Ctrl+Enter", self.save)):
            QShortcut(QKeySequence(key), self).activated.connect(does)

    def _unit_line(self) -> UnitLine:
        return UnitLine(self._find_units)

    def _find_units(self, text: str) -> Sequence[Unit]:
        hits = self.bureau.units.search(text, 8)
        return [Unit(hit.code, hit.name, f"{hit.why}{'　已停用' if hit.closed else ''}") for hit in hits]

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
        self.form.say_faults([*self.form.wrong(), *standing], only_filled=not self._tried)

    def take_over(self, match: Match) -> None:
        """F4: this is the same matter; its unit is taken where none is chosen yet."""
        if not match.matter:
            return
        self.form.take_matter(match.matter)
        if match.unit and not self.form.editor("unit").value():
            work.run(lambda: self._find_units(str(match.unit)), done=self._take_unit, refused=lambda _refusal: None, line="look-up")

    def _take_unit(self, found: Sequence[Unit]) -> None:
        if found:
            self.form.editor("unit").take_unit(found[0])

    def _toggle_more(self) -> None:
        shown = self.form.more.isHidden()
        self.form.show_more(shown)
        if shown:
            self.form.go("petitioners.0.birth_on")

    # --- saving

    def save(self) -> None:
        """Ctrl+Enter: keep it and begin a new one; whatever stands against it is said at its field."""
        if self._saving:
            return
        wrong = self.form.wrong()
        if wrong:
            self._stand_against(wrong)
            return
        draft, shown, confirmed = self.form.draft(), frozenset(self.asking.shown), frozenset(self._confirmed)
        self._busy(True)
        work.run(
            lambda: saving.save(self.bureau, draft, confirmed, shown),
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
        number = outcome.registered.number
        self.strip.say(
            said,
            [
                Button("看登记", "Ctrl+L", kind="quiet", does=lambda: self.desk.open_petition(number)),
                Button("知道了", kind="quiet", does=self.strip.hide),
            ],
        )
        self.begin(reading.fresh(self.bureau.today))
        self.desk.refresh_due()

    def _stand_against(self, faults: Sequence[Any]) -> None:
        self._tried = True
        said = self.form.say_faults(faults, only_filled=False)
        if saving.only_doubts(tuple(faults)) and self._confirm(faults):
            self._confirmed.update(fault.field for fault in faults)
            self.save()
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

    def begin(self, draft: PetitionDraft, unit: Unit | None = None) -> None:
        """A new form, or one that was left behind."""
        self._confirmed = set()
        self._tried = False
        self._answer = None
        self.asking.begin()
        self.matches.show_matches(())
        self.form.show_more(False)
        self.form.start(draft, unit)
        self.head.kept.hide()
        self.drafts.begin()
        self.form.go("petitioners.0.name")

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

    # --- drafts

    def _offer_draft(self, kept: KeptDraft) -> None:
        if self.form.dirty:
            return
        self.strip.say(
            f"上次有一张没有保存的表（{clock_time(kept.saved_at)}），要接着填吗？",
            [
                Button("接着填", "Ctrl+O", kind="quiet", does=lambda: self._resume(kept)),
                Button("丢弃", kind="quiet", does=self._drop_draft),
            ],
            "warn",
        )

    def _resume(self, kept: KeptDraft) -> None:
        self.strip.hide()
        found: Sequence[Unit] = ()
        code = kept.draft.unit
        if not code:
            self.begin_kept(kept.draft, found)
            return
        work.run(lambda: self._find_units(code), done=lambda units: self.begin_kept(kept.draft, units), line="look-up")

    def begin_kept(self, draft: PetitionDraft, units: Sequence[Unit]) -> None:
        self.begin(draft, next((unit for unit in units if unit.code == draft.unit), None))
        self.form.undo.first = {}

    def _drop_draft(self) -> None:
        self.strip.hide()
        self.drafts.discard()
