"""Where the pages of a document lie: one below the other or two abreast, as large as the room or the zoom says."""

from collections.abc import Sequence
from enum import Enum
from typing import NamedTuple

from PySide6.QtCore import QRect, QSize

from ui.pdf import PageSize


class Fit(Enum):
    """How large the pages are: a whole page, as wide as the room, or as chosen."""

    PAGE = "整页"
    WIDTH = "页宽"
    FREE = "比例"


class Zoom(NamedTuple):
    """``factor`` counts where ``fit`` is free: 1 is the size on paper. ``two``: two pages abreast."""

    fit: Fit = Fit.PAGE
    factor: float = 1.0
    two: bool = False


def laid_out(sizes: Sequence[PageSize], zoom: Zoom, room: QSize, paper: float, gap: int) -> tuple[tuple[QRect, ...], QSize]:
    """The pages' boxes and the size of the whole, in logical pixels. ``paper``: pixels a point at the size on paper."""
    if not sizes:
        return (), QSize(0, 0)
    rows = [sizes[start : start + (2 if zoom.two else 1)] for start in range(0, len(sizes), 2 if zoom.two else 1)]
    scale = _scale(rows, zoom, room, paper, gap)
    widest = max(_width(row, scale, gap) for row in rows)
    boxes: list[QRect] = []
    top = gap
    for row in rows:
        left = max(gap, (max(room.width(), widest) - _width(row, scale, gap)) // 2 + gap)
        height = 0
        for size in row:
            boxes.append(QRect(left, top, max(1, int(size.width * scale)), max(1, int(size.height * scale))))
            left, height = boxes[-1].right() + 1 + gap, max(height, boxes[-1].height())
        top += height + gap
    return _in_the_middle(boxes, room, top), QSize(widest, top)


def _width(row: Sequence[PageSize], scale: float, gap: int) -> int:
    return sum(max(1, int(size.width * scale)) for size in row) + gap * (len(row) + 1)


def _scale(rows: Sequence[Sequence[PageSize]], zoom: Zoom, room: QSize, paper: float, gap: int) -> float:
    if zoom.fit is Fit.FREE:
        return zoom.factor * paper
    across = min((room.width() - gap * (len(row) + 1)) / sum(size.width for size in row) for row in rows)
    down = min((room.height() - 2 * gap) / size.height for row in rows for size in row)
    return max(0.05, min(across, down) if zoom.fit is Fit.PAGE else across)


def _in_the_middle(boxes: list[QRect], room: QSize, whole: int) -> tuple[QRect, ...]:
    """A document lower than the room lies in its middle."""
    down = max(0, (room.height() - whole) // 2)
    return tuple(box.translated(0, down) for box in boxes)
