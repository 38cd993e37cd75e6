"""Tables: the head on every page, numbers aligned, wide ones on turned pages, nothing cut off; forms and charts."""

from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.errors import Refusal
from reports.blocks import Annex, Bar, Block, Chart, Column, Form, FormCell, FormRow, Table
from reports.document import Document, Paragraph
from reports.renderer import render_document
from tests.reports.reading import bare, pages_of, text_of
from tests.reports.test_elements import PLAIN

COLUMNS = (Column("单位", "left"), Column("次数", "right"), Column("金额（元）", "decimal"))
SMALL = Table(COLUMNS, (("侯营镇", "3", "600.00"), ("斗虎屯镇", "12", "1000.5"), ("沙镇", "0", "12000.25")), "罚款明细", "注：演示。")
WIDE = Table(
    (Column("名次"), Column("单位", "left"),
     *(Column(level, "right", group) for group in ("集体访", "非集体越级访") for level in "市区省京"),
     Column("按期查结率（%）", "decimal"), Column("一票否决"), Column("表彰"), Column("罚款（元）", "right"), Column("重点管理单位"),
     Column("说明", "left")),
    tuple((str(n), f"第{n}乡镇人民政府", *"01020304", "99.50", "", "", str(n * 100), "", "三（一）2（1）") for n in range(1, 61)),
)  # fmt: skip


def with_body(*blocks: Block) -> Document:
    return replace(PLAIN, body=(Paragraph("考评结果如下。"), *blocks))


def annexed(table: Table) -> Document:
    return replace(PLAIN, annexes=(Annex("考评结果", (table,)),))


def test_every_word_of_a_table_is_on_the_page() -> None:
    text = text_of(render_document(with_body(SMALL)))
    for words in ("罚款明细", "单位", "次数", "金额（元）", "侯营镇3600.00", "斗虎屯镇121000.5", "沙镇012000.25", "注：演示。"):
        assert words in text


def test_decimals_stand_with_their_points_below_one_another_and_numbers_end_at_one_edge() -> None:
    page = next(page for page in pages_of(render_document(with_body(SMALL, Paragraph("以上。" * 300)))) if "600.00" in page.text)
    points = [next(c for c in page.find(words) if c.char == ".").left for words in ("600.00", "1000.5", "12000.25")]
    assert max(points) - min(points) < 0.1
    rights = [page.find(words)[-1].right for words in ("镇3", "镇12")]
    assert rights[0] == pytest.approx(rights[1], abs=0.7)


def test_the_head_stands_again_on_every_page() -> None:
    rows = tuple((f"第{n}乡", str(n), f"{n}.00") for n in range(100))
    pages = [bare(page.text) for page in pages_of(render_document(with_body(replace(SMALL, rows=rows))))]
    bearing = [text for text in pages if "乡" in text.replace("各乡镇", "")]
    assert len(bearing) >= 4
    assert all("单位次数金额（元）" in text for text in bearing)
    assert all(f"第{n}乡" in "".join(pages) for n in range(100))
    # The caption and the head never stand alone at a page's foot.
    assert all("罚款明细单位次数金额（元）第0乡" in text for text in pages if "罚款明细" in text)


def test_a_wide_table_turns_its_pages_and_no_others() -> None:
    pages = pages_of(render_document(annexed(WIDE)))
    turned = ["集体访" in page.text for page in pages]
    assert turned.count(True) >= 3
    assert all((page.width > page.height) is lies for page, lies in zip(pages, turned, strict=True))
    heads = [bare(page.text) for page, lies in zip(pages, turned, strict=True) if lies]
    assert all("非集体越级访" in text for text in heads)
    # The record stands upright, after the last turned page.
    assert "抄送" in pages[-1].text
    assert not turned[-1]


def test_a_turned_pages_number_stands_where_it_does_on_every_other_page() -> None:
    pages = pages_of(render_document(annexed(WIDE)))
    for number, page in enumerate(pages, start=1):
        assert f"—{number}—" in bare(page.text)


def test_a_table_that_no_page_holds_is_refused_with_what_to_do() -> None:
    many = Table(tuple(Column(f"栏目{n}", "right") for n in range(60)), (tuple("1000000" for _ in range(60)),))
    for document in (annexed(many), with_body(many)):
        with pytest.raises(Refusal, match="60栏"):
            render_document(document)


