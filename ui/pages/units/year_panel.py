"""A unit's year on one page: the time line, then cards of what it means; each figure opens what is behind it."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.services.petition_form import LEVEL_WORDS, Level
from app.services.standings_rows import score
from app.services.unit_year import Point, UnitYear
from ui.pages.review.evidence import Openers
from ui.pages.units import year_cards
from ui.text import Label
from ui.theme import theme
from ui.widgets.button import Button
from ui.widgets.card import Card
from ui.widgets.chip import Chip
from ui.widgets.flow import Flow, clear_layout, grows_with_width
from ui.widgets.inputs import Choice, Option
from ui.widgets.scroll import Column, scrolled
from ui.widgets.year_line import Legend, Mark, YearLine

ROWS = (Level.BEIJING, Level.PROVINCE, Level.PREFECTURE, Level.CITY, Level.UNIT)
MOST_CHIPS = 40


class Ways(NamedTuple):
    """Where the page leads: petitions and matters by number, the review and the ledger of the unit."""

    openers: Openers
    review: Callable[[str, int], None]
    ledger: Callable[[str, int], None] | None


class YearPanel(QWidget):
    """``year_changed`` asks for another year."""

    year_changed = Signal()

    def __init__(self, ways: Ways, years: Sequence[int]) -> None:
        super().__init__()
        self._ways = ways
        self._shown: UnitYear | None = None
        self.year = Choice([Option(year, f"{year} 年") for year in years])
        self.year.setAccessibleName("年度")
        self.year.setMinimumContentsLength(8)
        self.state, self.score = Chip("", "muted"), Label("", "strong")
        self.to_review = Button("年度考评", "F5", does=self._review)
        self.line = YearLine([LEVEL_WORDS[level] for level in ROWS])
        self.line_card = Card("这一年的信访")
        self._chips = QWidget()
        self._column = Column()
        self._build()
        self.year.currentIndexChanged.connect(lambda _index: self.year_changed.emit())
        self.year.entered.connect(self.line.setFocus)
        self.line.chosen.connect(self._show_cell)
        self.line.entered.connect(self._into_cell)

    def _build(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.pixels(7))
        head = QHBoxLayout()
        head.setSpacing(theme.pixels(9))
        beginning: tuple[QWidget, ...] = (self.year, self.state, self.score)
        for part in beginning:
            head.addWidget(part)
        head.addStretch(1)
        head.addWidget(self.to_review)
        layout.addLayout(head)
        self._flow = Flow(self._chips)
        self._chips.setProperty("ground", "none")
        grows_with_width(self._chips)
        self.cell = Label("", "small")
        parts: tuple[QWidget, ...] = (self.line, Legend(), self.cell, self._chips)
        for part in parts:
            self.line_card.body.addWidget(part)
        grows_with_width(self.line_card)
        self._column.parts.addWidget(self.line_card)
        self._later = QVBoxLayout()
        self._later.setSpacing(theme.pixels(8))
        self._column.parts.addLayout(self._later)
        self._column.parts.addStretch(1)
        layout.addWidget(scrolled(self._column), 1)

    @property
    def chosen_year(self) -> int:
        return int(self.year.value())

    def show_year(self, page: UnitYear) -> None:
        self._shown = page
        self._head(page)
        self.line_card.hint.setText(_counted(page.points))
        self.line_card.hint.show()
        marks = [Mark(ROWS.index(point.level), point.on.month, _kind(point)) for point in page.points]
        self.line.show_marks(marks, page.as_of.month if page.as_of.year == page.year else 12)
        clear_layout(self._later)
        for card in year_cards.of(page, self._ways.openers, self._ledger if self._ways.ledger is not None else None):
            self._later.addWidget(card)

    def _head(self, page: UnitYear) -> None:
        explanation = page.explanation
        self.to_review.setEnabled(explanation is not None)
        if explanation is None:
            self.state.show_text("不单独考评", "muted")
            self.score.setText("")
            return
        unit, standings = explanation.unit, explanation.standings
        self.state.show_text(*_state(standings.closed, standings.in_force, page))
        rank = f"第 {unit.rank} 名　" if unit.rank is not None else "不排名　"
        self.score.setText(f"{rank}{score(unit)} 分")

    def _show_cell(self, row: int, month: int) -> None:
        clear_layout(self._flow)
        points = self._points(row, month)
        self.cell.setText(f"{month} 月　{LEVEL_WORDS[ROWS[row]]}　{len(points)} 起" if points else "")
        for point in points[:MOST_CHIPS]:
            chip = Chip(point.number, "link", opens=True, tip=_tip(point))
            chip.pressed.connect(self._ways.openers.petition)
            self._flow.addWidget(chip)
        self._chips.setVisible(bool(points))
        self.cell.setVisible(bool(points))

    def _points(self, row: int, month: int) -> list[Point]:
        points = self._shown.points if self._shown is not None else ()
        return [point for point in points if point.level is ROWS[row] and point.on.month == month]

    def _into_cell(self) -> None:
        """The cursor to the petitions of the cell one is at."""
        for chip in self._chips.findChildren(Chip):
            if not chip.isHidden():
                chip.setFocus()
                return

    def _review(self) -> None:
        if self._shown is not None:
            self._ways.review(self._shown.view.form.code, self._shown.year)

    def _ledger(self) -> None:
        if self._shown is not None and self._ways.ledger is not None:
            self._ways.ledger(self._shown.view.form.code, self._shown.year)


def _state(closed: bool, in_force: bool, page: UnitYear) -> tuple[str, str]:
    if closed:
        return "已定案", "good"
    day = f"截至 {page.as_of.month}月{page.as_of.day}日"
    return (f"{day}，未定案", "warn") if in_force else (f"{day}，只作对照", "muted")


def _kind(point: Point) -> str:
    if point.letter:
        return "letter"
    return "collective" if point.collective else "skipping" if point.skipping else "visit"


def _tip(point: Point) -> str:
    said = [word for word, holds in (("集体访", point.collective), ("越级", point.skipping), ("重访", point.repeat)) if holds]
    return f"{point.on}　{'来信' if point.letter else '来访'}{'　' + '、'.join(said) if said else ''}"


def _counted(points: Sequence[Point]) -> str:
    """市以上 as the standings count them, those at the unit beside them."""
    above = [point for point in points if point.level is not Level.UNIT]
    own = len(points) - len(above)
    collective = sum(point.collective for point in above)
    return f"市以上 {len(above)} 起，其中集体 {collective} 起{f'；到本单位 {own} 起' if own else ''}"
