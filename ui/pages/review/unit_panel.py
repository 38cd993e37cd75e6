"""The selected unit's year: name, rank and score, the waterfall, then every decision on a card with clause, words and evidence."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.services.annual_explanation import Explanation
from app.services.standings_rows import score
from ui.pages.review import cards
from ui.pages.review.evidence import Openers
from ui.text import ElidedLabel, Label
from ui.theme import theme
from ui.widgets.button import Button
from ui.widgets.chip import Chip
from ui.widgets.flow import Flow, clear_layout
from ui.widgets.scroll import Column, scrolled


class UnitPanel(QWidget):
    """Shows an Explanation; decides nothing."""

    def __init__(self, openers: Openers) -> None:
        super().__init__()
        self._openers = openers
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.pixels(7))
        head = Flow(spacing=9)
        self.name = ElidedLabel("", "title")
        self.rank = Chip("", "muted")
        self.score = Label("", "strong")
        head.addWidget(self.name)
        head.addWidget(self.rank)
        head.addWidget(self.score)
        self.to_unit = Button("单位一页", "F6", kind="quiet")
        head.addWidget(self.to_unit)
        layout.addLayout(head)
        self._column = Column()
        self._area = scrolled(self._column)
        layout.addWidget(self._area, 1)
        self.rank.hide()

    def show_explanation(self, explanation: Explanation) -> None:
        unit = explanation.unit
        self.name.setText(unit.name)
        self.rank.show_text(f"第 {unit.rank} 名" if unit.rank is not None else "不排名")
        self.rank.show()
        self.score.setText(f"{score(unit)} 分")
        clear_layout(self._column.parts)
        for card in cards.of(explanation, self._openers):
            self._column.parts.addWidget(card)
        self._column.parts.addStretch(1)
        self._area.verticalScrollBar().setValue(0)

    def focus_evidence(self) -> bool:
        """The cursor to the first petition behind a decision. False where nothing is cited."""
        for chip in self._column.findChildren(Chip):
            if chip.opens and chip.isVisible():
                chip.setFocus()
                self._area.ensureWidgetVisible(chip)
                return True
        return False
