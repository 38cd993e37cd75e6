"""A TrueType font whose text can be copied out of the document as it was written, beyond U+FFFF too."""

from collections.abc import Sequence
from typing import Any

from reportlab.pdfbase.ttfonts import TTFont

_AT_ONCE = 100
"""Entries in one block of a character map (Adobe Technical Note 5014)."""


class EmbeddedFont(TTFont):  # type: ignore[misc]
    """ReportLab's font with the map from glyphs back to characters put right.

    ReportLab writes a character beyond U+FFFF as one number of five digits; the format asks for UTF-16.
    """

    def __init__(self, name: str, path: str) -> None:
        super().__init__(name, path, asciiReadable=False, shapable=False)

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
