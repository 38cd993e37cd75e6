"""Cells of tables and forms: their text broken into lines and set where it belongs between the cell's lines."""

import math
from dataclasses import dataclass

from reports import fonts
from reports.blocks import Align
from reports.columns import em_width
from reports.grid import Grid, baseline_at
from reports.placed import MM_PER_POINT, Text, narrowed
from reports.runs import run

LINE = 0.2
"""mm, thickness of the lines between cells."""
_PITCH = 1.3
"""From one line of a cell to the next, em."""
_ABOVE = 0.35
"""Blank above and below the lines of a cell, em."""


@dataclass(frozen=True, slots=True)
class Figures:
    """A column of numbers: em before and after the place they are aligned at."""

    before: float
    after: float


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell's text and its inner left edge and width (mm)."""

    text: str
    left: float
    width: float
    size: float
    align: Align = "center"
    role: str = fonts.FANGSONG
    figures: Figures | None = None

    @property
    def em(self) -> float:
        """mm."""
        return self.size * MM_PER_POINT

    @property
    def height(self) -> float:
        """What its lines need with the blank around them, mm."""
        return (len(self.lines()) * _PITCH + 2 * _ABOVE) * self.em

    def lines(self) -> list[Text]:
        """Its lines, the first one's baseline at 0."""
        if not self.text:
            return []
        grid = Grid(self.em, self.size, max(1, math.floor(self.width / self.em + 0.001)))
        found: list[Text] = []
        for part in self.text.split("\n"):
            one = run(part, self.left, 0.0, self.size, role=self.role) if part else None
            if one is None:
                continue
            if em_width(part, self.role) * self.em <= self.width + 0.01:
                found.append(self._shifted(one, self._indent(part)))
                continue
            found += [self._set(line.text.rstrip()) for line in grid.set_paragraph(part, lambda _: self.role)]
        return found

    def _set(self, text: str) -> Text:
        """One line of several, its glyphs narrowed where a word is longer than the cell."""
        natural = em_width(text, self.role) * self.em
        line = run(text, self.left, 0.0, self.size, role=self.role)
        if natural > self.width:
            return narrowed(line, self.width / natural)
        return self._shifted(line, (self.width - natural) / 2 if self.align == "center" else 0.0)

    def _indent(self, text: str) -> float:
        """How far in a text on one line stands, mm."""
        spare = self.width - em_width(text, self.role) * self.em
        if self.align == "left":
            return 0.0
        figures = self.figures
        if figures is None or not any(char.isdigit() for char in text):
            return spare / 2
        whole, _ = split_at_point(text) if self.align == "decimal" else (em_width(text), 0.0)
        return (self.width - (figures.before + figures.after) * self.em) / 2 + (figures.before - whole) * self.em

    @staticmethod
    def _shifted(text: Text, x: float) -> Text:
        return Text(text.chars, tuple(place + x for place in text.places), text.baseline, text.role, text.size, text.colour, text.stretch)


def split_at_point(text: str) -> tuple[float, float]:
    """(em before the decimal point, em from it on)."""
    whole, point, part = text.partition(".")
    return em_width(whole), em_width(point + part)


def texts(cell: Cell, top: float, height: float) -> list[Text]:
    """The cell's lines in the middle of a height."""
    lines = cell.lines()
    pitch = _PITCH * cell.em
    first = baseline_at(top + (height - len(lines) * pitch + pitch) / 2, cell.role, cell.size)
    return [
        Text(line.chars, line.places, first + number * pitch, line.role, line.size, line.colour, line.stretch)
        for number, line in enumerate(lines)
    ]  # fmt: skip
