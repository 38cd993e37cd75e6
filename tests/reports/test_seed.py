"""The seed's two documents, printed from the sample bureau at the command line: every character, and every element's place on the page."""

# The words are the scan's, cleaned by hand. The places are GB/T 9704-2012's own numbers, written here a second time: nothing is read
# from the program's layouts. What the standard measures between things seen is measured between the ink of a picture of the page.

import re
from itertools import pairwise
from pathlib import Path

import pytest

from app.store import keys
from tests.cli import PASSWORD, run
from tests.reports.reading import Band, Char, bands_of, bare, pages_of
from tests.services.sample_office import sample_office

NEAR = 0.5
"""mm."""
PAGE = (210.0, 297.0)
TOP, LEFT_ODD, LEFT_EVEN, WIDE, HIGH = 37.0, 28.0, 26.0, 156.0, 225.0
"""天头, 订口 of odd pages and its counterpart of even ones, 版心."""
BOTTOM, RIGHT = TOP + HIGH, LEFT_ODD + WIDE
CELL, PITCH = WIDE / 28, HIGH / 22
SIZE_4 = 14 * 25.4 / 72
"""4号 of the record and the page number."""
HEADER_TOP, LINE_BELOW, NUMBER_BELOW, DASH_BELOW = TOP + 35, 4.0, 2 * PITCH, 7.0
TITLE_BELOW, ADDRESSEE_BELOW = 2 * PITCH, PITCH
FIRST_LINE, INNER_LINE, LAST_LINE = 0.35, 0.25, 0.35

NOTICE = """
中共聊城市商业局委员会文件
聊商发〔95〕第13号
关于转发“聊城市委、市政府关于实行信访工作目标责任制”的通知
各公司、新华楼、站：
现将中共聊城市委聊发〔1995〕第34号文“中共聊城市委、聊城市人民政府关于实行信访工作目标责任制的规定”转发给你们，希结合本企业的实际情况，认真贯彻执行。
一九九五年七月三日
抄报：市委、市政府、市信访局
抄送：本局局长、书记、各科室
"""
REGULATION = (Path(__file__).parent / "examples" / "seed_regulation.txt").read_text(encoding="utf-8")

CENTRED = {
    "forwarding-notice": ("中共聊城市商业局委员会文件", "聊商发〔95〕第13号"),
    "regulation": ("中共聊城市委文件", "聊发〔1995〕34号", "关于实行信访工作目标责任制的规定"),
}
"""What stands in the middle of the head."""
BEARING = CELL / 5
"""What a glyph may leave blank on either side within its box: where the standard counts characters it counts boxes."""

Printed = dict[tuple[str, str], bytes]


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> Printed:
    """(kind, layout) → the file that `print` wrote; the layout "" is the one the date chooses."""
    folder = tmp_path_factory.mktemp("seed")
    found: Printed = {}
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("BUREAU_PASSWORD", PASSWORD)
        patch.setattr("app.services.front_door.STANDARD", keys.QUICK)
        office = sample_office(folder)
        store = office.desk.store.path
        office.close()
        for kind in ("forwarding-notice", "regulation"):
            for layout in ("", "2012"):
                out = folder / f"{kind}{layout}"
                assert run("print", store, kind, *(("--layout", layout) if layout else ()), "-o", out).code == 0
                (file,) = out.iterdir()
                found[kind, layout] = file.read_bytes()
    return found


def words(pdf: bytes) -> str:
    """All text in its order without white space and page numbers."""
    return "".join(re.sub(rf"—{number}—$", "", bare(page.text)) for number, page in enumerate(pages_of(pdf), start=1))


def middle(chars: tuple[Char, ...]) -> float:
    """Of the ink, across."""
    return (chars[0].left + chars[-1].right) / 2


@pytest.mark.parametrize(("kind", "seed"), [("forwarding-notice", NOTICE), ("regulation", REGULATION)])
def test_the_seed_comes_out_character_for_character(printed: Printed, kind: str, seed: str) -> None:
    assert words(printed[kind, ""]) == bare(seed)


def test_in_the_standards_layout_only_dates_in_figures_and_the_closing_marks_of_copies_differ(printed: Printed) -> None:
    notice = bare(NOTICE).replace("一九九五年七月三日", "1995年7月3日").replace("市信访局抄送", "市信访局。抄送") + "。"
    assert words(printed["forwarding-notice", "2012"]) == notice
    law = bare(REGULATION).replace("一九九五年五月二十二日", "1995年5月22日").removesuffix("〔此页无正文〕")
    assert words(printed["regulation", "2012"]) == law


