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
    open_unit: Callable[[str], None]
    show_page: Callable[[str], "Page | None"]  # by the page's id; None where this account has no such page
    refresh_due: Callable[[], None]


class PageEntry(NamedTuple):
    """A page: its name, mark and key, the rights of which one makes it useful, and the class it is made of (loaded when first shown).

    ``foot``: it stands at the foot of the navigation, apart from the day's work.
    """

    id: str
    name: str
    icon: str
    key: str
    rights: frozenset[Right]
    module: str
    maker: str
    foot: bool = False

    def make(self, bureau: Bureau, desk: Desk) -> Page:
        page: Page = lazy.attribute(self.module, self.maker)(bureau, desk)
        return page


def _page(id_: str, name: str, icon: str, key: str, rights: set[Right], module: str, maker: str, *, foot: bool = False) -> PageEntry:
    return PageEntry(id_, name, icon, key, frozenset(rights), f"ui.pages.{module}", maker, foot)


# In the order of the navigation, a line each; those at its foot last.
PAGES = (
    _page("registration", "登记", "register", "Ctrl+1", {Right.REGISTER}, "registration.page", "RegistrationPage"),
    _page("cases", "案件", "cases", "Ctrl+2", {Right.READ_REGISTER, Right.HANDLE_CASES}, "cases.page", "CasesPage"),
    _page("units", "单位", "units", "Ctrl+3", {Right.READ_STANDINGS, Right.KEEP_UNITS}, "units.page", "UnitsPage"),
    _page("register", "登记簿", "book", "Ctrl+4", {Right.READ_REGISTER}, "register.page", "RegisterPage"),
    _page("review", "年度考评", "review", "Ctrl+5", {Right.READ_STANDINGS}, "review.page", "ReviewPage"),
    _page("ledger", "台账", "ledger", "Ctrl+6", {Right.KEEP_LEDGER}, "ledger.page", "LedgerPage"),
    _page("accountability", "责任查究", "accountability", "Ctrl+7", {Right.DECIDE}, "accountability.page", "AccountabilityPage"),
    _page("documents", "文书", "documents", "Ctrl+8", {Right.PRINT}, "documents.page", "DocumentsPage"),
    _page("audit", "日志", "audit", "Ctrl+9", {Right.READ_AUDIT}, "audit.page", "AuditLogPage", foot=True),
    _page("settings", "设置", "settings", "Ctrl+0", {Right.OPEN}, "settings.page", "SettingsPage", foot=True),
)


def load_pages(may: Callable[[Right], bool]) -> None:
    """What this account's pages need, loaded on a thread while nobody waits: the documents' page alone takes 60 ms to import."""
    for entry in PAGES:
        if any(map(may, entry.rights)):
            lazy.load(entry.module)
