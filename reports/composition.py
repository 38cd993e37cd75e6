"""Composes a document into pages: what goes on which page, so that the first shows body and the last text above the signature."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from app.errors import Refusal
from reports.document import Copies, Document
from reports.first_page import Opening, opening
from reports.layouts import Layout
from reports.letterhead import foot_line
from reports.placed import Page, Placed, all_moved
from reports.rows import plain
from reports.sections import Section, annexes, note, text_of
from reports.signing import signature
from reports.strips import CARRIED, Matter, Sheet, Strip, deal
from reports.tail import Record, margin_marks, page_number, record

_FEW = 5
"""Rows on a last page, signature and all, that are worth setting the rows closer for."""
_MORE_ROWS = (1, 2)
"""How many rows more a page may take then."""
_AIR, _SEALED_AIR = 0.25, 0.8
"""Rows between the date and the record of copies; the seal reaches below the date."""
_OVERHANG = 0.2
"""Rows: a row is higher than its glyphs, so that the last one may reach this far below the type area."""
_ADDRESSEE_AT_MOST = 4
"""Rows of addressee on page 1; more go to the record of copies as 主送 (7.3.2)."""


@dataclass(frozen=True, slots=True)
class _Leaf:
    """One page: its strips, whether it lies, and the record of copies where it stands on this page."""

    sheet: Sheet
    turned: bool = False
    kept: Record | None = None


@dataclass(frozen=True, slots=True)
class _Plan:
    """Which strips stand on which page."""

    document: Document
    layout: Layout
    head: Opening
    leaves: Sequence[_Leaf]
    own: int
    """How many leaves bear the document's own text."""

    @property
    def runs_over(self) -> bool:
        """Whether the text's last page is there for little more than the signature; without one the standard's grid stays as it is."""
        signed = self.document.signature is not None
        return signed and self.own > 1 and sum(1 for strip in self.leaves[self.own - 1].sheet.strips if strip.things) <= _FEW


def compose(document: Document, layout: Layout) -> tuple[Page, ...]:
    """The pages of a document in a layout. Raises Refusal for a character no font can write.

    Where only the signature and a few lines run over to a page of their own, the rows are set a little closer if that saves the
    page, as the standard asks (7.3.5.1).
    """
    head = opening(document, layout)
    plan = _planned(document, layout, head)
    if plan.runs_over:
        frame = layout.frame
        closer = (_planned(document, replace(layout, frame=replace(frame, rows=frame.rows + more)), head) for more in _MORE_ROWS)
        plan = next((other for other in closer if other.own < plan.own), plan)
    return tuple(_page(plan, number, leaf) for number, leaf in enumerate(plan.leaves, start=1))


def _planned(document: Document, layout: Layout, head: Opening) -> _Plan:
    text, to = text_of(document, layout)
    if to > _ADDRESSEE_AT_MOST:
        document = _addressee_to_record(document)
        text, to = text_of(document, layout)
    kept = record(document, layout)
    apart = _apart(document, layout)
    sections = annexes(document, layout)
    foot = kept if kept and not sections and not apart else None
    own = _own(text, to + 1, document, layout, head.text_top, foot)
    leaves = own + _annexed(sections, layout, kept)
    if kept and apart:
        leaves.append(_Leaf(Sheet(0.0, (Strip(plain(document.blank_page, layout, indent=2)[0], layout.frame.pitch),))))
    elif kept and leaves[-1].turned:
        leaves.append(_Leaf(Sheet(0.0, ())))
    leaves[-1] = replace(leaves[-1], kept=kept)
    return _Plan(document, layout, head, leaves, len(own))


def _apart(document: Document, layout: Layout) -> bool:
    """Whether the record stands on a page of its own, under the words that it has no text."""
    return bool(document.blank_page and layout.tail.blank_page)


def _addressee_to_record(document: Document) -> Document:
    """A very long addressee stands in the record, so that page 1 shows the body."""
    to = Copies("主送", document.addressee.rstrip("：:"))
    return replace(document, addressee="", copies=(to, *document.copies))


def _foot(kept: Record | None, layout: Layout, air: float = _AIR) -> float:
    """What the record takes at the foot of a page, mm."""
    return kept.height + air * layout.frame.pitch if kept else 0.0


