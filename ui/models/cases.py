"""The list of cases as a table model: a row a case, ticked or not; it holds values, asks for the next page by a signal."""

from collections.abc import Iterable, Sequence
from datetime import date
from functools import partial
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QColor

from app.services.case_columns import CaseColumn, known
from app.services.case_values import CaseLine
from ui.text import tooltip
from ui.theme import theme

OBJECT = Qt.ItemDataRole.UserRole + 1
SORT = Qt.ItemDataRole.UserRole + 2
Index = QModelIndex | QPersistentModelIndex
TICK = 0


class CasesModel(QAbstractTableModel):
    """Column 0 is the tick; the others are those chosen. ``more_wanted``: the rows shown are near their end and there are more."""

    more_wanted = Signal()
    ticked_changed = Signal()

    def __init__(self, today: date, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.today = today
        self.columns: tuple[CaseColumn, ...] = known(())
        self.more = False
        self._asked = False
        self._lines: list[CaseLine] = []
        self._ticked: set[str] = set()

    # --- contents

    @property
    def lines(self) -> Sequence[CaseLine]:
        return self._lines

    @property
    def ticked(self) -> tuple[str, ...]:
        """The numbers of the ticked cases, in their order."""
        return tuple(line.number for line in self._lines if line.number in self._ticked)

    def show_lines(self, lines: Sequence[CaseLine], *, more: bool) -> None:
        """Other rows; what was ticked stays so where it is still among them."""
        self.beginResetModel()
        self._lines, self.more, self._asked = list(lines), more, False
        self._ticked &= {line.number for line in lines}
        self.endResetModel()
        self.ticked_changed.emit()

    def add_lines(self, lines: Sequence[CaseLine], *, more: bool) -> None:
        """The next page."""
        first = len(self._lines)
        self.beginInsertRows(QModelIndex(), first, first + len(lines) - 1)
        self._lines.extend(lines)
        self.more, self._asked = more, False
        self.endInsertRows()

    def choose(self, ids: Sequence[str]) -> None:
        """Other columns."""
        self.beginResetModel()
        self.columns = known(tuple(ids))
        self.endResetModel()

    def tick(self, rows: Iterable[int], value: bool | None = None) -> None:
        """Tick rows, or turn them over where no value is given."""
        for row in rows:
            number = self._lines[row].number
            wanted = number not in self._ticked if value is None else value
            (self._ticked.add if wanted else self._ticked.discard)(number)
        self.dataChanged.emit(self.index(0, TICK), self.index(max(0, len(self._lines) - 1), TICK))
        self.ticked_changed.emit()

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """By a column's sort role, what is empty last; only where every row is there."""
        if column == TICK or self.more:
            return
        self.layoutAboutToBeChanged.emit()
        value = partial(self._value, column)
        filled = [line for line in self._lines if value(line) not in {None, ""}]
        empty = [line for line in self._lines if value(line) in {None, ""}]
        self._lines = [*sorted(filled, key=value, reverse=order == Qt.SortOrder.DescendingOrder), *empty]
        self.layoutChanged.emit()

    def row_of(self, number: str) -> int | None:
        return next((row for row, line in enumerate(self._lines) if line.number == number), None)

    # --- what Qt asks

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  # Qt's own signature
        return 0 if parent.isValid() else len(self._lines)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.columns) + 1

    def canFetchMore(self, _parent: Index) -> bool:
        return self.more and not self._asked

    def fetchMore(self, _parent: Index) -> None:
        self._asked = True
        self.more_wanted.emit()

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return "" if section == TICK else self.columns[section - 1].header
        return self._alignment(section) if role == Qt.ItemDataRole.TextAlignmentRole else None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        line, column = self._lines[index.row()], index.column()
        if role == OBJECT:
            return line
        if role == Qt.ItemDataRole.CheckStateRole and column == TICK:
            return Qt.CheckState.Checked if line.number in self._ticked else Qt.CheckState.Unchecked
        if role == Qt.ItemDataRole.AccessibleTextRole and column == TICK:
            return "已选" if line.number in self._ticked else "未选"
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return self._alignment(column)
        return None if column == TICK else self._told(line, column, role)

    def _told(self, line: CaseLine, column: int, role: int) -> Any:
        if role == SORT:
            return self._value(column, line)
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}:
            return self._words(line, column)
        if role == Qt.ItemDataRole.ToolTipRole:
            return tooltip(self._words(line, column))
        return self._colour(line, column) if role == Qt.ItemDataRole.ForegroundRole else None

    def _value(self, column: int, line: CaseLine) -> Any:
        """What the column sorts by: days left stand for the words of the state."""
        shown = self.columns[column - 1]
        if shown.id == "state" and line.due_on is not None and line.concluded_on is None:
            return (0, line.due_on)
        return (1, line.concluded_on or date.max) if shown.id == "state" else shown.value(line, self.today)

    def _words(self, line: CaseLine, column: int) -> str:
        shown = self.columns[column - 1]
        value = shown.value(line, self.today)
        if isinstance(value, date):
            return f"{value.month}月{value.day}日" if value.year == self.today.year else value.isoformat()
        return "" if value is None or value == 0 else str(value)

    def _colour(self, line: CaseLine, column: int) -> QColor | None:
        """What is overdue or due is told by its words; the colour only helps the eye along the row."""
        if self.columns[column - 1].id != "state" or line.due_on is None or line.concluded_on is not None:
            return None
        left = (line.due_on - self.today).days
        return theme.colour("accent") if left < 0 else theme.colour("warn") if left <= 3 else None

    def _alignment(self, column: int) -> Qt.AlignmentFlag:
        numeric = column != TICK and self.columns[column - 1].numeric
        return (Qt.AlignmentFlag.AlignRight if numeric else Qt.AlignmentFlag.AlignLeft) | Qt.AlignmentFlag.AlignVCenter

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if role != Qt.ItemDataRole.CheckStateRole or index.column() != TICK:
            return False
        self.tick([index.row()], Qt.CheckState(value) is Qt.CheckState.Checked)
        return True

    def flags(self, index: Index) -> Qt.ItemFlag:
        usual = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return usual | Qt.ItemFlag.ItemIsUserCheckable if index.column() == TICK else usual
