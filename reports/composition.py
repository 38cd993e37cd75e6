"""Composes a document into pages: what goes on which page, so that the first shows body and the last text above the signature."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from app.errors import Refusal
from reports.document import Copies, Document
from reports.first_page import Opening, opening
from reports.layouts import Layout
from reports.placed import Page, Placed
from reports.rows import Row, addressee, attachments, moved, paragraph
from reports.tail import Record, margin_marks, page_number, record, signature

_CARRIED = 2
"""Lines of text that go over to the next page together with a signature that does not fit."""
_FEW = 5
"""Rows on a last page, signature and all, that are worth setting the rows closer for."""
_MORE_ROWS = (1, 2)
"""How many rows more a page may take then."""
_AIR = 0.25
"""Rows between the date and the record of copies."""
_OVERHANG = 0.2
"""Rows: a row is higher than its glyphs, so that the last one may reach this far below the type area."""
_ADDRESSEE_AT_MOST = 4
"""Rows of addressee on page 1; more go to the record of copies as 主送 (7.3.2)."""


@dataclass(frozen=True, slots=True)
class _Sheet:
    """One page's rows, beginning at `first` (in rows of the type area)."""

    first: float
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class _Plan:
    """Which rows stand on which page."""

    document: Document
    layout: Layout
    head: Opening
    sheets: Sequence[_Sheet]
    kept: Record | None

    @property
    def runs_over(self) -> bool:
        """Whether the last page is there for little more than the signature."""
        return len(self.sheets) > 1 and sum(1 for row in self.sheets[-1].rows if row) <= _FEW


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
        plan = next((other for other in closer if len(other.sheets) < len(plan.sheets)), plan)
    return tuple(_page(plan, number, sheet) for number, sheet in enumerate(plan.sheets, start=1))


def _planned(document: Document, layout: Layout, head: Opening) -> _Plan:
    to = addressee(document.addressee, layout) if document.addressee else []
    if len(to) > _ADDRESSEE_AT_MOST:
        document, to = _addressee_to_record(document), []
    body = [row for block in document.body for row in paragraph(block, layout)]
    text = [*to, *body, *attachments(document.attachments, layout)]
    kept = record(document, layout)
    return _Plan(document, layout, head, _sheets(text, len(to), document, layout, head.text_top / layout.frame.pitch, kept), kept)


def _addressee_to_record(document: Document) -> Document:
    """A very long addressee stands in the record, so that page 1 shows the body."""
    to = Copies("主送", document.addressee.rstrip("：:"))
    return replace(document, addressee="", copies=(to, *document.copies))


@dataclass(frozen=True, slots=True)
class _Matter:
    """What is dealt out to pages: the text, how many of its rows stay on page 1, what follows it, and the record's height in rows."""

    text: Sequence[Row]
    kept_first: int
    signed: Sequence[Row]
    record_rows: float


def _sheets(text: Sequence[Row], to: int, document: Document, layout: Layout, first: float, kept: Record | None) -> list[_Sheet]:
    """The rows dealt out to pages; where a little less room for the seal saves a page, it is taken (7.3.5.1 lets spacing give way)."""
    frame = layout.frame
    record_rows = kept.height / frame.pitch + _AIR if kept else 0.0
    signed = document.signature
    most = layout.tail.seal_rows if signed is None or signed.sealed else 1
    if record_rows + most + 2 + _CARRIED > frame.rows:
        raise Refusal("抄报、抄送的单位太多，一页放不下", mend="请把名单改作附件，抄送处写“见附件”。")
    tries = [
        _dealt(_Matter(text, to + 1, signature(signed, layout, blanks) if signed else (), record_rows), first, frame.rows)
        for blanks in range(most, 0, -1)
    ]
    return min(tries, key=len)


def _dealt(matter: _Matter, first: float, rows: int) -> list[_Sheet]:
    """The text's rows dealt out to pages, signature and record after them on one page, with text above them."""
    sheets: list[_Sheet] = []
    text, place = matter.text, 0
    while True:
        room = rows - first + _OVERHANG
        left = len(text) - place
        if left + len(matter.signed) + matter.record_rows <= (rows - first if matter.record_rows else room):
            return [*sheets, _Sheet(first, (*text[place:], *matter.signed))]
        taken = min(left, max(int(room), 1))
        if taken == left:
            # The text ends here but what follows does not fit: some lines go over with it, and some stay. No line goes over alone.
            taken = max(left - _CARRIED, min(left, matter.kept_first if not sheets else 1))
        elif left - taken < _CARRIED < taken:
            taken = left - _CARRIED
        sheets.append(_Sheet(first, tuple(text[place : place + taken])))
        place, first = place + taken, 0.0


def _page(plan: _Plan, number: int, sheet: _Sheet) -> Page:
    """One page with all that stands on it."""
    layout, frame, kept = plan.layout, plan.layout.frame, plan.kept
    left = frame.left(number)
    things: list[Placed] = margin_marks(plan.document, number, layout)
    if number == 1:
        things += [moved(thing, left, frame.top) for thing in plan.head.things]
    for place, row in enumerate(sheet.rows):
        things += [moved(text, left, frame.top + (sheet.first + place) * frame.pitch) for text in row]
    if kept is not None and number == len(plan.sheets):
        things += [moved(thing, left, frame.top + frame.height - kept.height) for thing in kept.things]
    things.append(page_number(number, layout))
    return Page(frame.page_width, frame.page_height, tuple(things))
