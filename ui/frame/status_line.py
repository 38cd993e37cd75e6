"""The line below: what is overdue or soon due, each a press away from its list, and the keys of the page."""

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QFrame, QHBoxLayout

from app.services.case_values import CaseState, DueCounts
from ui.text import ElidedLabel
from ui.theme import theme
from ui.widgets.chip import Chip

_TOLD = ((CaseState.OVERDUE, "超期", "accent"), (CaseState.TODAY, "今日到期", "warn"), (CaseState.IN_THREE, "三日内", "warn"),
         (CaseState.IN_SEVEN, "七日内", "ink"))  # fmt: skip


class StatusLine(QFrame):
    """Shows what it is told; ``open_due`` is given the state whose list is wanted."""

    def __init__(self, open_due: Callable[[CaseState], None]) -> None:
        super().__init__()
        self.setProperty("place", "status")
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.pixels(12), theme.pixels(3), theme.pixels(16), theme.pixels(3))
        row.setSpacing(theme.pixels(6))
        self.counts: DueCounts | None = None
        self.due: dict[CaseState, Chip] = {}
        for state, word, _tone in _TOLD:
            chip = Chip("", "muted", opens=True, tip=f"{word}的案件，按一下就列出来　F12")
            chip.pressed.connect(partial(_open, open_due, state))
            chip.hide()
            self.due[state] = chip
            row.addWidget(chip)
        self.hints = ElidedLabel("", "muted")
        row.addSpacing(theme.pixels(14))
        row.addWidget(self.hints, 1)

    def show_due(self, counts: DueCounts) -> None:
        """Counts of open cases: past their due date, due today, and due after today within three and seven days."""
        self.counts = counts
        for (state, word, tone), count in zip(_TOLD, counts, strict=True):
            self.due[state].show_text(f"{word} {count}", tone if count else "muted")
            self.due[state].setAccessibleName(f"{word} {count} 件")
            self.due[state].show()

    def show_hints(self, words: str) -> None:
        self.hints.setText(words)


def _open(open_due: Callable[[CaseState], None], state: CaseState, _words: str) -> None:
    open_due(state)
