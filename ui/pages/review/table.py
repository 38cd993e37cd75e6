"""The standings table: compact rows, four-noes as circles, Enter to the evidence."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPalette, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QStyledItemDelegate, QStyleOptionViewItem, QTableView

from app.services.annual_result import Standings
from ui.models.standings import (
    COLLECTIVE,
    DISTANCE,
    FINES,
    FOUR_NOES,
    NAME,
    OBJECT,
    ON_TIME,
    RANK,
    SCORE,
    VERDICT,
    StandingsModel,
    StandingsOrder,
)
from ui.theme import theme
from ui.widgets.line import is_enter

WIDE = {RANK: 62, NAME: 124, SCORE: 68, FOUR_NOES: 84, COLLECTIVE: 118, ON_TIME: 76, FINES: 88, DISTANCE: 70, VERDICT: 112}
NARROW = {RANK: 66, SCORE: 60, FOUR_NOES: 72, COLLECTIVE: 96, VERDICT: 94}
HIDDEN_WHEN_NARROW = (ON_TIME, FINES, DISTANCE)
ROOM = 640  # narrower than this, some columns stand in the unit's panel only


Index = QModelIndex | QPersistentModelIndex


class Cells(QStyledItemDelegate):
    """A selected row keeps the colours its words have."""

    def initStyleOption(self, option: QStyleOptionViewItem, index: Index) -> None:
        super().initStyleOption(option, index)
        colour = index.data(Qt.ItemDataRole.ForegroundRole)
        if colour is not None:
            option.palette.setBrush(QPalette.ColorRole.HighlightedText, colour)  # type: ignore[attr-defined]


class Circles(Cells):
    """四无 as filled and empty circles: told apart without colour."""

    def initStyleOption(self, option: QStyleOptionViewItem, index: Index) -> None:
        super().initStyleOption(option, index)
        option.text = ""  # type: ignore[attr-defined]

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        super().paint(painter, option, index)
        unit, box = index.data(OBJECT), QRectF(option.rect)  # type: ignore[attr-defined]
        size, step = theme.pixels(10), theme.pixels(15)
        left = box.center().x() - 1.5 * step - size / 2
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme.colour("ink"), 1.4))
        for place, none in enumerate(unit.four_noes):
            painter.setBrush(theme.colour("ink") if none else Qt.BrushStyle.NoBrush)
            painter.drawEllipse(QRectF(left + place * step, box.center().y() - size / 2, size, size))
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(theme.pixels(WIDE[FOUR_NOES]), theme.pixels(29))


class StandingsTable(QTableView):
    """``selected`` gives the unit's code; ``evidence`` asks to go to what is behind its decisions."""

    selected = Signal(str)
    evidence = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("年度考评表")
        self._model, self._order = StandingsModel(self), StandingsOrder(self)
        self._order.setSourceModel(self._model)
        self.setModel(self._order)
        self.setItemDelegate(Cells(self))
        self.setItemDelegateForColumn(FOUR_NOES, Circles(self))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.setShowGrid(False)
        self.setSortingEnabled(True)
        self.sortByColumn(RANK, Qt.SortOrder.AscendingOrder)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(theme.pixels(29))
        self._lay_out_columns()
        self.selectionModel().currentRowChanged.connect(self._tell)

    def _lay_out_columns(self) -> None:
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setTextElideMode(Qt.TextElideMode.ElideRight)
        header.setMinimumSectionSize(theme.pixels(40))
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        self._set_widths(WIDE)
        header.setSectionResizeMode(NAME, QHeaderView.ResizeMode.Stretch)

    def _set_widths(self, widths: dict[int, int]) -> None:
        for column, width in widths.items():
            self.setColumnWidth(column, theme.pixels(width))

    def show_standings(self, standings: Standings) -> None:
        """Put other standings in; the unit that was selected stays so where it is still listed."""
        kept = self.code
        self.selectionModel().blockSignals(True)
        self._model.show_standings(standings)
        self.selectionModel().blockSignals(False)
        if not (kept and self.select(kept)) and self._order.rowCount():
            self.selectRow(0)

    @property
    def code(self) -> str:
        index = self.currentIndex()
        return str(index.data(OBJECT).code) if index.isValid() else ""

    def select(self, code: str) -> bool:
        """Select the unit's row. False where it is not listed."""
        for row in range(self._order.rowCount()):
            index = self._order.index(row, NAME)
            if index.data(OBJECT).code == code:
                self.setCurrentIndex(index)
                self.scrollTo(index)
                return True
        return False

    def _tell(self) -> None:
        if self.code:
            self.selected.emit(self.code)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if is_enter(event):
            self.evidence.emit()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = self.viewport().width() < theme.pixels(ROOM)
        self._set_widths(NARROW if narrow else WIDE)
        for column in HIDDEN_WHEN_NARROW:
            self.setColumnHidden(column, narrow)
