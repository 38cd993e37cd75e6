"""The documents themselves: the seed's text character for character, what a veto notice must say, and text from people as it is."""

import re
from dataclasses import replace
from datetime import date

import pypdfium2
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.errors import Refusal
from reports import fonts, kinds, layouts
from reports.document import Copies, Document, Paragraph, Printed, Signature
from reports.documents import forwarding_notice
from reports.documents.veto import VetoClause
from reports.renderer import render, render_document
from tests.reports.reading import bare, fonts_of, pages_of, text_of
from tests.reports.samples import LOW_SCORE, MEASURES, PREFECTURE, notice

SEED = """
中共聊城市商业局委员会文件
聊商发〔95〕第13号
关于转发“聊城市委、市政府关于实行信访工作目标责任制”的通知
各公司、新华楼、站：
现将中共聊城市委聊发〔1995〕第34号文“中共聊城市委、聊城市人民政府关于实行信访工作目标责任制的规定”转发给你们，
希结合本企业的实际情况，认真贯彻执行。
一九九五年七月三日
抄报：市委、市政府、市信访局
抄送：本局局长、书记、各科室
"""
LAYOUTS = ("1995", "1995-a4", "2012")


@pytest.mark.parametrize("layout", ["1995", "1995-a4"])
def test_the_seeds_forwarding_notice_comes_out_character_for_character(layout: str) -> None:
    assert text_of(render("forwarding-notice", forwarding_notice.sample(), layout)) == bare(SEED) + "—1—"


def test_the_seeds_notice_takes_the_period_layout_by_itself() -> None:
    sample = forwarding_notice.sample()
    assert render("forwarding-notice", sample) == render("forwarding-notice", sample, "1995")


def test_the_standards_layout_writes_the_date_in_figures_and_closes_the_copies() -> None:
    text = text_of(render("forwarding-notice", forwarding_notice.sample(), "2012"))
    expected = bare(SEED).replace("一九九五年七月三日", "1995年7月3日")
    assert text == expected.replace("市信访局抄送", "市信访局。抄送") + "。—1—"


@pytest.mark.parametrize("layout", LAYOUTS)
def test_the_elements_of_the_seed_stand_in_their_order_on_one_page(layout: str) -> None:
    (page,) = pages_of(render("forwarding-notice", forwarding_notice.sample(), layout))
    words = (
        "中共聊城市商业局委员会文件",
        "聊商发〔95〕第13号",
        "关于转发“",
        "各公司、新华楼、站：",
        "现将中共",
        "抄报：市委",
        "抄送：本局",
    )
    tops = [page.find(word)[0].top for word in words]
    assert tops == sorted(tops)
    assert "印发" not in page.text


@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_veto_notice_says_all_that_it_must(layout: str) -> None:
    text = text_of(render("veto", notice(), layout))
    for words in (
        "聊城市信访局文件", "聊信发〔1997〕12号", "信访工作一票否决书", "侯营镇人民政府：", "到地区集体上访3次", "三（二）1（2）",
        "全年发生到地区集体上访3次以上（含重访）", "1996-00120、1996-00304、1996-00655", "三（二）1（4）", "55.00分", MEASURES,
        "2300元", "一九九七年度重点管理单位", "聊城市信访局办公室", "印发", "演示",
    ):  # fmt: skip
        assert words in text


def test_the_two_originals_go_to_the_unit_and_to_its_superior() -> None:
    unit, superior = (text_of(render("veto", notice(original=original))) for original in ("unit", "superior"))
    assert "侯营镇人民政府：根据" in unit
    assert "聊城市人民政府：根据" in superior
    assert "你单位到地区集体上访3次" in unit
    assert "侯营镇人民政府到地区集体上访3次" in superior
    assert "请督促侯营镇人民政府" in superior
    assert "请督促" not in unit


def test_before_it_has_a_number_a_notice_is_a_draft_on_every_page() -> None:
    pages = pages_of(render("veto", notice(number=None, blank="聊信发〔1997〕　　号", sample=False)))
    assert all("草稿" in page.text for page in pages)
    assert "聊信发〔1997〕号" in bare(pages[0].text)
    issued = text_of(render("veto", notice(sample=False)))
    assert "草稿" not in issued
    assert "演示" not in issued


def test_a_sample_bureaus_notice_is_marked_on_every_page() -> None:
    pages = pages_of(render("veto", notice(clauses=(PREFECTURE,) * 6)))
    assert len(pages) > 1
    assert all("演示" in page.text for page in pages)


def test_no_fines_are_not_mentioned_and_a_score_is_said_once() -> None:
    text = text_of(render("veto", notice(fines_total=0)))
    assert "应缴罚款" not in text
    assert text.count("55.00") == 1
    assert text_of(render("veto", notice(clauses=(PREFECTURE,), score="88.50"))).count("88.50") == 1


