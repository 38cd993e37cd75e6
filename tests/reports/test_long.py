"""What is long is set by the standard's own means or refused by its name: all of what is printed is on the paper, off each other."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.errors import Refusal
from reports.blocks import Annex, Bar, Chart, Column, Table
from reports.document import Copies, Document, Paragraph, Printed, Signature
from reports.renderer import render_document
from tests.reports.reading import ReadPage, bare, pages_of

DAY = date(2013, 3, 1)
PLAIN = Document(
    "聊城市信访局文件", "聊信发〔2013〕5号", ("关于信访工作的通知",), (Paragraph("现将有关事项通知如下。" * 4),),
    Signature(DAY, "聊城市信访局"), "各乡镇", copies=(Copies("抄送", "市委办公室"),), printed=Printed("聊城市信访局办公室", DAY),
)  # fmt: skip
LAYOUTS = ("1995", "1995-a4", "2012")
NAME = st.text("聊城市人民政府信访局农业综合开发建设总公司办事处筹备委员会", min_size=1, max_size=60)
SHORT = st.text("聊城市人民政府信访局办事处", min_size=1, max_size=18)
WORDS = "关于进一步做好全市信访工作目标责任制年终考评情况的通知和意见"
EDGE = 14.0
"""mm from the paper's edge that nothing but a double line may come nearer to."""


def printed(document: Document, layout: str) -> list[ReadPage] | None:
    """The pages, everything on the paper; None for what is refused."""
    try:
        pages = pages_of(render_document(document, layout))
    except Refusal as refused:
        if "太" not in str(refused):
            raise
        return None
    for page in pages:
        for char in page.chars:
            if not char.char.isspace():
                assert char.left >= EDGE, char
                assert char.right <= page.width - EDGE, char
                assert char.top >= EDGE / 2, char
                assert char.bottom <= page.height - EDGE / 2, char
    return pages


def words(pages: list[ReadPage]) -> str:
    return "".join(bare(page.text) for page in pages)


def overlapping(page: ReadPage) -> list[str]:
    """Characters drawn on top of one another."""
    shown = sorted((char for char in page.chars if not char.char.isspace()), key=lambda char: (round(char.top), char.left))
    found = []
    for place, one in enumerate(shown):
        for other in shown[place + 1 : place + 40]:
            wide = min(one.right, other.right) - max(one.left, other.left)
            high = min(one.bottom, other.bottom) - max(one.top, other.top)
            if wide > 0.6 and high > 0.6:
                found.append(one.char + other.char)
    return found


@settings(max_examples=40, deadline=None)
@given(NAME, st.sampled_from(LAYOUTS), st.booleans())
def test_a_long_name_stands_whole_in_the_header(name: str, layout: str, letter: bool) -> None:
    document = replace(PLAIN, header=name, form="letter") if letter else replace(PLAIN, header=f"{name}文件")
    pages = printed(document, layout)
    assert pages is not None
    assert document.header in words(pages)
    assert not overlapping(pages[0])
    assert "各乡镇：现将" in bare(pages[0].text)


@settings(max_examples=40, deadline=None)
@given(st.lists(SHORT, min_size=2, max_size=12, unique=True), st.sampled_from(LAYOUTS))
def test_the_organs_of_a_joint_header_stand_whole(names: list[str], layout: str) -> None:
    pages = printed(replace(PLAIN, header="文件", joint=tuple(names)), layout)
    if pages is not None:
        assert all(name in words(pages) for name in names)
        assert not overlapping(pages[0])
        assert "各乡镇：现将" in bare(pages[0].text)


@settings(max_examples=60, deadline=None)
@given(st.lists(NAME, min_size=1, max_size=7, unique=True), st.booleans(), st.sampled_from(LAYOUTS))
def test_signatures_of_long_names_stand_whole(names: list[str], sealed: bool, layout: str) -> None:
    signature = Signature(DAY, names[0], sealed=sealed, others=tuple(names[1:]))
    pages = printed(replace(PLAIN, signature=signature, copies=(), printed=None), layout)
    if pages is not None:
        assert all(name in words(pages) for name in names)
        assert not [pair for page in pages for pair in overlapping(page)]


