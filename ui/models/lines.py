"""Plain lines of words as a table model: what each row stands for, and a tone where a cell says something that matters."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from ui.text import tooltip
from ui.theme import theme

OBJECT = Qt.ItemDataRole.UserRole + 1
Index = QModelIndex | QPersistentModelIndex


class Row(NamedTuple):
    """Words, a cell each; ``stands_for`` whatever the page works with; ``tone``: a token for the whole row, or none."""

    words: tuple[str, ...]
    stands_for: Any
    tone: str = ""


class LinesModel(QAbstractTableModel):
    """Rows in the order given; ``numbers`` are the columns that stand to the right."""

    def __init__(self, headers: Sequence[str], numbers: Sequence[int] = (), parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.headers, self._numbers = tuple(headers), frozenset(numbers)
        self.rows: list[Row] = []

    def take(self, rows: Sequence[Row]) -> None:
        self.beginResetModel()
        self.rows = list(rows)
        self.endResetModel()

    def add(self, rows: Sequence[Row]) -> None:
        """More rows after those there are."""
        if rows:
            self.beginInsertRows(QModelIndex(), len(self.rows), len(self.rows) + len(rows) - 1)
            self.rows += rows
            self.endInsertRows()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  # Qt's own signature
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.headers)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self.headers[section]
        return self._alignment(section) if role == Qt.ItemDataRole.TextAlignmentRole else None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        row, column = self.rows[index.row()], index.column()
        if role == OBJECT:
            return row.stands_for
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}:
            return " ".join(row.words[column].splitlines()) if role == Qt.ItemDataRole.DisplayRole else row.words[column]
        if role == Qt.ItemDataRole.ToolTipRole:
            return tooltip(row.words[column])
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return self._alignment(column)
        return theme.colour(row.tone) if role == Qt.ItemDataRole.ForegroundRole and row.tone else None

    def _alignment(self, column: int) -> Qt.AlignmentFlag:
        return (Qt.AlignmentFlag.AlignRight if column in self._numbers else Qt.AlignmentFlag.AlignLeft) | Qt.AlignmentFlag.AlignVCenter