@pytest.mark.parametrize("layout", LAYOUTS)
def test_long_names_and_forty_numbers_run_over_well(layout: str) -> None:
    name = "聊城市示范性农业综合开发建设与对外经济技术合作总公司驻聊城地区行政公署办事处筹备委员会"
    numbers = tuple(f"1996-{n:05}" for n in range(100, 140))
    clause = VetoClause("三（二）1（3）", "全年发生到市集体上访4次以上（含重访）；", numbers, "到市集体上访40次")
    pages = pages_of(render("veto", notice(unit_name=name, unit_full_name=name, clauses=(clause, LOW_SCORE)), layout))
    text = "".join(bare(page.text) for page in pages)
    assert len(pages) >= 2
    assert "根据中共聊城市委" in bare(pages[0].text)
    assert all(number in text for number in numbers)
    last = bare(pages[-1].text)
    # Text stands above the signature, and the signature is not alone.
    assert last.index("访工作。聊城市信访局") > 10


@pytest.mark.parametrize("count", range(1, 40))
def test_wherever_the_text_ends_the_signature_has_text_above_it_and_page_1_shows_body(count: int) -> None:
    body = tuple(Paragraph(f"第{n}项工作。") for n in range(1, count + 1))
    document = Document(
        "聊城市信访局文件", "聊信发〔1996〕1号", ("通知",), body, Signature(date(1996, 1, 2), "聊城市信访局"), addressee="各单位"
    )  # fmt: skip
    for layout in LAYOUTS:
        pages = [bare(page.text) for page in pages_of(render_document(document, layout))]
        assert "第1项工作。" in pages[0]
        assert "工作。聊城市信访局" in pages[-1]


def test_a_very_long_addressee_moves_to_the_record_so_that_page_1_shows_body() -> None:
    units = "、".join(f"第{n}乡人民政府" for n in range(1, 30))
    document = Document(
        "聊城市信访局文件", "聊信发〔1996〕1号", ("通知",), (Paragraph("现通知如下。"),), Signature(date(1996, 1, 2)), units
    )
    pages = [bare(page.text) for page in pages_of(render_document(document))]
    assert "现通知如下。" in pages[0]
    assert f"主送：{units}" in "".join(pages)


def test_a_record_of_copies_longer_than_a_page_is_refused() -> None:
    copies = (Copies("抄送", "、".join(["某某乡人民政府"] * 200)),)
    document = Document(
        "聊城市信访局文件", "聊信发〔1996〕1号", ("通知",), (Paragraph("正文。"),), Signature(date(1996, 1, 2)), copies=copies
    )  # fmt: skip
    with pytest.raises(Refusal, match="抄送的单位太多"):
        render_document(document)


def test_a_title_that_leaves_no_room_for_the_body_is_refused() -> None:
    document = Document("聊城市信访局文件", "聊信发〔1996〕1号", ("通知" * 120,), (Paragraph("正文。"),), Signature(date(1996, 1, 2)))
    with pytest.raises(Refusal, match="题目太长"):
        render_document(document)


def test_a_title_of_six_lines_still_leaves_room_for_the_body_on_page_1() -> None:
    document = Document(
        "聊城市信访局文件", "聊信发〔1996〕1号", tuple(f"关于第{n}项工作的通知" for n in range(6)), (Paragraph("正文。"),),
        Signature(date(1996, 1, 2)), "各单位",
    )  # fmt: skip
    assert "各单位：正文。" in bare(pages_of(render_document(document))[0].text)


def test_a_very_long_organ_stays_on_the_page_where_it_signs_and_prints() -> None:
    organ = "聊城市示范性农业综合开发建设与对外经济技术合作总公司筹备委员会信访工作领导小组"
    document = Document(
        f"{organ}文件", "聊信发〔1996〕1号", ("通知",), (Paragraph("正文。"),), Signature(date(1996, 1, 2), organ),
        printed=Printed(f"{organ}办公室", date(1996, 1, 2)),
    )  # fmt: skip
    frame = layouts.load("1995").frame
    (page,) = pages_of(render_document(document, "1995"))
    assert bare(page.text).count(organ) == 3
    shown = [char for char in page.chars if not char.char.isspace()]
    assert min(char.left for char in shown) >= frame.binding - 1
    assert max(char.right for char in shown) <= frame.binding + frame.width + 1
    printed = page.find("办公室一九九六年一月二日印发")
    assert printed[2].right < printed[3].left


@pytest.mark.parametrize("organ", ["聊城市信访局", ""])
def test_without_a_seal_organ_and_date_stand_two_characters_from_the_right(organ: str) -> None:
    signature = Signature(date(2013, 3, 1), organ, sealed=False)
    document = Document("聊城市信访局文件", "聊信发〔2013〕1号", ("通知",), (Paragraph("正文。"),), signature)
    page = pages_of(render_document(document))[0]
    cell = 156 / 28
    assert page.find("2013年3月1日")[0].left == pytest.approx(28 + (28 - 2 - 6) * cell, abs=1)
    if organ:
        assert page.find("聊城市信访局2013")[0].left == pytest.approx(28 + (28 - 2 - 6) * cell, abs=1)


