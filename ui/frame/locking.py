"""The lock: by its key or after minutes without one the window shows nothing until its owner's password; what was typed stays."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QElapsedTimer, QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QCloseEvent, QGuiApplication, QWindow
from PySide6.QtWidgets import QLineEdit, QProgressBar, QWidget

from app.errors import Refusal
from ui import work
from ui.curtain import TITLE, curtain
from ui.text import Label
from ui.widgets.button import Button
from ui.widgets.dialog import Dialog
from ui.widgets.field import Field
from ui.widgets.line import Line

if TYPE_CHECKING:
    from ui.bureau import Bureau

KEY = "Ctrl+Shift+L"
_INPUT = frozenset({QEvent.Type.KeyPress, QEvent.Type.MouseButtonPress, QEvent.Type.MouseMove, QEvent.Type.Wheel, QEvent.Type.TouchBegin})


class Locking(QObject):
    """Watches the windows that take keys; ``patience`` is in milliseconds, 0: only the key locks."""

    def __init__(self, window: QWidget, bureau: "Bureau") -> None:
        super().__init__(window)
        self._window, self._bureau = window, bureau
        self.dialog: LockDialog | None = None
        self._quiet = QElapsedTimer()
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self._look)
        self._watched: set[int] = set()
        self.patience = bureau.idle_minutes * 60_000
        application = QGuiApplication.instance()
        if isinstance(application, QGuiApplication):
            application.focusWindowChanged.connect(self._watch)
        curtain.asked = self.lock
        self.rest()

    def rest(self) -> None:
        """A key was pressed: the minutes begin anew."""
        self._quiet.start()
        if self.patience and not self._timer.isActive():
            self._timer.start(self.patience)

    def _look(self) -> None:
        left = self.patience - self._quiet.elapsed()
        if left > 0:
            self._timer.start(int(left))
        else:
            self.lock()

    def _watch(self, window: QWindow | None) -> None:
        if window is not None and id(window) not in self._watched:
            self._watched.add(id(window))
            window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _INPUT:
            self._quiet.start()
        return super().eventFilter(watched, event)

    def lock(self) -> None:
        """Hide everything and ask for the password."""
        if self.dialog is not None or not self._window.isEnabled():
            return
        self._timer.stop()
        curtain.draw()
        work.run(self._bureau.locked, done=lambda _nothing: None, refused=lambda _refusal: None)
        self.dialog = LockDialog(self._window, self._bureau, self._opened)
        self.dialog.show()
        self.dialog.password.setFocus()

    def _opened(self) -> None:
        dialog, self.dialog = self.dialog, None
        curtain.lift()
        if dialog is not None:
            dialog.deleteLater()
        self._window.activateWindow()
        self.rest()

    def end(self) -> None:
        """The window is left: nothing is watched any more."""
        self._timer.stop()
        curtain.asked = _nothing
        application = QGuiApplication.instance()
        if isinstance(application, QGuiApplication):
            application.focusWindowChanged.disconnect(self._watch)


class LockDialog(Dialog):
    """Nothing but a password; it goes away with the right one alone."""

    curtained = False

    def __init__(self, parent: QWidget, bureau: "Bureau", opened: Callable[[], None]) -> None:
        super().__init__(parent, TITLE, f"{bureau.actor.display_name}的窗口。没有保存的内容都还在，输入密码继续。", wide=420)
        self._bureau, self._opened = bureau, opened
        self.setWindowModality(Qt.WindowModality.ApplicationModal)
        self.password = Line(longest=200)
        self.password.setEchoMode(QLineEdit.EchoMode.Password)
        self.password.entered.connect(self.try_it)
        self.body.addWidget(Field("密码", self.password))
        self.said = Label("", "accent", wrap=True)
        self.said.hide()
        self.body.addWidget(self.said)
        self.busy = QProgressBar()
        self.busy.setRange(0, 0)
        self.busy.setTextVisible(False)
        self.busy.setAccessibleName("正在核对密码")
        self.busy.hide()
        self.body.addWidget(self.busy)
        self.button = Button("解锁　Enter", kind="primary", does=self.try_it)
        self.button.setAccessibleName("解锁")
        self.buttons(self.button)

    def try_it(self) -> None:
        """Check the password on a thread."""
        if not self.button.isEnabled() or not self.password.text():
            return
        password = self.password.text()
        self.password.clear()
        self._wait(True)
        work.run(lambda: self._bureau.unlock(password), done=self._open, refused=self._refuse, finally_=lambda: self._wait(False))

    def _open(self, _nothing: object) -> None:
        self.hide()
        self._opened()

    def _refuse(self, refusal: Refusal) -> None:
        self.said.setText(str(refusal))
        self.said.show()
        self.resize(self.width(), self.body.heightForWidth(self.width()))
        self.password.setFocus()

    def _wait(self, waiting: bool) -> None:
        self.busy.setVisible(waiting)
        self.button.setEnabled(not waiting)

    def reject(self) -> None:
        """Neither Esc nor the cross opens a lock."""

    def closeEvent(self, event: QCloseEvent) -> None:
        event.ignore()


def _nothing() -> None:
    """Nothing to lock any more."""
