"""Work off the window's thread: results and refusals come back in it, newer questions replace older, what fails is told to one handler."""

import threading
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication, QWidget

from app.errors import InputFault, Refusal
from tests.ui.conftest import Hands
from ui import faults, work
from ui.widgets.button import Button
from ui.widgets.dialog import Dialog


@pytest.fixture
def hands(threads: None) -> Hands:
    return Hands(QWidget())


def test_a_call_runs_on_a_thread_and_its_result_comes_back_in_the_windows(hands: Hands) -> None:
    where: list[Any] = []
    work.run(threading.current_thread, done=lambda thread: where.extend([thread, threading.current_thread()]))
    hands.until(lambda: bool(where))
    assert where[0] is not threading.main_thread()
    assert where[1] is threading.main_thread()


def test_a_refusal_is_handed_to_who_asked(hands: Hands) -> None:
    told: list[Any] = []

    def call() -> None:
        raise Refusal("没有这个单位")

    work.run(call, done=told.append, refused=told.append, finally_=lambda: told.append("end"))
    hands.until(lambda: len(told) == 2)
    assert told[0] == "end"
    assert str(told[1]) == "没有这个单位"


def test_what_nobody_expected_goes_to_the_one_handler(hands: Hands, monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[Any] = []
    monkeypatch.setattr(work.threads, "unexpected", told.append)
    work.run(lambda: 1 // 0, done=told.append, refused=told.append)
    hands.until(lambda: bool(told))
    assert isinstance(told[0], ZeroDivisionError)


def test_only_the_newest_of_several_like_questions_is_answered(hands: Hands) -> None:
    told: list[int] = []
    latest = work.Latest()
    for number in range(20):
        latest.ask(lambda number=number: number, told.append)  # type: ignore[misc]
    hands.until(lambda: not work.threads.running)
    hands.pause()
    assert told == [19]


def test_long_work_reports_how_far_it_is_and_stops_when_it_is_given_up(hands: Hands) -> None:
    seen: list[tuple[int, int, str]] = []
    done: list[Any] = []
    go_on = threading.Event()
    reached: list[int] = []

    def call(task: work.Task) -> None:
        for step in range(10):
            task.report(step, 10, "读")
            reached.append(step)
            go_on.wait(5)

    task = work.run_long(call, done=done.append, progress=lambda *told: seen.append(told))
    hands.until(lambda: bool(seen))
    task.cancel()
    go_on.set()
    hands.until(lambda: not work.threads.running)
    assert seen == [(0, 10, "读")]
    assert reached == [0]
    assert done == []


def test_the_report_says_where_it_happened_and_nothing_of_what_was_written() -> None:
    def read(secret: str) -> None:
        raise ValueError(f"不能读 {secret}")

    try:
        read("曾喆生")
    except ValueError as fault:
        try:
            raise RuntimeError("曾喆生") from fault
        except RuntimeError as second:
            report = faults.report_of(second)
    assert "曾喆生" not in report
    assert "ValueError" in report
    assert "RuntimeError" in report
    assert "test_work.py" in report


@pytest.mark.parametrize(
    ("fault", "title"), [(KeyError("曾喆生"), "程序出了问题"), (InputFault("有错", [f"A{n}: 空" for n in range(30)]), "没有办成")]
)
def test_a_person_is_told_in_plain_words_without_a_traceback(hands: Hands, fault: Exception, title: str) -> None:
    handler = faults.Handler(lambda: None)
    read: list[str] = []

    def look(dialog: Dialog) -> None:
        read.extend((dialog.windowTitle(), dialog.words.text()))
        dialog.findChildren(Button)[0].click()

    hands.in_dialog(look)
    handler(fault)
    assert read[0] == title
    assert "Traceback" not in read[1]
    assert "曾喆生" not in read[1]
    assert QApplication.activeModalWidget() is None
    if isinstance(fault, InputFault):
        assert "共 30 处" in read[1]


def test_nothing_new_is_begun_while_a_store_is_being_left(hands: Hands) -> None:
    told: list[str] = []
    go_on = threading.Event()
    work.run(lambda: go_on.wait(5), done=lambda _result: told.append("before"), line="look-up")
    leaving = work.run(lambda: go_on.wait(5), done=lambda _result: told.append("left"))
    work.threads.quiet(leaving)
    work.run(lambda: None, done=lambda _result: told.append("after"))
    go_on.set()
    hands.until(lambda: not work.threads.running)
    hands.pause()
    work.threads.taking = True
    assert told == ["left"]
