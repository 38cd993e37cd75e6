"""Which font writes which character: roles, loading at first use, fallback for each character, refusal where no font has it."""

import hashlib
import struct
import tomllib
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFError

from app import resources
from app.errors import Refusal
from reports.embedding import EmbeddedFont

FANGSONG, KAI, XIAOBIAOSONG, HEADER, HEI = "fangsong", "kai", "xiaobiaosong", "header", "hei"
"""The roles a document's text is written in (`resources/fonts/fonts.toml`)."""

ASCENT = 0.88
"""From a glyph's baseline to the top of its em box, in em: the same for all the fonts shipped (OS/2 typographic ascender)."""


@dataclass(frozen=True, slots=True)
class Glyph:
    """How one character is written: the registered font, and the advance in em."""

    font: str
    advance: float


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


def choose(files: Mapping[str, Path]) -> None:
    """Write these roles in the office's own fonts (仿宋_GB2312, 方正小标宋 …) from now on, all others in the shipped ones.

    A character the chosen font lacks is written by the shipped font of the role, as ever. Of a collection (.ttc) the first font is
    taken. Raises KeyError for an unknown role, Refusal for a file that cannot be drawn with; then nothing changes.
    """
    loaded = {role: _office_font(role, path) for role, path in files.items() if chain(role)}
    _chosen.clear()
    _chosen.update(loaded)
    glyph.cache_clear()


@lru_cache(maxsize=16)
def _office_font(role: str, path: Path) -> EmbeddedFont:
    try:
        # The name tells a file from another one of the same name; the same file gives the same name on every machine.
        name = f"{path.stem}-{hashlib.sha256(path.read_bytes()).hexdigest()[:8]}"
        font = EmbeddedFont(name, str(path))
    except (OSError, TTFError, ValueError, KeyError, IndexError, struct.error) as fault:
        said = f"“{path.name}”不能用作文书字体（{role}）"
        raise Refusal(said, mend="请选能读到、许可嵌入的 TrueType 字体（.ttf、.ttc），或用程序自带的字体。") from fault
    pdfmetrics.registerFont(font)
    return font


def _candidates(role: str) -> Iterator[EmbeddedFont]:
    """The fonts that are looked through for a character of this role, each loaded when it is asked."""
    if role in _chosen:
        yield _chosen[role]
    for file in chain(role):
        yield _font(file)


def first_name(role: str) -> str:
    """The registered name of the role's own font."""
    return str(next(_candidates(role)).fontName)


@lru_cache(maxsize=65536)
def glyph(role: str, char: str) -> Glyph:
    """The glyph that writes a character in this role. Raises Refusal, naming the character, where no font has it."""
    code = ord(char)
    if unicodedata.category(char) not in {"Cc", "Cf", "Cs", "Co"}:
        for font in _candidates(role):
            face = font.face
            if face.charToGlyph.get(code):
                return Glyph(str(font.fontName), face.charWidths[code] / 1000)
    raise _no_glyph(char)


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
        try:
            glyph(role, char)
        except Refusal:
            lacking[char] = None
    return tuple(lacking)
