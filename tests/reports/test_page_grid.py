"""The page's grid as printed: 28 characters by 22 lines, and over random texts no line in the PDF begins or ends with what it must not."""

import re
from datetime import date
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reports import layouts
from reports.composition import compose
from reports.document import Document, Paragraph, Signature
from reports.placed import Text
from reports.renderer import render_document
from tests.reports.reading import Char, ReadPage, bands_of, pages_of

TOP, WIDE, HIGH = 37.0, 156.0, 225.0
CELL, PITCH = WIDE / 28, HIGH / 22
EM = 15.79 * 25.4 / 72
NEVER_FIRST = "，。、；：？！％℃…—·”’）〕】》〉」』］｝.,;:?!%)]}"
NEVER_LAST = "“‘（〔【《〈「『［｛([{￥＄$"
HANGING = "，。、；："
DAY = date(2020, 1, 2)


def document(text: str) -> Document:
    return Document("聊城市信访局文件", "聊信发〔2020〕1号", ("通知",), (Paragraph(text),), Signature(DAY, "聊城市信访局"), "各单位")


def left(number: int) -> float:
    return 28.0 if number % 2 else 26.0


def test_a_full_page_of_plain_body_is_28_by_22_and_every_glyphs_box_is_inside_the_type_area() -> None:
    text = "信访工作目标责任制聊城国圆固" * 130
    pages = compose(document(text), layouts.load("2012"))
    assert len(pages) >= 4
    for number, page in enumerate(pages[1:-1], start=2):
        rows = [thing for thing in page.things if isinstance(thing, Text) and thing.baseline < TOP + HIGH]
        assert len(rows) == 22
        for place, row in enumerate(rows):
            assert len(row.chars) == 28
            assert row.places[0] >= left(number) - 0.001
            assert row.places[-1] + EM <= left(number) + WIDE + 0.001
            middle = TOP + (place + 0.5) * PITCH
            assert middle - EM / 2 >= TOP
            assert middle + EM / 2 <= TOP + HIGH
            assert all(after - before == pytest.approx(CELL, abs=0.01) for before, after in pairwise(row.places))
    pdf = render_document(document(text))
    for number, read in enumerate(pages_of(pdf)[1:-1], start=2):
        ink = [char for char in read.chars if not char.char.isspace() and char.top < TOP + HIGH]
        assert len(ink) == 28 * 22
        assert left(number) <= min(char.left for char in ink)
        assert max(char.right for char in ink) <= left(number) + WIDE
        bands = bands_of(pdf, number - 1)[:22]
        for place, band in enumerate(bands):
            assert band.middle == pytest.approx(TOP + (place + 0.5) * PITCH, abs=0.5)


PLAIN = st.text("信访工作目标责任制聊城市委镇人民政府", min_size=1, max_size=6)
PIECE = st.one_of(
    PLAIN,
    st.sampled_from([*"，。、；：？！％℃·（）〔〕《》“”‘’【】", "。”", "”。", "》，", "！”", "）。", "、“", "：“"]),
    st.sampled_from(["……", "——", "……”", "——“"]),
    st.tuples(st.integers(0, 99_999), st.sampled_from(["元", "%", "％", "起", "公里", ".5亩"])).map(lambda pair: f"{pair[0]}{pair[1]}"),
    st.integers(1, 99).map(lambda n: f"第{n}号"),
    st.dates(date(1995, 1, 1), date(2020, 1, 1)).map(lambda day: f"{day.year}年{day.month}月{day.day}日"),
    st.sampled_from(["一九九五年五月二十日", "三百二十起", "〔1995〕34号", "三（二）1（3）", "百分之五"]),
    st.sampled_from(["Word", "GB/T", "1995-00012", "PDF", "xinfang@example.cn"]),
)
TEXTS = st.lists(st.tuples(PLAIN, PIECE), min_size=30, max_size=80).map(lambda pieces: "".join(a + b for a, b in pieces))
WHOLE = re.compile(r"\d{4}年\d+月\d+日|[0-9A-Za-z@./-]+(?:元|号|％|%|起|公里|亩)?|一九九五年五月二十日|三百二十起|百分之五|……|——")


def lines_of(pages: list[ReadPage], text: str) -> list[str]:
    """The text's lines as they stand in the PDF, told apart by their places down the page."""
    lines: list[str] = []
    for page in pages:
        shown = [char for char in page.chars if not char.char.isspace() and char.top < TOP + HIGH]
        row: list[Char] = []
        for char in shown:
            if row and char.left < row[-1].left:
                lines.append("".join(each.char for each in row))
                row = []
            row.append(char)
        lines.append("".join(each.char for each in row))
    joined = "".join(lines)
    start = joined.index(text)
    places = [0]
    for line in lines:
        places.append(places[-1] + len(line))
    return [joined[max(a, start) : min(b, start + len(text))] for a, b in pairwise(places) if b > start and a < start + len(text)]


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(TEXTS)
def test_over_200_random_texts_no_line_begins_or_ends_with_what_it_must_not(text: str) -> None:
    lines = lines_of(pages_of(render_document(document(text))), text)
    assert "".join(lines) == text
    for line in lines[1:]:
        assert line[0] not in NEVER_FIRST
    for line in lines[:-1]:
        assert line[-1] not in NEVER_LAST
    starts = [0]
    for line in lines:
        starts.append(starts[-1] + len(line))
    for found in WHOLE.finditer(text):
        assert not any(found.start() < place < found.end() for place in starts), found.group()


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(TEXTS)
def test_at_most_one_mark_stands_in_the_margin_and_nothing_else(text: str) -> None:
    for number, page in enumerate(compose(document(text), layouts.load("2012")), start=1):
        edge = left(number) + WIDE + 0.001
        for row in (thing for thing in page.things if isinstance(thing, Text) and thing.baseline < TOP + HIGH):
            out = [char for char, place in zip(row.chars, row.places, strict=True) if place + EM / 2 > edge]
            assert len(out) <= 1
            assert not out or out[0] in HANGING
