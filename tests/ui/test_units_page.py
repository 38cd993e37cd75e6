"""单位: found by typing, changed by keys with its history, its year on one page with every figure a key away from what is behind it."""

import shutil
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from app import office
from tests.ui.conftest import SAMPLE_ACCOUNT, SAMPLE_PASSWORD, Hands, shown
from ui.bureau import Bureau
from ui.main_window import MainWindow
from ui.pages.petition.dialog import RecordDialog
from ui.text import Label
from ui.widgets.button import Button
from ui.widgets.chip import Chip
from ui.widgets.form_dialog import FormDialog
from ui.widgets.pips import Pips

CONTROL = Qt.KeyboardModifier.ControlModifier
VETOED, PARENT, UNDER = "T07", "T04", "X15"


@pytest.fixture
def sample(sample_file: Path, tmp_path: Path, threads: None) -> Iterator[Bureau]:
    for file in sample_file.parent.iterdir():
        shutil.copy(file, tmp_path / file.name)
    opened = office.Office.open(tmp_path / sample_file.name, SAMPLE_ACCOUNT, SAMPLE_PASSWORD)
    yield Bureau(opened)
    opened.desk.store.close()


@pytest.fixture
def window(sample: Bureau) -> Iterator[MainWindow]:
    yield from shown(sample)


@pytest.fixture
def page(window: MainWindow, hands: Hands) -> Any:
    hands.press(Qt.Key.Key_3, CONTROL)
    hands.settle()
    return window.page


def words(widget: Any) -> str:
    return " ".join(label.text() for label in widget.findChildren(Label))


def codes(page: Any) -> list[str]:
    return [row.hit.code for row in page.directory.table.listing.rows]


def filling(hands: Hands, *texts: str) -> Callable[[Any], None]:
    """Each text and Enter, as a clerk goes through a form; what stands there already is replaced."""

    def act(dialog: Any) -> None:
        assert isinstance(dialog, FormDialog)
        hands.pause(60)
        for text in texts:
            if text:
                hands.press(Qt.Key.Key_A, CONTROL)
                hands.type(text)
            hands.press(Qt.Key.Key_Return)
            hands.pause(160)

    return act


# the registry


def test_subordinates_stand_under_their_parents(page: Any) -> None:
    known = codes(page)
    assert known.index(UNDER) == known.index(PARENT) + 1
    row = page.directory.table.listing.rows[known.index(UNDER)]
    assert row.depth == 1
    assert "└" in page.directory.table.listing.index(known.index(UNDER), 1).data()


@pytest.mark.parametrize("typed", ["hyz", "T03", "侯营"])
def test_typing_on_the_list_finds_a_unit_and_esc_shows_all_again(page: Any, hands: Hands, typed: str) -> None:
    whole = len(codes(page))
    if typed.isascii():
        hands.type(typed[0])
        hands.pause()
        hands.type(typed[1:])
    else:
        hands.press(Qt.Key.Key_F, CONTROL)
        hands.type(typed)
    hands.settle()
    assert page.directory.code == "T03"
    assert "侯营镇" in page.name.whole()
    hands.press(Qt.Key.Key_Escape)
    hands.settle()
    assert len(codes(page)) == whole
    assert page.directory.code == "T03"


def test_people_leaders_and_history_are_told(page: Any, hands: Hands) -> None:
    page.select_unit(VETOED)
    hands.settle()
    said = words(page.facts)
    assert "主要领导" in said
    assert "包点市领导" in said
    assert "1,500 元" in said
    assert "沿革" in said


def test_a_unit_is_made_by_keys(page: Any, hands: Hands, sample: Bureau) -> None:
    hands.in_dialog(filling(hands, "S90", "开发区供销社", "", "", "x", "t04", "", ""))
    hands.press(Qt.Key.Key_N, CONTROL)
    hands.settle()
    assert sample.units.unit("S90").form.parent == PARENT
    hands.settle()
    assert page.directory.code == "S90"


def test_a_fault_is_said_at_its_field_and_nothing_is_lost(page: Any, hands: Hands, sample: Bureau) -> None:
    said: list[str] = []

    def act(dialog: Any) -> None:
        hands.pause(60)
        hands.type(VETOED)
        hands.press(Qt.Key.Key_Return)
        hands.press(Qt.Key.Key_Return, CONTROL)
        hands.pause(100)
        said.append(words(dialog))
        assert QApplication.focusWidget() is dialog._fields["name"].editor
        hands.type("重复乡")
        hands.press(Qt.Key.Key_Return, CONTROL)
        hands.pause(400)
        said.append(words(dialog))
        assert dialog._fields["code"].editor.value() == VETOED
        hands.press(Qt.Key.Key_Escape)

    hands.in_dialog(act)
    hands.press(Qt.Key.Key_N, CONTROL)
    hands.settle()
    assert "没有写名称" in said[0]
    assert "已有单位在用" in said[1]


def test_renaming_keeps_the_former_name(page: Any, hands: Hands, sample: Bureau) -> None:
    page.select_unit(VETOED)
    hands.settle()
    hands.in_dialog(filling(hands, "凤山镇", "", "1996-10-1"))
    hands.press(Qt.Key.Key_F6)
    hands.settle()
    assert [term.name for term in sample.units.unit(VETOED).names] == ["朱老庄乡", "凤山镇"]
    hands.settle()
    assert "到 1996-09-30　名称　朱老庄乡" in words(page.facts)


