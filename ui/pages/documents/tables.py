"""The two tables of the page: the tray, ticked with Space, and the register; both with compact rows and keys."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPen, QPolygonF, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QStyleOptionViewItem

from app.services.documents.values import Registered, Waiting
from ui.models import issued, tray
from ui.models.issued import RegisterModel
from ui.models.tray import TrayModel, key_of
from ui.theme import theme
from ui.widgets.rows import Cells, Index, Rows

WIDTHS = {issued.NUMBER: 150, issued.TITLE: 132, issued.COPIES: 46, issued.WHEN: 100, issued.WHO: 96, issued.STATE: 52}
LEAST_ROOM = {issued.WHO: 740, issued.WHEN: 560, issued.COPIES: 480, issued.TITLE: 440}
NARROW_TRAY = 440
"""In pixels at 100 %: what a narrower table leaves out stands on the slip below it."""
ONLY_ALIKE = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
_CHECK = ((0.24, 0.52), (0.43, 0.72), (0.78, 0.30))  # the mark in its box, by parts of the box


class Ticks(Cells):
    """The tick drawn in the look's own colours: a filled box with a mark, or an empty one."""

    def initStyleOption(self, option: QStyleOptionViewItem, index: Index) -> None:
        super().initStyleOption(option, index)
        option.features &= ~QStyleOptionViewItem.ViewItemFeature.HasCheckIndicator  # type: ignore[attr-defined]

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        super().paint(painter, option, index)
        side = theme.pixels(16)
        whole = QRectF(option.rect)  # type: ignore[attr-defined]
        box = QRectF(whole.center().x() - side / 2, whole.center().y() - side / 2, side, side)
        ticked = index.data(Qt.ItemDataRole.CheckStateRole) == Qt.CheckState.Checked
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme.colour("fill" if ticked else "muted"), 1.2))
        painter.setBrush(theme.colour("fill" if ticked else "surface"))
        painter.drawRoundedRect(box, theme.pixels(3), theme.pixels(3))
        if ticked:
            painter.setPen(QPen(theme.colour("on_fill"), max(1.6, side / 9)))
            painter.drawPolyline(QPolygonF([QPointF(box.x() + x * side, box.y() + y * side) for x, y in _CHECK]))
        painter.restore()


class TrayTable(Rows):
    """待发文书. Space ticks the selected rows, Ctrl+A all or none, Ctrl+Shift+A those of one kind; a click on the box ticks one."""

    def __init__(self) -> None:
        self.tray = TrayModel()
        super().__init__(self.tray, "待发文书")
        self.tray.setParent(self)
        self.setItemDelegateForColumn(tray.TICK, Ticks(self))
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        header = self.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        header.setSectionResizeMode(tray.TITLE, QHeaderView.ResizeMode.Stretch)

    def show_tray(self, rows: Sequence[Waiting]) -> None:
        """Put the tray in; one stays at the document one was at, or at its place in the list."""
        kept, place = self.at(), max(0, self.currentIndex().row())
        self.tray.show_tray(rows)
        if rows:
            known = [key_of(row) for row in rows]
            self.go_to(known.index(key_of(kept)) if kept is not None and key_of(kept) in known else min(place, len(rows) - 1))

    def go_to(self, row: int) -> None:
        self.be_at(self.tray.index(row, tray.TITLE))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        room = self.viewport().width()
        narrow = room < theme.pixels(NARROW_TRAY)
        self.setColumnHidden(tray.BECAUSE, narrow)
        self.setColumnWidth(tray.TICK, theme.pixels(36))
        self.setColumnWidth(tray.RECIPIENTS, room * (36 if narrow else 28) // 100)
        self.setColumnWidth(tray.BECAUSE, room * 22 // 100)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space and not event.modifiers():
            self.tray.tick(sorted({index.row() for index in self.selectedIndexes()}))
        elif event.key() == Qt.Key.Key_A and event.modifiers() == Qt.KeyboardModifier.ControlModifier:
            self.tick_all()
        elif event.key() == Qt.Key.Key_A and event.modifiers() == ONLY_ALIKE:
            self.tick_alike()
        else:
            super().keyPressEvent(event)

    def tick_all(self) -> None:
        """All of them; none where all are ticked."""
        self.tray.tick(range(len(self.tray.rows)), len(self.tray.ticked) < len(self.tray.rows))

    def tick_alike(self) -> None:
        """Those of the kind one is at, and no others."""
        waiting: Waiting | None = self.at()
        if waiting is not None:
            alike = [place for place, row in enumerate(self.tray.rows) if row.kind == waiting.kind]
            self.tray.tick(range(len(self.tray.rows)), False)
            self.tray.tick(alike, True)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        super().mousePressEvent(event)
        if index.isValid() and index.column() == tray.TICK and event.button() == Qt.MouseButton.LeftButton:
            self.tray.tick([index.row()])


class RegisterTable(Rows):
    """发文登记簿."""

    def __init__(self) -> None:
        self.register = RegisterModel()
        super().__init__(self.register, "发文登记簿")
        self.register.setParent(self)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        header = self.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        header.setSectionResizeMode(issued.RECIPIENTS, QHeaderView.ResizeMode.Stretch)

    def show_register(self, rows: Sequence[Registered]) -> None:
        kept = self.at()
        self.register.show_register(rows)
        numbers = [row.number for row in rows]
        if rows:
            self.be_at(self.register.index(numbers.index(kept.number) if kept and kept.number in numbers else 0, issued.NUMBER))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        for column, width in WIDTHS.items():
            self.setColumnWidth(column, theme.pixels(width))
        for column, least in LEAST_ROOM.items():
            self.setColumnHidden(column, self.viewport().width() < theme.pixels(least))