def heads(pdf: bytes) -> list[Band]:
    """The first page's ink from the top."""
    return bands_of(pdf, 0)


@pytest.mark.parametrize("kind", ["forwarding-notice", "regulation"])
def test_the_head_stands_where_the_standard_puts_it(printed: Printed, kind: str) -> None:
    pdf = printed[kind, "2012"]
    page = pages_of(pdf)[0]
    assert (page.width, page.height) == pytest.approx(PAGE, abs=0.1)
    header, number, line, title, *_ = heads(pdf)
    assert (header.red, number.red, line.red, title.red) == (True, False, True, False)
    assert header.top == pytest.approx(HEADER_TOP, abs=NEAR)
    assert number.top - header.bottom == pytest.approx(NUMBER_BELOW, abs=NEAR)
    assert line.top - number.bottom == pytest.approx(LINE_BELOW, abs=NEAR)
    assert title.top - line.bottom == pytest.approx(TITLE_BELOW, abs=NEAR)
    red = page.lines[0]
    assert (red.left, red.right) == pytest.approx((LEFT_ODD, RIGHT), abs=NEAR)
    assert red.thickness >= FIRST_LINE
    for chars in CENTRED[kind]:
        assert middle(page.find(chars)) == pytest.approx(LEFT_ODD + WIDE / 2, abs=NEAR)


def test_the_title_is_centred_and_the_body_begins_one_blank_line_below_it(printed: Printed) -> None:
    pdf = printed["forwarding-notice", "2012"]
    page = pages_of(pdf)[0]
    bands = heads(pdf)
    for chars in ("关于转发“聊城市委、市政府", "关于实行信访工作目标责任制”的通知"):
        assert middle(page.find(chars)) == pytest.approx(LEFT_ODD + WIDE / 2, abs=NEAR)
    _, _, _, _, title, addressee, *body = bands
    # A line of text stands in the middle of its row of 225/22 mm; the row begins one blank row below the title.
    assert addressee.middle - title.bottom == pytest.approx(ADDRESSEE_BELOW + PITCH / 2, abs=NEAR)
    assert page.find("各公司")[0].left == pytest.approx(LEFT_ODD, abs=NEAR)
    first = page.find("现将中共")[0]
    assert first.left == pytest.approx(LEFT_ODD + 2 * CELL, abs=NEAR)
    assert body[0].middle - addressee.middle == pytest.approx(PITCH, abs=NEAR)


def test_the_date_without_an_organ_ends_four_characters_from_the_right(printed: Printed) -> None:
    page = pages_of(printed["forwarding-notice", "2012"])[0]
    day = page.find("1995年7月3日")
    # 日 is a narrow character.
    assert RIGHT - 4 * CELL - 2 * BEARING <= day[-1].right <= RIGHT - 4 * CELL
    assert RIGHT - 10 * CELL <= day[0].left <= RIGHT - 10 * CELL + BEARING


def test_the_record_of_copies_stands_on_the_foot_between_its_lines(printed: Printed) -> None:
    page = pages_of(printed["forwarding-notice", "2012"])[-1]
    _, first, last = page.lines
    assert last.middle == pytest.approx(BOTTOM, abs=NEAR)
    assert (first.thickness, last.thickness) == pytest.approx((FIRST_LINE, LAST_LINE), abs=0.02)
    for line in (first, last):
        assert (line.left, line.right) == pytest.approx((LEFT_ODD, RIGHT), abs=NEAR)
    for chars in ("抄报：", "抄送："):
        assert page.find(chars)[0].left == pytest.approx(LEFT_ODD + SIZE_4, abs=NEAR)


def test_the_printing_line_stands_alone_between_its_lines(printed: Printed) -> None:
    pages = pages_of(printed["regulation", "2012"])
    page, left = pages[-1], LEFT_ODD if len(pages) % 2 else LEFT_EVEN
    first, last = page.lines[-2:]
    assert last.middle == pytest.approx(BOTTOM, abs=NEAR)
    assert (first.thickness, last.thickness) == pytest.approx((FIRST_LINE, LAST_LINE), abs=0.02)
    assert left + SIZE_4 <= page.find("中共聊城市委办公室")[0].left <= left + SIZE_4 + BEARING
    assert page.find("印发")[-1].right == pytest.approx(left + WIDE - SIZE_4, abs=NEAR)


