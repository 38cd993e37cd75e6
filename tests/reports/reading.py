"""Reads a PDF back as a person's reader does: its text, where each character stands, whether its fonts are inside."""

import ctypes
from dataclasses import dataclass
from itertools import pairwise

import pypdfium2
from pypdfium2 import raw

MM = 25.4 / 72


@dataclass(frozen=True)
class Char:
    """One character and the box of its ink, mm from the page's top left corner."""

    char: str
    left: float
    top: float
    right: float
    bottom: float


@dataclass(frozen=True)
class ReadPage:
    """One page: size in mm, characters, and the paths (rules, boxes) as (left, top, right, bottom)."""

    width: float
    height: float
    text: str
    chars: tuple[Char, ...]
    paths: tuple[tuple[float, float, float, float], ...]

    def find(self, words: str) -> tuple[Char, ...]:
        """The characters of the first place these words stand at, white space left out."""
        shown = [c for c in self.chars if not c.char.isspace()]
        place = "".join(c.char for c in shown).index(words)
        return tuple(shown[place : place + len(words)])


def pages_of(pdf: bytes) -> list[ReadPage]:
    """Every page of a PDF."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        return [_read(document[number]) for number in range(len(document))]
    finally:
        document.close()


def text_of(pdf: bytes) -> str:
    """All text without white space."""
    return "".join("".join(page.text.split()) for page in pages_of(pdf))


def bare(text: str) -> str:
    """A text without white space."""
    return "".join(text.split())


def fonts_of(pdf: bytes) -> dict[str, bool]:
    """Every font some text is drawn in → whether it is inside the file."""
    document = pypdfium2.PdfDocument(pdf)
    found: dict[str, bool] = {}
    for number in range(len(document)):
        page = document[number]
        for thing in page.get_objects(filter=[raw.FPDF_PAGEOBJ_TEXT]):
            font = raw.FPDFTextObj_GetFont(thing.raw)
            length = raw.FPDFFont_GetBaseFontName(font, None, 0)
            buffer = ctypes.create_string_buffer(length)
            raw.FPDFFont_GetBaseFontName(font, buffer, length)
            found[buffer.value.decode()] = bool(raw.FPDFFont_GetIsEmbedded(font))
    document.close()
    return found


def _read(page: pypdfium2.PdfPage) -> ReadPage:
    width, height = page.get_size()
    text_page = page.get_textpage()
    chars = []
    for place in range(text_page.count_chars()):
        char = text_page.get_text_range(place, 1)
        left, bottom, right, top = text_page.get_charbox(place)
        chars.append(Char(char, left * MM, (height - top) * MM, right * MM, (height - bottom) * MM))
    paths = []
    for thing in page.get_objects(filter=[raw.FPDF_PAGEOBJ_PATH]):
        left, bottom, right, top = thing.get_bounds()
        paths.append((left * MM, (height - top) * MM, right * MM, (height - bottom) * MM))
    return ReadPage(width * MM, height * MM, text_page.get_text_range(), tuple(chars), tuple(paths))


def steps(chars: tuple[Char, ...]) -> list[float]:
    """From each character's middle to the next one's, mm."""
    return [(b.left + b.right - a.left - a.right) / 2 for a, b in pairwise(chars)]
