"""What stands above the body on the first page: the head, then title and date line, with room kept for the body."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from app.errors import Refusal
from reports import fonts
from reports.document import Document
from reports.grid import natural_width
from reports.heads import Head, file_head
from reports.layouts import Layout
from reports.letterhead import letter_head
from reports.placed import MM_PER_POINT, Placed, Text
from reports.rows import baseline_in_row
from reports.runs import centred, centred_within, run, within
from reports.titles import break_title

_SQUARE = "国"
"""A character that fills its box: a title's edges are those of such characters, whatever marks stand in it."""
_DATE_LINE_BELOW = 1.5
"""mm between the title and the row of the date line."""
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
    above, plain = head_of(document, layout), not document.header
    head, pitch = layout.head, layout.frame.pitch
    title = title_lines(document, layout)
    title_height = head.title_pitch * (len(title) - 1) + _title_ink(layout)
    rows_below = 0.0 if plain else head.addressee_rows
    under = _under_title(document, layout)
    below = title_height + (_DATE_LINE_BELOW + pitch if under else 0) + rows_below * pitch
    latest = (layout.frame.rows - _BODY_ROWS) * pitch
    blank = min(0.0 if plain else head.title_rows * pitch, latest - below - above.bottom)
    if blank < 0:
        raise Refusal(f"题目太长（{sum(map(len, title))}个字，{len(title)}行），首页放不下正文", mend="请把题目缩短。")
    top = above.bottom + blank
    things: list[Placed] = [*above.things, *title_texts(title, top, layout)]
    y = top + title_height
    if under:
        y += _DATE_LINE_BELOW
        things += [replace(text, baseline=text.baseline + y) for text in under]
        y += pitch
    return Opening(tuple(things), y + rows_below * pitch)


def head_of(document: Document, layout: Layout) -> Head:
    """The head in the document's form; nothing for a plain paper."""
    if document.form == "letter":
        return letter_head(document, layout)
    return file_head(document, layout) if document.header else Head((), 0.0)


def title_lines(document: Document, layout: Layout) -> tuple[str, ...]:
    """The title's lines: as broken by hand, else by sense; a line by hand that is too long is broken by sense too."""
    return title_lines_of(document.title, document.whole_words, layout)


def title_lines_of(title: Sequence[str], whole_words: Sequence[str], layout: Layout) -> tuple[str, ...]:
    """The lines of any title."""
    columns = int(layout.frame.width / (layout.head.title_size * MM_PER_POINT))
    return tuple(line for given in title for line in break_title(given, columns, whole_words))


def title_texts(lines: Sequence[str], top: float, layout: Layout) -> list[Text]:
    """Title lines, centred, the upper edge of the first one's strokes at `top`."""
    head = layout.head
    baseline = top + fonts.ink(fonts.XIAOBIAOSONG, _SQUARE).top * head.title_size * MM_PER_POINT
    return [
        centred(line, baseline + number * head.title_pitch, fonts.XIAOBIAOSONG, head.title_size, layout.frame.width)
        for number, line in enumerate(lines)
    ]  # fmt: skip


def _title_ink(layout: Layout) -> float:
    """How high the strokes of a title's line are, mm."""
    box = fonts.ink(fonts.XIAOBIAOSONG, _SQUARE)
    return (box.top - box.bottom) * layout.head.title_size * MM_PER_POINT


def _under_title(document: Document, layout: Layout) -> list[Text]:
    """The date line; on a plain paper its number too, on the right."""
    frame = layout.frame
    baseline = baseline_in_row(frame.size, frame.pitch)
    texts = [centred_within(document.date_line, baseline, frame.width, frame.size, "题下日期")] if document.date_line else []
    if not document.header and document.number:
        left = max(0.0, frame.width - natural_width(document.number, fonts.FANGSONG, frame.size))
        texts.append(within(run(document.number, left, baseline, frame.size), frame.width, "编号"))
    return texts
