"""Sets texts without the grid: from a left edge, in the middle, spread over a width; one that is too long is narrowed within reason."""

from dataclasses import replace

from app.errors import Refusal
from reports import fonts
from reports.grid import natural_width
from reports.placed import BLACK, Text, narrowed

NARROWEST = 0.5
"""How narrow glyphs may get so that a line holds its text; beyond that nobody reads it, and it is refused."""


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


def width_of(text: Text) -> float:
    """From a text's left edge to the right edge of its last character's box, mm."""
    return text.places[-1] - text.places[0] + natural_width(text.chars[-1], text.role, text.size) * text.stretch if text.chars else 0.0


def within(text: Text, widest: float, what: str) -> Text:
    """The text, narrowed from its left edge where it is wider than that. Raises Refusal, naming the element, for one much too long."""
    wide = width_of(text)
    if wide <= widest:
        return text
    if wide * NARROWEST > widest:
        raise Refusal(f"{what}太长（{len(text.chars)}个字），一行放不下", mend=f"请把{what}写短。")
    return narrowed(text, widest / wide)


def centred_within(text: str, baseline: float, width: float, size: float, what: str, role: str = fonts.FANGSONG) -> Text:
    """A text in the middle of a width, narrowed where it is wider. Raises Refusal for one much too long."""
    natural = natural_width(text, role, size)
    if natural <= width:
        return centred(text, baseline, role, size, width)
    return within(run(text, 0.0, baseline, size, role=role), width, what)
