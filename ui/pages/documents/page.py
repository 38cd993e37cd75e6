"""文书: the tray and the register on one page; leads from one to the other, and to the wording of a kind."""

from functools import cached_property
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout

from app.services.documents.circular_text import CircularDraft
from app.services.documents.circulars import BECAUSE, CIRCULAR
from app.services.documents.values import Waiting, Wording
from ui import work
from ui.bureau import Bureau
from ui.page import Desk, Page
from ui.pages.documents.circular_dialog import CircularDialog
from ui.pages.documents.register_desk import RegisterDesk
from ui.pages.documents.tray_desk import TrayDesk
from ui.pages.documents.wording_dialog import WordingDialog
from ui.pages.documents.words import HELP, HINTS, KEYS
from ui.widgets.pdf_view import PdfView

if TYPE_CHECKING:
    from app.services.documents import DocumentService


class DocumentsPage(Page):
    hints = HINTS
    keys = KEYS
    help = HELP

    def __init__(self, bureau: Bureau, desk: Desk) -> None:
        super().__init__(bureau, desk)
        self.tray = TrayDesk(self._documents, self._open_record)
        self.stack = QStackedWidget()
        self.stack.addWidget(self.tray)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.stack)
        self.tray.register_asked.connect(self.show_register)
        self.tray.wording_asked.connect(self.edit_wording)
        self.tray.circular_asked.connect(self.write_circular)

    @cached_property
    def register(self) -> RegisterDesk:
        """Made when it is first asked for: the tray opens the sooner."""
        made = RegisterDesk(self._documents, self.bureau.today.year)
        made.left.connect(self.show_tray)
        self.stack.addWidget(made)
        return made

    def _documents(self) -> "DocumentService":
        """Made at its first use, off the window's thread."""
        return self.bureau.documents

    def enter(self) -> None:
        if self.stack.currentWidget() is self.tray:
            self.show_tray()
        else:
            self.show_register()

    def show_tray(self) -> None:
        self.stack.setCurrentWidget(self.tray)
        if not self.tray.progress.running:
            self.tray.refresh()
        self.tray.table.setFocus()

    def show_register(self) -> None:
        register = self.register
        self.stack.setCurrentWidget(register)
        register.enter()

    def may_leave(self) -> bool:
        """While documents are being numbered the window stays: the one under way is finished, then it may be closed."""
        if self.tray.progress.running:
            self.tray.progress.stop()
            return False
        for view in self.findChildren(PdfView):
            view.drop()
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            (self.tray if self.stack.currentWidget() is self.tray else self.register).escape()
        else:
            super().keyPressEvent(event)

    def _open_record(self, number: str) -> None:
        """A petition's number is digits alone, a matter's has a letter before them."""
        (self.desk.open_petition if number[0].isdigit() else self.desk.open_matter)(number)

    def edit_wording(self, waiting: Waiting | None) -> None:
        """Change the words of the kind one is at; of an empty tray there is none to look at."""
        if waiting is None:
            return
        if waiting.kind == CIRCULAR and waiting.because == BECAUSE:
            self._go_on_writing(waiting)
            return
        work.run(
            lambda: self._documents().wording(waiting.kind),
            done=lambda wording: self._open_wording(wording, waiting),
            refused=self.tray.tell_refusal,
        )

    def _go_on_writing(self, waiting: Waiting) -> None:
        """A circular is its writer's own words: they are changed, not those around them."""
        mark = waiting.subject
        work.run(
            lambda: self._documents().circular_draft(mark),
            done=lambda draft: self.write_circular(mark, draft),
            refused=self.tray.tell_refusal,
        )

    def write_circular(self, mark: str = "", draft: CircularDraft | None = None) -> None:
        """Begin a circular, or go on with one."""
        dialog = CircularDialog(self, self._documents, self.tray.preview.layout_name, mark, draft)
        dialog.left.connect(self.show_tray)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _open_wording(self, wording: Wording, waiting: Waiting) -> None:
        dialog = WordingDialog(self, self._documents, wording, waiting, self.tray.preview.layout_name)
        dialog.kept.connect(self._wording_kept)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _wording_kept(self, wording: Any) -> None:
        state = "已保存，以后发的都用它；已发出的不变" if wording.changed else "已恢复原文"
        self.tray.strip.say(f"{wording.title}的文字{state}。")
        self.tray.draw()
