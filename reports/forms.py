"""Sets a form: ruled rows of labels and what is filled in, or left blank to be written in by hand."""

from reports import fonts
from reports.blocks import Form, FormRow
from reports.cells import LINE, Cell, texts
from reports.layouts import Layout
from reports.placed import MM_PER_POINT, Box, Placed, Upright
from reports.strips import Strip

_SIZE = 12.0
"""Points: 小四."""
_PADDING = 0.3
"""em on each side of a cell."""


def form(block: Form, layout: Layout, width: float) -> list[Strip]:
    """The form's rows as strips."""
    return [_row(row, layout, width) for row in block.rows]


def _row(row: FormRow, layout: Layout, width: float) -> Strip:
    whole = sum(cell.width for cell in row.cells)
    pad = _PADDING * _SIZE * MM_PER_POINT
    cells: list[Cell] = []
    edges = [0.0]
    for cell in row.cells:
        edges.append(edges[-1] + cell.width * width / whole)
        role, align = (fonts.HEI, "center") if cell.label else (fonts.FANGSONG, "left")
        inner = edges[-1] - edges[-2] - 2 * pad
        cells.append(Cell(cell.text, edges[-2] + pad, inner, _SIZE, "center" if align == "center" else "left", role))
    height = max(row.height * layout.frame.pitch, *(cell.height for cell in cells))
    things: list[Placed] = [text for cell in cells for text in texts(cell, 0.0, height)]
    things += [Upright(edge, 0.0, height, LINE) for edge in edges[1:-1]]
    return Strip((*things, Box(0, 0, width, height, LINE)), height)
