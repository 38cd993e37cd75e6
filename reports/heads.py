"""The head of a document above its title: marks, red header (of one organ or several), number, 签发人, red line; or a letter's."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from reports import fonts
from reports.document import Document
from reports.grid import natural_width
from reports.layouts import Layout
from reports.placed import BLACK, MM_PER_POINT, RED, Placed, Rule, Text
from reports.rows import plain

_INK_TOP = 0.86
"""From the baseline to the top of the header font's strokes, em (the em box is a little taller)."""
_INK_BOTTOM = 0.07
_MARKS_BELOW = 2.0
"""mm that the header keeps from the marks above it at least."""
_JOINT_PITCH = 1.25
"""From one organ of a joint header to the next, em."""
_JOINT_HIGHEST = 62.0
"""mm a joint header may be high: many organs are written smaller, so that page 1 shows the body (7.2.4)."""
_JOINT_GAP = 5.0
"""mm between the organs' names and 文件."""
_NAMES_A_LINE = 2
"""签发人: names that stand on one line (7.2.6)."""


@dataclass(frozen=True, slots=True)
class Head:
    """Things placed from the type area's top left corner, and how far down they reach (mm)."""

    things: tuple[Placed, ...]
    bottom: float


def head_of(document: Document, layout: Layout) -> Head:
    """The head in the document's form; nothing for a plain paper."""
    if document.form == "letter":
        return _letter_head(document, layout)
    return _file_head(document, layout) if document.header else Head((), 0.0)


def _file_head(document: Document, layout: Layout) -> Head:
    """Marks, header, number and red line."""
    head, frame = layout.head, layout.frame
    things = _marks(document, layout)
    top = max(head.top, _marks_height(document, layout))
    names, bottom = _joint(document, layout, top) if document.joint else header_text(document.header, layout, top)
    number, line = _number_line(document, layout, bottom + head.number_rows * frame.pitch)
    line += head.line_below
    return Head((*things, *names, *number, Rule(0, frame.width, line, head.line_thickness, RED)), line)


def _mark_rows(document: Document) -> list[tuple[str, str]]:
    """(role, words) of the marks a line each: 份号, 密级 on the second line, 紧急程度."""
    rows = [(fonts.FANGSONG, document.copy_number)] if document.copy_number or document.secrecy else []
    rows += [(fonts.HEI, document.secrecy)] if document.secrecy else []
    return rows + ([(fonts.HEI, document.urgency)] if document.urgency else [])


def _marks(document: Document, layout: Layout, top: float = 0.0) -> list[Placed]:
    pitch = layout.frame.pitch
    placed: list[Placed] = []
    for row, (role, words) in enumerate(_mark_rows(document)):
        placed += [replace(text, baseline=text.baseline + top + row * pitch) for text in plain(words, layout, role=role)[0]]
    return placed


def _marks_height(document: Document, layout: Layout) -> float:
    rows = len(_mark_rows(document))
    return rows * layout.frame.pitch + _MARKS_BELOW if rows else 0.0


def header_text(name: str, layout: Layout, top: float) -> tuple[list[Placed], float]:
    """发文机关标志: red, centred, as wide as fits; a long name is narrowed first, then smaller. With its lower edge (mm)."""
    head = layout.head
    size, stretch = _fitted(name, head.size, head.widest, head.narrowest)
    em = size * MM_PER_POINT
    gap = 0.0
    if len(name) > 1:
        gap = min(0.16 * em, max(0.0, (head.widest - natural_width(name, fonts.HEADER, head.size)) / (len(name) - 1)))
    baseline = top + _INK_TOP * em
    text = centred(name, baseline, fonts.HEADER, size, layout.frame.width, colour=RED, stretch=stretch, gap=gap)
    return [text], baseline + _INK_BOTTOM * em


def _fitted(name: str, size: float, widest: float, narrowest: float) -> tuple[float, float]:
    """(size, stretch) by which a name is no wider than that: narrowed first, then smaller."""
    stretch = min(1.0, widest / natural_width(name, fonts.HEADER, size))
    return (size, stretch) if stretch >= narrowest else (size * stretch / narrowest, narrowest)