def test_moving_a_bound_official_takes_a_confirmation_and_leaves_a_warning(page: Any, hands: Hands, sample: Bureau) -> None:
    bound = sample.units.bound_officials()[0]
    said: list[str] = []

    def act(dialog: Any) -> None:
        hands.pause(60)
        hands.press(Qt.Key.Key_Return)
        hands.pause(400)
        said.append(words(dialog))
        assert dialog._tick.isVisible()
        hands.press(Qt.Key.Key_Space)
        hands.press(Qt.Key.Key_Return)

    page.select_unit(bound.unit)
    hands.settle()
    hands.in_dialog(act)
    hands.press(Qt.Key.Key_F8)
    hands.settle()
    assert "不能提拔、调动" in said[0]
    ended = [term for term in sample.units.unit(bound.unit).posts if term.name == bound.name]
    assert [term.to_on for term in ended if term.post is bound.post] == [sample.today]
    assert "警告已记录" in page.strip.words.text()


def test_leaving_the_confirmation_out_changes_nothing(page: Any, hands: Hands, sample: Bureau) -> None:
    bound = sample.units.bound_officials()[0]
    before = sample.units.unit(bound.unit).posts

    def act(_dialog: Any) -> None:
        hands.pause(60)
        hands.press(Qt.Key.Key_Return)
        hands.pause(400)
        hands.press(Qt.Key.Key_Escape)

    page.select_unit(bound.unit)
    hands.settle()
    hands.in_dialog(act)
    hands.press(Qt.Key.Key_F8)
    hands.settle()
    assert sample.units.unit(bound.unit).posts == before


def test_a_merger_closes_the_unit_and_says_what_is_left_to_do(page: Any, hands: Hands, sample: Bureau) -> None:
    page.select_unit(PARENT)
    hands.settle()
    hands.in_dialog(filling(hands, "hyz", "1996-12-1"))
    hands.press(Qt.Key.Key_F9)
    hands.settle()
    merged = sample.units.unit(PARENT)
    assert (merged.form.closed_on, merged.successor) == (date(1996, 11, 30), "T03")
    assert sample.units.unit(UNDER).form.parent == "T03"
    assert page.strip.words.text().startswith("已并入。")
    hands.settle()
    known = codes(page)
    assert known.index(UNDER) == known.index("T03") + 1
    row = page.directory.table.listing.rows[known.index(PARENT)]
    assert row.hit.closed


# a year on one page


def test_the_year_agrees_with_the_standings(page: Any, hands: Hands, sample: Bureau) -> None:
    page.select_unit(VETOED)
    hands.press(Qt.Key.Key_F3)
    hands.settle()
    unit = sample.review.compute(1996).unit(VETOED)
    assert unit is not None
    said = words(page.year)
    assert f"第 {unit.rank} 名" in said
    assert "一票否决" in said
    assert f"合计 {unit.fines_total:,} 元" in said
    pips = {each.accessibleName() for each in page.year.findChildren(Pips)}
    city = unit.petitions.collective[0]
    assert f"到市集体上访 {city} 次，4 次即否决" in pips


def test_keys_lead_along_the_line_to_the_petition_behind_a_mark(page: Any, hands: Hands) -> None:
    page.select_unit(VETOED)
    hands.press(Qt.Key.Key_F3)
    hands.settle()
    hands.press(Qt.Key.Key_Return)
    line = page.year.line
    assert QApplication.focusWidget() is line
    row, month = line.at
    hands.press(Qt.Key.Key_Left)
    assert line.at == (row, month - 1)
    hands.press(Qt.Key.Key_Right)
    hands.pause()
    hands.press(Qt.Key.Key_Return)
    chip = QApplication.focusWidget()
    assert isinstance(chip, Chip)
    hands.press(Qt.Key.Key_Return)
    hands.settle()
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, RecordDialog)
    assert f"登记 {chip.text}" in words(dialog)
    hands.press(Qt.Key.Key_Escape)


def test_another_year_is_shown_as_it_was_closed(page: Any, hands: Hands) -> None:
    page.select_unit(VETOED)
    hands.press(Qt.Key.Key_F3)
    hands.settle()
    page.year.year.setFocus()
    hands.press(Qt.Key.Key_Down)
    hands.settle()
    assert page.year.chosen_year == 1995
    assert page.year.state.text == "已定案"


def test_from_the_review_to_the_unit_s_year_and_back(page: Any, window: MainWindow, hands: Hands) -> None:
    hands.press(Qt.Key.Key_5, CONTROL)
    hands.settle()
    window.page.select_unit("T03")  # type: ignore[union-attr]
    hands.settle()
    hands.press(Qt.Key.Key_F6)
    hands.settle()
    assert window.page is page
    assert page.stack.currentWidget() is page.year
    assert "侯营镇" in page.name.whole()
    hands.press(Qt.Key.Key_F5)
    hands.settle()
    assert window.page is not page
    assert window.page.table.code == "T03"  # type: ignore[union-attr]


def test_the_ledger_is_one_step_from_the_year(page: Any, window: MainWindow, hands: Hands) -> None:
    page.select_unit("T03")
    hands.press(Qt.Key.Key_F3)
    hands.settle()
    next(button for button in page.year.findChildren(Button) if button.accessibleName() == "台账").click()
    hands.settle()
    assert window.page is not page
    assert window.page.table.at().code == "T03"  # type: ignore[union-attr]


def test_a_subordinate_says_for_whom_it_counts(page: Any, hands: Hands) -> None:
    page.select_unit(UNDER)
    hands.press(Qt.Key.Key_F3)
    hands.settle()
    assert "计入沙镇" in words(page.year)
    assert not page.year.to_review.isEnabled()
