"""台账: money in and out by keys, a counter-entry with its reason, the sums that must agree, each voucher's lines in plain sight."""

import shutil
from collections.abc import Iterator
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
from ui.text import Label
from ui.widgets.chip import Chip
from ui.widgets.money_line import read_money

CONTROL = Qt.KeyboardModifier.ControlModifier
TOWN, DEEP, OTHER = "T03", "T07", "D01"


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
    hands.press(Qt.Key.Key_6, CONTROL)
    hands.settle()
    return window.page


def go(page: Any, hands: Hands, code: str, year: int) -> None:
    page.show_unit(code, year)
    hands.settle()


def book(bureau: Bureau, code: str, year: int) -> Any:
    return next(each for each in bureau.ledger.books(year).units if each.code == code)


def agree(hands: Hands, **texts: str) -> Any:
    """Type into the named fields, then Ctrl+Enter."""

    def act(dialog: Any) -> None:
        hands.pause(60)
        for name, text in texts.items():
            dialog._fields[name].editor.setFocus()
            hands.press(Qt.Key.Key_A, CONTROL)
            hands.type(text)
        hands.press(Qt.Key.Key_Return, CONTROL)

    return act


def words(widget: Any) -> str:
    return " ".join(label.text() for label in widget.findChildren(Label))


@pytest.mark.parametrize(
    ("text", "cents"),
    [("2000", 200_000), ("1,800.5", 180_050), ("0.05", 5), ("２０", None), ("1.234", None), ("-5", None), ("", None), ("一千", None)],
)
def test_money_is_read_as_people_write_it(text: str, cents: int | None) -> None:
    assert read_money(text) == (2_000 if text == "２０" else cents)


def test_each_voucher_stands_with_both_its_sides(page: Any, hands: Hands, sample: Bureau) -> None:
    go(page, hands, DEEP, 1995)
    lines = page.account.listing.rows
    vouchers = sample.ledger.statement(DEEP, 1995).rows
    assert len(lines) == sum(len(each.entries) for each in vouchers)
    assert sum(line.entry.debit for line in lines) == sum(line.entry.credit for line in lines)
    assert "账相符" in page.sums.text
    assert "欠 700 元" in words(page.slip)


def test_keys_lead_from_a_fine_to_the_petition_it_rests_on(page: Any, hands: Hands) -> None:
    go(page, hands, DEEP, 1995)
    page.table.setFocus()
    hands.press(Qt.Key.Key_Return)
    assert page.account.hasFocus()
    hands.press(Qt.Key.Key_End)
    for _ in range(3):
        hands.press(Qt.Key.Key_Down)
    hands.pause()
    hands.press(Qt.Key.Key_Return)
    chip = QApplication.focusWidget()
    assert isinstance(chip, Chip)
    hands.press(Qt.Key.Key_Escape)
    assert page.account.hasFocus()
    hands.press(Qt.Key.Key_Escape)
    assert page.table.hasFocus()


def test_a_deposit_is_paid_with_what_the_standard_lacks(page: Any, hands: Hands, sample: Bureau) -> None:
    go(page, hands, DEEP, 1996)
    before = book(sample, DEEP, 1996)
    assert before.paid < before.standard
    hands.in_dialog(agree(hands))
    hands.press(Qt.Key.Key_F2)
    hands.settle()
    after = book(sample, DEEP, 1996)
    assert (after.paid, after.deposit) == (before.standard, before.deposit + before.standard - before.paid)
    assert "凭证 P1996-" in page.strip.words.text()


def test_a_fine_owed_is_paid_in_part_and_not_beyond(page: Any, hands: Hands, sample: Bureau) -> None:
    go(page, hands, DEEP, 1995)
    said: list[str] = []

    def too_much(dialog: Any) -> None:
        agree(hands, amount="900")(dialog)
        hands.pause(400)
        said.append(words(dialog))
        agree(hands, amount="300")(dialog)

    hands.in_dialog(too_much)
    hands.press(Qt.Key.Key_F3)
    hands.settle()
    assert "只欠 700 元" in said[0]
    assert book(sample, DEEP, 1995).owed == 400_00


