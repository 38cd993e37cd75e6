"""Saved views and columns: taken from a list, saved under a name, chosen by ticks."""

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QStringListModel, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QDialog, QListView, QWidget

from app.services.case_columns import COLUMNS
from ui.pages.cases.left import View
from ui.theme import theme
from ui.widgets.button import Button
from ui.widgets.dialog import Dialog
from ui.widgets.field import Field
from ui.widgets.flow import Flow, grows_with_width
from ui.widgets.inputs import Tick
from ui.widgets.line import Line, is_enter

MOST_VIEWS = 30


class ViewList(QListView):
    """The saved views by name; Enter takes one, Delete asks for its removal."""

    taken = Signal()
    dropped = Signal()

    def __init__(self, names: Sequence[str]) -> None:
        super().__init__()
        self.names = list(names)
        self.setProperty("place", "suggestions")
        self.setAccessibleName("存好的视图")
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setModel(QStringListModel(self.names, self))
        self.setCurrentIndex(self.model().index(0, 0))
        self.doubleClicked.connect(lambda _index: self.taken.emit())

    @property
    def name(self) -> str:
        row = self.currentIndex().row()
        return self.names[row] if 0 <= row < len(self.names) else ""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if is_enter(event):
            self.taken.emit()
        elif event.key() == Qt.Key.Key_Delete:
            self.dropped.emit()
        else:
            super().keyPressEvent(event)


class ViewChoice(NamedTuple):
    """A view taken, or one to be thrown away."""

    name: str
    drop: bool = False


def ask_view(parent: QWidget, names: Sequence[str]) -> ViewChoice | None:
    """Which of the saved views, or None."""
    empty = "还没有视图。按 Ctrl+Shift+S 把现在的筛选和栏目存为视图。"
    dialog = Dialog(parent, "存好的视图", "Enter 取出，Delete 删除。" if names else empty)
    listed = ViewList(names)
    listed.setVisible(bool(names))
    listed.setFixedHeight(min(10, len(names) + 1) * theme.pixels(32))
    dialog.body.addWidget(listed)
    drop: list[bool] = []

    def throw_away() -> None:
        drop.append(True)
        dialog.accept()

    listed.taken.connect(dialog.accept)
    listed.dropped.connect(throw_away)
    take = Button("取出", kind="primary", does=dialog.accept)
    take.setEnabled(bool(names))
    close = Button("取消", "Esc", does=dialog.reject)
    dialog.buttons(close, take)
    (listed if names else close).setFocus()
    agreed = dialog.exec() == QDialog.DialogCode.Accepted and listed.name
    return ViewChoice(listed.name, bool(drop)) if agreed else None


def ask_name(parent: QWidget, views: dict[str, View]) -> str | None:
    """The name to save a view under; one that is there is replaced, and the button says so."""
    dialog = Dialog(parent, "把现在的筛选和栏目存为视图", "以后按 F4 取出来。视图只是您自己的。")
    line = Line(longest=20)
    field = Field("视图名称", line)
    dialog.body.addWidget(field)

    def agree() -> None:
        if not line.value():
            field.fault("没有写名称")
        elif line.value() not in views and len(views) >= MOST_VIEWS:
            field.fault(f"已有 {MOST_VIEWS} 个视图", "请先删去不用的")
        else:
            dialog.accept()

    yes = Button("存为视图", kind="primary", does=agree)
    line.typed.connect(lambda _text: yes.say("代替原有的" if line.value() in views else "存为视图"))
    line.entered.connect(agree)
    dialog.buttons(Button("取消", "Esc", does=dialog.reject), yes)
    line.setFocus()
    return line.value() if dialog.exec() == QDialog.DialogCode.Accepted else None


def ask_columns(parent: QWidget, chosen: Sequence[str]) -> tuple[str, ...] | None:
    """The columns wanted, or None."""
    dialog = Dialog(parent, "选栏目", "事项编号总在。空格选上或不选。", wide=520)
    ticks = {column.id: Tick(column.header) for column in COLUMNS if column.id != "number"}
    box = QWidget()
    flow = Flow(box, spacing=10)
    for key, tick in ticks.items():
        tick.take(key in chosen)
        tick.entered.connect(dialog.accept)
        flow.addWidget(tick)
    grows_with_width(box)
    dialog.body.addWidget(box)
    dialog.buttons(Button("取消", "Esc", does=dialog.reject), Button("好", "Ctrl+Return", kind="primary", does=dialog.accept))
    next(iter(ticks.values())).setFocus()
    if dialog.exec() != QDialog.DialogCode.Accepted:
        return None
    return ("number", *(key for key, tick in ticks.items() if tick.value()))
