"""The preview beside a list: the very PDF that is printed, with layout, page and zoom above it."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.errors import Refusal
from app.services.documents.values import SEALS
from ui.pages.documents.words import LAYOUTS
from ui.text import ElidedLabel, restyle, set_tooltip
from ui.theme import theme
from ui.widgets.button import Button
from ui.widgets.chip import Chip
from ui.widgets.flow import Flow
from ui.widgets.inputs import Choice, Option
from ui.widgets.pdf_pages import Fit
from ui.widgets.pdf_view import PdfView, refusal_words

NARROW = 400  # pixels at 100 %


class Preview(QWidget):
    """``asked`` for another layout (where ``layouts`` may be chosen) or another original of the same document."""

    asked = Signal()

    def __init__(self, caption: str, *, layouts: bool) -> None:
        super().__init__()
        self.caption = ElidedLabel(caption, "muted")
        self.layout_choice = Choice([Option(name, words) for name, words in LAYOUTS])
        self.layout_choice.setAccessibleName("版式")
        set_tooltip(self.layout_choice, "版式　Ctrl+L")
        self.layout_choice.setVisible(layouts)
        self.seal = Choice([Option(name, words) for name, words in SEALS.items()])
        self.seal.setAccessibleName("用印")
        set_tooltip(self.seal, "用印：留出盖章的地方、不留、或画一个标明“样章”的章")
        self.seal.setVisible(layouts)
        self.original = Choice([])
        self.original.setAccessibleName("哪一份")
        self.place = Chip("", "muted")
        self.view = PdfView()
        self._fits = {
            Fit.PAGE: _small("整页", "0", self.view.fit_page),
            Fit.WIDTH: _small("页宽", "9", self.view.fit_width),
        }
        self._two = _small("双页", "2", self.view.toggle_two)
        self._build()
        self._connect(layouts=layouts)

    def _build(self) -> None:
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(theme.pixels(7))
        head = QHBoxLayout()
        head.setSpacing(theme.pixels(2))
        head.addWidget(self.caption, 10)
        head.addStretch(1)
        head.addWidget(self.place)
        head.addSpacing(theme.pixels(6))
        for button in (*self._fits.values(), self._two):
            head.addWidget(button)
        head.addWidget(_small("－", "-", self.view.zoom_out, "缩小"))
        head.addWidget(_small("＋", "+", self.view.zoom_in, "放大"))
        outer.addLayout(head)
        choices = Flow(spacing=7)
        choices.addWidget(self.layout_choice)
        choices.addWidget(self.seal)
        choices.addWidget(self.original)
        outer.addLayout(choices)
        outer.addWidget(self.view, 1)
        self.original.hide()

    def _connect(self, *, layouts: bool) -> None:
        self.view.moved.connect(self._say_place)
        self.view.refused.connect(self.show_refusal)
        self.original.currentIndexChanged.connect(lambda _index: self.asked.emit())
        for choice in (self.original, self.layout_choice, self.seal):
            choice.entered.connect(self.view.setFocus)
        if layouts:
            for choice in (self.layout_choice, self.seal):
                choice.currentIndexChanged.connect(lambda _index: self.asked.emit())
            QShortcut(QKeySequence("Ctrl+L"), self).activated.connect(self.layout_choice.setFocus)
        for key, does in (("Ctrl+=", self.view.zoom_in), ("Ctrl++", self.view.zoom_in), ("Ctrl+-", self.view.zoom_out)):
            QShortcut(QKeySequence(key), self).activated.connect(does)

    @property
    def _narrow(self) -> bool:
        return self.width() < theme.pixels(NARROW)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.caption.setVisible(not self._narrow)
        self._say_place()

    @property
    def layout_name(self) -> str | None:
        """The layout chosen; None: the one that fits the document's date."""
        return self.layout_choice.value() or None

    @property
    def seal_name(self) -> str:
        return str(self.seal.value())

    @property
    def chosen_original(self) -> int:
        """Counted from 1."""
        return int(self.original.value() or 1)

    def offer_originals(self, recipients: Sequence[str]) -> None:
        """A document has an original for each of these; the first one is looked at."""
        self.original.blockSignals(True)
        self.original.offer([Option(number, f"第 {number} 份　送{name}") for number, name in enumerate(recipients, start=1)])
        self.original.setCurrentIndex(0 if recipients else -1)
        self.original.blockSignals(False)
        self.original.setVisible(len(recipients) > 1)

    def show_pdf(self, content: bytes) -> None:
        self.view.show_pdf(content)

    def show_nothing(self, words: str) -> None:
        self.original.setVisible(False)
        self.view.show_nothing(words)

    def show_refusal(self, refusal: Refusal) -> None:
        self.view.show_nothing(refusal_words(refusal))

    def _say_place(self) -> None:
        view = self.view
        long = f"第 {view.page + 1} 页 / 共 {view.pages} 页　{round(view.factor * 100)}%"
        self.place.show_text(f"{view.page + 1} / {view.pages}" if self._narrow else long)
        self.place.setAccessibleName(long)
        self.place.setVisible(bool(view.pages))
        for fit, button in self._fits.items():
            _mark(button, view.zoom.fit is fit)
        _mark(self._two, view.zoom.two)


def _mark(button: Button, chosen: bool) -> None:
    """Show which of the ways to look is taken, and say it."""
    if button.property("chosen") != chosen:
        button.setProperty("chosen", chosen)
        button.setAccessibleDescription("正用" if chosen else "")
        restyle(button)


def _small(words: str, key: str, does: object, name: str = "") -> Button:
    """A small button; its key works where the pages have the focus."""
    button = Button(words, kind="quiet", does=does, tip=f"{name or words}　在预览里按 {key}")  # type: ignore[arg-type]
    button.setAccessibleName(name or words)
    return button
