"""F1: the help is there for every page, offline, findable by a word, and says nothing it cannot draw."""

import re

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QRawFont
from PySide6.QtWidgets import QApplication

from app import resources
from tests.ui.conftest import Hands
from ui import fonts
from ui.frame import help_text
from ui.frame.help_text import PICTURE, Topic, topics
from ui.frame.help_window import NOTHING, HelpWindow
from ui.main_window import MainWindow
from ui.page import PAGES
from ui.text import Label
from ui.widgets.picture import Picture

CONTROL = Qt.KeyboardModifier.ControlModifier


def test_every_page_of_the_window_has_its_page_of_the_help() -> None:
    told = {topic.id for topic in topics()}
    assert {entry.id for entry in PAGES} <= told
    assert len(told) == len(topics())


@pytest.mark.parametrize("topic", topics(), ids=lambda topic: topic.id)
def test_a_page_says_something_and_shows_what_is_there(topic: Topic, looks: QApplication) -> None:
    assert sum(len(part.text) for part in topic.parts) > 60
    for part in topic.parts:
        if part.kind == PICTURE:
            assert part.text, "a picture says in words what it shows"
            assert Picture(resources.path("help", "pictures", part.picture), part.text).whole
    face = QRawFont(str(resources.path("fonts", fonts.FIRST["ui"][0])), 14)
    words = "".join((topic.title, *(part.text for part in topic.parts)))
    assert sorted({character for character in words if not face.supportsCharacter(ord(character))}) == []


def test_no_page_lies_there_unlisted_and_every_picture_is_used() -> None:
    folder = resources.path("help")
    assert {file.stem for file in folder.glob("*.txt")} == {topic.id for topic in topics()}
    shown = {part.picture for topic in topics() for part in topic.parts if part.kind == PICTURE}
    assert {file.name for file in folder.glob("pictures/*.png")} == shown


def test_a_page_without_a_title_is_a_fault() -> None:
    with pytest.raises(ValueError, match="without a title"):
        help_text.read("made-up", "no title\n")


def opened(window: MainWindow, hands: Hands) -> HelpWindow:
    hands.press(Qt.Key.Key_F1)
    hands.pause()
    return window.findChild(HelpWindow)  # type: ignore[return-value]


def test_f1_opens_at_the_page_and_keys_lead_through_the_help(window: MainWindow, hands: Hands) -> None:
    shown = opened(window, hands)
    assert shown.isVisible()
    assert shown.shown is not None
    assert shown.shown.id == "registration"
    assert "登记" in [label.text() for label in shown.findChildren(Label)]
    inside = Hands(shown)
    inside.press(Qt.Key.Key_Down)
    assert shown.shown.id == topics()[[each.id for each in topics()].index("registration") + 1].id
    inside.press(Qt.Key.Key_Escape)
    assert not shown.isVisible()
    assert opened(window, hands) is shown
    assert shown.shown.id == "registration"


def test_a_word_finds_the_pages_that_say_it(window: MainWindow, hands: Hands) -> None:
    shown = opened(window, hands)
    inside = Hands(shown)
    inside.press(Qt.Key.Key_F, CONTROL)
    inside.type("恢复密钥")
    inside.pause()
    assert shown.shown is not None
    assert shown.shown.tells_of("恢复密钥")
    assert 0 < shown.contents.model().rowCount() < len(topics())
    shown.search.selectAll()
    inside.type("没有这样的话")
    assert shown.contents.model().rowCount() == 0
    inside.pause()
    assert NOTHING in [label.text() for label in shown.findChildren(Label) if label.isVisible()]


def test_what_looks_like_markup_in_the_help_is_shown_as_it_is(window: MainWindow, hands: Hands) -> None:
    shown = opened(window, hands)
    shown._show(help_text.read("made-up", "# 题\n<b>一</b>\n- &amp;\n"))
    texts = [label.text() for label in shown.findChildren(Label)]
    assert "<b>一</b>" in texts
    assert "·　&amp;" in texts


def test_a_long_page_scrolls_by_keys(window: MainWindow, hands: Hands) -> None:
    shown = opened(window, hands)
    shown.resize(600, 320)
    hands.pause()
    area = shown._page
    assert area is not None
    before = area.verticalScrollBar().value()
    Hands(shown).press(Qt.Key.Key_PageDown)
    assert area.verticalScrollBar().value() > before


def test_the_keys_the_help_names_are_keys_of_the_window() -> None:
    """A help that names a key nobody listens to is worse than none."""
    named = {key for topic in topics() for part in topic.parts for key in re.findall(r"Ctrl\+[A-Z/]", part.text)}
    assert named <= {"Ctrl+K", "Ctrl+/", "Ctrl+E", "Ctrl+P"}
