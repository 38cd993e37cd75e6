"""Draws a chart: bars below one another, each with its label on the left and its value behind it."""

from dataclasses import replace

from reports import fonts
from reports.blocks import Bar, Chart
from reports.cells import Cell, texts
from reports.layouts import Layout
from reports.placed import GREY, MM_PER_POINT, Box, Placed, Upright
from reports.strips import Strip

_SIZE = 12.0
_HEIGHT = 7.0
"""mm a bar takes with the blank around it; it is drawn `_THICK` high."""
_THICK = 3.6
_LABEL = 0.28
"""The part of the width that labels take."""
_VALUE = 0.14
"""The part that values take behind the longest bar."""
_LINE = 0.25
_TOGETHER = 20
"""Bars that are kept on one page."""


def chart(block: Chart, layout: Layout, width: float) -> list[Strip]:
    """The chart as strips."""
    head = Cell(block.caption, 0.0, width, _SIZE, "left", fonts.HEI)
    height = max(layout.frame.pitch, head.height)
    caption = Strip(tuple(texts(head, 0.0, height)), height, kept=True)
    greatest = max((bar.value for bar in block.bars), default=0)
    bars = [_bar(bar, float(bar.value / greatest) if greatest else 0.0, width) for bar in block.bars]
    # A chart of a page's length or less stays on one page.
    kept = len(bars) <= _TOGETHER
    return [caption, *(replace(bar, kept=kept) for bar in bars[:-1]), *bars[-1:]]


def _bar(bar: Bar, share: float, width: float) -> Strip:
    em = _SIZE * MM_PER_POINT
    left = width * _LABEL
    label = Cell(bar.label, 0.0, left - em, _SIZE, "left")
    right = left + share * width * (1 - _LABEL - _VALUE)
    value = Cell(bar.shown, right + em / 2, width - right - em / 2, _SIZE, "left")
    height = max(_HEIGHT, label.height, value.height)
    middle = height / 2
    things: list[Placed] = [*texts(label, 0.0, height), Upright(left, 0.0, height, _LINE)]
    if share:
        things.append(Box(left, middle - _THICK / 2, right, middle + _THICK / 2, 0.0, GREY))
    return Strip((*things, *texts(value, 0.0, height)), height)
