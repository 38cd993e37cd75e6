"""The head of a document above its title: marks, red header (of one organ or several), number, 签发人, red line."""

from dataclasses import dataclass, replace

from app.errors import Refusal
from reports import fonts
from reports.document import Document
from reports.grid import natural_width
from reports.layouts import Layout
from reports.number_line import number_line
from reports.placed import MM_PER_POINT, RED, Placed, Rule, moved
from reports.rows import plain
from reports.runs import centred, spread
from reports.titles import break_title

_MARKS_BELOW = 2.0
"""mm that the header keeps from the marks above it at least."""
_LINE_PITCH = 1.25
"""From one line of a header to the next, one organ of a joint header to the next, em."""
_LEAST_SIZE = 26.0
"""Points (一号): a name that would have to be written smaller is set in several lines."""
_MOST_LINES = 3
_SPREAD = 0.16
"""em that a short name's characters are spread by."""
_JOINT_HIGHEST = 62.0
"""mm a joint header may be high: many organs are written smaller, so that page 1 shows the body (7.2.4)."""
_JOINT_LEAST = 12.0
"""Points: organs are not written smaller than that."""
_JOINT_SHARE = 0.8
_JOINT_GAP = 5.0
"""mm between the organs' names and 文件."""


@dataclass(frozen=True, slots=True)
class Head:
    """Things placed from the type area's top left corner, and how far down their strokes reach (mm)."""

    things: tuple[Placed, ...]
    bottom: float


def file_head(document: Document, layout: Layout) -> Head:
    """Marks, header, number and red line: each by its strokes, as the standard's distances are between what is seen."""
    head, frame = layout.head, layout.frame
    things = marks(document, layout)
    top = max(head.top, _marks_height(document, layout))
    names, bottom = _joint(document, layout, top) if document.joint else header_text(document.header, layout, top)
    number, below = number_line(document, layout, bottom + head.number_rows * frame.pitch)
    upper = below + head.line_below
    line = Rule(0, frame.width, upper + head.line_thickness / 2, head.line_thickness, RED)
    return Head((*things, *names, *number, line), upper + head.line_thickness)


def mark_rows(document: Document) -> list[tuple[str, str, str]]:
    """(role, words, what they are called) of the marks a line each: 份号, 密级 (on the second line; in a letter on the next), 紧急程度."""
    kept_free = document.secrecy and document.form != "letter"
    rows = [(fonts.FANGSONG, document.copy_number, "份号")] if document.copy_number or kept_free else []
    rows += [(fonts.HEI, document.secrecy, "密级和保密期限")] if document.secrecy else []
    return rows + ([(fonts.HEI, document.urgency, "紧急程度")] if document.urgency else [])


def marks(document: Document, layout: Layout, top: float = 0.0) -> list[Placed]:
    """The marks, a row each. Raises Refusal for one that is longer than its line."""
    placed: list[Placed] = []
    for row, (role, words, what) in enumerate(mark_rows(document)):
        lines = plain(words, layout, role=role)
        if len(lines) > 1:
            raise Refusal(f"{what}太长（{len(words)}个字），一行放不下", mend=f"请把{what}写短。")
        placed += [replace(text, baseline=text.baseline + top + row * layout.frame.pitch) for text in lines[0]]
    return placed


def _marks_height(document: Document, layout: Layout) -> float:
    rows = len(mark_rows(document))
    return rows * layout.frame.pitch + _MARKS_BELOW if rows else 0.0


def header_text(name: str, layout: Layout, top: float) -> tuple[list[Placed], float]:
    """发文机关标志: red, centred, as wide as fits, the upper edge of its strokes at `top`; with their lower edge (mm).

    A long name is narrowed first, then written smaller, then set in lines. Raises Refusal for one that is longer still.
    """
    head = layout.head
    columns = int(head.widest / head.narrowest / (_LEAST_SIZE * MM_PER_POINT))
    lines = break_title(name, columns)
    if len(lines) > _MOST_LINES:
        raise Refusal(f"发文机关的名称太长（{len(name)}个字），版头放不下", mend="请用机关的规范化简称。")
    size, stretch = _fitted(max(lines, key=lambda line: natural_width(line, fonts.HEADER, 1.0)), head.size, head.widest, head.narrowest)
    em = size * MM_PER_POINT
    first = top + fonts.ink(fonts.HEADER, lines[0]).top * em
    texts: list[Placed] = []
    for number, line in enumerate(lines):
        gap = 0.0
        if len(line) > 1:
            gap = min(_SPREAD * em, max(0.0, (head.widest - natural_width(line, fonts.HEADER, size) * stretch) / (len(line) - 1)))
        at = first + number * _LINE_PITCH * em
        text = centred(line, at, fonts.HEADER, size, layout.frame.width, colour=RED, stretch=stretch, gap=gap)
        texts.append(moved(text, _off_middle(line) * em * stretch, 0.0))
    return texts, first + (len(lines) - 1) * _LINE_PITCH * em - fonts.ink(fonts.HEADER, lines[-1]).bottom * em


def _off_middle(line: str) -> float:
    """How far left of its boxes' middle the strokes of a large line stand, em: 中 leaves more blank than 件."""
    shown = line.strip()
    if not shown:
        return 0.0
    first, last = fonts.glyph(fonts.HEADER, shown[0]), fonts.glyph(fonts.HEADER, shown[-1])
    return ((last.advance - last.ink.right) - first.ink.left) / 2


def _fitted(name: str, size: float, widest: float, narrowest: float) -> tuple[float, float]:
    """(size, stretch) by which a name is no wider than that: narrowed first, then smaller."""
    stretch = min(1.0, widest / natural_width(name, fonts.HEADER, size)) if name else 1.0
    return (size, stretch) if stretch >= narrowest else (size * stretch / narrowest, narrowest)


def _joint(document: Document, layout: Layout, top: float) -> tuple[list[Placed], float]:
    """The organs below one another, set to the same width, 文件 on their right in the middle of their height."""
    head, names, word = layout.head, document.joint, document.header
    word_width = natural_width(word, fonts.HEADER, head.size)
    beside = word_width + _JOINT_GAP if word else 0.0
    size = min(head.size * _JOINT_SHARE, _JOINT_HIGHEST / MM_PER_POINT / (_LINE_PITCH * (len(names) - 1) + 1))
    size, stretch = _fitted(max(names, key=len), size, head.widest - beside, head.narrowest)
    if size < _JOINT_LEAST:
        raise Refusal(f"联合发文的机关太多或名称太长（{len(names)}个），版头放不下", mend="请只印主办机关的标志，或用规范化简称。")
    em = size * MM_PER_POINT
    wide = max(natural_width(name, fonts.HEADER, size) * stretch for name in names)
    left = (layout.frame.width - wide - beside) / 2
    first = top + fonts.ink(fonts.HEADER, names[0]).top * em
    placed: list[Placed] = [
        spread(name, left, wide, first + number * _LINE_PITCH * em, fonts.HEADER, size, colour=RED, stretch=stretch)
        for number, name in enumerate(names)
    ]  # fmt: skip
    bottom = first + (len(names) - 1) * _LINE_PITCH * em - fonts.ink(fonts.HEADER, names[-1]).bottom * em
    if word:
        baseline = (top + bottom) / 2 + fonts.middle(fonts.HEADER) * head.size * MM_PER_POINT
        placed.append(spread(word, left + wide + _JOINT_GAP, word_width, baseline, fonts.HEADER, head.size, colour=RED))
    return placed, bottom
