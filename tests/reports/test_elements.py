"""The elements that not every document has: joint headers, 签发人, marks, letters, several signatures, 主题词, attachments."""

from dataclasses import replace
from datetime import date

import pytest

from app.errors import Refusal
from reports.blocks import Annex
from reports.document import Copies, Document, Paragraph, Printed, Signature
from reports.renderer import render_document
from tests.reports.reading import Char, ReadPage, bare, pages_of, text_of

NEAR = 0.5
"""mm."""
CELL = 156 / 28
PITCH = 225 / 22
DAY = date(2013, 3, 1)
PLAIN = Document(
    "聊城市信访局文件", "聊信发〔2013〕5号", ("关于信访工作的通知",), (Paragraph("现将有关事项通知如下。" * 4),),
    Signature(DAY, "聊城市信访局"), "各乡镇", copies=(Copies("抄送", "市委办公室"),), printed=Printed("聊城市信访局办公室", DAY),
)  # fmt: skip
ORGANS = ("聊城市信访局", "聊城市监察局", "聊城市司法局")
LETTER = replace(PLAIN, header="聊城市信访局", form="letter")


def middle(chars: tuple[Char, ...]) -> tuple[float, float]:
    """Of the ink: across and down."""
    return (min(c.left for c in chars) + max(c.right for c in chars)) / 2, (min(c.top for c in chars) + max(c.bottom for c in chars)) / 2


def first(document: Document, layout: str = "2012") -> ReadPage:
    return pages_of(render_document(document, layout))[0]


def last(document: Document, layout: str = "2012") -> ReadPage:
    return pages_of(render_document(document, layout))[-1]


def red_lines(page: ReadPage, width: float) -> list[tuple[float, float]]:
    """(middle, thickness) of the lines of that width, from the top; a line's bounds are twice as thick as the line."""
    return sorted(((y0 + y1) / 2, (y1 - y0) / 2) for x0, y0, x1, y1 in page.paths if abs(x1 - x0 - width) < 3)


def test_a_joint_header_lists_the_organs_lead_first_at_one_width_with_the_word_in_the_middle_of_their_height() -> None:
    page = first(replace(PLAIN, header="文件", joint=("聊城市人民政府信访局", *ORGANS[1:])))
    names = [page.find("聊城市人民政府信访局"), page.find("聊城市监察局"), page.find("聊城市司法局")]
    assert [name[0].top for name in names] == sorted(name[0].top for name in names)
    assert names[0][0].top == pytest.approx(37 + 35, abs=NEAR + 0.5)
    for name in names[1:]:
        assert name[0].left == pytest.approx(names[0][0].left, abs=1.5)
        assert name[-1].right == pytest.approx(names[0][-1].right, abs=1.5)
    word = page.find("文件")
    assert word[0].left > max(name[-1].right for name in names)
    assert middle(word)[1] == pytest.approx(middle(names[1])[1], abs=1)
    assert names[0][0].left >= 28
    assert word[-1].right <= 28 + 156


@pytest.mark.parametrize("count", [2, 5, 9])
@pytest.mark.parametrize("layout", ["1995", "2012"])
def test_a_joint_header_of_many_organs_still_leaves_room_for_the_body_on_page_1(count: int, layout: str) -> None:
    names = tuple(f"聊城市第{'一二三四五六七八九'[n]}办公室" for n in range(count))
    assert "各乡镇：现将" in bare(first(replace(PLAIN, header="文件", joint=names), layout).text)


def test_a_document_that_goes_up_has_its_number_one_character_from_the_left_and_the_signer_one_from_the_right() -> None:
    page = first(replace(PLAIN, signers=("张演示",)))
    number, label, name = page.find("聊信发〔2013〕5号"), page.find("签发人："), page.find("张演示")
    assert number[0].left == pytest.approx(28 + CELL, abs=NEAR)
    assert name[-1].right == pytest.approx(28 + 156 - CELL, abs=1)
    assert label[0].top == pytest.approx(number[0].top, abs=1)


