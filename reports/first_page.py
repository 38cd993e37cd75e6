"""What stands above the body on the first page: marks, red header, number, red line, title, date line."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from app.errors import Refusal
from reports import fonts
from reports.document import Document
from reports.grid import natural_width
from reports.layouts import Layout
from reports.placed import BLACK, MM_PER_POINT, RED, Placed, Rule, Text
from reports.rows import Row, plain
from reports.titles import break_title

_INK_TOP = 0.86
"""From the baseline to the top of the header font's strokes, em (the em box is a little taller)."""
_INK_BOTTOM = 0.07
_DATE_LINE_BELOW = 1.5
"""mm between the title and the row of the date line."""
_MARKS_BELOW = 2.0
"""mm that the header keeps from the marks above it at least."""
_BODY_ROWS = 3
"""Rows the first page keeps for addressee and body, however long the title is (7.1: 首页必须显示正文)."""


@dataclass(frozen=True, slots=True)
class Opening:
    """The head as things placed from the type area's top left corner, and where the text begins."""

    things: tuple[Placed, ...]
    text_top: float
    """Where the text's first row begins: one blank line below the title, wherever that is (mm below the type area's top)."""


def opening(document: Document, layout: Layout) -> Opening:
    """Everything above the addressee. Where a long title leaves no room for the body, the blank lines above it give way.

    Raises Refusal for a title so long that even then page 1 would show no body.
    """
    things, y = _head(document, layout)
    head, pitch = layout.head, layout.frame.pitch
    title = title_lines(document, layout)
    title_height = head.title_pitch * (len(title) - 1) + head.title_size * MM_PER_POINT
    below = title_height + (_DATE_LINE_BELOW + pitch if document.date_line else 0) + head.addressee_rows * pitch
    latest = (layout.frame.rows - _BODY_ROWS) * pitch
    blank = min(head.title_rows * pitch, latest - below - y)
    if blank < 0:
        raise Refusal(f"题目太长（{sum(map(len, title))}个字，{len(title)}行），首页放不下正文", mend="请把题目缩短。")
    top = y + blank
    things += _title(title, top, layout)
    y = top + title_height
    if document.date_line:
        y += _DATE_LINE_BELOW
        things += [_shifted_row(plain_centred(document.date_line, layout), y)]
        y += pitch
    return Opening(tuple(things), y + head.addressee_rows * pitch)


def title_lines(document: Document, layout: Layout) -> tuple[str, ...]:
    """The title's lines: as broken by hand, else by sense; a line by hand that is too long is broken by sense too."""
    columns = int(layout.frame.width / (layout.head.title_size * MM_PER_POINT))
    return tuple(line for given in document.title for line in break_title(given, columns, document.whole_words))


def _head(document: Document, layout: Layout) -> tuple[list[Placed], float]:
    """Marks, header, number and red line, and how far down they reach (mm)."""
    head, frame = layout.head, layout.frame
    things: list[Placed] = []
    for row, mark in enumerate(document.marks):
        things.append(_shifted_row(plain(mark, layout, role=fonts.HEI)[0], row * frame.pitch))
    header, bottom = header_text(document.header, layout, _lowered(document, layout))
    things.append(header)
    top = bottom + head.number_rows * frame.pitch
    em = frame.size * MM_PER_POINT
    number = centred(document.number, top + fonts.ASCENT * em, fonts.FANGSONG, frame.size, frame.width)
    line = top + em + head.line_below
    return [*things, number, Rule(0, frame.width, line, head.line_thickness, RED)], line


def _lowered(document: Document, layout: Layout) -> float:
    """Where the header's top stands: as the layout says, or below the marks where they reach so far (mm)."""
    marks = len(document.marks) * layout.frame.pitch + _MARKS_BELOW if document.marks else 0.0
    return max(layout.head.top, marks)


def header_text(name: str, layout: Layout, top: float) -> tuple[Text, float]:
    """发文机关标志: red, centred, as wide as fits; a long name is narrowed first, then smaller. With its lower edge (mm)."""
    head = layout.head
    size = head.size
    natural = natural_width(name, fonts.HEADER, size)
    stretch = min(1.0, head.widest / natural)
    if stretch < head.narrowest:
        size *= stretch / head.narrowest
        stretch = head.narrowest
    em = size * MM_PER_POINT
    gap = 0.0
    if len(name) > 1:
        gap = min(0.16 * em, max(0.0, (head.widest - natural) / (len(name) - 1)))
    baseline = top + _INK_TOP * em
    text = centred(name, baseline, fonts.HEADER, size, layout.frame.width, colour=RED, stretch=stretch, gap=gap)
    return text, baseline + _INK_BOTTOM * em


def centred(
    text: str, baseline: float, role: str, size: float, width: float, *, colour: str = BLACK, stretch: float = 1.0, gap: float = 0.0
) -> Text:
    """A text set without a grid in the middle of a width; `gap` mm are added between characters."""
    steps = [natural_width(char, role, size) * stretch + gap for char in text]
    x = (width - sum(steps) + gap) / 2
    places = []
    for step in steps:
        places.append(x)
        x += step
    return Text(text, tuple(places), baseline, role, size, colour, stretch)


def plain_centred(text: str, layout: Layout) -> Row:
    """One line of the body's font in the middle."""
    frame = layout.frame
    em = frame.size * MM_PER_POINT
    baseline = (frame.pitch - em) / 2 + fonts.ASCENT * em
    return (centred(text, baseline, fonts.FANGSONG, frame.size, frame.width),)


def _title(lines: Sequence[str], top: float, layout: Layout) -> list[Placed]:
    head = layout.head
    em = head.title_size * MM_PER_POINT
    baseline = top + fonts.ASCENT * em
    return [
        centred(line, baseline + number * head.title_pitch, fonts.XIAOBIAOSONG, head.title_size, layout.frame.width)
        for number, line in enumerate(lines)
    ]  # fmt: skip


def _shifted_row(row: Row, y: float) -> Text:
    (text,) = row
    return replace(text, baseline=text.baseline + y)
