"""A petition's own view: corrected on the same form, voided by two, its files looked at in private, sealed where it must be."""

import os
import stat
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt, QTimer, QUrl
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractItemView

from app.office import Office
from app.services.actor import Role
from app.services.petition_form import Attachment, Petitioner, Purpose
from tests.services.counter import COMPANY, QUARTER, TOWN, bureau, draft
from tests.ui.counter import at_the_desk, beside, press, said, see, top
from ui import private_folder
from ui.pages.petition import files
from ui.pages.petition.dialog import RecordDialog
from ui.pages.petition.file_kinds import suffix_to_open
from ui.widgets.button import Button
from ui.widgets.chip import Chip

CONTROL = Qt.KeyboardModifier.ControlModifier
PDF = b"%PDF-1.4 scan"


@pytest.fixture
def office(tmp_path: Path, threads: None) -> Iterator[Office]:
    opened = bureau(tmp_path)
    yield opened
    opened.close()


def marks(dialog: Any) -> set[str]:
    return {chip.text for chip in dialog.findChildren(Chip)}


# 更正


def test_a_petition_is_corrected_on_its_own_form_with_the_former_values_beside(office: Office) -> None:
    number = office.registration.save(draft()).number
    with at_the_desk(office) as hands:
        see(hands, number)
        hands.press(Qt.Key.Key_E, CONTROL)
        hands.until(lambda: hasattr(top(), "form"))
        form = top().form
        form.go("people")
        hands.type("6")
        form.go("unit")
        hands.focused.selectAll()  # type: ignore[attr-defined]
        hands.type("S01")
        hands.settle()
        hands.press(Qt.Key.Key_Return)
        assert form.fields["people"].note.text() == "原：（空）"
        assert form.fields["unit"].note.text() == "原：侯营镇"
        hands.press(Qt.Key.Key_Return, CONTROL)
        hands.settle()
        assert hands.focused is top().reason
        hands.type("登记时听错")
        hands.press(Qt.Key.Key_Return, CONTROL)
        hands.until(lambda: isinstance(top(), RecordDialog))
        hands.settle()
        told = said(top())
        assert "更正责任单位：T03 → S01　理由：登记时听错　［改动］" in told
        assert "更正人数：1 → 6" in told
        top().accept()
    view = office.registration.petition(number)
    assert (view.draft.people, view.draft.unit, view.collective) == (6, QUARTER, True)


def test_what_was_wrong_is_said_at_its_field_and_nothing_is_corrected(office: Office) -> None:
    number = office.registration.save(draft()).number
    with at_the_desk(office) as hands:
        see(hands, number)
        hands.press(Qt.Key.Key_E, CONTROL)
        hands.until(lambda: hasattr(top(), "form"))
        dialog = top()
        dialog.form.go("received_time")
        hands.type("2561")
        hands.press(Qt.Key.Key_Return, CONTROL)
        hands.settle()
        assert dialog.form.fields["received_time"].state == "fault"
        hands.in_dialog(lambda _dialog: press("不更正"))
        hands.press(Qt.Key.Key_Escape)
        hands.settle()
        top().accept()
    assert office.registration.petition(number).corrections == ()


def test_the_people_of_a_protected_petition_are_not_corrected_by_one_who_may_not_see_them(office: Office) -> None:
    people = (Petitioner(name="举报人甲", phone="8212345"), Petitioner(name="举报人乙"))
    number = office.registration.save(draft(purpose=Purpose.ACCUSATION, accused="某人", petitioners=people, people=2)).number
    with at_the_desk(office) as hands:
        dialog = see(hands, number)
        assert "举报人" not in said(dialog)
        hands.press(Qt.Key.Key_E, CONTROL)
        hands.until(lambda: hasattr(top(), "form"))
        assert not top().form.fields["petitioners.0.name"].isEnabled()
        top().form.go("received_time")
        hands.type("930")
        hands.press(Qt.Key.Key_Return, CONTROL)
        hands.until(lambda: isinstance(top(), RecordDialog))
        top().accept()
    view = office.registration.reveal(number, "核实")
    assert (view.draft.received_time, view.petitioners, view.draft.people) == ("09:30", people, 2)


def test_a_petition_kept_as_it_is_has_nothing_to_correct_and_esc_asks_nothing(office: Office) -> None:
    people = (Petitioner(name="曾喆生", id_number="372501480312001", township="侯营镇", employer="小学"), Petitioner(name="李四"))
    form = draft(petitioners=people, people=2, represented=3, received_time="09:30", unit=COMPANY, accused_unit=TOWN, accused="某人")
    number = office.registration.save(replace(form, shown_level=0, shown_number="12号", urgent=True, received_by_unit_name="某")).number
    with at_the_desk(office) as hands:
        see(hands, number)
        hands.press(Qt.Key.Key_E, CONTROL)
        hands.until(lambda: hasattr(top(), "form"))
        assert top().draft == office.registration.petition(number).draft
        hands.press(Qt.Key.Key_Escape)
        hands.settle()
        assert isinstance(top(), RecordDialog)
        top().accept()


