"""Breaks a paragraph of Chinese text into lines by the rules of official documents; pure text, no fonts."""

# Widths are counted in half cells: a full-width character takes two, a run of narrow ones (digits, Latin) what `measure` says.

import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass

Measure = Callable[[int, int], int]
"""Half cells that the narrow characters text[start:end] take."""

CLOSING = frozenset("，。、；：？！％℃…—·”’）〕】》〉」』］｝.,;:?!%)]}>‰°′″～")
"""Marks no line begins with."""
OPENING = frozenset("“‘（〔【《〈「『［｛([{<￥＄$№")
"""Marks no line ends with."""
HANGING = frozenset("，。、；：")
"""Marks that may stand in the margin, one a line, where the line would else lose its last character."""
BLANK_RIGHT = frozenset("，。、；：”’）〕】》〉」』］｝")
BLANK_LEFT = frozenset("“‘（〔【《〈「『［｛")
"""Marks whose right or left half is blank, so that they may close up to half a cell."""

_CHINESE_DIGITS = "〇○零一二三四五六七八九十百千万亿两"
_DIGITS = "0-9０-９"
_UNITS = (
    "个百分点|百分点|平方公里|平方米|立方米|公里|公斤|公顷|小时|分钟|个月|季度|年度|年代|世纪|万元|亿元|万人|人次|周年|周岁|余人|余起|余件|余元|"
    "[号元角分次起人件名份个年月日天时秒周期页条款项章节户岁位家村镇乡所处届批封例亩米斤吨倍级组层栋室路线成点字卷册台辆张本间只种类度代%％‰℃]"
)
_WORD = r"[0-9A-Za-z\u00c0-\u024f\u0370-\u03ff\u0400-\u04ff][0-9A-Za-z\u00c0-\u024f\u0370-\u03ff\u0400-\u04ff.,:/\\'&@_+#*=~-]*"
_NUMBER = rf"(?:[{_DIGITS}]+(?:[.,．][{_DIGITS}]+)*[{_CHINESE_DIGITS}]*|[{_CHINESE_DIGITS}]+)"
# Dates, times, numbers of documents, citations (三（二）1（2）), numbers with their unit, words, …… and ——.
_WHOLE = re.compile(
    rf"(?:[{_DIGITS}]{{2,4}}|[{_CHINESE_DIGITS}]{{2,4}})年(?:[{_DIGITS}{_CHINESE_DIGITS}]{{1,3}}月(?:[{_DIGITS}{_CHINESE_DIGITS}]{{1,3}}日)?)?"
    rf"|[{_DIGITS}{_CHINESE_DIGITS}]{{1,3}}月[{_DIGITS}{_CHINESE_DIGITS}]{{1,3}}日"
    rf"|[{_DIGITS}]{{1,2}}时[{_DIGITS}]{{1,2}}分"
    rf"|〔[{_DIGITS}]{{2,4}}〕第?[{_DIGITS}]+号"
    r"|[一二三四五六七八九十]+（[一二三四五六七八九十]+）(?:[0-9]+(?:（[0-9]+）)?)?"
    rf"|百分之{_NUMBER}"
    rf"|第?{_NUMBER}(?:[～—-]{_NUMBER})?(?:{_UNITS})"
    rf"|第{_NUMBER}|[{_CHINESE_DIGITS}]{{2,}}|[０-９]+(?:[.．][０-９]+)*"
    rf"|{_WORD}%?"
    r"|…+|—+"
)
_NARROW = re.compile(r"[^\S\u3000]|[!-~\u00a1-\u02af\u0370-\u052f]")
_ALWAYS_WIDE = frozenset("·—…“”‘’×÷±°§")


@dataclass(frozen=True, slots=True)
class Item:
    """What is set as one piece: a full-width character, or a run of narrow ones."""

    start: int
    text: str
    width: int
    """Half cells."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line: its pieces, which of them close up to a half, and how much room is left."""

    items: tuple[Item, ...]
    closed_up: frozenset[int]
    """Places in `items` of the marks that lose their blank half."""
    hangs: bool
    """The last piece stands beyond the line's end."""
    spare: int
    """Half cells left over at the end, at least 0."""
    last: bool
    """The paragraph's last line, which is never spread."""

    @property
    def text(self) -> str:
        """The characters of the line; the lines of a paragraph joined give back its text."""
        return "".join(item.text for item in self.items)


def is_narrow(char: str) -> bool:
    """Whether a character is set by its own width, not in a full cell."""
    return char not in _ALWAYS_WIDE and _NARROW.match(char) is not None


def one_cell_a_pair(start: int, end: int) -> int:
    """The plainest measure: every narrow character takes half a cell."""
    return end - start


