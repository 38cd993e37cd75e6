"""One petition, or one matter with its course, as the services give it: masked where it is protected."""

from collections.abc import Iterable
from typing import NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QScrollArea, QWidget

from app.services.actor import Right
from app.services.matter_values import MatterView
from app.services.registration_values import PetitionView, VoidState
from ui import work
from ui.bureau import Bureau
from ui.pages.petition import reveal, seen_by, words
from ui.pages.petition.deeds import Deeds
from ui.pages.petition.files import card_of
from ui.text import Label
from ui.theme import theme
from ui.widgets.button import Button
from ui.widgets.card import Card
from ui.widgets.chip import Chip
from ui.widgets.dialog import Dialog, refuse
from ui.widgets.flow import Flow, grows_with_width
from ui.widgets.scroll import Column, scrolled

WIDE = 760


class RecordDialog(Dialog):
    """A number, its marks, and cards below; Esc closes it."""

    def __init__(self, parent: QWidget, title: str, marks: Iterable[tuple[str, str]]) -> None:
        super().__init__(parent, title, wide=WIDE)
        row = QHBoxLayout()
        row.setSpacing(theme.pixels(7))
        for word, tone in marks:
            row.addWidget(Chip(word, tone))
        row.addStretch(1)
        self.body.addLayout(row)
        self.column = Column(spacing=10)
        self.area: QScrollArea = scrolled(self.column)
        self.body.addWidget(self.area, 1)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """What is longer than the window is read on by the page keys."""
        bar = self.area.verticalScrollBar()
        step = {Qt.Key.Key_PageDown: bar.pageStep(), Qt.Key.Key_PageUp: -bar.pageStep()}.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
        else:
            bar.setValue(bar.value() + step)

    def add_pairs(self, caption: str, pairs: Iterable[tuple[str, str]]) -> None:
        """A card of captions and texts side by side."""
        card = Card(caption)
        grid = QGridLayout()
        grid.setHorizontalSpacing(theme.pixels(16))
        grid.setVerticalSpacing(theme.pixels(6))
        for row, (name, text) in enumerate(pairs):
            grid.addWidget(Label(name, "caption"), row, 0)
            grid.addWidget(Label(text, wrap=True).selectable(), row, 1)
        grid.setColumnStretch(1, 1)
        card.body.addLayout(grid)
        grows_with_width(card)
        self.column.parts.addWidget(card)

    def add_lines(self, caption: str, lines: Iterable[str]) -> None:
        card = Card(caption)
        for line in lines:
            card.say(line).selectable()
        grows_with_width(card)
        self.column.parts.addWidget(card)

    def finish(self, *buttons: Button) -> None:
        """Lay out the foot, and take the room the cards need, within the window's."""
        self.fits = False
        self.column.parts.addStretch(1)
        close = Button("关闭", "Esc", kind="primary", does=self.accept)
        foot = Flow(spacing=8)  # more buttons than a narrow window has room for in a row
        for button in (*buttons, close):
            foot.addWidget(button)
        self.body.addLayout(foot)
        close.setFocus()
        window = self.parentWidget()
        room = (window.window().height() if window is not None else theme.pixels(700)) - theme.pixels(60)
        wanted = self.column.heightForWidth(theme.pixels(WIDE - 60)) + theme.pixels(190)
        self.resize(theme.pixels(WIDE), min(room, wanted))


class Seen(NamedTuple):
    """A petition as the register shows it, and how it may be voided."""

    view: PetitionView
    state: VoidState


def fetch(bureau: Bureau, number: str) -> Seen:
    """Blocks. Raises Refusal."""
    return Seen(bureau.registration.petition(number), bureau.registration.void_state(number))


def petition_dialog(parent: QWidget, bureau: Bureau, seen: Seen) -> RecordDialog:
    """The petition as the register shows it, with what may be done about it."""
    view, state = seen
    dialog = RecordDialog(parent, f"登记 {view.number}", words.marks_of(view))
    dialog.add_pairs("登记内容", words.of_petition(view, sample=bureau.sample))
    dialog.add_lines("来访人", words.people_of(view))
    deeds = Deeds(dialog, bureau, view, state, lambda: _again(parent, dialog, bureau, view.number))
    files = card_of(bureau, view, bureau.may(Right.REGISTER), deeds.changed)
    if files is not None:
        dialog.column.parts.addWidget(files)
        dialog.finished.connect(files.close_all)
    if lines := words.corrections_of(view, state):
        dialog.add_lines("更正与作废", lines)
    matter = view.draft.matter
    reveal.add_card(dialog.column, [*reveal.buttons(dialog, bureau, view, deeds.changed), *seen_by.buttons(dialog, bureau, view)])
    see = [Button(f"看事项 {matter}", does=lambda: open_matter(dialog, bureau, matter))] if matter else []
    dialog.finish(*see, *deeds.buttons())
    return dialog


def _again(parent: QWidget, dialog: RecordDialog, bureau: Bureau, number: str) -> None:
    """Something was written: the petition as it is now."""
    dialog.accept()
    open_petition(parent, bureau, number)


def matter_dialog(parent: QWidget, bureau: Bureau, view: MatterView) -> RecordDialog:
    """The matter with its due dates and all that happened on it."""
    marks = [("集体", "accent")] * view.marked_collective + [("揭发控告", "ink")] * view.accusation + [("补录", "ink")] * view.late
    dialog = RecordDialog(parent, f"事项 {view.number}", marks)
    dialog.add_pairs("事项", words.of_matter(view))
    dialog.add_lines("办结期限的由来", words.due_lines(view))
    dialog.add_pairs(
        "经过",
        [(str(entry.on), "　".join(part for part in (entry.title, entry.reference, entry.words) if part)) for entry in view.timeline],
    )
    dialog.finish()
    return dialog


def open_petition(parent: QWidget, bureau: Bureau, number: str) -> None:
    """Read the petition on a thread, then show it."""
    work.run(
        lambda: fetch(bureau, number),
        done=lambda seen: petition_dialog(parent, bureau, seen).open(),
        refused=lambda refusal: refuse(parent, refusal, f"打不开 {number}"),
    )


def open_matter(parent: QWidget, bureau: Bureau, number: str) -> None:
    work.run(
        lambda: bureau.matters.matter(number),
        done=lambda view: matter_dialog(parent, bureau, view).open(),
        refused=lambda refusal: refuse(parent, refusal, f"打不开 {number}"),
    )
