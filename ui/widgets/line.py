"""The one-line input every form is made of; light, since the login is."""

from typing import Any

from PySide6 import QtCore
from PySide6.QtCore import Signal
from PySide6.QtGui import QInputMethodEvent, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget


def is_enter(event: QKeyEvent) -> bool:
    """Enter alone, on either part of the keyboard."""
    plain = not event.modifiers() & ~QtCore.Qt.KeyboardModifier.KeypadModifier
    return plain and event.key() in {QtCore.Qt.Key.Key_Return, QtCore.Qt.Key.Key_Enter}


class Line(QLineEdit):
    """One line. ``composing`` while an input method holds a word that is not yet text: nothing is looked up then."""

    typed = Signal(str)
    entered = Signal()

    def __init__(self, placeholder: str = "", *, longest: int = 200, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.composing = False
        self.setMaxLength(longest)
        self.setPlaceholderText(placeholder)
        self.textEdited.connect(self._tell)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        self.composing = bool(event.preeditString())
        super().inputMethodEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if is_enter(event):
            self.entered.emit()
            event.ignore()
        else:
            super().keyPressEvent(event)

    def value(self) -> str:
        return self.text().strip()

    def take(self, value: Any) -> None:
        self.setText("" if value is None else str(value))
        self.setCursorPosition(0)

    def _tell(self, text: str) -> None:
        if not self.composing:
            self.typed.emit(text)
