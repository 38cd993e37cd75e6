"""The head of the page of cases: how many there are, how many are chosen, and what may be done with them."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ui.text import Label
from ui.theme import theme
from ui.widgets.button import Button
from ui.widgets.chip import Chip
from ui.widgets.flow import Flow, grows_with_width


class Head(QWidget):
    """``urges``: whether this account may urge."""

    urge_asked = Signal()
    views_asked = Signal()
    saving_asked = Signal()
    columns_asked = Signal()
    export_asked = Signal()

    def __init__(self, *, urges: bool) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.pixels(9))
        self.count, self.chosen = Chip("正在看……", "muted"), Chip("", "accent")
        for part in (Label("案件", "title"), self.count, self.chosen):
            row.addWidget(part, 0, Qt.AlignmentFlag.AlignTop)
        self.chosen.hide()
        row.addWidget(self._buttons(urges=urges), 1)

    def _buttons(self, *, urges: bool) -> QWidget:
        buttons = QWidget()
        flow = Flow(buttons, spacing=4)
        self.view_button = Button("视图", "F4", kind="quiet", does=self.views_asked.emit)
        urge_button = Button("催办选中的", "F9", kind="quiet", does=self.urge_asked.emit)
        urge_button.setVisible(urges)
        for button in (
            urge_button,
            self.view_button,
            Button("存为视图…", kind="quiet", does=self.saving_asked.emit, tip="存为视图　Ctrl+Shift+S"),
            Button("栏目…", kind="quiet", does=self.columns_asked.emit, tip="选栏目　Ctrl+Shift+C"),
            Button("导出…", "Ctrl+E", kind="quiet", does=self.export_asked.emit),
        ):
            flow.addWidget(button)
        grows_with_width(buttons)
        return buttons
