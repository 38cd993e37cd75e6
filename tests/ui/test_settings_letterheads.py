"""版头和字号 in the settings, by keys: shown as they are, changed with a reason, a fault at its field."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from app import office
from tests.ui.conftest import SAMPLE_ACCOUNT, SAMPLE_PASSWORD, Hands
from ui.bureau import Bureau
from ui.pages.settings.letterheads import LetterheadSection


@pytest.fixture
def section(sample_file: Path, tmp_path: Path, threads: None) -> Iterator[Any]:
    for name in (sample_file.name, f"{sample_file.name}.keys"):
        shutil.copy(sample_file.parent / name, tmp_path / name)
    bureau = Bureau(office.Office.open(tmp_path / sample_file.name, SAMPLE_ACCOUNT, SAMPLE_PASSWORD))
    made = LetterheadSection(bureau)
    made.resize(900, 640)
    made.show()
    made.enter()
    Hands(made).settle()
    yield made
    made.hide()
    made.deleteLater()
    bureau.office.close()


def test_every_organ_is_shown_as_it_is(section: Any) -> None:
    assert [card.name.value() for card in section.cards.values()] == ["聊城市信访局", "中共聊城市委", "聊城市人民政府"]
    card = section.cards["bureau"]
    assert "聊城市信访局文件　聊信发〔1996〕1号" in card.looks.text()
    assert not card.keep_button.isEnabled()


def test_a_change_is_kept_with_its_reason_and_reaches_the_next_document(section: Any) -> None:
    hands, card = Hands(section), section.cards["bureau"]
    card.word.setFocus()
    card.word.selectAll()
    hands.enter("聊访发", "", "")
    hands.enter("启用新代字")
    assert card.reason.value() == "启用新代字"
    card.keep_button.click()
    hands.settle()
    assert section.service.now().bureau.word == "聊访发"
    assert "启用新代字" in card.changed_by.text()
    assert "从下一件文书起用" in section.strip.words.text()
    documents = section.bureau.documents
    assert documents.coming_number(documents.circular("题目", "正文")) == "聊访发〔1996〕1号"


def test_what_is_missing_is_said_at_its_field(section: Any) -> None:
    hands, card = Hands(section), section.cards["bureau"]
    card.word.take("A1")
    card.keep()
    hands.settle()
    assert "代字只用汉字" in card.fields["word"].note.text()
    card.word.take("聊访发")
    card.keep()
    hands.settle()
    assert "理由" in card.fields["reason"].note.text()
    assert section.service.now().bureau.word == "聊信发"


def test_every_input_has_a_name(section: Any) -> None:
    for card in section.cards.values():
        for control in (card.name, card.word, card.letter_word, card.form, card.reason):
            assert control.accessibleName()
