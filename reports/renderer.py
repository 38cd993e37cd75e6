"""Draws a document in a layout: from values to the bytes of a PDF. What `app` is handed as its renderer is `render`."""

from reports import canvas, kinds, layouts
from reports.composition import compose
from reports.document import Document


def render(kind: str, values: object, layout: str | None = None, wording: str | None = None) -> bytes:
    """The PDF of a document of this kind.

    `values` is the kind's own frozen value (`kinds.of(kind).values`); `layout` one of `layouts.names()`, or None for the one that
    fits the document's date; `wording` the text of the kind's wording file as staff edited it, or None for the shipped one. The same
    values give the same bytes. Raises Refusal for an unknown kind or layout, for a fault in the wording, and for a character no font
    can write.
    """
    found = kinds.of(kind)
    return render_document(found.document(values, wording), layout, title=found.title)


def render_document(document: Document, layout: str | None = None, *, title: str = "公文") -> bytes:
    """The PDF of a document in a layout, or in the one that fits its date.

    The file's own properties hold `title`, never the document's own one: that may name a petitioner or a case. Nor any other text of
    the document but the organ's name.
    """
    chosen = layouts.load(layout or layouts.chosen_by_date(document.day))
    return canvas.draw(compose(document, chosen), title=title, organ=document.organ or document.header)
