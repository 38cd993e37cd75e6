"""A year on one sheet, drawn: which days rest, which the bureau decided on itself; arrow keys go from day to day, Enter asks about one."""

from collections.abc import Mapping
from datetime import date, timedelta

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from app.services.rule_changes import RestYear
from ui.theme import theme
from ui.widgets.date_field import long_date, weekday
from ui.widgets.flow import grows_with_width

MONTH_WIDE, LINE = 160, 18  # least width of a month and height of a line, in pixels at 100 %
MOST_ACROSS = 4
WEEK = "一二三四五六日"
LINES = 8  # the month's name, the week, six weeks
OWN = "本局："
STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Up: -7, Qt.Key.Key_Down: 7}


class YearCalendar(QWidget):
    """``chosen`` tells of another day, ``asked`` of Enter, Space or a double click on one."""

    chosen = Signal()
    asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName("休息日表")
        grows_with_width(self)
        self.day = date(2000, 1, 1)
        self._year: RestYear | None = None
        self._boxes: dict[date, QRectF] = {}
        theme.notice.changed.connect(self.update)

    def sizeHint(self) -> QSize:
        return QSize(theme.pixels(860), self.heightForWidth(theme.pixels(860)))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.pixels(MONTH_WIDE), theme.pixels(LINE * LINES))

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return 12 // _across(width) * LINES * theme.pixels(LINE)

    def place(self) -> QPoint:
        """Where the day stands."""
        across = _across(self.width())
        line = (self.day.month - 1) // across
        return QPoint((self.day.month - 1) % across * self.width() // across, (line * LINES + 4) * theme.pixels(LINE))

    def show_year(self, year: RestYear, day: date) -> None:
        self._year = year
        self.go_to(day)

    def go_to(self, day: date) -> None:
        """To a day of the year shown."""
        if self._year is not None and day.year == self._year.year:
            self.day = day
            self.setAccessibleDescription(self.words())
            self.update()
            self.chosen.emit()

    def rests(self) -> bool:
        return self._year is not None and self.day in self._year.resting

    def words(self) -> str:
        """The day, whether it rests, and why where somebody decided it."""
        named = self._year.named if self._year else {}
        source = named.get(self.day, "")
        why = source if source.startswith(OWN) else "按公布的休息日表" if source else "按双休日和节日推算"
        return f"{long_date(self.day)}　{weekday(self.day)}　{'休息' if self.rests() else '上班'}（{why}）"

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = STEPS.get(Qt.Key(event.key()))
        if step is not None and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            self.go_to(self.day + timedelta(days=step))
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space}:
            self.asked.emit()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        for day, box in self._boxes.items():
            if box.contains(event.position()):
                self.go_to(day)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if self._boxes.get(self.day, QRectF()).contains(event.position()):
            self.asked.emit()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._year is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._boxes.clear()
        across = _across(self.width())
        wide, high = self.width() / across, self.height() * across / 12
        for month in range(1, 13):
            place = QPointF((month - 1) % across * wide, (month - 1) // across * high)
            self._month(painter, self._year, month, QRectF(place.x(), place.y(), wide - theme.pixels(16), high - theme.pixels(6)))
        painter.end()

    def _month(self, painter: QPainter, year: RestYear, month: int, box: QRectF) -> None:
        cell_wide, cell_high = box.width() / 7, box.height() / LINES
        font = painter.font()
        font.setPixelSize(max(8, min(theme.pixels(13), int(cell_high * 0.82))))
        painter.setFont(font)
        painter.setPen(theme.colour("ink"))
        painter.drawText(QRectF(box.x(), box.y(), box.width(), cell_high), Qt.AlignmentFlag.AlignCenter, f"{month}月")
        painter.setPen(theme.colour("muted"))
        for column, name in enumerate(WEEK):
            painter.drawText(_cell(box, column, 1, cell_wide, cell_high), Qt.AlignmentFlag.AlignCenter, name)
        day = date(year.year, month, 1)
        line = 2
        while day.month == month:
            cell = QRectF(_cell(box, day.weekday(), line, cell_wide, cell_high))
            self._boxes[day] = cell
            self._day(painter, year.named, day in year.resting, day, cell)
            if day.weekday() == 6:
                line += 1
            day += timedelta(days=1)

    def _day(self, painter: QPainter, named: Mapping[date, str], rests: bool, day: date, cell: QRectF) -> None:
        inner = cell.adjusted(1, 0.5, -1, -0.5)
        if rests:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("accent_soft"))
            painter.drawRoundedRect(inner, 3, 3)
        if day == self.day:
            painter.setPen(QPen(theme.colour("accent" if self.hasFocus() else "muted"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(inner, 3, 3)
        painter.setPen(theme.colour("accent" if rests else "ink"))
        painter.drawText(cell, Qt.AlignmentFlag.AlignCenter, str(day.day))
        if named.get(day, "").startswith(OWN):  # decided here: a line below the number says so without its colour
            painter.setPen(QPen(theme.colour("accent" if rests else "ink"), 2))
            middle, half = inner.center().x(), inner.width() / 4
            painter.drawLine(QPointF(middle - half, inner.bottom() - 1), QPointF(middle + half, inner.bottom() - 1))


def _across(width: int) -> int:
    """How many months stand side by side: 4, 3, 2 or 1."""
    return max(1, min(MOST_ACROSS, width // theme.pixels(MONTH_WIDE)))


def _cell(box: QRectF, column: int, line: int, wide: float, high: float) -> QRect:
    return QRectF(box.x() + column * wide, box.y() + line * high, wide, high).toRect()
