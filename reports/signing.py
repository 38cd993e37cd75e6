"""署名 and 成文日期: of one organ or several, with space for the seal or without; the specimen seal where one is asked for."""

from collections.abc import Sequence
from datetime import date

from app.errors import Refusal
from reports import fonts
from reports.document import Signature
from reports.grid import Grid, SetLine, cells_of, natural_width
from reports.layouts import Layout
from reports.numerals import arabic_date, chinese_date
from reports.placed import RED, Placed, Ring, Text, all_moved, moved
from reports.rows import baseline_in_row
from reports.runs import centred, centred_within, run, within
from reports.strips import Strip

_SEAL_RADIUS = 21.0
"""mm: a seal of 42 mm."""
_SEALS_A_ROW = 3
_ROWS_A_SEAL = 4
"""Rows from one row of sealed names to the next, so that the seals do not touch."""
_SEAL_MIDDLE = 0.7
"""Rows from the top of the organ's row to the middle of its seal."""
_NARROWED = 0.75
"""How narrow names may get before fewer stand side by side."""
_MOST_NAME_LINES = 4
_SLOT = 0.94
"""The part of its slot that a name may fill where several stand side by side."""


def written_date(day: date, layout: Layout) -> str:
    """A date as the layout writes it."""
    return chinese_date(day) if layout.numerals == "chinese" else arabic_date(day)


def signature(signed: Signature, layout: Layout, blanks: int) -> list[Strip]:
    """署名 and 成文日期 after `blanks` blank rows: sealed, the organ centred over the date; else flush right."""
    jointly = _sealed_jointly if signed.sealed else _listed
    rows = jointly(signed, layout) if signed.others else _alone(signed, layout)
    pitch = layout.frame.pitch
    return [Strip((), pitch)] * blanks + [Strip(tuple(row), pitch) for row in rows]


def _alone(signed: Signature, layout: Layout) -> list[list[Placed]]:
    """One organ, or the date alone."""
    tail, grid = layout.tail, layout.frame.grid
    day = written_date(signed.day, layout)
    day_cells = cells_of(day, grid, fonts.FANGSONG)
    names = _name_lines(signed.organ, layout)
    organ_cells = max((line.end / grid.cell for line in names), default=0.0)
    if signed.sealed:
        day_left = grid.columns - tail.seal_columns_in - day_cells
        organ_left = min(day_left + (day_cells - organ_cells) / 2, grid.columns - tail.plain_columns_in - organ_cells)
    else:
        organ_left = grid.columns - tail.plain_columns_in - max(organ_cells, day_cells - 2)
        day_left = min(organ_left + 2, grid.columns - tail.plain_columns_in - day_cells)
    rows = [_row(line, max(0.0, organ_left), layout) for line in names]
    rows += [_row(line, day_left, layout) for line in _one_line(day, layout)]
    if signed.specimen:
        rows[-2:-1] = [[*_specimen((day_left + day_cells / 2) * grid.cell, layout), *row] for row in rows[-2:-1]]
    return rows


def _name_lines(organ: str, layout: Layout) -> list[SetLine]:
    """The organ's name; one longer than a line goes on in the next. Raises Refusal for one of more than a few lines."""
    grid = layout.frame.grid
    if not organ:
        return []
    if cells_of(organ, grid, fonts.FANGSONG) <= grid.columns - layout.tail.plain_columns_in:
        return _one_line(organ, layout)
    narrower = Grid(grid.cell, grid.size, grid.columns - 2 * layout.tail.seal_columns_in)
    lines = narrower.set_paragraph(organ, lambda _: fonts.FANGSONG)
    if len(lines) > _MOST_NAME_LINES:
        raise Refusal(f"署名的机关名称太长（{len(organ)}个字）", mend="请用机关的规范化简称。")
    return lines


def _one_line(text: str, layout: Layout) -> list[SetLine]:
    grid = layout.frame.grid
    return Grid(grid.cell, grid.size, 10_000).set_paragraph(text, lambda _: fonts.FANGSONG)


def _row(line: SetLine, left: float, layout: Layout) -> list[Placed]:
    """One line beginning `left` cells in."""
    grid = layout.frame.grid
    return [*line.texts(left * grid.cell, layout.frame.pitch / 2, grid.size, lambda _: fonts.FANGSONG)]


def _sealed_jointly(signed: Signature, layout: Layout) -> list[list[Placed]]:
    """Up to three names side by side, room for their seals above each row, the date under the last one (7.3.5.1)."""
    frame, organs = layout.frame, signed.organs
    baseline = baseline_in_row(frame.size, frame.pitch)
    rows: list[list[Placed]] = []
    middle = 0.0
    side_by_side = _seals_a_row(organs, layout)
    for start in range(0, len(organs), side_by_side):
        names = organs[start : start + side_by_side]
        slot = frame.width / len(names)
        texts: list[Placed] = []
        for place, name in enumerate(names):
            middle = (place + 0.5) * slot
            seal = _specimen(middle, layout) if signed.specimen else []
            texts += [*seal, _around(name, middle, slot * _SLOT, baseline, frame.size)]
        rows += [[] for _ in range(_ROWS_A_SEAL - 1)] if rows else []
        rows.append(texts)
    day = written_date(signed.day, layout)
    return [*rows, [_around(day, middle, frame.width, baseline, frame.size)]]


def _seals_a_row(organs: Sequence[str], layout: Layout) -> int:
    """Three, or fewer where the names are long."""
    longest = max(natural_width(name, fonts.FANGSONG, layout.frame.size) for name in organs)
    fitting = (count for count in range(_SEALS_A_ROW, 1, -1) if longest * _NARROWED <= layout.frame.width / count * _SLOT)
    return next(fitting, 1)


def _listed(signed: Signature, layout: Layout) -> list[list[Placed]]:
    """The lead organ first, the others below it, the date last, two characters in from its first one (7.3.5.2)."""
    frame = layout.frame
    day = written_date(signed.day, layout)
    edge = frame.width - layout.tail.plain_columns_in * frame.grid.cell
    size, baseline = frame.size, baseline_in_row(frame.size, frame.pitch)
    wide = max(natural_width(name, fonts.FANGSONG, size) for name in signed.organs)
    texts = [run(name, edge - natural_width(name, fonts.FANGSONG, size), baseline, size) for name in signed.organs]
    day_wide = natural_width(day, fonts.FANGSONG, size)
    day_text = run(day, min(edge - day_wide, edge - wide + 2 * frame.grid.cell), baseline, size)
    rows: list[list[Placed]] = [[_inside(text, edge)] for text in texts]
    return [*rows, [day_text]]


def _inside(text: Text, edge: float) -> Text:
    """The text, narrowed where it would begin left of the column."""
    return text if text.places[0] >= 0 else within(run(text.chars, 0.0, text.baseline, text.size), edge, "署名的机关名称")


def _around(text: str, middle: float, widest: float, baseline: float, size: float) -> Placed:
    """A text centred around a place, narrowed where it is too wide."""
    return moved(centred_within(text, baseline, widest, size, "署名的机关名称"), middle - widest / 2, 0.0)


def _specimen(middle: float, layout: Layout) -> Sequence[Placed]:
    """A drawn seal, so that name and date stand somewhat below its middle, and its top within a line below the text (7.3.5.1)."""
    size = 22.0
    words = centred("样章", -8.0, fonts.HEI, size, 0.0, colour=RED)
    ring = Ring(0, 0, _SEAL_RADIUS, 1.0, RED)
    return all_moved((ring, words), middle, layout.frame.pitch * _SEAL_MIDDLE)
