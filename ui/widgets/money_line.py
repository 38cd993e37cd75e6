"""A line for money in 元, kept in 分: 2000, 1,800.50; what cannot be read stays as it is written."""

import re

from PySide6.QtWidgets import QWidget

from ui.widgets.line import Line

_MONEY = re.compile(r"(\d{1,9})(?:\.(\d{1,2}))?")


def read_money(text: str) -> int | None:
    """分, or None where it says no amount."""
    found = _MONEY.fullmatch(re.sub(r"[,，\s元]", "", text))
    return int(found[1]) * 100 + int((found[2] or "").ljust(2, "0")) if found else None


class MoneyLine(Line):
    """``cents`` is None for nothing and for what is no amount."""

    def __init__(self, placeholder: str = "元", parent: QWidget | None = None) -> None:
        super().__init__(placeholder, longest=16, parent=parent)

    def cents(self) -> int | None:
        return read_money(self.value())

    def wrong(self) -> bool:
        """Something is written that is no amount."""
        return bool(self.value()) and self.cents() is None

    def take_cents(self, cents: int | None) -> None:
        if cents is None:
            self.take("")
        else:
            whole, part = divmod(cents, 100)
            self.take(f"{whole}.{part:02d}" if part else str(whole))
