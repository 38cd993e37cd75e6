"""文书: the tray by keys: ticks, preview, numbering with progress, stop and resume, the wording editor, the register."""

import shutil
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication

from app import office
from app.errors import Refusal
from app.services.actor import Role
from tests.ui.conftest import SAMPLE_ACCOUNT, SAMPLE_PASSWORD, Hands, shown
from tests.ui.fake_documents import TRAY, FakeDocuments
from tests.ui.fakes import FakeBureau
from ui import paper
from ui.bureau import Bureau
from ui.main_window import MainWindow
from ui.models import tray as columns
from ui.pages.documents import where
from ui.pages.documents.wording_dialog import SOUND
from ui.text import Label
from ui.widgets.dialog import Dialog
from ui.widgets.pdf_pages import Fit

CONTROL = Qt.KeyboardModifier.ControlModifier
CHOSEN = [row.subject for row in TRAY if row.chosen]
PRINTER = "办公室打印机"


class Paper:
    """Stands for a printer: what came out of it, and whether it is jammed."""

    def __init__(self) -> None:
        self.sheets: list[tuple[str, int, str, int]] = []
        self.jammed = False

    def put(self, content: bytes, made: Callable[[], str], copies: int, title: str) -> None:
        if self.jammed:
            raise Refusal("打印机没有纸。")
        self.sheets.append((made(), len(content), title, copies))


