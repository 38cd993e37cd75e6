"""登记: a clerk registers by keys alone; what is asked, is asked off the window's thread; nothing typed is lost."""

from datetime import date
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from app.services.drafts import KeptDraft
from app.services.petition_form import FieldFault, Form, Level, PetitionDraft, Petitioner, Purpose, Secrecy
from tests.ui.conftest import Hands, shown
from tests.ui.fakes import TODAY, FakeBureau
from ui.main_window import MainWindow
from ui.text import Label
from ui.widgets.button import Button
from ui.widgets.chip import Chip
from ui.widgets.dialog import Dialog

CONTROL = Qt.KeyboardModifier.ControlModifier
NAME, UNIT = "petitioners.0.name", "unit"


def form_of(window: MainWindow) -> Any:
    return window.page.form


def fill_least(window: MainWindow, hands: Hands) -> None:
    """A name and a unit: enough to save."""
    hands.type("曾喆生")
    form_of(window).go(UNIT)
    hands.type("hyz")
    hands.settle()
    hands.press(Qt.Key.Key_Return)


def answer(words: str) -> Any:
    """Press the button of a dialog that says so."""

    def act(dialog: Dialog) -> None:
        next(button for button in dialog.findChildren(Button) if button.accessibleName() == words).click()

    return act


def test_the_cursor_stands_in_the_name_field_when_the_window_opens(window: MainWindow) -> None:
    assert QApplication.focusWidget() is form_of(window).editor(NAME)


def test_a_clerk_registers_a_visit_by_keys_alone(window: MainWindow, hands: Hands, bureau: FakeBureau) -> None:
    hands.enter("曾喆生", "nan", "372501480312001", "24-0017", "8", "", "侯营镇", "张村", "", "", "930", "", "sjzl", "dq", "地区信访局")
    hands.type("hyz")
    hands.settle()
    hands.enter("", "", "qj", "nc", "张村村委会", "", "", "反映提留款超收。")
    hands.press(Qt.Key.Key_Return, CONTROL)
    hands.settle()
    (draft,) = bureau.registration.saved
    person = draft.petitioners[0]
    assert (person.name, person.sex, person.id_number, person.phone) == ("曾喆生", "男", "372501480312001", "24-0017")
    assert (person.township, person.village, person.birth_on) == ("侯营镇", "张村", date(1948, 3, 12))
    assert (draft.people, draft.level, draft.unit, draft.form) == (8, Level.PREFECTURE, "T03", Form.VISIT)
    assert (draft.received_on, draft.received_time, draft.reporting_office) == (TODAY, "09:30", "地区信访局")
    assert (draft.purpose, draft.accused, draft.gist) == (Purpose.REQUEST, "张村村委会", "反映提留款超收。")
    assert "1996-00873" in window.page.strip.words.text()
    assert "1997年1月20日前办结" in window.page.strip.words.text()
    assert QApplication.focusWidget() is form_of(window).editor(NAME)
    assert not form_of(window).dirty


def test_every_question_is_asked_off_the_windows_thread(window: MainWindow, hands: Hands, bureau: FakeBureau) -> None:
    fill_least(window, hands)
    hands.press(Qt.Key.Key_Return, CONTROL)
    hands.settle()
    assert {method for method, _argument, _thread in bureau.calls} >= {"meaning", "check", "matches", "units", "save"}
    assert "MainThread" not in {thread for _method, _argument, thread in bureau.calls}


def test_nothing_is_looked_up_while_a_word_is_being_composed(window: MainWindow, hands: Hands, bureau: FakeBureau) -> None:
    hands.settle()
    bureau.calls.clear()
    hands.compose("ceng")
    hands.settle()
    form_of(window).go(UNIT)
    hands.compose("houying")
    hands.settle()
    assert bureau.calls.of("matches") == []
    assert bureau.calls.of("units") == []
    hands.commit("侯营")
    hands.settle()
    assert bureau.calls.of("units") == ["侯营"]


def test_what_the_registration_means_stands_beside_it_before_it_is_saved(window: MainWindow, hands: Hands) -> None:
    fill_least(window, hands)
    form_of(window).go("people")
    hands.type("8")
    hands.settle()
    said = [label.text() for label in window.page.panel.findChildren(Label) if label.isVisible()]
    assert "到地区集体访第 2 次，再有 1 次即一票否决" in said
    assert "自 1996-12-20 起一个月。" in said  # the last reason; F2 gives them all
    assert "集体访，一个月内处理完毕。" not in said
    hands.press(Qt.Key.Key_F2)
    hands.pause()
    said = [label.text() for label in window.page.panel.findChildren(Label) if label.isVisible()]
    assert "集体访，一个月内处理完毕。" in said


