"""案件 through the real window, by keys: from the status line to the overdue list, a case's steps, urging many, views, the workbook."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from python_calamine import CalamineWorkbook

from app.office import Office
from app.services.actor import Actor, Role
from app.services.case_values import CaseState
from app.services.petition_form import WITHHELD, Purpose
from tests.services.counter import BUREAU, TODAY, bureau, colleague, collective, draft, on_day, registration
from tests.ui.conftest import Hands, shown
from ui.bureau import Bureau
from ui.main_window import MainWindow
from ui.pages.cases import exporting
from ui.pages.cases.step_dialog import StepDialog
from ui.text import Label
from ui.widgets.button import Button

CONTROL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    """Three collective visits that are overdue, one single visitor's case in seven days, and a protected one."""
    opened = bureau(tmp_path)
    for day in (date(1996, 11, 4), date(1996, 11, 5), date(1996, 11, 6)):
        registration(on_day(opened, day)).save(collective())  # S1996-00001 … 00003
    registration(on_day(opened, date(1996, 11, 26))).save(draft())  # 00004
    secret = draft(purpose=Purpose.ACCUSATION, unit=BUREAU, accused="站长", gist="揭发站长私分公款")
    registration(on_day(opened, date(1996, 12, 18))).save(secret)  # 00005
    yield opened
    opened.close()


@pytest.fixture
def window(office: Office, threads: None) -> Iterator[MainWindow]:
    yield from shown(Bureau(office))


@pytest.fixture
def page(window: MainWindow, hands: Hands) -> Any:
    hands.settle()
    hands.press(Qt.Key.Key_2, CONTROL)
    hands.settle()
    return window.page


def numbers(page: Any) -> list[str]:
    return [line.number[-1] for line in page.table.cases.lines]


def words(widget: Any) -> str:
    return " ".join(label.text() for label in widget.findChildren(Label) if label.isVisible())


def open_dialog() -> StepDialog:
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, StepDialog)
    return dialog


def go(page: Any, hands: Hands, number: str) -> None:
    """Down the list to a case."""
    page.table.setFocus()
    hands.press(Qt.Key.Key_Home, CONTROL)
    for _step in range(numbers(page).index(number)):
        hands.press(Qt.Key.Key_Down)
    hands.settle()
    assert page.panel.file.matter.number.endswith(number)


def press_enter(hands: Hands) -> Callable[[Any], None]:
    """Answers the dialog that comes next with Enter."""

    def act(_dialog: Any) -> None:
        hands.pause()
        hands.press(Qt.Key.Key_Return)

    return act


# --- the day's list


def test_at_start_one_calm_line_tells_what_is_due_and_one_key_lists_it(window: MainWindow, hands: Hands) -> None:
    hands.settle()
    assert window.day_list.isVisible()
    assert "超期 3 件，七日内到期 1 件" in window.day_list.words.text()
    assert [chip.text for chip in window.status.due.values()] == ["超期 3", "今日到期 0", "三日内 0", "七日内 1"]
    hands.press(Qt.Key.Key_F12)
    hands.settle()
    assert window.page is not None
    assert not window.day_list.isVisible()
    assert window.page.filters.shown.state is CaseState.OVERDUE  # type: ignore[attr-defined]
    assert numbers(window.page) == ["1", "2", "3"]


def test_a_clerk_with_a_queue_is_told_on_the_status_line_alone(office: Office, threads: None) -> None:
    office.desk = replace(office.desk, actor=Actor(1, "wang", "王接待（演示）", frozenset({Role.CLERK})))
    windows = shown(Bureau(office))
    window = next(windows)
    Hands(window).settle()
    assert not window.day_list.isVisible()
    assert window.status.due[CaseState.OVERDUE].text == "超期 3"
    next(windows, None)


def test_a_press_on_the_status_line_lists_what_it_says(window: MainWindow, hands: Hands) -> None:
    hands.settle()
    window.status.due[CaseState.IN_SEVEN].setFocus()
    hands.press(Qt.Key.Key_Return)
    hands.settle()
    assert numbers(window.page) == ["4"]


# --- one case


def test_the_case_beside_the_list_says_why_this_day_and_what_comes_next(page: Any) -> None:
    told = words(page.panel)
    assert "超期 16 日" in told
    assert "为何是这一天：" in told
    assert "二、第三段" in told
    assert page.panel.next_button.accessibleName() == "交办"
    assert "按规定可以" in told
    assert "超期 16 日，可以催办" in told


