"""What the main window asks of a page, and the list of pages there are."""

from collections.abc import Callable
from typing import NamedTuple

from PySide6.QtWidgets import QWidget

from app import lazy
from app.services.actor import Right
from ui.bureau import Bureau


class Page(QWidget):
    """A page of the window. ``hints`` are its keys for the status line, ``keys`` the whole list for Ctrl+/, ``help`` the words for F1."""

    hints = ""
    keys: tuple[tuple[str, str], ...] = ()
    help = ""

    def __init__(self, bureau: Bureau, desk: "Desk") -> None:
        super().__init__()
        self.bureau, self.desk = bureau, desk

    def enter(self) -> None:
        """The page comes to the front."""

    def may_leave(self) -> bool:
        """Asked before the program is left: False stays."""
        return True


class Desk(NamedTuple):
    """What a page may ask of the window around it."""

    open_petition: Callable[[str], None]
    open_matter: Callable[[str], None]
    refresh_due: Callable[[], None]


class PageEntry(NamedTuple):
    """A page: its name, mark, key, the right without which it is of no use, and how it is made (loaded when first shown)."""

    id: str
    name: str
    icon: str
    key: str
    right: Right
    make: Callable[[Bureau, Desk], Page]


def _registration(bureau: Bureau, desk: Desk) -> Page:
    page: Page = lazy.attribute("ui.pages.registration.page", "RegistrationPage")(bureau, desk)
    return page


def _review(bureau: Bureau, desk: Desk) -> Page:
    page: Page = lazy.attribute("ui.pages.review.page", "ReviewPage")(bureau, desk)
    return page


def _documents(bureau: Bureau, desk: Desk) -> Page:
    page: Page = lazy.attribute("ui.pages.documents.page", "DocumentsPage")(bureau, desk)
    return page


def load_pages() -> None:
    """What the pages need, loaded on a thread while nobody waits: the documents' page alone takes 60 ms to import."""
    for module in ("ui.pages.registration.page", "ui.pages.review.page", "ui.pages.documents.page"):
        lazy.load(module)


PAGES = (
    PageEntry("registration", "登记", "register", "Ctrl+1", Right.REGISTER, _registration),
    PageEntry("review", "年度考评", "review", "Ctrl+2", Right.READ_STANDINGS, _review),
    PageEntry("documents", "文书", "documents", "Ctrl+3", Right.PRINT, _documents),
)
