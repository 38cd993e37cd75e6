"""责任查究 by keys on the sample bureau: decided, set aside, recorded by the director alone; what was begun is not lost unasked."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt

from app import office
from app.services.actor import Right
from tests.ui.conftest import SAMPLE_ACCOUNT, SAMPLE_PASSWORD, Hands, shown
from ui.bureau import Bureau
from ui.main_window import MainWindow
from ui.page import PAGES
from ui.pages.accountability import asking
from ui.pages.accountability.page import AccountabilityPage
from ui.text import Label
from ui.widgets.card import Card

CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


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
    hands.press(Qt.Key.Key_7, CONTROL)
    hands.settle()
    return window.findChild(AccountabilityPage)


def said(page: Any) -> str:
    return "\n".join(label.text() for card in page.findChildren(Card) for label in card.findChildren(Label) if label.isVisible())


def test_a_proposal_says_what_is_missing_and_is_decided_by_keys(page: Any, hands: Hands, bureau: Any) -> None:
    first = page.table.at()
    assert first.proposed
    assert f"还要由人查明：{first.still}" in said(page)
    hands.press(Qt.Key.Key_Return)
    hands.type("查明属实。")
    hands.press(Qt.Key.Key_Return)
    hands.press(Qt.Key.Key_2)
    hands.press(Qt.Key.Key_Return, CONTROL)
    hands.settle()
    (kept,) = bureau.accountability.decided(1996)
    assert (kept.unit_code, kept.clause, kept.facts, kept.evidence) == (first.unit, first.clause, "查明属实。", first.evidence)
    assert [(person.post, person.measure) for person in kept.people] == [("主要领导", "通报批评")]
    assert page.table.at().key == first.key
    assert "通报批评" in said(page)
    assert [each.subject for each in bureau.documents.tray() if each.kind == "accountability"] == [
        f"1996/{first.clause}/{first.unit}/{kept.id}"
    ]


def test_a_decision_without_facts_or_people_says_what_is_missing_and_keeps_what_is_written(page: Any, hands: Hands, bureau: Any) -> None:
    hands.press(Qt.Key.Key_Return, CONTROL)
    hands.settle()
    assert "没有写查明的事实" in said(page)
    assert hands.focused is page.form.facts
    hands.type("查明属实。")
    hands.press(Qt.Key.Key_Return, CONTROL)
    hands.settle()
    assert "没有写明查究谁" in said(page)
    assert page.form.facts.value() == "查明属实。"
    assert bureau.accountability.decided(1996) == ()


def test_what_was_begun_is_not_lost_by_an_arrow(page: Any, hands: Hands) -> None:
    first = page.table.at()
    hands.press(Qt.Key.Key_Return)
    hands.type("写了一半")
    hands.press(Qt.Key.Key_Escape)
    hands.in_dialog(lambda dialog: dialog.reject())
    hands.press(Qt.Key.Key_Down)
    hands.pause(120)
    assert page.table.at().key == first.key
    assert page.form.facts.value() == "写了一半"
    hands.in_dialog(lambda dialog: dialog.accept())
    hands.press(Qt.Key.Key_Down)
    hands.pause(120)
    assert page.table.at().key != first.key
    assert page.form.facts.value() == ""


def test_a_proposal_is_set_aside_with_a_reason(page: Any, hands: Hands, bureau: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    first = page.table.at()
    monkeypatch.setattr(asking, "ask_to_set_aside", lambda _page, _what: "未造成后果")
    hands.press(Qt.Key.Key_X, CONTROL | SHIFT)
    hands.settle()
    (kept,) = bureau.accountability.decided(1996)
    assert (kept.set_aside, kept.facts, kept.unit_code) == (True, "未造成后果", first.unit)
    assert "不予查究" in said(page)


def test_the_director_records_what_the_program_never_proposes(
    page: Any, hands: Hands, bureau: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(asking, "ask_for_situation", lambda _page, _year, _units: ("T03", "4.7"))
    hands.press(Qt.Key.Key_N, CONTROL)
    hands.settle()
    assert page.table.at().key == ("T03", "4.7")
    assert not page.form.aside_button.isEnabled()
    hands.type("打击报复信访人。")
    hands.press(Qt.Key.Key_Return)
    hands.press(Qt.Key.Key_3)
    hands.press(Qt.Key.Key_Return, CONTROL)
    hands.settle()
    (kept,) = bureau.accountability.decided(1996)
    assert kept.clause == "4.7"


def test_an_evidence_chip_opens_the_record(page: Any, hands: Hands, window: MainWindow) -> None:
    hands.press(Qt.Key.Key_F6)
    chip: Any = hands.focused
    assert chip.text in page.table.at().evidence
    opened: list[str] = []
    chip.pressed.connect(opened.append)
    hands.in_dialog(lambda dialog: dialog.reject())
    hands.press(Qt.Key.Key_Return)
    assert opened == [chip.text]
    hands.settle()


def test_only_who_decides_has_the_page() -> None:
    (entry,) = [entry for entry in PAGES if entry.id == "accountability"]
    assert entry.rights == {Right.DECIDE}
