"""A time of day as people type it: 14:30, 1430, 9.5 is none; tidied to HH:MM when the field is left."""

import re

from PySide6.QtWidgets import QWidget

from ui.widgets.line import Line

_TIME = re.compile(r"(\d{1,2})\s*[:：.．时点]?\s*(\d{2})\s*分?")


def read_time(text: str) -> str | None:
    """HH:MM, or None where it says no time of day."""
    found = _TIME.fullmatch(text.strip())
    if found is None or int(found[1]) > 23 or int(found[2]) > 59:
        return None
    return f"{int(found[1]):02d}:{found[2]}"


class TimeLine(Line):
    """A line that holds a time or nothing; what cannot be read stays as it is written, for the check to say so."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("时:分", longest=8, parent=parent)
        self.editingFinished.connect(self._tidy)

    def value(self) -> str:
        """As it will be tidied, also while the cursor is still in it."""
        return read_time(self.text()) or super().value()

    def _tidy(self) -> None:
        told = read_time(self.text())
        if told is not None:
            self.take(told)
