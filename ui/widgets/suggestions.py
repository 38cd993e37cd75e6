"""A list of suggestions under an input: a child of the window, so that the input keeps the keys and the list shows in every picture."""

from PySide6.QtCore import QEvent, QObject, QPoint, QStringListModel, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QLineEdit, QListView

from ui.theme import theme

FOLLOW = 120  # ms


class Suggestions(QObject):
    """Shown by `offer`; Up and Down move, Enter and a click take one (`taken`), Esc closes it. Lines are plain text."""

    taken = Signal(int)

    def __init__(self, line: QLineEdit) -> None:
        super().__init__(line)
        self._line = line
        self._model = QStringListModel(self)
        self._view: QListView | None = None
        self._follow = QTimer(self, interval=FOLLOW)
        self._follow.timeout.connect(self._place)
        line.installEventFilter(self)

    @property
    def open(self) -> bool:
        return self._view is not None and self._view.isVisible()

    def offer(self, lines: list[str]) -> None:
        """Show `lines` with the first one marked; none of them: close."""
        if not lines or not self._line.hasFocus():
            self.close()
            return
        view = self._made()
        self._model.setStringList(lines)
        view.setCurrentIndex(self._model.index(0))
        self._place()
        self._follow.start()
        view.show()
        view.raise_()

    def close(self) -> None:
        self._follow.stop()
        if self._view is not None:
            self._view.hide()

    def take(self) -> None:
        """Take the marked line."""
        if self.open and self._view is not None:
            row = self._view.currentIndex().row()
            self.close()
            self.taken.emit(row)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusOut:
            self.close()
        elif event.type() == QEvent.Type.ShortcutOverride and self.open and isinstance(event, QKeyEvent):
            if event.key() == Qt.Key.Key_Escape:
                event.accept()
        elif event.type() == QEvent.Type.KeyPress and self.open and isinstance(event, QKeyEvent):
            return self._key(Qt.Key(event.key()))
        return False

    def _key(self, key: Qt.Key) -> bool:
        if key in {Qt.Key.Key_Up, Qt.Key.Key_Down}:
            self._move(1 if key == Qt.Key.Key_Down else -1)
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.take()
        elif key == Qt.Key.Key_Escape:
            self.close()
        else:
            return False
        return True

    def _move(self, step: int) -> None:
        if self._view is not None:
            row = (self._view.currentIndex().row() + step) % self._model.rowCount()
            self._view.setCurrentIndex(self._model.index(row))

    def _made(self) -> QListView:
        if self._view is None:
            self._view = QListView(self._line.window())
            self._view.setProperty("place", "suggestions")
            self._view.setModel(self._model)
            self._view.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            self._view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
            self._view.setAccessibleName("可选项")
            self._view.clicked.connect(lambda _index: self.take())
            self._line.destroyed.connect(self._view.deleteLater)
        return self._view

    def _place(self) -> None:
        """Under the line, or over it where the window ends; again while it is open, since a form may move."""
        view, count = self._made(), self._model.rowCount()
        window = self._line.window()
        below = self._line.mapTo(window, QPoint(0, self._line.height() + 2))
        height = view.sizeHintForRow(0) * min(count, 8) + theme.pixels(10)
        width = min(max(self._line.width(), theme.pixels(360)), window.width() - below.x() - theme.pixels(8))
        if below.y() + height > window.height():
            below.setY(self._line.mapTo(window, QPoint(0, -height - 2)).y())
        view.setGeometry(below.x(), below.y(), width, height)
