"""Saved views and columns: taken from a menu, saved under a name, chosen by ticks."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtWidgets import QDialog, QMenu, QWidget

from app.services.case_columns import COLUMNS
from ui.pages.cases.left import View
from ui.text import on_button
from ui.widgets.button import Button
from ui.widgets.dialog import Dialog
from ui.widgets.field import Field
from ui.widgets.flow import Flow, grows_with_width
from ui.widgets.inputs import Tick
from ui.widgets.line import Line

MOST_VIEWS = 30


def menu(parent: QWidget, at: QWidget, views: dict[str, View], take: Callable[[str], None], drop: Callable[[str], None]) -> QMenu:
    """The saved views, to be taken by arrow keys and Enter; below, to be thrown away."""
    made = QMenu(parent)
    for place, name in enumerate(views, start=1):
        made.addAction(f"{place if place < 10 else ''}　{on_button(name)}", partial(take, name))
    if not views:
        made.addAction("还没有视图：Ctrl+Shift+S 把现在的筛选存为视图").setEnabled(False)
    else:
        made.addSeparator()
        away = made.addMenu("删除视图")
        for name in views:
            away.addAction(on_button(name), partial(drop, name))
    made.popup(at.mapToGlobal(at.rect().bottomLeft()))
    if views:
        made.setActiveAction(made.actions()[0])
    return made


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