# 作废


def test_with_one_account_one_voids_alone_and_it_is_marked(office: Office) -> None:
    number = office.registration.save(draft()).number
    with at_the_desk(office) as hands:
        see(hands, number)
        _void(hands, "wrong")
        hands.until(lambda: isinstance(top(), RecordDialog) and "作废" in marks(top()))
        assert "作废（一人作废）：wrong" in said(top())
        top().accept()


def test_with_two_accounts_one_asks_and_the_other_confirms(office: Office) -> None:
    number, clerk = office.registration.save(draft()).number, beside(office, "wu", Role.CLERK)
    with at_the_desk(clerk) as hands:
        see(hands, number)
        _void(hands, "twice")
        hands.until(lambda: isinstance(top(), RecordDialog) and "提出作废" in said(top()))
        assert "作废" not in marks(top())
        top().accept()
    with at_the_desk(office) as hands:
        dialog = see(hands, number)
        _later(lambda: press("确认作废"))
        press("确认作废", dialog)
        hands.until(lambda: isinstance(top(), RecordDialog) and "作废" in marks(top()))
        assert "作废（wu（演示）提出）：twice" in said(top())
        top().accept()


def _void(hands: Any, reason: str) -> None:
    """Ctrl+Delete, the reason, Enter."""

    def agree() -> None:
        QTest.keyClicks(top().focusWidget(), reason)
        QTest.keyClick(top().focusWidget(), Qt.Key.Key_Return)

    _later(agree)
    hands.press(Qt.Key.Key_Delete, CONTROL)
    hands.settle()


def _later(act: Callable[[], object]) -> None:
    """Once another dialog stands over this one."""
    under = top()

    def look() -> None:
        if top() is under or top() is None:
            QTimer.singleShot(10, look)
        else:
            act()

    QTimer.singleShot(10, look)


def test_a_long_view_is_read_on_by_the_page_keys(office: Office) -> None:
    number = office.registration.save(draft(gist="反映提留款超收。\n" * 60)).number
    with at_the_desk(office) as hands:
        dialog = see(hands, number)
        hands.press(Qt.Key.Key_PageDown)
        assert dialog.area.verticalScrollBar().value() > 0
        hands.press(Qt.Key.Key_PageUp)
        assert dialog.area.verticalScrollBar().value() == 0
        dialog.accept()


# 保密


def test_a_colleague_sees_that_a_protected_petition_exists_and_no_more(office: Office) -> None:
    form = draft(purpose=Purpose.ACCUSATION, accused="某人甲", petitioners=(Petitioner(name="举报人甲"),))
    registered = office.registration.save(form)
    office.registration.attach(registered.number, [Attachment(name="举报信.pdf", content=PDF)])
    with at_the_desk(beside(office, "wu", Role.CLERK)) as hands:
        dialog = see(hands, registered.number)
        told = said(dialog) + repr(marks(dialog))
        assert "保密件" in told
        for secret in ("举报人甲", "某人甲", "提留款", "举报信", "揭发控告"):
            assert secret not in told
        assert {"更正", "打印登记表"}.isdisjoint(button.accessibleName() for button in dialog.findChildren(Button))
        dialog.accept()
        hands.window.open_matter(registered.matter)
        hands.settle()
        told = said(hands.window) + repr(_cells(hands.window))
        assert registered.matter in told
        for secret in ("举报人甲", "某人甲", "提留款", "举报信"):
            assert secret not in told


def _cells(window: Any) -> list[str]:
    """All that stands in the tables of a window."""
    models = [view.model() for view in window.findChildren(QAbstractItemView) if view.model() is not None]
    return [
        str(model.index(row, column).data())
        for model in models
        for row in range(model.rowCount())
        for column in range(model.columnCount())
    ]


def test_what_was_brought_with_a_protected_complaint_opens_for_the_one_named_once_the_people_are_shown(
    office: Office, request: pytest.FixtureRequest
) -> None:
    opened = request.getfixturevalue("opened")
    form = draft(purpose=Purpose.ACCUSATION, accused="某人甲", petitioners=(Petitioner(name="举报人甲"),))
    number = office.registration.save(form).number
    office.registration.attach(number, [Attachment(name="举报信.pdf", content=PDF)])
    clerk = beside(office, "wu", Role.CLERK)
    office.registration.grant_access(number, "wu", "由她核实")
    with at_the_desk(clerk) as hands:
        dialog = see(hands, number)
        assert "举报信" not in said(dialog) + repr(marks(dialog))
        _later(lambda: (QTest.keyClicks(top().focusWidget(), "check"), QTest.keyClick(top().focusWidget(), Qt.Key.Key_Return)))
        shown: list[str] = []

        def look() -> None:
            shown.append(said(top()))
            next(chip for chip in top().findChildren(Chip) if chip.opens).pressed.emit("举报信.pdf")
            hands.until(lambda: bool(opened))
            top().accept()

        QTimer.singleShot(1200, look)
        hands.press(Qt.Key.Key_F7)
        hands.until(lambda: bool(shown) and top() is dialog)
        assert "举报人甲" in shown[0]
        assert [path.exists() for path in opened] == [False]
        dialog.accept()


