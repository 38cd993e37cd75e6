"""The slip under the tray: the document one is at, what it rests on, to whom, how many copies, and which number comes next."""

import re
from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QLineEdit

from app.services.documents.values import Particular, Waiting
from ui.models.tray import said_of
from ui.pages.documents.words import number_to_come
from ui.text import ElidedLabel, Label, restyle, set_tooltip
from ui.theme import theme
from ui.widgets.card import Card
from ui.widgets.chip import Chip
from ui.widgets.inputs import Number
from ui.widgets.line import Line

_RECORD = re.compile(r"[A-Z]*\d{4}-\d+")
PARTICULARS = 2
"""Lines for what is said of a document before issue, at most."""
_APART = re.compile(r"[；;]")


class Slip(Card):
    """``changed`` after copies or recipients were written; ``open_record`` opens a petition or matter by its number."""

    changed = Signal()
    done = Signal()

    def __init__(self, open_record: Callable[[str], None]) -> None:
        super().__init__()
        self._open = open_record
        self._originals = 0
        self._asked: tuple[Particular, ...] = ()
        self._compact = self._is_record = False
        self.what = ElidedLabel("", "strong")
        self.to = Line(longest=600)
        self.to.setAccessibleName("送，几份正本之间用分号隔开")
        self.clause, self.record = Chip("", "muted"), Chip("", "link", opens=True)
        self.number = ElidedLabel("", "muted")
        self.copies = Number("1", most=99)
        self.copies.setAccessibleName("每份正本印几份")
        self.copies.setFixedWidth(theme.pixels(52))
        grid = QGridLayout()
        grid.setHorizontalSpacing(theme.pixels(12))
        grid.setVerticalSpacing(theme.pixels(4))
        grid.addWidget(self.what, 0, 0, 1, 2)
        grid.addWidget(self.clause, 0, 2, 1, 2)
        grid.addWidget(self.record, 0, 2, 1, 2)
        for row, (caption, part) in enumerate((("送", self.to), ("编号", self.number)), start=1):
            caption_label = Label(caption, "caption")
            grid.addWidget(caption_label, row, 0)
            grid.addWidget(part, row, 1)
        self._more = (self.what, self.clause, self.record, self.number, caption_label)
        grid.addWidget(Label("份数", "caption"), 1, 2)
        grid.addWidget(self.copies, 1, 3)
        grid.setColumnStretch(1, 1)
        self._particulars = tuple((Label("", "caption"), Line(longest=100)) for _each in range(PARTICULARS))
        for _label, line in self._particulars:
            line.setAccessibleName("发文前写明")
        for place, (label, line) in enumerate(self._particulars):
            grid.addWidget(label, 3 + place, 0)
            grid.addWidget(line, 3 + place, 1, 1, 3)
        self._hide_particulars()
        self.body.addLayout(grid)
        for line in (self.to, self.copies, *(line for _caption, line in self._particulars)):
            line.textEdited.connect(lambda _text: self._tell())
            line.entered.connect(self.done.emit)
        self.record.pressed.connect(self._open)
        self.hide()

    def show_told(self, asked: Sequence[Particular], number: str, said: Mapping[str, str]) -> None:
        """What is known once the document was looked at: which number comes next, and what may be said for it before issue."""
        self.number.setText(number_to_come(number))
        if tuple(asked) != self._asked:
            self._asked = tuple(asked)
        for place, (caption, line) in enumerate(self._particulars):
            shown = self._asked[place] if place < len(self._asked) else None
            for part in (caption, line):
                part.setVisible(shown is not None)
            if shown is not None:
                caption.setText(shown.caption)
                line.setAccessibleName(shown.caption)
                line.setPlaceholderText(shown.usual)
                if not line.hasFocus():
                    line.take(said.get(shown.name, ""))

    @property
    def written_particulars(self) -> dict[str, str]:
        """What was said for this document, by name; what was left to the usual is not in it."""
        written = zip(self._asked, (line.value() for _caption, line in self._particulars), strict=False)
        return {asked.name: value for asked, value in written if value}

    def show_waiting(self, waiting: Waiting | None, copies: int, recipients: Sequence[str]) -> None:
        """The document one is at, with what was written for it before."""
        self.setVisible(waiting is not None)
        if waiting is None:
            return
        self.what.setText(said_of(waiting))
        self.number.setText("")
        self._hide_particulars()
        self._originals = len(waiting.recipients)
        self.to.setEnabled(bool(waiting.recipients))
        self._is_record = _RECORD.fullmatch(waiting.because) is not None
        for chip, wanted in ((self.record, self._is_record), (self.clause, bool(waiting.because) and not self._is_record)):
            chip.show_text(waiting.because)
            chip.setVisible(wanted and not self._compact)
        for line, value in ((self.to, "；".join(recipients)), (self.copies, copies)):
            if not line.hasFocus():
                line.take(value)
        self._judge()

    def _hide_particulars(self) -> None:
        self._asked = ()
        for parts in self._particulars:
            for part in parts:
                part.hide()

    def compact(self, compact: bool) -> None:
        """On a low screen only what can be written stays."""
        if compact != self._compact:
            self._compact = compact
            for part in self._more:
                part.setVisible(not compact and part not in {self.clause, self.record})
            (self.record if self._is_record else self.clause).setVisible(not compact)

    @property
    def written_copies(self) -> int | None:
        """None where no number of 1 or more is written."""
        return self.copies.number() or None

    @property
    def written_recipients(self) -> tuple[str, ...] | None:
        """To whom each original goes; None where there are not as many as originals."""
        names = tuple(name.strip() for name in _APART.split(self.to.value()) if name.strip())
        return names if len(names) == self._originals else None

    def go_to_fault(self) -> bool:
        """The cursor to what must be mended first. False where nothing must."""
        for line, sound in ((self.to, self.written_recipients is not None), (self.copies, self.written_copies is not None)):
            if not sound and line.isVisible():
                line.setFocus()
                return True
        return False

    def _tell(self) -> None:
        self._judge()
        self.changed.emit()

    def _judge(self) -> None:
        _mark(self.to, "" if self.written_recipients is not None else f"要写 {self._originals} 个，用分号隔开")
        _mark(self.copies, "" if self.written_copies else "至少一份")


def _mark(line: QLineEdit, fault: str) -> None:
    state = "fault" if fault else ""
    set_tooltip(line, fault or line.accessibleName())
    line.setAccessibleDescription(fault)
    if (line.property("state") or "") != state:
        line.setProperty("state", state)
        restyle(line)
