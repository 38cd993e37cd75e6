"""The line below: what is overdue or soon due, and the keys of the page."""

from PySide6.QtWidgets import QFrame, QHBoxLayout

from ui.text import ElidedLabel, Label
from ui.theme import theme


class StatusLine(QFrame):
    """Shows what it is told; asks nobody."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("place", "status")
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.pixels(16), theme.pixels(4), theme.pixels(16), theme.pixels(4))
        row.setSpacing(theme.pixels(14))
        self.due = Label("", "warn")
        self.hints = ElidedLabel("", "muted")
        row.addWidget(self.due)
        row.addSpacing(theme.pixels(20))
        row.addWidget(self.hints, 1)

    def show_due(self, overdue: int, today: int, soon: int) -> None:
        """Counts of open cases: past their due date, due today, due within seven days after today."""
        self.due.setText(f"超期 {overdue}　·　今日到期 {today}　·　七日内到期 {soon}")
        self.due.set_tone("warn" if overdue or today else "muted")

    def show_hints(self, words: str) -> None:
        self.hints.setText(words)
