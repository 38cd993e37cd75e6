"""Ctrl+/ lists the keys of the page one is at, then those that hold everywhere."""

from PySide6.QtWidgets import QGridLayout, QWidget

from ui.page import PAGES, Page
from ui.text import Label
from ui.theme import theme
from ui.widgets.button import Button
from ui.widgets.dialog import Dialog

EVERYWHERE = (
    ("、".join(entry.key for entry in PAGES), "、".join(entry.name for entry in PAGES)),
    ("Ctrl+K", "找人、找事、找单位，去任何地方"),
    ("Ctrl+,", "外观和字号"),
    ("Ctrl+Shift+L", "锁定窗口，离开座位时用"),
    ("Ctrl+/", "按键一览"),
    ("F1", "帮助，翻到本页"),
    ("Esc", "关闭小窗、撤去提示"),
    ("Ctrl+Q", "备份并关闭程序"),
)


def show_keys(parent: QWidget, page: Page | None) -> None:
    """The page's keys, then those that hold everywhere."""
    dialog = Dialog(parent, "按键一览", wide=520)
    grid = QGridLayout()
    grid.setHorizontalSpacing(theme.pixels(24))
    grid.setVerticalSpacing(theme.pixels(7))
    for row, (key, words) in enumerate((*(page.keys if page else ()), *EVERYWHERE)):
        grid.addWidget(Label(key, "strong"), row, 0)
        grid.addWidget(Label(words, wrap=True), row, 1)
    grid.setColumnStretch(1, 1)
    dialog.body.addLayout(grid)
    close = Button("知道了", kind="primary", does=dialog.accept)
    dialog.buttons(close)
    close.setFocus()
    dialog.exec()
