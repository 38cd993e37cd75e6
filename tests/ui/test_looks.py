"""The looks: one style sheet made of tokens, enough contrast in each, the program's own fonts, no layout of fixed size."""

import ast
import re
import tomllib
from collections.abc import Iterator
from itertools import product
from pathlib import Path

import pytest
from PySide6.QtGui import QColor, QFontDatabase, QRawFont
from PySide6.QtWidgets import QApplication

from app import resources
from tests import layers
from tests.ui.conftest import Hands, shown
from tests.ui.fakes import FakeBureau
from ui import fonts, theme
from ui.main_window import MainWindow
from ui.theme import CONTRAST, DARK, LIGHT, Tokens

ROOT = Path(__file__).parent.parent.parent
LOOKS = {"light": LIGHT, "dark": DARK, "contrast": CONTRAST}
SIZES = ((1366, 768), (911, 512), (683, 480))


def luminance(colour: str) -> float:
    channels = [value / 255 for value in QColor(colour).getRgb()[:3]]  # type: ignore[union-attr]
    linear = [value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4 for value in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    bright, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (bright + 0.05) / (dark + 0.05)


PAIRS = [
    *product(("ink", "muted", "accent", "good", "warn", "link"), ("surface", "ground")),
    *((tone, f"{tone}_soft") for tone in ("accent", "good", "warn", "link")),
    ("ink", "accent_soft"),
    ("ink", "neutral_soft"),
    ("muted", "neutral_soft"),
    ("muted", "sunken"),
    ("on_fill", "fill"),
    ("on_fill", "fill_pressed"),
]


@pytest.mark.parametrize("name", LOOKS)
@pytest.mark.parametrize(("ink", "ground"), PAIRS)
def test_words_can_be_read_on_their_ground(name: str, ink: str, ground: str) -> None:
    tokens: Tokens = LOOKS[name]
    least = 7.0 if name == "contrast" else 4.5
    assert contrast(getattr(tokens, ink), getattr(tokens, ground)) >= least


@pytest.mark.parametrize("name", LOOKS)
@pytest.mark.parametrize("percent", theme.TEXT_SIZES)
def test_the_style_sheet_is_filled_whatever_the_look_and_size(name: str, percent: int) -> None:
    filled = theme.sheet(LOOKS[name], percent)
    assert "$" not in filled
    assert not re.search(r"\b0px|-\d+px\s*;?\s*font", filled)


def test_lengths_follow_the_text_size() -> None:
    assert "font-size: 38px" in theme.sheet(LIGHT, 200)
    assert "font-size: 19px" in theme.sheet(LIGHT, 100)


def test_what_is_loaded_first_is_what_the_list_of_fonts_says() -> None:
    listed = tomllib.loads(resources.text("fonts", "fonts.toml"))["fonts"]
    for role, (file, family) in fonts.FIRST.items():
        assert (listed[role]["file"], listed[role]["family"]) == (file, family)
    assert listed["fangsong"]["family"] == fonts.WORDS


def test_every_font_has_the_family_it_is_asked_for_by(looks: QApplication) -> None:
    listed = tomllib.loads(resources.text("fonts", "fonts.toml"))["fonts"]
    for entry in listed.values():
        number = QFontDatabase.addApplicationFont(str(resources.path("fonts", entry["file"])))
        assert entry["family"] in QFontDatabase.applicationFontFamilies(number)


def test_rare_characters_of_names_have_a_font_behind_the_text_font(looks: QApplication) -> None:
    families = fonts.ui_font(14, rare=True).families()
    assert families[0] == "Noto Sans SC"
    faces = [QRawFont.fromFont(fonts.QFont(family)) for family in families]
    for character in "喆堃玥珺昇瑄镕𠮷":
        assert any(character not in (None, "") and face.supportsCharacter(ord(character)) for face in faces), character


@pytest.fixture
def bureau() -> FakeBureau:
    return FakeBureau()


@pytest.fixture
def window(bureau: FakeBureau, threads: None) -> Iterator[MainWindow]:
    yield from shown(bureau)


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("percent", [100, 150])
def test_no_field_is_cut_off_at_the_side(
    window: MainWindow, hands: Hands, looks: QApplication, size: tuple[int, int], percent: int
) -> None:
    theme.apply(looks, theme.Look.LIGHT, percent)
    window.resize(*size)
    form = window.page.form  # type: ignore[union-attr]
    form.show_more(True)
    hands.pause(80)
    viewport = form.parentWidget()
    for key, field in form.fields.items():
        if field.isVisible():
            left = field.mapTo(viewport, field.rect().topLeft()).x()
            assert left >= 0, key
            assert left + field.editor.width() <= viewport.width() + 1, key


def test_changing_the_look_changes_the_window_at_once(window: MainWindow, looks: QApplication) -> None:
    theme.apply(looks, theme.Look.DARK, 100)
    assert theme.theme.tokens is DARK
    assert DARK.surface in looks.styleSheet()
    pixel = QColor(window.grab().toImage().pixel(window.width() // 2, window.height() - 3))
    assert pixel.lightness() < 80


def test_every_character_the_window_says_has_a_glyph(looks: QApplication) -> None:
    face = QRawFont(str(resources.path("fonts", fonts.FIRST["ui"][0])), 14)
    said = {
        (character, module.name)
        for module in layers.read(ROOT).values()
        if module.name.startswith("ui")
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
        for character in node.value
        if ord(character) > 0x7E
    }
    breaks = set("\u2028\u2029\v\f")
    assert sorted({pair for pair in said if pair[0] not in breaks and not face.supportsCharacter(ord(pair[0]))}) == []
