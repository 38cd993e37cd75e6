"""Writes a circular: title, whom it goes to and its text on one side, how it will look on the other; kept as one writes."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QCloseEvent, QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.errors import Refusal
from app.services.documents.circular_text import CircularDraft
from ui import work
from ui.text import Label
from ui.theme import theme
from ui.widgets.button import Button
from ui.widgets.dialog import Dialog, ask
from ui.widgets.field import Field
from ui.widgets.flow import Rows
from ui.widgets.inputs import Lines
from ui.widgets.line import Line
from ui.widgets.pdf_view import PdfView
from ui.widgets.text_editor import TextEditor
from ui.work import Latest

if TYPE_CHECKING:
    from app.services.documents import DocumentService

PAUSE = 450  # ms of quiet before it is drawn
EVERY = 4_000  # ms between two keepings
HOW = (
    "一行一段，段首自动空两字。“一、”“（一）”“1.”“（1）”开头的是四级标题。从表格里粘贴的行，或 | 单位 | 件数 | 这样的行，排成表，"
    "第一行是表头。“附件1：名称”单独一行，下面就是这个附件。"
)
KEYS = "F6 看预览　Ctrl+S 存稿　Esc 存稿并关"


class CircularDialog(Dialog):
    """``left`` when it is closed: the draft is kept, or thrown away."""

    left = Signal()

    def __init__(
        self,
        parent: QWidget,
        service: "Callable[[], DocumentService]",
        layout: str | None,
        mark: str = "",
        draft: CircularDraft | None = None,
    ) -> None:
        super().__init__(parent, "通知、通报", wide=640)
        self._service, self._layout_name, self._over = service, layout, parent
        self._mark, self._kept = mark, draft or CircularDraft()
        self._drawing = Latest()
        self._busy = False
        self._pause = QTimer(self, singleShot=True, interval=PAUSE)
        self._pause.timeout.connect(self.draw)
        self._keeping = QTimer(self, interval=EVERY)
        self._keeping.timeout.connect(self.keep)
        self.title, self.addressee, self.editor, self.view = Lines(rows=2), Line(longest=600), TextEditor(), PdfView()
        self.more = {name: Line(longest=400) for name in ("report_copies", "send_copies", "printed_by", "keywords")}
        self.fault = Label("", "small", wrap=True)
        self._build()
        self._connect()
        self._take(self._kept)
        self._keeping.start()
        self.draw()

    def _build(self) -> None:
        columns = QHBoxLayout()
        columns.setSpacing(theme.pixels(14))
        left = QVBoxLayout()
        left.setSpacing(theme.pixels(6))
        left.addWidget(Field("题目　Shift+Enter 手工断行", self.title))
        left.addWidget(Field("主送", self.addressee))
        left.addWidget(Label("正文", "caption"))
        self.editor.setAccessibleName("正文")
        self.editor.setMinimumHeight(theme.pixels(80))
        left.addWidget(self.editor, 1)
        left.addWidget(Label(HOW, "small", wrap=True))
        rows = Rows(spacing=10)
        captions = {"report_copies": "抄报", "send_copies": "抄送", "printed_by": "印发机关", "keywords": "主题词，空格分开"}
        for name, line in self.more.items():
            rows.put(Field(captions[name], line), 130)
        left.addLayout(rows)
        left.addWidget(self.fault)
        columns.addLayout(left, 11)
        columns.addWidget(self.view, 9)
        self.body.addLayout(columns, 1)
        self.drop_button = Button("不要这份稿子…", does=self.throw_away)
        self.save_button = Button("存稿", "Ctrl+S", kind="primary", does=self.reject)
        row = QHBoxLayout()
        row.setSpacing(theme.pixels(8))
        row.addWidget(self.drop_button)
        row.addWidget(Label(KEYS, "small"))
        row.addStretch(1)
        row.addWidget(self.save_button)
        self.body.addLayout(row)

    def _connect(self) -> None:
        for lines in (self.title, self.editor):
            lines.textChanged.connect(self._typed)
        for line in (self.addressee, *self.more.values()):
            line.textChanged.connect(lambda _text: self._typed())
        following = [self.editor, *list(self.more.values())[1:], self.editor]
        for here, there in zip((self.addressee, *self.more.values()), following, strict=True):
            here.entered.connect(there.setFocus)
        self.title.entered.connect(self.addressee.setFocus)
        self.view.refused.connect(self._refused)
        QShortcut(QKeySequence("F6"), self).activated.connect(self._other_side)

    def _other_side(self) -> None:
        (self.editor if self.view.hasFocus() else self.view).setFocus()

    def showEvent(self, event: QShowEvent) -> None:
        """As large as the window it stands over: a text and a page side by side want room."""
        super().showEvent(event)
        window = self._over.window()
        self.resize(window.width() - theme.pixels(40), window.height() - theme.pixels(36))

    # --- what is written

    def _take(self, draft: CircularDraft) -> None:
        self.title.take(draft.title)
        self.addressee.take(draft.addressee)
        self.editor.setPlainText(draft.text)
        for name, line in self.more.items():
            line.take(getattr(draft, name))
        (self.editor if draft.title else self.title).setFocus()

    @property
    def draft(self) -> CircularDraft:
        more = {name: line.value() for name, line in self.more.items()}
        return CircularDraft(self.title.value(), self.addressee.value(), self.editor.toPlainText(), **more)

    def _typed(self) -> None:
        if not (self.title.composing or self.editor.composing or self.addressee.composing):
            self._pause.start()

    def draw(self) -> None:
        """How it looks; only the newest text counts."""
        service, layout, draft, mark = self._service, self._layout_name, self.draft, self._mark
        if not draft.complete:
            self._drawing.drop()
            self._say("写了题目和正文，右边就是它的样子。", "said")
            return
        self._drawing.ask(lambda: service().preview(service().circular_of(mark, draft), layout), self._drawn, self._refused)

    def _drawn(self, content: bytes) -> None:
        self._say("存稿后在待发文书里等着，编号发出前都能改。", "said")
        self.view.show_pdf(content)

    def _refused(self, refusal: Refusal) -> None:
        self._say(str(refusal), "fault")

    def _say(self, words: str, tone: str) -> None:
        self.fault.setText(words)
        self.fault.set_tone(tone)
        self.editor.setAccessibleDescription(words)

    # --- keeping

    def keep(self, then: Callable[[], None] | None = None) -> None:
        """Keep what is written, where it is new; ``then`` once it is kept."""
        draft, service, mark = self.draft, self._service, self._mark
        if draft == self._kept or self._busy:
            if then is not None and not self._busy:
                then()
            return
        self._busy = True

        def kept(made: str) -> None:
            self._mark, self._kept = made, draft
            if then is not None:
                then()

        work.run(lambda: service().keep_circular(draft, mark), done=kept, refused=self._refused, finally_=self._free)

    def _free(self) -> None:
        self._busy = False

    def throw_away(self) -> None:
        """Only after a yes: nothing brings it back."""
        if not ask(self, "不要这份稿子？", "写的都不要了，找不回来。", yes="不要了", no="留着"):
            return
        service, mark, close = self._service, self._mark, super().reject
        self._kept = self.draft
        if mark:
            work.run(lambda: service().drop_circular(mark), done=lambda _nothing: close(), refused=self._refused)
        else:
            close()

    def reject(self) -> None:
        """Nothing written is lost: it is kept, then closed."""
        if self._busy:
            QTimer.singleShot(EVERY // 40, self.reject)
        else:
            self.keep(super().reject)

    def done(self, result: int) -> None:
        self._pause.stop()
        self._keeping.stop()
        self._drawing.drop()
        self.view.drop()
        super().done(result)
        self.left.emit()

    def closeEvent(self, event: QCloseEvent) -> None:
        event.ignore()
        self.reject()
