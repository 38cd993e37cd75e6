"""The head of a letter (信函, 10.1): the organ's name, the red double line, the number on the right and the marks on the left below it."""

from reports import fonts
from reports.document import Document
from reports.grid import natural_width
from reports.heads import Head, header_text, mark_rows, marks
from reports.layouts import Layout
from reports.placed import MM_PER_POINT, RED, Placed, Rule
from reports.runs import run, within

_BELOW_LINE = 7 / 8
"""em of the body between the double line and what stands below it."""


def letter_head(document: Document, layout: Layout) -> Head:
    """What stands above a letter's title."""
    letter, frame = layout.letter, layout.frame
    names, bottom = header_text(document.header, layout, letter.top - frame.top)
    line = bottom + letter.line_below
    em = frame.size * MM_PER_POINT
    below = line + letter.thickness + _BELOW_LINE * em
    things: list[Placed] = [*names, *double_line(layout, line, thick_first=True)]
    rows = mark_rows(document)
    box = fonts.ink(fonts.FANGSONG, document.number or "国")
    room = frame.width / 2 if rows else frame.width
    left = max(frame.width - room, frame.width - natural_width(document.number, fonts.FANGSONG, frame.size))
    things.append(within(run(document.number, left, below + box.top * em, frame.size), room, "发文字号"))
    mark = fonts.ink(rows[0][0] if rows else fonts.FANGSONG, "国")
    half_blank = (frame.pitch - (mark.top - mark.bottom) * em) / 2
    last = max(below + (box.top - box.bottom) * em, below - 2 * half_blank + len(rows) * frame.pitch)
    return Head((*things, *marks(document, layout, below - half_blank)), last)


def foot_line(layout: Layout) -> list[Placed]:
    """The double line at the foot of page 1, its lower edge `foot` mm above the page's; placed from the type area's top left corner."""
    frame, letter = layout.frame, layout.letter
    return double_line(layout, frame.page_height - letter.foot - letter.thickness - frame.top, thick_first=False)


def double_line(layout: Layout, y: float, *, thick_first: bool) -> list[Placed]:
    """A red double line, its upper edge at `y` (mm from the type area's top), in the middle of page 1."""
    letter, frame = layout.letter, layout.frame
    left = (frame.page_width - letter.width) / 2 - frame.left(1)
    upper, lower = (letter.thick, letter.thin) if thick_first else (letter.thin, letter.thick)
    right = left + letter.width
    second = y + upper + letter.gap
    return [Rule(left, right, y + upper / 2, upper, RED), Rule(left, right, second + lower / 2, lower, RED)]
