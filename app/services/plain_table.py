"""Text in columns for a terminal: a Chinese character is two places wide, and what people wrote stays on its line."""

from collections.abc import Iterable, Sequence
from enum import Enum
from unicodedata import category, combining, east_asian_width


class Align(Enum):
    """Where a column's text stands."""

    LEFT = "left"
    RIGHT = "right"
    CENTRE = "centre"


def on_one_line(text: str) -> str:
    """The text without line breaks and signs that steer a terminal."""
    return "".join(" " if category(character) in ("Cc", "Zl", "Zp") else character for character in text if category(character) != "Cf")


def width(text: str) -> int:
    """How many places the text takes."""
    return sum(0 if combining(character) else 2 if east_asian_width(character) in "WF" else 1 for character in text)


def cut(text: str, most: int) -> str:
    """The text, shortened to `most` places with …"""
    if width(text) <= most:
        return text
    kept = ""
    for character in text:
        if width(kept + character) > most - 1:
            break
        kept += character
    return kept + "…"


def pad(text: str, to: int, align: Align = Align.LEFT) -> str:
    """The text filled up with blanks to `to` places."""
    room = max(0, to - width(text))
    if align is Align.RIGHT:
        return " " * room + text
    if align is Align.CENTRE:
        return " " * (room // 2) + text + " " * (room - room // 2)
    return text + " " * room


def table(headers: Sequence[str], aligns: Sequence[Align], rows: Iterable[Sequence[str]], *, widest: int = 40) -> list[str]:
    """The lines of a table: headers, a rule, the rows; no column wider than `widest`."""
    lines = [[cut(on_one_line(cell), widest) for cell in row] for row in rows]
    widths = [max([width(header), *(width(line[column]) for line in lines)]) for column, header in enumerate(headers)]
    head = "  ".join(pad(header, to, align) for header, to, align in zip(headers, widths, aligns, strict=True))
    body = ["  ".join(pad(cell, to, align) for cell, to, align in zip(line, widths, aligns, strict=True)) for line in lines]
    return [line.rstrip() for line in [head, "─" * sum((*widths, 2 * (len(widths) - 1))), *body]]


def wrapped(text: str, most: int, indent: str = "") -> list[str]:
    """The text in lines of at most `most` places, each after `indent`; closing marks do not begin a line."""
    lines, line = [], ""
    for character in on_one_line(text):
        if width(indent + line + character) > most and character not in "，。、；：？！）》”’·…":
            lines.append(indent + line)
            line = ""
        line += character
    return [*lines, indent + line] if line or not lines else lines
