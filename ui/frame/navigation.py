"""The navigation on the left: the pages that work, each with its key; narrow windows show the marks alone."""

from collections.abc import Callable

from PySide6.QtCore import QByteArray, QSize, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QButtonGroup, QFrame, QToolButton, QVBoxLayout

from app import resources
from ui.text import on_button, set_tooltip
from ui.theme import theme


class Navigation(QFrame):
    """``go`` is given the number of the page asked for."""

    def __init__(self, go: Callable[[int], None]) -> None:
        super().__init__()
        self.setProperty("place", "side")
        self._go = go
        self._group = QButtonGroup(self)
        self._group.setExclusive(True)
        self._icons: list[str] = []
        self._buttons: list[QToolButton] = []
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(theme.pixels(8), theme.pixels(12), theme.pixels(8), theme.pixels(12))
        self._layout.setSpacing(theme.pixels(4))
        self._layout.addStretch(1)
        theme.notice.changed.connect(self._paint_icons)

    def add(self, name: str, icon: str, key: str, *, foot: bool = False) -> None:
        """A page's place in the list, in the order they are added; those at the ``foot`` below the empty room."""
        number = len(self._icons)
        button = QToolButton()
        button.setProperty("place", "navigation")
        button.setCheckable(True)
        button.setText(on_button(name))
        button.setAccessibleName(name)
        button.setMinimumHeight(theme.pixels(38))
        button.setIconSize(QSize(theme.pixels(18), theme.pixels(18)))
        button.setCursor(Qt.CursorShape.PointingHandCursor)
        set_tooltip(button, f"{name}　{key}")
        button.clicked.connect(lambda: self._go(number))
        self._icons.append(icon)
        self._group.addButton(button, number)
        self._buttons.append(button)
        self._layout.insertWidget(number + 1 if foot else number, button)
        self._paint_icon(button, icon)

    def mark(self, number: int) -> None:
        """Show which page is open."""
        for place, button in enumerate(self._buttons):
            button.setChecked(place == number)
        self._paint_icons()

    def narrow(self, narrow: bool) -> None:
        style = Qt.ToolButtonStyle.ToolButtonIconOnly if narrow else Qt.ToolButtonStyle.ToolButtonTextBesideIcon
        for button in self._buttons:
            button.setToolButtonStyle(style)
        self.setFixedWidth(theme.pixels(58 if narrow else 150))
        for button in self._buttons:
            button.setFixedWidth(self.width() - theme.pixels(17))

    def _paint_icons(self) -> None:
        for button, icon in zip(self._buttons, self._icons, strict=True):
            self._paint_icon(button, icon)

    def _paint_icon(self, button: QToolButton, icon: str) -> None:
        button.setIcon(tinted(icon, "accent" if button.isChecked() else "muted"))


def tinted(name: str, colour: str, size: int = 18) -> QIcon:
    """A line icon drawn in a colour of the look in force."""
    drawing = resources.text("icons", f"{name}.svg").replace("currentColor", theme.colour(colour).name())
    pixels = theme.pixels(size) * 3
    picture = QPixmap(pixels, pixels)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    QSvgRenderer(QByteArray(drawing.encode())).render(painter)
    painter.end()
    return QIcon(picture)
