"""Dates and names in the words of the documents, and how units and offices are addressed."""

import re
from datetime import date

from app.regulation.terms import AskingLevel, Level, UnitKind

_DIGITS = "〇一二三四五六七八九"
_DAY = re.compile(r"(\d{4})年(\d{1,2})月(\d{1,2})日")
CHINESE_UNTIL = 2000
"""Papers of earlier years write dates in Chinese numerals."""

EVERY_UNIT = "各乡镇、办事处，市直各部门"

ASKING_ORGANS = {
    AskingLevel.CITY: "市级机关",
    AskingLevel.PREFECTURE: "地区机关",
    AskingLevel.PROVINCE: "省级机关",
    AskingLevel.CENTRAL: "中央机关",
}
OFFICES = {
    Level.UNIT: "责任单位",
    Level.CITY: "市信访局",
    Level.PREFECTURE: "地区信访局",
    Level.PROVINCE: "省信访局",
    Level.BEIJING: "中央和国家信访部门",
}
REACHED = {Level.UNIT: "到单位", Level.CITY: "来市", Level.PREFECTURE: "到地区", Level.PROVINCE: "赴省", Level.BEIJING: "进京"}
"""三（二）3（1）: 来市、到地区、赴省、进京."""


def number_words(number: int) -> str:
    """A whole number from 0 to 99: 12 → 十二."""
    tens, ones = divmod(number, 10)
    if not tens:
        return _DIGITS[ones]
    return ("" if tens == 1 else _DIGITS[tens]) + "十" + (_DIGITS[ones] if ones else "")


def day_words(day: date) -> str:
    """A date as the text of a paper of that time writes it."""
    if day.year >= CHINESE_UNTIL:
        return f"{day.year}年{day.month}月{day.day}日"
    year = "".join(_DIGITS[int(digit)] for digit in str(day.year))
    return f"{year}年{number_words(day.month)}月{number_words(day.day)}日"


def days_as_written(text: str) -> str:
    """A sentence with its dates written as papers of their time write them."""
    return _DAY.sub(lambda found: day_words(date(*map(int, found.groups()))), text)


def full_name(name: str, kind: UnitKind) -> str:
    """As a township is addressed: its government."""
    return f"{name}人民政府" if kind is UnitKind.TOWNSHIP and name.endswith(("乡", "镇")) else name