def test_from_the_assignment_to_the_signature_by_keys_alone(page: Any, hands: Hands) -> None:
    go(page, hands, "4")
    matter = "S1996-00004"
    for fields, wanted in (
        (("", "市信交字8号", ""), "assignment"),
        (("王助理",), "acknowledgement"),
        (("已按规定清退",), "conclusion"),
        (("市答字8号", "", ""), "reply_letter"),
        ((), "reply_letter"),
    ):
        hands.press(Qt.Key.Key_Return, CONTROL)
        hands.settle()
        dialog = open_dialog()
        hands.enter(*fields)
        hands.press(Qt.Key.Key_Return, CONTROL)
        hands.settle()
        assert QApplication.activeModalWidget() is None, words(dialog)
        assert page.bureau.matters.matter(matter).timeline[-1].kind == wanted
    assert page.panel.next_button is None
    assert "没有必须办的了" in words(page.panel)
    assert page.bureau.matters.matter(matter).signature == "signed"


def test_an_urging_counts_and_says_which_document_waits(page: Any, hands: Hands) -> None:
    hands.press(Qt.Key.Key_C, ALT)
    hands.settle()
    assert "这是第 1 次催办" in words(open_dialog())
    assert "催办通知进待发文书" in words(open_dialog())
    hands.press(Qt.Key.Key_Return, CONTROL)
    hands.settle()
    assert "第 1 次催办已登记" in page.strip.words.text()
    assert [row.kind for row in page.bureau.documents.tray() if row.kind == "urging"] == ["urging"]
    assert "催办 1 次" in [page.table.cases.index(0, column).data() or "" for column in range(6)][5]


def test_an_extension_after_the_due_date_is_refused_with_the_reason_and_nothing_is_lost(page: Any, hands: Hands) -> None:
    hands.press(Qt.Key.Key_Y, ALT)
    hands.settle()
    dialog = open_dialog()
    assert "已过首次到期日1996-12-04" in words(dialog)
    assert "二、第三段" in words(dialog)
    hands.type("牵涉面广")
    hands.press(Qt.Key.Key_Return, CONTROL)
    hands.settle()
    assert open_dialog() is dialog
    assert "已过首次到期日1996-12-04" in words(dialog)
    assert dialog.values == {"reason": "牵涉面广"}
    assert page.bureau.matters.matter("S1996-00001").due_on == date(1996, 12, 4)
    hands.press(Qt.Key.Key_Return)
    hands.type("12-4")
    hands.settle()
    assert "1996年12月4日 → 1997年1月6日" in words(dialog)
    hands.press(Qt.Key.Key_Return, CONTROL)
    hands.settle()
    assert page.bureau.matters.matter("S1996-00001").due_on == date(1997, 1, 6)


def test_what_may_not_be_done_says_why_at_its_key_and_on_the_panel(page: Any, hands: Hands) -> None:
    hands.press(Qt.Key.Key_Q, ALT)
    hands.settle()
    assert QApplication.activeModalWidget() is None
    assert "还没有送答复意见书" in page.strip.words.text()
    assert "签署：还没有送答复意见书" in words(page.panel)


def test_what_is_missing_is_said_at_its_field(page: Any, hands: Hands) -> None:
    hands.press(Qt.Key.Key_W, ALT)
    hands.settle()
    hands.press(Qt.Key.Key_Return, CONTROL)
    hands.settle()
    assert open_dialog().fields["outcome"].state == "fault"
    hands.press(Qt.Key.Key_Escape)
    hands.settle()
    assert page.bureau.matters.matter("S1996-00001").concluded_on is None


def test_a_visit_is_received_in_person(page: Any, hands: Hands) -> None:
    hands.press(Qt.Key.Key_F, ALT)
    hands.settle()
    hands.enter("", "王镇长", "主要领导", "14:30")
    hands.press(Qt.Key.Key_Return, CONTROL)
    hands.settle()
    assert "王镇长　主要领导　14:30" in words(page.panel)


def test_a_director_finds_and_an_officer_does_not(office: Office, threads: None) -> None:
    office.desk = replace(office.desk, actor=Actor(1, "sun", "孙办案（演示）", frozenset({Role.CASE_OFFICER})))
    windows = shown(Bureau(office))
    window = next(windows)
    hands = Hands(window)
    hands.settle()
    assert window.page is not None
    hands.press(Qt.Key.Key_L, ALT)
    hands.settle()
    assert "您的岗位不办这一步" in window.page.strip.words.text()  # type: ignore[attr-defined]
    names = {button.accessibleName() for button in window.page.findChildren(Button) if button.isVisible()}
    assert "交办" in names
    assert "认定老户" not in names
    next(windows, None)


