"""文书 on the sample bureau by keys: circulars written and gone on with, any kind asked for, the year's end as one batch."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt

from app import office
from app.services.documents.values import YEAR_END
from tests.ui.conftest import SAMPLE_ACCOUNT, SAMPLE_PASSWORD, Hands, shown
from ui import paper
from ui.bureau import Bureau
from ui.main_window import MainWindow
from ui.pages.documents import circular_dialog, where
from ui.pages.documents.asking import AskDialog
from ui.pages.documents.circular_dialog import CircularDialog
from ui.pages.documents.page import DocumentsPage

CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


@pytest.fixture(autouse=True)
def _files_of_tests(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(where, "documents_folder", lambda: tmp_path / "文书")


@pytest.fixture
def bureau(sample_file: Path, tmp_path: Path) -> Any:
    for name in (sample_file.name, f"{sample_file.name}.keys"):
        shutil.copy(sample_file.parent / name, tmp_path / name)
    return Bureau(office.Office.open(tmp_path / sample_file.name, SAMPLE_ACCOUNT, SAMPLE_PASSWORD))


@pytest.fixture
def window(bureau: Any, threads: None) -> Iterator[MainWindow]:
    yield from shown(bureau)
    bureau.office.close()


@pytest.fixture
def page(window: MainWindow, hands: Hands) -> Any:
    hands.press(Qt.Key.Key_8, CONTROL)
    hands.settle()
    return window.findChild(DocumentsPage)


def dialog_of(page: Any) -> Any:
    return next(each for each in page.findChildren(CircularDialog) if each.isVisible())


def begin(page: Any, hands: Hands) -> Any:
    hands.press(Qt.Key.Key_N, CONTROL)
    hands.settle()
    return dialog_of(page)


def circulars(bureau: Any) -> list[Any]:
    return [each for each in bureau.documents.tray() if each.kind == "circular"]


def test_a_circular_is_written_by_keys_seen_at_once_and_waits_in_the_tray(page: Any, hands: Hands, bureau: Any) -> None:
    dialog = begin(page, hands)
    hands.enter("关于开展排查的通知", "各乡镇、办事处")
    hands.type("一、排查范围")
    hands.press(Qt.Key.Key_Return)
    hands.type("请认真排查。")
    hands.pause(600)
    hands.settle()
    assert dialog.view.pages == 1
    hands.press(Qt.Key.Key_S, CONTROL)
    hands.settle()
    (waiting,) = circulars(bureau)
    assert (waiting.about, waiting.recipients) == ("关于开展排查的通知", ("各乡镇、办事处",))
    assert "关于开展排查的通知" in [row.about for row in page.tray.table.tray.rows]
    assert bureau.documents.issue(waiting).number == "聊信发〔1996〕1号"


def test_closing_keeps_what_is_written_and_f3_goes_on_with_it(page: Any, hands: Hands, bureau: Any) -> None:
    begin(page, hands)
    hands.enter("题目一")
    hands.press(Qt.Key.Key_Escape)
    hands.settle()
    (waiting,) = circulars(bureau)
    rows = [row.kind for row in page.tray.table.tray.rows]
    page.tray.table.go_to(rows.index("circular"))
    hands.press(Qt.Key.Key_F3)
    hands.settle()
    dialog = dialog_of(page)
    assert (dialog.title.value(), hands.focused) == ("题目一", dialog.editor)
    hands.type("正文补上了。")
    hands.press(Qt.Key.Key_S, CONTROL)
    hands.settle()
    (again,) = circulars(bureau)
    assert (again.subject, again.content["text"]) == (waiting.subject, "正文补上了。")


def test_a_power_cut_loses_nothing_older_than_a_few_seconds(
    page: Any, hands: Hands, bureau: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(circular_dialog, "EVERY", 40)
    begin(page, hands)
    hands.enter("断电之前写的")
    hands.until(lambda: bool(circulars(bureau)))
    assert circulars(bureau)[0].about == "断电之前写的"


def test_a_draft_is_thrown_away_after_a_yes(page: Any, hands: Hands, bureau: Any) -> None:
    dialog = begin(page, hands)
    hands.enter("不要的")
    dialog.keep()
    hands.settle()
    hands.in_dialog(lambda asked: asked.accept())
    dialog.drop_button.click()
    hands.settle()
    assert circulars(bureau) == []


def test_any_kind_is_asked_for_by_keys_and_stands_at_the_head_of_the_tray(page: Any, hands: Hands, bureau: Any) -> None:
    hands.press(Qt.Key.Key_F7)
    hands.settle()
    dialog: Any = next(each for each in page.findChildren(AskDialog) if each.isVisible())
    dialog.kind.take("reply-letter")
    dialog.look()
    hands.settle()
    assert "请填事项编号" in dialog.fault.text()
    dialog.case.take("S1996-00010")
    dialog.look()
    hands.settle()
    at = page.tray.table.at()
    assert (at.kind, at.about, at.chosen) == ("reply-letter", "S1996-00010", False)
    assert page.tray.slip.number.whole().startswith("聊访复〔1996〕10号")
    assert len(page.tray.table.tray.ticked) == sum(row.chosen for row in bureau.documents.tray())


def test_the_year_end_is_one_batch_that_stops_and_goes_on(
    page: Any, hands: Hands, bureau: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(paper, "printers", lambda: paper.Printers(()))
    wanted = [(each.kind, each.subject) for each in bureau.documents.year_end(1995)]

    def stop_soon(done: int, total: int, words: str) -> None:
        if done == 3:
            page.tray.progress.stop()

    monkeypatch.setattr(page.tray.progress, "show_progress", stop_soon)
    for _run in range(2):
        hands.press(Qt.Key.Key_Y, CONTROL)
        left = [(row.kind, row.subject) for row in page.tray.table.tray.ticked]
        assert left == wanted[len(wanted) - len(left) :]
        hands.in_dialog(lambda dialog: dialog.agree())
        hands.press(Qt.Key.Key_S, CONTROL)
        hands.settle()
        monkeypatch.setattr(page.tray.progress, "show_progress", lambda *_told: None)
    register = [line for line in bureau.documents.register(1996) if line.kind in YEAR_END]
    assert len(register) == len(wanted)
    assert sorted(line.ordinal for line in register if line.organ == "聊城市信访局") == list(range(1, len(wanted)))
    assert len(list((tmp_path / "文书").iterdir())) == sum(len(line.originals) for line in register)
    assert not page.tray.year_end_button.isVisible()


def test_nothing_written_leaves_nothing(page: Any, hands: Hands, bureau: Any) -> None:
    begin(page, hands)
    hands.press(Qt.Key.Key_Escape)
    hands.settle()
    assert circulars(bureau) == []


def test_what_cannot_be_drawn_is_said_and_kept_all_the_same(page: Any, hands: Hands, bureau: Any) -> None:
    dialog = begin(page, hands)
    hands.enter("题目", "各单位")
    dialog.editor.setPlainText("私用区字符\ue000。")
    hands.pause(600)
    hands.settle()
    assert "U+E000" in dialog.fault.text()
    hands.press(Qt.Key.Key_Escape)
    hands.settle()
    assert len(circulars(bureau)) == 1