@pytest.fixture(autouse=True)
def _files_of_tests(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(where, "documents_folder", lambda: tmp_path / "文书")


@pytest.fixture
def printer(monkeypatch: pytest.MonkeyPatch) -> Paper:
    stands = Paper()
    monkeypatch.setattr(paper, "printers", lambda: paper.Printers((PRINTER,)))
    monkeypatch.setattr(paper, "on_printer", lambda name: lambda: name)
    monkeypatch.setattr(paper, "put_on_paper", stands.put)
    return stands


@pytest.fixture
def no_printer(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(paper, "printers", lambda: paper.Printers(()))


@pytest.fixture
def bureau() -> FakeBureau:
    made: Any = FakeBureau()
    made.documents = FakeDocuments(made.calls)
    return made  # type: ignore[no-any-return]


@pytest.fixture
def documents(bureau: Any) -> FakeDocuments:
    return bureau.documents  # type: ignore[no-any-return]


@pytest.fixture
def page(window: MainWindow, hands: Hands) -> Any:
    hands.press(Qt.Key.Key_8, CONTROL)
    hands.settle()
    return window.page


def words(widget: Any) -> str:
    return " ".join(label.text() for label in widget.findChildren(Label) if label.isVisible())


def agree_with(hands: Hands, folder: Path | None = None) -> None:
    """Answer the next dialog with Enter, as files into a folder where one is given."""

    def act(dialog: Any) -> None:
        hands.pause()
        if folder is not None:
            dialog.printer.take("")
            dialog.folder.take(folder)
        hands.press(Qt.Key.Key_Return)

    hands.in_dialog(act)


def subjects(calls: Any) -> list[str]:
    return [subject for subject, _layout, _copies in calls.of("issue")]


# --- the tray and its preview


def test_the_tray_shows_what_waits_to_whom_and_why_with_the_ticks_it_came_with(page: Any) -> None:
    model = page.tray.table.tray
    assert [model.index(row, columns.BECAUSE).data() for row in range(model.rowCount())] == [row.because for row in TRAY]
    assert model.index(0, columns.RECIPIENTS).data() == "斗虎屯镇人民政府；市委、市政府"
    assert [row.subject for row in model.ticked] == CHOSEN
    assert page.tray.count.text == f"{len(TRAY)} 件"
    assert page.tray.chosen.text == f"选中 {len(CHOSEN)} 件"


def test_the_first_document_is_previewed_beside_the_list(page: Any, bureau: Any) -> None:
    assert bureau.calls.of("preview") == [(TRAY[0].subject, None, 1)]
    assert page.tray.preview.view.pages == 1
    assert page.tray.preview.place.text.startswith("第 1 页 / 共 1 页")


def test_going_down_previews_the_next_document_and_space_ticks_it(page: Any, hands: Hands, bureau: Any) -> None:
    hands.press(Qt.Key.Key_Down)
    hands.press(Qt.Key.Key_Space)
    hands.settle()
    assert bureau.calls.of("preview")[-1] == (TRAY[1].subject, None, 1)
    assert TRAY[1].subject not in [row.subject for row in page.tray.table.tray.ticked]
    hands.press(Qt.Key.Key_Space)
    assert TRAY[1].subject in [row.subject for row in page.tray.table.tray.ticked]


def test_running_through_the_list_draws_only_where_one_stays(page: Any, hands: Hands, bureau: Any) -> None:
    for _turn in range(5):
        hands.press(Qt.Key.Key_Down)
    hands.settle()
    assert [subject for subject, *_rest in bureau.calls.of("preview")] == [TRAY[0].subject, TRAY[5].subject]


def test_control_a_ticks_all_and_then_none(page: Any, hands: Hands) -> None:
    hands.press(Qt.Key.Key_A, CONTROL)
    assert len(page.tray.table.tray.ticked) == len(TRAY)
    hands.press(Qt.Key.Key_A, CONTROL)
    assert page.tray.table.tray.ticked == ()


def test_control_shift_a_ticks_those_of_one_kind_and_no_others(page: Any, hands: Hands) -> None:
    hands.press(Qt.Key.Key_Down)
    hands.press(Qt.Key.Key_A, CONTROL | Qt.KeyboardModifier.ShiftModifier)
    assert [row.kind for row in page.tray.table.tray.ticked] == ["veto", "veto"]


def test_coming_by_a_key_with_control_held_selects_one_row_only(page: Any, hands: Hands) -> None:
    page.tray.table.go_to(3)
    assert {index.row() for index in page.tray.table.selectedIndexes()} == {3}


def test_another_layout_and_another_original_are_drawn_anew(page: Any, hands: Hands, bureau: Any) -> None:
    hands.press(Qt.Key.Key_L, CONTROL)
    hands.type("3")
    hands.settle()
    assert bureau.calls.of("preview")[-1] == (TRAY[0].subject, "1995", 1)
    page.tray.preview.original.setFocus()
    hands.press(Qt.Key.Key_Down)
    hands.settle()
    assert bureau.calls.of("preview")[-1] == (TRAY[0].subject, "1995", 2)


def test_f6_leads_into_the_preview_and_escape_back(page: Any, hands: Hands) -> None:
    hands.press(Qt.Key.Key_F6)
    assert page.tray.preview.view.hasFocus()
    hands.press(Qt.Key.Key_9)
    assert page.tray.preview.view.zoom.fit is Fit.WIDTH
    hands.press(Qt.Key.Key_Escape)
    assert page.tray.table.hasFocus()


def test_what_cannot_be_drawn_says_why_in_place_of_the_page(page: Any, hands: Hands, documents: FakeDocuments) -> None:
    documents.bad.add(TRAY[1].subject)
    hands.press(Qt.Key.Key_Down)
    hands.settle()
    assert "没有“𠀀”的字形" in page.tray.preview.view.accessibleName()


def test_an_empty_tray_says_what_makes_documents_wait(window: MainWindow, hands: Hands, documents: FakeDocuments) -> None:
    documents.waiting.clear()
    hands.press(Qt.Key.Key_8, CONTROL)
    hands.settle()
    page: Any = window.page
    assert "年度定案" in words(page.tray.frame)
    assert not page.tray.print_button.isEnabled()
    hands.press(Qt.Key.Key_P, CONTROL)
    hands.settle()
    assert QApplication.activeModalWidget() is None


def test_the_number_of_a_petition_opens_it(page: Any, hands: Hands, bureau: Any) -> None:
    page.tray.table.go_to(6)
    page.tray.slip.record.setFocus()
    hands.press(Qt.Key.Key_Return)
    hands.settle()
    assert bureau.calls.of("petition") == ["1996-00412"]
    hands.press(Qt.Key.Key_Escape)


def test_nobody_asks_the_service_in_the_windows_thread(page: Any, bureau: Any) -> None:
    asked = [(name, thread) for name, _argument, thread in bureau.calls if name in {"tray", "preview", "register"}]
    assert asked
    assert all(thread != threading.main_thread().name for _name, thread in asked)


# --- numbering and printing


def test_control_p_numbers_and_prints_the_ticked_ones_in_their_order(page: Any, hands: Hands, bureau: Any, printer: Paper) -> None:
    agree_with(hands)
    hands.press(Qt.Key.Key_P, CONTROL)
    hands.settle()
    assert subjects(bureau.calls) == CHOSEN
    assert [(name, title) for name, _size, title, _copies in printer.sheets][:3] == [
        (PRINTER, "聊信发〔1996〕1号"),
        (PRINTER, "聊信发〔1996〕1号"),
        (PRINTER, "聊信发〔1996〕2号"),
    ]
    assert "已发 5 件：聊信发〔1996〕1号至5号" in page.tray.strip.words.text()
    assert len(page.tray.table.tray.rows) == len(TRAY) - 5


def test_where_nothing_is_ticked_the_one_one_is_at_goes_out_in_its_copies(page: Any, hands: Hands, bureau: Any, printer: Paper) -> None:
    hands.press(Qt.Key.Key_A, CONTROL)
    hands.press(Qt.Key.Key_A, CONTROL)
    page.tray.slip.copies.setFocus()
    page.tray.slip.copies.selectAll()
    hands.type("3")
    hands.press(Qt.Key.Key_Return)
    agree_with(hands)
    hands.press(Qt.Key.Key_P, CONTROL)
    hands.settle()
    assert bureau.calls.of("issue") == [(TRAY[0].subject, None, 3)]
    assert [copies for *_rest, copies in printer.sheets] == [3, 3]


def test_recipients_may_be_written_anew_as_many_as_there_are_originals(page: Any, hands: Hands, bureau: Any, printer: Paper) -> None:
    hands.press(Qt.Key.Key_A, CONTROL)
    hands.press(Qt.Key.Key_A, CONTROL)
    slip = page.tray.slip
    slip.to.setFocus()
    slip.to.selectAll()
    hands.type("A")
    assert slip.to.property("state") == "fault"
    hands.press(Qt.Key.Key_P, CONTROL)
    hands.settle()
    assert bureau.calls.of("issue") == []
    assert slip.to.hasFocus()
    hands.press(Qt.Key.Key_End)
    hands.type(";B")
    assert slip.to.property("state") == ""
    hands.press(Qt.Key.Key_Return)
    agree_with(hands)
    hands.press(Qt.Key.Key_P, CONTROL)
    hands.settle()
    assert bureau.calls.of("recipients") == [("A", "B")]


def test_the_number_that_comes_next_is_told_before_it_is_taken(page: Any, hands: Hands, printer: Paper) -> None:
    assert page.tray.slip.number.whole() == "聊信发〔1996〕1号（以发出时为准）"
    hands.press(Qt.Key.Key_A, CONTROL)
    hands.press(Qt.Key.Key_A, CONTROL)
    agree_with(hands)
    hands.press(Qt.Key.Key_P, CONTROL)
    hands.settle()
    assert page.tray.table.at() == TRAY[1]  # of the same kind
    assert page.tray.slip.number.whole() == "聊信发〔1996〕2号（以发出时为准）"


def test_place_and_hour_are_said_before_a_summons_goes_out(page: Any, hands: Hands, bureau: Any, printer: Paper) -> None:
    page.tray.table.go_to(len(TRAY) - 1)
    hands.settle()
    slip = page.tray.slip
    assert page.tray.table.at().kind == "summons"
    (place_caption, place), (_by_caption, by) = slip._particulars
    assert (place_caption.text(), place.placeholderText(), by.placeholderText()) == ("到何处", "接待室", "立即")
    place.setFocus()
    hands.type("市委东门")
    hands.settle()
    assert bureau.calls.of("preview")[-1][0] == TRAY[-1].subject
    hands.press(Qt.Key.Key_Return)
    page.tray.preview.seal.setFocus()
    hands.press(Qt.Key.Key_2)
    page.tray.table.setFocus()
    hands.press(Qt.Key.Key_A, CONTROL)
    hands.press(Qt.Key.Key_A, CONTROL)
    agree_with(hands)
    hands.press(Qt.Key.Key_P, CONTROL)
    hands.settle()
    assert (bureau.calls.of("said"), bureau.calls.of("seal")) == ([{"place": "市委东门"}], ["unsealed"])


def test_saying_no_numbers_nothing(page: Any, hands: Hands, bureau: Any, printer: Paper) -> None:
    hands.in_dialog(lambda dialog: dialog.reject())
    hands.press(Qt.Key.Key_P, CONTROL)
    hands.settle()
    assert bureau.calls.of("issue") == []


def test_without_a_printer_they_are_kept_as_files(page: Any, hands: Hands, no_printer: None, tmp_path: Path) -> None:
    agree_with(hands, tmp_path / "文 书")
    hands.press(Qt.Key.Key_P, CONTROL)
    hands.settle()
    kept = sorted(file.name for file in (tmp_path / "文 书").iterdir())
    assert len(kept) == sum(len(row.recipients) for row in TRAY if row.chosen)
    assert all((tmp_path / "文 书" / name).read_bytes().startswith(b"%PDF") for name in kept)


def test_control_s_keeps_files_even_where_there_is_a_printer(page: Any, hands: Hands, printer: Paper, tmp_path: Path) -> None:
    offered: list[str] = []

    def act(dialog: Any) -> None:
        hands.pause()
        offered.append(dialog.printer.value())
        dialog.folder.take(tmp_path)
        hands.press(Qt.Key.Key_Return)

    hands.in_dialog(act)
    hands.press(Qt.Key.Key_S, CONTROL)
    hands.settle()
    assert offered == [""]
    assert printer.sheets == []
    assert len(list(tmp_path.glob("*.pdf"))) > 0


def test_a_run_shows_how_far_it_is_stops_between_two_and_goes_on_where_it_stopped(
    page: Any, hands: Hands, bureau: Any, documents: FakeDocuments, printer: Paper
) -> None:
    documents.hold = threading.Semaphore(2)
    agree_with(hands)
    hands.press(Qt.Key.Key_P, CONTROL)
    hands.until(lambda: page.tray.progress.bar.value() == 2)
    assert page.tray.progress.words.whole().startswith("已发 2 / 5")
    assert not page.tray.print_button.isEnabled()
    hands.press(Qt.Key.Key_Escape)
    documents.hold.release(20)
    hands.settle()
    assert subjects(bureau.calls) == CHOSEN[:3]  # the one under way is finished
    assert "余下 2 件没有编号" in page.tray.strip.words.text()
    assert [row.subject for row in page.tray.table.tray.ticked] == CHOSEN[3:]
    agree_with(hands)
    hands.press(Qt.Key.Key_P, CONTROL)
    hands.settle()
    assert subjects(bureau.calls) == CHOSEN
    assert [line.ordinal for line in documents.lines] == [1, 2, 3, 4, 5]


def test_a_jammed_printer_stops_the_run_and_says_which_number_is_to_be_printed_again(
    page: Any, hands: Hands, bureau: Any, printer: Paper
) -> None:
    printer.jammed = True
    agree_with(hands)
    hands.press(Qt.Key.Key_P, CONTROL)
    hands.settle()
    assert subjects(bureau.calls) == CHOSEN[:1]
    said = page.tray.strip.words.text()
    assert "聊信发〔1996〕1号已编号，但没有印出来：打印机没有纸" in said
    assert "余下 4 件没有编号" in said


def test_a_document_that_cannot_be_drawn_takes_no_number_and_the_others_go_on(
    page: Any, hands: Hands, documents: FakeDocuments, printer: Paper
) -> None:
    documents.bad.add(CHOSEN[1])
    agree_with(hands)
    hands.press(Qt.Key.Key_P, CONTROL)
    hands.settle()
    assert [line.subject for line in documents.lines] == [CHOSEN[0], *CHOSEN[2:]]
    assert "没有“𠀀”的字形" in page.tray.strip.words.text()


def test_the_window_is_not_left_while_numbers_are_being_given(
    page: Any, window: MainWindow, hands: Hands, bureau: Any, documents: FakeDocuments, printer: Paper
) -> None:
    documents.hold = threading.Semaphore(1)
    agree_with(hands)
    hands.press(Qt.Key.Key_P, CONTROL)
    hands.until(lambda: page.tray.progress.bar.value() == 1)
    window.close()
    assert window.isVisible()
    documents.hold.release(20)
    hands.settle()
    assert bureau.calls.of("leave") == []
    assert subjects(bureau.calls) == CHOSEN[:2]


# --- the wording


@pytest.fixture
def editor(page: Any, hands: Hands) -> Any:
    hands.press(Qt.Key.Key_F3)
    hands.settle()
    return QApplication.activeModalWidget()


def test_the_wording_is_edited_beside_its_preview_with_its_fields_offered(editor: Any, hands: Hands) -> None:
    assert editor.fault.text() == SOUND
    assert editor.view.pages == 1
    hands.press(Qt.Key.Key_F2)
    hands.press(Qt.Key.Key_Return)
    assert editor.editor.toPlainText().startswith("{organ}")
    assert editor.editor.hasFocus()
    editor.editor.setPlainText(editor.wording.text)
    editor.reject()


def test_a_fault_is_shown_at_its_line_and_nothing_is_kept(editor: Any, hands: Hands, bureau: Any) -> None:
    text = editor.editor.toPlainText()
    line = next(number for number, words in enumerate(text.split("\n"), start=1) if words.startswith("title"))
    editor.editor.setPlainText(text.replace("title = ", "title = {", 1))
    hands.settle()
    hands.settle()
    assert editor.editor.fault_line == line
    assert editor.fault.text().startswith(f"第 {line} 行：")
    hands.press(Qt.Key.Key_S, CONTROL)
    hands.settle()
    assert bureau.calls.of("keep_wording") == []
    assert editor.editor.textCursor().blockNumber() + 1 == line
    editor.editor.setPlainText(text)
    editor.reject()


def test_a_sound_wording_is_kept_and_the_preview_drawn_anew(editor: Any, page: Any, hands: Hands, bureau: Any) -> None:
    before = len(bureau.calls.of("preview"))
    editor.editor.setPlainText(editor.editor.toPlainText().replace("请你单位认真查找原因", "请你单位抓紧查找原因"))
    hands.press(Qt.Key.Key_S, CONTROL)
    hands.settle()
    assert bureau.calls.of("keep_wording") == [TRAY[0].kind]
    assert "文字已保存" in page.tray.strip.words.text()
    assert len(bureau.calls.of("preview")) > before
    hands.press(Qt.Key.Key_F3)
    hands.settle()
    again: Any = QApplication.activeModalWidget()
    assert again.restore_button.isEnabled()
    agree_to_restore(hands)
    again.restore_button.click()
    hands.settle()
    assert bureau.calls.of("restore_wording") == [TRAY[0].kind]


def agree_to_restore(hands: Hands) -> None:
    def act(_dialog: Any) -> None:
        hands.pause()
        hands.press(Qt.Key.Key_Tab)
        hands.press(Qt.Key.Key_Return)

    over_the_editor(act)


def over_the_editor(act: Callable[[Any], None]) -> None:
    """Act on the dialog that asks: the editor stands there already."""

    def look() -> None:
        dialog = QApplication.activeModalWidget()
        if type(dialog) is Dialog:
            act(dialog)
        else:
            QTimer.singleShot(10, look)

    QTimer.singleShot(10, look)


def test_escape_asks_only_where_something_would_be_lost(editor: Any, hands: Hands) -> None:
    hands.type("#")
    asked: list[str] = []

    def stay(dialog: Any) -> None:
        asked.append(words(dialog))
        dialog.reject()

    over_the_editor(stay)
    hands.press(Qt.Key.Key_Escape)
    hands.settle()
    assert "还没有保存" in asked[0]
    assert QApplication.activeModalWidget() is editor
    editor.editor.setPlainText(editor.wording.text)
    editor.activateWindow()
    hands.pause()
    hands.press(Qt.Key.Key_Escape)
    hands.settle()
    assert QApplication.activeModalWidget() is None


# --- the register


@pytest.fixture
def register(page: Any, hands: Hands, printer: Paper) -> Any:
    agree_with(hands)
    hands.press(Qt.Key.Key_P, CONTROL)
    hands.settle()
    printer.sheets.clear()
    hands.press(Qt.Key.Key_F5)
    hands.settle()
    return page.register


def test_f5_shows_the_register_the_newest_number_first(register: Any) -> None:
    model = register.table.register
    assert [model.index(row, 0).data() for row in range(model.rowCount())] == [f"聊信发〔1996〕{n}号" for n in (5, 4, 3, 2, 1)]
    assert register.count.text == "5 件"
    assert "聊信发〔1996〕5号" in register.slip.caption.whole()


def test_enter_takes_the_original_out(register: Any, hands: Hands, bureau: Any) -> None:
    hands.press(Qt.Key.Key_Return)
    hands.settle()
    assert bureau.calls.of("reprint") == [("聊信发〔1996〕5号", 1, 0)]
    assert register.preview.view.pages == 1


def test_control_p_prints_it_again_without_a_number(register: Any, hands: Hands, bureau: Any, printer: Paper) -> None:
    agree_with(hands)
    hands.press(Qt.Key.Key_P, CONTROL)
    hands.settle()
    assert bureau.calls.of("reprint") == [("聊信发〔1996〕5号", 1, 1)]
    assert [(name, title, copies) for name, _size, title, copies in printer.sheets] == [(PRINTER, "聊信发〔1996〕5号", 1)]
    assert len(bureau.calls.of("issue")) == 5


def test_voiding_needs_a_reason_and_lets_the_matter_wait_again(register: Any, page: Any, hands: Hands, bureau: Any) -> None:
    def without_reason(dialog: Any) -> None:
        hands.pause()
        hands.press(Qt.Key.Key_Return)
        assert "要写明理由" in words(dialog)
        hands.type("写错了单位")
        hands.press(Qt.Key.Key_Return)

    hands.in_dialog(without_reason)
    hands.press(Qt.Key.Key_Delete, CONTROL)
    hands.settle()
    assert bureau.calls.of("void") == [("聊信发〔1996〕5号", "写错了单位")]
    assert register.count.text == "5 件，作废 1"
    assert "写错了单位" in words(register.slip)
    assert not register.reprint_button.isEnabled()
    hands.press(Qt.Key.Key_F5)
    hands.settle()
    assert CHOSEN[4] in [row.subject for row in page.tray.table.tray.rows]


def test_a_year_without_documents_says_so(register: Any, hands: Hands) -> None:
    register.year.setFocus()
    hands.press(Qt.Key.Key_Down)
    hands.settle()
    assert "还没有发过文" in words(register.frame)


def test_escape_leads_from_the_register_to_the_tray(register: Any, page: Any, hands: Hands) -> None:
    hands.press(Qt.Key.Key_Escape)
    hands.settle()
    assert page.stack.currentWidget() is page.tray


# --- who has the page, and the real service behind it


@pytest.mark.parametrize(("role", "has"), [(Role.DOCUMENT_STAFF, True), (Role.AUDITOR, False), (Role.ADMINISTRATOR, False)])
def test_the_page_stands_where_the_account_may_print(threads: None, role: Role, has: bool) -> None:
    bureau: Any = FakeBureau(role)
    bureau.documents = FakeDocuments(bureau.calls)
    for window in shown(bureau):
        assert (window.show_page("documents") is not None) is has
        Hands(window).settle()


@pytest.fixture
def sample(sample_file: Path, tmp_path: Path, threads: None) -> Iterator[Bureau]:
    for file in sample_file.parent.iterdir():
        shutil.copy(file, tmp_path / file.name)
    opened = office.Office.open(tmp_path / sample_file.name, SAMPLE_ACCOUNT, SAMPLE_PASSWORD)
    yield Bureau(opened)
    opened.desk.store.close()


@pytest.fixture
def real(sample: Bureau) -> Iterator[MainWindow]:
    yield from shown(sample)


def test_a_real_document_is_previewed_as_a_draft_numbered_kept_and_printed_again_the_same(
    real: MainWindow, no_printer: None, tmp_path: Path
) -> None:
    hands = Hands(real)
    hands.press(Qt.Key.Key_8, CONTROL)
    hands.settle()
    page: Any = real.page
    rows = page.tray.table.tray.rows
    veto = next(place for place, row in enumerate(rows) if row.kind == "veto")
    page.tray.table.tray.tick(range(len(rows)), False)
    page.tray.table.go_to(veto)
    hands.settle()
    hands.until(lambda: page.tray.preview.view.settled)
    draft = page.tray.preview.view.content
    agree_with(hands, tmp_path / "存档")
    hands.press(Qt.Key.Key_P, CONTROL)
    hands.settle()
    hands.until(page.tray.strip.isVisible)
    files = sorted((tmp_path / "存档").iterdir())
    assert len(files) == len(rows[veto].recipients) == 2
    issued = [file.read_bytes() for file in files]
    assert all(content != draft for content in issued)
    assert rows[veto].subject not in [row.subject for row in page.tray.table.tray.rows if row.kind == "veto"]
    hands.press(Qt.Key.Key_F5)
    hands.settle()
    assert page.register.table.at().title == rows[veto].title
    hands.press(Qt.Key.Key_Return)
    hands.settle()
    hands.until(lambda: page.register.preview.view.settled)
    assert page.register.preview.view.content in issued