# 附件


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """What would have been opened."""
    paths: list[Path] = []

    def open_url(url: QUrl) -> bool:
        paths.append(Path(url.toLocalFile()))
        return True

    monkeypatch.setattr(files.QDesktopServices, "openUrl", open_url)
    return paths


def test_a_scan_is_looked_at_in_a_private_folder_and_gone_with_the_dialog(office: Office, opened: list[Path]) -> None:
    number = office.registration.save(draft()).number
    office.registration.attach(number, [Attachment(name="../../合同 <b>.PDF", content=PDF)])
    with at_the_desk(office) as hands:
        dialog = see(hands, number)
        chip = next(chip for chip in dialog.findChildren(Chip) if chip.opens)
        chip.setFocus()
        hands.press(Qt.Key.Key_Return)
        hands.settle()
        (path,) = opened
        assert (path.read_bytes(), path.suffix) == (PDF, ".pdf")
        assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
        assert "合同" not in str(path)
        dialog.accept()
        hands.settle()
        assert not path.exists()
    private_folder.private_folder.wipe()
    assert not path.parent.exists()


@pytest.mark.parametrize(
    ("name", "content", "suffix"),
    [
        ("扫描.pdf", PDF, "pdf"),
        ("照片.JPG", b"\xff\xd8\xff\xe0", "jpg"),
        ("说明.txt", "反映情况".encode("gb18030"), "txt"),
        ("说明.txt", b"\x00\x01", ""),
        ("扫描.pdf", b"MZ\x90", ""),
        ("扫描.pdf.exe", PDF, ""),
        ("run.sh", b"#!/bin/sh", ""),
        ("看.desktop", b"[Desktop Entry]", ""),
        ("网页.html", b"<script>", ""),
        ("表.docm", b"PK\x03\x04", ""),
        ("无后缀", PDF, ""),
        ("pdf", PDF, ""),
        ("", PDF, ""),
    ],
)
def test_only_pictures_scans_and_text_are_opened_and_only_as_what_they_are(name: str, content: bytes, suffix: str) -> None:
    assert suffix_to_open(name, content) == suffix


def test_what_may_not_be_opened_is_offered_to_be_saved_elsewhere(office: Office, opened: list[Path]) -> None:
    number = office.registration.save(draft()).number
    office.registration.attach(number, [Attachment(name="扫描.pdf", content=b"MZ\x90 program")])
    with at_the_desk(office) as hands:
        dialog = see(hands, number)
        asked: list[str] = []
        _later(lambda: (asked.append(said(top())), press("不要")))
        next(chip for chip in dialog.findChildren(Chip) if chip.opens).pressed.emit("扫描.pdf")
        hands.until(lambda: bool(asked))
        hands.settle()
        assert "不直接打开“扫描.pdf”" in asked[0]
        dialog.accept()
    assert opened == []


def test_what_a_crash_left_is_wiped_at_the_next_start(office: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    left = tmp_path / f"{private_folder.PREFIX}left"
    left.mkdir(mode=0o700)
    (left / "1.pdf").write_bytes(PDF)
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "kept").write_text("kept")
    os.symlink(elsewhere, tmp_path / f"{private_folder.PREFIX}link")
    mine = private_folder.PrivateFolder()
    held = mine.keep("pdf", PDF)
    private_folder.wipe_left_behind()
    assert not left.exists()
    assert (held.exists(), (elsewhere / "kept").exists()) == (True, True)
    mine.wipe()
    assert not held.parent.exists()


def test_files_added_later_stay_with_the_petition(office: Office, tmp_path: Path) -> None:
    number = office.registration.save(draft()).number
    (tmp_path / "补充.pdf").write_bytes(PDF)
    with at_the_desk(office) as hands:
        dialog = see(hands, number)
        dialog.findChild(files.Files).add([tmp_path / "补充.pdf"])
        hands.until(lambda: isinstance(top(), RecordDialog) and top() is not dialog)
        assert "补充.pdf" in marks(top())
        top().accept()
    assert office.registration.attachment(number, "补充.pdf") == PDF
