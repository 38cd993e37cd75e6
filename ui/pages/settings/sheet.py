"""What sections are laid out with: a title, a few words, a strip for what was done, cards below; and one way to ask a service."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from app.errors import Refusal
from ui import work
from ui.bureau import Bureau
from ui.pages.settings.section import Section
from ui.text import Label
from ui.theme import theme
from ui.widgets.button import Button
from ui.widgets.card import Card
from ui.widgets.flow import Flow, grows_with_width
from ui.widgets.scroll import Column, scrolled
from ui.widgets.strip import Strip


class Sheet(Section):
    """A section that fills the room with a table that scrolls by itself; a form of its own (``scrolls``) scrolls as a whole."""

    words = ""
    scrolls = False

    def __init__(self, bureau: Bureau) -> None:
        super().__init__(bureau)
        self.strip = Strip()
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(theme.pixels(9))
        self.area: QScrollArea | None = None
        self.body = outer
        if self.scrolls:
            column = Column(spacing=9)
            self.area, self.body = scrolled(column), column.parts
            outer.addWidget(self.area)
        self.body.addWidget(Label(self.title, "title"))
        if self.words:
            self.body.addWidget(Label(self.words, "muted", wrap=True))
        self.body.addWidget(self.strip)

    def buttons(self, *buttons: Button) -> None:
        """Buttons side by side, going on in the next line where the room is narrow."""
        flow = Flow(spacing=8)
        for button in buttons:
            flow.addWidget(button)
        self.body.addLayout(flow)

    def card(self, caption: str, *parts: QWidget) -> Card:
        """A card as wide as its inputs need."""
        card = Card(caption)
        card.setMaximumWidth(theme.pixels(560))
        grows_with_width(card)
        for part in parts:
            if isinstance(part, Button):
                card.body.addWidget(part, 0, Qt.AlignmentFlag.AlignLeft)
            else:
                card.body.addWidget(part)
        self.body.addWidget(card)
        return card

    def ask(self, call: Callable[[], Any], done: Callable[[Any], None]) -> None:
        """Ask a service off the window's thread; a refusal is said on the strip."""
        work.run(call, done=done, refused=self.refuse)

    def do(self, call: Callable[[], Any], said: str) -> None:
        """Have a service do something; then say so and read anew."""

        def done(_result: Any) -> None:
            self.say(said)
            self.enter()

        self.ask(call, done)

    def say(self, words: str, tone: str = "good") -> None:
        self.strip.say(words, [Button("知道了", kind="quiet", does=self.strip.hide)], tone)

    def refuse(self, refusal: Refusal) -> None:
        self.say(str(refusal), "accent")
