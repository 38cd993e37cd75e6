"""Layouts as data: the measures of a page and its elements, read from `resources/layouts`."""

import tomllib
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from app import resources
from app.errors import Refusal
from reports.grid import Grid
from reports.placed import MM_PER_POINT

_SINCE_2000 = date(2000, 1, 1)


@dataclass(frozen=True, slots=True)
class Frame:
    """The page and its type area (版心), mm; `columns` × `rows` characters of the body fill it."""

    page_width: float
    page_height: float
    top: float
    binding: float
    """订口: the left margin of odd pages, the right one of even pages."""
    width: float
    height: float
    columns: int
    rows: int
    size: float
    """The body's glyphs, points."""

    @property
    def pitch(self) -> float:
        """From one row to the next, mm."""
        return self.height / self.rows

    @property
    def grid(self) -> Grid:
        """The body's character grid."""
        return Grid(self.width / self.columns, self.size, self.columns)

    def left(self, page: int) -> float:
        """The type area's left edge on a page (numbered from 1)."""
        return self.binding if page % 2 else self.page_width - self.binding - self.width


@dataclass(frozen=True, slots=True)
class Head:
    """What stands above the body on page 1; mm, points, and blank lines counted in rows."""

    top: float
    """From the type area's top to the header's glyphs."""
    size: float
    widest: float
    narrowest: float
    """How far the header's glyphs may be narrowed before they get smaller."""
    number_rows: float
    line_below: float
    line_thickness: float
    title_rows: float
    title_size: float
    title_pitch: float
    addressee_rows: float


@dataclass(frozen=True, slots=True)
class Tail:
    """Signature, record of copies (版记) and page number; `columns_in` and `inset` are counted in characters."""

    seal_rows: int
    seal_columns_in: int
    plain_columns_in: int
    record_size: float
    record_pitch: float
    record_inset: int
    thick: float
    thin: float
    copies_end: str
    """What a line of copies ends with."""
    page_size: float
    page_below: float
    page_inset: int
    keywords: bool
    """Whether 主题词 stand above the record."""
    blank_page: bool
    """Whether a page may bear the words that it has no text (the standard of 2012 allows none)."""


@dataclass(frozen=True, slots=True)
class Letter:
    """The letter form (信函, 10.1): mm from the page's edges; `thick`, `gap` and `thin` make the red double line."""

    top: float
    """From the page's top to the organ's name."""
    line_below: float
    width: float
    foot: float
    """From the second double line to the page's foot."""
    thick: float
    gap: float
    thin: float

    @property
    def thickness(self) -> float:
        """Of the double line."""
        return self.thick + self.gap + self.thin


@dataclass(frozen=True, slots=True)
class Layout:
    """One layout; `numerals` is how it writes the dates of signature and printing: `chinese` or `arabic`."""

    name: str
    standard: str
    numerals: str
    frame: Frame
    head: Head
    tail: Tail
    letter: Letter

    @property
    def record_grid(self) -> Grid:
        """The grid of the record of copies."""
        cell = self.tail.record_size * MM_PER_POINT
        return Grid(cell, self.tail.record_size, int(self.frame.width / cell) - 2 * self.tail.record_inset)


def names() -> tuple[str, ...]:
    """The layouts there are."""
    return tuple(sorted(path.stem for path in resources.path("layouts").glob("*.toml")))


@lru_cache(maxsize=8)
def load(name: str) -> Layout:
    """The layout of that name. Raises Refusal for an unknown one."""
    if name not in names():
        raise Refusal(f"没有名为“{name}”的版式", mend=f"可用的版式：{'、'.join(names())}。")
    data = tomllib.loads(resources.text("layouts", f"{name}.toml"))
    parts = (Frame(**data["frame"]), Head(**data["head"]), Tail(**data["tail"]), Letter(**data["letter"]))
    return Layout(name, data["standard"], data["numerals"], *parts)


def chosen_by_date(day: date) -> str:
    """The layout a document of that day takes by itself: period style before 2000, GB/T 9704-2012 from then on.

    The standard is of 1 July 2012; for 2000 to 2012 it is taken for want of the elder one's measures.
    """
    return "1995" if day < _SINCE_2000 else "2012"