def _joint(document: Document, layout: Layout, top: float) -> tuple[list[Placed], float]:
    """The organs below one another, set to the same width, 文件 on their right in the middle of their height."""
    head, names, word = layout.head, document.joint, document.header
    word_width = natural_width(word, fonts.HEADER, head.size)
    room = head.widest - (word_width + _JOINT_GAP if word else 0.0)
    size = min(head.size * 0.8, _JOINT_HIGHEST / MM_PER_POINT / (_JOINT_PITCH * (len(names) - 1) + 1))
    size, stretch = _fitted(max(names, key=len), size, room, head.narrowest)
    em = size * MM_PER_POINT
    wide = max(natural_width(name, fonts.HEADER, size) * stretch for name in names)
    left = (layout.frame.width - wide - (word_width + _JOINT_GAP if word else 0.0)) / 2
    baselines = [top + _INK_TOP * em + number * _JOINT_PITCH * em for number in range(len(names))]
    placed: list[Placed] = [
        spread(name, left, wide, baseline, fonts.HEADER, size, colour=RED, stretch=stretch)
        for name, baseline in zip(names, baselines, strict=True)
    ]  # fmt: skip
    bottom = baselines[-1] + _INK_BOTTOM * em
    if word:
        word_em = head.size * MM_PER_POINT
        baseline = (top + bottom) / 2 + (_INK_TOP - _INK_BOTTOM) / 2 * word_em
        placed.append(spread(word, left + wide + _JOINT_GAP, word_width, baseline, fonts.HEADER, head.size, colour=RED))
    return placed, bottom


def _number_line(document: Document, layout: Layout, top: float) -> tuple[list[Placed], float]:
    """发文字号, and 签发人 where the document goes up; with the lower edge of the last line."""
    frame = layout.frame
    em, cell = frame.size * MM_PER_POINT, frame.width / frame.columns
    lines = -(-len(document.signers) // _NAMES_A_LINE)
    baseline = top + fonts.ASCENT * em
    last = baseline + max(0, lines - 1) * frame.pitch
    bottom = last + (1 - fonts.ASCENT) * em
    if not document.signers:
        return [centred(document.number, baseline, fonts.FANGSONG, frame.size, frame.width)], bottom
    number = run(document.number, cell, last, frame.size)
    return [number, *_signers(document.signers, baseline, layout)], bottom


def _signers(names: Sequence[str], baseline: float, layout: Layout) -> list[Placed]:
    """签发人：, one character from the right, the names in 楷体 in columns below one another."""
    frame = layout.frame
    cell = frame.width / frame.columns
    wide = max(natural_width(name, fonts.KAI, frame.size) for name in names)
    columns = min(len(names), _NAMES_A_LINE)
    left = frame.width - cell - columns * wide - (columns - 1) * cell
    label = "签发人："
    placed: list[Placed] = [run(label, left - natural_width(label, fonts.FANGSONG, frame.size), baseline, frame.size)]
    for place, name in enumerate(names):
        row, column = divmod(place, _NAMES_A_LINE)
        at = baseline + row * frame.pitch
        placed.append(spread(name, left + column * (wide + cell), wide, at, fonts.KAI, frame.size))
    return placed


def _letter_head(document: Document, layout: Layout) -> Head:
    """A letter's: the organ's name, the double line, the number on the right and the marks on the left below it (10.1)."""
    letter, frame = layout.letter, layout.frame
    names, bottom = header_text(document.header, layout, letter.top - frame.top)
    line = bottom + letter.line_below
    em = frame.size * MM_PER_POINT
    below = line + letter.thick + letter.gap + letter.thin + 7 / 8 * em
    things: list[Placed] = [*names, *double_line(layout, line, thick_first=True)]
    number_left = frame.width - natural_width(document.number, fonts.FANGSONG, frame.size)
    things.append(run(document.number, number_left, below + fonts.ASCENT * em, frame.size))
    marks = _marks(document, layout, below - (frame.pitch - em) / 2)
    rows = max(1, len(_mark_rows(document)))
    return Head((*things, *marks), below + em + (rows - 1) * frame.pitch)


def double_line(layout: Layout, y: float, *, thick_first: bool) -> list[Placed]:
    """A letter's red double line, its upper edge at `y` (mm from the type area's top), in the middle of page 1."""
    letter, frame = layout.letter, layout.frame
    left = (frame.page_width - letter.width) / 2 - frame.left(1)
    upper, lower = (letter.thick, letter.thin) if thick_first else (letter.thin, letter.thick)
    right = left + letter.width
    second = y + upper + letter.gap
    return [Rule(left, right, y + upper / 2, upper, RED), Rule(left, right, second + lower / 2, lower, RED)]


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


def spread(
    text: str, left: float, width: float, baseline: float, role: str, size: float, *, colour: str = BLACK, stretch: float = 1.0
) -> Text:
    """A text whose characters are spread over a width."""
    natural = natural_width(text, role, size) * stretch
    gap = (width - natural) / (len(text) - 1) if len(text) > 1 else 0.0
    moved_in = 0.0 if len(text) > 1 else (width - natural) / 2
    placed = centred(text, baseline, role, size, natural + gap * (len(text) - 1), colour=colour, stretch=stretch, gap=gap)
    return replace(placed, places=tuple(place + left + moved_in for place in placed.places))


def run(text: str, left: float, baseline: float, size: float, *, role: str = fonts.FANGSONG, colour: str = BLACK) -> Text:
    """A text set without a grid from a left edge."""
    places, x = [], left
    for char in text:
        places.append(x)
        x += natural_width(char, role, size)
    return Text(text, tuple(places), baseline, role, size, colour)