def break_lines(text: str, width: int, measure: Measure = one_cell_a_pair, first: int | None = None) -> tuple[Line, ...]:
    """The lines of one paragraph.

    `width` is the line's length in half cells, `first` that of the first line where it is shorter (an indent). Empty text is one
    empty line. A piece that may not be broken and is longer than a whole line is broken all the same: nothing is lost.
    """
    lines: list[Line] = []
    current: list[Item] = []
    limit = width if first is None else first
    for cluster in _clusters(text, min(width, limit), measure):
        fitted = _fit([*current, *cluster], limit)
        if fitted is None:
            lines.append(_plain(current, limit))
            current, limit = list(cluster), width
        elif fitted.hangs or fitted.closed_up:
            lines.append(fitted)
            current, limit = [], width
        else:
            current += cluster
    if current or not lines:
        lines.append(_fit(current, limit) or _plain(current, limit))
    return (*lines[:-1], _as_last(lines[-1]))


def _clusters(text: str, width: int, measure: Measure) -> Iterator[list[Item]]:
    """The pieces that stay together, in order; what is longer than a line is handed out piece by piece."""
    cluster: list[Item] = []
    for start, end in _unbroken(text):
        items = list(_items(text, start, end, measure))
        if cluster and not _may_break(text, start):
            cluster += items
            continue
        yield from _in_lines(cluster, width)
        cluster = items
    yield from _in_lines(cluster, width)


def _in_lines(cluster: list[Item], width: int) -> Iterator[list[Item]]:
    """The cluster itself, or its pieces one by one where no line can hold it."""
    if sum(item.width for item in cluster) <= width:
        if cluster:
            yield cluster
        return
    for item in cluster:
        if item.width <= width:
            yield [item]
        else:
            share = max(1, width * len(item.text) // item.width)
            for i in range(0, len(item.text), share):
                part = item.text[i : i + share]
                yield [Item(item.start + i, part, min(width, -(-item.width * len(part) // len(item.text))))]


def _unbroken(text: str) -> Iterator[tuple[int, int]]:
    """(start, end) of words, numbers with their unit, dates and pairs of marks; every other character alone."""
    place = 0
    for match in _WHOLE.finditer(text):
        for i in range(place, match.start()):
            yield i, i + 1
        yield match.start(), match.end()
        place = match.end()
    for i in range(place, len(text)):
        yield i, i + 1


def _items(text: str, start: int, end: int, measure: Measure) -> Iterator[Item]:
    """A stretch of text as pieces: each full-width character alone, narrow ones in runs."""
    i = start
    while i < end:
        j = i + 1
        if not is_narrow(text[i]):
            while j < end and unicodedata.combining(text[j]):
                j += 1
            yield Item(i, text[i:j], 2)
        else:
            while j < end and is_narrow(text[j]):
                j += 1
            yield Item(i, text[i:j], measure(i, j))
        i = j


def _may_break(text: str, place: int) -> bool:
    """Whether a line may end before text[place]."""
    before, after = text[place - 1], text[place]
    return not (after in CLOSING or after == " " or before in OPENING or unicodedata.combining(after))


def _fit(items: list[Item], limit: int) -> Line | None:
    """These pieces on one line: as they are, closed up, or with a hanging mark; None where they do not fit."""
    over = sum(item.width for item in items) - limit
    if over <= 0:
        return _plain(items, limit)
    if not items:
        return None
    last = items[-1]
    if last.text.isspace() and last.width >= over:
        return Line(tuple(items), frozenset(), True, 0, False)
    return _with_mark(items, last, over) if last.text in CLOSING and last.width == 2 and over <= 2 else None


def _with_mark(items: list[Item], last: Item, over: int) -> Line | None:
    """The line with the closing mark that runs over: closed up, or with the mark hanging."""
    marks = _closable(items)
    if len(items) - 1 in marks and len(marks) >= over:
        return Line(tuple(items), frozenset(marks[:over]), False, 0, False)
    if last.text in HANGING:
        return Line(tuple(items), frozenset(), True, 2 - over, False)
    return None


def _closable(items: list[Item]) -> list[int]:
    """Places of the marks that may close up, the last one first."""
    return [i for i in range(len(items) - 1, -1, -1) if items[i].text in BLANK_RIGHT or (i and items[i].text in BLANK_LEFT)]


def _plain(items: list[Item], limit: int) -> Line:
    return Line(tuple(items), frozenset(), False, max(0, limit - sum(item.width for item in items)), False)


def _as_last(line: Line) -> Line:
    return Line(line.items, line.closed_up, line.hangs, line.spare, True)
