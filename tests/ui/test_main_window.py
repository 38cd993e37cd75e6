"""The frame: what an account may use is what it is shown, the status line counts, leaving makes a backup and asks about what is unsaved."""

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from app import office
from app.errors import StoreRefusal
from app.services.actor import Role
from tests.ui.conftest import Hands, shown
from tests.ui.fakes import FakeBureau
from ui.frame import keys_help
from ui.main_window import MainWindow
from ui.start import first_run
from ui.start.steps import NewAccount, NewBureau
from ui.text import Label
from ui.widgets.button import Button
from ui.widgets.chip import Chip

CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.mark.parametrize(
    ("role", "pages"),
    [
        (Role.CLERK, {"registration", "review"}),
        (Role.DIRECTOR, {"review"}),
        (Role.CASE_OFFICER, {"review"}),
        (Role.AUDITOR, set()),
        (Role.ADMINISTRATOR, set()),
    ],
)
def test_an_account_is_shown_the_pages_it_has_a_right_to(threads: None, role: Role, pages: set[str]) -> None:
    windows = shown(FakeBureau(role))
    window = next(windows)
    assert {entry.id for entry in window._entries} & {"registration", "review"} == pages
    next(windows, None)


def test_a_sample_is_marked_on_the_window_and_in_its_title(window: MainWindow) -> None:
    assert "演示 1996-12-20" in window.windowTitle()
    assert "演示" in {chip.text for chip in window.findChildren(Chip)}
    assert "1996年12月20日　星期五" in {label.text() for label in window.findChildren(Label)}


def test_the_status_line_counts_what_is_due(window: MainWindow, hands: Hands) -> None:
    hands.settle()
    assert [chip.text for chip in window.status.due.values()] == ["超期 3", "今日到期 1", "三日内 1", "七日内 2"]


def test_the_keys_are_a_key_away(window: MainWindow, hands: Hands) -> None:
    read: list[str] = []

    def look(dialog: Any) -> None:
        read.extend(label.text() for label in dialog.findChildren(Label))
        dialog.reject()

    hands.in_dialog(look)
    hands.press(Qt.Key.Key_Slash, CONTROL)
    for key, words in (*window.page.keys, *keys_help.EVERYWHERE):  # type: ignore[union-attr]
        assert key in read
        assert words in read


def test_leaving_with_something_unsaved_asks_and_may_be_called_off(window: MainWindow, hands: Hands, bureau: FakeBureau) -> None:
    hands.type("曾喆生")
    hands.in_dialog(lambda dialog: dialog.reject())
    window.close()
    hands.settle()
    assert window.isVisible()
    assert bureau.calls.of("leave") == []
    hands.in_dialog(lambda dialog: dialog.accept())
    window.close()
    hands.until(lambda: bureau.calls.of("leave") != [])
    assert bureau.drafts.held is not None


def test_a_backup_that_fails_is_told_and_one_may_stay(window: MainWindow, hands: Hands, bureau: FakeBureau) -> None:
    def refuse() -> None:
        raise StoreRefusal("备份的地方写不进去。")

    bureau.leave = refuse  # type: ignore[method-assign]
    read: list[str] = []

    def stay(dialog: Any) -> None:
        read.append(dialog.words.text())
        next(button for button in dialog.findChildren(Button) if button.accessibleName() == "留下").click()

    hands.in_dialog(stay)
    window.close()
    hands.until(lambda: bool(read))
    hands.settle()
    assert read == ["备份的地方写不进去。"]
    assert window.isVisible()
    assert window.isEnabled()


@pytest.fixture
def new(tmp_path: Path) -> NewBureau:
    return NewBureau("聊城市信访局", tmp_path / "a.xfj", NewAccount("李局长", "ju", "12345678"), NewAccount("王接待", "ju", "12345678"))


def test_a_store_whose_second_account_is_refused_is_not_left_behind(looks: QApplication, new: NewBureau) -> None:
    (new.path.parent / "a.xfj2").write_text("not ours")
    with pytest.raises(Exception, match="ju"):
        first_run.make(office, new)  # type: ignore[arg-type]
    assert [file.name for file in new.path.parent.iterdir()] == ["a.xfj2"]


def test_a_sample_is_thrown_away_when_it_is_left(looks: QApplication) -> None:
    bureau = first_run.sample(office)  # type: ignore[arg-type]
    folder = bureau.office.desk.store.path.parent
    assert bureau.sample
    bureau.leave()
    assert not folder.exists()
