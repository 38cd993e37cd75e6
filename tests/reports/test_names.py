"""Two thousand names with rare characters: every one drawn with ink, and read out of the PDF as it was written."""

import random
from datetime import date
from functools import cache

import pytest

from app import resources
from reports import fonts
from reports.blocks import Column, Table
from reports.document import Document, Paragraph, Signature
from reports.renderer import render_document
from tests.reports.reading import pages_of, text_of

SURNAMES = "张王李赵刘陈杨黄周吴仇曾解查区单"
EXTENSIONS = {
    "A": (0x3400, 0x4DB5), "B": (0x20000, 0x2A6D6), "C": (0x2A700, 0x2B734), "D": (0x2B740, 0x2B81D), "E": (0x2B820, 0x2CEA1),
    "F": (0x2CEB0, 0x2EBE0),
}  # fmt: skip
BATCH = 200
FOOT = 262.0
"""mm: below it stands the page number."""


@cache
def lacking() -> tuple[str, ...]:
    """The standard characters the body's own font has no glyph for."""
    standard = "".join(resources.text("fonts", "standard-characters.txt").split())
    return tuple(char for char in standard if fonts.glyph(fonts.FANGSONG, char).font != "FandolFang")


@cache
def names() -> tuple[str, ...]:
    """Each lacking character in a name, then names of the extensions in turn until there are two thousand."""
    dice = random.Random(34)
    found = [dice.choice(SURNAMES) + char + dice.choice("国华明玉") for char in lacking()]
    spans = list(EXTENSIONS.values())
    while len(found) < 2000:
        first, last = spans[len(found) % len(spans)]
        found.append(dice.choice(SURNAMES) + chr(dice.randint(first, last)) + chr(dice.randint(*spans[dice.randrange(len(spans))])))
    return tuple(found)


def document(*body: Paragraph | Table) -> Document:
    return Document("聊城市信访局文件", "聊信发〔2020〕1号", ("通知",), body, Signature(date(2020, 1, 2), "聊城市信访局"))


def test_the_body_font_lacks_1467_standard_characters_and_every_extension_is_asked() -> None:
    assert len(lacking()) == 1467
    assert len(names()) == 2000
    written = {char for name in names() for char in name}
    for first, last in EXTENSIONS.values():
        assert sum(1 for char in written if first <= ord(char) <= last) > 50


@pytest.mark.parametrize("batch", range(0, 2000, BATCH))
def test_names_with_rare_characters_are_drawn_and_read_back_the_same(batch: int) -> None:
    asked = names()[batch : batch + BATCH]
    pages = pages_of(render_document(document(Paragraph("、".join(asked))), "2012"))
    shown = [char for page in pages for char in page.chars if not char.char.isspace() and char.top < FOOT]
    read = "".join(char.char for char in shown)
    missing = [name for name in asked if name not in read]
    assert not missing
    rare = {char for name in asked for char in name}
    blank = [char.char for char in shown if char.char in rare and (char.right - char.left < 1 or char.bottom - char.top < 0.1)]
    assert not blank


def test_names_are_written_whole_in_headings_titles_and_tables_too() -> None:
    some = names()[:: len(names()) // 60]
    table = Table((Column("姓名", "left"), Column("说明", "left")), tuple((name, "演示") for name in some))
    text = text_of(render_document(document(Paragraph("一、" + some[0], 1), Paragraph("（一）" + some[1], 2), table), "2012"))
    assert all(name in text for name in some)


def test_a_rare_character_stands_in_line_with_its_neighbours() -> None:
    (page, *_) = pages_of(render_document(document(Paragraph("国喆国堃国镕国")), "2012"))
    own = page.find("国喆国堃国镕国")
    middles = [(char.top + char.bottom) / 2 for char in own]
    assert max(middles) - min(middles) < 0.35
