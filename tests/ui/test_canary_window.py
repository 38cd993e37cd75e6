"""A protected petitioner through the real window: no page, list, suggestion, title or tooltip tells one who was not named who or what."""

import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QAbstractItemModel, QAbstractListModel, QModelIndex, Qt
from PySide6.QtWidgets import QAbstractButton, QAbstractItemView, QApplication, QLabel, QLineEdit, QPlainTextEdit, QWidget

from app import office
from app.office import Office
from app.regulation.terms import Level
from app.services.actor import Role
from app.services.petition_form import PetitionDraft, Petitioner, Purpose
from app.services.registration import RegistrationService
from tests.services.counter import SOUND_ID, colleague
from tests.ui.conftest import SAMPLE_ACCOUNT, SAMPLE_PASSWORD, Hands, shown
from ui.bureau import Bureau
from ui.main_window import MainWindow
from ui.pages.petition.dialog import RecordDialog

CONTROL = Qt.KeyboardModifier.ControlModifier
NAME, PHONE, PLACE, GIST = "钱金丝雀儿", "13905550119", "金丝雀胡同七号", "揭发金丝雀站长私分公款"
WHO = (NAME, SOUND_ID, PHONE, PLACE)
ROLES = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.UserRole + 1)


@pytest.fixture
def number() -> list[str]:
    """Filled by the bureau: the petition's register number."""
    return []


@pytest.fixture
def bureau(sample_file: Path, tmp_path: Path, threads: None, number: list[str]) -> Iterator[Bureau]:
    for file in sample_file.parent.iterdir():
        shutil.copy(file, tmp_path / file.name)
    opened = office.Office.open(tmp_path / sample_file.name, SAMPLE_ACCOUNT, SAMPLE_PASSWORD)
    person = Petitioner(name=NAME, id_number=SOUND_ID, phone=PHONE, address=PLACE)
    form = PetitionDraft(
        petitioners=(person,), level=Level.CITY, people=8, purpose=Purpose.ACCUSATION, accused="某站长", gist=GIST, unit="T05"
    )
    number.append(RegistrationService(opened.desk).save(form).number)
    desk = colleague(opened, "li", *(set(Role) - {Role.ADMINISTRATOR}))
    yield Bureau(Office(replace(opened.entered, desk=desk)))
    opened.desk.store.close()


@pytest.fixture
def window(bureau: Bureau) -> Iterator[MainWindow]:
    yield from shown(bureau)  # type: ignore[misc]


def said(root: QWidget) -> Iterator[str]:
    """Everything a person could read, hear read or have copied from a window and all that stands in it."""
    for widget in (root, *root.findChildren(QWidget)):
        yield from (widget.windowTitle(), widget.toolTip(), widget.accessibleName(), widget.accessibleDescription())
        if isinstance(widget, QLabel | QAbstractButton | QLineEdit):
            yield widget.text()
        elif isinstance(widget, QPlainTextEdit):
            yield widget.toPlainText()
        elif isinstance(widget, QAbstractItemView) and widget.model() is not None:
            yield from in_model(widget.model())


def in_model(model: QAbstractItemModel) -> Iterator[str]:
    root = QModelIndex()
    columns = 1 if isinstance(model, QAbstractListModel) else model.columnCount(root)
    for row in range(model.rowCount(root)):
        for column in range(columns):
            yield from (repr(model.index(row, column).data(role)) for role in ROLES)


def told(secrets: tuple[str, ...], *, typed: str = "") -> set[str]:
    """The secrets that stand anywhere; what was typed stands in the line it was typed into."""
    everything = [text for root in QApplication.topLevelWidgets() for text in said(root) if text != typed]
    return {secret for secret in secrets if secret != typed and any(secret in text for text in everything)}


def test_no_page_tells_who_or_what(window: MainWindow, hands: Hands, number: list[str]) -> None:
    for entry in window._entries:
        window.show_page(entry.id)
        hands.settle()
        assert told((*WHO, GIST)) == set(), entry.id
    assert number[0] in "\n".join(said(window))  # it does stand there: in the register at least


@pytest.mark.parametrize("typed", [NAME, SOUND_ID, PHONE, GIST[:6]])
def test_nothing_typed_brings_it_out(window: MainWindow, hands: Hands, number: list[str], typed: str) -> None:
    window.search.begin()
    hands.type(typed)
    hands.settle()
    assert all(number[0] not in each.words for each in window.search._found)
    assert told((*WHO, GIST), typed=typed) <= {secret for secret in (*WHO, GIST) if typed in secret}
    hands.press(Qt.Key.Key_Escape)
    page: Any = window.show_page("register")
    page.search(typed)
    hands.settle()
    assert number[0] not in "\n".join(said(page))
    assert page.table.list.rowCount() == 0


def test_the_counter_is_told_that_there_is_one_and_nothing_more(window: MainWindow, hands: Hands, number: list[str]) -> None:
    page: Any = window.show_page("registration")
    hands.settle()
    page.form.editor("petitioners.0.name").setFocus()
    hands.type(NAME)
    hands.settle()
    assert number[0] in "\n".join(said(page))
    assert told((SOUND_ID, PHONE, PLACE, GIST)) == set()
    page.form.editor("petitioners.0.name").clear()
    hands.settle()


def test_opening_it_shows_what_was_said_to_the_handler_but_not_by_whom(window: MainWindow, hands: Hands, number: list[str]) -> None:
    window.open_petition(number[0])
    hands.until(lambda: isinstance(QApplication.activeModalWidget(), RecordDialog))
    dialog: Any = QApplication.activeModalWidget()
    assert told(WHO) == set()
    assert "身份保密" in "\n".join(said(dialog))
    dialog.reject()