def test_a_protected_case_shows_a_clerk_that_it_is_there_and_no_more(office: Office, threads: None) -> None:
    office.desk = colleague(office, "li", Role.CLERK)
    windows = shown(Bureau(office))
    window = next(windows)
    hands = Hands(window)
    hands.settle()
    hands.press(Qt.Key.Key_2, CONTROL)
    hands.settle()
    page: Any = window.page
    go(page, hands, "5")
    row = numbers(page).index("5")
    assert page.table.cases.lines[row].protected
    cells = [page.table.cases.index(row, column).data() for column in range(page.table.cases.columnCount())]
    assert WITHHELD in cells
    assert "公款" not in words(page.panel) + "".join(str(cell) for cell in cells)
    assert "保密" in words(page.panel)
    next(windows, None)


def test_what_a_protected_case_says_stands_beside_the_list_for_who_handles_it_never_in_it(page: Any, hands: Hands) -> None:
    go(page, hands, "5")
    row = numbers(page).index("5")
    cells = [page.table.cases.index(row, column).data() for column in range(page.table.cases.columnCount())]
    assert WITHHELD in cells
    assert "公款" not in "".join(str(cell) for cell in cells)
    assert "公款" in words(page.panel)


def test_a_matter_opened_elsewhere_leads_to_its_page(window: MainWindow, hands: Hands) -> None:
    hands.settle()
    window.open_matter("S1996-00003")
    hands.settle()
    assert window.page.panel.file.matter.number == "S1996-00003"  # type: ignore[union-attr]
    window.open_matter("S1996-09999")
    hands.settle()
    assert "没有编号是“S1996-09999”" in words(window.page.panel)  # type: ignore[union-attr]


# --- the list


def test_filters_narrow_the_list_by_keys_and_ctrl_r_takes_them_off(page: Any, hands: Hands) -> None:
    assert numbers(page) == ["1", "2", "3", "4", "5"]
    hands.press(Qt.Key.Key_F, CONTROL)
    hands.type("S1996-00002")
    hands.settle()
    assert numbers(page) == ["2"]
    hands.press(Qt.Key.Key_R, CONTROL)
    hands.settle()
    assert len(numbers(page)) == 5
    hands.press(Qt.Key.Key_U, CONTROL)
    hands.type("syj")
    hands.settle()
    hands.press(Qt.Key.Key_Return)
    hands.settle()
    assert numbers(page) == ["5"]
    page.filters.take(page.filters.shown._replace(unit="", protected=None, words="没有这样的"))
    hands.settle()
    assert numbers(page) == []
    assert "没有这样的案件" in words(page.frame)


def test_several_are_urged_at_once_counted_and_go_to_the_tray(page: Any, hands: Hands, window: MainWindow) -> None:
    hands.press(Qt.Key.Key_F12)
    hands.settle()
    hands.press(Qt.Key.Key_A, CONTROL)
    assert page.head.chosen.text == "选中 3 件"

    def agree(dialog: Any) -> None:
        hands.pause()
        assert "S1996-00001、S1996-00002、S1996-00003" in dialog.words.text()
        hands.press(Qt.Key.Key_Return)

    for turn in (1, 2):
        if turn == 2:
            hands.press(Qt.Key.Key_A, CONTROL)
        hands.in_dialog(agree)
        hands.press(Qt.Key.Key_F9)
        hands.settle()
        assert "已催办 3 件" in page.strip.words.text()
        assert page.table.cases.ticked == ()
    assert "S1996-00001 第 2 次" in page.strip.words.text()
    assert len([row for row in page.bureau.documents.tray() if row.kind == "urging"]) == 6


def test_urging_may_be_stopped_and_what_is_left_stays_ticked(page: Any, hands: Hands, monkeypatch: pytest.MonkeyPatch) -> None:
    urge = type(page.bureau.matters).urge

    def slow(service: Any, number: str, **known: Any) -> Any:
        page.urging.progress._stopped.set()
        return urge(service, number, **known)

    monkeypatch.setattr(type(page.bureau.matters), "urge", slow)
    hands.press(Qt.Key.Key_F12)
    hands.settle()
    hands.press(Qt.Key.Key_A, CONTROL)
    hands.in_dialog(press_enter(hands))
    hands.press(Qt.Key.Key_F9)
    hands.settle()
    assert "余下 2 件没有催办" in page.strip.words.text()
    assert page.table.cases.ticked == ("S1996-00002", "S1996-00003")


