"""What stands on a page and where: the values between composing and drawing. Millimetres from the page's top left corner."""

from dataclasses import dataclass

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
class Box:
    """A rectangle's outline."""

    left: float
    top: float
    right: float
    bottom: float
    thickness: float
    colour: str = BLACK


Placed = Text | Rule | Box


@dataclass(frozen=True, slots=True)
class Page:
    """One page."""

    width: float
    height: float
    things: tuple[Placed, ...]
