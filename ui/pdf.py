"""Pages of a PDF as pictures, by PDFium, which takes one call at a time; every call here blocks and belongs in `work`."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, NamedTuple

from PySide6.QtGui import QImage

from app import lazy
from app.errors import Refusal

POINTS_PER_INCH = 72.0
_ONE_AT_A_TIME = threading.Lock()


class PageSize(NamedTuple):
    """A page's width and height, in points."""

    width: float
    height: float


class Strip(NamedTuple):
    """A part of a page as wide as the page: its picture, and how many points below the page's top it begins and ends."""

    picture: QImage
    top: float
    bottom: float


def sizes(content: bytes) -> tuple[PageSize, ...]:
    """The sizes of all pages. Raises Refusal for bytes that are no PDF."""
    with _opened(content) as document:
        return tuple(PageSize(*document.get_page_size(number)) for number in range(len(document)))


def picture(content: bytes, page: int, pixels_per_point: float) -> QImage:
    """A page, counted from 0, at so many pixels a point."""
    with _opened(content) as document:
        return _image(document[page].render(scale=pixels_per_point, prefer_bgrx=True))


def strip(content: bytes, page: int, top: float, bottom: float, pixels_per_point: float) -> Strip:
    """A part of a page, `top` to `bottom` in points from the page's top: a whole page at a printer's resolution takes 140 MB."""
    with _opened(content) as document:
        height = document.get_page_size(page)[1]
        cut = (0.0, max(0.0, height - bottom), 0.0, top)
        drawn = document[page].render(scale=pixels_per_point, crop=cut, prefer_bgrx=True, optimize_mode="print")
        return Strip(_image(drawn), top, bottom)


@contextmanager
def _opened(content: bytes) -> Iterator[Any]:
    room: Any = lazy.load("pypdfium2")
    with _ONE_AT_A_TIME:
        try:
            document = room.PdfDocument(content)
        except room.PdfiumError:
            raise Refusal("这份文件打不开，不是完整的 PDF。", mend="请重新生成。") from None
        try:
            yield document
        finally:
            document.close()


def _image(drawn: Any) -> QImage:
    """PDFium's pixels as Qt's own: the copy outlives the document."""
    made = QImage(bytes(drawn.buffer), drawn.width, drawn.height, drawn.stride, QImage.Format.Format_RGB32).copy()
    drawn.close()
    return made
