"""The tray as a table model: a row for each document that waits, ticked or not; it holds values and asks nobody."""

from collections.abc import Iterable, Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from app.services.documents.values import Waiting
from ui.text import tooltip

OBJECT = Qt.ItemDataRole.UserRole + 1
Index = QModelIndex | QPersistentModelIndex

TICK, TITLE, RECIPIENTS, BECAUSE = range(4)
HEADERS = ("", "文书", "送", "因为")


def key_of(waiting: Waiting) -> tuple[str, str]:
    """What a document is known by while it waits."""
    return waiting.kind, waiting.subject


def said_of(waiting: Waiting) -> str:
    """A document in one line: 一票否决书　侯营镇."""
    return f"{waiting.title}　{waiting.about}"


class TrayModel(QAbstractTableModel):
    """Rows in the order the service gives them; ``ticked_changed`` after every tick."""

    ticked_changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: tuple[Waiting, ...] = ()
        self._ticks: dict[tuple[str, str], bool] = {}

    def show_tray(self, rows: Sequence[Waiting]) -> None:
        """Put the tray in; what a person ticked or unticked stays so where it still waits."""
        self.beginResetModel()
        self._rows = tuple(rows)
        self._ticks = {key_of(row): self._ticks.get(key_of(row), row.chosen) for row in self._rows}
        self.endResetModel()
        self.ticked_changed.emit()

    @property
    def rows(self) -> tuple[Waiting, ...]:
        return self._rows

    @property
    def ticked(self) -> tuple[Waiting, ...]:
        """The ticked documents, in their order."""
        return tuple(row for row in self._rows if self._ticks[key_of(row)])

    def is_ticked(self, row: int) -> bool:
        return self._ticks[key_of(self._rows[row])]

    def tick(self, rows: Iterable[int], value: bool | None = None) -> None:
        """Tick rows, or turn them over where no value is given."""
        for row in rows:
            key = key_of(self._rows[row])
            self._ticks[key] = not self._ticks[key] if value is None else value
        self.dataChanged.emit(self.index(0, TICK), self.index(max(0, len(self._rows) - 1), BECAUSE))
        self.ticked_changed.emit()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  # Qt's own signature
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(HEADERS)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return HEADERS[section]
        return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter if role == Qt.ItemDataRole.TextAlignmentRole else None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        row, column = self._rows[index.row()], index.column()
        if role == OBJECT:
            return row
        if role == Qt.ItemDataRole.CheckStateRole and column == TICK:
            return Qt.CheckState.Checked if self.is_ticked(index.row()) else Qt.CheckState.Unchecked
        if role == Qt.ItemDataRole.DisplayRole:
            return _words(row, column)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._spoken(index.row(), column)
        return tooltip(_words(row, column)) if role == Qt.ItemDataRole.ToolTipRole else None

    def _spoken(self, number: int, column: int) -> str:
        """What a screen reader says: the tick has words."""
        if column == TICK:
            return "已选" if self.is_ticked(number) else "未选"
        return _words(self._rows[number], column)

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if role != Qt.ItemDataRole.CheckStateRole or index.column() != TICK:
            return False
        self.tick([index.row()], Qt.CheckState(value) is Qt.CheckState.Checked)
        return True

    def flags(self, index: Index) -> Qt.ItemFlag:
        usual = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return usual | Qt.ItemFlag.ItemIsUserCheckable if index.column() == TICK else usual


def _words(row: Waiting, column: int) -> str:
    said = {TICK: "", TITLE: said_of(row), RECIPIENTS: "；".join(row.recipients) or row.about, BECAUSE: row.because}
    return said[column]
