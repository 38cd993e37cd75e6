"""同来的人: a line for each, name first; several names at once become lines of their own; the last line waits for one more."""

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from typing import Any, NamedTuple

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.services.petition_form import Petitioner
from ui.theme import theme
from ui.widgets.flow import grows_with_width
from ui.widgets.line import Line

_BETWEEN_NAMES = re.compile(r"[、,，;；]+")
_BETWEEN_CHINESE_NAMES = re.compile(r"[、,，;；\s]+")
_PARTS = (("name", "姓名，几个人用顿号隔开", 60, 3), ("id_number", "证件号", 18, 4), ("phone", "电话", 40, 2), ("address", "住址", 200, 3))
NAME = "name"


class _Row(NamedTuple):
    """One person: what of him is not on the line stays as it was."""

    box: QWidget
    lines: dict[str, Line]
    known: list[Petitioner]

    @property
    def person(self) -> Petitioner:
        written: dict[str, Any] = {part: line.value() for part, line in self.lines.items()}
        return replace(self.known[0], **written)

    @property
    def people(self) -> tuple[Petitioner, ...]:
        """The person; several where their names stand together on the line."""
        person = self.person
        first, *others = names_in(person.name) or [""]
        return (replace(person, name=first), *(Petitioner(name=name) for name in others))


class Companions(QWidget):
    """Enter goes along the line and on to the next; on an empty name it leaves. ``changed`` after anything is typed."""

    changed = Signal()
    entered = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._rows: list[_Row] = []
        self._watcher: QObject | None = None
        self._lines = QVBoxLayout(self)
        self._lines.setContentsMargins(0, 0, 0, 0)
        self._lines.setSpacing(theme.pixels(4))
        grows_with_width(self)
        self._add(Petitioner())

    def value(self) -> tuple[Petitioner, ...]:
        return tuple(person for row in self._rows for person in row.people if person != Petitioner())

    def take(self, people: Any) -> None:
        """Put people in the place of those that stand here; none at all is an empty line."""
        if self.value() != tuple(people or ()):
            self._put(tuple(people or ()))

    def _put(self, people: tuple[Petitioner, ...]) -> None:
        for row in self._rows:
            self._lines.removeWidget(row.box)
            row.box.hide()
            row.box.deleteLater()
        self._rows.clear()
        for person in (*people, Petitioner()):
            self._add(person)

    def watch(self, watcher: QObject) -> None:
        """Every line, those to come too, is watched as the form's other inputs are."""
        self._watcher = watcher
        for line in self._all_lines():
            line.installEventFilter(watcher)

    @property
    def composing(self) -> bool:
        return any(line.composing for line in self._all_lines())

    def _all_lines(self) -> Iterator[Line]:
        return (line for row in self._rows for line in row.lines.values())

    def _add(self, person: Petitioner) -> None:
        box = QWidget()
        layout = QHBoxLayout(box)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.pixels(8))
        row = _Row(box, {}, [person])
        for part, words, longest, stretch in _PARTS:
            line = Line(words, longest=longest)
            line.setAccessibleName(f"第 {len(self._rows) + 2} 人{words[:3].rstrip('，')}")
            line.take(getattr(person, part))
            line.textChanged.connect(partial(self._typed, row))
            line.entered.connect(partial(self._go_on, row, part))
            if self._watcher is not None:
                line.installEventFilter(self._watcher)
            row.lines[part] = line
            layout.addWidget(line, stretch)
        self._rows.append(row)
        self._lines.addWidget(box)
        self.setFocusProxy(self._rows[0].lines[NAME])
        self.updateGeometry()

    def _typed(self, row: _Row, _text: str) -> None:
        if row is self._rows[-1] and row.person != Petitioner():
            self._add(Petitioner())
        self.changed.emit()

    def _go_on(self, row: _Row, part: str) -> None:
        place = self._rows.index(row)
        parts = list(row.lines)
        if part == NAME and not row.lines[NAME].value():
            self.entered.emit()
        elif part == NAME and len(row.people) > 1:
            self._spread()
        elif part == parts[-1]:
            self._rows[place + 1].lines[NAME].setFocus()
        else:
            row.lines[parts[parts.index(part) + 1]].setFocus()

    def _spread(self) -> None:
        """Several names on one line: a line for each, then the next empty one."""
        self._put(self.value())
        self._rows[-1].lines[NAME].setFocus()
        self.changed.emit()


def names_in(text: str) -> list[str]:
    """The names written together: parted by marks, Chinese ones by blanks too (John Smith is one)."""
    between = _BETWEEN_NAMES if re.search(r"[A-Za-z]", text) else _BETWEEN_CHINESE_NAMES
    return [name.strip() for name in between.split(text) if name.strip()]
