"""文书字体 in the settings: what the machine has is offered, the page beside it is the renderer's, a fault stands at its part."""

from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from PySide6.QtCore import Qt

from app.errors import Refusal
from app.services.documents.fonts import OURS, OfferedFont
from tests.ui.conftest import Hands
from tests.ui.fake_documents import pdf
from ui.pages.settings.fonts import NONE_FOUND, FontSection

KAI = OfferedFont("kai", "楷体_GB2312", Path("/fonts/simkai.ttf"))
UNFIT = OfferedFont("hei", "华文细黑", Path("/fonts/stxihei.ttf"), 0, "字体厂家不许嵌入文书")


class Fonts:
    def __init__(self, *offered: OfferedFont) -> None:
        self.fonts, self.kept, self.drawn, self.refusal = offered, {}, 0, ""  # type: ignore[var-annotated]

    def offered(self) -> tuple[OfferedFont, ...]:
        return self.fonts

    def chosen(self) -> dict[str, OfferedFont]:
        return dict(self.kept)

    def choose(self, role: str, font: OfferedFont | None) -> None:
        if self.refusal:
            raise Refusal(self.refusal)
        self.kept.pop(role, None)
        if font is not None:
            self.kept[role] = font

    def specimen(self) -> bytes:
        self.drawn += 1
        return pdf("2012")


def shown(fonts: Fonts) -> Any:
    made = FontSection(SimpleNamespace(office=SimpleNamespace(document_fonts=fonts)))  # type: ignore[arg-type]
    made.resize(900, 640)
    made.show()
    made.enter()
    Hands(made).settle()
    return made


@pytest.fixture
def fonts() -> Fonts:
    return Fonts(KAI, UNFIT)


@pytest.fixture
def section(fonts: Fonts, threads: None) -> Iterator[Any]:
    made = shown(fonts)
    yield made
    made.hide()
    made.deleteLater()


def test_a_font_is_chosen_by_a_digit_and_the_page_is_drawn_anew(section: Any, fonts: Fonts) -> None:
    hands, choice = Hands(section), section.choices["kai"]
    assert [choice.itemText(n) for n in range(choice.count())] == [OURS, "楷体_GB2312　simkai.ttf"]
    drawn = fonts.drawn
    choice.setFocus()
    hands.press(Qt.Key.Key_2)
    hands.settle()
    assert fonts.kept == {"kai": KAI}
    assert fonts.drawn == drawn + 1
    section.back_button.click()
    hands.settle()
    assert fonts.kept == {}
    assert choice.value() is None


def test_a_font_that_may_not_be_used_is_named_with_the_reason(section: Any) -> None:
    assert section.choices["hei"].count() == 1
    assert "华文细黑不能用：字体厂家不许嵌入文书" in section.fields["hei"].note.text()


def test_a_refusal_stands_at_its_part(section: Any, fonts: Fonts) -> None:
    hands = Hands(section)
    fonts.refusal = "字体文件有损坏"
    section.choices["kai"].setCurrentIndex(1)
    hands.settle()
    assert "字体文件有损坏" in section.fields["kai"].note.text()


def test_a_machine_without_office_fonts_says_so(threads: None) -> None:
    made = shown(Fonts())
    assert made.state.text() == NONE_FOUND
    made.deleteLater()
