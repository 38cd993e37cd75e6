"""文书字体: which installed font writes which part of a page, with a page by the renderer itself beside it; back to ours at any time."""

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from app.errors import Refusal
from app.services.actor import Right
from app.services.documents.fonts import OURS, PARTS, OfferedFont, Part
from ui import work
from ui.bureau import Bureau
from ui.pages.settings.section import Section
from ui.text import Label
from ui.theme import theme
from ui.widgets.button import Button
from ui.widgets.field import Field
from ui.widgets.inputs import Choice, Option
from ui.widgets.pdf_view import PdfView
from ui.widgets.scroll import Column, scrolled
from ui.work import Latest

if TYPE_CHECKING:
    from app.services.documents.fonts import DocumentFonts

TOLD = (
    "机器上装有仿宋_GB2312、方正小标宋、楷体_GB2312、黑体的，可以用它们印文书；预览、打印、存档都用选定的字体。"
    "选的字体里没有的字，仍由程序自带的字体补上。只管这台机器。"
)
NONE_FOUND = "这台机器上没有找到能用的公文字体，文书用程序自带的。"
LOOKING = "正在找这台机器上的字体……"


class FontSection(Section):
    title = "文书字体"
    rights = frozenset({Right.PRINT})

    def __init__(self, bureau: Bureau) -> None:
        super().__init__(bureau)
        self._asking, self._drawing = Latest(), Latest()
        self._offered: tuple[OfferedFont, ...] = ()
        self.choices = {part.role: Choice([Option(None, OURS)]) for part in PARTS}
        self.fields = {part.role: Field(part.caption, self.choices[part.role]) for part in PARTS}
        self.state, self.view = Label(LOOKING, "muted", wrap=True), PdfView()
        self.view.setAccessibleName("样页")
        self.back_button = Button("全部用程序自带的", does=self.back_to_ours)
        self._build()

    def _build(self) -> None:
        column = Column(spacing=8)
        column.parts.addWidget(Label(TOLD, "muted", wrap=True))
        for part in PARTS:
            column.parts.addWidget(self.fields[part.role])
            self.choices[part.role].currentIndexChanged.connect(partial(self._chosen, part))
        for here, there in zip(PARTS, [*PARTS[1:], PARTS[0]], strict=True):
            self.choices[here.role].entered.connect(self.choices[there.role].setFocus)
        column.parts.addWidget(self.state)
        row = QHBoxLayout()
        row.addWidget(self.back_button)
        row.addStretch(1)
        column.parts.addLayout(row)
        column.parts.addStretch(1)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.pixels(14))
        left = QVBoxLayout()
        left.addWidget(scrolled(column))
        layout.addLayout(left, 1)
        layout.addWidget(self.view, 1)

    def _fonts(self) -> "DocumentFonts":
        return self.bureau.office.document_fonts

    def enter(self) -> None:
        self._asking.ask(lambda: (self._fonts().offered(), self._fonts().chosen()), self._show, self._refused)
        self._draw()

    def _show(self, found: Any) -> None:
        offered, chosen = found
        self._offered = tuple(offered)
        for part in PARTS:
            self._offer(part, [font for font in offered if font.role == part.role], chosen.get(part.role))
        self.state.setText("" if any(not font.fault for font in offered) else NONE_FOUND)
        self.state.setVisible(bool(self.state.text()))

    def _offer(self, part: Part, fonts: Sequence[OfferedFont], chosen: OfferedFont | None) -> None:
        """The fonts that can be used; those that cannot are named with the reason."""
        usable = [font for font in fonts if not font.fault]
        if chosen is not None and not any(_same(font, chosen) for font in usable):
            usable.append(chosen)
        choice = self.choices[part.role]
        choice.blockSignals(True)
        choice.offer([Option(None, OURS), *(Option(font, _named(font)) for font in usable)])
        choice.take(next((font for font in usable if chosen is not None and _same(font, chosen)), None))
        choice.blockSignals(False)
        self._say_faults(part, [font for font in fonts if font.fault], chosen)

    def _say_faults(self, part: Part, unfit: Sequence[OfferedFont], chosen: OfferedFont | None) -> None:
        field = self.fields[part.role]
        field.clear()
        if chosen is not None and chosen.fault:
            field.fault("选的字体用不了，现在用程序自带的。", chosen.fault)
        elif unfit:
            field.remark("；".join(f"{font.family}不能用：{font.fault}" for font in unfit[:2]))

    def _chosen(self, part: Part, _index: int) -> None:
        font: OfferedFont | None = self.choices[part.role].value()
        work.run(
            lambda: self._fonts().choose(part.role, font),
            done=lambda _nothing: self._was_chosen(part),
            refused=partial(self._not_chosen, part),
        )

    def _was_chosen(self, part: Part) -> None:
        self.fields[part.role].clear()
        self._draw()

    def _not_chosen(self, part: Part, refusal: Refusal) -> None:
        """The one in force stays, and why."""
        self.fields[part.role].fault(refusal.message, refusal.mend or "")
        self._draw()

    def back_to_ours(self) -> None:
        """Every part in the font that ships."""

        def back() -> None:
            for part in PARTS:
                self._fonts().choose(part.role, None)

        work.run(back, done=lambda _nothing: self.enter(), refused=self._refused)

    def _draw(self) -> None:
        self._drawing.ask(lambda: self._fonts().specimen(), self.view.show_pdf, self._refused)

    def _refused(self, refusal: Refusal) -> None:
        self.state.setText(str(refusal))
        self.state.show()


def _same(one: OfferedFont, other: OfferedFont) -> bool:
    return (one.path, one.index) == (other.path, other.index)


def _named(font: OfferedFont) -> str:
    return f"{font.family}　{font.path.name if font.path is not None else ''}"
