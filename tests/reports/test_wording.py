"""A wording that staff edited: its fields are filled in once, and a fault in it is said where it is."""

import pytest

from app.errors import Refusal
from reports.wording import fill, load


def test_fields_are_filled_in_and_doubled_braces_are_braces() -> None:
    assert fill("致{unit}：{{原文}}", {"unit": "侯营镇"}, "此处") == "致侯营镇：{原文}"


def test_what_is_filled_in_is_not_read_again() -> None:
    assert fill("{unit}", {"unit": "{organ}"}, "此处") == "{organ}"


@pytest.mark.parametrize(
    ("template", "says"),
    [("致{uint}", "没有名为“uint”的项目"), ("致{unit", "单独的“{”"), ("致unit}", "单独的“}”"), ("{}", "没有名为“”的项目")],
)
def test_a_fault_in_a_field_is_said_where_it_is(template: str, says: str) -> None:
    with pytest.raises(Refusal, match="用语第3段") as caught:
        fill(template, {"unit": "侯营镇"}, "用语第3段")
    assert says in str(caught.value)


def test_a_wording_that_is_no_toml_is_refused() -> None:
    with pytest.raises(Refusal, match=r"veto\.toml"):
        load("veto", "title = “没有引号")


def test_a_body_that_is_not_in_blocks_is_refused() -> None:
    with pytest.raises(Refusal, match=r"\[\[body\]\]"):
        load("veto", 'body = "一段"')


def test_a_block_for_an_unknown_group_is_refused() -> None:
    wording = load("veto", '[[body]]\neach = "units"\ntext = "{n}"')
    with pytest.raises(Refusal, match="body 第1段"):
        wording.blocks({}, {"clauses": []})


def test_a_block_is_written_for_each_member_and_only_when_it_is_wanted() -> None:
    wording = load("veto", '[[body]]\neach = "clauses"\nlevel = 3\ntext = "{n}.{word}"\n[[body]]\nwhen = "fines"\ntext = "罚{fines}元"')
    texts = [block.text for block in wording.blocks({"fines": ""}, {"clauses": [{"word": "甲"}, {"word": "乙"}]})]
    assert texts == ["1.甲", "2.乙"]
    assert [block.text for block in wording.blocks({"fines": "200"}, {"clauses": []})] == ["罚200元"]
