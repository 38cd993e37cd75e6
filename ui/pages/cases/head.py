"""The head of the page: how many cases there are and are ticked, and what can be done with the list."""

from collections.abc import Callable
from typing import NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ui.models.cases import CasesModel
from ui.text import Label
from ui.theme import theme
from ui.widgets.button import Button
from ui.widgets.chip import Chip
from ui.widgets.flow import Flow, grows_with_width


class Doing(NamedTuple):
    """What the buttons do; ``urge`` None: this account does not."""

    urge: Callable[[], None] | None
    views: Callable[[], None]
    save_view: Callable[[], None]
    columns: Callable[[], None]
    export: Callable[[], None]


class Head(QWidget):
    """Shows counts, and buttons with their keys."""

    def __init__(self, doing: Doing) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.pixels(9))
        self.count, self.chosen = Chip("正在看……", "muted"), Chip("", "accent")
        for part in (Label("案件", "title"), self.count, self.chosen):
            row.addWidget(part, 0, Qt.AlignmentFlag.AlignTop)
        self.chosen.hide()
        buttons = QWidget()
        flow = Flow(buttons, spacing=4)
        if doing.urge is not None:
            flow.addWidget(Button("催办选中的", "F9", kind="quiet", does=doing.urge))
        flow.addWidget(Button("视图", "F4", kind="quiet", does=doing.views))
        flow.addWidget(Button("存为视图…", kind="quiet", does=doing.save_view, tip="存为视图　Ctrl+Shift+S"))
        flow.addWidget(Button("栏目…", kind="quiet", does=doing.columns, tip="选栏目　Ctrl+Shift+C"))
        flow.addWidget(Button("导出…", "Ctrl+E", kind="quiet", does=doing.export))
        grows_with_width(buttons)
        row.addWidget(buttons, 1)

    def show_counts(self, cases: CasesModel) -> None:
        """How many rows, and how many of them are ticked."""
        self.count.show_text(f"{len(cases.lines)} 件{'以上' if cases.more else ''}")
        self.chosen.show_text(f"选中 {len(cases.ticked)} 件")
        self.chosen.setVisible(bool(cases.ticked))
