"""One key from the form: the notice waits in the tray, the form is printed, blank ones for a day without power; saved first, and said."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt

from app.office import Office
from app.regulation.terms import Post
from app.services.actor import Role
from tests.services.counter import BUREAU, COMPANY, bureau
from tests.ui.conftest import Hands
from tests.ui.counter import at_the_desk, beside, press, said
from ui import paper
from ui.bureau import Bureau
from ui.pages.documents.where import WhereDialog

CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def office(tmp_path: Path, threads: None) -> Iterator[Office]:
    opened = bureau(tmp_path)
    yield opened
    opened.close()


@pytest.fixture
def hands(office: Office) -> Iterator[Hands]:
    """A clerk who may do nothing else."""
    with at_the_desk(beside(office, "wu", Role.CLERK)) as made:
        yield made


def fill(hands: Hands, people: str = "", unit: str = "hyz") -> Any:
    form = hands.window.page.form  # type: ignore[attr-defined]
    hands.type("曾喆生（演示）")
    if people:
        form.go("people")
        hands.type(people)
    form.go("unit")
    hands.type(unit)
    hands.settle()
    hands.press(Qt.Key.Key_Return)
    form.go("gist")
    hands.type("反映提留款超收。")
    hands.settle()
    return form


def strip(hands: Hands) -> str:
    return str(hands.window.page.strip.words.text())  # type: ignore[attr-defined]


def waiting(office: Office, kind: str) -> list[str]:
    return [each.about for each in Bureau(office).documents.tray() if each.kind == kind]


def test_f6_saves_and_the_summons_waits_in_the_tray(hands: Hands, office: Office) -> None:
    fill(hands, people="6")
    hands.press(Qt.Key.Key_F6)
    hands.settle()
    assert "已登记　1996-00001" in strip(hands)
    assert "接访通知（送侯营镇）已放进待发文书里。" in strip(hands)
    assert waiting(office, "summons") == ["1996-00001"]
    hands.press(Qt.Key.Key_F6)  # the form is empty: for the one just registered
    hands.settle()
    assert "早已在待发文书里" in strip(hands)


def test_f6_for_one_who_calls_nobody_saves_nothing_and_says_why(hands: Hands, office: Office) -> None:
    form = fill(hands)
    form.go("shown_level")
    hands.type("dw")
    hands.in_dialog(lambda dialog: (asked.append(said(dialog)), press("知道了", dialog)))
    asked: list[str] = []
    hands.press(Qt.Key.Key_F6)
    hands.settle()
    assert "不用接访通知" in asked[0]
    assert form.dirty
    assert office.registration.register_page().rows == ()


def test_f7_hands_the_new_matter_over_and_the_notice_waits(hands: Hands, office: Office) -> None:
    fill(hands)
    hands.press(Qt.Key.Key_F7)
    hands.settle()
    assert "交办通知（送侯营镇）已放进待发文书里。" in strip(hands)
    (row,) = office.registration.register_page().rows
    assert waiting(office, "assignment") == [row.matter]


def test_a_key_without_a_form_or_a_registration_says_so(hands: Hands) -> None:
    for key in (Qt.Key.Key_F6, Qt.Key.Key_F7, Qt.Key.Key_F8):
        hands.press(key)
        hands.pause()
        assert "还没有登记" in strip(hands)


@pytest.fixture
def no_printers(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(paper, "printers", lambda: paper.Printers(()))


def keep_in(folder: Path) -> Any:
    def act(dialog: WhereDialog) -> None:
        dialog.folder.take(str(folder))
        press("存为 PDF", dialog)

    return act


def test_f8_saves_and_prints_the_form(hands: Hands, office: Office, tmp_path: Path, no_printers: None) -> None:
    fill(hands)
    hands.in_dialog(keep_in(tmp_path / "out"))
    hands.press(Qt.Key.Key_F8)
    hands.until(lambda: "存在" in strip(hands))
    (file,) = (tmp_path / "out").iterdir()
    assert file.name == "registration-form-1996-00001.pdf"
    assert file.read_bytes().startswith(b"%PDF")
    assert office.registration.petition("1996-00001").draft.gist == "反映提留款超收。"


def test_blank_forms_are_printed_for_a_day_without_power(hands: Hands, tmp_path: Path, no_printers: None) -> None:
    counted: list[str] = []

    def act(dialog: WhereDialog) -> None:
        counted.append(dialog.copies.text())
        keep_in(tmp_path / "out")(dialog)

    hands.in_dialog(act)
    hands.press(Qt.Key.Key_F8, CONTROL)
    hands.until(lambda: "存在" in strip(hands))
    assert counted == ["20"]
    assert [file.name for file in (tmp_path / "out").iterdir()] == ["registration-form-blank.pdf"]


def test_an_accusation_of_its_own_head_is_stopped_and_one_key_gives_it_to_the_superior(hands: Hands, office: Office) -> None:
    office.units.appoint(COMPANY, "钱经理", Post.HEAD)
    form = fill(hands, unit="D01-1")
    form.go("purpose")
    hands.type("jfkg")
    form.go("accused")
    hands.type("钱经理")
    hands.press(Qt.Key.Key_Return, CONTROL)
    hands.settle()
    note = form.fields["unit"].note.text()
    assert ("四、6" in note, "按 Ctrl+J" in note) == (True, True)
    assert office.registration.register_page().rows == ()
    hands.press(Qt.Key.Key_J, CONTROL)
    hands.settle()
    hands.press(Qt.Key.Key_Return, CONTROL)
    hands.settle()
    (row,) = office.registration.register_page().rows
    assert (row.unit_code, row.protected) == (BUREAU, True)