def test_enter_before_the_answer_came_takes_the_first_unit_and_goes_on(window: MainWindow, hands: Hands) -> None:
    form_of(window).go(UNIT)
    hands.type("hyz")
    hands.press(Qt.Key.Key_Return)
    hands.settle()
    assert form_of(window).editor(UNIT).code == "T03"
    assert QApplication.focusWidget() is form_of(window).editor("shown_level")


def test_a_unit_that_is_none_is_said_at_its_field_and_not_saved(window: MainWindow, hands: Hands, bureau: FakeBureau) -> None:
    hands.type("曾喆生")
    form_of(window).go(UNIT)
    hands.type("zzz")
    hands.settle()
    hands.press(Qt.Key.Key_Return, CONTROL)
    hands.settle()
    assert form_of(window).fields[UNIT].state == "fault"
    assert "没有这个单位" in form_of(window).fields[UNIT].note.text()
    assert bureau.registration.saved == []


def test_what_is_missing_is_said_at_its_field_and_the_cursor_goes_there(window: MainWindow, hands: Hands, bureau: FakeBureau) -> None:
    hands.type("曾喆生")
    hands.press(Qt.Key.Key_Return, CONTROL)
    hands.settle()
    assert bureau.registration.saved == []
    assert form_of(window).fields[UNIT].note.text() == "没有选责任单位。打编号、名称或拼音首字母"
    assert QApplication.focusWidget() is form_of(window).editor(UNIT)


def test_a_date_that_is_none_is_not_saved(window: MainWindow, hands: Hands, bureau: FakeBureau) -> None:
    fill_least(window, hands)
    form_of(window).go("received_on")
    hands.type("2-31")
    hands.press(Qt.Key.Key_Return, CONTROL)
    hands.settle()
    assert "不是一个日期" in form_of(window).fields["received_on"].note.text()
    assert bureau.registration.saved == []


def test_a_doubtful_value_is_kept_only_once_it_was_confirmed(window: MainWindow, hands: Hands, bureau: FakeBureau) -> None:
    fill_least(window, hands)
    form_of(window).go("petitioners.0.id_number")
    hands.type("123")
    hands.in_dialog(answer("回去改"))
    hands.press(Qt.Key.Key_Return, CONTROL)
    hands.settle()
    assert bureau.registration.saved == []
    hands.in_dialog(answer("核对过，保留"))
    hands.press(Qt.Key.Key_Return, CONTROL)
    hands.settle()
    ((_draft, confirmed, _shown),) = bureau.calls.of("save")
    assert confirmed == {"petitioners.0.id_number"}


def test_a_fault_that_stands_is_never_offered_to_be_kept(window: MainWindow, hands: Hands, bureau: FakeBureau) -> None:
    bureau.registration.extra = [FieldFault("accused", "揭发控告不能交被揭发的单位办", "改交它的上级")]
    fill_least(window, hands)
    hands.press(Qt.Key.Key_Return, CONTROL)
    hands.settle()
    assert QApplication.activeModalWidget() is None
    assert bureau.registration.saved == []
    assert "改交它的上级" in form_of(window).fields["accused"].note.text()


def test_an_accusation_is_protected_by_itself_and_cannot_be_made_ordinary(window: MainWindow, hands: Hands) -> None:
    form_of(window).go("purpose")
    hands.type("jfkg")
    secrecy = form_of(window).editor("secrecy")
    assert secrecy.value() is Secrecy.PROTECTED
    assert not secrecy.isEnabled()
    assert form_of(window).draft().protected


def test_not_a_case_is_offered_for_questions_and_suggestions_only(window: MainWindow, hands: Hands) -> None:
    form = form_of(window)
    assert form.fields["not_a_case"].isHidden()
    form.go("purpose")
    hands.type("zx")
    form.go("not_a_case")
    hands.type("bla")
    form.go("not_a_case_reason")
    hands.type("问政策")
    assert form.draft().not_a_case_reason == "问政策"
    form.go("purpose")
    hands.type("qj")
    assert form.draft().not_a_case_reason is None


def test_one_key_takes_an_earlier_petitions_matter_over(window: MainWindow, hands: Hands, bureau: FakeBureau) -> None:
    hands.type("曾喆生")
    hands.settle()
    assert window.page.matches.isVisible()
    hands.press(Qt.Key.Key_F4)
    hands.settle()
    assert form_of(window).draft().matter == "S1996-00102"
    assert form_of(window).editor(UNIT).code == "T03"
    hands.press(Qt.Key.Key_Return, CONTROL)
    hands.settle()
    ((draft, _confirmed, shown),) = bureau.calls.of("save")
    assert draft.matter == "S1996-00102"
    assert shown == {"1996-00412", "1996-00640"}


def test_a_match_on_a_protected_complaint_shows_that_it_exists_and_no_more(window: MainWindow, hands: Hands) -> None:
    hands.type("曾喆生")
    hands.settle()
    said = " ".join(label.text() for label in window.page.matches.findChildren(Label))
    assert "1996-00640　保密件：有一件相近登记" in said


