"""Sets a table as strips: caption, head (again on each page), rows, note; numbers aligned, sizes smaller until it fits."""

from collections.abc import Sequence
from dataclasses import dataclass

from app.errors import Refusal
from reports import fonts
from reports.blocks import Column, Table
from reports.cells import LINE, Cell, Figures, split_at_point, texts
from reports.columns import PADDING, em_width, fitted
from reports.grid import Grid
from reports.layouts import Layout
from reports.placed import MM_PER_POINT, Box, Placed, Rule, Upright
from reports.strips import Strip

UPRIGHT_SIZES = (14.0, 12.0, 10.5)
"""Points a table is set in on an upright page, the first that fits: 4号, 小四, 5号."""
TURNED_SIZES = (12.0, 10.5, 9.0, 7.5, 6.5)


@dataclass(frozen=True, slots=True)
class _Setting:
    """How a table is set: its size in points, its columns and their edges (mm)."""

    size: float
    columns: tuple[Column, ...]
    edges: tuple[float, ...]

    @property
    def em(self) -> float:
        return self.size * MM_PER_POINT

    def head(self, text: str, first: int, last: int) -> Cell:
        """A cell of the head over the columns `first` to `last`."""
        pad = PADDING / 2 * self.em
        return Cell(text, self.edges[first] + pad, self.edges[last + 1] - self.edges[first] - 2 * pad, self.size, role=fonts.HEI)

    def cell(self, text: str, place: int, figures: Figures | None) -> Cell:
        """A cell of a row."""
        pad = PADDING / 2 * self.em
        width = self.edges[place + 1] - self.edges[place] - 2 * pad
        return Cell(text, self.edges[place] + pad, width, self.size, self.columns[place].align, figures=figures)


def needs_turning(block: Table, layout: Layout) -> bool:
    """Whether a table stands on turned pages: it would be small and its lines much broken on upright ones."""
    return _setting(block, layout.frame.width, UPRIGHT_SIZES[:-1]) is None


def too_wide(block: Table, layout: Layout) -> bool:
    """Whether no upright page holds a table, however small it is set."""
    return _setting(block, layout.frame.width, UPRIGHT_SIZES) is None


def table(block: Table, layout: Layout, width: float) -> list[Strip]:
    """The table as strips. Raises Refusal for one that is wider than the page, turned or not."""
    setting = _setting(block, width, UPRIGHT_SIZES if width <= layout.frame.width else TURNED_SIZES)
    if setting is None:
        raise Refusal(f"表格有{len(block.columns)}栏，太宽，这一页放不下", mend="请减少栏目、把字数改少，或分成几张表。")
    head = _head(setting)
    strips = [_caption(block.caption, setting, width)] if block.caption else []
    strips.append(Strip(head.things, head.height, kept=bool(block.rows)))
    return [*strips, *_rows(block, setting, head), *_note(block.note, setting, width)]


def _rows(block: Table, setting: _Setting, head: Strip) -> list[Strip]:
    """The rows, the head again above each where it begins a page."""
    figures = [_figures(column, [row[place] for row in block.rows]) for place, column in enumerate(block.columns)]
    strips: list[Strip] = []
    for row in block.rows:
        cells = [setting.cell(text, place, figures[place]) for place, text in enumerate(row)]
        height = _highest(cells)
        strips.append(Strip((*_placed(cells, 0.0, height), *_grid(setting, height)), height, head.things, head.height))
    return strips


def _highest(cells: Sequence[Cell]) -> float:
    return max((cell.height for cell in cells), default=0.0)


def _placed(cells: Sequence[Cell], top: float, height: float) -> list[Placed]:
    """The lines of the cells of a row."""
    return [text for cell in cells for text in texts(cell, top, height)]


def _setting(block: Table, width: float, sizes: Sequence[float]) -> _Setting | None:
    """The largest size at which the columns fit, lines broken in cells from the second size on."""
    for number, size in enumerate(sizes):
        em = size * MM_PER_POINT
        found = fitted(block, width / em, broken=number > 0)
        if found is not None:
            edges = [0.0]
            for column in found:
                edges.append(edges[-1] + column * em)
            return _Setting(size, block.columns, tuple(edges))
    return None


def _figures(column: Column, cells: Sequence[str]) -> Figures | None:
    """Where the numbers of a column are aligned."""
    numbers = [text for text in cells if any(char.isdigit() for char in text)]
    if column.align not in {"right", "decimal"} or not numbers:
        return None
    split = [split_at_point(text) if column.align == "decimal" else (em_width(text), 0.0) for text in numbers]
    return Figures(max(before for before, _ in split), max(after for _, after in split))


def _head(setting: _Setting) -> Strip:
    """The head; columns of a group have the group's word above their own."""
    spans = _spans(setting.columns)
    groups = [setting.head(word, first, last) for word, first, last in spans]
    own = [(column, setting.head(column.head, place, place)) for place, column in enumerate(setting.columns)]
    alone = [cell for column, cell in own if not column.group]
    under = [cell for column, cell in own if column.group]
    upper = _highest(groups)
    height = max(upper + _highest(under), _highest(alone))
    placed = [*_placed(alone, 0.0, height), *_placed(groups, 0.0, upper), *_placed(under, upper, height - upper)]
    inner = {place for _, first, last in spans for place in range(first + 1, last + 1)}
    rules = [Rule(setting.edges[first], setting.edges[last + 1], upper, LINE) for _, first, last in spans]
    return Strip((*placed, *_grid(setting, height, inner, upper), *rules), height)


def _spans(columns: Sequence[Column]) -> list[tuple[str, int, int]]:
    """(group, first column, last column)."""
    spans: list[tuple[str, int, int]] = []
    for place, column in enumerate(columns):
        if not column.group:
            continue
        if spans and spans[-1][0] == column.group and spans[-1][2] == place - 1:
            spans[-1] = (column.group, spans[-1][1], place)
        else:
            spans.append((column.group, place, place))
    return spans


def _grid(setting: _Setting, height: float, inner: frozenset[int] | set[int] = frozenset(), upper: float = 0.0) -> list[Placed]:
    """The lines around a row's cells; those between columns of a group begin below the group's word."""
    uprights = [
        Upright(edge, upper if place in inner else 0.0, height, LINE) for place, edge in enumerate(setting.edges[1:-1], start=1)
    ]  # fmt: skip
    return [Box(0, 0, setting.edges[-1], height, LINE), *uprights]


def _caption(text: str, setting: _Setting, width: float) -> Strip:
    cell = Cell(text, 0.0, width, setting.size, role=fonts.HEI)
    height = max(2.2 * setting.em, cell.height)
    return Strip(tuple(texts(cell, 0.0, height)), height, kept=True)


def _note(note: str, setting: _Setting, width: float) -> list[Strip]:
    if not note:
        return []
    grid = Grid(setting.em, setting.size, int(width / setting.em))
    lines = grid.set_paragraph(note, lambda _: fonts.FANGSONG)
    return [
        Strip(tuple(line.texts(0.0, 0.9 * setting.em, setting.size, lambda _: fonts.FANGSONG)), 1.5 * setting.em) for line in lines
    ]  # fmt: skip
