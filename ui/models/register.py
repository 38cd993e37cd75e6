"""登记簿 as a table model: a page of lines in the columns chosen; it holds values and asks nobody."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, Qt

from app.services.register_columns import BY_KEY, USUAL, Column
from app.services.register_search_values import RegisterLine
from ui.text import tooltip
from ui.theme import theme
from ui.widgets.rows import OBJECT, Index

FURTHER_BACK, BEFORE_WORDS = 16, 8
"""Words that were looked for and stand further back than the first are shown with so many characters before them as the second."""

_RIGHT = frozenset({"people"})
_TONES = {"name": "muted", "marks": "accent"}
NEWEST_FIRST, OLDEST_FIRST = "日期 ↓", "日期 ↑"


class RegisterListModel(QAbstractTableModel):
    """Rows in the order given."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.lines: tuple[RegisterLine, ...] = ()
        self.columns: tuple[Column, ...] = tuple(BY_KEY[key] for key in USUAL)
        self._words: tuple[str, ...] = ()
        self._newest_first = True

    def show_lines(self, lines: Sequence[RegisterLine], words: str, *, newest_first: bool) -> None:
        """``words`` are what was looked for: the gist is shown from near the first of them on."""
        self.beginResetModel()
        self.lines, self._words, self._newest_first = tuple(lines), tuple(words.split()), newest_first
        self.endResetModel()

    def show_columns(self, keys: Sequence[str]) -> None:
        self.beginResetModel()
        self.columns = tuple(BY_KEY[key] for key in keys)
        self.endResetModel()

    def place_of(self, key: str) -> int:
        """Where a column stands; -1 where it is not shown."""
        return next((place for place, column in enumerate(self.columns) if column.key == key), -1)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  # Qt's own signature
        return 0 if parent.isValid() else len(self.lines)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.columns)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation is not Qt.Orientation.Horizontal:
            return None
        column = self.columns[section]
        if role == Qt.ItemDataRole.DisplayRole:
            sorted_by = NEWEST_FIRST if self._newest_first else OLDEST_FIRST
            return sorted_by if column.key == "received_on" else column.header
        return _alignment(column.key) if role == Qt.ItemDataRole.TextAlignmentRole else None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        line, column = self.lines[index.row()], self.columns[index.column()]
        if role == OBJECT:
            return line
        if role == Qt.ItemDataRole.DisplayRole:
            return self._near(_said(line, column)) if column.key == "gist" else _said(line, column)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return _said(line, column)
        if role == Qt.ItemDataRole.ToolTipRole:
            return tooltip(_said(line, column))
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _alignment(column.key)
        return _colour(line, column.key) if role == Qt.ItemDataRole.ForegroundRole else None

    def _near(self, gist: str) -> str:
        """The gist on one line, from shortly before what was looked for."""
        told = " ".join(gist.split())
        places = [place for word in self._words if (place := told.find(word)) > FURTHER_BACK]
        start = min(places, default=0) - BEFORE_WORDS
        return f"…{told[start:]}" if start > 1 else told


def _said(line: RegisterLine, column: Column) -> str:
    value = column.cell(line)
    return value.isoformat() if isinstance(value, date) else str(value)


def _colour(line: RegisterLine, key: str) -> Any:
    """What is void steps back, its word says why; a withheld name too."""
    if line.voided:
        return theme.colour("accent" if key == "marks" else "muted")
    if key in _TONES and (key == "marks" or line.protected):
        return theme.colour(_TONES[key])
    return None


def _alignment(key: str) -> Qt.AlignmentFlag:
    return (Qt.AlignmentFlag.AlignRight if key in _RIGHT else Qt.AlignmentFlag.AlignLeft) | Qt.AlignmentFlag.AlignVCenter
