"""What the page of cases is laid out of: its head, the filters, the list and the case beside it; and where its words are said."""

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QVBoxLayout

from app.errors import Refusal
from app.services.actor import Right
from ui.bureau import Bureau
from ui.page import Desk, Page
from ui.pages.cases.exporting import Exporting
from ui.pages.cases.filters import Filters
from ui.pages.cases.head import Head
from ui.pages.cases.listing import Listing
from ui.pages.cases.panel import CasePanel
from ui.pages.cases.urging import UrgingProgress
from ui.theme import theme
from ui.widgets.button import Button
from ui.widgets.framed import Framed
from ui.widgets.strip import Strip
from ui.widgets.unit_line import Unit

SIDE = 440


class CasesFrame(Page):
    """The parts in their places; what they ask for is answered by the page."""

    def __init__(self, bureau: Bureau, desk: Desk) -> None:
        super().__init__(bureau, desk)
        self.head = Head(urges=bureau.may(Right.HANDLE_CASES))
        self.filters = Filters(bureau.today.year, self._find_units)
        self.listing = Listing(bureau, bureau.today)
        self.table = self.listing.table
        self.panel = CasePanel(bureau.today, desk.open_petition)
        self.strip, self.progress = Strip(), UrgingProgress()
        self.exporting = Exporting(self, self.strip)
        self.frame = Framed(self.table)
        self._build()

    def _build(self) -> None:
        outer = QVBoxLayout(self)
        outer.setContentsMargins(theme.pixels(18), theme.pixels(10), theme.pixels(14), theme.pixels(8))
        outer.setSpacing(theme.pixels(8))
        outer.addWidget(self.head)
        outer.addWidget(self.filters)
        outer.addWidget(self.strip)
        outer.addWidget(self.progress)
        columns = QGridLayout()
        columns.setHorizontalSpacing(theme.pixels(14))
        columns.addWidget(self.frame, 0, 0)
        columns.addWidget(self.panel, 0, 1)
        columns.setColumnStretch(0, 1)
        outer.addLayout(columns, 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.panel.setFixedWidth(min(theme.pixels(SIDE), self.width() * 9 // 20))

    def _find_units(self, text: str) -> list[Unit]:
        return [Unit(hit.code, hit.name, hit.why) for hit in self.bureau.units.search(text, 8)]

    def _count(self) -> None:
        cases = self.table.cases
        self.head.count.show_text(f"{len(cases.lines)} 件{'以上' if cases.more else ''}")
        self.head.chosen.show_text(f"选中 {len(cases.ticked)} 件")
        self.head.chosen.setVisible(bool(cases.ticked))

    def _to_case(self) -> None:
        self.panel.focus_first()

    def _other_side(self) -> None:
        if self.table.hasFocus():
            self.panel.focus_first()
        else:
            self.table.setFocus()

    def say(self, words: str, tone: str = "good") -> None:
        self.strip.say(words, [Button("知道了", kind="quiet", does=self.strip.hide)], tone)

    def tell(self, refusal: Refusal) -> None:
        self.say(str(refusal), "accent")
