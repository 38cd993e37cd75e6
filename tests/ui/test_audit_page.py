"""日志 by keys: the auditor reads, finds, verifies and seals; a protected petition is revealed on a reason, and that is told of there."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication

from app.services.actor import Role
from app.services.audit_words import Group
from app.services.petition_form import Petitioner, Purpose
from tests.services.counter import draft
from tests.ui.conftest import Hands
from tests.ui.real_bureau import OTHER_PASSWORD, copy_of, opened, window_of, with_account
from ui.pages.audit.page import AuditLogPage
from ui.text import Label
from ui.widgets.lines_table import LinesTable

CONTROL = Qt.KeyboardModifier.ControlModifier
CANARY = "钱金丝雀儿"


@pytest.fixture
def path(sample_file: Path, tmp_path: Path, threads: None) -> Path:
    return copy_of(sample_file, tmp_path)


def page_of(window: Any) -> AuditLogPage:
    assert isinstance(window.page, AuditLogPage)
    return window.page


def test_the_auditor_comes_in_to_the_audit_and_to_nothing_else_but_his_own_account(path: Path) -> None:
    with_account(path, "jian", Role.AUDITOR)
    with window_of(opened(path, "jian", OTHER_PASSWORD)) as (window, hands):
        assert [entry.id for entry in window._entries] == ["audit", "settings"]
        page = page_of(window)
        assert page.table.lines.rows[0].words[3:5] == ("jian", "登录")
        hands.press(Qt.Key.Key_F6)
        hands.settle()
        assert page.looking.kind.value() == Group.PROTECTED.value
        hands.press(Qt.Key.Key_Escape)
        hands.settle()
        assert page.looking.kind.value() == ""
        hands.press(Qt.Key.Key_F9)
        hands.settle()
        assert page.strip.words.text().startswith("日志完整")
        assert page.state.text == "已核对，完整"


def test_older_records_come_as_one_goes_down(path: Path) -> None:
    bureau = opened(path)
    for _ in range(250):
        bureau.locked()
    with window_of(bureau) as (window, hands):
        hands.press(Qt.Key.Key_9, CONTROL)
        hands.settle()
        page = page_of(window)
        first = page.table.lines.rowCount()
        assert first == 200
        hands.press(Qt.Key.Key_End, CONTROL)
        hands.settle()
        rows = page.table.lines.rows
        assert len(rows) > first
        numbers = [row.stands_for.seq for row in rows]
        assert numbers == sorted(numbers, reverse=True)
        assert numbers[-1] == 1


def test_one_looks_for_a_subject_and_reads_the_whole_record_below(path: Path) -> None:
    bureau = opened(path)
    number = bureau.registration.save(draft(unit="T03")).number
    with window_of(bureau) as (window, hands):
        hands.press(Qt.Key.Key_9, CONTROL)
        hands.settle()
        hands.press(Qt.Key.Key_F, CONTROL)
        hands.type(number)
        hands.pause(400)
        hands.settle()
        page = page_of(window)
        assert {row.stands_for.subject for row in page.table.lines.rows} == {number}
        assert "登记" in page.slip_words.text()
        hands.type("no such")
        hands.pause(400)
        hands.settle()
        assert page.frame.words.text() != ""


def test_the_sealed_page_is_kept_as_a_file(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with window_of(opened(path)) as (window, hands):
        hands.press(Qt.Key.Key_9, CONTROL)
        hands.settle()

        def keep(dialog: Any) -> None:
            dialog.printer.take("")
            dialog.folder.take(str(path.parent / "out"))
            dialog.agree()

        hands.in_dialog(keep)
        hands.press(Qt.Key.Key_P, CONTROL)
        hands.until(lambda: any((path.parent / "out").glob("日志封存页-*.pdf")) if (path.parent / "out").exists() else False)
        hands.settle()
        assert "封存页已存为" in page_of(window).strip.words.text()


def active(dialog: Any) -> Hands:
    hands = Hands(dialog)
    dialog.activateWindow()  # without a screen the one behind it does not come forward by itself
    hands.until(dialog.isActiveWindow)
    return hands


def when(title: str, act: Callable[[Any], None]) -> None:
    """Acts once the window of that title is the one in front."""

    def look() -> None:
        dialog = QApplication.activeModalWidget()
        if dialog is not None and dialog.windowTitle() == title and dialog.isVisible():
            act(dialog)
        else:
            QTimer.singleShot(10, look)

    QTimer.singleShot(10, look)


def texts_of(dialog: Any) -> str:
    return "\n".join(label.text() for label in dialog.findChildren(Label))


def test_a_protected_petitioner_is_shown_on_a_reason_hidden_again_and_told_of(path: Path) -> None:
    bureau = opened(path)
    form = draft(purpose=Purpose.ACCUSATION, accused="某人", unit="T03", petitioners=(Petitioner(name=CANARY),))
    number = bureau.registration.save(form).number
    read: list[str] = []
    with window_of(bureau) as (window, hands):

        def begin(dialog: Any) -> None:
            read.append(texts_of(dialog))
            when(f"查看 {number} 的来访人", give_reason)
            active(dialog).press(Qt.Key.Key_F7)

        def give_reason(dialog: Any) -> None:
            read.append(texts_of(dialog))
            when(f"{number} 的来访人", shown_to)
            active(dialog).enter("yue jian")

        def shown_to(dialog: Any) -> None:
            read.append(texts_of(dialog))
            when(f"登记 {number}", ask_who_saw)
            active(dialog).press(Qt.Key.Key_Escape)

        def ask_who_saw(dialog: Any) -> None:
            read.append(texts_of(dialog))
            when(f"谁看过 {number}", who_saw)
            active(dialog).press(Qt.Key.Key_F9)

        def who_saw(dialog: Any) -> None:
            table = dialog.findChildren(LinesTable)[0]
            read.append("\n".join("　".join(row.words) for row in table.lines.rows))
            dialog.accept()

        when(f"登记 {number}", begin)
        window.open_petition(number)
        hands.until(lambda: len(read) == 5)
        hands.settle()
    at_first, asked, shown, after, seen = read
    assert CANARY not in at_first + asked + after + seen
    assert CANARY in shown
    assert "查看保密来访人" in seen
    assert "yue jian" in seen
