"""The line of the document's number below the header: in the middle, or with 签发人 beside it where the document goes up."""

from dataclasses import dataclass

from reports import fonts
from reports.document import Document
from reports.grid import natural_width
from reports.layouts import Layout
from reports.placed import MM_PER_POINT, Placed
from reports.runs import centred_within, run, spread, within

_LABEL = "签发人："
_NAMES_A_LINE = 2
"""Names that stand on one line (7.2.6)."""
_GAP = 5.0
"""mm between the number and 签发人 at least."""


def number_line(document: Document, layout: Layout, top: float) -> tuple[list[Placed], float]:
    """发文字号, the upper edge of its first line's strokes at `top`, and 签发人; with the lower edge of the last line's (mm)."""
    frame = layout.frame
    em = frame.size * MM_PER_POINT
    box = fonts.ink(fonts.FANGSONG, document.number or "国")
    baseline = top + box.top * em
    if not document.signers:
        return [centred_within(document.number, baseline, frame.width, frame.size, "发文字号")], baseline - box.bottom * em
    signers = _Signers(document.signers, layout, natural_width(document.number, fonts.FANGSONG, frame.size))
    last = baseline + (signers.rows - 1 if signers.beside else signers.rows) * frame.pitch
    number = within(run(document.number, signers.cell, last, frame.size), frame.width - 2 * signers.cell, "发文字号")
    return [number, *signers.placed(baseline)], last - box.bottom * em


@dataclass(frozen=True, slots=True)
class _Signers:
    """签发人, one character from the right, the names in 楷体 below one another; the number stands on their last line, one character
    from the left, or below them where long names leave it no room."""

    names: tuple[str, ...]
    layout: Layout
    number: float
    """The number's width, mm."""

    @property
    def cell(self) -> float:
        return self.layout.frame.width / self.layout.frame.columns

    @property
    def label(self) -> float:
        return natural_width(_LABEL, fonts.FANGSONG, self.layout.frame.size)

    @property
    def longest(self) -> float:
        return max(natural_width(name, fonts.KAI, self.layout.frame.size) for name in self.names)

    @property
    def room(self) -> float:
        """For the names where the number stands on their line."""
        return self.layout.frame.width - 2 * self.cell - self.label - self.number - _GAP

    @property
    def columns(self) -> int:
        most = min(len(self.names), _NAMES_A_LINE)
        return most if most * self.longest + (most - 1) * self.cell <= self.room else 1

    @property
    def rows(self) -> int:
        return -(-len(self.names) // self.columns)

    @property
    def beside(self) -> bool:
        return self.columns * self.longest + (self.columns - 1) * self.cell <= self.room

    def placed(self, baseline: float) -> list[Placed]:
        """Label and names, the first line's baseline given."""
        frame = self.layout.frame
        wide = min(self.longest, frame.width - 2 * self.cell - self.label)
        left = frame.width - self.cell - self.columns * wide - (self.columns - 1) * self.cell
        lower = (fonts.middle(fonts.KAI) - fonts.middle(fonts.FANGSONG)) * frame.size * MM_PER_POINT
        placed: list[Placed] = [run(_LABEL, left - self.label, baseline, frame.size)]
        for place, name in enumerate(self.names):
            row, column = divmod(place, self.columns)
            at, x = baseline + lower + row * frame.pitch, left + column * (wide + self.cell)
            fits = natural_width(name, fonts.KAI, frame.size) <= wide
            text = run(name, x, at, frame.size, role=fonts.KAI)
            placed.append(spread(name, x, wide, at, fonts.KAI, frame.size) if fits else within(text, wide, "签发人姓名"))
        return placed
