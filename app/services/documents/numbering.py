"""发文字号: the number an organ gives, as its wording writes it before the number is known: {number_word}〔{number_year}〕　　号."""

import re
import tomllib
from typing import Any, NamedTuple

from app.errors import Refusal
from app.services.documents.organs import Letterhead

BLANK = "number_blank"
_BLANK = re.compile(r"[\s　]+")
_YEAR, _WORD = "{number_year}", "{number_word}"
PLAIN_FROM = 2000
"""From this year on numbers have the full year and no 第, whatever the organ wrote before (GB/T 9704)."""


class Numbering(NamedTuple):
    """``word`` is 发文机关代字, the series; ``pattern`` has the year in it and a blank where the ordinal goes."""

    word: str
    pattern: str

    def number(self, ordinal: int) -> str:
        """The number as it is written."""
        return _BLANK.sub(str(ordinal), self.pattern, count=1)


def numbering(wording: str, kind: str, year: int, by: Letterhead) -> Numbering:
    """How an organ numbers a kind in a year, by its wording. Raises Refusal where the wording leaves no blank for the number or no word."""
    data: dict[str, Any] = tomllib.loads(wording)
    blank = str(data.get(BLANK, "")).strip()
    own = by.letter_word if data.get("form") == "letter" else by.word
    word = blank.partition("〔")[0].strip().replace(_WORD, own)
    if not word or _YEAR not in blank or len(_BLANK.findall(blank)) != 1:
        raise Refusal(
            f"用语 {kind}.toml 的 {BLANK} 要写成“代字〔{_YEAR}〕　　号”的样子，留出号数的空白",
            where=BLANK,
            mend="请照原来的样子写，或恢复原文。",
        )
    pattern = blank.replace(_WORD, own)
    if by.ordinal and year < PLAIN_FROM:
        return Numbering(word, pattern.replace(_YEAR, f"{year % 100:02d}").replace("〕", "〕第", 1))
    return Numbering(word, pattern.replace(_YEAR, str(year)))
