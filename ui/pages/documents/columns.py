"""A list on the left, its preview on the right, the buttons at the foot of the list, or of both where the window is narrow."""

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QLayout, QWidget

from ui.theme import theme
from ui.widgets.flow import Flow, grows_with_width

NARROW = 900  # pixels at 100 %


class Columns(QWidget):
    """``weights`` of the two columns."""

    def __init__(self, left: QLayout, right: QWidget, buttons: Flow, weights: tuple[int, int]) -> None:
        super().__init__()
        self.setProperty("ground", "none")
        self._right, self._foot, self._narrow = right, QWidget(), False
        self._foot.setProperty("ground", "none")
        self._foot.setLayout(buttons)
        grows_with_width(self._foot)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(theme.pixels(14))
        self._grid.setVerticalSpacing(theme.pixels(8))
        self._grid.addLayout(left, 0, 0)
        self._grid.setRowStretch(0, 1)
        for column, weight in enumerate(weights):
            self._grid.setColumnStretch(column, weight)
            self._grid.setColumnMinimumWidth(column, 1)
        self._arrange()

    def _arrange(self) -> None:
        self._grid.addWidget(self._right, 0, 1, 1 if self._narrow else 2, 1)
        self._grid.addWidget(self._foot, 1, 0, 1, 2 if self._narrow else 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = self.width() < theme.pixels(NARROW)
        if narrow != self._narrow:
            self._narrow = narrow
            self._grid.removeWidget(self._right)
            self._grid.removeWidget(self._foot)
            self._arrange()
