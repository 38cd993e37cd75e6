"""Pips: how many of so many, drawn as filled and empty places; the number stands beside them in words."""

from PySide6.QtCore import QPointF, QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.theme import theme


class Pips(QWidget):
    """``before`` places are filled, those up to ``after`` are new (hatched edge), the rest of ``of`` is empty."""

    def __init__(self, before: int, after: int, of: int, tone: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._before, self._after, self._of, self._tone = before, after, of, tone
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(f"{after} / {of}")

    def sizeHint(self) -> QSize:
        return QSize(max(self._of, self._after) * theme.pixels(30), theme.pixels(14))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colour = theme.colour(self._tone)
        wide, high, step = theme.pixels(25), theme.pixels(9), theme.pixels(30)
        for place in range(max(self._of, self._after)):
            box = QRectF(place * step + 1, (self.height() - high) / 2, wide, high)
            painter.setPen(QPen(colour, 1.5))
            painter.setBrush(colour if place < self._after else theme.colour("surface"))
            painter.drawRoundedRect(box, high / 2, high / 2)
            if self._before <= place < self._after:
                # What this registration adds carries a light core: told apart without colour.
                painter.setPen(QPen(theme.colour("surface"), 2))
                half = QPointF(theme.pixels(5), 0)
                painter.drawLine(box.center() - half, box.center() + half)
