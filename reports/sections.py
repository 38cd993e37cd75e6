"""A document's text as sections: its own text with the signature, then each attachment on pages of its own, some of them turned."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from reports import fonts
from reports.blocks import Annex, Block, Chart, Form, Paragraph, Table
from reports.charts import chart
from reports.document import Document
from reports.first_page import title_lines_of, title_texts
from reports.forms import form
from reports.layouts import Layout
from reports.placed import MM_PER_POINT
from reports.rows import addressee, attachments, paragraph, plain
from reports.strips import Strip, of_rows
from reports.tables import needs_turning, table, too_wide

_AFTER_TABLE = 0.3
"""Rows left blank below a table."""


@dataclass(frozen=True, slots=True)
class Section:
    """Strips that begin a page; `turned` ones stand on pages that lie."""

    strips: tuple[Strip, ...]
    turned: bool = False


def text_of(document: Document, layout: Layout) -> tuple[list[Section], int]:
    """The document's own text as sections and how many strips of it are the addressee.

    A table too wide for an upright page stands on turned ones, with the text before it and after it upright; the last section, which
    the signature follows, always is.
    """
    pitch = layout.frame.pitch
    to = addressee(document.addressee, layout) if document.addressee else []
    parts = _parts(document.body, lambda block: isinstance(block, Table) and too_wide(block, layout))
    sections = [Section(tuple(blocks(body, layout, _width(layout, turned))), turned) for turned, body in parts]
    if sections[0].turned:
        sections.insert(0, Section(()))
    if sections[-1].turned:
        sections.append(Section(()))
    sections[0] = replace(sections[0], strips=(*of_rows(to, pitch), *sections[0].strips))
    last = (*sections[-1].strips, *of_rows(attachments(document.attachments, layout), pitch))
    return [*sections[:-1], replace(sections[-1], strips=last)], len(to)


def _parts(body: Iterable[Block], turns: Callable[[Block], bool]) -> list[tuple[bool, list[Block]]]:
    """Blocks in runs of those that turn the page and those that do not; one empty run where there are none."""
    parts: list[tuple[bool, list[Block]]] = []
    for block in body:
        turned = turns(block)
        if not parts or parts[-1][0] != turned:
            parts.append((turned, []))
        parts[-1][1].append(block)
    return parts or [(False, [])]


def blocks(body: Iterable[Block], layout: Layout, width: float) -> list[Strip]:
    """The blocks of a body as strips."""
    strips: list[Strip] = []
    for block in body:
        match block:
            case Paragraph():
                strips += of_rows(paragraph(block, layout), layout.frame.pitch)
            case Table():
                strips += [*table(block, layout, width), Strip((), _AFTER_TABLE * layout.frame.pitch)]
            case Form():
                strips += form(block, layout, width)
            case Chart():
                strips += chart(block, layout, width)
    return strips


def note(document: Document, layout: Layout) -> list[Strip]:
    """附注 in （）, below the date (7.3.6)."""
    return of_rows(plain(f"（{document.note}）", layout, indent=2), layout.frame.pitch) if document.note else []


def annexes(document: Document, layout: Layout) -> list[Section]:
    """The attachments; where there are several, numbered as in the list of their names (7.3.7)."""
    listed = document.attachments if len(document.attachments) > 1 else tuple(annex.title for annex in document.annexes)
    found: list[Section] = []
    for place, annex in enumerate(document.annexes):
        number = (listed.index(annex.title) if annex.title in listed else place) + 1
        found += _annex(annex, f"附件{number}" if len(listed) > 1 else "附件", layout)
    return found


def _annex(annex: Annex, label: str, layout: Layout) -> list[Section]:
    """The parts of an attachment: wide tables on turned pages, the rest between them."""
    parts = _parts(annex.body, lambda block: isinstance(block, Table) and needs_turning(block, layout))
    sections = [Section(tuple(blocks(body, layout, _width(layout, turned))), turned) for turned, body in parts]
    head = _annex_head(annex, label, layout, turned=sections[0].turned)
    return [replace(sections[0], strips=(*head, *sections[0].strips)), *sections[1:]]


def _width(layout: Layout, turned: bool) -> float:
    return layout.frame.height if turned else layout.frame.width


def _annex_head(annex: Annex, label: str, layout: Layout, *, turned: bool) -> Sequence[Strip]:
    """附件 flush left on the first line, the title in the middle of the third (7.3.7); closer together on a turned page."""
    frame, head = layout.frame, layout.head
    title = title_lines_of((annex.title,), (), layout)
    height = head.title_pitch * (len(title) - 1) + head.title_size * MM_PER_POINT
    across = (_width(layout, turned) - frame.width) / 2
    lines = tuple(replace(text, places=tuple(x + across for x in text.places)) for text in title_texts(title, 0.0, layout))
    mark = Strip(plain(label, layout, role=fonts.HEI)[0], frame.pitch, kept=True)
    blank = Strip((), frame.pitch * (0.2 if turned else 1.0), kept=True)
    return (mark, blank, Strip(lines, height + frame.pitch * (0.4 if turned else 1.0), kept=True))