def test_what_is_left_is_carried_over_and_the_carrying_countered_whole(page: Any, hands: Hands, sample: Bureau) -> None:
    go(page, hands, TOWN, 1995)
    left, next_year = book(sample, TOWN, 1995).deposit, book(sample, TOWN, 1996)
    hands.in_dialog(agree(hands))
    hands.press(Qt.Key.Key_F6)
    hands.settle()
    assert book(sample, TOWN, 1995).deposit == 0
    assert book(sample, TOWN, 1996).paid == next_year.paid + left
    go(page, hands, TOWN, 1996)
    page.account.setFocus()
    rows = page.account.listing.rows
    place = next(place for place, line in enumerate(rows) if line.voucher.kind == "上年结转")
    page.account.be_at(page.account.listing.index(place, 0))
    hands.in_dialog(agree(hands, reason="演示：转错了"))
    hands.press(Qt.Key.Key_F7)
    hands.settle()
    assert book(sample, TOWN, 1995).deposit == left
    assert book(sample, TOWN, 1996) == next_year
    assert all(each.agrees for year in (1995, 1996) for each in sample.ledger.books(year).agreements)


def test_what_is_left_is_returned_once(page: Any, hands: Hands, sample: Bureau) -> None:
    go(page, hands, TOWN, 1995)
    hands.in_dialog(agree(hands))
    hands.press(Qt.Key.Key_F4)
    hands.settle()
    assert book(sample, TOWN, 1995).deposit == 0
    assert not page.give_back.isEnabled()
    assert not page.carry.isEnabled()


def test_a_counter_entry_is_not_made_without_a_reason(page: Any, hands: Hands, sample: Bureau) -> None:
    go(page, hands, TOWN, 1996)
    before = sample.ledger.statement(TOWN, 1996)
    said: list[str] = []

    def say_nothing(dialog: Any) -> None:
        hands.pause(60)
        hands.press(Qt.Key.Key_Return)
        hands.pause(100)
        said.append(words(dialog))
        hands.press(Qt.Key.Key_Escape)

    page.account.setFocus()
    hands.in_dialog(say_nothing)
    hands.press(Qt.Key.Key_F7)
    hands.settle()
    assert "冲销要写理由" in said[0]
    assert sample.ledger.statement(TOWN, 1996) == before


def test_a_fine_is_not_countered_by_itself(page: Any, hands: Hands) -> None:
    go(page, hands, DEEP, 1995)
    rows = page.account.listing.rows
    place = next(place for place, line in enumerate(rows) if line.voucher.kind == "罚款")
    page.account.be_at(page.account.listing.index(place, 0))
    hands.pause()
    assert not page.take_back.isEnabled()


def test_the_sums_that_must_agree_are_shown_pair_by_pair(page: Any, hands: Hands, sample: Bureau) -> None:
    go(page, hands, TOWN, 1995)
    said: list[str] = []

    def look(dialog: Any) -> None:
        hands.pause(60)
        said.append(words(dialog))
        hands.press(Qt.Key.Key_Return)

    hands.in_dialog(look)
    hands.press(Qt.Key.Key_F9)
    hands.settle()
    fined = sum(unit.fines_total for unit in sample.review.compute(1995).result.units)
    assert f"定案罚款 {fined:,}　＝　入账罚款 {fined:,}" in said[0]
    assert "借方合计" in said[0]


def test_a_township_s_statement_is_numbered_and_saved_where_one_says(page: Any, hands: Hands, sample: Bureau, tmp_path: Path) -> None:
    go(page, hands, TOWN, 1995)

    def save(dialog: Any) -> None:
        hands.pause(60)
        dialog.folder.take(str(tmp_path / "out"))
        dialog.agree()

    hands.in_dialog(save)
    hands.press(Qt.Key.Key_P, CONTROL)
    hands.until(lambda: "对账单存在" in page.strip.words.text())
    assert len(list((tmp_path / "out").glob("*.pdf"))) == 1
    assert [row.kind for row in sample.documents.register(1996)][-1] == "deposit-statement"


def test_other_units_owe_without_a_deposit(page: Any, hands: Hands, sample: Bureau) -> None:
    owing = next(each for each in sample.ledger.books(1995).units if not each.pays_deposit and each.owed > 0)
    go(page, hands, owing.code, 1995)
    assert not page.pay.isEnabled()
    hands.in_dialog(agree(hands, on="1996-12-1"))
    hands.press(Qt.Key.Key_F3)
    hands.settle()
    paid = sample.ledger.statement(owing.code, 1995)
    assert (paid.owed, paid.rows[-1].on) == (0, date(1996, 12, 1))
