"""版头和字号: how each organ stands on what goes out from now on; a change asks for its reason, what was issued stays."""

from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app import lazy
from app.errors import Refusal
from app.services.actor import Right
from ui import work
from ui.bureau import Bureau
from ui.pages.settings.section import Section
from ui.text import Label
from ui.theme import theme
from ui.widgets.button import Button
from ui.widgets.card import Card
from ui.widgets.field import Field
from ui.widgets.flow import Flow, Rows, grows_with_width
from ui.widgets.inputs import Choice, Option
from ui.widgets.line import Line
from ui.widgets.scroll import Column, scrolled
from ui.widgets.strip import Strip

if TYPE_CHECKING:
    from app.services.documents.organs import Letterhead, Organs
    from app.services.letterheads import LetterheadService

CAPTIONS = {"bureau": "本局", "party": "表彰通报的主办机关", "government": "表彰通报的联合机关"}
TOLD = "改了以后，新发的文书用新的版头和字号；已发的不变。同一代字的编号接着往下排，不重号。"
PLAIN, ORDINAL = False, True
YEAR_OF_PLAIN = 2000


class LetterheadCard(Card):
    """One organ's letterhead; ``changed`` is set once it was kept."""

    def __init__(self, section: "LetterheadSection", head: "Letterhead", *, may: bool) -> None:
        super().__init__(CAPTIONS[head.id])
        self._section, self._head = section, head
        self.name, self.word, self.letter_word, self.reason = Line(longest=40), Line(longest=10), Line(longest=10), Line(longest=200)
        self.form = Choice([Option(PLAIN, "〔1996〕34号"), Option(ORDINAL, "〔96〕第34号（2000年以前）")])
        self.fields = {
            "name": Field("机关名称（版头、落款）", self.name),
            "word": Field("文件代字", self.word),
            "letter_word": Field("函的代字", self.letter_word),
            "ordinal": Field("编号写法", self.form),
            "reason": Field("为什么改", self.reason),
        }
        self.looks, self.changed_by = Label("", "muted", wrap=True), Label("", "small", wrap=True)
        self.keep_button = Button("保存", does=self.keep)
        self._build()
        for line in (self.name, self.word, self.letter_word, self.reason):
            line.setReadOnly(not may)
            line.textChanged.connect(lambda _text: self._show_looks())
        self.form.setEnabled(may)
        self.form.currentIndexChanged.connect(lambda _index: self._show_looks())
        self.keep_button.setVisible(may)
        self.fields["reason"].setVisible(may)
        self.show_head(head)
        order = [self.name, self.word, self.letter_word, self.form, self.reason]
        for here, there in zip(order, [*order[1:], self.keep_button], strict=True):
            here.entered.connect(there.setFocus)  # type: ignore[attr-defined]

    def _build(self) -> None:
        self.body.setSpacing(theme.pixels(8))
        rows = Rows(spacing=12)
        for name, least, weight in (("name", 240, 3), ("word", 110, 1), ("letter_word", 110, 1), ("ordinal", 190, 2)):
            rows.put(self.fields[name], least, weight)
        self.body.addLayout(rows)
        self.body.addWidget(self.looks)
        below = Rows(spacing=12)
        below.put(self.fields["reason"], 240, 1)
        self.body.addLayout(below)
        foot = QWidget()
        foot.setProperty("ground", "none")
        Flow(foot, spacing=8).addWidget(self.keep_button)
        grows_with_width(foot)
        self.body.addWidget(foot)
        self.body.addWidget(self.changed_by)
        grows_with_width(self)

    def show_head(self, head: "Letterhead") -> None:
        """As it is kept."""
        self._head = head
        self.name.take(head.name)
        self.word.take(head.word)
        self.letter_word.take(head.letter_word)
        self.form.take(head.ordinal)
        self.reason.take("")
        self.changed_by.setText(f"上次改动：{head.changed}" if head.changed else "")
        self.changed_by.setVisible(bool(head.changed))
        self.say_fault(None)
        self._show_looks()

    def _show_looks(self) -> None:
        """How the head and the number will read."""
        year = self._section.bureau.today.year
        number = f"〔{year % 100:02d}〕第1号" if self.form.value() == ORDINAL and year < YEAR_OF_PLAIN else f"〔{year}〕1号"
        self.looks.setText(f"{self.name.value()}文件　{self.word.value()}{number}　　函：{self.letter_word.value()}{number}")
        self.keep_button.setEnabled(self._written != (self._head.name, self._head.word, self._head.letter_word, self._head.ordinal))

    @property
    def _written(self) -> tuple[str, str, str, bool]:
        return self.name.value(), self.word.value(), self.letter_word.value(), bool(self.form.value())

    def keep(self) -> None:
        """Record the change; a fault stands at its field."""
        service, organ, reason = self._section.service, self._head.id, self.reason.value()
        name, word, letter_word, ordinal = self._written
        work.run(
            lambda: service.change(organ, name=name, word=word, letter_word=letter_word, ordinal=ordinal, reason=reason),
            done=self._was_kept,
            refused=self.say_fault,
        )

    def _was_kept(self, head: "Letterhead") -> None:
        self.show_head(head)
        self._section.say(f"{head.name}的版头和字号已改，从下一件文书起用。")

    def say_fault(self, refusal: Refusal | None) -> None:
        for field in self.fields.values():
            field.clear()
        if refusal is None:
            return
        field = self.fields.get(refusal.where or "", self.fields["reason"])
        field.fault(refusal.message, refusal.mend or "")
        field.editor.setFocus()


class LetterheadSection(Section):
    title = "版头和字号"
    rights = frozenset({Right.DECIDE, Right.PRINT})

    def __init__(self, bureau: Bureau) -> None:
        super().__init__(bureau)
        self.cards: dict[str, LetterheadCard] = {}
        self.strip, self._column = Strip(), Column()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.pixels(8))
        layout.addWidget(self.strip)
        layout.addWidget(Label(TOLD, "muted", wrap=True))
        layout.addWidget(scrolled(self._column), 1)

    @cached_property
    def service(self) -> "LetterheadService":
        made: LetterheadService = lazy.attribute("app.services.letterheads", "LetterheadService")(self.bureau.office.desk)
        return made

    def enter(self) -> None:
        work.run(self._now, done=self._show, refused=self._refused, line="look-up")

    def _now(self) -> "Organs":
        return self.service.now()

    def _show(self, organs: "Organs") -> None:
        for head in organs:
            if head.id in self.cards:
                self.cards[head.id].show_head(head)
            else:
                self.cards[head.id] = LetterheadCard(self, head, may=self.bureau.may(Right.DECIDE))
                self._column.parts.addWidget(self.cards[head.id])
                if len(self.cards) == len(organs):
                    self._column.parts.addStretch(1)

    def _refused(self, refusal: Refusal) -> None:
        self.say(str(refusal), "accent")

    def say(self, words: str, tone: str = "good") -> None:
        self.strip.say(words, [Button("知道了", kind="quiet", does=self.strip.hide)], tone)
