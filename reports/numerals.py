"""Dates and numbers as official documents write them."""

from datetime import date

_DIGITS = "〇一二三四五六七八九"
_CHINESE_UNTIL = 2000
"""Papers of earlier years write years and dates in Chinese numerals in their text too."""


def chinese_year(year: int) -> str:
    """1995 → 一九九五."""
    return "".join(_DIGITS[int(digit)] for digit in str(year))


def chinese_number(number: int) -> str:
    """A whole number from 0 to 99: 20 → 二十, 12 → 十二."""
    if not 0 <= number <= 99:
        raise ValueError(number)
    tens, ones = divmod(number, 10)
    if not tens:
        return _DIGITS[ones]
    return ("" if tens == 1 else _DIGITS[tens]) + "十" + (_DIGITS[ones] if ones else "")


def chinese_date(day: date) -> str:
    """3 July 1995 → 一九九五年七月三日."""
    return f"{chinese_year(day.year)}年{chinese_number(day.month)}月{chinese_number(day.day)}日"


def arabic_date(day: date) -> str:
    """3 July 1995 → 1995年7月3日, without leading zeros (GB/T 9704-2012, 7.3.5.4)."""
    return f"{day.year}年{day.month}月{day.day}日"


def year_words(year: int) -> str:
    """A year as the text of a paper of that time writes it: 一九九六, 2012."""
    return chinese_year(year) if year < _CHINESE_UNTIL else str(year)


def day_words(day: date) -> str:
    """A date as the text of a paper of that time writes it."""
    return chinese_date(day) if day.year < _CHINESE_UNTIL else arabic_date(day)
