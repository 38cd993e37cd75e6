"""Pinyin initials of names, every reading of a polyphone (曾 z c, 单 s d c); pypinyin is loaded when first asked."""

from collections.abc import Iterable
from functools import cache
from itertools import islice, product
from typing import Any

from app import lazy

MOST_READINGS = 64
"""A name of many polyphones has thousands of readings; the commonest come first and these are enough."""

LONGEST = 16
"""So many characters of a name are spelt: nobody types more."""


def initials_of(name: str) -> tuple[str, ...]:
    """Every reading's initials of a name, the commonest first: 侯营镇 → hyz; letters and digits stand as they are, marks are left out."""
    letters = [found for sign in name[:LONGEST] if (found := _letters(sign))]
    if not letters:
        return ()
    return tuple(dict.fromkeys("".join(reading) for reading in islice(product(*letters), MOST_READINGS)))


def stored(*names: str) -> str:
    """The initials of a unit's names as its column keeps them: every reading once, blanks between."""
    return " ".join(dict.fromkeys(reading for name in names for reading in initials_of(name)))


@cache
def _letters(sign: str) -> tuple[str, ...]:
    if sign.isascii():
        return (sign.lower(),) if sign.isalnum() else ()
    pypinyin: Any = lazy.load("pypinyin")
    spelt: Iterable[str] = pypinyin.pinyin(sign, style=pypinyin.Style.FIRST_LETTER, heteronym=True, errors="ignore")
    readings = [letter for each in spelt for letter in each if letter.isascii() and letter.isalpha()]
    return tuple(dict.fromkeys(letter.lower() for letter in readings))
