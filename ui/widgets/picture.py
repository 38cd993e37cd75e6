"""A picture as wide as its column, never wider than it is; made smaller as the window is."""

from pathlib import Path

from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.theme import theme


class Picture(QWidget):
    """Shows one file of the program's own; ``words`` say what it shows to whom cannot see it."""

    def __init__(self, file: Path, words: str) -> None:
        super().__init__()
        self._pixmap = QPixmap(str(file))
        self.setAccessibleName(words)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    @property
    def whole(self) -> bool:
        """Whether the file could be read."""
        return not self._pixmap.isNull()

    def sizeHint(self) -> QSize:
        return self._pixmap.size()

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.pixels(160), 0)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        own = self._pixmap.size()
        return round(own.height() * min(width, own.width()) / max(1, own.width()))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        place = QRect(0, 0, min(self.width(), self._pixmap.width()), self.heightForWidth(self.width()))
        painter.drawPixmap(place, self._pixmap)
        painter.setPen(theme.colour("border"))
        painter.drawRect(place.adjusted(0, 0, -1, -1))
