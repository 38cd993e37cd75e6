"""年度考评: the table sorts, keys lead from a decision to the petition behind it, a year is closed with its consequences said first."""

import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from app import office
from app.services.standings_rows import score
from tests.ui.conftest import SAMPLE_ACCOUNT, SAMPLE_PASSWORD, Hands, shown
from ui.bureau import Bureau
from ui.main_window import MainWindow
from ui.models.standings import COLLECTIVE, FINES, NAME, OBJECT, RANK, SCORE, VERDICT
from ui.pages.petition.dialog import RecordDialog
from ui.pages.review.cards import _fitted
from ui.text import Label
from ui.widgets.chip import Chip
from ui.widgets.waterfall import Step

CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
VETOED = "T07"


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
    hands.press(Qt.Key.Key_5, CONTROL)
    hands.settle()
    return window.page


def column(page: Any, number: int) -> list[Any]:
    order = page.table.model()
    return [order.index(row, number).data() for row in range(order.rowCount())]


def units(page: Any) -> list[Any]:
    order = page.table.model()
    return [order.index(row, NAME).data(OBJECT) for row in range(order.rowCount())]


def words(widget: Any) -> list[str]:
    return [label.text() for label in widget.findChildren(Label)]


def test_the_table_shows_every_unit_by_rank_and_those_without_one_last(page: Any) -> None:
    ranks = [unit.rank for unit in units(page)]
    given = [rank for rank in ranks if rank is not None]
    assert given == sorted(given)
    assert ranks[len(given) :] == [None] * (len(ranks) - len(given))
    assert len(ranks) == len(page.standings.result.units)
    assert column(page, SCORE) == [score(unit) for unit in units(page)]


@pytest.mark.parametrize(
    ("number", "key"),
    [
        (SCORE, lambda unit: unit.score),
        (FINES, lambda unit: unit.fines_total),
        (COLLECTIVE, lambda unit: tuple(reversed(unit.petitions.collective))),
        (NAME, lambda unit: unit.code),
    ],
)
def test_the_table_sorts_by_the_exact_value_of_a_column(page: Any, number: int, key: Any) -> None:
    for order, backwards in ((Qt.SortOrder.AscendingOrder, False), (Qt.SortOrder.DescendingOrder, True)):
        page.table.sortByColumn(number, order)
        values = [key(unit) for unit in units(page)]
        assert values == sorted(values, reverse=backwards)


def test_a_veto_is_said_in_words_beside_its_colour(page: Any) -> None:
    vetoed = [unit.code for unit in units(page) if unit.vetoes]
    said = [unit.code for unit, verdict in zip(units(page), column(page, VERDICT), strict=True) if verdict == "一票否决"]
    assert vetoed == said != []


def test_the_selected_units_decisions_stand_with_clause_words_and_evidence(page: Any, hands: Hands) -> None:
    page.select_unit(VETOED)
    hands.settle()
    said = " ".join(words(page.panel))
    unit = page.standings.unit(VETOED)
    assert unit.vetoes
    assert "全年发生到地区集体上访3次以上（含重访）" in said
    assert "三（二）1（2）" in said
    chips = {chip.text for chip in page.panel.findChildren(Chip)}
    assert {number for veto in unit.vetoes for number in veto.evidence} <= chips


def test_enter_leads_from_the_row_to_the_evidence_and_on_to_the_petition(page: Any, hands: Hands) -> None:
    page.select_unit(VETOED)
    hands.settle()
    page.table.setFocus()
    hands.press(Qt.Key.Key_Return)
    focused = QApplication.focusWidget()
    assert isinstance(focused, Chip)
    number = focused.text
    hands.press(Qt.Key.Key_Return)
    hands.settle()
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, RecordDialog)
    assert f"登记 {number}" in words(dialog)
    hands.press(Qt.Key.Key_Escape)
    hands.settle()
    assert QApplication.activeModalWidget() is None


def test_going_back_in_the_year_leaves_out_what_came_later(page: Any, hands: Hands) -> None:
    page.day.setFocus()
    hands.type("6-30")
    hands.press(Qt.Key.Key_Return)
    hands.settle()
    assert page.standings.as_of == date(1996, 6, 30)
    assert "截至 6月30日" in page.state.text
    assert page.slider.value() == 182


def test_another_year_is_shown_as_it_was_closed(page: Any, hands: Hands) -> None:
    page.year.setFocus()
    hands.press(Qt.Key.Key_Down)
    hands.settle()
    assert (page.standings.year, page.standings.closed) == (1995, True)
    assert page.state.text.startswith("已定案")
    assert page.close_button.isHidden()
    assert page.reopen_button.isVisible()


def test_closing_says_first_what_will_happen_and_may_be_left(page: Any, hands: Hands) -> None:
    read: list[str] = []

    def leave(dialog: Any) -> None:
        read.extend(words(dialog))
        dialog.reject()

    hands.in_dialog(leave)
    hands.press(Qt.Key.Key_D, CONTROL | SHIFT)
    hands.settle()
    hands.settle()
    total = f"{sum(unit.fines_total for unit in page.standings.result.units):,}"
    assert any("一票否决" in line and total in line for line in read)
    assert not page.standings.closed


def test_a_year_is_closed_and_opened_again_with_a_reason(page: Any, hands: Hands) -> None:
    def answer(text: str) -> Any:
        def act(dialog: Any) -> None:
            hands.pause()
            hands.type(text)
            hands.press(Qt.Key.Key_Return)

        return act

    hands.in_dialog(answer("按现有材料定案"))
    hands.press(Qt.Key.Key_D, CONTROL | SHIFT)
    hands.until(lambda: page.standings.closed)
    assert page.standings.fingerprint[:12] in page.strip.words.text()

    hands.in_dialog(answer("补录漏报"))
    page.reopen_button.click()
    hands.until(lambda: not page.standings.closed)
    assert "已重新打开" in page.strip.words.text()


def test_a_year_is_not_opened_again_without_a_reason(page: Any, hands: Hands) -> None:
    page.year.setFocus()
    hands.press(Qt.Key.Key_Down)
    hands.settle()

    def say_nothing(dialog: Any) -> None:
        hands.press(Qt.Key.Key_Return)
        assert "要写明理由" in words(dialog)
        dialog.reject()

    hands.in_dialog(say_nothing)
    page.reopen_button.click()
    hands.settle()
    assert page.standings.closed


def test_a_unit_is_reached_from_anywhere_by_its_initials(page: Any, hands: Hands) -> None:
    hands.press(Qt.Key.Key_1, CONTROL)
    hands.settle()
    hands.press(Qt.Key.Key_K, CONTROL)
    hands.type("hyz")
    hands.settle()
    hands.press(Qt.Key.Key_Return)
    hands.settle()
    assert page.isVisible()
    assert page.table.code == "T03"
    assert page.panel.name.whole() == "侯营镇"


def test_the_waterfall_ends_at_the_score_where_a_section_is_at_its_floor() -> None:
    steps = (Step("A1", 30, ""), Step("A3", 20, ""), Step("B1", 5, ""))  # section A has 40 points
    fitted = _fitted(steps, 45)  # type: ignore[arg-type]
    assert [step.deduction for step in fitted] == [30, 10, 5]


def test_ranks_are_sorted_as_numbers_not_as_text(page: Any) -> None:
    page.table.sortByColumn(RANK, Qt.SortOrder.AscendingOrder)
    shown = [int(text) for text in column(page, RANK) if text]
    assert shown == sorted(shown)
    assert shown[0] == 1
    assert max(shown) >= 10
