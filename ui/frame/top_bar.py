"""The bar on top: whose program this is, whether it is a sample, the way to anywhere, the day, and who is at the desk."""

from collections.abc import Callable
from datetime import date

from PySide6.QtWidgets import QFrame, QHBoxLayout

from app.services.actor import Actor, Role
from ui import fonts
from ui.frame.go_anywhere import GoAnywhere
from ui.text import ElidedLabel, Label, set_tooltip
from ui.theme import theme
from ui.widgets.button import Button
from ui.widgets.chip import Chip
from ui.widgets.date_field import long_date, weekday

ROLE_WORDS = {
    Role.DIRECTOR: "局长",
    Role.CASE_OFFICER: "办案员",
    Role.CLERK: "接待员",
    Role.DOCUMENT_STAFF: "文印员",
    Role.AUDITOR: "监督员",
    Role.ADMINISTRATOR: "管理员",
}


class TopBar(QFrame):
    """Shows; the search line is its only input."""

    def __init__(self, name: str, sample: bool, today: date, actor: Actor, search: GoAnywhere, menu: Callable[[Button], None]) -> None:
        super().__init__()
        self.setProperty("place", "top")
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.pixels(18), theme.pixels(7), theme.pixels(10), theme.pixels(7))
        row.setSpacing(theme.pixels(12))
        row.addWidget(_brand(name))
        if sample:
            row.addWidget(Chip("演示", "warn", tip="演示局：单位是真的，人和事都是编的。关闭后即丢弃。"))
        row.addStretch(1)
        row.addWidget(search, 5)
        row.addStretch(1)
        self.day = Label(f"{long_date(today)}　{weekday(today)}", "strong")
        row.addWidget(self.day)
        row.addWidget(_person(actor))
        self.more = Button("⋯", kind="quiet", does=lambda: menu(self.more))
        self.more.setAccessibleName("外观、按键和退出")
        set_tooltip(self.more, "外观、按键和退出（Ctrl+,）")
        row.addWidget(self.more)


def _brand(name: str) -> ElidedLabel:
    brand = ElidedLabel(name, "brand")
    fonts.as_header(brand, theme.pixels(19))
    brand.setText(name)
    return brand


def _person(actor: Actor) -> ElidedLabel:
    words = [ROLE_WORDS[role] for role in ROLE_WORDS if role in actor.roles]
    who = ElidedLabel(f"{words[0] if words else ''}　{actor.display_name}", "muted")
    set_tooltip(who, f"{actor.display_name}（{'、'.join(words)}）")
    return who
