"""Sums of money as documents write them: in 元 with figures, and in capitals that cannot be altered (大写)."""

_DIGITS = "零壹贰叁肆伍陆柒捌玖"
_PLACES = ("", "拾", "佰", "仟")
_GROUPS = ("", "万", "亿", "万亿")
_MINUS = "负"


def yuan(fen: int) -> str:
    """A sum in 分 as 元: 100000 → 1000, 100050 → 1000.50."""
    whole, part = divmod(abs(fen), 100)
    return ("-" if fen < 0 else "") + (f"{whole}.{part:02d}" if part else str(whole))


def yuan_with_fen(fen: int) -> str:
    """The same with two decimals always, as in a statement: 1000.00."""
    whole, part = divmod(abs(fen), 100)
    return f"{'-' if fen < 0 else ''}{whole}.{part:02d}"


def capitals(fen: int) -> str:
    """A sum in 分 in capitals: 230000 → 贰仟叁佰元整, 5 → 伍分."""
    whole, part = divmod(abs(fen), 100)
    jiao, odd = divmod(part, 10)
    words = _whole(whole) + "元" if whole or not part else ""
    if jiao:
        words += _DIGITS[jiao] + "角"
    elif odd and whole:
        words += "零"
    words += _DIGITS[odd] + "分" if odd else "整"
    return (_MINUS if fen < 0 else "") + words


def _whole(number: int) -> str:
    """A whole number in capitals."""
    if not number:
        return _DIGITS[0]
    groups: list[int] = []
    while number:
        number, group = divmod(number, 10_000)
        groups.append(group)
    if len(groups) > len(_GROUPS):
        raise ValueError("too large a sum")
    words = ""
    for place in range(len(groups) - 1, -1, -1):
        group = groups[place]
        if group:
            gap = words and (group < 1000 or groups[place + 1] == 0 or groups[place + 1] % 10 == 0)
            words += (_DIGITS[0] if gap else "") + _group(group) + _GROUPS[place]
    return words


def _group(number: int) -> str:
    """1 to 9999."""
    words, skipped = "", False
    for place in range(3, -1, -1):
        digit = number // 10**place % 10
        if digit:
            words += (_DIGITS[0] if skipped and words else "") + _DIGITS[digit] + _PLACES[place]
            skipped = False
        else:
            skipped = True
    return words
