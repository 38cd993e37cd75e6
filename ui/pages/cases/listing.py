"""The list asked for: a first page, the next ones as one goes down, in the order of the store or of a column."""

from datetime import date
from functools import partial

from PySide6.QtCore import QObject, Qt, Signal

from app.services.case_values import CaseOrder, CasePage, CasePlace, CaseShown
from ui.bureau import Bureau
from ui.models.cases import TICK
from ui.pages.cases.table import CasesTable
from ui.work import Latest

STORE_ORDERS = {"due": True, "state": True, "left": True, "accepted": False}
"""Columns the store itself sorts by, at any depth: by due date, or by the day of acceptance."""


class Listing(QObject):
    """``shown`` after rows came in; ``refused`` with what is wrong."""

    shown = Signal()
    refused = Signal(object)

    def __init__(self, bureau: Bureau, today: date) -> None:
        super().__init__()
        self.table = CasesTable(today)
        self.order = CaseOrder()
        self._bureau = bureau
        self._asked = CaseShown()
        self._after: CasePlace | None = None
        self._latest, self._more = Latest(), Latest()
        self._column: tuple[int, bool] | None = None  # sorted here, by this column, downwards
        self.table.cases.more_wanted.connect(self._ask_more)

    def ask(self, shown: CaseShown) -> None:
        """The first page; only the newest answer is shown."""
        self._asked = shown
        self._more.drop()
        self._latest.ask(partial(self._bureau.cases.page, shown, self.order), self._show, self.refused.emit)

    def _show(self, page: CasePage) -> None:
        self._after = page.after
        self.table.show_lines(page.lines, more=page.after is not None)
        self._sort_here()
        self.shown.emit()

    def _ask_more(self) -> None:
        if self._after is not None:
            self._more.ask(partial(self._bureau.cases.page, self._asked, self.order, self._after), self._add, self.refused.emit)

    def _add(self, page: CasePage) -> None:
        self._after = page.after
        self.table.cases.add_lines(page.lines, more=page.after is not None)
        self.shown.emit()

    def sort(self, section: int) -> bool:
        """By a header; the same one again turns it over. False where that column can only be sorted once all rows are there."""
        if section == TICK:
            return True
        by_due = STORE_ORDERS.get(self.table.cases.columns[section - 1].id)
        if by_due is not None:
            same = self._column is None and self.order.by_due is by_due
            self.order = CaseOrder(by_due, not self.order.descending if same else False)
            self._column = None
            self.ask(self._asked)
            return True
        if self.table.cases.more:
            return False
        self._column = (section, self._column is not None and self._column[0] == section and not self._column[1])
        self._sort_here()
        return True

    def _sort_here(self) -> None:
        if self._column is not None:
            section, descending = self._column
            kept = self.table.at()
            self.table.cases.sort(section, Qt.SortOrder.DescendingOrder if descending else Qt.SortOrder.AscendingOrder)
            row = self.table.cases.row_of(kept.number) if kept else None
            if row is not None:
                self.table.go_to(row)
