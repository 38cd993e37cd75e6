"""日志: the records by pages, newest first, found by day, account, kind and subject; exported, verified, sealed on paper."""

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout

from app.errors import Refusal
from app.services.audit_log import AuditEntry, Wanted
from app.services.audit_seals import Verified
from app.services.audit_words import Group
from ui import work
from ui.bureau import Bureau
from ui.models.lines import Row
from ui.page import Desk, Page
from ui.pages.audit.looking import Looking
from ui.pages.audit.sealing import Sealing
from ui.pages.audit.words import HEADERS, HELP, HINTS, KEYS, WIDTHS, row_of, said_of, slip_of
from ui.text import Label
from ui.theme import theme
from ui.widgets.button import Button
from ui.widgets.card import Card
from ui.widgets.chip import Chip
from ui.widgets.flow import Flow
from ui.widgets.framed import Framed
from ui.widgets.lines_table import LinesTable
from ui.widgets.running import Running
from ui.widgets.strip import Strip
from ui.work import Latest

EMPTY = "没有这样的记录。按 Esc 看全部。"


class _Lines(NamedTuple):
    """A page of records as rows, and where the next one goes on."""

    rows: list[Row]
    before: int | None


class AuditLogPage(Page):
    hints = HINTS
    keys = KEYS
    help = HELP

    def __init__(self, bureau: Bureau, desk: Desk) -> None:
        super().__init__(bureau, desk)
        self._latest = Latest()
        self._before: int | None = None
        self._fetching = False
        self._asked = Wanted()
        self.looking = Looking(bureau.today)
        self.table = LinesTable("日志", HEADERS, WIDTHS, numbers=(0,))
        self.frame, self.strip, self.running = Framed(self.table), Strip(), Running("正在核对")
        self.slip = Card()
        self.slip_words = self.slip.say("").selectable()
        self.state = Chip("尚未核对", "muted", tip="F9 从第一条起核对每条的链接和签封。")
        self.count = Chip("正在看……", "muted")
        self._build()
        self._connect()

    def _build(self) -> None:
        outer = QVBoxLayout(self)
        outer.setContentsMargins(theme.pixels(18), theme.pixels(10), theme.pixels(14), theme.pixels(8))
        outer.setSpacing(theme.pixels(8))
        head = QHBoxLayout()
        head.setSpacing(theme.pixels(9))
        for part in (Label("日志", "title"), self.count, self.state):
            head.addWidget(part)
        head.addStretch(1)
        outer.addLayout(head)
        outer.addWidget(self.strip)
        outer.addWidget(self.looking)
        outer.addWidget(self.frame, 1)
        outer.addWidget(self.slip)
        outer.addWidget(self.running)
        outer.addLayout(self._buttons())

    def _buttons(self) -> Flow:
        self.protected_button = Button("只看保密件", "F6", does=self.only_protected)
        flow = Flow(spacing=8)
        for button in (
            self.protected_button,
            Button("导出…", "Ctrl+E", does=self.export),
            Button("核对", "F9", does=self.verify),
            Button("封存页…", "Ctrl+P", does=self.seal),
        ):
            flow.addWidget(button)
        return flow

    def _connect(self) -> None:
        self.looking.changed.connect(self.refresh)
        self.looking.entered.connect(self.table.setFocus)
        self.table.looked_at.connect(self._look)
        self.table.near_the_end.connect(self._more)
        QShortcut(QKeySequence("Ctrl+F"), self).activated.connect(self.looking.subject.setFocus)
        QShortcut(QKeySequence("F5"), self).activated.connect(self.refresh)

    def _people(self) -> tuple[tuple[str, str], ...]:
        """Runs off the window's thread: the service is loaded at its first use."""
        return self.bureau.office.audit_log.people()

    def enter(self) -> None:
        work.run(self._people, done=self.looking.know, refused=self.refuse, line="look-up")
        self.refresh()
        self.table.setFocus()

    # --- the records

    def refresh(self) -> None:
        """Ask anew for what one looks for."""
        self._asked = wanted = self.looking.wanted()
        self._fetching = True
        self._latest.ask(lambda: self._read(wanted, None), self._show, self.refuse)

    def _read(self, wanted: Wanted, before: int | None) -> _Lines:
        """Runs off the window's thread: what the words are made of is loaded there too."""
        page = self.bureau.office.audit_log.page(wanted, before)
        return _Lines([row_of(entry) for entry in page.rows], page.before)

    def _show(self, page: _Lines) -> None:
        self._fetching = False
        self._before = page.before
        self.frame.say("" if page.rows else EMPTY)
        self.table.lines.take(page.rows)
        if page.rows:
            self.table.go_to(0)
        self._look()

    def _more(self) -> None:
        """What is older, once one comes near the end of what is there."""
        if self._before is None or self._fetching:
            return
        self._fetching = True
        wanted, before = self._asked, self._before
        self._latest.ask(lambda: self._read(wanted, before), self._add, self.refuse)

    def _add(self, page: _Lines) -> None:
        self._fetching = False
        self._before = page.before
        self.table.lines.add(page.rows)
        self._look()

    def _look(self) -> None:
        entry: AuditEntry | None = self.table.at()
        self.slip.setVisible(entry is not None)
        if entry is not None:
            self.slip_words.setText(slip_of(entry))
        shown = self.table.lines.rowCount()
        self.count.show_text(f"{shown} 条{'，往下还有' if self._before is not None else ''}")

    def only_protected(self) -> None:
        """What touched protected petitions; again: everything."""
        if self.looking.kind.value() == Group.PROTECTED.value:
            self.looking.clear()
        else:
            self.looking.only(Group.PROTECTED)
        self.table.setFocus()

    # --- what is done with them

    def export(self) -> None:
        name, _kind = QFileDialog.getSaveFileName(self, "导出日志", str(Path.home() / "日志.xlsx"), "工作簿 (*.xlsx)")
        if name:
            path, wanted = Path(name), self.looking.wanted()
            work.run(
                lambda: self.bureau.office.audit_log.export(path, wanted),
                done=lambda count: self.say(f"已导出 {count} 条到 {path}；导出本身也记了一条。"),
                refused=self.refuse,
            )

    def verify(self) -> None:
        """Follow the whole chain, with progress; Esc gives it up."""
        if self.running.task is None:
            self.running.run(
                lambda task: self.bureau.office.audit_seals.verify(task.report),
                done=self._verified,
                refused=self.refuse,
                given_up=lambda: self.say("核对停了，没有结果。", "warn"),
            )

    def _verified(self, verified: Verified) -> None:
        words, tone = said_of(verified)
        self.state.show_text("已核对，完整" if not verified.findings else "已核对，有问题", tone)
        self.say(words, tone)

    def seal(self) -> None:
        """日志封存页, on paper or as a file."""
        Sealing(self, self.bureau, self.say, self.refuse).ask()

    def say(self, words: str, tone: str = "good", buttons: Sequence[Button] = ()) -> None:
        self.strip.say(words, [*buttons, Button("知道了", kind="quiet", does=self.strip.hide)], tone)

    def refuse(self, refusal: Refusal) -> None:
        self._fetching = False
        self.say(str(refusal), "accent")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self._escape()
        else:
            super().keyPressEvent(event)

    def _escape(self) -> None:
        """First what runs, then what was said, then what one looks for."""
        if self.running.task is not None:
            self.running.stop()
        elif self.strip.isVisible():
            self.strip.hide()
        elif self.looking.wanted() != Wanted():
            self.looking.clear()
        self.table.setFocus()
