"""Two layouts that follow the room there is: chips that wrap, and form cells that share rows; no fixed size anywhere."""

from dataclasses import dataclass

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QSizePolicy, QWidget

from ui.theme import theme

NOTE = 230  # least width of a note, in pixels at 100 %
NOTE_STEP = 4


class _Wrapping(QLayout):
    """What both have in common: a list of items and a height that follows the width."""

    def __init__(self, parent: QWidget | None = None, spacing: int = 6) -> None:
        super().__init__(parent)
        self._items: list[QLayoutItem] = []
        self.setContentsMargins(0, 0, 0, 0)
        self.setSpacing(theme.pixels(spacing))

    def addItem(self, item: QLayoutItem) -> None:
        self._items.append(item)

    def count(self) -> int:
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:  # type: ignore[override]  # Qt asks for none past the end
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._arrange(QRect(0, 0, width, 0), move=False)

    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        self._arrange(rect, move=True)

    def sizeHint(self) -> QSize:
        return self.minimumSize()

    def minimumSize(self) -> QSize:
        widest = max((item.minimumSize().width() for item in self._items if not item.isEmpty()), default=0)
        return QSize(widest, 0)

    def _arrange(self, rect: QRect, *, move: bool) -> int:
        raise NotImplementedError


class Flow(_Wrapping):
    """Items side by side, going on in the next line."""

    def _arrange(self, rect: QRect, *, move: bool) -> int:
        x, y, line = rect.x(), rect.y(), 0
        for item in self._items:
            if item.isEmpty():
                continue
            size = item.sizeHint()
            if x > rect.x() and x + size.width() > rect.x() + rect.width():
                x, y, line = rect.x(), y + line + self.spacing(), 0
            if move:
                item.setGeometry(QRect(QPoint(x, y), size))
            x, line = x + size.width() + self.spacing(), max(line, size.height())
        return y + line - rect.y()


@dataclass(slots=True)
class _Cell:
    item: QLayoutItem
    least: int  # in pixels at 100 %
    weight: int
    breaks: bool
    note: QWidget | None = None


class Rows(_Wrapping):
    """Form cells in rows: as many beside each other as their least widths allow, the rest of the row shared by weight."""

    def __init__(self, parent: QWidget | None = None, spacing: int = 12, between: int = 8) -> None:
        super().__init__(parent, spacing)
        self._between = theme.pixels(between)
        self._cells: list[_Cell] = []

    def put(self, widget: QWidget, least: int, weight: int = 1, *, breaks: bool = False, note: QWidget | None = None) -> None:
        """``least`` width in pixels at 100 %; ``breaks``: begins a new row where there is room for the ones before it.

        A ``note`` stands below its widget and may be wider: as wide as the row allows, under another note where they would meet.
        """
        self.addWidget(widget)
        self._cells.append(_Cell(self._items[-1], least, weight, breaks, note))

    def minimumSize(self) -> QSize:
        return QSize(max((theme.pixels(cell.least) for cell in self._shown()), default=0), 0)

    def _shown(self) -> list[_Cell]:
        return [cell for cell in self._cells if not cell.item.isEmpty()]

    def _rows(self, width: int) -> list[list[_Cell]]:
        rows: list[list[_Cell]] = []
        used = 0
        for cell in self._shown():
            least = theme.pixels(cell.least)
            if rows and not cell.breaks and used + self.spacing() + least <= width:
                rows[-1].append(cell)
                used += self.spacing() + least
            else:
                rows.append([cell])
                used = least
        return rows

    def _arrange(self, rect: QRect, *, move: bool) -> int:
        y = rect.y()
        for row in self._rows(rect.width()):
            widths = self._widths(row, rect.width())
            height = max(_height(cell.item, width) for cell, width in zip(row, widths, strict=True))
            if move:
                self._place(row, widths, QPoint(rect.x(), y), height)
            height += self._notes(row, widths, QRect(rect.x(), y + height, rect.width(), 0), move=move)
            y += height + self._between
        return max(0, y - self._between - rect.y())

    def _notes(self, row: list[_Cell], widths: list[int], below: QRect, *, move: bool) -> int:
        """Lay the notes of a row; gives the height they take."""
        x = below.x()
        lines: list[QRect] = []
        for cell, width in zip(row, widths, strict=True):
            if cell.note is not None and not cell.note.isHidden():
                room = min(max(width, theme.pixels(NOTE)), below.width())
                left = min(x, below.x() + below.width() - room)
                box = QRect(left, below.y(), room, cell.note.heightForWidth(room))
                while any(box.intersects(other) for other in lines):
                    box.translate(0, theme.pixels(NOTE_STEP))
                lines.append(box)
                if move:
                    cell.note.setGeometry(box)
            x += width + self.spacing()
        return max((box.bottom() + 1 - below.y() for box in lines), default=0)

    def _widths(self, row: list[_Cell], width: int) -> list[int]:
        least = [theme.pixels(cell.least) for cell in row]
        spare = max(0, width - sum(least) - self.spacing() * (len(row) - 1))
        weights = sum(cell.weight for cell in row) or 1
        return [base + spare * cell.weight // weights for base, cell in zip(least, row, strict=True)]

    def _place(self, row: list[_Cell], widths: list[int], at: QPoint, height: int) -> None:
        x = at.x()
        for cell, width in zip(row, widths, strict=True):
            cell.item.setGeometry(QRect(x, at.y(), width, height))
            x += width + self.spacing()


def _height(item: QLayoutItem, width: int) -> int:
    return item.heightForWidth(width) if item.hasHeightForWidth() else item.sizeHint().height()


def grows_with_width(widget: QWidget) -> None:
    """Tell a widget's parents that its height follows its width."""
    policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
    policy.setHeightForWidth(True)
    widget.setSizePolicy(policy)


def clear_layout(layout: QLayout) -> None:
    """Take everything out of a layout; the widgets go away with it."""
    for _place in range(layout.count()):
        widget: QWidget | None = layout.takeAt(0).widget()
        if widget is not None:
            widget.hide()
            widget.deleteLater()
