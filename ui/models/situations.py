"""责任查究 as a table model: a row a situation; it holds values and asks nobody."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from app.services.accountability_situations import Situation
from ui.text import tooltip
from ui.theme import theme

OBJECT = Qt.ItemDataRole.UserRole + 1
Index = QModelIndex | QPersistentModelIndex
UNIT, CLAUSE, CITED, STATE = range(4)
HEADERS = ("单位", "情形", "依据", "状态")


class SituationModel(QAbstractTableModel):
    """Rows in the order given; ``say`` names a clause and a state in words."""

    def __init__(self, clause_words: dict[str, str], state_of: Any, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: tuple[Situation, ...] = ()
        self._clause_words, self._state_of = clause_words, state_of

    def show(self, rows: Sequence[Situation]) -> None:
        self.beginResetModel()
        self._rows = tuple(rows)
        self.endResetModel()

    @property
    def rows(self) -> tuple[Situation, ...]:
        return self._rows

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  # Qt's own signature
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(HEADERS)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return HEADERS[section]
        return _alignment(section) if role == Qt.ItemDataRole.TextAlignmentRole else None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        row, column = self._rows[index.row()], index.column()
        if role == OBJECT:
            return row
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}:
            return self._words(row, column)
        if role == Qt.ItemDataRole.ToolTipRole:
            return tooltip(self._words(row, column))
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _alignment(column)
        if role == Qt.ItemDataRole.ForegroundRole and column == STATE:
            return theme.colour(self._state_of(row)[1])
        return None

    def _words(self, row: Situation, column: int) -> str:
        if column == CITED:
            return f"{len(row.evidence)} 件" if row.evidence else ""
        return {UNIT: row.unit_name, CLAUSE: self._clause_words.get(row.clause, row.citation), STATE: self._state_of(row)[0]}[column]


def _alignment(column: int) -> Qt.AlignmentFlag:
    return (Qt.AlignmentFlag.AlignRight if column == CITED else Qt.AlignmentFlag.AlignLeft) | Qt.AlignmentFlag.AlignVCenter
