"""The waterfall from 100 to the score: one step for each item that took something off, the number written at it."""

from dataclasses import dataclass
from fractions import Fraction

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QHelpEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.text import show_tooltip
from ui.theme import theme


@dataclass(frozen=True, slots=True)
class Step:
    """What one item took off (>= 0), with its name and words for the tooltip."""

    item: str
    deduction: Fraction
    words: str


def two_places(value: Fraction) -> str:
    """A deduction as people write it: -1.25, -10."""
    hundredths = round(value * 100)
    whole, part = divmod(abs(hundredths), 100)
    return f"{'−' if hundredths < 0 else ''}{whole}{f'.{part:02d}'.rstrip('0').rstrip('.') if part else ''}"


class Waterfall(QWidget):
    """Draws what it was given; computes nothing but where a bar stands."""

    pointed = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._full, self._score = Fraction(100), Fraction(100)
        self._steps: tuple[Step, ...] = ()
        self._written: list[QRectF] = []
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def show_steps(self, full: Fraction, steps: tuple[Step, ...], score: Fraction) -> None:
        self._full, self._steps, self._score = full, steps, score
        said = "，".join(f"{step.item} 扣 {two_places(step.deduction)}" for step in steps) or "没有扣分"
        self.setAccessibleName(f"从 {two_places(full)} 到得分 {two_places(score)}：{said}")
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(theme.pixels(280), theme.pixels(138))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        font = painter.font()
        font.setPixelSize(theme.pixels(11))
        painter.setFont(font)
        self._written = []
        self._bar(painter, 0, Fraction(0), self._full, "border", "满分", two_places(self._full))
        level = self._full
        for place, step in enumerate(self._steps, start=1):
            below = level - step.deduction
            self._bar(painter, place, below, level, "accent", step.item, f"−{two_places(step.deduction)}")
            self._link(painter, place, level)
            level = below
        self._link(painter, len(self._steps) + 1, self._score)
        self._bar(painter, len(self._steps) + 1, Fraction(0), self._score, "ink", "得分", two_places(self._score))

    def _slot(self, place: int) -> QRectF:
        wide = self.width() / (len(self._steps) + 2)
        return QRectF(place * wide + wide * 0.14, theme.pixels(4), wide * 0.72, self.height() - theme.pixels(24))

    def _base(self) -> Fraction:
        """What the foot of the picture stands for: small deductions stay to be seen."""
        lowest = min(self._score, self._full)
        return max(Fraction(0), lowest - max(Fraction(8), (self._full - lowest) / 2))

    def _height_of(self, value: Fraction, slot: QRectF) -> float:
        share = (value - self._base()) / (self._full - self._base())
        return slot.bottom() - theme.pixels(14) - float(max(Fraction(0), share)) * (slot.height() - theme.pixels(14))

    def _bar(self, painter: QPainter, place: int, low: Fraction, high: Fraction, colour: str, name: str, number: str) -> None:
        slot = self._slot(place)
        top, bottom = self._height_of(high, slot), self._height_of(max(low, self._base()), slot)
        painter.fillRect(QRectF(slot.x(), top, slot.width(), max(bottom - top, 2.0)), theme.colour(colour))
        painter.setPen(theme.colour("accent" if colour == "accent" else "ink"))
        middle = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop
        wider = QRectF(slot.x() - slot.width() * 0.3, bottom + 1, slot.width() * 1.6, theme.pixels(14))
        if colour == "accent" or place in {0, len(self._steps) + 1}:
            painter.drawText(self._free(painter, wider, number), middle, number)
        painter.setPen(theme.colour("muted"))
        painter.drawText(QRectF(wider.x(), self.height() - theme.pixels(17), wider.width(), theme.pixels(16)), middle, name)

    def _free(self, painter: QPainter, place: QRectF, number: str) -> QRectF:
        """The place for a number, a line lower where another one stands already."""
        wide = painter.fontMetrics().horizontalAdvance(number) + theme.pixels(3)
        taken = QRectF(place.center().x() - wide / 2, place.y(), wide, theme.pixels(12))
        while any(taken.intersects(other) for other in self._written):
            taken.translate(0, theme.pixels(12))
        taken.translate(min(0.0, self.width() - taken.right()) - min(0.0, taken.left()), 0)
        self._written.append(taken)
        return QRectF(taken.x() - 2, taken.y(), taken.width() + 4, theme.pixels(14))

    def _link(self, painter: QPainter, place: int, level: Fraction) -> None:
        """A thin line from the bar before, so that the eye goes down the steps."""
        before, here = self._slot(place - 1), self._slot(place)
        height = self._height_of(level, here)
        painter.setPen(theme.colour("border"))
        painter.drawLine(round(before.right()), round(height), round(here.left()), round(height))

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            place = int(event.pos().x() / (self.width() / (len(self._steps) + 2))) - 1
            words = self._steps[place].words if 0 <= place < len(self._steps) else self.accessibleName()
            show_tooltip(event.globalPos(), words, self)
            return True
        return super().event(event)
