"""A strip above a page that says what was done, without stopping anyone: it goes with a key, or when the next thing begins."""

from collections.abc import Sequence

from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from ui.text import Label, restyle
from ui.theme import theme
from ui.widgets.button import Button


class Strip(QFrame):
    """Hidden until it has something to say."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("place", "strip")
        self._layout = QHBoxLayout(self)
        self._layout.setContentsMargins(theme.pixels(14), theme.pixels(7), theme.pixels(8), theme.pixels(7))
        self._layout.setSpacing(theme.pixels(10))
        self.words = Label("", wrap=True).selectable()
        self._layout.addWidget(self.words, 1)
        self._buttons: list[Button] = []
        self.hide()

    def say(self, words: str, buttons: Sequence[Button] = (), tone: str = "good") -> None:
        """Show `words` with `buttons`; the last button should put the strip away."""
        for button in self._buttons:
            self._layout.removeWidget(button)
            button.deleteLater()
        self._buttons = list(buttons)
        for button in self._buttons:
            self._layout.addWidget(button)
        self.words.setText(words)
        self.setAccessibleName(words)
        self.setProperty("tone", tone)
        restyle(self)
        self.show()
