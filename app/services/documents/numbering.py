"""发文字号: the number an organ gives, as its wording writes it before the number is known: 聊信发〔{number_year}〕　　号."""

import re
import tomllib
from typing import Any, NamedTuple

from app.errors import Refusal

BLANK = "number_blank"
_BLANK = re.compile(r"[\s　]+")
_YEAR = "{number_year}"


class Numbering(NamedTuple):
    """``word`` is 发文机关代字, the series; ``pattern`` has the year in it and a blank where the ordinal goes."""

    word: str
    pattern: str

    def number(self, ordinal: int) -> str:
        """The number as it is written."""
        return _BLANK.sub(str(ordinal), self.pattern, count=1)


def numbering(wording: str, kind: str, year: int) -> Numbering:
    """How a kind is numbered in a year, by its wording. Raises Refusal where the wording leaves no blank for the number or no word."""
    data: dict[str, Any] = tomllib.loads(wording)
    blank = str(data.get(BLANK, "")).strip()
    word = blank.partition("〔")[0].strip()
    if not word or _YEAR not in blank or len(_BLANK.findall(blank)) != 1:
        raise Refusal(
            f"用语 {kind}.toml 的 {BLANK} 要写成“代字〔{_YEAR}〕　　号”的样子，留出号数的空白",
            where=BLANK,
            mend="请照原来的样子写，或恢复原文。",
        )
    return Numbering(word, blank.replace(_YEAR, str(year)))
