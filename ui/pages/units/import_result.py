"""What came of an import: counts by sheet, or the faults with the row of each beside it, the wrong cell marked."""

from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui.models.listing import Column
from ui.text import Label
from ui.theme import theme
from ui.widgets.list_table import ListTable

if TYPE_CHECKING:
    from app.services.exchange.beside import FaultBeside
    from app.services.exchange.service import ImportReport

FAULTS = (
    Column("工作表", lambda fault: fault.sheet, 86),
    Column("格", lambda fault: fault.where, 56),
    Column("列", lambda fault: fault.header, 110, least=460),
    Column("错在哪里；应当怎样", lambda fault: fault.what),
)


def _cell(pair: Any) -> str:
    """What the cell holds; the wrong one carries a mark beside its colour."""
    wrong, (_, words) = pair
    return f"{'▶ ' if wrong else ''}{words or '（空）'}"


CELLS = (
    Column("列", lambda pair: pair[1][0], 112, tone=lambda pair: "accent" if pair[0] else "muted"),
    Column("这一行里写的", _cell, tone=lambda pair: "accent" if pair[0] else ""),
)


class FaultList(QWidget):
    """The faults, and beside them the row of the one one is at."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("ground", "none")
        self.table = ListTable(FAULTS, "工作簿里的错", lambda fault: (fault.sheet, fault.where, fault.what))
        self.row = ListTable(CELLS, "有错的那一行", lambda pair: pair[1][0])
        self.what = Label("", wrap=True).selectable()
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.pixels(12))
        left = QVBoxLayout()
        left.setSpacing(theme.pixels(6))
        left.addWidget(self.table, 1)
        left.addWidget(self.what)
        layout.addLayout(left, 3)
        layout.addWidget(self.row, 2)
        self.table.looked_at.connect(self._look)
        self.table.entered.connect(self.row.setFocus)

    def show_faults(self, faults: "tuple[FaultBeside, ...]") -> None:
        self.table.show_rows(faults)
        self._look()

    def _look(self) -> None:
        fault: Any = self.table.at() if self.table.listing.rows else None
        if fault is None:
            return
        named = f"{fault.sheet}!{fault.where}　" if fault.where else ""
        self.what.setText(f"{named}{fault.what}")
        cells = [(place == fault.column, pair) for place, pair in enumerate(fault.cells)]
        self.row.show_rows(cells)
        self.row.setVisible(bool(cells))
        wrong = next((place for place, (marked, _) in enumerate(cells) if marked), None)
        if wrong is not None:
            self.row.be_at(self.row.listing.index(wrong, 0))


def added_words(report: "ImportReport") -> str:
    """已导入 …; what was there already."""
    new = "，".join(f"{sheet} {count:,} 行" for sheet, count in report.added.items() if count)
    there = sum(report.same.values())
    same = f"；{there:,} 行已经登记过，内容相同" if there else ""
    return f"已导入：{new}{same}。" if new else f"没有新的行{same}。"
