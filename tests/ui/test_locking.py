"""The lock: nothing of the page, of an open window or of a title is left to be seen, and what was typed is there afterwards."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QLineEdit, QWidget

from tests.ui.conftest import Hands, shown
from tests.ui.fakes import FakeBureau
from ui.curtain import curtain
from ui.frame.locking import LockDialog
from ui.main_window import MainWindow
from ui.widgets.button import Button
from ui.widgets.dialog import Dialog

KEY = (Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
NAME = "曾喆生"


@pytest.fixture(autouse=True)
def lifted() -> Iterator[None]:
    yield
    curtain.lift()


def locked(window: MainWindow) -> LockDialog:
    assert window.locking.dialog is not None
    return window.locking.dialog


def seen(*windows: QWidget) -> set[str]:
    """Every text a visible widget of these windows shows, and their titles."""
    parts = [part for window in windows for part in window.findChildren(QWidget) if part.window() is window and part.isVisible()]
    texts = {part.text() for part in parts if isinstance(part, QLabel | QLineEdit | QAbstractButton)}
    return texts | {window.windowTitle() for window in windows}


def test_the_key_hides_the_page_and_the_password_brings_it_back_with_what_was_typed(
    window: MainWindow, hands: Hands, bureau: FakeBureau
) -> None:
    hands.type(NAME)
    title = window.windowTitle()
    hands.press(*KEY)
    hands.settle()
    assert seen(window) == {"已锁定"}
    assert not any(part.isVisible() for part in window.findChildren(QWidget) if part.window() is window)
    assert bureau.calls.of("locked") == [None]
    QTest.keyClicks(locked(window).password, bureau.password)
    QTest.keyClick(locked(window).password, Qt.Key.Key_Return)
    hands.until(lambda: window.locking.dialog is None)
    assert window.windowTitle() == title
    assert QApplication.focusWidget() is window.page.form.editor("petitioners.0.name")  # type: ignore[union-attr]
    assert window.page.form.editor("petitioners.0.name").text() == NAME  # type: ignore[union-attr]


def test_neither_a_wrong_password_nor_esc_nor_the_cross_opens_it(window: MainWindow, hands: Hands) -> None:
    hands.press(*KEY)
    hands.settle()
    dialog = locked(window)
    QTest.keyClicks(dialog.password, "wrong")
    QTest.keyClick(dialog.password, Qt.Key.Key_Return)
    hands.settle()
    assert dialog.said.text() == "账号或密码不对。"
    assert dialog.password.text() == ""
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    dialog.close()
    hands.settle()
    assert dialog.isVisible()
    assert seen(window) == {"已锁定"}
    hands.press(*KEY)
    assert locked(window) is dialog


def test_a_window_that_stands_open_and_one_that_comes_meanwhile_are_empty_too(window: MainWindow, hands: Hands) -> None:
    standing = Dialog(window, NAME, NAME)
    standing.open()
    hands.pause()
    QTest.keyClick(standing, *KEY)
    hands.settle()
    late = Dialog(window, NAME, NAME)
    late.open()
    hands.settle()
    assert seen(window, standing, late) == {"已锁定"}
    curtain.lift()
    assert {NAME} <= seen(standing) & seen(late)
    for dialog in (standing, late):
        dialog.close()


def test_minutes_without_a_key_lock_and_a_key_puts_it_off(window: MainWindow, hands: Hands) -> None:
    locking = window.locking
    assert locking.patience == 10 * 60_000
    locking.patience = 500
    locking._timer.stop()
    locking.rest()
    for _ in range(4):
        hands.pause(200)
        QTest.keyClick(window.windowHandle(), Qt.Key.Key_Shift)
    assert locking.dialog is None
    hands.until(lambda: locking.dialog is not None)
    assert curtain.drawn


def test_an_office_that_never_locks_by_itself(window: MainWindow, hands: Hands) -> None:
    window.locking.patience = 0
    window.locking._timer.stop()
    window.locking.rest()
    assert not window.locking._timer.isActive()


def test_a_clock_that_cannot_be_is_told_above_the_page_until_it_is_read(threads: None) -> None:
    bureau = FakeBureau()
    bureau.clock_doubt = "电脑日期是 1996-12-20，早于上次使用的 1997-01-01。"
    windows = shown(bureau)
    window = next(windows)
    assert window.clock_strip.isVisible()
    assert window.clock_strip.words.text() == bureau.clock_doubt
    next(button for button in window.clock_strip.findChildren(Button)).click()
    assert not window.clock_strip.isVisible()
    next(windows, None)
