"""Ctrl+K: one line from which every page, unit, person and petition is reached, and the register is searched."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import NamedTuple

from PySide6.QtCore import QTimer
from PySide6.QtGui import QKeySequence, QShortcut

from app.errors import Refusal
from app.services.actor import Right
from ui.bureau import Bureau
from ui.widgets.line import Line
from ui.widgets.suggestions import Suggestions
from ui.work import Latest

_PAUSE = 120  # ms of quiet before anything is looked up


class Destination(NamedTuple):
    """Something to go to: how the list says it, and the way there."""

    words: str
    go: Callable[[], None]


class GoAnywhere(Line):
    """``pages`` are always offered; ``open_unit`` and ``open_petition`` lead to what was found, ``search`` to all of it in the register."""

    def __init__(
        self,
        bureau: Bureau,
        pages: Callable[[], Sequence[Destination]],
        open_unit: Callable[[str], None],
        open_petition: Callable[[str], None],
        search: Callable[[str], None],
    ) -> None:
        super().__init__("找人、找事、找单位　Ctrl+K", longest=60)
        self.setProperty("place", "search")
        self.setAccessibleName("找人、找事、找单位")
        self._bureau, self._pages = bureau, pages
        self._open_unit, self._open_petition, self._search = open_unit, open_petition, search
        self._found: list[Destination] = []
        self._latest = Latest()
        self._list = Suggestions(self)
        self._list.taken.connect(self._take)
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE)
        self._pause.timeout.connect(self._look)
        self.typed.connect(lambda _text: self._typed())
        self.entered.connect(self._search_typed)
        QShortcut(QKeySequence("Ctrl+K"), self).activated.connect(self.begin)

    def begin(self) -> None:
        self.setFocus()
        self.selectAll()
        self._offer(list(self._pages()))

    def _typed(self) -> None:
        """What stands in the list no longer fits: Enter must not take it."""
        self._list.close()
        self._pause.start()

    def _search_typed(self) -> None:
        """Enter before anything was offered."""
        self._pause.stop()
        self._latest.drop()
        text = self.value()
        if text and self._bureau.may(Right.READ_REGISTER):
            self.clear()
            self._search(text)

    def _look(self) -> None:
        text = self.value()
        fitting = [page for page in self._pages() if text in page.words]
        if not text:
            self._offer(list(self._pages()))
        else:
            self._latest.ask(lambda: _find(self._bureau, text), lambda found: self._offer(fitting + self._destinations(found, text)))

    def _destinations(self, found: "_Found", text: str) -> list[Destination]:
        units = [Destination(f"单位　{name}　{code}", partial(self._open_unit, code)) for code, name in found.units]
        petitions = [Destination(words, partial(self._open_petition, number)) for number, words in found.petitions]
        all_of_it = [Destination(f"在登记簿里查“{text}”", partial(self._search, text))] if self._bureau.may(Right.READ_REGISTER) else []
        return units + petitions + all_of_it

    def _offer(self, found: list[Destination]) -> None:
        self._found = found
        self._list.offer([destination.words for destination in found])

    def _take(self, row: int) -> None:
        self.clear()
        self._found[row].go()


class _Found(NamedTuple):
    units: list[tuple[str, str]]
    petitions: list[tuple[str, str]]


def _find(bureau: Bureau, text: str) -> _Found:
    """Runs off the window's thread. A question the account may not ask finds nothing."""
    return _Found(_or_none(lambda: _units(bureau, text)), _or_none(lambda: _petitions(bureau, text)))


def _or_none(ask: Callable[[], list[tuple[str, str]]]) -> list[tuple[str, str]]:
    try:
        return ask()
    except Refusal:
        return []


def _units(bureau: Bureau, text: str) -> list[tuple[str, str]]:
    return [(hit.code, hit.name) for hit in bureau.units.search(text, 6)]


def _petitions(bureau: Bureau, text: str) -> list[tuple[str, str]]:
    lines = bureau.register_search.suggest(text)
    return [(line.number, f"{line.name}　{line.number}　{line.unit_name}　{line.why}") for line in lines]
