"""What the body of a document consists of: paragraphs, tables, forms, charts; values, nothing about where they stand."""

from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

Align = Literal["left", "center", "right", "decimal"]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of the body.

    `level` is 0 for running text, 1 to 4 for 一、 · （一） · 1. · （1）. `lead` is the part set in the level's own font (黑体, 楷体, 仿宋);
    where it is empty, a paragraph of level 1 or 2 is a heading as a whole.
    """

    text: str
    level: int = 0
    lead: str = ""


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table: what stands over it, how its cells stand; neighbours of one `group` stand under that word together."""

    head: str
    align: Align = "center"
    group: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """A table; its head stands again on every page. `caption` above it, `note` below it."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]
    caption: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class FormCell:
    """A cell of a form: a label, or what is filled in; `width` in the form's own measure (a row's cells together make the whole)."""

    text: str
    width: int
    label: bool = False


@dataclass(frozen=True, slots=True)
class FormRow:
    """A row of a form, at least `height` rows of the body high."""

    cells: tuple[FormCell, ...]
    height: float = 1.0


@dataclass(frozen=True, slots=True)
class Form:
    """A form: ruled cells with labels, filled in or blank."""

    rows: tuple[FormRow, ...]


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar of a chart: `shown` is its value as people read it."""

    label: str
    value: Fraction
    shown: str


@dataclass(frozen=True, slots=True)
class Chart:
    """Bars below one another, of a common scale; values from 0 up."""

    caption: str
    bars: tuple[Bar, ...]


Block = Paragraph | Table | Form | Chart


@dataclass(frozen=True, slots=True)
class Annex:
    """An attachment bound in with the document, on pages of its own."""

    title: str
    body: tuple[Block, ...]
