"""A compact table of lines: arrow keys, Enter on a row; columns keep their shares of the room, and one takes what is left."""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPalette, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QStyledItemDelegate, QStyleOptionViewItem, QTableView

from ui.models.lines import OBJECT, LinesModel, Row
from ui.theme import theme
from ui.widgets.line import is_enter

ROW = 31
ONE_ROW = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows


class _Cells(QStyledItemDelegate):
    """A selected row keeps the colours its words have."""

    def initStyleOption(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> None:
        super().initStyleOption(option, index)
        colour = index.data(Qt.ItemDataRole.ForegroundRole)
        if colour is not None:
            option.palette.setBrush(QPalette.ColorRole.HighlightedText, colour)  # type: ignore[attr-defined]


class LinesTable(QTableView):
    """``widths`` in pixels at 100 %, a column each; 0: it takes what is left. ``entered`` tells of Enter, ``looked_at`` of another row."""

    entered = Signal()
    looked_at = Signal()
    near_the_end = Signal()

    def __init__(self, name: str, headers: Sequence[str], widths: Sequence[int], numbers: Sequence[int] = ()) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.lines = LinesModel(headers, numbers, self)
        self._widths = widths
        self.setModel(self.lines)
        self.setItemDelegate(_Cells(self))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.setShowGrid(False)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(theme.pixels(ROW))
        self.horizontalHeader().setHighlightSections(False)
        self.horizontalHeader().setSectionsClickable(False)
        for column, width in enumerate(widths):
            mode = QHeaderView.ResizeMode.Interactive if width else QHeaderView.ResizeMode.Stretch
            self.horizontalHeader().setSectionResizeMode(column, mode)
        self.selectionModel().currentRowChanged.connect(lambda _now, _before: self.looked_at.emit())
        self.doubleClicked.connect(lambda _index: self.entered.emit())
        self.verticalScrollBar().valueChanged.connect(self._scrolled)

    def show_rows(self, rows: Sequence[Row], same: Callable[[Any, Any], bool] = lambda one, other: bool(one == other)) -> None:
        """Put rows in; one stays at the row that stands for the same, or at the same place."""
        kept, place = self.at(), max(0, self.currentIndex().row())
        self.lines.take(rows)
        if rows:
            found = [number for number, row in enumerate(rows) if kept is not None and same(row.stands_for, kept)]
            self.go_to(found[0] if found else min(place, len(rows) - 1))
        self.looked_at.emit()

    def at(self) -> Any:
        """What the current row stands for, or None."""
        index = self.currentIndex()
        return index.data(OBJECT) if index.isValid() else None

    def go_to(self, row: int) -> None:
        self.selectionModel().setCurrentIndex(self.lines.index(row, 0), ONE_ROW)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if is_enter(event):
            self.entered.emit()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        fixed = sum(theme.pixels(width) for width in self._widths)
        room = max(1, self.viewport().width() * 3 // 4)
        for column, width in enumerate(self._widths):
            if width:
                self.setColumnWidth(column, theme.pixels(width) if fixed <= room else theme.pixels(width) * room // fixed)

    def _scrolled(self, value: int) -> None:
        if value >= self.verticalScrollBar().maximum() - 5:
            self.near_the_end.emit()
