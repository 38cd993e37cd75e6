"""What stands at the foot: the record of copies (版记) with its 主题词, the page number, and the marks 草稿 and 演示."""

from dataclasses import dataclass

from reports import fonts
from reports.document import Document, Printed
from reports.grid import Grid, natural_width
from reports.layouts import Layout
from reports.placed import GREY, MM_PER_POINT, Box, Placed, Rule, Text, all_moved
from reports.rows import Row, baseline_in_row
from reports.runs import run, width_of, within
from reports.signing import written_date

_NARROWED = 0.75
"""How narrow the printing organ's name may get before it goes on in the next row."""
_KEYWORDS_LABEL = "主题词："


@dataclass(frozen=True, slots=True)
class Record:
    """版记, placed from its own top left corner, and its height (mm). Its last line is the type area's lower edge."""

    things: tuple[Placed, ...]
    height: float


def record(document: Document, layout: Layout) -> Record | None:
    """主题词, then between lines the copies, then who had it printed and when; None where the document has none of them.

    A letter has neither the lines nor the last (10.1).
    """
    letter = document.form == "letter"
    printed = None if letter else document.printed
    keywords = _keyword_rows(document, layout)
    if not document.copies and printed is None and not keywords:
        return None
    things: list[Placed] = []
    y = 0.0
    for row in keywords:
        things += all_moved(row, 0, y)
        y += layout.frame.pitch
    lined, below = _lined(document, layout, ruled=not letter)
    return Record((*things, *all_moved(lined, 0, y)), y + below)


def _lined(document: Document, layout: Layout, *, ruled: bool) -> tuple[list[Placed], float]:
    """Copies and printing line between their lines, and their height (mm)."""
    tail, width = layout.tail, layout.frame.width
    rules: list[Placed] = [Rule(0, width, 0, tail.thick)]
    things: list[Placed] = []
    y = 0.0
    for copies in document.copies:
        for row in _copies_rows(f"{copies.label}：", copies.to, layout):
            things += all_moved(row, tail.record_inset * layout.record_grid.cell, y)
            y += tail.record_pitch
    if document.printed is not None and ruled:
        if document.copies:
            rules.append(Rule(0, width, y, tail.thin))
        placed, height = _printed(document.printed, y, layout)
        things += placed
        y += height
    if y:
        rules.append(Rule(0, width, y, tail.thick))
    return ([*rules, *things] if ruled else things), y


def _keyword_rows(document: Document, layout: Layout) -> list[Row]:
    """主题词 in 黑体, the words in 小标宋, a character's space between them."""
    if not document.keywords or not layout.tail.keywords:
        return []
    text = _KEYWORDS_LABEL + "　".join(document.keywords)
    frame = layout.frame

    def role_at(place: int) -> str:
        return fonts.HEI if place < len(_KEYWORDS_LABEL) else fonts.XIAOBIAOSONG

    lines = frame.grid.set_paragraph(text, role_at, hanging=len(_KEYWORDS_LABEL))
    return [tuple(line.texts(0.0, frame.pitch / 2, frame.size, role_at)) for line in lines]


def _copies_rows(label: str, names: str, layout: Layout) -> list[Row]:
    """抄报 or 抄送 with its names, turned over after the ：."""
    grid, end = layout.record_grid, layout.tail.copies_end
    closed = names if not end or names.endswith(end) else names + end
    lines = grid.set_paragraph(label + closed, lambda _: fonts.FANGSONG, hanging=len(label))
    middle = layout.tail.record_pitch / 2
    return [tuple(line.texts(0.0, middle, grid.size, lambda _: fonts.FANGSONG)) for line in lines]


def _printed(printed: Printed, y: float, layout: Layout) -> tuple[list[Placed], float]:
    """印发机关 on the left, 印发日期 on the right; with the height they take (mm). A long name is narrowed, a longer one goes on in the
    next row."""
    tail, size = layout.tail, layout.tail.record_size
    inset = tail.record_inset * layout.record_grid.cell
    baseline = y + baseline_in_row(size, tail.record_pitch)
    when = f"{written_date(printed.day, layout)}印发"
    right_at = layout.frame.width - inset - natural_width(when, fonts.FANGSONG, size)
    room = right_at - inset - layout.record_grid.cell
    left = run(printed.organ, inset, baseline, size)
    if width_of(left) * _NARROWED <= room:
        return [within(left, room, "印发机关"), run(when, right_at, baseline, size)], tail.record_pitch
    grid = Grid(layout.record_grid.cell, size, int(room / layout.record_grid.cell))
    things: list[Placed] = []
    lines = grid.set_paragraph(printed.organ, lambda _: fonts.FANGSONG)
    for number, line in enumerate(lines):
        things += line.texts(inset, y + (number + 0.5) * tail.record_pitch, size, lambda _: fonts.FANGSONG)
    below = (len(lines) - 1) * tail.record_pitch
    return [*things, run(when, right_at, baseline + below, size)], below + tail.record_pitch


def page_number(page: int, layout: Layout) -> Text:
    """— 1 — in 宋体: odd pages on the right, even ones on the left, measured from its dash (7.5); placed from the page's corner."""
    frame, tail = layout.frame, layout.tail
    em = tail.page_size * MM_PER_POINT
    text = f"— {page} —"
    width = natural_width(text, fonts.SONG, tail.page_size)
    dash = fonts.ink(fonts.SONG, "—").top * em
    inset = tail.page_inset * em
    left = frame.left(page) + (frame.width - inset - width if page % 2 else inset)
    return run(text, left, frame.top + frame.height + tail.page_below + dash, tail.page_size, role=fonts.SONG)


def margin_marks(document: Document, page: int, layout: Layout) -> list[Placed]:
    """演示 and 草稿 in boxes above the type area, on every page; placed from the page's corner."""
    frame = layout.frame
    things: list[Placed] = []
    left, right = frame.left(page), frame.left(page) + frame.width
    em = frame.size * MM_PER_POINT
    baseline = _marks_baseline(document, page, layout)
    for wanted, text, edge, side in ((document.sample, "演示", left, 1), (document.draft, "草稿", right, -1)):
        if wanted:
            x = edge if side > 0 else edge - 3 * em
            things.append(run(text, x + em / 2, baseline, frame.size, role=fonts.HEI, colour=GREY))
            things.append(Box(x, baseline - 1.1 * em, x + 3 * em, baseline + 0.35 * em, 0.35, GREY))
    return things


def _marks_baseline(document: Document, page: int, layout: Layout) -> float:
    """Above the type area; on a letter's first page above its header too."""
    usual = layout.frame.top - 9
    return min(usual, layout.letter.top - 5) if document.form == "letter" and page == 1 else usual