def test_a_draft_is_kept_and_offered_again(bureau: FakeBureau, window: MainWindow, hands: Hands) -> None:
    hands.type("曾喆生")
    window.page.drafts.keep()
    hands.settle()
    (kept,) = bureau.calls.of("keep")
    assert kept.petitioners[0].name == "曾喆生"
    assert window.page.head.kept.text.startswith("草稿已存")


def test_a_draft_left_behind_is_taken_up_where_it_was(threads: None) -> None:
    bureau = FakeBureau()
    left = PetitionDraft(
        petitioners=(Petitioner(name="曾喆生"), Petitioner(name="李四")), received_on=TODAY, unit="T03", people=6, gist="提留款"
    )
    bureau.drafts.held = KeptDraft(left, "1996-12-20T06:02:00+00:00")
    windows = shown(bureau)
    window = next(windows)
    hands = Hands(window)
    hands.settle()
    assert "没有保存的表" in window.page.strip.words.text()
    hands.press(Qt.Key.Key_O, CONTROL)
    hands.settle()
    assert form_of(window).draft() == left
    assert form_of(window).dirty
    next(windows, None)


def test_escape_asks_only_if_something_would_be_lost(window: MainWindow, hands: Hands, bureau: FakeBureau) -> None:
    hands.press(Qt.Key.Key_Escape)
    assert QApplication.activeModalWidget() is None
    hands.type("曾喆生")
    hands.in_dialog(answer("接着填"))
    hands.press(Qt.Key.Key_Escape)
    assert form_of(window).draft().petitioners[0].name == "曾喆生"
    hands.in_dialog(answer("清空"))
    hands.press(Qt.Key.Key_Escape)
    hands.settle()
    assert not form_of(window).dirty
    assert bureau.calls.of("discard")


def test_undo_goes_back_field_by_field(window: MainWindow, hands: Hands) -> None:
    form = form_of(window)
    hands.enter("曾喆生")
    hands.type("nan")
    form.go("people")
    hands.type("8")
    form.go("gist")
    for expected in ((None, "男", "曾喆生"), (None, "", "曾喆生"), (None, "", "")):
        hands.press(Qt.Key.Key_Z, CONTROL)
        person = form.draft().petitioners[0]
        people = form.editor("people").number()
        assert (people, person.sex, person.name) == expected


def test_a_letter_is_called_one(window: MainWindow, hands: Hands) -> None:
    form_of(window).go("form")
    hands.type("lx")
    assert window.page.head.title.text() == "来信登记"
    assert form_of(window).draft().form is Form.LETTER


def test_every_input_has_a_name_for_those_who_cannot_see(window: MainWindow) -> None:
    form = form_of(window)
    form.show_more(True)
    assert [key for key, field in form.fields.items() if not field.editor.accessibleName()] == []


def test_enter_walks_through_every_field_that_can_be_seen(window: MainWindow, hands: Hands) -> None:
    form = form_of(window)
    walked = []
    for _step in range(40):
        focused = QApplication.focusWidget()
        keys = [key for key, field in form.fields.items() if field.editor is focused]
        if not keys:
            break
        walked.append(keys[0])
        hands.press(Qt.Key.Key_Return)
    visible = [key for key, field in form.fields.items() if field.editor.isVisible()]
    assert walked == visible
    assert QApplication.focusWidget() is window.page.save_button


def test_files_are_read_off_the_windows_thread_and_saved_with_the_form(
    window: MainWindow, hands: Hands, bureau: FakeBureau, tmp_path: Path
) -> None:
    (tmp_path / "照片<b>.jpg").write_bytes(b"\xff\xd8scan")
    attachments = form_of(window).editor("attachments")
    fill_least(window, hands)
    form_of(window).show_more(True)
    attachments.add([tmp_path / "照片<b>.jpg"])
    hands.settle()
    assert "照片<b>.jpg　×" in {chip.text for chip in attachments.findChildren(Chip)}
    attachments.add([tmp_path / "不在.jpg"])
    hands.settle()
    assert "读不出来" in form_of(window).fields["attachments"].note.text()
    hands.press(Qt.Key.Key_Return, CONTROL)
    hands.settle()
    (draft,) = bureau.registration.saved
    assert [(file.name, file.content) for file in draft.attachments] == [("照片<b>.jpg", b"\xff\xd8scan")]
    assert attachments.value() == ()


def test_escape_closes_an_open_list_and_nothing_else(window: MainWindow, hands: Hands) -> None:
    form_of(window).go(UNIT)
    hands.type("hyz")
    hands.settle()
    assert form_of(window).editor(UNIT)._list.open
    hands.press(Qt.Key.Key_Escape)
    assert QApplication.activeModalWidget() is None
    assert not form_of(window).editor(UNIT)._list.open
    assert form_of(window).editor(UNIT).text() == "hyz"
