"""How one left the page, read when it is first shown and kept a while after every change; the saved views are taken and made here."""

from functools import partial
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from ui import work
from ui.bureau import Bureau
from ui.pages.cases import views
from ui.pages.cases.left import PAGE, View, plain, read

KEEP = 900  # ms of quiet before it is kept


class Keeping(QObject):
    """``taken`` wants another view shown, ``said`` tells what was done, ``refused`` what is wrong."""

    taken = Signal(object)
    said = Signal(str)
    refused = Signal(object)

    def __init__(self, bureau: Bureau, page: QWidget) -> None:
        super().__init__(page)
        self._bureau, self._page = bureau, page
        self.left = read({})
        self.known = False  # how one left the page has been read
        self._pause = QTimer(self, singleShot=True, interval=KEEP)
        self._pause.timeout.connect(self.keep)

    @property
    def view(self) -> View:
        """The view one looks by."""
        return self.left.view

    def change(self, **parts: Any) -> None:
        """Another part of it; kept after a pause."""
        self.left.view = self.left.view._replace(**parts)
        self._pause.start()

    def begin(self) -> None:
        """Read how this account left the page, then show it."""
        kept = partial(self._bureau.drafts.kept_page, PAGE)
        work.run(kept, done=self._begun, refused=self.refused.emit, line="look-up")

    def _begun(self, kept: Any) -> None:
        self.known = True
        self.left = read(kept)
        self.taken.emit(self.left.view)

    def keep(self) -> None:
        """Keep it now, off the window's thread."""
        state = partial(self._bureau.drafts.keep_page, PAGE, plain(self.left))
        work.run(state, done=lambda _none: None, refused=self.refused.emit, line="look-up")

    def choose_view(self) -> None:
        """Take a saved view, or throw one away."""
        chosen = views.ask_view(self._page, list(self.left.views))
        if chosen is None:
            return
        if chosen.drop:
            self.left.views.pop(chosen.name, None)
            self.keep()
            self.said.emit(f"视图“{chosen.name}”已删除。")
        else:
            self.taken.emit(self.left.views[chosen.name])
            self.said.emit(f"视图：{chosen.name}")

    def save_view(self) -> None:
        """Keep the present view under a name."""
        name = views.ask_name(self._page, self.left.views)
        if name is not None:
            self.left.views[name] = self.left.view
            self.keep()
            self.said.emit(f"视图“{name}”已存好，按 F4 取出来。")
