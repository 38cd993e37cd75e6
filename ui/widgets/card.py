"""A card: a rounded ground with a caption and whatever stands on it; its edge may carry a colour, beside the words that say the same."""

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from ui.text import ElidedLabel, Label
from ui.theme import theme


class Card(QFrame):
    """``edge`` names a token (`accent`, `warn`, `good`) or is empty."""

    def __init__(self, caption: str = "", *, edge: str = "", hint: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.edge = edge
        self.setProperty("place", "card")
        self.body = QVBoxLayout(self)
        margin = theme.pixels(14)
        self.body.setContentsMargins(margin + 2, theme.pixels(10), margin, theme.pixels(11))
        self.body.setSpacing(theme.pixels(4))
        self.caption = ElidedLabel(caption, "caption")
        self.hint = ElidedLabel(hint, "small")
        head = QHBoxLayout()
        head.addWidget(self.caption)
        head.addStretch(1)
        head.addWidget(self.hint)
        self.body.addLayout(head)
        self.caption.setVisible(bool(caption))
        self.hint.setVisible(bool(hint))

    def set_edge(self, edge: str) -> None:
        if edge != self.edge:
            self.edge = edge
            self.update()

    def say(self, words: str, tone: str = "plain") -> Label:
        """A wrapped line of plain text on the card."""
        label = Label(words, tone, wrap=True)
        self.body.addWidget(label)
        return label

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.edge:
            painter = QPainter(self)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            ground = QPainterPath()
            ground.addRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), theme.pixels(7), theme.pixels(7))
            painter.setClipPath(ground)
            painter.fillRect(QRectF(0, 0, theme.pixels(4), self.height()), theme.colour(self.edge))
