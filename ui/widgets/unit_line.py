"""A line for a unit: by number, name or pinyin initials; looked up off the window's thread, and never while a word is being composed."""

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QWidget

from ui.widgets.line import Line, is_enter
from ui.widgets.suggestions import Suggestions
from ui.work import Latest

_PAUSE = 60  # ms of quiet before a look-up


class Unit(NamedTuple):
    """A unit to choose: its code, its name, and why it was found."""

    code: str
    name: str
    why: str


class UnitLine(Line):
    """``ask`` finds units for what is typed; it runs on a thread. ``chosen`` tells that another unit (or none) stands here."""

    chosen = Signal()

    def __init__(self, ask: Callable[[str], Sequence[Unit]], parent: QWidget | None = None) -> None:
        super().__init__("编号、名称或拼音首字母", longest=60, parent=parent)
        self._ask = ask
        self.unit: Unit | None = None
        self._found: Sequence[Unit] = ()
        self._eager = False  # Enter came before the answer did
        self._latest = Latest()
        self._list = Suggestions(self)
        self._list.taken.connect(lambda row: self._take_found(row, go_on=True))
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE)
        self._pause.timeout.connect(self._look)
        self.typed.connect(self._typed)

    @property
    def code(self) -> str:
        """The code of the unit that stands here, or empty."""
        return self.unit.code if self.unit else ""

    @property
    def unresolved(self) -> bool:
        """Something is written that is not (yet) a unit."""
        return self.unit is None and bool(self.value())

    def take_unit(self, unit: Unit | None) -> None:
        self.unit = unit
        self.take(unit.name if unit else "")
        self.chosen.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if is_enter(event) and self.unresolved:
            self._eager = True
            self._look()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if self.unresolved and self._found:
            self._take_found(0, go_on=False)

    def _typed(self, _text: str) -> None:
        if self.unit is not None:
            self.unit = None
            self.chosen.emit()
        self._found = ()
        self._pause.start()

    def _look(self) -> None:
        self._pause.stop()
        text = self.value()
        if not text or self.composing:
            self._latest.drop()
            self._list.close()
            return
        self._latest.ask(lambda: self._ask(text), self._know, lambda _refusal: self._know(()))

    def _know(self, found: Any) -> None:
        self._found = found
        if self._eager:
            self._eager = False
            if found:
                self._take_found(0, go_on=True)
            return
        self._list.offer([f"{unit.name}　{unit.code}　{unit.why}" for unit in found])

    def _take_found(self, row: int, *, go_on: bool) -> None:
        self._list.close()
        if 0 <= row < len(self._found):
            unit = self._found[row]
            self._found = ()
            self.take_unit(unit)
            if go_on:
                self.entered.emit()
