"""The standings as a table model: a row a unit, with a sort role and an object role; it holds values and asks nobody."""

from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, QSortFilterProxyModel, Qt

from app.services import standings_rows as rows
from app.services.annual_result import Standings
from ui.text import tooltip
from ui.theme import theme

SORT = Qt.ItemDataRole.UserRole
OBJECT = Qt.ItemDataRole.UserRole + 1
Index = QModelIndex | QPersistentModelIndex
Unit = Any  # the regulation's UnitResult, which the window sees but does not name

RANK, NAME, SCORE, FOUR_NOES, COLLECTIVE, ON_TIME, FINES, DISTANCE, VERDICT = range(9)
HEADERS = ("名次", "单位", "得分", "四无", "集体 市/地/省/京", "按期查结", "罚款", "距否决", "结论")
HEADER_TIPS = {
    COLLECTIVE: "集体访：到市 / 地区 / 省 / 京",
    FOUR_NOES: "无进京赴省上访、无集体上访、无信访老户、无信访积案；实心为做到",
    ON_TIME: "信访案件按期查结率",
    DISTANCE: "离最近的一项一票否决还差几次",
}
FOUR_NOES_WORDS = ("无进京赴省上访", "无集体上访", "无信访老户", "无信访积案")
_LAST = 10**9  # units without a rank stand after all others
_LEFT = frozenset({NAME, VERDICT})
_RIGHT = frozenset({RANK, SCORE, ON_TIME, FINES})


class StandingsModel(QAbstractTableModel):
    """Rows in the order the standings give them."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._standings: Standings | None = None
        self._units: tuple[Unit, ...] = ()

    def show_standings(self, standings: Standings) -> None:
        self.beginResetModel()
        self._standings, self._units = standings, standings.result.units
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  # Qt's own signature
        return 0 if parent.isValid() else len(self._units)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(HEADERS)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            open_fines = section == FINES and self._standings is not None and not self._standings.closed
            return "罚款(预计)" if open_fines else HEADERS[section]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _alignment(section)
        if role == Qt.ItemDataRole.ToolTipRole:
            return tooltip(HEADER_TIPS.get(section, ""))
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or self._standings is None:
            return None
        unit, column = self._units[index.row()], index.column()
        if role == OBJECT:
            return unit
        if role == SORT:
            return self._sort_key(unit, column)
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}:
            return self._words(unit, column)
        if role == Qt.ItemDataRole.ToolTipRole:
            return tooltip(self._tip(unit, column))
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _alignment(column)
        return self._colour(unit, column) if role == Qt.ItemDataRole.ForegroundRole else None

    def _words(self, unit: Unit, column: int) -> str:
        if column == FOUR_NOES:
            return "".join("●" if none else "○" for none in unit.four_noes)
        said = {
            RANK: lambda: "" if unit.rank is None else str(unit.rank),
            NAME: lambda: unit.name if unit.rank is not None else f"（已撤）{unit.name}",
            SCORE: lambda: rows.score(unit),
            COLLECTIVE: lambda: " / ".join(str(count) for count in unit.petitions.collective),
            ON_TIME: lambda: f"{rows.rate(unit).removesuffix('.00')}%",
            FINES: lambda: f"{unit.fines_total:,}",
            DISTANCE: lambda: rows.distance(unit),
            VERDICT: lambda: self._verdict(unit),
        }
        return str(said[column]())

    def _verdict(self, unit: Unit) -> str:
        return rows.verdict(unit, in_force=self._standings is not None and self._standings.in_force)

    def _tip(self, unit: Unit, column: int) -> str:
        if column == FOUR_NOES:
            return "\n".join(f"{'●' if none else '○'} {words}" for none, words in zip(unit.four_noes, FOUR_NOES_WORDS, strict=True))
        return f"{unit.name}　{unit.code}" if column == NAME else ""

    def _colour(self, unit: Unit, column: int) -> Any:
        if column == VERDICT:
            said = self._verdict(unit)
            tone = (
                "accent"
                if "否决" in said
                else "warn"
                if "预警" in said
                else "good"
                if "奖励" in said
                else "muted"
                if unit.rank is None
                else "ink"
            )
            return theme.colour(tone)
        if column == DISTANCE:
            return theme.colour("accent" if unit.vetoes else "ink")
        return theme.colour("muted" if unit.rank is None else "ink")

    def _sort_key(self, unit: Unit, column: int) -> Any:
        keys = {
            RANK: lambda: (unit.rank or _LAST, unit.code),
            NAME: lambda: unit.code,
            SCORE: lambda: unit.score,
            FOUR_NOES: lambda: sum(unit.four_noes),
            COLLECTIVE: lambda: tuple(reversed(unit.petitions.collective)),
            ON_TIME: lambda: unit.concluded_in_time * (_LAST // unit.due) if unit.due else _LAST,
            FINES: lambda: unit.fines_total,
            DISTANCE: lambda: min((left for _clause, left in unit.distance), default=_LAST),
            VERDICT: lambda: (bool(unit.vetoes), self._verdict(unit)),
        }
        return keys[column]()


class StandingsOrder(QSortFilterProxyModel):
    """Sorts by the sort role; the values are Python's, compared exactly."""

    def lessThan(self, left: Index, right: Index) -> bool:
        return bool(self.sourceModel().data(left, SORT) < self.sourceModel().data(right, SORT))


def _alignment(column: int) -> Qt.AlignmentFlag:
    if column in _LEFT:
        return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
    return (Qt.AlignmentFlag.AlignRight if column in _RIGHT else Qt.AlignmentFlag.AlignHCenter) | Qt.AlignmentFlag.AlignVCenter
