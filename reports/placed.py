"""What stands on a page and where: the values between composing and drawing. Millimetres from the page's top left corner."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

BLACK, RED, GREY = "black", "red", "grey"

MM_PER_POINT = 25.4 / 72


@dataclass(frozen=True, slots=True)
class Text:
    """A piece of text on one baseline, every character with its own place."""

    chars: str
    places: tuple[float, ...]
    """Left edge of each character's box, mm."""
    baseline: float
    role: str
    size: float
    """Points."""
    colour: str = BLACK
    stretch: float = 1.0
    """Width of the glyphs against their own."""


@dataclass(frozen=True, slots=True)
class Rule:
    """A horizontal line; `y` is its middle, `thickness` in mm."""

    left: float
    right: float
    y: float
    thickness: float
    colour: str = BLACK


@dataclass(frozen=True, slots=True)
class Upright:
    """A vertical line; `x` is its middle, `thickness` in mm."""

    x: float
    top: float
    bottom: float
    thickness: float


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle: its outline, or filled where it has no `thickness`."""

    left: float
    top: float
    right: float
    bottom: float
    thickness: float
    colour: str = BLACK


@dataclass(frozen=True, slots=True)
class Ring:
    """A circle's outline around `x`, `y`."""

    x: float
    y: float
    radius: float
    thickness: float
    colour: str = BLACK


Placed = Text | Rule | Upright | Box | Ring


@dataclass(frozen=True, slots=True)
class Page:
    """One page. `turned` things are placed on the page as it lies when its left edge is up, as a wide table stands (GB/T 9704, 8)."""

    width: float
    height: float
    things: tuple[Placed, ...]
    turned: tuple[Placed, ...] = ()


def moved(thing: Placed, x: float, y: float) -> Placed:
    """The same thing elsewhere: `x` mm to the right and `y` down."""
    match thing:
        case Text():
            return replace(thing, places=tuple(place + x for place in thing.places), baseline=thing.baseline + y)
        case Rule():
            return replace(thing, left=thing.left + x, right=thing.right + x, y=thing.y + y)
        case Upright():
            return replace(thing, x=thing.x + x, top=thing.top + y, bottom=thing.bottom + y)
        case Ring():
            return replace(thing, x=thing.x + x, y=thing.y + y)
        case Box():
            return replace(thing, left=thing.left + x, right=thing.right + x, top=thing.top + y, bottom=thing.bottom + y)


def all_moved(things: Iterable[Placed], x: float, y: float) -> list[Placed]:
    """The same things elsewhere."""
    return [moved(thing, x, y) for thing in things]


def narrowed(text: Text, factor: float) -> Text:
    """The same text, its glyphs and steps `factor` as wide, from the same left edge."""
    start = text.places[0]
    return replace(text, places=tuple(start + (place - start) * factor for place in text.places), stretch=text.stretch * factor)
