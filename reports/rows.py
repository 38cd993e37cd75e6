"""The body as rows of the grid: addressee, paragraphs with their four levels, the list of attachments."""

import math
from collections.abc import Sequence

from reports import fonts
from reports.blocks import Paragraph
from reports.grid import Grid, RoleAt, SetLine, baseline_at, cells_of
from reports.layouts import Layout
from reports.placed import Text

Row = tuple[Text, ...]
"""One row's texts, mm from the row's own left top corner (the column's left edge); an empty one is a blank line."""

_LEVEL_ROLES = {1: fonts.HEI, 2: fonts.KAI}
"""一、黑体 · （一）楷体; the levels 1. and （1） are 仿宋 like the text (GB/T 9704-2012, 7.3.3)."""

INDENT = 2
"""Characters a paragraph's first line is moved in."""


def baseline_in_row(size: float, pitch: float, role: str = fonts.FANGSONG) -> float:
    """Where the baseline of glyphs stands that are centred in a row, mm from its top."""
    return baseline_at(pitch / 2, role, size)


def rows_of(lines: Sequence[SetLine], grid: Grid, pitch: float, role_at: RoleAt) -> list[Row]:
    """Set lines as rows."""
    return [tuple(line.texts(0.0, pitch / 2, grid.size, role_at)) for line in lines]


def plain(text: str, layout: Layout, *, indent: int = 0, hanging: int = 0, role: str = fonts.FANGSONG) -> list[Row]:
    """A text in one font as rows."""
    frame = layout.frame
    lines = frame.grid.set_paragraph(text, lambda _: role, indent=indent, hanging=hanging)
    return rows_of(lines, frame.grid, frame.pitch, lambda _: role)


def addressee(name: str, layout: Layout) -> list[Row]:
    """主送机关: flush left, closed by ： (7.3.2)."""
    return plain(name if name.endswith(("：", ":")) else f"{name}：", layout)


def paragraph(block: Paragraph, layout: Layout) -> list[Row]:
    """One paragraph; a line feed in its text begins a new one."""
    first, *others = (block.lead + block.text).split("\n")
    rows = _mixed(first, _lead_length(block, first), _LEVEL_ROLES.get(block.level, fonts.FANGSONG), layout)
    for text in others:
        rows += plain(text, layout, indent=INDENT)
    return rows


def _lead_length(block: Paragraph, first: str) -> int:
    if block.level in _LEVEL_ROLES and not block.lead:
        return len(first)
    return len(block.lead)


def _mixed(text: str, lead: int, lead_role: str, layout: Layout) -> list[Row]:
    """A paragraph whose first `lead` characters are set in a font of their own."""
    frame = layout.frame

    def role_at(place: int) -> str:
        return lead_role if place < lead else fonts.FANGSONG

    return rows_of(frame.grid.set_paragraph(text, role_at, indent=INDENT), frame.grid, frame.pitch, role_at)


def attachments(names: Sequence[str], layout: Layout) -> list[Row]:
    """附件说明: after a blank line, numbered where there are several, turned over under the name (7.3.4)."""
    if not names:
        return []
    rows: list[Row] = [()]
    for number, name in enumerate(names, start=1):
        label = "附件：" if number == 1 else "　　　"
        if len(names) > 1:
            label += f"{number}."
        under = math.ceil(cells_of(label, layout.frame.grid, fonts.FANGSONG))
        rows += plain(label + name, layout, indent=INDENT, hanging=INDENT + under)
    return rows
