"""A unit's year as a line of months: a row for each level, a mark for each petition; a cell is chosen by keys or the mouse."""

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.text import show_tooltip
from ui.theme import theme
from ui.widgets.line import is_enter

MONTHS = 12
MARK, GAP, HIGH, LABEL, FOOT = 9, 3, 30, 40, 20
_STEPS = {Qt.Key.Key_Left: (0, -1), Qt.Key.Key_Right: (0, 1), Qt.Key.Key_Up: (-1, 0), Qt.Key.Key_Down: (1, 0)}


class Mark(NamedTuple):
    """One petition: the row it stands in (0 the highest), its month, and what it is: `collective`, `skipping`, `visit` or `letter`."""

    row: int
    month: int
    kind: str


class YearLine(QWidget):
    """``chosen`` gives row and month (from 1) of the cell one is at; ``entered`` of Enter on it."""

    chosen = Signal(int, int)
    entered = Signal()

    def __init__(self, rows: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows = tuple(rows)
        self._cells: dict[tuple[int, int], list[str]] = {}
        self._at = (0, 1)
        self._last_month = MONTHS
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_marks(self, marks: Sequence[Mark], last_month: int = MONTHS) -> None:
        """Put a year in; months after ``last_month`` are yet to come. One is at the last cell that has something."""
        self._cells, self._last_month = {}, last_month
        for mark in marks:
            self._cells.setdefault((mark.row, mark.month), []).append(mark.kind)
        self._at = max(self._cells, key=lambda cell: (cell[1], -cell[0]), default=(len(self._rows) - 1, last_month))
        months = sorted({month for _, month in self._cells})
        self.setAccessibleName(f"一年的信访，共 {len(marks)} 起" + (f"，在 {'、'.join(map(str, months))} 月" if months else ""))
        self._tell()

    @property
    def at(self) -> tuple[int, int]:
        return self._at

    def go_to(self, row: int, month: int) -> None:
        self._at = (min(max(row, 0), len(self._rows) - 1), min(max(month, 1), MONTHS))
        self._tell()

    def _tell(self) -> None:
        self.setAccessibleDescription(self._words(self._at))
        self.chosen.emit(*self._at)
        self.update()

    def _words(self, cell: tuple[int, int]) -> str:
        kinds = self._cells.get(cell, [])
        names = (("collective", "集体访"), ("skipping", "越级访"), ("visit", "来访"), ("letter", "来信"))
        told = "，".join(f"{word} {kinds.count(kind)}" for kind, word in names if kind in kinds)
        return f"{cell[1]} 月　{self._rows[cell[0]]}　{told or '没有'}"

    # --- keys and mouse

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = _STEPS.get(Qt.Key(event.key()))
        if is_enter(event):
            self.entered.emit()
        elif step is not None:
            self.go_to(self._at[0] + step[0], self._at[1] + step[1])
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        cell = self._cell_at(event.position())
        if cell is not None:
            self.go_to(*cell)

    def _cell_at(self, place: QPointF) -> tuple[int, int] | None:
        row, month = int(place.y() // theme.pixels(HIGH)), int((place.x() - theme.pixels(LABEL)) // self._wide()) + 1
        return (row, month) if 0 <= row < len(self._rows) and 1 <= month <= MONTHS else None

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            cell = self._cell_at(QPointF(event.pos()))
            show_tooltip(event.globalPos(), self._words(cell) if cell else "", self)
            return True
        return super().event(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    # --- the picture

    def sizeHint(self) -> QSize:
        return QSize(theme.pixels(420), theme.pixels(HIGH) * len(self._rows) + theme.pixels(FOOT))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.pixels(260), self.sizeHint().height())

    def _wide(self) -> float:
        return max(1.0, (self.width() - theme.pixels(LABEL)) / MONTHS)

    def _box(self, row: int, month: int) -> QRectF:
        return QRectF(theme.pixels(LABEL) + (month - 1) * self._wide(), row * theme.pixels(HIGH), self._wide(), theme.pixels(HIGH))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        font = painter.font()
        font.setPixelSize(theme.pixels(12))
        painter.setFont(font)
        self._ground(painter)
        for (row, month), kinds in self._cells.items():
            self._marks(painter, self._box(row, month), kinds)
        if self.hasFocus():
            painter.setPen(QPen(theme.colour("accent"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(self._box(*self._at).adjusted(1, 1, -1, -1), 3, 3)

    def _ground(self, painter: QPainter) -> None:
        foot = len(self._rows) * theme.pixels(HIGH)
        for row, name in enumerate(self._rows):
            top = row * theme.pixels(HIGH)
            painter.setPen(theme.colour("muted"))
            painter.drawText(QRectF(0, top, theme.pixels(LABEL), theme.pixels(HIGH)), Qt.AlignmentFlag.AlignVCenter, name)
            painter.setPen(theme.colour("line"))
            painter.drawLine(QPointF(theme.pixels(LABEL), top + theme.pixels(HIGH)), QPointF(self.width(), top + theme.pixels(HIGH)))
        for month in range(1, MONTHS + 1):
            box = QRectF(self._box(0, month).x(), foot, self._wide(), theme.pixels(FOOT))
            painter.setPen(theme.colour("muted" if month <= self._last_month else "border"))
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, str(month))
        if self._at in self._cells:
            painter.fillRect(self._box(*self._at), theme.colour("accent_soft"))

    def _marks(self, painter: QPainter, box: QRectF, kinds: list[str]) -> None:
        """A mark each, the gravest first, in as many lines as fit; of more than that their number."""
        size, step = theme.pixels(MARK), theme.pixels(MARK + GAP)
        across, down = max(1, int((box.width() - GAP) // step)), max(1, int(box.height() // step))
        if len(kinds) > across * down:
            painter.setPen(theme.colour("accent" if "collective" in kinds else "ink"))
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, f"{len(kinds)}")
            return
        order = ("collective", "skipping", "visit", "letter")
        for place, kind in enumerate(sorted(kinds, key=order.index)):
            line, column = divmod(place, across)
            lines = -(-len(kinds) // across)
            top = box.center().y() - lines * step / 2 + line * step + (step - size) / 2
            draw_mark(painter, QRectF(box.x() + GAP + column * step, top, size, size), kind)


def draw_mark(painter: QPainter, box: QRectF, kind: str) -> None:
    """Shapes tell the kinds apart without colour: a filled square, a filled triangle, a ring, an envelope's diamond."""
    tone = {"collective": "accent", "skipping": "warn"}.get(kind, "muted")
    painter.setPen(QPen(theme.colour(tone), 1.4))
    painter.setBrush(theme.colour(tone) if kind in {"collective", "skipping"} else Qt.BrushStyle.NoBrush)
    middle = box.center()
    if kind == "collective":
        painter.drawRect(box)
    elif kind == "skipping":
        painter.drawPolygon(QPolygonF([QPointF(middle.x(), box.top()), box.bottomRight(), box.bottomLeft()]))
    elif kind == "visit":
        painter.drawEllipse(box)
    else:
        corners = (QPointF(middle.x(), box.top()), QPointF(box.right(), middle.y()), QPointF(middle.x(), box.bottom()))
        painter.drawPolygon(QPolygonF([*corners, QPointF(box.left(), middle.y())]))


class Legend(QWidget):
    """What the marks mean."""

    WORDS = (("collective", "集体访"), ("skipping", "越级访"), ("visit", "其他来访"), ("letter", "来信"))

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName("图例：" + "，".join(word for _, word in self.WORDS))

    def sizeHint(self) -> QSize:
        return QSize(theme.pixels(300), theme.pixels(20))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        font = painter.font()
        font.setPixelSize(theme.pixels(12))
        painter.setFont(font)
        x, size = theme.pixels(LABEL), theme.pixels(MARK)
        for kind, word in self.WORDS:
            draw_mark(painter, QRectF(x, (self.height() - size) / 2, size, size), kind)
            painter.setPen(theme.colour("muted"))
            wide = painter.fontMetrics().horizontalAdvance(word)
            painter.drawText(QRectF(x + size + theme.pixels(5), 0, wide + 2, self.height()), Qt.AlignmentFlag.AlignVCenter, word)
            x += size + theme.pixels(21) + wide