def test_a_document_without_a_signature_takes_its_date_from_the_printing_line() -> None:
    document = Document(
        "中共聊城市委文件", "聊发〔1995〕34号", ("关于实行信访工作目标责任制的规定",), (Paragraph("正文。"),), None,
        date_line="（一九九五年五月二十日）", printed=Printed("中共聊城市委办公室", date(1995, 5, 22)),
    )  # fmt: skip
    text = text_of(render_document(document))
    assert "规定（一九九五年五月二十日）正文。中共聊城市委办公室一九九五年五月二十二日印发" in text
    with pytest.raises(ValueError, match="no date"):
        render_document(replace(document, printed=None))


def test_attachments_are_numbered_and_turned_over_under_their_names() -> None:
    names = ("计分标准", "各乡镇、办事处、市直部门信访工作目标责任书以及其他应当一并送达的材料目录清单若干份")
    document = Document("聊城市信访局文件", "一号", ("通知",), (Paragraph("正文。"),), Signature(date(2013, 3, 1)), attachments=names)
    page = pages_of(render_document(document))[0]
    assert f"附件：1.{names[0]}2.{names[1]}" in bare(page.text)
    name = page.find(names[1])
    turned = next(char for char in name if char.top > name[0].top + 8)
    assert turned.left == pytest.approx(name[0].left, abs=1.5)


@given(st.text(max_size=60))
def test_any_text_whatever_is_printed_as_it_is_or_refused_by_name(text: str) -> None:
    document = Document("聊城市信访局文件", "聊信发〔2013〕1号", ("通知",), (Paragraph(f"甲{text}乙"),), Signature(date(2013, 3, 1)))
    if not fonts.missing(text):
        assert bare(f"甲{text}乙") in re.sub(r"—\d+—", "", text_of(render_document(document)))
        return
    with pytest.raises(Refusal) as refused:
        render_document(document)
    assert any(f"U+{ord(char):04X}" in str(refused.value) for char in text)


@pytest.mark.parametrize("hostile", ["<b>粗</b>", "&amp;&lt;", "<img src=x>", "=1+1", "{unit}", "\\n%s%d", "';--", "/etc/passwd", "“”‘’"])
def test_text_from_people_is_printed_as_it_is(hostile: str) -> None:
    assert bare(f"侯{hostile}镇：") in text_of(render("veto", notice(unit_full_name=f"侯{hostile}镇")))


def test_a_character_that_cannot_be_printed_is_refused_by_name() -> None:
    with pytest.raises(Refusal, match="U\\+1F600"):
        render("veto", notice(unit_full_name="侯营镇😀"))


@pytest.mark.parametrize("layout", LAYOUTS)
def test_the_same_notice_twice_is_the_same_bytes(layout: str) -> None:
    first = render("veto", notice(), layout)
    render("forwarding-notice", forwarding_notice.sample(), layout)
    assert render("veto", notice(), layout) == first


def test_every_font_is_inside_the_file() -> None:
    assert all(fonts_of(render("veto", notice())).values())


def test_the_files_properties_name_the_kind_and_the_organ_and_no_one_else() -> None:
    pdf = render("veto", notice(unit_name="某某镇", unit_full_name="某某镇人民政府"))
    properties = pypdfium2.PdfDocument(pdf).get_metadata_dict()
    assert properties["Title"] == "一票否决书"
    assert properties["Author"] == "聊城市信访局"
    assert not any("某某" in value for value in properties.values())


def test_the_kinds_are_known_by_name_and_others_refused() -> None:
    assert kinds.names()[:3] == ("veto", "forwarding-notice", "regulation")
    with pytest.raises(Refusal, match="circular-x"):
        kinds.of("circular-x")
    with pytest.raises(TypeError):
        kinds.of("veto").document(forwarding_notice.sample())


def test_a_line_feed_in_a_text_begins_a_new_paragraph() -> None:
    document = Document("聊城市信访局文件", "一号", ("通知",), (Paragraph("第一段。\n第二段。"),), Signature(date(2013, 3, 1)))
    (page,) = pages_of(render_document(document))
    assert page.find("第二段。")[0].left == pytest.approx(page.find("第一段。")[0].left, abs=1)
    assert page.find("第二段。")[0].top - page.find("第一段。")[0].top == pytest.approx(225 / 22, abs=1)


def test_the_levels_of_the_body_have_their_own_fonts() -> None:
    body = (Paragraph("一、黑体", 1), Paragraph("正文接着写。", 2, "（一）楷体。"), Paragraph("1.仿宋", 3))
    pdf = render_document(Document("聊城市信访局文件", "一号", ("通知",), body, Signature(date(2013, 3, 1))))
    assert {"NotoSansSC-Medium", "FandolKai-Regular", "FandolFang-Regular"} <= set(fonts_of(pdf))
    assert "一、黑体（一）楷体。正文接着写。1.仿宋" in text_of(pdf)


def test_marks_above_the_header_never_touch_it() -> None:
    document = Document(
        "聊城市信访局文件", "一号", ("通知",), (Paragraph("正文。"),), Signature(date(1996, 3, 1)), copy_number="000012",
        secrecy="机密★1年", urgency="特急",
    )  # fmt: skip
    (page,) = pages_of(render_document(document))
    assert max(char.bottom for char in page.find("特急")) < min(char.top for char in page.find("聊城市信访局文件"))
