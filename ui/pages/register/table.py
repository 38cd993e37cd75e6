"""The list itself: a page of lines; keys that go past its edge ask for the next page, or for either end of the register."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView

from app.services.register_search_values import RegisterLine, Turn
from ui.models.register import RegisterListModel
from ui.theme import theme
from ui.widgets.rows import Rows

WIDTHS = {
    "number": 100, "received_on": 94, "form": 46, "level": 52, "name": 116, "people": 66, "unit": 112, "marks": 112, "case": 66,
    "why": 84, "matter": 112, "purpose": 76, "subject_class": 92, "unit_code": 76,
}  # fmt: skip
GIVES_WAY = ("unit_code", "purpose", "matter", "subject_class", "people", "form", "case", "level", "marks", "why", "unit")
"""Columns that are left out where the gist would have no room, the first of them first."""

LEAST_GIST = 130
_ENDS = {Qt.Key.Key_Home: Turn.FIRST, Qt.Key.Key_End: Turn.LAST}
_BACK, _ON = {Qt.Key.Key_Up, Qt.Key.Key_PageUp}, {Qt.Key.Key_Down, Qt.Key.Key_PageDown}


class RegisterListTable(Rows):
    """``turned`` asks for another page; ``sorted`` for the other order of days."""

    turned = Signal(Turn)
    sorted = Signal()

    def __init__(self) -> None:
        self.list = RegisterListModel()
        super().__init__(self.list, "登记簿")
        self.list.setParent(self)
        self._why = False
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerItem)
        header = self.horizontalHeader()
        header.setSectionsClickable(True)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        header.sectionClicked.connect(self._sort)

    def show_columns(self, keys: Sequence[str]) -> None:
        self.list.show_columns(keys)
        self._lay_out()

    def show_lines(self, lines: Sequence[RegisterLine], words: str, *, newest_first: bool, at_end: bool) -> None:
        """Put a page in, the cursor on its first line, or its last where one came from below."""
        self.list.show_lines(lines, words, newest_first=newest_first)
        self._why = any(line.why for line in lines)
        self._lay_out()
        if lines:
            self.be_at(self.list.index(len(lines) - 1 if at_end else 0, 0))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, row = Qt.Key(event.key()), self.currentIndex().row()
        if key in _ENDS:
            self.turned.emit(_ENDS[key])
        elif key in _BACK and row <= 0:
            self.turned.emit(Turn.PREVIOUS)
        elif key in _ON and row >= len(self.list.lines) - 1:
            self.turned.emit(Turn.NEXT)
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lay_out()

    def _lay_out(self) -> None:
        """The gist takes what is left; where there is no gist, the last column does."""
        shown, rest = self._fitting()
        least = theme.pixels(LEAST_GIST)
        for place, column in enumerate(self.list.columns):
            self.setColumnHidden(place, column.key not in shown)
            self.setColumnWidth(place, theme.pixels(WIDTHS[column.key]) if column.key in WIDTHS else max(rest, least))
        if "gist" not in shown:
            last = shown[-1]
            self.setColumnWidth(self.list.place_of(last), theme.pixels(WIDTHS[last]) + max(0, rest))

    def _fitting(self) -> tuple[list[str], int]:
        """The columns there is room for, and what they leave to the gist: where that is too little, others step back."""
        shown = [column.key for column in self.list.columns if column.key != "why" or self._why]
        rest = self.viewport().width() - sum(theme.pixels(WIDTHS.get(key, 0)) for key in shown)
        for key in GIVES_WAY:
            if rest < theme.pixels(LEAST_GIST) and key in shown:
                shown.remove(key)
                rest += theme.pixels(WIDTHS[key])
        return shown, rest

    def _sort(self, place: int) -> None:
        if self.list.columns[place].key == "received_on":
            self.sorted.emit()
