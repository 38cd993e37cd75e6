"""A chip: a word or a number in a rounded ground; a pressable one opens what it names by click, Enter or Space."""

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.text import set_tooltip
from ui.theme import theme

_GROUNDS = {
    "accent": "accent_soft",
    "warn": "warn_soft",
    "good": "good_soft",
    "link": "link_soft",
    "muted": "neutral_soft",
    "ink": "neutral_soft",
}


class Chip(QWidget):
    """``tone`` names the token of its words."""

    pressed = Signal(str)

    def __init__(self, text: str, tone: str = "muted", *, opens: bool = False, tip: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._text, self._tone, self.opens = text, tone, opens
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(text)
        set_tooltip(self, tip)
        if opens:
            self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            self.setCursor(Qt.CursorShape.PointingHandCursor)
            self.setAccessibleDescription("按 Enter 打开")

    @property
    def text(self) -> str:
        return self._text

    def show_text(self, text: str, tone: str | None = None) -> None:
        self._text, self._tone = text, tone or self._tone
        self.setAccessibleName(text)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        font = self.fontMetrics()
        return QSize(font.horizontalAdvance(self._text) + theme.pixels(20), font.height() + theme.pixels(6))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        painter.setPen(QPen(theme.colour("accent"), 2) if self.hasFocus() else Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour(_GROUNDS[self._tone]))
        painter.drawRoundedRect(box, box.height() / 2, box.height() / 2)
        painter.setPen(theme.colour(self._tone))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextSingleLine, self._text)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self.opens and self.rect().contains(event.position().toPoint()):
            self.pressed.emit(self._text)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self.opens and event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space}:
            self.pressed.emit(self._text)
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()
