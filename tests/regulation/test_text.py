"""The regulation's text: whole, cleaned as it should be, each clause found by its id."""

import copy
import hashlib
import re

import pytest

from app.regulation.text import Heading, Regulation
from tests.regulation.rulebook import parsed, regulation

IDS = [
    "0.1",
    "1.1",
    "1.2",
    "1.3",
    "1.4",
    "2.0",
    "2.1",
    "2.2",
    "2.3",
    "2.4",
    "3.1.1",
    "3.1.2.1",
    "3.1.2.2",
    "3.1.2.3",
    "3.1.2.4",
    "3.1.3.1",
    "3.1.3.2",
    "3.2.1.1",
    "3.2.1.2",
    "3.2.1.3",
    "3.2.1.4",
    "3.2.1.5",
    "3.2.2",
    "3.2.3.0",
    "3.2.3.1",
    "3.2.3.2",
    "4.0",
    "4.1",
    "4.2",
    "4.3",
    "4.4",
    "4.5",
    "4.6",
    "4.7",
    "5.1",
    "5.2",
    "6.1",
]


def test_the_clauses_are_those_of_the_regulation_in_its_order() -> None:
    assert [clause.id for clause in regulation().clauses] == IDS


def test_every_clause_has_a_citation_a_subject_and_words() -> None:
    assert all(clause.citation and clause.subject and clause.words for clause in regulation().clauses)


def test_citations_are_what_people_read() -> None:
    cited = {clause.id: clause.citation for clause in regulation().clauses}
    assert (cited["0.1"], cited["1.4"], cited["2.3"]) == ("序言", "一、4", "二、第三段")
    assert (cited["3.1.2.4"], cited["3.2.1.3"], cited["3.2.3.0"]) == ("三（一）2（4）", "三（二）1（3）", "三（二）3")
    assert (cited["4.7"], cited["5.2"], cited["6.1"]) == ("四、7", "五、第二段", "末句")


def test_words_are_never_changed_and_misread_marks_are_mended() -> None:
    text = "".join(paragraph.words for paragraph in regulation().paragraphs)
    assert "问题处结后" in text
    for mended in (
        "市委、市政府领导成员",
        "所包乡镇、办事处",
        "接待、阅办",
        "交办、催办、查办",
        "二、工作职责",
        "四、实行责任查究制度",
        "4.按照",
    ):
        assert mended in text
    assert "主持工作。凡集体越级上访" in text
    assert "给予记功奖励一次，同时给予物质奖励" in text
    assert "对上级做出的处理意见拒不执行的" in text
    assert "3.实行信访保证金制度" in text
    assert not re.search(r"[\s()]|市委。|乡镇。|^\d+$", text)


def test_no_character_of_the_text_changes_by_accident() -> None:
    """Compared once, mark by mark, with the scan; a mend found later changes this on purpose."""
    text = "\n".join(paragraph.words for paragraph in regulation().paragraphs)
    assert hashlib.sha256(text.encode()).hexdigest() == "46cc2e146b2e573f88d2f08867e35ed5ebfdeaf4c970a373149fad817c520318"


def test_a_clause_of_several_paragraphs_keeps_them_apart() -> None:
    assert regulation().clause("2.1").words.count("\n") == 1


def test_an_unknown_clause_is_a_fault() -> None:
    with pytest.raises(KeyError):
        regulation().clause("9.9")


def test_paragraphs_stand_at_their_level() -> None:
    levels = {paragraph.words: paragraph.level for paragraph in regulation().paragraphs}
    assert levels["一、工作目标"] is Heading.FIRST
    assert levels["（一）奖励"] is Heading.SECOND
    assert levels["2.奖励条件"] is Heading.THIRD
    assert levels["（4）信访总量全市最少的。"] is Heading.FOURTH
    assert levels["本规定自发文之日起执行。"] is Heading.BODY


def test_headings_follow_each_other_by_number() -> None:
    firsts = [paragraph.words[0] for paragraph in regulation().paragraphs if paragraph.level is Heading.FIRST]
    assert firsts == list("一二三四五")


def test_the_front_matter_is_that_of_the_document() -> None:
    front = regulation().front
    assert (front.header, front.number) == ("中共聊城市委文件", "聊发〔1995〕34号")
    assert front.title == ("中共聊城市委", "聊城市人民政府", "关于实行信访工作目标责任制的规定")
    assert front.date_line == "（一九九五年五月二十日）"
    assert (front.printing_organ, front.printing_date, front.printing_word) == ("中共聊城市委办公室", "一九九五年五月二十二日", "印发")


@pytest.mark.parametrize("spoil", ["no words", "unknown", "twice"])
def test_clauses_and_words_that_do_not_match_are_a_fault(spoil: str) -> None:
    data = copy.deepcopy(parsed("clauses.toml"))
    if spoil == "no words":
        data["clauses"].append({"id": "7.1", "citation": "七", "subject": "无"})
    elif spoil == "unknown":
        data["paragraphs"].append({"level": 0, "parts": [{"clause": "7.1", "words": "无"}]})
    else:
        data["clauses"].append(data["clauses"][0])
    with pytest.raises(ValueError, match="differ"):
        Regulation.from_data(data)
