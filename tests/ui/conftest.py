"""A window for each test, its threads stopped behind it; a sample bureau made once for all."""

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QEventLoop, Qt, QTimer
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

from app import office
from app.services.sample import fill
from tests.ui.fakes import FakeBureau
from ui import application, theme, tidying, work
from ui.main_window import MainWindow
from ui.settings import Settings

SAMPLE_ACCOUNT, SAMPLE_PASSWORD = "director", "yanshi-1996"


class Hands:
    """Keys into whatever has the focus, Chinese as an input method commits it, waiting for the threads."""

    def __init__(self, window: QWidget) -> None:
        self.window = window

    @property
    def focused(self) -> QWidget:
        if QApplication.activeModalWidget() is None and not self.window.isActiveWindow():
            self.window.activateWindow()
            self.pause()
        return QApplication.focusWidget() or self.window.focusWidget() or self.window

    def press(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        QTest.keyClick(self.focused, key, modifiers)

    def type(self, text: str) -> None:
        if text.isascii():
            QTest.keyClicks(self.focused, text)
        else:
            self.compose("pinyin")
            self.commit(text)

    def compose(self, text: str) -> None:
        QApplication.sendEvent(self.focused, QInputMethodEvent(text, []))

    def commit(self, text: str) -> None:
        event = QInputMethodEvent("", [])
        event.setCommitString(text)
        QApplication.sendEvent(self.focused, event)

    def enter(self, *texts: str) -> None:
        for text in texts:
            if text:
                self.type(text)
            self.press(Qt.Key.Key_Return)

    def pause(self, milliseconds: int = 30) -> None:
        loop = QEventLoop()
        QTimer.singleShot(milliseconds, loop.quit)
        loop.exec()

    def until(self, holds: Callable[[], bool]) -> None:
        for _turn in range(1500):
            if holds():
                return
            self.pause(20)
        raise AssertionError("it never came to hold")

    def settle(self) -> None:
        """After every pause of the page's own, nothing is under way."""
        self.pause(260)
        self.until(lambda: not work.threads.running)
        self.pause(20)

    def in_dialog(self, act: Callable[[Any], None]) -> None:
        """What to do once a dialog stands and has the keys; one that fails to be done puts the dialog away, so that the test ends."""

        def look(turns: int = 500) -> None:
            dialog = QApplication.activeModalWidget()
            if dialog is None or (not dialog.isActiveWindow() and turns):
                QTimer.singleShot(10, partial(look, turns - 1))
                return
            try:
                act(dialog)
            except BaseException:
                dialog.close()
                raise

        QTimer.singleShot(10, look)


@pytest.fixture(scope="session")
def looks(qapp: QApplication) -> Iterator[QApplication]:
    made = application.make(["test"])
    tidier = tidying.begin(made)
    yield made
    tidier.end()


@pytest.fixture
def threads(looks: QApplication) -> Iterator[None]:
    yield
    work.threads.stop()
    looks.processEvents()


@pytest.fixture
def bureau() -> FakeBureau:
    return FakeBureau()


@pytest.fixture
def window(bureau: FakeBureau, threads: None) -> Iterator[MainWindow]:
    yield from shown(bureau)


@pytest.fixture
def hands(window: MainWindow) -> Hands:
    return Hands(window)


@pytest.fixture(scope="session")
def sample_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample bureau, made once; a test that changes it copies it."""
    path = tmp_path_factory.mktemp("sample") / "sample.xfj"
    made, _key = office.Office.create(path, account=SAMPLE_ACCOUNT, password=SAMPLE_PASSWORD, display_name="李建国（演示）")
    fill.fill(made.desk)
    made.close()
    return path


def shown(bureau: Any) -> Iterator[MainWindow]:
    """A main window on a bureau, taken away behind the test without asking anyone."""
    made = MainWindow(bureau, Settings(), lambda _back: None)
    made.resize(1366, 768)
    made.show()
    made.activateWindow()
    QTest.qWaitForWindowActive(made)
    yield made
    if isValid(made):
        made.hide()  # before the timers: what loses the cursor asks again
        for timer in made.findChildren(QTimer):
            timer.stop()
        made.deleteLater()
    work.threads.stop()
    work.threads.taking = True
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    theme.apply(application.make(["test"]), theme.Look.LIGHT, 100)
    QApplication.processEvents()
