"""Keys as a person presses them, Chinese as an input method gives it, waiting for what runs on a thread, and pictures."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEventLoop, QPoint, QRect, QSize, Qt, QTimer
from PySide6.QtGui import QColor, QInputMethodEvent, QPainter, QPixmap
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QWidget

SCREEN = QSize(1366, 768)
PATIENCE = 30_000  # ms
LOOK_AGAIN = 20
SETTLED = 350  # ms without a question left open


class Stuck(Exception):
    """The window did not come to where it was expected: a fault of the program."""


class Driver:
    """One pair of hands and a camera. Pictures are numbered in the order they are taken."""

    def __init__(self, out: Path, busy: Callable[[], bool], home: Callable[[], QWidget]) -> None:
        self._out, self._busy, self._home = out, busy, home
        self.pictures: list[str] = []

    # --- waiting

    def pause(self, milliseconds: int = SETTLED) -> None:
        loop = QEventLoop()
        QTimer.singleShot(milliseconds, loop.quit)
        loop.exec()

    def until(self, holds: Callable[[], bool], what: str) -> None:
        """Let the window work until it holds. Raises Stuck."""
        for _turn in range(PATIENCE // LOOK_AGAIN):
            if holds():
                return
            self.pause(LOOK_AGAIN)
        raise Stuck(what)

    def settle(self) -> None:
        """Nothing is asked for any more, and what was answered is drawn."""
        self.pause()
        self.until(lambda: not self._busy(), "the window is still at work")
        self.pause(60)

    # --- keys

    def focused(self) -> QWidget:
        window = QApplication.activeModalWidget() or self._home()
        if not window.isActiveWindow():
            window.activateWindow()
            self.pause(LOOK_AGAIN)
        inside: list[QWidget | None] = [QApplication.focusWidget(), window.focusWidget()]
        return next((widget for widget in inside if widget is not None), window)

    def press(self, key: Qt.Key, *modifiers: Qt.KeyboardModifier) -> None:
        held = Qt.KeyboardModifier.NoModifier
        for modifier in modifiers:
            held |= modifier
        QTest.keyClick(self.focused(), key, held)

    def type(self, text: str) -> None:
        """Letters and digits by keys, anything else as an input method commits it."""
        if text.isascii():
            QTest.keyClicks(self.focused(), text)
            return
        composing = QInputMethodEvent("pinyin", [])
        QApplication.sendEvent(self.focused(), composing)
        committed = QInputMethodEvent("", [])
        committed.setCommitString(text)
        QApplication.sendEvent(self.focused(), committed)

    def enter(self, *texts: str) -> None:
        """Fields one after another: what is typed in each, then Enter; an empty text leaves a field as it is."""
        for text in texts:
            if text:
                self.type(text)
            self.press(Qt.Key.Key_Return)

    def in_dialog(self, act: Callable[[QDialog], None]) -> None:
        """What to do once a dialog stands that stops everything else."""

        def look() -> None:
            dialog = QApplication.activeModalWidget()
            if isinstance(dialog, QDialog):
                act(dialog)
            else:
                QTimer.singleShot(LOOK_AGAIN, look)

        QTimer.singleShot(LOOK_AGAIN, look)

    # --- pictures

    def picture(self, window: QWidget, name: str, *, scale: float = 1.0) -> str:
        """What the window shows, with a dialog over it where one stands; at a scale as a screen of the same pixels would."""
        if scale != 1.0:
            window.resize(round(SCREEN.width() / scale), round(SCREEN.height() / scale))
            self.settle()
        pixmap = QPixmap(window.size() * scale)
        pixmap.setDevicePixelRatio(scale)
        window.render(pixmap)
        dialog = QApplication.activeModalWidget()
        if dialog is not None and dialog is not window:
            _lay_over(pixmap, window, dialog)
        file = f"{len(self.pictures) + 1:02d}-{name}.png"
        pixmap.save(str(self._out / file))
        self.pictures.append(file)
        if scale != 1.0:
            window.resize(SCREEN)
            self.settle()
        return file


def _lay_over(pixmap: QPixmap, window: QWidget, dialog: QWidget) -> None:
    """The dialog as it stands over its window, which steps back behind it."""
    place = QPoint((window.width() - dialog.width()) // 2, (window.height() - dialog.height()) // 2)
    painter = QPainter(pixmap)
    painter.fillRect(window.rect(), QColor(0, 0, 0, 90))
    painter.fillRect(QRect(place, dialog.size()).adjusted(-1, -1, 1, 1), QColor(0, 0, 0, 120))
    painter.end()
    dialog.render(pixmap, place)
