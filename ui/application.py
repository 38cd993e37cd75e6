"""Starts the window: paints first, loads the rest on a thread, and has the one handler for what nobody expected."""

import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QWidget

from app import lazy
from ui import fonts, settings, theme, work
from ui.door import Door
from ui.start.entrance import Entrance

if TYPE_CHECKING:
    from ui.bureau import Bureau

FIRST_KEY = 15  # ms the first key may take before anything heavy begins
LATER = (
    "ui.faults",
    "ui.chinese",
    "ui.tidying",
    "app.services.registration",
    "app.services.matches",
    "app.services.matters",
    "app.services.bureau",
    "ui.bureau",
    "ui.main_window",
    "ui.pages.registration.page",
)


class Application:
    """The one window at a time: the entrance, or the desk of who came in."""

    def __init__(self, application: QApplication, door: Door, store: Path | None = None, kept: settings.Settings | None = None) -> None:
        self.application, self._door = application, door
        self.settings = kept or settings.load()
        if store is not None:
            self.settings.store = str(store)
        self.window: QWidget | None = None
        self.shown: Callable[[], None] = _nothing
        self.entrance = Entrance(self.settings, self._door, self.enter)

    def open(self) -> None:
        """Show the entrance; what is heavy is loaded once it has been painted."""
        self.entrance.painted.connect(self._after_first_picture)
        self.entrance.show()

    def enter(self, bureau: "Bureau") -> None:
        """Someone came in: the main window takes the entrance's place."""
        made = lazy.attribute("ui.main_window", "MainWindow")(bureau, self.settings, self.leave)
        made.resize(self.entrance.size())
        if self.entrance.isMaximized():
            made.showMaximized()
        else:
            made.show()
        self.window = made
        self.entrance.hide()
        self.shown()

    def leave(self, back: bool) -> None:
        """Someone went out: the entrance again for the next one, or the end."""
        self.window = None
        if not back:
            self.application.quit()
            return
        self.entrance = Entrance(self.settings, self._door, self.enter)
        self.entrance.show()
        self._load_ground()

    def _after_first_picture(self) -> None:
        self.entrance.painted.disconnect(self._after_first_picture)
        QTimer.singleShot(FIRST_KEY, self._load_ground)

    def _load_ground(self) -> None:
        work.run(lambda: _load_all(self._door), done=lambda _nothing: self._ready())

    def _ready(self) -> None:
        """All is loaded: the one handler stands, Qt speaks Chinese, the card may read the store's accounts."""
        lazy.load("ui.faults").install(lambda: self.window or self.entrance)
        lazy.load("ui.chinese").speak(self.application)
        lazy.load("ui.tidying").begin(self.application)
        self.entrance.ready()


NO_SCREEN = "这台机器没有屏幕，窗口打不开。可以用 tour 命令走一遍留下图片，或直接用各条命令（--help 列出全部）。\n"


def _nothing() -> None:
    """Who measures the window puts something else here."""


def _load_all(door: Door) -> None:
    door.load_ground()
    for module in LATER:
        lazy.load(module)


def make(argv: list[str]) -> QApplication:
    """The Qt application with the program's fonts and look; one a process."""
    without_screen()
    application = QApplication.instance()
    if not isinstance(application, QApplication):
        application = QApplication([argv[0] if argv else "petition-bureau"])
    application.setApplicationName("petition-bureau")
    application.setStyle("fusion")
    fonts.load_at_once()
    kept = settings.load()
    look = theme.Look(kept.look) if kept.look in set(theme.Look) else theme.Look.SYSTEM
    theme.apply(application, look, kept.percent)
    return application


def has_screen() -> bool:
    """Whether Qt would find something to show a window on."""
    return not sys.platform.startswith("linux") or any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"))


def without_screen() -> None:
    """On a machine without a screen the window is drawn all the same: for the tour, whose pictures are then looked at elsewhere."""
    if not has_screen():
        os.environ["QT_QPA_PLATFORM"] = "offscreen"


def main(argv: list[str], door: Door) -> int:
    """Open the window and stay until it is closed; ``argv`` may name a store, ``door`` leads to its office. Gives the exit code."""
    if not has_screen():
        sys.stderr.write(NO_SCREEN)
        return 1
    application = make(argv)
    given = [Path(word) for word in argv[1:] if not word.startswith("-")]
    desk = Application(application, door, given[0] if given else None)
    desk.open()
    code = application.exec()
    work.threads.stop()
    return code
