"""Sets broken lines on the character grid: half cells to millimetres, closing up, spreading, fitting narrow runs."""

import math
from collections.abc import Callable
from dataclasses import dataclass

from reports import fonts
from reports.linebreaking import BLANK_LEFT, Item, Line, Measure, break_lines, is_narrow
from reports.placed import BLACK, MM_PER_POINT, Text

_MOST_SPREAD = 0.2
"""A line is spread to its full length where that adds at most this part of a cell between characters; else it stays short."""

RoleAt = Callable[[int], str]
"""The role the character at a place of the text is written in."""


@dataclass(frozen=True, slots=True)
class Grid:
    """A line's measure: the cell's width (mm), the glyphs' size (points), how many cells stand in a line."""

    cell: float
    size: float
    columns: int

    @property
    def em(self) -> float:
        """The glyphs' size in mm."""
        return self.size * MM_PER_POINT

    def half_cells(self, text: str, role: str) -> int:
        """Half cells that a run of narrow characters needs."""
        return max(1, math.ceil(round(natural_width(text, role, self.size) / (self.cell / 2), 3)))

    def measure(self, text: str, role_at: RoleAt) -> Measure:
        """The measure the line breaking asks for, over this text."""
        return lambda start, end: self.half_cells(text[start:end], role_at(start))

    def set_paragraph(self, text: str, role_at: RoleAt, *, indent: int = 0, hanging: int = 0) -> list["SetLine"]:
        """The lines of a paragraph, placed from the column's left edge.

        `indent`: cells the first line is moved in; `hanging`: cells the others are.
        """
        width = 2 * (self.columns - hanging)
        lines = break_lines(text, width, self.measure(text, role_at), 2 * (self.columns - indent))
        return [self._set(line, (hanging if number else indent) * self.cell, role_at) for number, line in enumerate(lines)]

    def _set(self, line: Line, left: float, role_at: RoleAt) -> "SetLine":
        """One line's characters with their places."""
        gap = self._gap(line)
        x, chars, places = left, [], list[float]()
        for number, item in enumerate(line.items):
            closed = self.cell / 2 if number in line.closed_up else 0.0
            shift = closed if item.text in BLANK_LEFT else 0.0
            chars.append(item)
            places += self._item_places(item, x - shift, role_at)
            x += item.width * self.cell / 2 - closed + gap
        return SetLine(tuple(chars), tuple(places), x - gap)

    def _gap(self, line: Line) -> float:
        """What is added between characters so that the line ends at the margin."""
        gaps = len(line.items) - 1
        if line.last or not line.spare or gaps < 1:
            return 0.0
        gap = line.spare * self.cell / 2 / gaps
        return gap if gap <= _MOST_SPREAD * self.cell else 0.0

    def _item_places(self, item: Item, x: float, role_at: RoleAt) -> list[float]:
        """Where the characters of one piece stand: centred in the cells it takes."""
        role = role_at(item.start)
        widths = [advance(char, role) * self.em for char in item.text]
        place = x + (item.width * self.cell / 2 - sum(widths)) / 2
        places = []
        for width in widths:
            places.append(place)
            place += width
        return places


@dataclass(frozen=True, slots=True)
class SetLine:
    """One line with its characters' places, mm from the column's left edge; `end` is where it ends."""

    items: tuple[Item, ...]
    places: tuple[float, ...]
    end: float

    @property
    def text(self) -> str:
        """The line's characters."""
        return "".join(item.text for item in self.items)

    def texts(self, left: float, middle: float, size: float, role_at: RoleAt, colour: str = BLACK) -> list[Text]:
        """The line on the page, its characters in the middle of a height, cut where the role changes."""
        pieces: list[Text] = []
        chars, places, role = "", list[float](), ""
        at = 0
        for item in self.items:
            here = role_at(item.start)
            if here != role and chars:
                pieces.append(Text(chars, tuple(places), baseline_at(middle, role, size), role, size, colour))
                chars, places = "", []
            role = here
            chars += item.text
            places += [left + place for place in self.places[at : at + len(item.text)]]
            at += len(item.text)
        if chars:
            pieces.append(Text(chars, tuple(places), baseline_at(middle, role, size), role, size, colour))
        return pieces


def baseline_at(middle: float, role: str, size: float) -> float:
    """The baseline of characters that stand in the middle of a height, mm: each font has its own."""
    return middle + fonts.middle(role) * size * MM_PER_POINT


def advance(char: str, role: str) -> float:
    """A character's own width in em; white space is half an em, a full-width space one."""
    if char.isspace():
        return 1.0 if char == "\u3000" else 0.5
    return fonts.glyph(role, char).advance


def natural_width(text: str, role: str, size: float) -> float:
    """The width of a text set without a grid, mm."""
    return sum(advance(char, role) for char in text) * size * MM_PER_POINT


def cells_of(text: str, grid: Grid, role: str) -> float:
    """How many cells a text takes on one line of a grid."""
    total, run = 0, ""
    for char in text:
        if is_narrow(char):
            run += char
            continue
        total += 2 + (grid.half_cells(run, role) if run else 0)
        run = ""
    return (total + (grid.half_cells(run, role) if run else 0)) / 2
