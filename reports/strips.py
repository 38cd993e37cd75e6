"""Deals strips of a text out to pages: what stands together stays together, a table's head stands again on every page."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from app.errors import Refusal
from reports.placed import Placed, all_moved
from reports.rows import Row

CARRIED = 2
"""Strips of text that go over to the next page together with a signature that does not fit."""
_EPSILON = 0.001


@dataclass(frozen=True, slots=True)
class Strip:
    """What stands across the page at one height: a row of text, a row of a table; placed from its own left top corner (mm)."""

    things: tuple[Placed, ...]
    height: float
    again: tuple[Placed, ...] = ()
    """What stands above it where it begins a page."""
    again_height: float = 0.0
    kept: bool = False
    """Stays on the page of the strip after it."""

    @property
    def as_first(self) -> "Strip":
        """The strip where it begins a page."""
        if not self.again:
            return self
        things = (*self.again, *all_moved(self.things, 0, self.again_height))
        return replace(self, things=things, height=self.height + self.again_height, again=(), again_height=0.0)


@dataclass(frozen=True, slots=True)
class Sheet:
    """One page's strips, beginning `first` mm below the type area's top."""

    first: float
    strips: tuple[Strip, ...]


@dataclass(frozen=True, slots=True)
class Matter:
    """What is dealt out: the text, how many of its strips stay on page 1, what follows it undivided, and what the foot takes (mm)."""

    text: Sequence[Strip]
    kept_first: int
    signed: Sequence[Strip] = ()
    foot: float = 0.0


def of_rows(rows: Iterable[Row], pitch: float) -> list[Strip]:
    """Rows of text as strips."""
    return [Strip(row, pitch) for row in rows]


def deal(matter: Matter, first: float, height: float, overhang: float) -> list[Sheet]:
    """The sheets: `first` mm are taken on the first page, `height` is the type area's; text may reach `overhang` mm below it.

    Raises Refusal for a strip that is higher than a page.
    """
    sheets: list[Sheet] = []
    text, place = matter.text, 0
    while True:
        room = height - first + overhang
        rest = _beginning(text, place, at_top=bool(sheets))
        fits = _heights(rest) + _heights(matter.signed) + matter.foot <= (height - first if matter.foot else room) + _EPSILON
        if fits:
            return [*sheets, Sheet(first, (*rest, *matter.signed))]
        taken = _taken(rest, room, matter.kept_first if not sheets else 1)
        sheets.append(Sheet(first, tuple(rest[:taken])))
        place, first = place + taken, 0.0


def _beginning(text: Sequence[Strip], place: int, *, at_top: bool) -> list[Strip]:
    rest = list(text[place:])
    return [rest[0].as_first, *rest[1:]] if rest and at_top else rest


def _heights(strips: Iterable[Strip]) -> float:
    return sum(strip.height for strip in strips)


def _taken(rest: Sequence[Strip], room: float, kept: int) -> int:
    """How many strips stay on this page, where not everything fits on it."""
    taken, used = 0, 0.0
    while taken < len(rest) and used + rest[taken].height <= room + _EPSILON:
        used += rest[taken].height
        taken += 1
    if not taken:
        raise Refusal("有一段排版的内容比一页还高，一页放不下", mend="请把表格里太长的一格改短。")
    left = len(rest)
    if taken == left:
        # The text ends here but what follows does not fit: some lines go over with it, and some stay. No line goes over alone.
        return max(left - CARRIED, min(left, kept))
    if left - taken < CARRIED < taken:
        taken = left - CARRIED
    together = taken
    while together > 1 and rest[together - 1].kept:
        together -= 1
    return taken if rest[together - 1].kept else together
