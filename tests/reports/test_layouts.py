"""Where things stand on the page, measured in the finished PDF, against GB/T 9704-2012 and the layouts' own data."""

from datetime import date
from itertools import pairwise

import pytest

from app.errors import Refusal
from reports import layouts
from reports.document import Copies, Document, Paragraph, Printed, Signature
from reports.renderer import render, render_document
from tests.reports.reading import ReadPage, pages_of, steps
from tests.reports.samples import notice

NEAR = 0.5
"""mm."""
LONG = Document(
    "聊城市信访局文件", "聊信发〔2020〕1号", ("关于信访工作的通知",), (Paragraph("信访工作目标责任制" * 200),),
    Signature(date(2020, 1, 2), "聊城市信访局"), addressee="各单位",
)  # fmt: skip


@pytest.fixture(scope="module")
def pages() -> list[ReadPage]:
    """The veto notice in the layout of the standard."""
    return pages_of(render("veto", notice(), "2012"))


@pytest.fixture(scope="module")
def long_pages() -> list[ReadPage]:
    """A text of several pages in the layout of the standard."""
    return pages_of(render_document(LONG, "2012"))


def top(page: ReadPage, words: str) -> float:
    return min(char.top for char in page.find(words))


def bottom(page: ReadPage, words: str) -> float:
    return max(char.bottom for char in page.find(words))


def rules(page: ReadPage) -> list[tuple[float, float]]:
    """(middle, thickness) of the lines across the type area, from the top."""
    return sorted(((y0 + y1) / 2, y1 - y0) for x0, y0, x1, y1 in page.paths if x1 - x0 > 100)


def _apart(values: list[float], gap: float) -> list[list[float]]:
    """Sorted values in groups that lie more than a gap apart."""
    groups = [[values[0]]]
    for value in values[1:]:
        if value - groups[-1][-1] > gap:
            groups.append([])
        groups[-1].append(value)
    return groups


def test_the_paper_is_a4(pages: list[ReadPage]) -> None:
    assert pages[0].width == pytest.approx(210, abs=0.1)
    assert pages[0].height == pytest.approx(297, abs=0.1)


def test_the_headers_top_edge_is_35_mm_below_the_type_area(pages: list[ReadPage]) -> None:
    assert top(pages[0], "聊城市信访局文件") == pytest.approx(37 + 35, abs=NEAR)


def test_the_number_stands_two_blank_lines_below_the_header_and_in_the_middle(pages: list[ReadPage]) -> None:
    number = pages[0].find("聊信发〔1997〕12号")
    assert top(pages[0], "聊信发〔1997〕12号") - bottom(pages[0], "聊城市信访局文件") == pytest.approx(2 * 225 / 22, abs=NEAR)
    assert (number[0].left + number[-1].right) / 2 == pytest.approx(28 + 156 / 2, abs=NEAR)


def test_the_red_line_is_4_mm_below_the_number_and_as_wide_as_the_type_area(pages: list[ReadPage]) -> None:
    middle, _ = rules(pages[0])[0]
    assert middle - bottom(pages[0], "聊信发〔1997〕12号") == pytest.approx(4, abs=NEAR)
    assert (pages[0].lines[0].left, pages[0].lines[0].right) == pytest.approx((28, 28 + 156), abs=NEAR)


def test_the_title_is_two_blank_lines_below_the_line_and_the_addressee_one_below_the_title(pages: list[ReadPage]) -> None:
    pitch = 225 / 22
    line, _ = rules(pages[0])[0]
    assert top(pages[0], "信访工作一票否决书") - line == pytest.approx(2 * pitch, abs=NEAR)
    # The row's glyphs stand in its middle.
    assert top(pages[0], "侯营镇人民政府：") - bottom(pages[0], "信访工作一票否决书") == pytest.approx(pitch + 2.5, abs=NEAR)


def test_28_characters_fill_a_line_at_equal_steps(long_pages: list[ReadPage]) -> None:
    page = long_pages[1]
    shown = [char for char in page.chars if not char.char.isspace()]
    line = [char for char in shown if abs(char.top - shown[0].top) < 2]
    assert len(line) == 28
    assert line[0].left == pytest.approx(210 - 28 - 156, abs=NEAR)
    assert line[-1].right == pytest.approx(210 - 28, abs=NEAR)
    assert sum(steps(tuple(line))) / 27 == pytest.approx(156 / 28, abs=0.05)


def test_22_lines_fill_a_page(long_pages: list[ReadPage]) -> None:
    text = [char for char in long_pages[1].chars if not char.char.isspace() and char.char not in "—2"]
    middles = sorted((char.top + char.bottom) / 2 for char in text)
    rows = _apart(middles, 4)
    assert len(rows) == 22
    centres = [sum(row) / len(row) for row in rows]
    assert all(step == pytest.approx(225 / 22, abs=NEAR) for step in (b - a for a, b in pairwise(centres)))
    assert 37 <= min(char.top for char in text) <= 37 + 4
    assert max(char.bottom for char in text) <= 37 + 225


