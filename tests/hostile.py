"""Text as an enemy, a clumsy hand or a broken program writes it: markup, formulas, paths, controls, bidi marks, rare characters."""

import random
from collections.abc import Iterator

PIECES = (
    *("<b>粗</b>", "<img src='file:///etc/passwd'>", "<a href='http://x/'>点</a>", "a & b &amp; &lt;", "&File", "{\\rtf1}", "</table>"),
    *("<!DOCTYPE html><html><body onload=x>", "<svg onload=x>", "]]>", "<para>", "<font size=99>", "<!--", "&#x41;"),
    *("=1+1", "+1", "-1", "@SUM(A1)", "=HYPERLINK(\"http://x/\")", "\t=1", "'=1", "%s%n{0}{unit}", "${x}", "{{x}}", "$ink"),
    *("'; DROP TABLE petitions;--", "\" OR 1=1", "NEAR(a b)", "*", "names:曾", "^曾"),
    *("\\", "../../etc/passwd", "C:\\Windows\\a", "con.txt"),
    *("名\u202e字", "\u2066隔离\u2069", "\u200b零宽\u200d", "\ufeff", "\u00ad", "e\u0301"),
    *("\u3000", "\xa0", "a\r\nb", "行\u2028段\u2029", "\x0b", "\x1b[31m"),
    *("\x00", "\x07", "\x7f", "𠮷野家", "㛃瑄喆堃", "𪚥", "👨‍👩‍👧", "ﷺ", "ｆｕｌｌ", "İıß", "①㈠⑴", "……——", "信访" * 60),
)  # fmt: skip
_ANY = (range(0x20, 0x7F), range(0xA0, 0x250), range(0x300, 0x370), range(0x5D0, 0x600), range(0x2000, 0x2070), range(0x4E00, 0x9FA6))
_ANY_MORE = (range(0x3400, 0x4DB6), range(0x20000, 0x20100), range(0x1F600, 0x1F640), range(0xFF00, 0xFFF0))


def texts(count: int, seed: int) -> Iterator[str]:
    """So many different texts, the same at every run: each piece as it is, then pieces and characters thrown together."""
    chance = random.Random(seed)
    yield from PIECES[:count]
    for _ in range(count - len(PIECES)):
        parts = [chance.choice(PIECES) if chance.random() < 0.5 else _characters(chance) for _ in range(chance.randint(1, 4))]
        yield chance.choice(("", " ", "文")).join(parts)


def _characters(chance: random.Random) -> str:
    spans = [chance.choice(_ANY + _ANY_MORE) for _ in range(chance.randint(1, 6))]
    return "".join(chr(chance.choice(span)) for span in spans)
