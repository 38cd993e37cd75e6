"""A date as people type it: 1996-12-20, 19961220, 12-20, 12.20, 96年12月20日; arrow keys move it by a day."""

import re
from datetime import date, timedelta

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QWidget

from ui.widgets.line import Line

_WEEKDAYS = "一二三四五六日"
_PARTS = re.compile(r"\d+")


def read_date(text: str, near: date) -> date | None:
    """The date `text` says, a missing year taken from `near`; None where it says none (31 February is none)."""
    digits = _PARTS.findall(text)
    try:
        if len(digits) == 1 and len(digits[0]) == 8:
            return date(int(digits[0][:4]), int(digits[0][4:6]), int(digits[0][6:]))
        if len(digits) == 1 and len(digits[0]) == 4:
            return date(near.year, int(digits[0][:2]), int(digits[0][2:]))
        if len(digits) == 2:
            return date(near.year, int(digits[0]), int(digits[1]))
        if len(digits) == 3:
            return date(_full_year(int(digits[0]), near), int(digits[1]), int(digits[2]))
    except ValueError:
        return None
    return None


def _full_year(year: int, near: date) -> int:
    return year if year >= 100 else near.year - near.year % 100 + year


def long_date(day: date) -> str:
    """1996年12月20日."""
    return f"{day.year}年{day.month}月{day.day}日"


def weekday(day: date) -> str:
    return f"星期{_WEEKDAYS[day.weekday()]}"


class DateLine(Line):
    """A line that holds a date or nothing; ``changed`` tells a new valid one."""

    changed = Signal()

    def __init__(self, near: date, placeholder: str = "年-月-日", parent: QWidget | None = None) -> None:
        super().__init__(placeholder, longest=20, parent=parent)
        self._near = near
        self.editingFinished.connect(self._tidy)

    def day(self) -> date | None:
        return read_date(self.text(), self._near)

    def wrong(self) -> bool:
        """Something is written that is no date."""
        return bool(self.value()) and self.day() is None

    def take_day(self, day: date | None) -> None:
        self.take(day.isoformat() if day else "")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Up: 1, Qt.Key.Key_Down: -1}.get(Qt.Key(event.key()))
        day = self.day()
        if step and day:
            self.take_day(day + timedelta(days=step))
            self.changed.emit()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.selectAll()

    def _tidy(self) -> None:
        if day := self.day():
            self.take_day(day)
            self.changed.emit()
