"""A button that shows its key: what it does, then the key that does the same."""

from collections.abc import Callable
from functools import partial

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QPushButton, QWidget

from ui.text import on_button, set_tooltip


class Button(QPushButton):
    """``kind``: primary, plain, quiet, tile. ``key`` is a shortcut of the window it stands in, shown on it."""

    def __init__(self, text: str, key: str = "", *, kind: str = "plain", does: Callable[[], object] | None = None, tip: str = "") -> None:
        super().__init__()
        self._key = key
        self.setProperty("kind", kind)
        self.setAutoDefault(False)
        self.say(text)
        set_tooltip(self, tip)
        if does:
            self.clicked.connect(partial(_perform, does))
        if key:
            shortcut = QShortcut(QKeySequence(key), self)
            shortcut.activated.connect(self.click)

    def say(self, text: str, *, with_key: bool = True) -> None:
        """What is written on it, letter by letter, and its key where there is room."""
        self.setText(on_button(text) + (f"　{key_words(self._key)}" if self._key and with_key else ""))
        self.setAccessibleName(text)


def _perform(does: Callable[[], object], _checked: bool = False) -> None:
    """Qt tells a click whether the button is checked; what a button does takes nothing."""
    does()


def key_words(key: str) -> str:
    """A key as it stands on the keyboard: `Ctrl+Return` is Ctrl+Enter."""
    return key.replace("Return", "Enter")


def quiet(text: str, does: Callable[[], object], parent: QWidget | None = None) -> Button:
    button = Button(text, kind="quiet", does=does)
    if parent:
        button.setParent(parent)
    return button