@settings(max_examples=40, deadline=None)
@given(st.integers(1, 260), st.sampled_from(LAYOUTS))
def test_a_long_title_is_whole_and_page_1_shows_body_or_it_is_refused(length: int, layout: str) -> None:
    title = (WORDS * 10)[:length]
    pages = printed(replace(PLAIN, title=(title,)), layout)
    if pages is None:
        assert length > 100
        return
    assert title in words(pages)
    assert "各乡镇：现将" in bare(pages[0].text)
    assert not overlapping(pages[0])


@settings(max_examples=30, deadline=None)
@given(st.lists(SHORT, min_size=1, max_size=40), st.sampled_from(LAYOUTS))
def test_forty_units_of_copies_stand_whole_turned_over_behind_their_label(units: list[str], layout: str) -> None:
    to = "、".join(units)
    pages = printed(replace(PLAIN, copies=(Copies("抄报", "市委"), Copies("抄送", to))), layout)
    assert pages is not None
    assert f"抄送：{to}" in bare(pages[-1].text)
    names = pages[-1].find(f"抄送：{to}")
    rest = [char for char in names[3:] if char.top > names[0].bottom]
    assert all(char.left > names[2].left for char in rest)


@settings(max_examples=30, deadline=None)
@given(NAME, st.sampled_from(LAYOUTS))
def test_a_long_printing_office_stands_whole_beside_the_date(name: str, layout: str) -> None:
    pages = printed(replace(PLAIN, printed=Printed(name, DAY)), layout)
    assert pages is not None
    last = bare(pages[-1].text)
    assert sum(last.count(char) for char in name) >= len(name)
    assert not overlapping(pages[-1])


@settings(max_examples=40, deadline=None)
@given(st.lists(st.text("张王李赵演示欧阳", min_size=1, max_size=9), min_size=1, max_size=7), st.integers(1, 9), st.sampled_from(LAYOUTS))
def test_signers_of_a_document_that_goes_up_stand_beside_its_number(signers: list[str], figures: int, layout: str) -> None:
    number = f"聊信发〔2013〕{'1' * figures}号"
    pages = printed(replace(PLAIN, signers=tuple(signers), number=number), layout)
    assert pages is not None
    assert number in words(pages)
    assert not overlapping(pages[0])


@pytest.mark.parametrize("element", ["number", "date_line", "copy_number", "secrecy", "urgency"])
def test_a_line_much_too_long_is_refused_by_its_name_and_nothing_is_cut(element: str) -> None:
    for length in (20, 40, 200):
        pages = printed(replace(PLAIN, **{element: "聊" * length}), "2012")  # type: ignore[arg-type]
        assert pages is None or "聊" * length in words(pages)
        assert pages is not None or length > 20


def test_captions_and_values_of_tables_and_charts_go_on_in_a_second_line() -> None:
    long = "关于全市信访工作目标责任制年终考评情况的说明" * 4
    table = Table((Column("单位", "left"),), (("侯营镇",),), long, long)
    chart = Chart(long, (Bar("侯营镇", 3, long), Bar(long, 1, "一次")))  # type: ignore[arg-type]
    pages = printed(replace(PLAIN, body=(table, chart)), "2012")
    assert pages is not None
    assert words(pages).count(long) >= 4


@pytest.mark.parametrize("layout", LAYOUTS)
def test_sixty_rows_of_wide_cells_stand_whole_over_pages(layout: str) -> None:
    said = "因工作不力，集体上访造成严重恶果，经市信访工作领导小组研究决定"
    columns = (Column("名次"), Column("单位", "left"), Column("情况", "left"), Column("罚款（元）", "right"), Column("说明", "left"))
    rows = tuple((str(n), f"第{n}乡镇人民政府", f"{n}：{said * (n % 4 + 1)}", str(n * 100), said) for n in range(1, 61))
    for document in (replace(PLAIN, body=(Table(columns, rows),)), replace(PLAIN, annexes=(Annex("名单", (Table(columns, rows),)),))):
        pages = printed(document, layout)
        assert pages is not None
        text = words(pages)
        assert all(bare(row[2]) in text and row[1] in text for row in rows)
        assert not [pair for page in pages for pair in overlapping(page)]
