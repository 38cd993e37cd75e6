"""Import in the window: what was added in counts, faults beside their rows, stopped with nothing left of it, the empty workbook saved."""

import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog

from app.office import Office
from tests.services.offices import new_office
from tests.services.workbooks import changed, sound, write
from tests.ui.conftest import Hands, shown
from ui.bureau import Bureau
from ui.main_window import MainWindow
from ui.pages.units.import_dialog import ImportDialog

CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def opened(tmp_path: Path, threads: None) -> Iterator[Office]:
    made = new_office(tmp_path)
    yield made
    made.desk.store.close()


@pytest.fixture
def window(opened: Office) -> Iterator[MainWindow]:
    yield from shown(Bureau(opened))


@pytest.fixture
def page(window: MainWindow, hands: Hands) -> Any:
    hands.press(Qt.Key.Key_3, CONTROL)
    hands.settle()
    return window.page


def import_by_keys(hands: Hands, act: Any) -> None:
    def once_it_stands(dialog: Any) -> None:
        hands.pause(60)
        act(dialog)

    hands.in_dialog(once_it_stands)
    hands.press(Qt.Key.Key_I, CONTROL)
    hands.settle()


def test_a_sound_workbook_comes_in_and_is_there_at_once(page: Any, hands: Hands, tmp_path: Path) -> None:
    book, said = write(sound(), tmp_path / "book.xlsx"), []

    def act(dialog: ImportDialog) -> None:
        hands.enter(str(book))
        hands.until(lambda: dialog.begin_button.isEnabled() and dialog.said.isVisible())
        said.append(dialog.said.text())
        hands.press(Qt.Key.Key_Return, CONTROL)
        hands.until(lambda: dialog.begin_button.isEnabled() and dialog.said.text() != said[0])
        said.append(dialog.said.text())
        hands.press(Qt.Key.Key_Escape)

    import_by_keys(hands, act)
    hands.settle()
    assert said[0] == "已导入：单位 3 行，人员 1 行，事项 3 行，来访来信 4 行，录入项 1 行，保证金 1 行。"
    assert said[1].startswith("没有新的行；13 行已经登记过")
    assert [row.hit.code for row in page.directory.table.listing.rows] == ["T01", "D01", "S01"]


def test_faults_stand_beside_the_row_they_speak_of(page: Any, hands: Hands, tmp_path: Path, opened: Office) -> None:
    book = write(changed("来访来信", 1, 级别="县"), tmp_path / "book.xlsx")
    seen: list[Any] = []

    def act(dialog: ImportDialog) -> None:
        hands.enter(str(book))
        hands.until(dialog.faults.isVisible)
        hands.pause(50)
        seen.extend((dialog.faults.table.hasFocus(), dialog.faults.what.text(), dialog.faults.row.at(), dialog.imported))
        hands.press(Qt.Key.Key_Escape)

    import_by_keys(hands, act)
    focused, what, (wrong, cell), imported = seen
    assert focused
    assert what.startswith("来访来信!D3　")
    assert (wrong, cell) == (True, ("级别", "县"))
    assert not imported
    assert opened.units.all_units() == ()


def test_a_wrong_check_digit_is_let_through_only_where_it_was_ticked(page: Any, hands: Hands, tmp_path: Path) -> None:
    book = write(changed("来访来信", 0, 证件号="372522196005050015"), tmp_path / "book.xlsx")
    seen: list[str] = []

    def act(dialog: ImportDialog) -> None:
        hands.enter(str(book))
        hands.until(dialog.faults.isVisible)
        seen.append(dialog.faults.what.text())
        dialog.lenient.setFocus()
        hands.press(Qt.Key.Key_Space)
        hands.press(Qt.Key.Key_Return)
        hands.until(lambda: dialog.imported)
        seen.append(dialog.said.text())
        hands.press(Qt.Key.Key_Escape)

    import_by_keys(hands, act)
    assert "校验" in seen[0]
    assert "已导入" in seen[1]
    assert "来访来信!I2" in seen[1]


def test_stopped_with_esc_nothing_of_it_stays(page: Any, hands: Hands, tmp_path: Path, opened: Office, monkeypatch: Any) -> None:
    book = write(sound(), tmp_path / "book.xlsx")
    exchange, reached, go_on = page.bureau.exchange, threading.Event(), threading.Event()
    real = exchange.import_workbook

    def slowly(path: Path, late: bool, lenient: bool, tell: Any) -> Any:
        def waiting(done: int, total: int, words: str) -> None:
            if words == "写入 来访来信":
                reached.set()
                go_on.wait(20)
            tell(done, total, words)

        return real(path, late, lenient, waiting)

    monkeypatch.setattr(exchange, "import_workbook", slowly)
    seen: list[Any] = []

    def act(dialog: ImportDialog) -> None:
        hands.enter(str(book))
        hands.until(reached.is_set)
        assert dialog.progress.isVisible()
        hands.press(Qt.Key.Key_Escape)
        seen.append(dialog.step.whole())
        go_on.set()
        hands.until(dialog.begin_button.isEnabled)
        hands.pause(50)
        seen.append(dialog.said.text())
        hands.press(Qt.Key.Key_Escape)

    import_by_keys(hands, act)
    assert seen == ["正在停……", "已停，什么也没有导入。"]
    assert opened.units.all_units() == ()


def test_a_file_that_is_none_is_said_at_the_field(page: Any, hands: Hands, tmp_path: Path) -> None:
    (tmp_path / "not.xlsx").write_text("不是工作簿", "utf-8")
    seen: list[str] = []

    def act(dialog: ImportDialog) -> None:
        hands.enter("")
        seen.append(dialog.field.note.text())
        hands.enter(str(tmp_path / "gone.xlsx"))
        seen.append(dialog.field.note.text())
        hands.press(Qt.Key.Key_A, CONTROL)
        hands.enter(str(tmp_path / "not.xlsx"))
        hands.until(dialog.said.isVisible)
        seen.append(dialog.said.text())
        hands.press(Qt.Key.Key_Escape)

    import_by_keys(hands, act)
    assert seen[0] == "没有选文件"
    assert "找不到" in seen[1]
    assert "not.xlsx" in seen[2]


def test_the_empty_workbook_is_saved_where_one_says(page: Any, hands: Hands, tmp_path: Path, monkeypatch: Any) -> None:
    monkeypatch.setattr(QFileDialog, "getSaveFileName", staticmethod(lambda *_: (str(tmp_path / "空表"), "")))
    seen: list[str] = []

    def act(dialog: ImportDialog) -> None:
        hands.press(Qt.Key.Key_T, CONTROL)
        hands.until(dialog.said.isVisible)
        seen.append(dialog.said.text())
        hands.press(Qt.Key.Key_Escape)

    import_by_keys(hands, act)
    assert (tmp_path / "空表.xlsx").is_file()
    assert "空表.xlsx" in seen[0]
