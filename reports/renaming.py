"""Gives a font file a plain name of its own: fonts with a Chinese PostScript name, and two of one name, are told apart in a PDF."""

import struct

_POSTSCRIPT_NAME = 6
_WINDOWS, _UNICODE_BMP, _ENGLISH = 3, 1, 0x409
_ENTRY = 16
"""Bytes of a table's entry in the directory: tag, sum, offset, length."""


def renamed(data: bytes, index: int, name: str) -> bytes:
    """The font file with one name only in the font at that place. Raises ValueError or struct.error for a file that is no font."""
    start = 0
    if data[:4] == b"ttcf":
        (start,) = struct.unpack_from(">I", data, 12 + 4 * index)
    (count,) = struct.unpack_from(">H", data, start + 4)
    entries = [start + 12 + _ENTRY * number for number in range(count)]
    entry = next((place for place in entries if data[place : place + 4] == b"name"), None)
    if entry is None:
        raise ValueError("no table of names")
    table, at = _name_table(name), len(data) + -len(data) % 4
    changed = bytearray(data.ljust(at, b"\0") + table)
    struct.pack_into(">II", changed, entry + 8, at, len(table))
    return bytes(changed)


def _name_table(name: str) -> bytes:
    text = name.encode("utf-16-be")
    record = struct.pack(">6H", _WINDOWS, _UNICODE_BMP, _ENGLISH, _POSTSCRIPT_NAME, len(text), 0)
    return struct.pack(">3H", 0, 1, 6 + len(record)) + record + text
