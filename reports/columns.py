"""How wide a table's columns are: by what stands in them, narrower where the table would else be wider than the page."""

import re
from collections.abc import Iterable, Sequence

from reports import fonts
from reports.blocks import Column, Table
from reports.grid import natural_width

PADDING = 0.7
"""em: what a column is wider than what stands in it."""
_HEAD_NARROWEST = 2.0
"""em: a head of more characters is broken into lines before it makes its column wider."""
_TEXT_NARROWEST = 4.0
"""em: a column of text gets no narrower, its lines broken."""
_WORD = re.compile(r"[一二三四五]+（[一二三四五]+）[0-9]*(?:（[0-9]+）)?、?|（[^（）]{1,4}）|[0-9A-Za-z.,:/%+-]+")
"""What is not broken: a citation, a word or number, what stands in brackets: 三（二）1（2）, 1996-00120, （%）."""


def em_width(text: str, role: str = fonts.FANGSONG) -> float:
    """The width of a text in em."""
    return natural_width(text, role, 1.0) * 72 / 25.4


def fitted(table: Table, room: float, *, broken: bool) -> tuple[float, ...] | None:
    """The columns' widths in em, together `room`; with `broken` text in cells and heads may be broken. None where they do not fit."""
    cells = [[row[place] for row in table.rows] for place in range(len(table.columns))]
    natural = [_natural(column, texts) + PADDING for column, texts in zip(table.columns, cells, strict=True)]
    if sum(natural) <= room:
        return tuple(width + (room - sum(natural)) / len(natural) for width in natural)
    least = [_least(column, texts) + PADDING for column, texts in zip(table.columns, cells, strict=True)]
    if not broken or sum(least) > room:
        return None
    share = (room - sum(least)) / (sum(natural) - sum(least))
    return tuple(low + (high - low) * share for low, high in zip(least, natural, strict=True))


def _natural(column: Column, texts: Sequence[str]) -> float:
    """Everything on one line; a head over narrow numbers in two lines."""
    head = em_width(column.head, fonts.HEI)
    return max(_widest(texts), head if head <= 5 else max(5.0, head / 2 + 0.5))


def _least(column: Column, texts: Sequence[str]) -> float:
    """The longest word, number or unbroken figure; a few characters of text."""
    words = max((em_width(word, fonts.HEI) for word in _WORD.findall(column.head)), default=0.0)
    head = max(min(_HEAD_NARROWEST, em_width(column.head, fonts.HEI)), words)
    if column.align in {"right", "decimal"}:
        return max(head, _widest(texts))
    cell_words = max((em_width(word) for text in texts for word in _WORD.findall(text)), default=0.0)
    return max(head, min(cell_words, 8.0), min(_TEXT_NARROWEST, _widest(texts)))


def _widest(texts: Iterable[str]) -> float:
    return max((em_width(line) for text in texts for line in text.split("\n")), default=0.0)
