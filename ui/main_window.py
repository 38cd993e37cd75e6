"""The main window: the frame and the navigation between pages; what a page does is the page's."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, QTimer
from PySide6.QtGui import QCloseEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QApplication, QGridLayout, QMainWindow, QMenu, QStackedWidget, QVBoxLayout, QWidget

from app import lazy
from app.errors import Refusal
from app.services.actor import Right
from app.services.case_values import CaseState, DueCounts
from ui import theme as looks
from ui import work
from ui.bureau import Bureau
from ui.frame import appearance, keys_help, locking
from ui.frame.day_list import DayList, most_urgent
from ui.frame.go_anywhere import Destination, GoAnywhere
from ui.frame.navigation import Navigation
from ui.frame.status_line import StatusLine
from ui.frame.top_bar import TopBar
from ui.page import PAGES, Desk, Page, load_pages
from ui.settings import Settings
from ui.theme import theme
from ui.widgets.button import Button
from ui.widgets.strip import Strip

if TYPE_CHECKING:
    from ui.frame.help_window import HelpWindow

NARROW = 1120
LEAST = (560, 360)


class MainWindow(QMainWindow):
    """One person at one store. ``left`` is called once the store is closed: True to log in anew, False to end the program."""

    def __init__(self, bureau: Bureau, settings: Settings, left: Callable[[bool], None]) -> None:
        super().__init__()
        self.bureau, self._settings, self._left = bureau, settings, left
        self._entries = [entry for entry in PAGES if any(map(bureau.may, entry.rights))]
        self._pages: dict[str, Page] = {}
        self._help: HelpWindow | None = None
        self._leaving = False
        self._back = False
        sample = f" — 演示 {bureau.today.isoformat()}" if bureau.sample else ""
        self.setWindowTitle(f"{bureau.name}{sample} — 信访工作目标责任制".replace("[*]", "[ * ]"))
        self._build()
        self.locking = locking.Locking(self, bureau)
        self._bind_keys()
        self.go(0)
        QTimer.singleShot(0, self.refresh_due)
        QTimer.singleShot(1500, self._load_rare_fonts)

    def _build(self) -> None:
        middle = Middle()
        middle.setProperty("ground", "page")
        grid = QGridLayout(middle)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(0)
        self.search = GoAnywhere(self.bureau, self._destinations, self.open_unit, self.open_petition, self.search_register)
        grid.addWidget(
            TopBar(self.bureau.name, self.bureau.sample, self.bureau.today, self.bureau.actor, self.search, self._menu), 0, 0, 1, 2
        )
        self.navigation = Navigation(self.go)
        for entry in self._entries:
            self.navigation.add(entry.name, entry.icon, entry.key, foot=entry.foot)
        grid.addWidget(self.navigation, 1, 0, 2, 1)
        self.stack = QStackedWidget()
        self.day_list = DayList(self.open_due)
        above = QVBoxLayout()
        above.setContentsMargins(theme.pixels(18), 0, theme.pixels(14), 0)
        above.setSpacing(theme.pixels(4))
        above.addWidget(self._clock_strip())
        above.addWidget(self.day_list)
        grid.addLayout(above, 1, 1)
        grid.addWidget(self.stack, 2, 1)
        self.status = StatusLine(self.open_due)
        grid.addWidget(self.status, 3, 0, 1, 2)
        grid.setRowStretch(2, 1)
        grid.setColumnStretch(1, 1)
        self.setCentralWidget(middle)

    def _clock_strip(self) -> Strip:
        """What speaks against the machine's clock, above every page until it is read."""
        self.clock_strip = strip = Strip()
        if self.bureau.clock_doubt:
            strip.say(self.bureau.clock_doubt, [Button("知道了", kind="quiet", does=strip.hide)], "warn")
        return strip

    def _bind_keys(self) -> None:
        for number, entry in enumerate(self._entries):
            QShortcut(QKeySequence(entry.key), self).activated.connect(partial(self.go, number))
        QShortcut(QKeySequence(locking.KEY), self).activated.connect(self.locking.lock)
        QShortcut(QKeySequence("Ctrl+Q"), self).activated.connect(self.close)
        QShortcut(QKeySequence("F1"), self).activated.connect(self.show_help)
        QShortcut(QKeySequence("Ctrl+/"), self).activated.connect(lambda: keys_help.show_keys(self, self.page))
        QShortcut(QKeySequence("F12"), self.status).activated.connect(self._open_most_urgent)
        QShortcut(QKeySequence("Ctrl+,"), self).activated.connect(lambda: appearance.choose(self, self._settings))

    @property
    def page(self) -> Page | None:
        shown = self.stack.currentWidget()
        return shown if isinstance(shown, Page) else None

    def go(self, number: int) -> None:
        """Show a page, made when it is first shown."""
        entry = self._entries[number]
        if entry.id not in self._pages:
            made = entry.make(self.bureau, self._desk())
            self._pages[entry.id] = made
            self.stack.addWidget(made)
        page = self._pages[entry.id]
        if self.page not in {None, page}:
            self.day_list.hide()  # it was for the beginning; the status line says the same all day
        self.stack.setCurrentWidget(page)
        self.navigation.mark(number)
        self.status.show_hints(page.hints)
        page.enter()

    def show_help(self) -> None:
        """The help at the page one is at, or at its beginning."""
        if self._help is None:
            self._help = lazy.attribute("ui.frame.help_window", "HelpWindow")(self)
        self._help.open_at(next((id_ for id_, page in self._pages.items() if page is self.page), ""))

    def _desk(self) -> Desk:
        return Desk(self.open_petition, self.open_matter, self.open_unit, self.show_page, self.refresh_due)

    def show_page(self, page_id: str) -> Page | None:
        """Show the page of that id, where this account has it."""
        for number, entry in enumerate(self._entries):
            if entry.id == page_id:
                self.go(number)
                return self._pages[page_id]
        return None

    def _destinations(self) -> list[Destination]:
        return [Destination(f"页面　{entry.name}　{entry.key}", partial(self.go, number)) for number, entry in enumerate(self._entries)]

    def open_unit(self, code: str) -> None:
        """A unit is seen where its year is."""
        page = self.show_page("review")
        if page is not None:
            page.select_unit(code)  # type: ignore[attr-defined]

    def search_register(self, text: str) -> None:
        """What was typed, looked for in the register."""
        page = self.show_page("register")
        if page is not None:
            page.search(text)  # type: ignore[attr-defined]

    def open_petition(self, number: str) -> None:
        lazy.load("ui.pages.petition.dialog").open_petition(self, self.bureau, number)

    def open_matter(self, number: str) -> None:
        """A matter is seen where it is worked on; without that page, as a record."""
        page = self.show_page("cases")
        if page is not None:
            page.open_case(number)  # type: ignore[attr-defined]
        else:
            lazy.load("ui.pages.petition.dialog").open_matter(self, self.bureau, number)

    def open_due(self, state: CaseState) -> None:
        """The list of what is due, where this account has it."""
        self.day_list.hide()
        page = self.show_page("cases")
        if page is not None:
            page.show_state(state)  # type: ignore[attr-defined]

    def _open_most_urgent(self) -> None:
        state = most_urgent(self.status.counts) if self.status.counts is not None else None
        self.open_due(state or CaseState.IN_SEVEN)

    def refresh_due(self) -> None:
        """Count anew what is due, off the window's thread."""
        if self.bureau.may(Right.READ_REGISTER):
            work.run(self.bureau.cases.due_counts, done=self._show_due, refused=lambda _refusal: None, line="look-up")

    def _show_due(self, counts: DueCounts) -> None:
        self.status.show_due(counts)
        if self.bureau.may(Right.HANDLE_CASES) or self.bureau.may(Right.DECIDE):  # a clerk with a queue is told below
            self.day_list.tell(counts)

    def _load_rare_fonts(self) -> None:
        """Rare characters of names, and the pages not shown yet: loaded when nobody waits."""
        application = QApplication.instance()
        if isinstance(application, QApplication):
            looks.add_rare_fonts(application)
        work.run(lambda: load_pages(self.bureau.may), done=lambda _nothing: None, line="look-up")

    def _menu(self, button: Button) -> None:
        menu = QMenu(self)
        menu.addAction("外观和字号…　Ctrl+,", lambda: appearance.choose(self, self._settings))
        menu.addAction("按键一览　Ctrl+/", lambda: keys_help.show_keys(self, self.page))
        menu.addAction("帮助　F1", self.show_help)
        menu.addSeparator()
        menu.addAction(f"锁定　{locking.KEY}", self.locking.lock)
        menu.addAction("退出登录", self.log_out)
        menu.addAction("关闭程序　Ctrl+Q", self.close)
        menu.popup(button.mapToGlobal(button.rect().bottomLeft()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.navigation.narrow(self.width() < theme.pixels(NARROW))

    def log_out(self) -> None:
        """Leave the desk to the next one."""
        self._back = True
        if not self.close():
            self._back = self._leaving

    def closeEvent(self, event: QCloseEvent) -> None:
        event.ignore()
        if self._leaving or not all(page.may_leave() for page in self._pages.values()):
            return
        self._leaving = True
        self.setEnabled(False)
        self.status.show_hints("正在备份并退出……")
        work.threads.quiet(work.run(self.bureau.leave, done=lambda _nothing: self._gone(), refused=self._not_backed_up))

    def _not_backed_up(self, refusal: Refusal) -> None:
        self.setEnabled(True)
        work.threads.taking = True
        dialogs = lazy.load("ui.widgets.dialog")
        if dialogs.ask(self, "退出前的备份没有做成", str(refusal), yes="仍然退出", no="留下"):
            work.run(self.bureau.office.close, done=lambda _nothing: self._gone(), refused=lambda _refusal: self._gone())
        else:
            self._leaving = self._back = False

    def _gone(self) -> None:
        """The store is closed: nothing of this window asks anything any more."""
        self.locking.end()
        self.hide()  # before the timers: what loses the cursor asks again
        for timer in self.findChildren(QTimer):
            timer.stop()
        work.threads.taking = True
        self._left(self._back)
        self.deleteLater()


class Middle(QWidget):
    """All that stands in the window: it may be made smaller than what it holds, which then lays itself out for less room."""

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.pixels(LEAST[0]), theme.pixels(LEAST[1]))
