"""Changes the words of a kind of document: the text with its fields on one side, how it will look on the other, faults at their line."""

import re
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QCloseEvent, QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.errors import Refusal
from app.services.documents.values import Waiting, Wording
from app.services.documents.wording_check import check
from ui import work
from ui.pages.documents.field_list import FieldList
from ui.text import Label
from ui.theme import theme
from ui.widgets.button import Button
from ui.widgets.dialog import Dialog, ask
from ui.widgets.pdf_view import PdfView
from ui.widgets.text_editor import TextEditor
from ui.work import Latest

if TYPE_CHECKING:
    from app.services.documents import DocumentService

PAUSE = 350  # ms of quiet before the text is looked through and drawn
_LINE = re.compile(r"第 ?(\d+) ?行")
SOUND = "写法无误，右边就是它的样子。"
KEYS = "F2 插入项目　F6 看预览　Ctrl+S 保存　Esc 不改了"


class WordingDialog(Dialog):
    """``kept`` gives the wording as it was kept or restored."""

    kept = Signal(object)

    def __init__(
        self, parent: QWidget, service: "Callable[[], DocumentService]", wording: Wording, waiting: Waiting, layout: str | None
    ) -> None:
        super().__init__(parent, f"改文字：{wording.title}", wide=640)
        self._service, self.wording, self._waiting, self._layout_name = service, wording, waiting, layout
        self._over = parent
        self._latest = Latest()
        self._pause = QTimer(self, singleShot=True, interval=PAUSE)
        self._pause.timeout.connect(self.look_through)
        self.editor, self.fields, self.view = TextEditor(), FieldList(wording.fields), PdfView()
        self.editor.setMinimumHeight(theme.pixels(90))
        self.fields.setMinimumHeight(theme.pixels(58))
        self.editor.setAccessibleName(f"{wording.title}的文字")
        self.fault = Label("", "small", wrap=True)
        self._build()
        self._connect()
        self.editor.setPlainText(wording.text)
        self.editor.setFocus()
        self.look_through()

    def _build(self) -> None:
        columns = QHBoxLayout()
        columns.setSpacing(theme.pixels(14))
        left = QVBoxLayout()
        left.setSpacing(theme.pixels(6))
        left.addWidget(Label("改完只影响以后发的文书。# 开头的行是说明，不印。", "small", wrap=True))
        left.addWidget(self.editor, 5)
        left.addWidget(self.fault)
        left.addWidget(Label("可以用的项目　F2；按 Enter 插到光标处", "caption"))
        left.addWidget(self.fields, 2)
        columns.addLayout(left, 11)
        columns.addWidget(self.view, 9)
        self.body.addLayout(columns, 1)
        self.restore_button = Button("恢复原文…", does=self.restore)
        self.save_button = Button("保存", "Ctrl+S", kind="primary", does=self.save)
        row = QHBoxLayout()
        row.setSpacing(theme.pixels(8))
        row.addWidget(self.restore_button)
        row.addWidget(Label(KEYS, "small"))
        row.addStretch(1)
        row.addWidget(Button("不改了", does=self.reject))
        row.addWidget(self.save_button)
        self.body.addLayout(row)
        self._show_state()

    def _connect(self) -> None:
        self.editor.textChanged.connect(self._typed)
        self.fields.taken.connect(lambda name: self.editor.insert(f"{{{name}}}"))
        self.view.refused.connect(self._refused)
        QShortcut(QKeySequence("F2"), self).activated.connect(self.fields.setFocus)
        QShortcut(QKeySequence("F6"), self).activated.connect(self._other_side)

    def _other_side(self) -> None:
        (self.editor if self.view.hasFocus() else self.view).setFocus()

    def showEvent(self, event: QShowEvent) -> None:
        """As large as the window it stands over: a text and a page side by side want room."""
        super().showEvent(event)
        window = self._over.window()
        self.resize(window.width() - theme.pixels(40), window.height() - theme.pixels(36))

    # --- looking through

    @property
    def text(self) -> str:
        return self.editor.toPlainText()

    @property
    def changed(self) -> bool:
        return self.text != self.wording.text

    def _typed(self) -> None:
        self._show_state()
        if not self.editor.composing:
            self._pause.start()

    def _show_state(self) -> None:
        self.save_button.setEnabled(self.changed)
        self.restore_button.setEnabled(self.wording.changed or self.text != self.wording.original)

    def look_through(self) -> None:
        """Look the text through and draw the document in it; only the newest text counts."""
        service, waiting, layout, text, kind = self._service, self._waiting, self._layout_name, self.text, self.wording.kind

        def drawn() -> bytes:
            check(kind, text)
            return service().preview(waiting, layout, wording=text)

        self._latest.ask(drawn, self._drawn, self._refused)

    def _drawn(self, content: bytes) -> None:
        self.editor.mark_fault(0)
        self._say(SOUND, "said")
        self.view.show_pdf(content)

    def _refused(self, refusal: Refusal) -> None:
        """The fault at its line; the preview keeps what was last sound."""
        line = line_of(refusal)
        self.editor.mark_fault(line)
        self._say(f"第 {line} 行：{refusal.message}。{refusal.mend or ''}" if line else str(refusal), "fault")

    def _say(self, words: str, tone: str) -> None:
        self.fault.setText(words)
        self.fault.set_tone(tone)
        self.editor.setAccessibleDescription(words)

    # --- keeping

    def save(self) -> None:
        service, kind, text = self._service, self.wording.kind, self.text
        self._pause.stop()
        self.save_button.setEnabled(False)
        work.run(lambda: service().keep_wording(kind, text), done=self._was_kept, refused=self._not_kept)

    def restore(self) -> None:
        """Back to the text the program came with, once that is agreed."""
        if not self.wording.changed:
            self.editor.setPlainText(self.wording.original)
            return
        if ask(self, "恢复原文？", "这种文书改过的文字都不要了，以后发的用原文；已发出的不变。", yes="恢复原文"):
            service, kind = self._service, self.wording.kind
            work.run(lambda: service().restore_wording(kind), done=self._was_kept, refused=self._not_kept)

    def _was_kept(self, wording: Any) -> None:
        self.wording = wording
        self.kept.emit(wording)
        super().accept()

    def _not_kept(self, refusal: Refusal) -> None:
        self.save_button.setEnabled(True)
        self._refused(refusal)
        if self.editor.fault_line:
            self.editor.go_to(self.editor.fault_line)

    def may_go(self) -> bool:
        """Asks only where something would be lost."""
        return not self.changed or ask(self, "不保存就关？", "改过的文字还没有保存。", yes="不保存", no="接着改")

    def reject(self) -> None:
        if self.may_go():
            super().reject()

    def done(self, result: int) -> None:
        """Kept or not, nothing more is looked through."""
        self._pause.stop()
        self._latest.drop()
        self.view.drop()
        super().done(result)

    def closeEvent(self, event: QCloseEvent) -> None:
        event.ignore()
        self.reject()


def line_of(refusal: Refusal) -> int:
    """The line a refusal names, or 0."""
    found = _LINE.search(refusal.where or "")
    return int(found[1]) if found else 0