def test_page_numbers_stand_7_mm_below_the_type_area_right_on_odd_and_left_on_even_pages(long_pages: list[ReadPage]) -> None:
    assert len(long_pages) >= 3
    for number, page in enumerate(long_pages, start=1):
        mark = page.find(f"—{number}—")
        assert mark[0].top == pytest.approx(37 + 225 + 7, abs=NEAR)
        if number % 2:
            assert mark[-1].right == pytest.approx(28 + 156 - 4.94, abs=NEAR)
        else:
            assert mark[0].left == pytest.approx(210 - 28 - 156 + 4.94, abs=NEAR)


def test_a_paragraph_is_indented_by_two_characters(pages: list[ReadPage]) -> None:
    assert pages[0].find("根据中共聊城市委")[0].left == pytest.approx(28 + 2 * 156 / 28, abs=NEAR)


def test_the_date_ends_four_characters_from_the_right_and_the_organ_is_centred_over_it(pages: list[ReadPage]) -> None:
    day = pages[-1].find("1997年1月8日")
    left = 28 if len(pages) % 2 else 210 - 28 - 156
    # Four-figure year, one-figure month and day: six cells, of which 日 leaves its last third of a cell blank.
    # The figure 1 leaves a tenth of its size blank.
    assert day[0].left == pytest.approx(left + 18.1 * 156 / 28, abs=NEAR)
    assert day[-1].right == pytest.approx(left + (24 - 0.3) * 156 / 28, abs=NEAR)
    organ = next(chars for chars in [pages[-1].find("聊城市信访局1997年1月8日")])[:6]
    assert (organ[0].left + organ[-1].right) / 2 == pytest.approx((day[0].left + day[-1].right) / 2, abs=NEAR)


def test_the_record_stands_on_the_last_pages_foot_between_lines_of_35_25_35(pages: list[ReadPage]) -> None:
    lines = rules(pages[-1])
    assert len(lines) == 3
    assert lines[-1][0] == pytest.approx(37 + 225, abs=NEAR)
    assert lines[1][1] < lines[0][1] == pytest.approx(lines[2][1])
    left = 28 if len(pages) % 2 else 210 - 28 - 156
    assert pages[-1].find("抄报：")[0].left == pytest.approx(left + 4.94, abs=NEAR)
    assert pages[-1].find("8日印发")[-1].right == pytest.approx(left + 156 - 4.94, abs=NEAR)


def test_rows_are_set_closer_to_save_a_page_and_the_head_stays_where_it_is() -> None:
    pitches = set()
    for count in range(3, 12):
        body = tuple(Paragraph(f"第{n}项工作。") for n in range(count))
        signature = Signature(date(2020, 1, 2), "聊城市信访局")
        document = Document("聊城市信访局文件", "一号", ("通知",), body, signature, "各单位", copies=(Copies("抄送", "各乡镇"),))
        page = pages_of(render_document(document))[0]
        pitches.add(round(page.find("第1项工作。")[0].top - page.find("第0项工作。")[0].top, 1))
        assert top(page, "聊城市信访局文件") == pytest.approx(37 + 35, abs=NEAR)
        assert top(page, "通知") == pytest.approx(138.4, abs=NEAR)
    assert max(pitches) == pytest.approx(225 / 22, abs=0.1)
    assert 225 / 24 - 0.1 < min(pitches) < 225 / 22 - 0.3


def test_copies_turn_over_behind_their_label_and_end_with_a_full_stop() -> None:
    document = Document(
        "聊城市信访局文件", "聊信发〔2020〕1号", ("通知",), (Paragraph("正文。"),), Signature(date(2020, 1, 2), "聊城市信访局"),
        copies=(Copies("抄送", "、".join(["市直各部门"] * 12)),), printed=Printed("聊城市信访局办公室", date(2020, 1, 2)),
    )  # fmt: skip
    page = pages_of(render_document(document))[0]
    names = page.find("抄送：" + "、".join(["市直各部门"] * 12) + "。")
    first_top = names[0].top
    turned = next(char for char in names if char.top > first_top + 4)
    assert turned.left == pytest.approx(names[3].left, abs=NEAR)


def test_the_16k_page_of_1995_is_184_by_260_and_keeps_its_own_grid() -> None:
    page = pages_of(render("veto", notice(), "1995"))[0]
    assert (page.width, page.height) == (pytest.approx(184, abs=0.1), pytest.approx(260, abs=0.1))
    frame = layouts.load("1995").frame
    assert page.find("侯营镇人民政府：")[0].left == pytest.approx(frame.binding, abs=NEAR)


@pytest.mark.parametrize("name", layouts.names())
def test_a_layouts_numbers_fit_its_paper(name: str) -> None:
    frame = layouts.load(name).frame
    assert frame.binding + frame.width < frame.page_width
    assert frame.top + frame.height < frame.page_height
    assert frame.grid.em <= frame.grid.cell + 0.001
    assert frame.grid.em < frame.pitch


@pytest.mark.parametrize(
    ("day", "name"), [(date(1995, 7, 3), "1995"), (date(1999, 12, 31), "1995"), (date(2000, 1, 1), "2012"), (date(2012, 7, 1), "2012")]
)
def test_the_date_chooses_the_layout(day: date, name: str) -> None:
    assert layouts.chosen_by_date(day) == name


def test_an_unknown_layout_is_refused_with_those_there_are() -> None:
    with pytest.raises(Refusal, match="2013") as caught:
        layouts.load("2013")
    assert "1995" in str(caught.value)
