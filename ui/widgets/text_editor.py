"""An editor of plain text with the numbers of its lines; one line may be marked as faulty."""

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QInputMethodEvent, QPainter, QPaintEvent, QResizeEvent, QTextCursor, QTextFormat
from PySide6.QtWidgets import QPlainTextEdit, QTextEdit, QWidget

from ui.theme import theme


class _Numbers(QWidget):
    """The margin the numbers stand in."""

    def __init__(self, editor: "TextEditor") -> None:
        super().__init__(editor)
        self._editor = editor

    def sizeHint(self) -> QSize:
        return QSize(self._editor.margin, 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        self._editor.paint_numbers(event)


class TextEditor(QPlainTextEdit):
    """Tab goes on to the next control; the text is the person's, letter by letter."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.composing = False
        self.fault_line = 0
        self.setTabChangesFocus(True)
        self._numbers = _Numbers(self)
        self.blockCountChanged.connect(lambda _count: self._make_room())
        self.updateRequest.connect(self._follow)
        theme.notice.changed.connect(self._recolour)
        self._make_room()

    @property
    def margin(self) -> int:
        return self.fontMetrics().horizontalAdvance("! " + "0" * max(2, len(str(self.blockCount())))) + theme.pixels(14)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        self.composing = bool(event.preeditString())
        super().inputMethodEvent(event)

    def mark_fault(self, line: int) -> None:
        """Mark a line, counted from 1; 0 marks none."""
        self.fault_line = line if 0 < line <= self.blockCount() else 0
        marks = []
        if self.fault_line:
            mark = QTextEdit.ExtraSelection()
            mark.format.setBackground(theme.colour("accent_soft"))  # type: ignore[attr-defined]
            mark.format.setProperty(QTextFormat.Property.FullWidthSelection, True)  # type: ignore[attr-defined]
            mark.cursor = self._at(self.fault_line)  # type: ignore[attr-defined]
            marks.append(mark)
        self.setExtraSelections(marks)
        self._numbers.update()

    def _recolour(self) -> None:
        self.mark_fault(self.fault_line)

    def go_to(self, line: int) -> None:
        """The cursor to a line, in the middle of what one sees."""
        self.setTextCursor(self._at(line))
        self.centerCursor()
        self.setFocus()

    def _at(self, line: int) -> QTextCursor:
        return QTextCursor(self.document().findBlockByNumber(max(0, line - 1)))

    def insert(self, words: str) -> None:
        """Put words in at the cursor and go on typing."""
        self.textCursor().insertText(words)
        self.setFocus()

    def paint_numbers(self, event: QPaintEvent) -> None:
        painter = QPainter(self._numbers)
        painter.fillRect(event.rect(), theme.colour("sunken"))
        block = self.firstVisibleBlock()
        top = self.blockBoundingGeometry(block).translated(self.contentOffset()).top()
        while block.isValid() and top <= event.rect().bottom():
            height = self.blockBoundingRect(block).height()
            faulty = block.blockNumber() + 1 == self.fault_line
            painter.setPen(theme.colour("accent" if faulty else "muted"))
            box = QRect(0, round(top), self._numbers.width() - theme.pixels(6), self.fontMetrics().height())
            painter.drawText(box, Qt.AlignmentFlag.AlignRight, f"! {block.blockNumber() + 1}" if faulty else str(block.blockNumber() + 1))
            top += height
            block = block.next()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        inside = self.contentsRect()
        self._numbers.setGeometry(QRect(inside.left(), inside.top(), self.margin, inside.height()))

    def _make_room(self) -> None:
        self.setViewportMargins(self.margin, 0, 0, 0)

    def _follow(self, rect: QRect, down: int) -> None:
        if down:
            self._numbers.scroll(0, down)
        else:
            self._numbers.update(0, rect.y(), self._numbers.width(), rect.height())
