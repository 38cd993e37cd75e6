"""One cell's value from a workbook into one of ours, or why not: text, code, day, number, money, a word of a list."""

import re
from collections.abc import Callable, Mapping
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

Cell = Any
"""What the reader gives for a cell: str ("" for empty), float, int, bool, date, datetime, time or timedelta."""

Convert = Callable[[Cell], Any]
"""Takes a cell that is not empty; raises Unfit."""

SHORT, LONG = 500, 10_000
CODE_LENGTH = 64
EARLIEST, LATEST = date(1900, 1, 1), date(2199, 12, 31)
MOST_PEOPLE = 1_000_000
MOST_MONEY = 10**12  # 分
_ISO = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_WHOLE = re.compile(r"[+-]?\d{1,18}", re.ASCII)
_UNSEEN = re.compile(r"[\s\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]")
_AMOUNT = re.compile(r"[+-]?\d{1,18}(?:\.\d{1,18})?", re.ASCII)
_EXACT_FLOAT = 10.0**15


class Unfit(Exception):
    """The cell does not fit its column; the message says what is wrong and what is allowed, in Chinese."""


def shown(cell: Cell) -> str:
    """The cell as a fault quotes it: short, on one line."""
    text = re.sub(r"\s+", " ", plain(cell))
    return f"“{text if len(text) <= 40 else text[:40] + '…'}”"


def plain(cell: Cell) -> str:
    """The cell as text: 101.0 is `101`, a day is ISO, true is `TRUE`."""
    if isinstance(cell, str):
        return cell
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() and abs(cell) < _EXACT_FLOAT else format(Decimal(repr(cell)), "f")
    if isinstance(cell, datetime):
        return cell.isoformat(" ") if cell.time() != time() else cell.date().isoformat()
    return str(cell)


def text(longest: int = SHORT) -> Convert:
    """Plain text of at most `longest` characters, kept as it stands; nothing is evaluated."""

    def convert(cell: Cell) -> str | None:
        value = cell if type(cell) is str else _exactly(cell)
        if len(value) > longest:
            raise Unfit(f"文字有 {len(value)} 个字；最多 {longest} 个字")
        return value if value and not value.isspace() else None

    return convert


def _exactly(cell: Cell) -> str:
    if isinstance(cell, float) and abs(cell) >= _EXACT_FLOAT:
        raise Unfit(f"数字 {plain(cell)} 位数太多，表格软件已把后几位改掉；请把单元格设为文本后重新填写")
    return plain(cell)


def code(cell: Cell) -> str | None:
    """A number or code that identifies a row: no blanks within, at most 64 characters."""
    value = cell.strip() if type(cell) is str else _exactly(cell)
    if not value:
        return None
    if len(value) > CODE_LENGTH:
        raise Unfit(f"编号有 {len(value)} 个字；最多 {CODE_LENGTH} 个字")
    if _UNSEEN.search(value):
        raise Unfit(f"编号 {shown(value)} 里有空格或看不见的字符；请去掉")
    return value


def day(cell: Cell) -> date | None:
    """A real day of a real calendar, as a date cell or as text YYYY-MM-DD."""
    if type(cell) is date:
        value = cell
    elif isinstance(cell, datetime) and cell.time() == time():
        value = cell.date()
    elif type(cell) is str:
        if not cell or cell.isspace():
            return None
        value = _iso_day(cell.strip())
    else:
        raise Unfit(f"{shown(cell)} 不是日期；应为 YYYY-MM-DD 或日期单元格，不带时刻")
    if not EARLIEST <= value <= LATEST:
        raise Unfit(f"日期 {value.isoformat()} 不合常理；应在 {EARLIEST.year} 年至 {LATEST.year} 年之间")
    return value


def _iso_day(written: str) -> date:
    if not _ISO.fullmatch(written):
        raise Unfit(f"{shown(written)} 不是日期；应为 YYYY-MM-DD 或日期单元格")
    try:
        return date.fromisoformat(written)
    except ValueError:
        raise Unfit(f"{shown(written)} 这一天不存在；应为日历上有的日期，写作 YYYY-MM-DD") from None


def whole(least: int, most: int, what: str) -> Convert:
    """A whole number between `least` and `most`; `what` says so in the user's words."""
    allowed = f"应为 {least} 到 {most} 的整数（{what}）"

    def convert(cell: Cell) -> int | None:
        if type(cell) is str:
            written = cell.strip()
            if not written:
                return None
            number = int(written) if _WHOLE.fullmatch(written) else None
        elif type(cell) is float or type(cell) is int:
            number = int(cell) if cell == cell // 1 and abs(cell) < _EXACT_FLOAT else None
        else:
            number = None
        if number is None:
            raise Unfit(f"{shown(cell)} 不是整数；{allowed}")
        if not least <= number <= most:
            raise Unfit(f"{number} 超出范围；{allowed}")
        return number

    return convert


def money(*, positive: bool) -> Convert:
    """元 with at most two decimals, as 分."""
    allowed = f"应为{'大于 0' if positive else '不小于 0'} 的金额（元），最多两位小数"

    def convert(cell: Cell) -> int | None:
        written = cell.strip() if type(cell) is str else plain(cell)
        if not written:
            return None
        if isinstance(cell, str | float | int) and not isinstance(cell, bool):
            cents = _cents(written)
            if cents is not None and (cents > 0 or (cents == 0 and not positive)) and cents <= MOST_MONEY:
                return cents
        raise Unfit(f"{shown(cell)} 不是可用的金额；{allowed}")

    return convert


def _cents(written: str) -> int | None:
    if not _AMOUNT.fullmatch(written):
        return None
    cents = Decimal(written) * 100
    return int(cents) if cents == int(cents) else None


def choice(words: Mapping[str, Any]) -> Convert:
    """One of the given words, as the value it stands for."""
    allowed = "、".join(words)

    def convert(cell: Cell) -> Any:
        written = cell if type(cell) is str else plain(cell)
        if written in words:
            return words[written]
        if (trimmed := written.strip()) in words:
            return words[trimmed]
        if not trimmed:
            return None
        raise Unfit(f"{shown(cell)} 不在可选之列；只能填 {allowed}")

    return convert
