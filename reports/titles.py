"""Breaks a title into lines by sense: never in a word, in the shape of a trapezoid or a diamond (GB/T 9704-2012, 7.3.1)."""

import tomllib
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import combinations, pairwise

from app import resources
from reports.linebreaking import CLOSING, OPENING, is_narrow

_MOST_LINES = 6
"""Lines that are looked at for sense; nobody reads a longer title, and page 1 has no room for it."""
_FEW = 400
"""Breaks looked at in a line count before only the better half of the places is tried."""


@lru_cache(maxsize=1)
def _words() -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    """(words kept whole, words a line may well begin with, words no line ends with) from `resources/wording/title-words.toml`."""
    data = tomllib.loads(resources.text("wording", "title-words.toml"))
    return frozenset(data["whole"]), frozenset(data["begins_well"]), frozenset(data["never_last"])


def break_title(title: str, columns: int, whole_words: Sequence[str] = ()) -> tuple[str, ...]:
    """The title's lines, each at most `columns` full-width characters long; joined they are the title.

    `whole_words`: names (units, organs) that are kept whole besides the words of the list.
    """
    if _length(title) <= columns:
        return (title,)
    if _length(title) > _MOST_LINES * columns:
        return tuple(title[i : i + columns] for i in range(0, len(title), columns))
    places = _places(title, whole_words)
    for count in range(2, len(title) + 1):
        found = _best(title, count, columns, places)
        if found:
            return found
        if count > _MOST_LINES:
            break
    return tuple(title[i : i + columns] for i in range(0, len(title), columns))


def _length(text: str) -> float:
    return sum(0.5 if is_narrow(char) else 1.0 for char in text)


def _places(title: str, whole_words: Sequence[str]) -> dict[int, float]:
    """Where the title may be broken → how bad a break there is."""
    _, begins_well, never_last = _words()
    costs: dict[int, float] = {}
    place = 0
    pieces = list(_pieces(title, whole_words))
    for before, after in pairwise(pieces):
        place += len(before)
        if after[0] in CLOSING or before[-1] in OPENING or after[0] in "的了和及与等之" or before in never_last:
            continue
        good = after in begins_well or before[-1] in "、，；”》"
        costs[place] = 0.0 if good else 2.0 + (1.0 if _quoted(title, place) else 0.0)
    return costs


def _quoted(title: str, place: int) -> bool:
    """Whether a place lies between a pair of quotation marks."""
    return title.count("“", 0, place) > title.count("”", 0, place) or title.count("《", 0, place) > title.count("》", 0, place)


def _pieces(title: str, whole_words: Sequence[str]) -> Iterable[str]:
    """The title as words of the list, marks, and whatever stands between them, which is kept whole too."""
    words = _words()[0] | _words()[1] | set(whole_words)
    longest = max(map(len, words))
    loose, i = "", 0
    while i < len(title):
        word = next((title[i : i + n] for n in range(longest, 0, -1) if title[i : i + n] in words), "")
        mark = title[i] in CLOSING or title[i] in OPENING
        if not word and not mark:
            loose += title[i]
            i += 1
            continue
        if loose:
            yield loose
            loose = ""
        yield word or title[i]
        i += len(word) or 1
    if loose:
        yield loose


def _best(title: str, count: int, columns: int, places: dict[int, float]) -> tuple[str, ...] | None:
    """The best breaking into `count` lines, if there is one at all."""
    best: tuple[float, tuple[str, ...]] | None = None
    for breaks in combinations(_candidates(places, count), count - 1):
        lines = tuple(title[a:b] for a, b in zip((0, *breaks), (*breaks, len(title)), strict=True))
        lengths = [_length(line) for line in lines]
        if max(lengths) > columns:
            continue
        cost = sum(places[place] for place in breaks) + _ugliness(lengths)
        if best is None or cost < best[0]:
            best = cost, lines
    return best[1] if best else None


def _candidates(places: dict[int, float], count: int) -> list[int]:
    """The places in order; the worst are left out where there would be too many ways to look at."""
    candidates = sorted(places)
    while len(candidates) > count and _ways(len(candidates), count - 1) > _FEW:
        candidates.remove(max(candidates, key=lambda place: (places[place], place)))
    return candidates


def _ways(places: int, breaks: int) -> int:
    ways = 1
    for i in range(breaks):
        ways = ways * (places - i) // (i + 1)
    return ways


def _ugliness(lengths: Sequence[float]) -> float:
    """How far the lines are from a trapezoid or a diamond: much uneven, all equal, or narrow in the middle."""
    mean = sum(lengths) / len(lengths)
    uneven = sum(abs(length - mean) for length in lengths) / mean
    oblong = 0.5 if max(lengths) - min(lengths) < 1 else 0.0
    waist = any(lengths[i] < lengths[i - 1] and lengths[i] < lengths[i + 1] for i in range(1, len(lengths) - 1))
    return uneven * 4 + oblong + (6.0 if waist else 0.0)
