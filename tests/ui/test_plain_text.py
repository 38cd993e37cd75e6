"""Text from people is shown letter by letter: in labels, tooltips, buttons, chips, lists and tables."""

from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QTextDocument
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from ui.models.standings import NAME, StandingsModel
from ui.text import ElidedLabel, Label, on_button, tooltip
from ui.widgets.button import Button
from ui.widgets.chip import Chip
from ui.widgets.dialog import Dialog
from ui.widgets.line import Line
from ui.widgets.suggestions import Suggestions

HOSTILE = (
    "<b>粗</b>",
    "<img src='file:///etc/passwd'>",
    "<a href='http://x'>点</a>",
    "a & b &amp; &lt;",
    "&File",
    "{\\rtf1}",
    "<!DOCTYPE html><html><body onload=x>",
    "名\u202e字",
    "'\"`;--",
)


@pytest.fixture(autouse=True)
def _looks(looks: QApplication) -> None:
    """Every widget here is drawn with the program's looks."""


@pytest.mark.parametrize("text", HOSTILE)
def test_a_label_never_reads_markup(qtbot: QtBot, text: str) -> None:
    label = Label(text)
    qtbot.addWidget(label)
    assert label.text() == text
    assert label.textFormat() is Qt.TextFormat.PlainText


@pytest.mark.parametrize("text", HOSTILE)
def test_an_elided_label_keeps_the_whole_and_shows_it_in_a_plain_tooltip(qtbot: QtBot, text: str) -> None:
    label = ElidedLabel(text * 20)
    qtbot.addWidget(label)
    label.resize(60, 20)
    label.show()
    assert label.whole() == text * 20
    assert label.text() != text * 20
    assert shown(label.toolTip()) == text * 20


def shown(html: str) -> str:
    """What a person reads where Qt is given this as rich text."""
    document = QTextDocument()
    document.setHtml(html)
    return document.toPlainText()


@pytest.mark.parametrize("text", HOSTILE)
def test_a_tooltip_shows_the_letters_that_were_written(text: str) -> None:
    assert shown(tooltip(text)) == text


@settings(max_examples=200)
@given(st.text(st.characters(blacklist_categories=("Cs", "Cc", "Zl", "Zp", "Co", "Cn")), max_size=40))
def test_a_tooltip_shows_any_text_as_it_is(text: str) -> None:
    # A no-break space is read back as a space by the document itself.
    assert shown(tooltip(text)) == text.replace("\u00a0", " ")


def test_an_empty_tooltip_is_none() -> None:
    assert tooltip("") == ""


@pytest.mark.parametrize("text", HOSTILE)
def test_a_button_shows_ampersands(qtbot: QtBot, text: str) -> None:
    button = Button(text, "F6")
    qtbot.addWidget(button)
    assert button.text().replace("&&", "&") == f"{text}　F6"
    assert button.shortcut().isEmpty()
    assert on_button("a&b") == "a&&b"


@pytest.mark.parametrize("text", HOSTILE)
def test_a_chip_draws_its_text_and_says_it(qtbot: QtBot, text: str) -> None:
    chip = Chip(text, "link", opens=True, tip=text)
    qtbot.addWidget(chip)
    chip.show()
    chip.grab()
    assert chip.accessibleName() == text
    assert shown(chip.toolTip()) == text


@pytest.mark.parametrize("text", HOSTILE)
def test_a_list_of_suggestions_shows_its_lines(qtbot: QtBot, text: str) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(400, 300)
    line = Line(parent=window)
    suggestions = Suggestions(line)
    window.show()
    line.setFocus()
    window.activateWindow()
    qtbot.waitUntil(line.hasFocus)
    suggestions.offer([text])
    assert suggestions._model.stringList() == [text]
    window.grab()


@pytest.mark.parametrize("text", HOSTILE)
def test_a_dialog_shows_its_words(qtbot: QtBot, text: str) -> None:
    dialog = Dialog(None, text, text)
    qtbot.addWidget(dialog)
    assert dialog.words.text() == text
    assert dialog.words.textFormat() is Qt.TextFormat.PlainText
    assert "[*]" not in Dialog(dialog, "a[*]b").windowTitle()


@pytest.mark.parametrize("text", HOSTILE)
def test_a_table_shows_a_units_name_and_a_plain_tooltip(text: str) -> None:
    model = StandingsModel()
    unit: Any = SimpleNamespace(name=text, code="T01", rank=1)
    model.show_standings(SimpleNamespace(result=SimpleNamespace(units=(unit,)), closed=False, in_force=True))  # type: ignore[arg-type]
    index = model.index(0, NAME)
    assert index.data() == text
    assert shown(index.data(Qt.ItemDataRole.ToolTipRole)) == f"{text}　T01"


def test_the_clipboard_and_nothing_else_is_reached_by_a_selectable_label(qtbot: QtBot) -> None:
    label = Label("<a href='http://x'>x</a>").selectable()
    qtbot.addWidget(label)
    assert not label.openExternalLinks()
    assert not label.textInteractionFlags() & Qt.TextInteractionFlag.LinksAccessibleByMouse
    QCoreApplication.processEvents()
