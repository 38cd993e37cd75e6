"""外观: light, dark or high contrast, and the size of the text; seen at once, kept for the next time."""

from PySide6.QtWidgets import QApplication, QWidget

from ui import theme as looks
from ui.settings import Settings, keep
from ui.theme import Look, theme
from ui.widgets.button import Button
from ui.widgets.dialog import Dialog
from ui.widgets.field import Field
from ui.widgets.inputs import Choice, Option

_LOOKS = [
    Option(Look.SYSTEM, "跟随系统", "gsxt"),
    Option(Look.LIGHT, "浅色", "qs"),
    Option(Look.DARK, "深色", "ss"),
    Option(Look.CONTRAST, "高对比", "gdb"),
]
_SIZES = [Option(percent, f"{percent}%") for percent in looks.TEXT_SIZES]


def choose(parent: QWidget, settings: Settings) -> None:
    """Let a person choose; the look changes while one chooses, the size from the next window on where it stands already."""
    dialog = Dialog(parent, "外观和字号", "字号改变后，已打开的页面在下次登录时完全按新字号排版。")
    look, size = Choice(_LOOKS), Choice(_SIZES)
    look.take(theme.look)
    size.take(theme.percent)
    for chosen in (look, size):
        chosen.currentIndexChanged.connect(lambda _index: _apply(settings, Look(look.value()), int(size.value())))
    dialog.body.addWidget(Field("外观", look))
    dialog.body.addWidget(Field("字号", size))
    dialog.buttons(Button("好", kind="primary", does=dialog.accept))
    look.setFocus()
    dialog.exec()
    keep(settings)


def _apply(settings: Settings, look: Look, percent: int) -> None:
    application = QApplication.instance()
    if isinstance(application, QApplication):
        looks.apply(application, look, percent)
        settings.look, settings.percent = look.value, percent
