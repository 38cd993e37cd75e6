"""The table of a listing: columns by their widths, those for which there is no room left out; one stays at the row one was at."""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView

from ui.models.listing import Column, Listing
from ui.theme import theme
from ui.widgets.rows import Rows


class ListTable(Rows):
    """``key`` tells what a row is known by from one showing to the next."""

    def __init__(self, columns: Sequence[Column], name: str, key: Callable[[Any], Any]) -> None:
        self.listing = Listing(columns)
        super().__init__(self.listing, name)
        self.listing.setParent(self)
        self._key = key
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        header = self.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        for place, column in enumerate(columns):
            if not column.width:
                header.setSectionResizeMode(place, QHeaderView.ResizeMode.Stretch)

    def show_rows(self, rows: Sequence[Any], *, at: Any = None) -> None:
        """Put rows in; the cursor goes to the one known by ``at``, or stays at the one it was at, or at its place in the list."""
        kept = at if at is not None else self._key(self.at()) if self.at() is not None else None
        place = max(0, self.currentIndex().row())
        self.listing.show_rows(rows)
        if rows:
            known = [self._key(row) for row in rows]
            self.be_at(self.listing.index(known.index(kept) if kept in known else min(place, len(rows) - 1), 0))

    def go_to(self, wanted: Any) -> bool:
        """The cursor to the row known by ``wanted``. False where there is none."""
        for place, row in enumerate(self.listing.rows):
            if self._key(row) == wanted:
                self.be_at(self.listing.index(place, 0))
                return True
        return False

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        room = self.viewport().width()
        for place, column in enumerate(self.listing.columns):
            if column.width:
                self.setColumnWidth(place, theme.pixels(column.width))
            self.setColumnHidden(place, room < theme.pixels(column.least))
