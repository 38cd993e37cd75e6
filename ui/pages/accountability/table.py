"""The situations of a year as compact rows."""

from collections.abc import Sequence

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView

from app.services.accountability_situations import Situation
from ui.models import situations as columns
from ui.models.situations import SituationModel
from ui.pages.accountability.words import CLAUSE_WORDS, state_of
from ui.theme import theme
from ui.widgets.rows import Rows

WIDTHS = {columns.CITED: 58, columns.STATE: 76}


class SituationTable(Rows):
    """One row at a time."""

    def __init__(self) -> None:
        self.situations = SituationModel(CLAUSE_WORDS, state_of)
        super().__init__(self.situations, "责任查究的情形")
        self.situations.setParent(self)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.horizontalHeader().setSectionResizeMode(columns.CLAUSE, QHeaderView.ResizeMode.Stretch)

    def show_situations(self, rows: Sequence[Situation], wanted: tuple[str, str] | None = None) -> None:
        """Put them in; one stays at the situation one was at, or goes to the one wanted."""
        kept: Situation | None = self.at()
        key = wanted or (kept.key if kept is not None else None)
        self.situations.show(rows)
        if rows and (key is None or not self.go_to_key(key)):
            self.be_at(self.situations.index(0, columns.UNIT))

    def go_to_key(self, key: tuple[str, str]) -> bool:
        """To the row of this unit and clause. False where there is none."""
        known = [row.key for row in self.situations.rows]
        if key not in known:
            return False
        self.be_at(self.situations.index(known.index(key), columns.UNIT))
        return True

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        for column, width in WIDTHS.items():
            self.setColumnWidth(column, theme.pixels(width))
        self.setColumnWidth(columns.UNIT, self.viewport().width() * 28 // 100)
