"""Reads what a font file says of itself, its names and whether it may be drawn with, without loading its outlines."""

import struct
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

_MOST_FONTS, _MOST_NAMES, _MOST_TABLES = 64, 2_000, 200
"""More than any true file has: a broken one must not keep the window waiting."""
_FAMILY_NAMES = frozenset({1, 4, 16})
"""name table: family, full name, typographic family."""
_UNICODE_PLATFORMS = frozenset({0, 3})
_NO_EMBEDDING, _NO_PARTS = 0x0002, 0x0300
"""OS/2 fsType: not to be embedded; not in part, or bitmaps only."""


@dataclass(frozen=True, slots=True)
class FontInFile:
    """One font of a file: its family names in every language, and why it cannot be drawn with (empty where it can)."""

    names: frozenset[str]
    path: Path
    index: int
    fault: str


def fonts_of(path: Path) -> tuple[FontInFile, ...]:
    """The fonts of a file; none of one that cannot be read."""
    with suppress(OSError, ValueError, struct.error), path.open("rb") as file:
        return tuple(_read(file, path))
    return ()


def _read(file: BinaryIO, path: Path) -> Iterator[FontInFile]:
    offsets = [0]
    if file.read(4) == b"ttcf":
        (count,) = _unpacked(file, 8, ">I")
        offsets = [*_unpacked(file, 12, f">{min(count, _MOST_FONTS)}I")]
    for index, offset in enumerate(offsets):
        tables = _tables(file, offset)
        names = _names(file, *tables["name"]) if "name" in tables else frozenset[str]()
        yield FontInFile(names, path, index, _fault(file, tables))


def _unpacked(file: BinaryIO, place: int, form: str) -> tuple[int, ...]:
    """Numbers at a place of the file. Raises struct.error where it ends before."""
    file.seek(place)
    return struct.unpack(form, file.read(struct.calcsize(form)))


def _tables(file: BinaryIO, offset: int) -> dict[str, tuple[int, int]]:
    """Tag → (offset, length)."""
    (count,) = _unpacked(file, offset + 4, ">H")
    tables: dict[str, tuple[int, int]] = {}
    for number in range(min(count, _MOST_TABLES)):
        file.seek(offset + 12 + 16 * number)
        tag, _sum, place, length = struct.unpack(">4sIII", file.read(16))
        tables[tag.decode("latin-1")] = (place, length)
    return tables


def _names(file: BinaryIO, place: int, _length: int) -> frozenset[str]:
    """The family names in every language."""
    _format, count, strings = _unpacked(file, place, ">3H")
    names: set[str] = set()
    for number in range(min(count, _MOST_NAMES)):
        platform, _encoding, _language, kind, length, start = _unpacked(file, place + 6 + 12 * number, ">6H")
        if kind in _FAMILY_NAMES and platform in _UNICODE_PLATFORMS:
            file.seek(place + strings + start)
            names.add(file.read(length).decode("utf-16-be", errors="replace").strip())
    return frozenset(names)


def _fault(file: BinaryIO, tables: dict[str, tuple[int, int]]) -> str:
    """Why a font cannot be drawn with, as far as its tables tell."""
    if "glyf" not in tables or "loca" not in tables:
        return "不是 TrueType 轮廓（OTF/CFF），不能嵌入文书"
    allowed = _unpacked(file, tables["OS/2"][0] + 8, ">H")[0] if "OS/2" in tables else 0
    if allowed == _NO_EMBEDDING or allowed & _NO_PARTS:
        return "字体厂家不许嵌入文书"
    return "" if "cmap" in tables else "没有字符表"
