"""The list of cases: compact rows, ticked with Space, sorted by a click on a header, more rows as one goes down."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from app.services.case_values import CaseLine
from ui.models.cases import OBJECT, TICK, CasesModel
from ui.pages.documents.tables import Ticks
from ui.theme import theme
from ui.widgets.line import is_enter
from ui.widgets.rows import ROW, Cells

ONE_ROW = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
WIDTHS = {
    "number": 106, "unit": 92, "due": 94, "state": 94, "course": 112, "marks": 100, "accepted": 78, "left": 70, "limit": 132, "class": 84,
    "petitions": 52, "urged": 52, "urged_on": 82, "asked": 76, "asked_due": 82, "reported": 78, "explained": 78, "concluded": 78,
    "replied": 78, "long_standing": 82,
}  # fmt: skip
"""In pixels at 100 %; the gist takes what is left."""
LEAST_ROOM = {"marks": 560, "course": 460, "gist": 600}
"""In a table narrower than this the column stands on the case beside it alone, in pixels at 100 %."""


class CasesTable(QTableView):
    """``looked_at`` tells of another case, ``entered`` of Enter on one, ``sorted_by`` of a header clicked."""

    looked_at = Signal()
    entered = Signal()
    sorted_by = Signal(int)

    def __init__(self, today: date) -> None:
        super().__init__()
        self.cases = CasesModel(today, self)
        self.setAccessibleName("案件")
        self.setModel(self.cases)
        self.setItemDelegate(Cells(self))
        self.setItemDelegateForColumn(TICK, Ticks(self))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.setShowGrid(False)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(theme.pixels(ROW))
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setMinimumSectionSize(theme.pixels(30))
        header.setSectionsClickable(True)
        header.sectionClicked.connect(self.sorted_by.emit)
        self.cases.modelReset.connect(self._fit)

    def at(self) -> CaseLine | None:
        """The case one is at."""
        index = self.currentIndex()
        line: Any = index.data(OBJECT) if index.isValid() else None
        return line if isinstance(line, CaseLine) else None

    def show_lines(self, lines: Sequence[CaseLine], *, more: bool, at: str = "") -> None:
        """Put a first page in; one stays at the case one was at (or at ``at``), or at its place in the list."""
        kept, place = self.at(), max(0, self.currentIndex().row())
        self.cases.show_lines(lines, more=more)
        if lines:
            wanted = self.cases.row_of(at or (kept.number if kept else ""))
            self.go_to(wanted if wanted is not None else min(place, len(lines) - 1) if kept else 0)

    def go_to(self, row: int) -> None:
        index = self.cases.index(row, TICK + 1)
        self.selectionModel().setCurrentIndex(index, ONE_ROW)
        self.scrollTo(index)

    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:
        super().selectionChanged(selected, deselected)
        self.looked_at.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if is_enter(event):
            self.entered.emit()
        elif event.key() == Qt.Key.Key_Space:
            self.cases.tick(sorted({index.row() for index in self.selectedIndexes()}))
        elif event.key() == Qt.Key.Key_A and event.modifiers() == Qt.KeyboardModifier.ControlModifier:
            self.tick_all()
        else:
            super().keyPressEvent(event)

    def tick_all(self) -> None:
        """All rows that are there; none where all are ticked."""
        count = len(self.cases.lines)
        self.cases.tick(range(count), len(self.cases.ticked) < count)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        index: QModelIndex = self.indexAt(event.position().toPoint())
        super().mousePressEvent(event)
        if index.isValid() and index.column() == TICK and event.button() == Qt.MouseButton.LeftButton:
            self.cases.tick([index.row()])

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Widths that follow the text size; the gist stretches, and what there is no room for goes."""
        header, room = self.horizontalHeader(), self.viewport().width()
        self.setColumnWidth(TICK, theme.pixels(32))
        ids = {column.id for column in self.cases.columns if room >= theme.pixels(LEAST_ROOM.get(column.id, 0))}
        stretched = next((each for each in ("gist", "unit", "number") if each in ids), "number")
        for place, column in enumerate(self.cases.columns, start=TICK + 1):
            self.setColumnHidden(place, room < theme.pixels(LEAST_ROOM.get(column.id, 0)))
            stretch = column.id == stretched
            header.setSectionResizeMode(place, QHeaderView.ResizeMode.Stretch if stretch else QHeaderView.ResizeMode.Interactive)
            if not stretch:
                self.setColumnWidth(place, theme.pixels(WIDTHS.get(column.id, 160)))
