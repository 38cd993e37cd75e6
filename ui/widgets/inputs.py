"""The inputs forms are made of beside the line: a number, several lines, a tick, a choice by digit or initials."""

from typing import Any, NamedTuple

from PySide6 import QtCore
from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QInputMethodEvent, QIntValidator, QKeyEvent, QWheelEvent
from PySide6.QtWidgets import QCheckBox, QComboBox, QPlainTextEdit, QSizePolicy, QWidget

from ui.theme import theme
from ui.widgets.line import Line, is_enter


class Number(Line):
    """A whole number; empty is None."""

    def __init__(self, placeholder: str = "", *, most: int = 99_999, parent: QWidget | None = None) -> None:
        super().__init__(placeholder, longest=len(str(most)), parent=parent)
        self.setValidator(QIntValidator(0, most, self))

    def number(self) -> int | None:
        return int(self.text()) if self.text().isdigit() else None


class Lines(QPlainTextEdit):
    """Several lines of plain text. Enter goes on to the next field, Shift+Enter begins a new line; Tab leaves the field."""

    entered = Signal()

    def __init__(self, placeholder: str = "", rows: int = 3, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.composing = False
        self.setPlaceholderText(placeholder)
        self.setTabChangesFocus(True)
        self._rows = rows
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        self.composing = bool(event.preeditString())
        super().inputMethodEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if is_enter(event):
            self.entered.emit()
        else:
            super().keyPressEvent(event)

    def sizeHint(self) -> QSize:
        return QSize(theme.pixels(240), self.fontMetrics().lineSpacing() * self._rows + theme.pixels(18))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.pixels(120), self.sizeHint().height())

    def value(self) -> str:
        return self.toPlainText().strip()

    def take(self, value: Any) -> None:
        self.setPlainText("" if value is None else str(value))


class Option(NamedTuple):
    """One thing to choose: its value, its word, its pinyin initials."""

    value: Any
    word: str
    initials: str = ""


class Choice(QComboBox):
    """A choice by arrow keys, by its digit, or by pinyin initials (`dq` → 地区); the wheel never changes it by accident."""

    entered = Signal()

    def __init__(self, options: list[Option], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._options: list[Option] = []
        self._typed = ""
        self.setMaxVisibleItems(16)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.setFocusPolicy(QtCore.Qt.FocusPolicy.StrongFocus)
        self.offer(options)

    def offer(self, options: list[Option]) -> None:
        """Put other options in; the value is kept where it is still among them."""
        kept = self.value() if self._options else None
        self._options = options
        self.blockSignals(True)
        self.clear()
        for option in options:
            self.addItem(option.word)
        self.blockSignals(False)
        self.take(kept)

    def value(self) -> Any:
        index = self.currentIndex()
        return self._options[index].value if 0 <= index < len(self._options) else None

    def word_of(self, value: Any) -> str:
        """What a value is called here."""
        return next((option.word for option in self._options if option.value == value), "")

    def take(self, value: Any) -> None:
        for index, option in enumerate(self._options):
            if option.value == value:
                self.setCurrentIndex(index)
                return
        self.setCurrentIndex(0 if self._options else -1)

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        typed = event.text().lower()
        plain = not event.modifiers() & ~QtCore.Qt.KeyboardModifier.KeypadModifier
        if is_enter(event):
            self.entered.emit()
        elif plain and typed.isdigit() and 0 < int(typed) <= len(self._options):
            self.setCurrentIndex(int(typed) - 1)
        elif plain and typed.isascii() and typed.isalpha():
            self._by_initials(typed)
        else:
            self._typed = ""
            super().keyPressEvent(event)

    def _by_initials(self, letter: str) -> None:
        for attempt in (self._typed + letter, letter):
            found = [index for index, option in enumerate(self._options) if option.initials.startswith(attempt)]
            if found:
                self._typed = attempt
                later = [index for index in found if index > self.currentIndex()] if len(attempt) == 1 else []
                self.setCurrentIndex((later or found)[0])
                return


class Tick(QCheckBox):
    """A yes or no, by Space; Enter goes on."""

    entered = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if is_enter(event):
            self.entered.emit()
        else:
            super().keyPressEvent(event)

    def value(self) -> bool:
        return self.isChecked()

    def take(self, value: Any) -> None:
        self.setChecked(bool(value))
