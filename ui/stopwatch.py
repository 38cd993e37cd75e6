"""What `bench` measures in a process of its own: when the login field and the form take a key, how much memory all the pages take."""

import json
import os
import sys
from collections.abc import Callable
from pathlib import Path
from time import monotonic_ns
from typing import Any

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication, QFormLayout, QLineEdit, QWidget

from app import lazy

LOOK_AGAIN = 1  # ms
SETTLED = 300  # ms


class FirstKey(QObject):
    """Tells the moment a widget has been painted and would take a key."""

    def __init__(self, widget: QWidget, then: Callable[[], None]) -> None:
        super().__init__(widget)
        self._then: Callable[[], None] | None = then
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint and self._then is not None:
            then, self._then = self._then, None
            QTimer.singleShot(0, then)
        return False


def bare() -> int:
    """A window with one form and nothing else."""
    application = QApplication(sys.argv[:1])
    window, line = QWidget(), QLineEdit()
    QFormLayout(window).addRow("a", line)
    FirstKey(line, lambda: _say(application, {"login": monotonic_ns()}))
    window.show()
    line.setFocus()
    return application.exec()


class Run:
    """The program's own window: from the login field through the password to the form."""

    def __init__(self, store: Path, door: Any, *, visit: bool) -> None:
        self._visit = visit
        program = lazy.load("ui.application")
        self.application = program.make(sys.argv[:1])
        self.desk = program.Application(self.application, door, store)
        self.moments: dict[str, int] = {}
        FirstKey(self.desk.entrance.card.account, self._login)
        self.desk.shown = self._form
        self.desk.open()

    def _login(self) -> None:
        self.moments["login"] = monotonic_ns()
        self._when(lambda: bool(self.desk.entrance.card.names), self._enter)

    def _enter(self) -> None:
        card = self.desk.entrance.card
        card.account.take(os.environ["BUREAU_ACCOUNT"])
        card.password.setText(os.environ["BUREAU_PASSWORD"])
        self.moments["enter"] = monotonic_ns()
        card.log_in()

    def _form(self) -> None:
        FirstKey(self.desk.window.page.form.editor("petitioners.0.name"), self._done)

    def _done(self) -> None:
        self.moments["form"] = monotonic_ns()
        if self._visit:
            self._look_at(0)
        else:
            _say(self.application, self.moments)

    def _look_at(self, number: int) -> None:
        """One page after the other, each until nothing of it is under way."""
        pages = lazy.load("ui.page").PAGES
        if number < len(pages):
            self.desk.window.show_page(pages[number].id)
            QTimer.singleShot(SETTLED, lambda: self._when(_quiet, lambda: self._look_at(number + 1)))
        else:
            self.moments["memory"] = _most_memory()
            _say(self.application, self.moments)

    def _when(self, holds: Callable[[], bool], then: Callable[[], None]) -> None:
        if holds():
            then()
        else:
            QTimer.singleShot(LOOK_AGAIN, lambda: self._when(holds, then))


def window(store: Path, door: Any, *, visit: bool = False) -> int:
    """The program's window on a store; the account comes from the environment. ``visit``: every page is looked at."""
    run = Run(store, door, visit=visit)
    return run.application.exec()


def _quiet() -> bool:
    return not lazy.load("ui.work").threads.running


def _most_memory() -> int:
    """The most this process took, in bytes; 0 where the machine does not tell."""
    try:
        usage = lazy.load("resource")
    except ImportError:
        return 0
    return int(usage.getrusage(usage.RUSAGE_SELF).ru_maxrss) * (1 if sys.platform == "darwin" else 1024)


def _say(application: QApplication, moments: dict[str, int]) -> None:
    sys.stdout.write(json.dumps(moments) + "\n")
    sys.stdout.flush()
    application.exit(0)
