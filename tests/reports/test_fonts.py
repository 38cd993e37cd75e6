"""The shipped fonts: whole, licensed, covering; a character is written by the first font that has it, or refused by name."""

import hashlib
import tomllib
from datetime import date

import pytest

from app import resources
from app.errors import Refusal
from reports import fonts
from reports.document import Document, Paragraph, Signature
from reports.renderer import render_document
from tests.reports.reading import fonts_of, text_of

ROLES = (fonts.FANGSONG, fonts.KAI, fonts.XIAOBIAOSONG, fonts.HEADER, fonts.HEI)
KNOWN_LACKING = "喆堃玥珺昇瑄镕"
"""Common in names, and not in the body's font."""


def document(text: str) -> Document:
    """A document with this text in its body."""
    return Document("聊城市信访局文件", "聊信发〔2020〕1号", ("通知",), (Paragraph(text),), Signature(date(2020, 1, 2), "聊城市信访局"))


def test_every_font_is_the_one_its_sum_says() -> None:
    sums = [line.split() for line in resources.text("fonts", "SHA256SUMS").splitlines()]
    assert {name for _, name in sums} == set(tomllib.loads(resources.text("fonts", "SOURCES.toml"))["fonts"])
    for digest, name in sums:
        assert hashlib.sha256(resources.data("fonts", name)).hexdigest() == digest, name


def test_every_package_names_version_sum_and_licence_and_its_licence_is_here() -> None:
    for name, package in tomllib.loads(resources.text("fonts", "SOURCES.toml"))["packages"].items():
        assert package["version"], name
        assert package["licence"], name
        assert len(package["sha256"]) == 64, name
        assert all(resources.text("fonts", file).strip() for file in package["licence_files"]), name


def test_the_fonts_are_at_most_60_megabytes_in_all() -> None:
    assert sum(path.stat().st_size for path in resources.path("fonts").iterdir()) <= 60_000_000


@pytest.mark.parametrize("role", ROLES)
def test_all_8105_standard_characters_have_a_glyph(role: str) -> None:
    standard = "".join(resources.text("fonts", "standard-characters.txt").split())
    assert len(standard) == 8105
    assert len(set(standard)) == 8105
    assert fonts.missing(standard, role) == ()


@pytest.mark.parametrize("role", ROLES)
def test_all_of_gb2312_has_a_glyph(role: str) -> None:
    pairs = (bytes((row, cell)) for row in range(0xA1, 0xF8) for cell in range(0xA1, 0xFF))
    text = "".join(pair.decode("gb2312", errors="ignore") for pair in pairs)
    assert len(text) == 7445
    assert fonts.missing(text, role) == ()


def test_the_ideographs_of_gb18030_level_3_have_a_glyph() -> None:
    ranges = ((0x3400, 0x4DB5), (0x4E00, 0x9FEF), (0x20000, 0x2A6D6), (0x2A700, 0x2B734), (0x2B740, 0x2B81D), (0x2B820, 0x2CEA1))
    ranges = (*ranges, (0x2CEB0, 0x2EBE0))
    assert fonts.missing("".join(chr(code) for first, last in ranges for code in range(first, last + 1))) == ()


@pytest.mark.parametrize("char", KNOWN_LACKING)
def test_a_character_the_body_font_lacks_is_written_by_another(char: str) -> None:
    assert fonts.glyph(fonts.FANGSONG, "信").font == "FandolFang"
    assert fonts.glyph(fonts.FANGSONG, char).font != "FandolFang"


@pytest.mark.parametrize("text", ["😀", "\u200b", "\x07", "\ue000", "\ufdd0", "\u202e"])
def test_a_character_without_a_glyph_anywhere_is_refused_by_name(text: str) -> None:
    with pytest.raises(Refusal, match=f"U\\+{ord(text):04X}"):
        render_document(document(f"张{text}三"))


def test_what_is_copied_is_what_was_written_beyond_ffff_too() -> None:
    rare = "𠀀𪜀𫝀𫠠𬺰𬸣𬍛龘䶮" + KNOWN_LACKING
    pdf = render_document(document(f"户主张{rare}反映的问题"))
    assert f"户主张{rare}反映的问题" in text_of(pdf)


def test_a_text_of_many_different_characters_is_copied_as_it_was_written() -> None:
    many = "".join(resources.text("fonts", "standard-characters.txt").split())[::4]
    assert many in text_of(render_document(document(many))).replace("—1—", "").replace("—2—", "").replace("—3—", "").replace("—4—", "")


def test_every_font_drawn_with_is_inside_the_file() -> None:
    found = fonts_of(render_document(document("张喆𠀀三")))
    assert found
    assert all(found.values())


def test_an_unknown_role_is_a_fault() -> None:
    with pytest.raises(KeyError):
        fonts.chain("no-such-role")
