"""Reads a PDF back as a person's reader does: its text, where each character stands, whether its fonts are inside."""

import ctypes
from dataclasses import dataclass
from itertools import pairwise

import pypdfium2
from pypdfium2 import raw

MM = 25.4 / 72
_INKED = 160
"""A channel below this is ink."""


@dataclass(frozen=True)
class Char:
    """One character and the box of its ink, mm from the page's top left corner."""

    char: str
    left: float
    top: float
    right: float
    bottom: float


@dataclass(frozen=True)
class Line:
    """One line across the page: its ends, its middle and its thickness, mm."""

    left: float
    right: float
    middle: float
    thickness: float


@dataclass(frozen=True)
class ReadPage:
    """One page: size in mm, characters, the paths (rules, boxes) as (left, top, right, bottom), and the lines across it."""

    width: float
    height: float
    text: str
    chars: tuple[Char, ...]
    paths: tuple[tuple[float, float, float, float], ...]
    lines: tuple[Line, ...] = ()
    """From the top."""

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
    half = ""
    for place in range(text_page.count_chars()):
        # Beyond U+FFFF PDFium gives two halves, one after the other in the same box.
        half += chr(raw.FPDFText_GetUnicode(text_page.raw, place))
        if len(half) == 1 and "\ud800" <= half <= "\udbff":
            continue
        char, half = half.encode("utf-16", "surrogatepass").decode("utf-16", "replace"), ""
        left, bottom, right, top = text_page.get_charbox(place)
        chars.append(Char(char, left * MM, (height - top) * MM, right * MM, (height - bottom) * MM))
    paths, lines = [], []
    for thing in page.get_objects(filter=[raw.FPDF_PAGEOBJ_PATH]):
        left, bottom, right, top = thing.get_bounds()
        paths.append((left * MM, (height - top) * MM, right * MM, (height - bottom) * MM))
        stroke = ctypes.c_float()
        raw.FPDFPageObj_GetStrokeWidth(thing.raw, stroke)
        thick = stroke.value
        if top - bottom < 2 * thick + 0.01:
            # PDFium's bounds are a stroke's width wider on every side than the line without its stroke.
            lines.append(Line((left + thick) * MM, (right - thick) * MM, (height - (top + bottom) / 2) * MM, thick * MM))
    lines.sort(key=lambda line: line.middle)
    return ReadPage(width * MM, height * MM, text_page.get_text_range(), tuple(chars), tuple(paths), tuple(lines))


@dataclass(frozen=True)
class Band:
    """Rows of the printed page that bear ink, from blank to blank, mm; `red` where nothing in them is black."""

    top: float
    bottom: float
    red: bool

    @property
    def middle(self) -> float:
        return (self.top + self.bottom) / 2


def bands_of(pdf: bytes, number: int) -> list[Band]:
    """What the eye sees of a page: its ink from top to bottom, taken from a picture of a tenth of a millimetre to the dot."""
    document = pypdfium2.PdfDocument(pdf)
    picture = document[number].render(scale=254 / 72, rev_byteorder=False)
    step, stride, data = 0.1, picture.stride, bytes(picture.buffer)
    depth = picture.n_channels
    bands: list[Band] = []
    for y in range(picture.height):
        row = data[y * stride : y * stride + picture.width * depth]
        green, redness = min(row[1::depth]), min(row[2::depth])
        if green > _INKED:
            continue
        red = redness > _INKED
        if bands and abs(bands[-1].bottom - y * step) < step / 2:
            bands[-1] = Band(bands[-1].top, (y + 1) * step, bands[-1].red and red)
        else:
            bands.append(Band(y * step, (y + 1) * step, red))
    document.close()
    return bands


def steps(chars: tuple[Char, ...]) -> list[float]:
    """From each character's middle to the next one's, mm."""
    return [(b.left + b.right - a.left - a.right) / 2 for a, b in pairwise(chars)]
