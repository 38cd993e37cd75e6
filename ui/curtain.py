"""The curtain of a locked window: what stands in every window of the program goes out of sight, its title too, and comes back as it was."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

TITLE = "已锁定"


class _Shaded:
    """One window with nothing in it to be seen."""

    def __init__(self, window: QWidget) -> None:
        self.window, self._title = window, window.windowTitle()
        self._focus: QWidget | None = window.focusWidget()
        inside = window.findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly)
        self._hidden = [part for part in inside if not part.isWindow() and not part.isHidden()]
        for part in self._hidden:
            part.hide()
        window.setWindowTitle(TITLE)

    def uncover(self) -> None:
        if not isValid(self.window):
            return
        self.window.setWindowTitle(self._title)
        for part in self._hidden:
            if isValid(part):
                part.show()
        if self._focus is not None and isValid(self._focus):
            self._focus.setFocus()


class Curtain:
    """One for the process. ``asked`` is what locks: dialogs call it by its key."""

    def __init__(self) -> None:
        self.drawn = False
        self.asked: Callable[[], None] = _nothing
        self._shaded: list[_Shaded] = []

    def ask(self) -> None:
        """A key asked for the lock."""
        self.asked()

    def draw(self) -> None:
        """Nothing that stands in a window is seen from now on, in one opened meanwhile neither."""
        self.drawn = True
        while (popup := QApplication.activePopupWidget()) is not None:
            popup.close()
        for window in QApplication.topLevelWidgets():
            if window.isVisible():
                self.shade(window)

    def shade(self, window: QWidget) -> None:
        """For a window that is shown while the curtain is drawn."""
        if self.drawn and all(each.window is not window for each in self._shaded):
            self._shaded.append(_Shaded(window))

    def lift(self) -> None:
        self.drawn = False
        shaded, self._shaded = self._shaded, []
        for each in shaded:
            each.uncover()


def _nothing() -> None:
    """Before anybody is at a desk there is nothing to lock."""


curtain = Curtain()