def test_a_table_in_the_text_that_no_upright_page_holds_turns_its_own_pages() -> None:
    wider = replace(WIDE, columns=WIDE.columns * 2, rows=tuple(row * 2 for row in WIDE.rows))
    pages = pages_of(render_document(with_body(wider, Paragraph("以上结果，特此通报。"))))
    lying = [page.width > page.height for page in pages]
    assert lying[0] is lying[-1] is False
    assert all(lying[1:-1])
    assert "考评结果如下。" in bare(pages[0].text)
    assert "以上结果，特此通报。聊城市信访局" in bare(pages[-1].text)
    assert all("非集体越级访" in bare(page.text) for page in pages[1:-1])
    assert all(f"第{n}乡镇" in "".join(bare(page.text) for page in pages) for n in range(1, 61))


def test_a_text_that_is_a_wide_table_alone_still_begins_and_ends_upright() -> None:
    wider = replace(WIDE, columns=WIDE.columns * 2, rows=tuple(row * 2 for row in WIDE.rows))
    pages = pages_of(render_document(replace(PLAIN, body=(wider,), attachments=("名单",))))
    assert pages[0].width < pages[0].height
    assert "附件：名单" in bare(pages[-1].text)
    assert pages[-1].width < pages[-1].height


def test_a_cell_longer_than_a_page_is_refused() -> None:
    with pytest.raises(Refusal, match="一页放不下"):
        render_document(with_body(replace(SMALL, rows=(("侯营镇" * 3000, "1", "1.00"),))))


def test_long_text_in_cells_is_broken_into_lines_inside_the_cell() -> None:
    said = "因工作不力，集体上访造成严重恶果的" * 6
    table = Table((Column("单位", "left"), Column("情况", "left")), (("侯营镇", said),))
    page = next(page for page in pages_of(render_document(with_body(table))) if "恶果" in page.text)
    assert said in bare(page.text)
    assert max(c.right for c in page.find(said)) <= 28 + 156


@settings(max_examples=30)
@given(st.lists(st.text(alphabet="信访<>&{}=+-0123456789.，。（）“”甲乙丙 ", max_size=40), min_size=3, max_size=3))
def test_any_cells_are_printed_as_they_are(cells: list[str]) -> None:
    text = text_of(render_document(with_body(replace(SMALL, rows=(tuple(cells),)))))
    for cell in cells:
        assert all(char in text for char in bare(cell))


def test_a_form_has_its_labels_and_what_is_filled_in_and_blanks_stay_blank() -> None:
    rows = (FormRow((FormCell("姓名", 2, True), FormCell("张演示", 4), FormCell("人数", 2, True), FormCell("", 4))),
            FormRow((FormCell("反映事项", 2, True), FormCell("土地承包问题。" * 10, 10)), 4))  # fmt: skip
    page = next(page for page in pages_of(render_document(with_body(Form(rows)))) if "姓名" in page.text)
    assert "姓名张演示人数" in bare(page.text)
    assert "土地承包问题。" * 10 in bare(page.text)
    boxes = [path for path in page.paths if path[2] - path[0] > 150 and path[3] - path[1] > 5]
    assert len(boxes) == 2
    assert boxes[1][3] - boxes[1][1] == pytest.approx(4 * 225 / 22, abs=1)


def test_a_charts_bars_are_as_long_as_their_values() -> None:
    bars = (Bar("侯营镇", Fraction(10), "10次"), Bar("斗虎屯镇", Fraction(5), "5次"), Bar("沙镇", Fraction(0), "0次"))
    (page, *_) = pages_of(render_document(with_body(Chart("来访次数", bars))))
    lengths = sorted(path[2] - path[0] for path in page.paths if 3 < path[3] - path[1] < 4)
    assert len(lengths) == 2
    assert lengths[1] == pytest.approx(2 * lengths[0], rel=0.02)
    assert "来访次数侯营镇10次斗虎屯镇5次沙镇0次" in bare(page.text)


def test_a_chart_without_values_has_no_bars() -> None:
    assert "来访次数侯营镇0次" in text_of(render_document(with_body(Chart("来访次数", (Bar("侯营镇", Fraction(0), "0次"),)))))