def test_several_signers_stand_two_on_a_line_under_one_another_and_the_number_on_their_last_line() -> None:
    page = first(replace(PLAIN, signers=("张演", "李示范", "王小样")))
    one, two, three = (page.find(words)[0] for words in ("张演", "李示范", "王小样"))
    assert two.left > one.left
    assert two.top == pytest.approx(one.top, abs=1)
    assert three.left == pytest.approx(one.left, abs=1)
    assert three.top - one.top == pytest.approx(PITCH, abs=1)
    assert page.find("聊信发〔2013〕5号")[0].top == pytest.approx(three.top, abs=1)
    # 张演 is spread over the width of a name of three characters.
    spread_name = page.find("张演")
    assert spread_name[1].left - spread_name[0].left == pytest.approx(2 * 5.57, abs=NEAR)


def test_copy_number_secrecy_and_urgency_stand_flush_left_on_lines_of_their_own() -> None:
    page = first(replace(PLAIN, copy_number="000012", secrecy="机密★1年", urgency="特急"))
    tops = [page.find(words)[0].top for words in ("000012", "机密★1年", "特急")]
    assert page.find("机密★1年")[0].left == pytest.approx(28, abs=NEAR)
    assert [round((top - tops[0]) / PITCH) for top in tops] == [0, 1, 2]


def test_secrecy_alone_stands_on_the_second_line() -> None:
    page = first(replace(PLAIN, secrecy="秘密★1年"))
    assert page.find("秘密")[0].top == pytest.approx(37 + PITCH + 2.3, abs=1)


def test_keywords_stand_above_the_record_in_the_period_layout_and_nowhere_in_the_standards() -> None:
    document = replace(PLAIN, keywords=("信访", "积案", "通知"))
    page = last(document, "1995")
    assert "主题词：信访积案通知抄送：" in bare(page.text)
    assert "主题词" not in text_of(render_document(document, "2012"))


def test_sealed_organs_stand_side_by_side_in_order_with_the_date_under_the_last() -> None:
    page = last(replace(PLAIN, signature=Signature(DAY, ORGANS[0], others=ORGANS[1:]), printed=None))
    shown = "".join(c.char for c in page.chars if not c.char.isspace())
    place = shown.index("".join(ORGANS))
    chars = [c for c in page.chars if not c.char.isspace()][place : place + 18]
    names = [tuple(chars[n : n + 6]) for n in (0, 6, 12)]
    assert len({round(name[1].top) for name in names}) == 1
    assert names[0][0].left < names[1][0].left < names[2][0].left
    assert middle(page.find("2013年3月1日"))[0] == pytest.approx(middle(names[2])[0], abs=1)


def test_organs_without_seals_stand_below_one_another_with_the_date_last() -> None:
    page = last(replace(PLAIN, signature=Signature(DAY, ORGANS[0], sealed=False, others=ORGANS[1:])))
    assert "".join(ORGANS) + "2013年3月1日" in bare(page.text)
    assert page.find("聊城市司法局")[-1].right == pytest.approx(_left(page) + 156 - 2 * CELL, abs=1)


def test_seven_sealed_organs_leave_room_for_their_seals_between_the_rows() -> None:
    names = tuple(f"聊城市第{'一二三四五六七'[n]}局" for n in range(7))
    page = last(replace(PLAIN, signature=Signature(DAY, names[0], others=names[1:])))
    assert page.find("聊城市第四局")[0].top - page.find("聊城市第一局")[0].top == pytest.approx(4 * PITCH, abs=1)


def test_a_drawn_seal_is_marked_as_a_specimen_and_is_there_only_when_asked_for() -> None:
    sealed = replace(PLAIN, signature=Signature(DAY, "聊城市信访局", specimen=True))
    page = last(sealed)
    ring = next(path for path in page.paths if 40 < path[3] - path[1] < 45)
    date_chars = page.find("2013年3月1日")
    assert (ring[0] + ring[2]) / 2 == pytest.approx(middle(date_chars)[0], abs=1)
    assert ring[3] > max(c.top for c in date_chars)
    assert "样章" in page.text
    assert "样章" not in text_of(render_document(PLAIN))


def test_a_letter_has_its_header_30_mm_from_the_top_double_lines_170_mm_wide_and_its_number_flush_right() -> None:
    page = first(LETTER)
    assert min(c.top for c in page.find("聊城市信访局聊信发")[:6]) == pytest.approx(30, abs=NEAR)
    upper = red_lines(page, 170)
    assert len(upper) == 4
    assert [thickness > 0.8 for _, thickness in upper] == [True, False, False, True]
    assert upper[0][0] - upper[0][1] / 2 - max(c.bottom for c in page.find("聊城市信访局聊信发")[:6]) == pytest.approx(4, abs=NEAR)
    assert upper[-1][0] + upper[-1][1] / 2 == pytest.approx(297 - 20, abs=NEAR)
    assert page.find("聊信发〔2013〕5号")[-1].right == pytest.approx(28 + 156, abs=NEAR)


