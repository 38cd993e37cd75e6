"""A list as a table model: what each column says of a row is told once, where the table is made; it asks nobody."""

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from ui.text import tooltip
from ui.theme import theme

OBJECT = Qt.ItemDataRole.UserRole + 1
Index = QModelIndex | QPersistentModelIndex


class Column(NamedTuple):
    """A column: its header, the words of a row, its width in pixels at 100 % (0: takes the room there is), the side they stand on.

    ``tone`` names the token a row's words are written in; ``least`` is the room below which the column is left out.
    """

    header: str
    words: Callable[[Any], str]
    width: int = 0
    right: bool = False
    tone: Callable[[Any], str] | None = None
    least: int = 0
    tip: Callable[[Any], str] | None = None


class Listing(QAbstractTableModel):
    """Rows in the order given."""

    def __init__(self, columns: Sequence[Column], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.columns = tuple(columns)
        self.rows: tuple[Any, ...] = ()

    def show_rows(self, rows: Sequence[Any]) -> None:
        self.beginResetModel()
        self.rows = tuple(rows)
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  # Qt's own signature
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.columns)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self.columns[section].header
        return _alignment(self.columns[section]) if role == Qt.ItemDataRole.TextAlignmentRole else None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        row, column = self.rows[index.row()], self.columns[index.column()]
        if role == OBJECT:
            return row
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}:
            return column.words(row)
        if role == Qt.ItemDataRole.ToolTipRole:
            return tooltip((column.tip or column.words)(row))
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _alignment(column)
        tone = column.tone(row) if role == Qt.ItemDataRole.ForegroundRole and column.tone else ""
        return theme.colour(tone) if tone else None


def _alignment(column: Column) -> Qt.AlignmentFlag:
    return (Qt.AlignmentFlag.AlignRight if column.right else Qt.AlignmentFlag.AlignLeft) | Qt.AlignmentFlag.AlignVCenter
