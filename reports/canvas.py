"""Draws placed things as a PDF: the only place that calls ReportLab's canvas, and the one drawing call for text."""

# Text is drawn as it is, never read as markup. The same pages give the same bytes. The file's own properties hold the organ and the
# kind of document, nothing about a person.

from collections.abc import Iterator, Sequence
from io import BytesIO
from typing import Any, NamedTuple

from reportlab import rl_config
from reportlab.lib.colors import CMYKColor
from reportlab.pdfgen.canvas import Canvas

from reports import fonts
from reports.placed import BLACK, GREY, MM_PER_POINT, RED, Box, Page, Placed, Ring, Rule, Text, Upright

rl_config.useA85 = 0
"""Streams stay binary: a quarter smaller, and quicker."""

_COLOURS = {
    BLACK: CMYKColor(0, 0, 0, 1),
    RED: CMYKColor(0, 1, 1, 0),
    GREY: CMYKColor(0, 0, 0, 0.45),
}
_SAME_STEP = 0.001
"""Points: characters whose steps differ less are drawn in one run."""


class _Run(NamedTuple):
    """Characters of one font at one step, drawn by one operator."""

    font: str
    text: str
    x: float
    rise: float
    """Points above the text's baseline."""
    spacing: float


def draw(pages: Sequence[Page], *, title: str, organ: str) -> bytes:
    """The PDF of these pages; `title` and `organ` go into its properties. Raises Refusal for a character no font can write."""
    target = BytesIO()
    first = pages[0]
    canvas = Canvas(
        target, pagesize=(_points(first.width), _points(first.height)), invariant=1, pageCompression=1,
        initialFontName=fonts.first_name(fonts.FANGSONG), lang="zh-CN",
    )  # fmt: skip
    canvas.setTitle(title)
    canvas.setAuthor(organ)
    canvas.setSubject("")
    canvas.setCreator("信访工作目标责任制")
    for page in pages:
        _draw_page(canvas, page)
    canvas.save()
    return target.getvalue()


def _draw_page(canvas: Any, page: Page) -> None:
    """A page; one with turned things is shown with its left edge up, its own page number where it stands on every other page."""
    size = (_points(page.width), _points(page.height))
    # ReportLab writes a turned page's width and height the other way round.
    canvas.setPageSize(size[::-1] if page.turned else size)
    canvas.setPageRotation(90 if page.turned else 0)
    if page.turned:
        canvas.saveState()
        canvas.translate(_points(page.width), 0)
        canvas.rotate(90)
        for thing in page.turned:
            _draw(canvas, thing, page.width)
        canvas.restoreState()
    for thing in page.things:
        _draw(canvas, thing, page.height)
    canvas.showPage()


def _points(millimetres: float) -> float:
    return millimetres / MM_PER_POINT


def _draw(canvas: Any, thing: Placed, height: float) -> None:
    if isinstance(thing, Text):
        draw_text(canvas, thing, height)
        return
    colour = BLACK if isinstance(thing, Upright) else thing.colour
    canvas.setStrokeColor(_COLOURS[colour])
    canvas.setLineWidth(_points(thing.thickness))
    match thing:
        case Rule():
            y = _points(height - thing.y)
            canvas.line(_points(thing.left), y, _points(thing.right), y)
        case Upright():
            x = _points(thing.x)
            canvas.line(x, _points(height - thing.top), x, _points(height - thing.bottom))
        case Ring():
            canvas.circle(_points(thing.x), _points(height - thing.y), _points(thing.radius))
        case Box():
            outlined = thing.thickness > 0
            canvas.setFillColor(_COLOURS[colour])
            size = (_points(thing.right - thing.left), _points(thing.bottom - thing.top))
            canvas.rect(_points(thing.left), _points(height - thing.bottom), *size, stroke=int(outlined), fill=int(not outlined))


def draw_text(canvas: Any, text: Text, height: float) -> None:
    """The one drawing call for text, from people or not."""
    writer = canvas.beginText()
    writer.setFillColor(_COLOURS[text.colour])
    y = _points(height - text.baseline)
    stretched = text.stretch != 1.0
    if stretched:
        writer.setHorizScale(100 * text.stretch)
    for run in _runs(text):
        writer.setTextOrigin(run.x, y + run.rise)
        writer.setFont(run.font, text.size)
        writer.setCharSpace(run.spacing / text.stretch)
        writer.textOut(run.text)
    if stretched:
        writer.setHorizScale(100)
    canvas.drawText(writer)


def _runs(text: Text) -> Iterator[_Run]:
    """The text cut where the font or the step from one character to the next changes; all white space is written as a space."""
    font, chars, start, rise, spacing, end = "", "", 0.0, 0.0, None, 0.0
    for written, place in zip(text.chars, text.places, strict=True):
        char = " " if written.isspace() else written
        found = fonts.glyph(text.role, char)
        x = _points(place)
        if chars and found.font == font and (spacing is None or abs(x - end - spacing) < _SAME_STEP):
            spacing = x - end
            chars += char
        else:
            if chars:
                yield _Run(font, chars, start, rise, spacing or 0.0)
            font, chars, start, rise, spacing = found.font, char, x, found.rise * text.size, None
        end = x + found.advance * text.size * text.stretch
    if chars:
        yield _Run(font, chars, start, rise, spacing or 0.0)
