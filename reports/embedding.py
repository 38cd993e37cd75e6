"""A TrueType font whose text can be copied out of the document as it was written, beyond U+FFFF too."""

import struct
from collections.abc import Sequence
from functools import cached_property
from io import BytesIO
from statistics import fmean
from typing import Any, NamedTuple

from reportlab.pdfbase.ttfonts import TTFont

_GLYPH_HEADER = 10
"""Bytes before a glyph's outline: contours, then its box."""
_SQUARE = "国圆固图园"
"""Characters that fill their box: where they stand tells where a font's characters stand."""
_FIRST_IDEOGRAPH, _LOOKED_AT = 0x3400, 40
_USUAL_MIDDLE = 0.38
_AT_ONCE = 100
"""Entries in one block of a character map (Adobe Technical Note 5014)."""


class Ink(NamedTuple):
    """The box of a glyph's strokes, em from its origin on the baseline; all 0 for a blank."""

    left: float
    bottom: float
    right: float
    top: float


class EmbeddedFont(TTFont):  # type: ignore[misc]
    """ReportLab's font with the map from glyphs back to characters put right.

    ReportLab writes a character beyond U+FFFF as one number of five digits; the format asks for UTF-16.
    """

    def __init__(self, name: str, file: str | BytesIO, index: int = 0) -> None:
        super().__init__(name, file, subfontIndex=index, asciiReadable=False, shapable=False)

    def ink(self, code: int) -> Ink:
        """Where a character's strokes are (the glyph's own header in the `glyf` table)."""
        face = self.face
        number = face.charToGlyph[code]
        begin, end = face.glyphPos[number], face.glyphPos[number + 1]
        if end - begin < _GLYPH_HEADER:
            return Ink(0.0, 0.0, 0.0, 0.0)
        at = face.get_table_pos("glyf")[0] + begin
        box = struct.unpack(">4h", bytes(face.get_chunk(at + 2, 8)))
        return Ink(*(edge / face.unitsPerEm for edge in box))

    @cached_property
    def middle(self) -> float:
        """How high above the baseline the middle of the font's ideographs stands, em: fonts differ by a tenth of their size."""
        known = self.face.charToGlyph
        codes = [ord(char) for char in _SQUARE if ord(char) in known]
        if not codes:
            ideographs = sorted(code for code in known if code >= _FIRST_IDEOGRAPH)
            codes = ideographs[:: max(1, len(ideographs) // _LOOKED_AT)]
        boxes = [self.ink(code) for code in codes]
        return fmean((box.bottom + box.top) / 2 for box in boxes) if boxes else _USUAL_MIDDLE

    def addObjects(self, doc: Any) -> None:  # noqa: N802 - ReportLab's name
        """Add the font's objects to the document, then replace each part's character map."""
        parts = [list(part) for part in self.state[doc].subsets]
        before = set(doc.idToObject)
        super().addObjects(doc)
        maps = [key for key in doc.idToObject if key not in before and key.startswith("toUnicodeCMap:")]
        for key, part in zip(maps, parts, strict=True):
            doc.idToObject[key].content = character_map(part)


def character_map(codes: Sequence[int]) -> str:
    """The ToUnicode map (PDF 32000-1, 9.10.3) of a font part: place in the part → character, as UTF-16BE."""
    entries = [f"<{place:02X}> <{chr(code).encode('utf-16-be').hex().upper()}>" for place, code in enumerate(codes) if code]
    blocks = [entries[i : i + _AT_ONCE] for i in range(0, len(entries), _AT_ONCE)]
    lines = [
        "/CIDInit /ProcSet findresource begin", "12 dict begin", "begincmap",
        "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def",
        "/CMapName /Adobe-Identity-UCS def", "/CMapType 2 def",
        "1 begincodespacerange", "<00> <FF>", "endcodespacerange",
    ]  # fmt: skip
    for block in blocks:
        lines += [f"{len(block)} beginbfchar", *block, "endbfchar"]
    lines += ["endcmap", "CMapName currentdict /CMap defineresource pop", "end", "end"]
    return "\n".join(lines)