def _own(text: Sequence[Section], kept_first: int, document: Document, layout: Layout, first: float, kept: Record | None) -> list[_Leaf]:
    """The pages of the document's own text; before the last section some may be turned for a wide table."""
    leaves: list[_Leaf] = []
    for section in text[:-1]:
        leaves += _dealt(section, layout, kept_first, first)
        kept_first, first = 1, 0.0
    return leaves + [_Leaf(sheet) for sheet in _own_sheets(text[-1].strips, kept_first, document, layout, first, kept)]


def _dealt(section: Section, layout: Layout, kept_first: int = 1, first: float = 0.0, foot: float = 0.0) -> list[_Leaf]:
    frame = layout.frame
    height = frame.width if section.turned else frame.height
    sheets = deal(Matter(section.strips, kept_first, (), foot), first, height, _OVERHANG * frame.pitch)
    return [_Leaf(sheet, section.turned) for sheet in sheets]


def _own_sheets(
    text: Sequence[Strip], kept_first: int, document: Document, layout: Layout, first: float, kept: Record | None
) -> list[Sheet]:
    """The text and the signature; where a little less room for the seal saves a page, it is taken (7.3.5.1 lets spacing give way)."""
    frame = layout.frame
    ends = _endings(document, layout, kept)
    closest, foot = ends[-1]
    if foot + sum(strip.height for strip in closest) + CARRIED * frame.pitch > frame.height:
        raise Refusal("抄报、抄送的单位太多，一页放不下", mend="请把名单改作附件，抄送处写“见附件”。")
    overhang = _OVERHANG * frame.pitch
    return min((deal(Matter(text, kept_first, end, foot), first, frame.height, overhang) for end, foot in ends), key=len)


def _endings(document: Document, layout: Layout, kept: Record | None) -> list[tuple[list[Strip], float]]:
    """What follows the text, with what the page's foot takes (mm): as spacious as it should be, then closer and closer."""
    signed, rows = document.signature, layout.tail.seal_rows
    after = note(document, layout)
    if signed is None:
        return [(after, _foot(kept, layout))]
    spacings = [(rows, _SEALED_AIR), *((blanks, _AIR) for blanks in range(rows, 0, -1))] if signed.sealed else [(1, _AIR)]
    if signed.specimen:
        spacings = spacings[:1]  # a drawn seal lies on nothing but name and date
    return [([*signature(signed, layout, blanks), *after], _foot(kept, layout, air)) for blanks, air in spacings]


def _annexed(sections: Sequence[Section], layout: Layout, kept: Record | None) -> list[_Leaf]:
    """The attachments' pages; the record stands on the last one."""
    leaves: list[_Leaf] = []
    for number, section in enumerate(sections, start=1):
        leaves += _dealt(section, layout, foot=_foot(kept, layout) if number == len(sections) and not section.turned else 0.0)
    return leaves


def _page(plan: _Plan, number: int, leaf: _Leaf) -> Page:
    """One page with all that stands on it."""
    layout, frame, document = plan.layout, plan.layout.frame, plan.document
    left = frame.left(number)
    letter_front = document.form == "letter" and number == 1
    things: list[Placed] = margin_marks(document, number, layout)
    if number == 1:
        things += all_moved(plan.head.things, left, frame.top)
    if letter_front:
        things += all_moved(foot_line(layout), left, frame.top)
    noted = _apart(document, layout)
    if leaf.kept is not None and noted:
        # The seed's own order: the printing line, then the words that the page has no text.
        things += _record_things(leaf.kept, left, layout)
    if not leaf.turned:
        things += _stacked(leaf.sheet, left, frame.top)
    if leaf.kept is not None and not noted:
        things += _record_things(leaf.kept, left, layout)
    if not letter_front:
        things.append(page_number(number, layout))
    return Page(frame.page_width, frame.page_height, tuple(things), _lying(leaf, left, layout))


def _record_things(kept: Record, left: float, layout: Layout) -> list[Placed]:
    return all_moved(kept.things, left, layout.frame.top + layout.frame.height - kept.height)


def _stacked(sheet: Sheet, left: float, top: float) -> list[Placed]:
    """A sheet's strips below one another."""
    things: list[Placed] = []
    y = top + sheet.first
    for strip in sheet.strips:
        things += all_moved(strip.things, left, y)
        y += strip.height
    return things


def _lying(leaf: _Leaf, left: float, layout: Layout) -> tuple[Placed, ...]:
    """A turned page's strips, placed on the page as it lies: its top is the page's left edge, its left the page's foot."""
    frame = layout.frame
    return tuple(_stacked(leaf.sheet, frame.page_height - frame.top - frame.height, left)) if leaf.turned else ()
