"""Which font writes which character: roles, loading at first use, fallback for each character, refusal where no font has it."""

import hashlib
import struct
import tomllib
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from io import BytesIO
from pathlib import Path

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFError

from app import resources
from app.errors import Refusal
from reports.embedding import EmbeddedFont, Ink
from reports.font_files import fonts_of
from reports.renaming import renamed

FANGSONG, KAI, XIAOBIAOSONG, HEADER, HEI = "fangsong", "kai", "xiaobiaosong", "header", "hei"
"""The roles a document's text is written in (`resources/fonts/fonts.toml`)."""
SONG = "song-fallback"
"""宋体 of the page numbers (GB/T 9704-2012, 7.5)."""
_UNFIT = (
    OSError, TTFError, ValueError, TypeError, LookupError, AttributeError, AssertionError, ArithmeticError, MemoryError, struct.error,
)  # fmt: skip
"""What reading a broken font file may end in."""

_AT_ONCE = 8192
"""Characters of an office's own font that are tried together."""


@dataclass(frozen=True, slots=True)
class Glyph:
    """How one character is written: the registered font, and in em its advance, its strokes' box, and how much higher than the
    line's baseline it is drawn so that it stands in line with the role's own font."""

    font: str
    advance: float
    rise: float
    ink: Ink


@lru_cache(maxsize=1)
def _table() -> tuple[dict[str, str], tuple[str, ...]]:
    """(role → file, roles of the fallback) as `fonts.toml` says."""
    data = tomllib.loads(resources.text("fonts", "fonts.toml"))
    return {role: entry["file"] for role, entry in data["fonts"].items()}, tuple(data["fallback"]["roles"])


def roles() -> tuple[str, ...]:
    """Every role there is."""
    return tuple(_table()[0])


def chain(role: str) -> tuple[str, ...]:
    """The font files that are looked through for a character of this role, in order. Raises KeyError for an unknown role."""
    files, fallback = _table()
    return (files[role], *(files[other] for other in fallback if other != role))


@lru_cache(maxsize=16)
def _font(file: str) -> EmbeddedFont:
    """The font of a file, loaded (20-90 ms) and registered at its first use."""
    font = EmbeddedFont(file.removesuffix(".ttf"), str(resources.path("fonts", file)))
    pdfmetrics.registerFont(font)
    return font


_chosen: dict[str, EmbeddedFont] = {}
"""The office's own fonts by role, where the settings name any."""


def choose(role: str, path: Path | None, index: int = 0) -> None:
    """Write a role in the office's own font (仿宋_GB2312, 方正小标宋 …) from now on; with no path in the shipped one again.

    `index` counts the fonts of a collection (.ttc) from 0. A character the chosen font lacks is written by the shipped font of the
    role, as ever. `reports.installed_fonts.installed()` says which there are. Raises KeyError for an unknown role, Refusal for a file
    that cannot be drawn with; then nothing changes.
    """
    chain(role)
    font = _office_font(path, index) if path is not None else None
    if font is None:
        _chosen.pop(role, None)
    else:
        _chosen[role] = font
    _glyph.cache_clear()


def chosen(role: str) -> bool:
    """Whether a role is written in a font of the office's own."""
    return role in _chosen


@lru_cache(maxsize=16)
def _office_font(path: Path, index: int) -> EmbeddedFont:
    found = fonts_of(path)
    fault = found[index].fault if 0 <= index < len(found) else "读不出这个字体"
    if fault:
        raise _unfit(path, fault)
    try:
        data = path.read_bytes()
        # Told from every other font, the shipped ones too; the same file has the same name on every machine.
        name = f"office-{hashlib.sha256(data).hexdigest()[:12]}-{index}"
        font = EmbeddedFont(name, BytesIO(renamed(data, index, name)), index)
        # Every outline is written once (0.3 s): a broken one must show here, not when a document is issued.
        codes = sorted(font.face.charToGlyph)
        for start in range(0, len(codes), _AT_ONCE):
            font.face.makeSubset([0, *codes[start : start + _AT_ONCE]])
        usable = bool(font.face.charToGlyph) and bool(font.middle)
    except _UNFIT as error:
        raise _unfit(path, "字体文件有损坏") from error
    if not usable:
        raise _unfit(path, "没有可用的字形")
    pdfmetrics.registerFont(font)
    return font


def _unfit(path: Path, fault: str) -> Refusal:
    mend = "请选能读到、许可嵌入的 TrueType 字体（.ttf、.ttc），或用程序自带的字体。"
    return Refusal(f"“{path.name}”不能用作文书字体：{fault}", mend=mend)


def _candidates(role: str) -> Iterator[EmbeddedFont]:
    """The fonts that are looked through for a character of this role, each loaded when it is asked."""
    if role in _chosen:
        yield _chosen[role]
    for file in chain(role):
        yield _font(file)


def first_name(role: str) -> str:
    """The registered name of the role's own font."""
    return str(next(_candidates(role)).fontName)


def glyph(role: str, char: str) -> Glyph:
    """The glyph that writes a character in this role. Raises Refusal, naming the character, where no font has it."""
    found = _glyph(role, char)
    if found is None:
        raise _no_glyph(char)
    return found


@lru_cache(maxsize=65536)
def _glyph(role: str, char: str) -> Glyph | None:
    code = ord(char)
    if unicodedata.category(char) in {"Cc", "Cf", "Cs", "Co"}:
        return None
    for font in _candidates(role):
        face = font.face
        if face.charToGlyph.get(code):
            rise = middle(role) - font.middle
            left, bottom, right, top = font.ink(code)
            return Glyph(str(font.fontName), face.charWidths[code] / 1000, rise, Ink(left, bottom + rise, right, top + rise))
    return None


def middle(role: str) -> float:
    """How high above the baseline the middle of a role's characters stands, em."""
    return next(_candidates(role)).middle


def ink(role: str, text: str) -> Ink:
    """The box of a text's strokes, em: how far they reach above and below the baseline, and left and right of their own places."""
    boxes = [glyph(role, char).ink for char in text if not char.isspace()]
    if not boxes:
        return Ink(0.0, 0.0, 0.0, 0.0)
    return Ink(min(b.left for b in boxes), min(b.bottom for b in boxes), max(b.right for b in boxes), max(b.top for b in boxes))


def _no_glyph(char: str) -> Refusal:
    code = f"U+{ord(char):04X}"
    if char.isprintable():
        said = f"“{char}”（{code} {unicodedata.name(char, '')}）这个字符在所有字体里都没有字形，印不出来，文书不能出"
    else:
        said = f"文中有一个看不见、印不出来的字符（{code}），文书不能出"
    return Refusal(said, mend="请把这个字符改掉或删去再印。")


def missing(text: str, role: str = FANGSONG) -> tuple[str, ...]:
    """The characters of a text that no font can write, each once, in order; white space is never one."""
    lacking: dict[str, None] = {}
    for char in text:
        if char.isspace():
            continue
        if _glyph(role, char) is None:
            lacking[char] = None
    return tuple(lacking)
