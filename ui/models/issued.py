"""发文登记簿 as a table model: a row a number, the newest first; it holds values and asks nobody."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor

from app.services.documents.values import Registered
from ui.text import tooltip
from ui.theme import theme

OBJECT = Qt.ItemDataRole.UserRole + 1
Index = QModelIndex | QPersistentModelIndex

NUMBER, TITLE, RECIPIENTS, COPIES, WHEN, WHO, STATE = range(7)
HEADERS = ("发文字号", "文书", "送", "份数", "发出", "经办", "状态")
VOID, STANDS = "作废", "有效"


class RegisterModel(QAbstractTableModel):
    """Rows in the order given."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: tuple[Registered, ...] = ()

    def show_register(self, rows: Sequence[Registered]) -> None:
        self.beginResetModel()
        self._rows = tuple(rows)
        self.endResetModel()

    @property
    def rows(self) -> tuple[Registered, ...]:
        return self._rows

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  # Qt's own signature
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(HEADERS)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return HEADERS[section]
        return _alignment(section) if role == Qt.ItemDataRole.TextAlignmentRole else None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        row, column = self._rows[index.row()], index.column()
        if role == OBJECT:
            return row
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}:
            return _words(row, column)
        if role == Qt.ItemDataRole.ToolTipRole:
            return tooltip(_tip(row, column))
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _alignment(column)
        return _colour(row, column) if role == Qt.ItemDataRole.ForegroundRole else None


def local_time(instant: str) -> str:
    """An ISO instant in UTC as the clock on the wall: 1996-12-20 14:02."""
    return datetime.fromisoformat(instant).astimezone().strftime("%Y-%m-%d %H:%M") if instant else ""


def _words(row: Registered, column: int) -> str:
    said = {
        NUMBER: row.number,
        TITLE: row.title,
        RECIPIENTS: "；".join(row.recipients),
        COPIES: str(row.copies),
        WHEN: local_time(row.issued_at)[5:],
        WHO: row.issued_by,
        STATE: STANDS if row.void_reason is None else VOID,
    }
    return said[column]


def _tip(row: Registered, column: int) -> str:
    return f"作废：{row.void_reason}" if column == STATE and row.void_reason else _words(row, column)


def _colour(row: Registered, column: int) -> QColor | None:
    """What is void is told by its word; the colour only helps the eye along the row."""
    if row.void_reason is None:
        return None
    return theme.colour("accent" if column == STATE else "muted")


def _alignment(column: int) -> Qt.AlignmentFlag:
    return (Qt.AlignmentFlag.AlignRight if column == COPIES else Qt.AlignmentFlag.AlignLeft) | Qt.AlignmentFlag.AlignVCenter
