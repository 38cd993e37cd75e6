"""Which columns the list shows: ticked by Space, kept for the next time."""

from collections.abc import Sequence

from PySide6.QtWidgets import QDialog, QWidget

from app.services.register_columns import COLUMNS, USUAL
from ui.widgets.button import Button
from ui.widgets.dialog import Dialog
from ui.widgets.flow import Flow
from ui.widgets.inputs import Tick

ALWAYS = "number"
"""The register number stands in any list: without it a line could not be named."""


class ColumnsDialog(Dialog):
    """Enter agrees."""

    def __init__(self, parent: QWidget, shown: Sequence[str]) -> None:
        super().__init__(parent, "显示哪些列", "打勾的显示，次序不变；登记号总在。窗口窄时会再收起几列。")
        self._ticks = {column.key: Tick(column.header) for column in COLUMNS if column.key != ALWAYS}
        flow = Flow(spacing=14)
        for key, tick in self._ticks.items():
            tick.take(key in shown)
            tick.entered.connect(self.accept)
            flow.addWidget(tick)
        self.body.addLayout(flow)
        usual = Button("常用的几列", does=self._usual)
        self.buttons(usual, Button("取消", does=self.reject), Button("确定", kind="primary", does=self.accept))
        next(iter(self._ticks.values())).setFocus()

    def _usual(self) -> None:
        for key, tick in self._ticks.items():
            tick.take(key in USUAL)

    @property
    def chosen(self) -> list[str]:
        return [column.key for column in COLUMNS if column.key == ALWAYS or self._ticks[column.key].value()]


def choose(parent: QWidget, shown: Sequence[str]) -> list[str] | None:
    """The columns chosen, or None."""
    dialog = ColumnsDialog(parent, shown)
    return dialog.chosen if dialog.exec() == QDialog.DialogCode.Accepted else None
