"""The head of the form: what it is, the number it will get, the matter it joins, when its draft was kept."""

from collections.abc import Callable

from PySide6.QtWidgets import QHBoxLayout, QWidget

from ui.text import Label
from ui.theme import theme
from ui.widgets.chip import Chip


class Head(QWidget):
    """``leave_matter`` undoes the taking over of a matter."""

    def __init__(self, leave_matter: Callable[[], None]) -> None:
        super().__init__()
        self.title = Label("来访登记", "title")
        self.number = Chip("新登记", "muted")
        self.kept = Chip("", "muted")
        self.matter = Chip("", "link", opens=True, tip="按 Enter 取消并入")
        self.matter.pressed.connect(lambda _text: leave_matter())
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.pixels(9))
        for part in (self.title, self.number, self.matter, self.kept):
            row.addWidget(part)
        row.addStretch(1)
        self.matter.hide()
        self.kept.hide()

    def show_form(self, *, letter: bool, matter: str) -> None:
        self.title.setText("来信登记" if letter else "来访登记")
        self.matter.show_text(f"并入 {matter}　×")
        self.matter.setVisible(bool(matter))

    def show_number(self, number: str) -> None:
        self.number.show_text(f"新登记 {number}")

    def show_kept(self, at: str) -> None:
        """``at``: HH:MM; empty where the draft could not be kept."""
        self.kept.show_text(f"草稿已存 {at}" if at else "草稿没有存上", "muted" if at else "warn")
        self.kept.show()