def test_28_characters_and_22_lines_to_a_page_at_equal_steps_inside_the_type_area(printed: Printed) -> None:
    pages = pages_of(printed["regulation", "2012"])
    for number in range(2, len(pages)):
        left = LEFT_ODD if number % 2 else LEFT_EVEN
        rows = [band.middle for band in bands_of(printed["regulation", "2012"], number - 1)][:-1]
        assert len(rows) == 22
        for place, row in enumerate(rows):
            assert row == pytest.approx(TOP + (place + 0.5) * PITCH, abs=NEAR)
        shown = [char for char in pages[number - 1].chars if not char.char.isspace() and char.top < BOTTOM]
        assert min(char.left for char in shown) >= left
        assert min(char.top for char in shown) >= TOP
        assert max(char.bottom for char in shown) <= BOTTOM
        # A mark may hang in the margin.
        assert max(char.right for char in shown if char.char not in "，。、；：") <= left + WIDE


def test_characters_stand_a_28th_of_the_line_apart(printed: Printed) -> None:
    page = pages_of(printed["regulation", "2012"])[1]
    whole = page.find("市委、市政府领导成员按照分工，负责所包乡镇、办事处")
    row = [char for char in whole if abs(char.bottom - whole[0].bottom) < PITCH / 2]
    middles = [(char.left + char.right) / 2 for char in row if char.char not in "，、"]
    assert middles[-1] - middles[0] == pytest.approx(round((middles[-1] - middles[0]) / CELL) * CELL, abs=NEAR)
    assert all(0.8 * CELL < after - before < 2.2 * CELL for before, after in pairwise(middles))


@pytest.mark.parametrize("kind", ["forwarding-notice", "regulation"])
def test_page_numbers_stand_7_mm_below_the_type_area_one_character_in(printed: Printed, kind: str) -> None:
    for number, page in enumerate(pages_of(printed[kind, "2012"]), start=1):
        mark = page.find(f"—{number}—")
        assert mark[0].top == pytest.approx(BOTTOM + DASH_BELOW, abs=NEAR)
        if number % 2:
            # The dash's box ends one character in; its ink leaves a seventh of its box blank.
            assert RIGHT - SIZE_4 - SIZE_4 / 5 <= mark[-1].right <= RIGHT - SIZE_4
        else:
            assert LEFT_EVEN + SIZE_4 <= mark[0].left <= LEFT_EVEN + SIZE_4 + SIZE_4 / 5


def test_the_levels_begin_two_characters_in(printed: Printed) -> None:
    for number, page in enumerate(pages_of(printed["regulation", "2012"]), start=1):
        left = LEFT_ODD if number % 2 else LEFT_EVEN
        for start in ("一、工作目标", "二、工作职责", "（一）奖励", "（二）惩罚", "为了进一步", "本规定自"):
            if start in bare(page.text):
                # An opening bracket's ink begins in the right half of its box.
                blank = CELL * 0.6 if start[0] == "（" else 0.0
                assert page.find(start)[0].left == pytest.approx(left + 2 * CELL + blank, abs=NEAR + 0.3)


PERIOD = {"paper": (184.0, 260.0), "top": 24.0, "left": 23.0, "wide": 140.0, "high": 212.0, "columns": 25, "rows": 21}
"""The period's 16K page: no standard's numbers, the program's own promise."""


def test_the_periods_page_keeps_its_own_frame(printed: Printed) -> None:
    page = pages_of(printed["forwarding-notice", ""])[0]
    assert (page.width, page.height) == pytest.approx(PERIOD["paper"], abs=0.1)
    assert page.find("各公司")[0].left == pytest.approx(PERIOD["left"], abs=NEAR)
    assert page.lines[-1].middle == pytest.approx(24.0 + 212.0, abs=NEAR)
    rows = [band.middle for band in bands_of(printed["regulation", ""], 1)][:-1]
    assert all(after - before == pytest.approx(212 / 21, abs=NEAR) for before, after in pairwise(rows))
    assert len(rows) == PERIOD["rows"]
