"""The texts that many cells share: how much memory they will take once each cell has its own copy."""

import re
from collections.abc import Iterable

MOST_TEXT = 150 * 2**20
TAIL = 256
_END = re.compile(rb"</(?:[\w.-]+:)?si\s*>|<(?:[\w.-]+:)?si\s*/>")
_REFERENCE = re.compile(rb"\st\s*=\s*[\"']s[\"'][^>]*>\s*<(?:[\w.-]+:)?v[^>]*>\s*(\d{1,9})")
_NO_SPREADSHEETS = (b"<!--", b"<![CDATA[")


class SharedText:
    """The sizes of the shared texts, gathered while their part is unpacked a piece at a time; in bytes, never too small."""

    def __init__(self) -> None:
        self.sizes: list[int] = []
        self.strange = False  # holds what no spreadsheet program writes, and what could hide where a text ends
        self._open, self._tail = 0, b""

    def feed(self, piece: bytes) -> None:
        data = self._tail + piece
        self.strange = self.strange or any(sign in data for sign in _NO_SPREADSHEETS)
        texts = _END.split(data)
        if len(texts) > 1:
            self.sizes.append(self._open + len(texts[0]))
            self.sizes.extend(map(len, texts[1:-1]))
            self._open = 0
        self._tail = texts[-1][-TAIL:]
        self._open += len(texts[-1]) - len(self._tail)

    def may_be_too_much(self, cells: int) -> bool:
        """Whether so many cells could ask for too much, if all had the longest text."""
        return max(self.sizes, default=0) * cells > MOST_TEXT

    def is_too_much(self, pieces: Iterable[bytes]) -> bool:
        """Whether the cells of the sheets, as they are, ask for too much."""
        total, tail = 0, b""
        for piece in pieces:
            window = tail + piece
            total += sum(self._size(int(index)) for index in _REFERENCE.findall(window))
            tail = piece[-TAIL:]
            if total > MOST_TEXT:
                return True
        return False

    def _size(self, index: int) -> int:
        return self.sizes[index] if index < len(self.sizes) else 0
