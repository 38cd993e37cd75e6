"""What stands below the body: signature and date, the record of copies (版记), page number, and the marks 草稿 and 演示."""

from dataclasses import dataclass, replace
from datetime import date

from reports import fonts
from reports.document import Document, Signature
from reports.grid import cells_of, natural_width
from reports.layouts import Layout
from reports.numerals import arabic_date, chinese_date
from reports.placed import GREY, MM_PER_POINT, Box, Placed, Rule, Text
from reports.rows import Row, baseline_in_row, moved

_DASH_TOP = 0.33
"""From the baseline to the top of the page number's dash, em."""


def written_date(day: date, layout: Layout) -> str:
    """A date as the layout writes it."""
    return chinese_date(day) if layout.numerals == "chinese" else arabic_date(day)


def signature(signed: Signature, layout: Layout, blanks: int) -> list[Row]:
    """署名 and 成文日期 as rows, after `blanks` blank ones: sealed, the organ centred over the date; else flush right."""
    tail, grid = layout.tail, layout.frame.grid
    day = written_date(signed.day, layout)
    day_cells = cells_of(day, grid, fonts.FANGSONG)
    organ_cells = cells_of(signed.organ, grid, fonts.FANGSONG)
    if signed.sealed:
        day_left = grid.columns - tail.seal_columns_in - day_cells
        organ_left = min(day_left + (day_cells - organ_cells) / 2, grid.columns - tail.plain_columns_in - organ_cells)
    else:
        organ_left = grid.columns - tail.plain_columns_in - max(organ_cells, day_cells - 2)
        day_left = min(organ_left + 2, grid.columns - tail.plain_columns_in - day_cells)
    rows: list[Row] = [()] * blanks
    if signed.organ:
        rows.append(_right_row(signed.organ, max(0.0, organ_left), layout))
    return [*rows, _right_row(day, day_left, layout)]


def _right_row(text: str, left: float, layout: Layout) -> Row:
    """One line beginning `left` cells in; one that is too long for the line is set closer."""
    grid = layout.frame.grid
    (line, *_) = type(grid)(grid.cell, grid.size, 10_000).set_paragraph(text, lambda _: fonts.FANGSONG)
    texts = line.texts(left * grid.cell, baseline_in_row(grid.size, layout.frame.pitch), grid.size, lambda _: fonts.FANGSONG)
    room = layout.frame.width - left * grid.cell
    return tuple(_narrowed(text, room / line.end) for text in texts) if line.end > room else tuple(texts)


def _narrowed(text: Text, factor: float) -> Text:
    start = text.places[0]
    return replace(text, places=tuple(start + (place - start) * factor for place in text.places), stretch=factor)


@dataclass(frozen=True, slots=True)
class Record:
    """版记, placed from its own top left corner, and its height (mm). Its last line is the type area's lower edge."""

    things: tuple[Placed, ...]
    height: float


def record(document: Document, layout: Layout) -> Record | None:
    """The record of copies: lines of copies, then who had it printed and when; None where the document has neither."""
    tail, width = layout.tail, layout.frame.width
    if not document.copies and document.printed is None:
        return None
    things: list[Placed] = [Rule(0, width, 0, tail.thick)]
    y = 0.0
    for copies in document.copies:
        for row in _copies_rows(f"{copies.label}：", copies.to, layout):
            things += [moved(text, tail.record_inset * layout.record_grid.cell, y) for text in row]
            y += tail.record_pitch
    if document.printed is not None:
        if document.copies:
            things.append(Rule(0, width, y, tail.thin))
        things += _printed(document, y, layout)
        y += tail.record_pitch
    things.append(Rule(0, width, y, tail.thick))
    return Record(tuple(things), y)


def _copies_rows(label: str, names: str, layout: Layout) -> list[Row]:
    """抄报 or 抄送 with its names, turned over after the ：."""
    grid, end = layout.record_grid, layout.tail.copies_end
    closed = names if not end or names.endswith(end) else names + end
    lines = grid.set_paragraph(label + closed, lambda _: fonts.FANGSONG, hanging=len(label))
    baseline = baseline_in_row(grid.size, layout.tail.record_pitch)
    return [tuple(line.texts(0.0, baseline, grid.size, lambda _: fonts.FANGSONG)) for line in lines]


def _printed(document: Document, y: float, layout: Layout) -> list[Placed]:
    """印发机关 on the left, 印发日期 on the right."""
    tail, size = layout.tail, layout.tail.record_size
    inset = tail.record_inset * layout.record_grid.cell
    baseline = y + baseline_in_row(size, tail.record_pitch)
    assert document.printed is not None  # noqa: S101 - the caller asked
    when = f"{written_date(document.printed.day, layout)}印发"
    right_at = layout.frame.width - inset - natural_width(when, fonts.FANGSONG, size)
    left = run(document.printed.organ, inset, baseline, size)
    long = natural_width(document.printed.organ, fonts.FANGSONG, size)
    room = right_at - inset - layout.record_grid.cell
    return [_narrowed(left, room / long) if long > room else left, run(when, right_at, baseline, size)]


def run(text: str, left: float, baseline: float, size: float, *, role: str = fonts.FANGSONG, colour: str = "black") -> Text:
    """A text set without a grid from a left edge."""
    places, x = [], left
    for char in text:
        places.append(x)
        x += natural_width(char, role, size)
    return Text(text, tuple(places), baseline, role, size, colour)


def page_number(page: int, layout: Layout) -> Text:
    """— 1 —: odd pages on the right, even ones on the left (7.5); placed from the page's corner."""
    frame, tail = layout.frame, layout.tail
    em = tail.page_size * MM_PER_POINT
    text = f"— {page} —"
    width = natural_width(text, fonts.FANGSONG, tail.page_size)
    inset = tail.page_inset * em
    left = frame.left(page) + (frame.width - inset - width if page % 2 else inset)
    return run(text, left, frame.top + frame.height + tail.page_below + _DASH_TOP * em, tail.page_size)


def margin_marks(document: Document, page: int, layout: Layout) -> list[Placed]:
    """演示 and 草稿 in boxes above the type area, on every page; placed from the page's corner."""
    frame = layout.frame
    things: list[Placed] = []
    left, right = frame.left(page), frame.left(page) + frame.width
    em = frame.size * MM_PER_POINT
    baseline = frame.top - 9
    for wanted, text, edge, side in ((document.sample, "演示", left, 1), (document.draft, "草稿", right, -1)):
        if wanted:
            x = edge if side > 0 else edge - 3 * em
            things.append(run(text, x + em / 2, baseline, frame.size, role=fonts.HEI, colour=GREY))
            things.append(Box(x, baseline - 1.1 * em, x + 3 * em, baseline + 0.35 * em, 0.35, GREY))
    return things
