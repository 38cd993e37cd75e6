"""登记簿 by keys in the real window: a search, filters, pages both ways, a petition opened, columns, a workbook, the way from Ctrl+K."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app import office
from app.regulation.terms import Form, Level
from app.services.petition_form import PetitionDraft, Petitioner, Purpose
from app.services.register_columns import USUAL
from tests.ui.conftest import SAMPLE_ACCOUNT, SAMPLE_PASSWORD, Hands, shown
from ui.bureau import Bureau
from ui.main_window import MainWindow
from ui.pages.petition.dialog import RecordDialog
from ui.pages.register import exporting, kept_columns
from ui.text import Label
from ui.widgets.chip import Chip

CONTROL = Qt.KeyboardModifier.ControlModifier
SECRET, SECRET_GIST = "钱金丝雀儿", "揭发站长私分公款"


@pytest.fixture
def sample(sample_file: Path, tmp_path: Path, threads: None) -> Iterator[Bureau]:
    for file in sample_file.parent.iterdir():
        shutil.copy(file, tmp_path / file.name)
    opened = office.Office.open(tmp_path / sample_file.name, SAMPLE_ACCOUNT, SAMPLE_PASSWORD)
    form = PetitionDraft(
        petitioners=(Petitioner(name=SECRET, phone="13905550119"),), form=Form.VISIT, level=Level.CITY, purpose=Purpose.ACCUSATION,
        accused="某站长", gist=SECRET_GIST, unit="T05",
    )  # fmt: skip
    opened.registration.save(form)
    yield Bureau(opened)
    opened.desk.store.close()


@pytest.fixture
def window(sample: Bureau) -> Iterator[MainWindow]:
    yield from shown(sample)


@pytest.fixture
def page(window: MainWindow, hands: Hands) -> Any:
    hands.press(Qt.Key.Key_4, CONTROL)
    hands.settle()
    return window.page


def column(page: Any, key: str) -> list[str]:
    place = page.table.list.place_of(key)
    return [page.table.list.index(row, place).data() for row in range(page.table.list.rowCount())]


def test_the_newest_stand_first_and_a_search_needs_no_mouse(page: Any, hands: Hands) -> None:
    days = column(page, "received_on")
    assert days == sorted(days, reverse=True)
    assert len(days) == 100
    assert page.place.text == "第 1–100 件，共 1,000+ 件"
    hands.enter("曾喆生 提留款")
    hands.settle()
    assert set(column(page, "name")) == {"曾喆生（演示）"}
    assert set(column(page, "why")) == {"姓名、内容"}
    assert page.place.text == f"共 {len(column(page, 'number'))} 件"
    number = column(page, "number")[0]
    hands.press(Qt.Key.Key_Down)
    hands.press(Qt.Key.Key_Return)
    hands.until(lambda: isinstance(QApplication.activeModalWidget(), RecordDialog))
    dialog: Any = QApplication.activeModalWidget()
    assert number in dialog.windowTitle()
    dialog.reject()


def test_pages_are_turned_at_the_edge_and_to_either_end(page: Any, hands: Hands) -> None:
    first = column(page, "number")
    hands.press(Qt.Key.Key_Down)
    hands.press(Qt.Key.Key_Up)
    hands.settle()
    assert column(page, "number") == first
    while page.table.currentIndex().row() < 99:
        hands.press(Qt.Key.Key_PageDown)
    hands.press(Qt.Key.Key_PageDown)
    hands.settle()
    second = column(page, "number")
    assert not set(second) & set(first)
    assert page.place.text.startswith("第 101–200 件")
    assert page.table.currentIndex().row() == 0
    hands.press(Qt.Key.Key_PageUp)
    hands.settle()
    assert column(page, "number") == first
    assert page.table.currentIndex().row() == 99
    hands.press(Qt.Key.Key_End)
    hands.settle()
    assert page.place.text.startswith("最后 100 件")
    assert not page.on_button.isEnabled()
    hands.press(Qt.Key.Key_F5)
    hands.settle()
    oldest = min(column(page, "received_on"))
    hands.press(Qt.Key.Key_Home)
    hands.settle()
    assert column(page, "number") == first
    hands.press(Qt.Key.Key_F4)
    hands.settle()
    assert column(page, "received_on")[0] == oldest


def test_filters_combine_and_esc_clears_them(page: Any, hands: Hands) -> None:
    page.filters.unit.setFocus()
    hands.type("hyz")
    hands.settle()
    hands.press(Qt.Key.Key_Return)
    hands.settle()
    assert set(column(page, "unit")) == {"侯营镇"}
    page.filters.flags["collective"].setFocus()
    hands.press(Qt.Key.Key_Space)
    hands.settle()
    assert page.filters.flags["collective"].text() == "只看集体"
    assert all("集体" in marks for marks in column(page, "marks"))
    page.filters.year.setFocus()
    hands.press(Qt.Key.Key_2)
    hands.settle()
    assert {day[:4] for day in column(page, "received_on")} == {"1996"}
    page.filters.since.setFocus()
    hands.enter("1996-02-30")
    assert "不是日期" in " ".join(label.text() for label in page.filters.findChildren(Label))
    hands.press(Qt.Key.Key_Escape)
    assert page.line.hasFocus()
    hands.press(Qt.Key.Key_Escape)
    hands.settle()
    assert not page.filters.set
    assert len(column(page, "number")) == 100


def test_what_is_not_there_is_said_and_a_unit_is_offered(page: Any, hands: Hands) -> None:
    hands.enter("没有这个人")
    hands.settle()
    assert not page.table.isVisible()
    assert "没有找到" in page.frame.words.text()
    page.line.clear()
    hands.enter("hyz")
    hands.settle()
    assert set(column(page, "unit")) == {"侯营镇"}
    assert any("按责任单位" in chip.text for chip in page.foot.findChildren(Chip))
    page.line.clear()
    hands.enter("营镇")
    hands.settle()
    offer = next(chip for chip in page.foot.findChildren(Chip) if chip.opens and chip.text.endswith("侯营镇"))
    offer.setFocus()
    hands.press(Qt.Key.Key_Return)
    hands.settle()
    assert page.filters.unit.code == "T03"
    assert set(column(page, "unit")) == {"侯营镇"}


def test_a_protected_petition_stands_there_masked_and_is_not_found_by_who_or_what(page: Any, hands: Hands, window: MainWindow) -> None:
    page.filters.flags["protected"].setFocus()
    hands.press(Qt.Key.Key_Space)
    hands.settle()
    assert set(column(page, "name")) == {"（保密）"}
    assert set(column(page, "gist")) == {""}
    number = column(page, "number")[0]
    for typed in (SECRET, SECRET_GIST, "13905550119", "qjq"):
        page.line.setFocus()
        page.line.clear()
        hands.enter(typed)
        hands.settle()
        assert column(page, "number") == []
        window.search.begin()
        hands.type(typed)
        hands.settle()
        assert [each.words for each in window.search._found] == [f"在登记簿里查“{typed}”"]
        hands.press(Qt.Key.Key_Escape)
    page.line.setFocus()
    page.line.clear()
    hands.enter(number)
    hands.settle()
    assert column(page, "number") == [number]
    assert column(page, "name") == ["（保密）"]


def test_ctrl_k_finds_people_and_leads_here_with_what_was_typed(window: MainWindow, hands: Hands) -> None:
    hands.press(Qt.Key.Key_K, CONTROL)
    hands.type("曾喆生")
    hands.settle()
    words = [each.words for each in window.search._found]
    assert words[0].startswith("曾喆生（演示）")
    assert words[-1] == "在登记簿里查“曾喆生”"
    hands.press(Qt.Key.Key_Up)
    hands.press(Qt.Key.Key_Return)
    hands.settle()
    page: Any = window.page
    assert page.line.value() == "曾喆生"
    assert set(column(page, "name")) == {"曾喆生（演示）"}
    hands.press(Qt.Key.Key_K, CONTROL)
    hands.type("提留款")
    hands.press(Qt.Key.Key_Return)  # before anything was offered
    hands.settle()
    assert page.line.value() == "提留款"
    assert window.search.value() == ""


def test_columns_are_chosen_and_kept(page: Any, hands: Hands) -> None:
    def choose(dialog: Any) -> None:
        QTest.keyClick(dialog._ticks["received_on"], Qt.Key.Key_Space)
        dialog.accept()

    hands.in_dialog(choose)
    hands.press(Qt.Key.Key_L, CONTROL)
    assert [each.key for each in page.table.list.columns] == [key for key in USUAL if key != "received_on"]
    assert kept_columns.load() == [key for key in USUAL if key != "received_on"]
    kept_columns.keep(USUAL)


def test_what_one_sees_becomes_a_workbook(page: Any, hands: Hands, tmp_path: Path) -> None:
    hands.enter("提留款")
    hands.settle()
    count = len(column(page, "number"))

    def agree(dialog: Any) -> None:
        dialog.line.take(tmp_path / "列出的")
        hands.press(Qt.Key.Key_Return)

    hands.in_dialog(agree)
    hands.press(Qt.Key.Key_E, CONTROL)
    hands.settle()
    assert (tmp_path / "列出的.xlsx").exists()
    assert f"已导出 {count} 件" in page.strip.words.text()
    assert exporting.ENDING == ".xlsx"


def test_a_low_window_folds_the_filters_until_they_are_asked_for(page: Any, hands: Hands, window: MainWindow) -> None:
    assert page.filters.isVisible()
    window.resize(911, 512)
    hands.pause()
    assert not page.filters.isVisible()
    hands.press(Qt.Key.Key_F3)
    assert page.filters.isVisible()
    hands.press(Qt.Key.Key_F3)
    assert not page.filters.isVisible()
