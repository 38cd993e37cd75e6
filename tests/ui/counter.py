"""A real store of a few units behind the real window: for one account, or for another beside it."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

from PySide6.QtWidgets import QApplication

from app.office import Office
from app.services.actor import Role
from tests.services.counter import colleague
from tests.ui.conftest import Hands, shown
from ui.bureau import Bureau
from ui.pages.petition.dialog import RecordDialog
from ui.text import Label
from ui.widgets.button import Button


@contextmanager
def at_the_desk(office: Office) -> Iterator[Hands]:
    """The window of whoever this office belongs to."""
    windows = shown(Bureau(office))
    hands = Hands(next(windows))
    hands.settle()
    yield hands
    next(windows, None)


def beside(office: Office, name: str, *roles: Role) -> Office:
    """Another account at the same store; closing it is the first one's."""
    return Office(replace(office.entered, desk=colleague(office, name, *roles)))


def see(hands: Hands, number: str) -> RecordDialog:
    """The petition's own view, opened as the page opens it."""
    hands.window.open_petition(number)  # type: ignore[attr-defined]
    hands.until(lambda: isinstance(top(), RecordDialog))
    hands.settle()
    return top()


def top() -> Any:
    return QApplication.activeModalWidget()


def press(words: str, dialog: Any = None) -> None:
    """The button of the dialog on top that says so."""
    next(button for button in (dialog or top()).findChildren(Button) if button.accessibleName() == words).click()




def said(dialog: Any) -> str:
    """All that stands in a dialog."""
    return "\n".join(label.text() for label in dialog.findChildren(Label) if not label.isHidden())
