"""The tray: what waits on the left, the chosen one's preview on the right; numbers, prints, saves, and shows how far it is."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.errors import Refusal
from app.services.documents.values import KindName, Waiting
from ui import paper, work
from ui.models.tray import key_of, said_of
from ui.pages.documents import where
from ui.pages.documents.asking import AskDialog
from ui.pages.documents.columns import Columns
from ui.pages.documents.preview import Preview
from ui.pages.documents.progress import Progress
from ui.pages.documents.sending import Job, Sent, Where, deliverer, said, send
from ui.pages.documents.slip import Slip
from ui.pages.documents.tables import TrayTable
from ui.pages.documents.words import EMPTY_TRAY, NOTHING_SHOWN, many, year_end
from ui.text import Label
from ui.theme import theme
from ui.widgets.button import Button
from ui.widgets.chip import Chip
from ui.widgets.flow import Flow
from ui.widgets.framed import Framed
from ui.widgets.strip import Strip
from ui.work import Latest

if TYPE_CHECKING:
    from app.services.documents import DocumentService

PAUSE = 60  # ms of quiet before another document is drawn
LOW = 400  # pixels at 100 %: on a page lower than this the slip gives its room to the table


class TrayDesk(QWidget):
    """``wording_asked`` wants the words of a kind changed, ``circular_asked`` one written, ``register_asked`` the register."""

    wording_asked = Signal(object)
    circular_asked = Signal()
    register_asked = Signal()

    def __init__(self, service: "Callable[[], DocumentService]", open_record: Callable[[str], None]) -> None:
        super().__init__()
        self._service = service
        self._where = Where("", where.documents_folder())
        self._written: dict[tuple[str, str], Job] = {}
        self._latest, self._drawing, self._telling = Latest(), Latest(), Latest()
        self._at: tuple[str, str] | None = None
        self._asked: tuple[Waiting, ...] = ()
        self._waiting: tuple[Waiting, ...] = ()
        self._pause = QTimer(self, singleShot=True, interval=PAUSE)
        self._pause.timeout.connect(self.draw)
        self.table, self.preview = TrayTable(), Preview("预览　与印出来的是同一份", layouts=True)
        self.strip, self.progress = Strip(), Progress()
        self.slip = Slip(open_record)
        self.frame = Framed(self.table)
        self._build()
        self._connect()
        self._count()
        self.count.show_text("正在看……")

    # --- layout

    def _build(self) -> None:
        outer = QVBoxLayout(self)
        outer.setContentsMargins(theme.pixels(18), theme.pixels(10), theme.pixels(14), theme.pixels(8))
        outer.setSpacing(theme.pixels(8))
        outer.addWidget(self.strip)
        left = QVBoxLayout()
        left.setSpacing(theme.pixels(8))
        left.addLayout(self._head())
        left.addWidget(self.frame, 1)
        left.addWidget(self.slip)
        left.addWidget(self.progress)
        outer.addWidget(Columns(left, self.preview, self._buttons(), (1, 1)), 1)

    def _head(self) -> Flow:
        row = Flow(spacing=9)
        self.count, self.chosen = Chip("正在看……", "muted"), Chip("", "accent")
        row.addWidget(Label("待发文书", "title"))
        row.addWidget(self.count)
        row.addWidget(self.chosen)
        row.addWidget(Button("选同类", kind="quiet", does=self.table.tick_alike, tip="只选与光标所在的同一种文书　Ctrl+Shift+A"))
        row.addWidget(Button("全选", kind="quiet", does=self.table.tick_all, tip="全选；再按全不选　Ctrl+A"))
        self.chosen.hide()
        return row

    def _buttons(self) -> Flow:
        self.print_button = Button("编号并打印", "Ctrl+P", kind="primary", does=self.print_them)
        self.save_button = Button("存为PDF", "Ctrl+S", does=self.save_them)
        self.wording_button = Button("改文字", "F3", does=self._ask_for_wording)
        self.circular_button = Button("起草通知", "Ctrl+N", does=self.circular_asked.emit, tip="写一份通知或通报")
        self.register_button = Button("发文登记簿", "F5", does=self.register_asked.emit)
        self.ask_button = Button("另印…", "F7", does=self.ask, tip="没有待发、要补印，或随时可以印的文书")
        self.year_end_button = Button("年终全部", "Ctrl+Y", does=self.tick_year_end, tip="选上最近定案的一年该发的全部文书")
        flow = Flow(spacing=8)
        for button in (self.print_button, self.save_button, self.wording_button, self.circular_button, self.register_button):
            flow.addWidget(button)
        for button in (self.ask_button, self.year_end_button):
            flow.addWidget(button)
        return flow

    def _connect(self) -> None:
        self.table.looked_at.connect(self._look)
        self.table.entered.connect(self.preview.view.setFocus)
        self.table.tray.ticked_changed.connect(self._count)
        self.preview.asked.connect(self.draw)
        self.slip.changed.connect(self._take_written)
        self.slip.done.connect(self.table.setFocus)
        QShortcut(QKeySequence("F6"), self).activated.connect(self._other_side)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.slip.compact(self.height() < theme.pixels(LOW))

    def _other_side(self) -> None:
        (self.table if self.preview.view.hasFocus() else self.preview.view).setFocus()

    def escape(self) -> None:
        """Stop a run that is under way, else back to the table."""
        if self.progress.running:
            self.progress.stop()
        else:
            self.strip.hide()
            self.table.setFocus()

    # --- what waits

    def refresh(self) -> None:
        """Ask for the tray anew."""
        service = self._service
        self._latest.ask(lambda: service().tray(), self._show, self.tell_refusal)

    def _show(self, rows: Sequence[Waiting]) -> None:
        self._waiting = tuple(rows)
        known = {key_of(row) for row in rows}
        rows = (*(row for row in self._asked if key_of(row) not in known), *rows)
        self.table.show_tray(rows)
        self.year_end_button.setVisible(bool(year_end(rows)))
        self.frame.say("" if rows else EMPTY_TRAY)
        self._count()
        self._at = None
        self._look()

    def ask(self) -> None:
        """Any document one may want, whether something called for it or not."""
        service = self._service
        work.run(lambda: service().kinds(), done=self._ask, refused=self.tell_refusal, line="look-up")

    def _ask(self, kinds: Sequence[KindName]) -> None:
        waiting: Waiting | None = self.table.at()
        service = self._service
        dialog = AskDialog(self, kinds, lambda kind, request: service().asked_for(kind, request), waiting.kind if waiting else "")
        dialog.found.connect(self._found)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _found(self, asked: Sequence[Waiting]) -> None:
        """They stand at the head of the tray until they went out or the page is entered anew."""
        self._asked = tuple(replace(each, chosen=False) for each in asked)
        self._show(self._waiting)
        self.table.go_to([key_of(row) for row in self.table.tray.rows].index(key_of(asked[0])))
        self.table.setFocus()

    def tick_year_end(self) -> None:
        """All that the year closed last calls for, and nothing else; after a stop the same key ticks what is left."""
        wanted = {key_of(row) for row in year_end(self.table.tray.rows)}
        places = [place for place, row in enumerate(self.table.tray.rows) if key_of(row) in wanted]
        self.table.tray.tick(range(len(self.table.tray.rows)), False)
        self.table.tray.tick(places, True)

    def _count(self) -> None:
        rows, ticked = self.table.tray.rows, self.table.tray.ticked
        self.count.show_text(f"{len(rows)} 件")
        self.chosen.show_text(f"选中 {len(ticked)} 件")
        self.chosen.setVisible(bool(ticked))
        for button in (self.print_button, self.save_button):
            button.setEnabled(bool(rows) and not self.progress.running)
            button.setVisible(not self.progress.running)

    # --- the one looked at

    def _look(self) -> None:
        waiting: Waiting | None = self.table.at()
        job = self._job(waiting) if waiting is not None else None
        self.slip.show_waiting(waiting, job.copies if job else 1, (job.recipients or job.waiting.recipients) if job else ())
        if waiting is None:
            self._at = None
            self._drawing.drop()
            self.preview.offer_originals(())
            self.preview.show_nothing(NOTHING_SHOWN)
        elif key_of(waiting) != self._at:
            self._at = key_of(waiting)
            self.preview.offer_originals(waiting.recipients)
            self._pause.start()

    def draw(self) -> None:
        """Draw the document one is at as a draft."""
        waiting: Waiting | None = self.table.at()
        if waiting is None:
            return
        service, job, preview = self._service, self._job(waiting), self.preview
        layout, original, seal, document = preview.layout_name, preview.chosen_original, preview.seal_name, job.document
        self._telling.ask(
            lambda: (service().particulars(document), service().coming_number(document)),
            lambda told: self.slip.show_told(told[0], told[1], job.said),
            lambda _refusal: None,  # the preview says why
        )
        self._drawing.ask(
            lambda: service().preview(document, layout, original=original, seal=seal), preview.show_pdf, preview.show_refusal
        )

    def _take_written(self) -> None:
        """What is written on the slip goes with the document, as far as it can be used."""
        waiting: Waiting | None = self.table.at()
        if waiting is not None:
            before, to = self._job(waiting), self.slip.written_recipients
            said = self.slip.written_particulars
            self._written[key_of(waiting)] = Job(
                waiting, self.slip.written_copies or before.copies, to if to != waiting.recipients else None, said
            )
            if said != before.said:
                self._pause.start()

    def _job(self, waiting: Waiting) -> Job:
        return self._written.get(key_of(waiting), Job(waiting))._replace(waiting=waiting)

    def _ask_for_wording(self) -> None:
        self.wording_asked.emit(self.table.at())

    # --- numbering and printing

    def print_them(self) -> None:
        self._ask_where(files=False)

    def save_them(self) -> None:
        self._ask_where(files=True)

    @property
    def wanted(self) -> tuple[Waiting, ...]:
        """The ticked ones; where none is, the one one is at."""
        waiting: Waiting | None = self.table.at()
        return self.table.tray.ticked or ((waiting,) if waiting is not None else ())

    def _ask_where(self, *, files: bool) -> None:
        wanted = self.wanted
        if wanted and not self.progress.running and not self.slip.go_to_fault():
            work.run(paper.printers, done=partial(self._agree, wanted, files), refused=self.tell_refusal, line="look-up")

    def _agree(self, wanted: Sequence[Waiting], files: bool, printers: paper.Printers) -> None:
        before = where.offered(self._where, printers, files=files)
        which = said_of(wanted[0]) if len(wanted) == 1 else f"{len(wanted)} 件"
        words = f"{many(wanted)}\n编号后不能撤回，只能作废。"
        chosen = where.ask(self, f"编号发出：{which}", words, ("编号并打印", "编号并存 PDF"), printers, before)
        if chosen is not None:
            self._where = chosen
            self._start([self._job(waiting)._replace(seal=self.preview.seal_name) for waiting in wanted], chosen)

    def _start(self, jobs: list[Job], chosen: Where) -> None:
        self.strip.hide()
        service, layout, stopped = self._service, self.preview.layout_name, self.progress.begin(len(jobs))
        self._count()
        work.run_long(
            lambda task: send(service(), jobs, layout, deliverer(chosen), stopped, task),
            done=lambda sent: self._sent(sent, chosen),
            refused=self.tell_refusal,
            finally_=self._ended,
            progress=self.progress.show_progress,
        )

    def _ended(self) -> None:
        self.progress.end()
        self._count()

    def _sent(self, sent: Sent, chosen: Where) -> None:
        tone = "accent" if sent.trouble or not sent.issued else "warn" if sent.left or sent.refused else "good"
        self.strip.say(said(sent, chosen), [self._away()], tone)
        self._asked = ()
        self.refresh()
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def tell_refusal(self, refusal: Refusal) -> None:
        self.strip.say(str(refusal), [self._away()], "accent")

    def _away(self) -> Button:
        return Button("知道了", kind="quiet", does=self.strip.hide)