def test_a_saved_view_and_how_one_left_the_page_are_there_after_a_restart(office: Office, threads: None) -> None:
    windows = shown(Bureau(office))
    window = next(windows)
    hands = Hands(window)
    hands.settle()
    hands.press(Qt.Key.Key_F12)
    hands.settle()

    def name_it(_dialog: Any) -> None:
        hands.pause()
        hands.enter("我的超期")

    hands.in_dialog(name_it)
    hands.press(Qt.Key.Key_S, CONTROL | SHIFT)
    hands.settle()
    window.page.filters.take(window.page.filters.shown._replace(state=CaseState.IN_SEVEN))  # type: ignore[union-attr]
    hands.pause(1000)
    hands.settle()
    next(windows, None)

    again = shown(Bureau(office))
    window = next(again)
    hands = Hands(window)
    hands.settle()
    hands.press(Qt.Key.Key_2, CONTROL)
    hands.settle()
    page: Any = window.page
    assert page.filters.shown.state is CaseState.IN_SEVEN
    assert numbers(page) == ["4"]
    assert list(page.keeping.left.views) == ["我的超期"]
    hands.in_dialog(press_enter(hands))
    hands.press(Qt.Key.Key_F4)
    hands.settle()
    assert numbers(page) == ["1", "2", "3"]

    def throw_away(_dialog: Any) -> None:
        hands.pause()
        hands.press(Qt.Key.Key_Delete)

    hands.in_dialog(throw_away)
    hands.press(Qt.Key.Key_F4)
    hands.settle()
    assert office.drafts.kept_page("cases")["views"] == []
    next(again, None)


def test_columns_are_chosen_and_a_header_sorts_all_that_is_there(page: Any, hands: Hands) -> None:
    def choose(dialog: Any) -> None:
        hands.pause()
        hands.press(Qt.Key.Key_Space)  # the first: 责任单位 goes
        hands.press(Qt.Key.Key_Return)

    hands.in_dialog(choose)
    hands.press(Qt.Key.Key_C, CONTROL | SHIFT)
    hands.settle()
    ids = [column.id for column in page.table.cases.columns]
    assert "unit" not in ids
    page.table.sorted_by.emit(ids.index("number") + 1)
    page.table.sorted_by.emit(ids.index("number") + 1)
    assert numbers(page) == ["5", "4", "3", "2", "1"]
    for wanted in ("12345", "54321"):
        page.table.sorted_by.emit(ids.index("due") + 1)
        hands.settle()
        assert "".join(numbers(page)) == wanted


def test_what_one_sees_is_exported_and_read_back(page: Any, hands: Hands, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(exporting, "documents_folder", lambda: tmp_path / "文书")
    hands.in_dialog(press_enter(hands))
    hands.press(Qt.Key.Key_E, CONTROL)
    hands.settle()
    assert "已导出 5 件" in page.strip.words.text()
    path = tmp_path / "文书" / f"案件-{TODAY}.xlsx"
    rows = CalamineWorkbook.from_path(str(path)).get_sheet_by_index(0).to_python()
    assert [row[0][-1] for row in rows[1:]] == numbers(page)
    assert rows[1][3] == "超期 16 日"
    assert "公款" not in str(rows)


def test_pages_come_in_as_one_goes_down(office: Office, threads: None, monkeypatch: pytest.MonkeyPatch) -> None:
    for day in range(20):
        registration(on_day(office, TODAY - timedelta(days=day))).save(draft())
    paged = type(office.cases).page
    monkeypatch.setattr(type(office.cases), "page", lambda service, shown, order, after=None: paged(service, shown, order, after, 6))
    windows = shown(Bureau(office))
    window = next(windows)
    hands = Hands(window)
    hands.settle()
    hands.press(Qt.Key.Key_2, CONTROL)
    hands.settle()
    page: Any = window.page
    for _turn in range(8):
        page.table.setFocus()
        hands.press(Qt.Key.Key_End, CONTROL)
        hands.settle()
    found = [line.number for line in page.table.cases.lines]
    assert len(found) == len(set(found)) == 25
    next(windows, None)
