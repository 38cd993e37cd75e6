"""The list on the left: every unit under its parent, or those found by what is typed; the keys go to the list while one types."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.services.unit_values import KIND_WORDS, UnitHit
from ui.models.listing import Column
from ui.pages.units.words import NO_UNITS, NOTHING_FOUND
from ui.theme import theme
from ui.widgets.framed import Framed
from ui.widgets.line import Line
from ui.widgets.list_table import ListTable
from ui.work import Latest

if TYPE_CHECKING:
    from app.services.units import UnitService

PAUSE = 80
MOST_FOUND = 60
KINDS = list(KIND_WORDS)


class UnitRow(NamedTuple):
    """A unit and how deep it stands under others."""

    hit: UnitHit
    depth: int


def tree(hits: Sequence[UnitHit]) -> Iterator[UnitRow]:
    """Units by kind and code, those under each behind it; one whose parent is not among them stands at the top."""
    below: defaultdict[str, list[UnitHit]] = defaultdict(list)
    known = {hit.code for hit in hits}
    for hit in sorted(hits, key=lambda each: (KINDS.index(each.kind), each.code)):
        below[hit.parent if hit.parent in known else ""].append(hit)
    left = [UnitRow(hit, 0) for hit in reversed(below[""])]
    while left:
        row = left.pop()
        yield row
        left += [UnitRow(hit, row.depth + 1) for hit in reversed(below[row.hit.code])]


def _name(row: UnitRow) -> str:
    under = f"{'　' * (row.depth - 1)}└ " if row.depth else ""
    return f"{under}{row.hit.name}{'（已停用）' if row.hit.closed else ''}"


def _why(row: UnitRow) -> str:
    return row.hit.why or KIND_WORDS[row.hit.kind]


COLUMNS = (
    Column("编号", lambda row: row.hit.code, 70, tone=lambda row: "muted" if row.hit.closed else ""),
    Column("单位", _name, tone=lambda row: "muted" if row.hit.closed else ""),
    Column("类别", _why, 82, tone=lambda _row: "muted", least=250),
)


class Registry(QWidget):
    """``looked_at`` gives the code of the unit one is at, ``entered`` of Enter on it."""

    looked_at = Signal(str)
    entered = Signal()

    def __init__(self, service: "Callable[[], UnitService]") -> None:
        super().__init__()
        self.setProperty("ground", "none")
        self._service = service
        self._latest = Latest()
        self._wanted = ""
        self._pause = QTimer(self, singleShot=True, interval=PAUSE)
        self._pause.timeout.connect(self.refresh)
        self.line = Searching("找单位：编号、名称或拼音首字母　Ctrl+F")
        self.line.setAccessibleName("找单位")
        self.table = UnitTable(COLUMNS, "单位", lambda row: row.hit.code)
        QShortcut(QKeySequence("Ctrl+F"), self).activated.connect(self.line.setFocus)
        self.frame = Framed(self.table)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.pixels(8))
        layout.addWidget(self.line)
        layout.addWidget(self.frame, 1)
        self.line.typed.connect(lambda _text: self._pause.start())
        self.line.entered.connect(self.entered)
        self.line.stepped.connect(self._step)
        self.table.entered.connect(self.entered)
        self.table.typed.connect(self.begin)
        self.table.looked_at.connect(self._tell)

    @property
    def code(self) -> str:
        row = self.table.at() if self.table.listing.rows else None
        return row.hit.code if row is not None else ""

    def refresh(self) -> None:
        """Ask for the list anew: all units, or what is found by what is typed."""
        service, typed = self._service, self.line.value()
        if self.line.composing:
            return
        if typed:
            self._latest.ask(lambda: service().search(typed, MOST_FOUND), lambda hits: self._show([UnitRow(hit, 0) for hit in hits], typed))
        else:
            self._latest.ask(lambda: service().all_units(), lambda hits: self._show(list(tree(hits)), ""))

    def _show(self, rows: list[UnitRow], typed: str) -> None:
        self.frame.say("" if rows else NOTHING_FOUND if typed else NO_UNITS)
        wanted = self._wanted or (rows[0].hit.code if typed and rows else None)
        self._wanted = ""
        self.table.show_rows(rows, at=wanted)
        self._tell()

    def select(self, code: str) -> None:
        """Show this unit, now or once the list is there."""
        if not self.table.go_to(code):
            self._wanted = code
            self.line.take("")
            self.refresh()

    def begin(self, text: str) -> None:
        """What is typed on the list goes on in the line."""
        self.line.setFocus()
        self.line.setText(self.line.text() + text)
        self._pause.start()

    def show_all(self) -> None:
        kept = self.code
        self.line.take("")
        self._wanted = kept
        self.refresh()

    def _step(self, step: int) -> None:
        rows = len(self.table.listing.rows)
        if rows:
            self.table.be_at(self.table.listing.index(min(max(self.table.currentIndex().row() + step, 0), rows - 1), 0))

    def _tell(self) -> None:
        if self.code:
            self.looked_at.emit(self.code)


class UnitTable(ListTable):
    """What is typed on it is looked for among all units, not only among the rows shown."""

    typed = Signal(str)

    def keyboardSearch(self, search: str) -> None:
        self.typed.emit(search)


class Searching(Line):
    """A line whose arrow keys move the list below it."""

    stepped = Signal(int)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {0x01000013: -1, 0x01000015: 1}.get(event.key())  # Up, Down
        if step is not None:
            self.stepped.emit(step)
        else:
            super().keyPressEvent(event)
