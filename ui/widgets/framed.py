"""A table on a card's ground; words take its place where it has no rows."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QStackedLayout, QVBoxLayout, QWidget

from ui.text import Label
from ui.theme import theme


class Framed(QWidget):
    """Shows the table, or what `say` was given."""

    def __init__(self, table: QWidget) -> None:
        super().__init__()
        self.setProperty("ground", "surface")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.table, self.words = table, Label("", "muted", wrap=True)
        self.words.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        empty = QWidget()
        margin = theme.pixels(22)
        inner = QVBoxLayout(empty)
        inner.setContentsMargins(margin, margin, margin, margin)
        inner.addWidget(self.words)
        inner.addStretch(1)
        self._layers = QStackedLayout(self)
        self._layers.setContentsMargins(1, 1, 1, 1)
        self._layers.addWidget(table)
        self._layers.addWidget(empty)

    def say(self, words: str) -> None:
        """Words in place of the table; none of them: the table."""
        self.words.setText(words)
        self._layers.setCurrentIndex(1 if words else 0)
