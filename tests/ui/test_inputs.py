"""What people type: dates and times as they write them, choices by digit and initials."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ui.widgets.date_field import DateLine, long_date, read_date, weekday
from ui.widgets.inputs import Choice, Lines, Number, Option
from ui.widgets.line import Line
from ui.widgets.time_line import read_time

NEAR = date(1996, 12, 20)


@pytest.fixture(autouse=True)
def _looks(looks: QApplication) -> None:
    """The inputs take their measures from the program's looks."""


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("1996-12-20", date(1996, 12, 20)),
        ("19961220", date(1996, 12, 20)),
        ("1996.2.3", date(1996, 2, 3)),
        ("12-20", date(1996, 12, 20)),
        ("1220", date(1996, 12, 20)),
        ("96年2月3日", date(1996, 2, 3)),
        ("1996-02-29", date(1996, 2, 29)),
        ("1995-02-29", None),
        ("2-31", None),
        ("13-1", None),
        ("1996", None),
        ("", None),
        ("昨天", None),
        ("1-2-3-4", None),
        ("0-1-1", date(1900, 1, 1)),
    ],
)
def test_a_date_is_read_as_people_write_it(text: str, day: date | None) -> None:
    assert read_date(text, NEAR) == day


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("14:30", "14:30"),
        ("1430", "14:30"),
        ("9:05", "09:05"),
        ("930", "09:30"),
        ("14：30", "14:30"),
        ("9时05分", "09:05"),
        ("24:00", None),
    ],
)
def test_a_time_is_read_as_people_write_it(text: str, told: str | None) -> None:
    assert read_time(text) == told


def test_a_date_is_said_in_full() -> None:
    assert f"{long_date(NEAR)} {weekday(NEAR)}" == "1996年12月20日 星期五"


def test_arrow_keys_move_a_date_by_a_day(qtbot: QtBot) -> None:
    line = DateLine(NEAR)
    qtbot.addWidget(line)
    line.take_day(date(1996, 12, 31))
    QTest.keyClick(line, Qt.Key.Key_Up)
    assert line.day() == date(1997, 1, 1)
    QTest.keyClick(line, Qt.Key.Key_Down)
    assert line.text() == "1996-12-31"


def test_a_choice_is_made_by_its_digit_or_its_initials(qtbot: QtBot) -> None:
    choice = Choice([Option(1, "单位", "dw"), Option(2, "市", "s"), Option(3, "地区", "dq"), Option(4, "省", "sheng")])
    qtbot.addWidget(choice)
    for keys, value in (("2", 2), ("dq", 3), ("d", 1), ("s", 2), ("s", 4), ("x", 4), ("9", 4)):
        choice._typed = ""
        QTest.keyClicks(choice, keys)
        assert choice.value() == value


def test_a_choice_keeps_its_value_where_it_is_still_offered(qtbot: QtBot) -> None:
    choice = Choice([Option("a", "甲"), Option("b", "乙")])
    qtbot.addWidget(choice)
    choice.take("b")
    choice.offer([Option("", "—"), Option("b", "乙")])
    assert choice.value() == "b"
    choice.offer([Option("", "—")])
    assert choice.value() == ""


def test_a_number_takes_digits_only(qtbot: QtBot) -> None:
    number = Number(most=999)
    qtbot.addWidget(number)
    QTest.keyClicks(number, "-1a2.3")
    assert number.number() == 123
    number.take("")
    assert number.number() is None


def test_a_line_tells_what_was_typed_only_once_a_word_is_composed(qtbot: QtBot) -> None:
    line = Line()
    qtbot.addWidget(line)
    told: list[str] = []
    line.typed.connect(told.append)
    QApplication.sendEvent(line, QInputMethodEvent("zeng", []))
    assert line.composing
    assert told == []
    event = QInputMethodEvent("", [])
    event.setCommitString("曾")
    QApplication.sendEvent(line, event)
    assert told == ["曾"]
    assert not line.composing


def test_enter_in_a_text_of_several_lines_goes_on_and_shift_enter_breaks_the_line(qtbot: QtBot) -> None:
    lines = Lines()
    qtbot.addWidget(lines)
    gone: list[bool] = []
    lines.entered.connect(lambda: gone.append(True))
    QTest.keyClicks(lines, "a")
    QTest.keyClick(lines, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    QTest.keyClicks(lines, "b")
    QTest.keyClick(lines, Qt.Key.Key_Return)
    assert lines.value().split() == ["a", "b"]
    assert gone == [True]