def test_a_letters_marks_begin_seven_eighths_of_a_character_below_the_line_whichever_is_first() -> None:
    for marks in ({"secrecy": "秘密★1年"}, {"urgency": "特急"}, {"copy_number": "000012", "secrecy": "秘密★1年"}):
        page = first(replace(LETTER, **marks))  # type: ignore[arg-type]
        line = page.lines[1]
        mark = page.find(next(iter(marks.values())))
        below = min(c.top for c in mark) - line.middle - line.thickness / 2
        assert below == pytest.approx(7 / 8 * 16 * 25.4 / 72, abs=2 * NEAR)
        assert mark[0].left == pytest.approx(28, abs=NEAR)


def test_a_drawn_seal_lies_on_no_text_but_name_and_date_and_its_top_is_within_a_line_of_the_text() -> None:
    for organs in (ORGANS[:1], ORGANS):
        page = last(replace(PLAIN, signature=Signature(DAY, organs[0], others=organs[1:], specimen=True)))
        ring = next(path for path in page.paths if 40 < path[3] - path[1] < 45)
        above = max(c.bottom for c in page.chars if c.char == "。" and c.bottom < ring[3])
        assert -0.5 < ring[1] - above < 1.5 * PITCH
        assert ring[3] < page.find("抄送")[0].top


def test_a_letter_has_no_page_number_on_page_1_no_lines_and_no_printing_line_in_its_record() -> None:
    pages = pages_of(render_document(replace(LETTER, body=(Paragraph("现将有关事项告知如下。" * 80),)), "2012"))
    assert "—1—" not in bare(pages[0].text)
    assert "—2—" in bare(pages[1].text)
    assert "印发" not in pages[-1].text
    assert "抄送：市委办公室" in bare(pages[-1].text)
    assert not pages[-1].paths


def test_a_note_stands_in_brackets_below_the_date() -> None:
    assert "2013年3月1日（联系人：演示员）" in bare(last(replace(PLAIN, note="联系人：演示员")).text)


def test_attachments_begin_pages_of_their_own_before_the_record_and_are_numbered() -> None:
    annexes = (Annex("计分标准", (Paragraph("第一份。"),)), Annex("名单", (Paragraph("第二份。"),)))
    pages = [bare(page.text) for page in pages_of(render_document(replace(PLAIN, attachments=("计分标准", "名单"), annexes=annexes)))]
    assert "附件：1.计分标准2.名单" in "".join(pages)
    assert pages[-2].startswith("附件1计分标准第一份。")
    assert pages[-1].startswith("附件2名单第二份。")
    assert "抄送" in pages[-1]
    assert "抄送" not in "".join(pages[:-1])
    alone = text_of(render_document(replace(PLAIN, annexes=annexes[:1])))
    assert "附件计分标准第一份。" in alone


def test_a_plain_paper_has_no_header_and_takes_its_date_from_its_values() -> None:
    paper = Document("", "登记号：1996-00012", ("来访登记表",), (Paragraph("正文。"),), None, dated=date(1996, 3, 1), organ="聊城市信访局")
    page = first(paper, "1995")
    assert bare(page.text).startswith("来访登记表登记号：1996-00012正文。")
    assert not page.paths


@pytest.mark.parametrize("element", ["copy_number", "secrecy", "urgency", "note"])
def test_elements_with_hostile_text_are_printed_as_they_are(element: str) -> None:
    assert "<b>&amp;" in text_of(render_document(replace(PLAIN, **{element: "<b>&amp;"})))  # type: ignore[arg-type]


def test_a_character_without_a_glyph_in_a_joint_header_is_refused() -> None:
    with pytest.raises(Refusal, match="U\\+1F600"):
        render_document(replace(PLAIN, header="文件", joint=("聊城市😀局", "聊城市司法局")))


def _left(page: ReadPage) -> float:
    return 28.0 if "—1—" in bare(page.text) else 26.0
