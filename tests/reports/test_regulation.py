"""聊发〔1995〕34号 as printed: the seed's words character for character, and its elements where the paper has them."""

import re
from pathlib import Path

import pytest

from reports.documents import regulation
from reports.renderer import render
from tests.reports.reading import ReadPage, bare, fonts_of, pages_of

SEED = bare((Path(__file__).parent / "examples" / "seed_regulation.txt").read_text(encoding="utf-8"))
"""The scan, cleaned by hand as the specification says, without the page numbers."""
PERIOD = ("1995", "1995-a4")


def committed() -> str:
    """The same words as the committed clauses have them."""
    law = regulation.sample().regulation
    front, words = law.front, "".join(paragraph.words for paragraph in law.paragraphs)
    head = front.header + front.number + "".join(front.title) + front.date_line
    return bare(head + words + front.printing_organ + front.printing_date + front.printing_word + front.blank_page_note)


def read(layout: str) -> tuple[list[ReadPage], str]:
    """The pages, and their text without page numbers."""
    pages = pages_of(render("regulation", regulation.sample(), layout))
    return pages, "".join(re.sub(rf"—{number}—$", "", bare(page.text)) for number, page in enumerate(pages, start=1))


def test_the_committed_clauses_are_the_seeds_words() -> None:
    assert committed() == SEED
    assert len(SEED) > 1900


@pytest.mark.parametrize("layout", PERIOD)
def test_the_printed_regulation_is_the_seed_character_for_character(layout: str) -> None:
    _, text = read(layout)
    assert text == SEED


def test_the_regulation_takes_the_period_layout_by_itself() -> None:
    sample = regulation.sample()
    assert render("regulation", sample) == render("regulation", sample, "1995")


def test_the_standard_of_2012_writes_the_printing_date_in_figures_and_knows_no_page_without_text() -> None:
    _, text = read("2012")
    assert text == SEED.replace("一九九五年五月二十二日", "1995年5月22日").removesuffix("〔此页无正文〕")


@pytest.mark.parametrize("layout", PERIOD)
def test_the_printing_line_stands_at_the_foot_of_a_page_without_text(layout: str) -> None:
    pages, _ = read(layout)
    last = pages[-1]
    assert "自发文之日起执行" not in last.text
    assert last.find("〔此页无正文〕")[0].top < last.height / 4
    assert last.find("中共聊城市委办公室")[0].top > last.height * 0.8
    assert last.find("二十二日印发")[0].top == pytest.approx(last.find("中共聊城市委办公室")[0].top, abs=1)


@pytest.mark.parametrize("layout", [*PERIOD, "2012"])
def test_header_number_title_of_two_organs_and_date_line_stand_below_one_another_in_the_middle(layout: str) -> None:
    pages, _ = read(layout)
    page = pages[0]
    lines = (
        "中共聊城市委文件", "聊发〔1995〕34号", "中共聊城市委聊城市人民政府"[:6], "聊城市人民政府关于"[:7],
        "关于实行信访工作目标责任制的规定", "（一九九五年五月二十日）",
    )  # fmt: skip
    assert "签发人" not in page.text
    tops, middles = [], []
    for words in lines:
        found = page.find("中共聊城市委聊城市人民政府")[:6] if words == "中共聊城市委" else page.find(words)
        tops.append(found[0].top)
        middles.append((found[0].left + found[-1].right) / 2)
    assert tops == sorted(tops)
    assert max(middles) - min(middles) < 2.5


def test_the_four_levels_of_headings_have_their_fonts() -> None:
    found = fonts_of(render("regulation", regulation.sample()))
    assert {"NotoSansSC-Medium", "FandolKai-Regular", "FandolFang-Regular", "NotoSerifSC-Bold", "NotoSerifSC-Black"} <= set(found)


def test_without_the_page_of_its_own_the_record_follows_the_text() -> None:
    paper = regulation.RegulationPaper(regulation.sample().regulation, blank_page=False, sample=True)
    pages = pages_of(render("regulation", paper))
    assert "自发文之日起执行" in bare(pages[-1].text)
    assert "印发" in pages[-1].text
    assert all("演示" in page.text for page in pages)
