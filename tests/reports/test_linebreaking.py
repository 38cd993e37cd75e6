"""Lines break by the rules of official documents: every rule by example, and what holds for any text."""

import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.linebreaking import BLANK_LEFT, BLANK_RIGHT, CLOSING, HANGING, OPENING, Line, break_lines

CASES = tomllib.loads((Path(__file__).parent / "examples" / "line_breaking.toml").read_text(encoding="utf-8"))["case"]

PLAIN = st.sampled_from("信访工作目标责任制聊城市委镇人民政府三五十")
MARKED = st.one_of(
    PLAIN,
    PLAIN.flatmap(lambda c: st.sampled_from("，。、；：？！％℃·").map(lambda mark: c + mark)),
    PLAIN.map(lambda c: f"“{c}”"),
    PLAIN.map(lambda c: f"（{c}）"),
    PLAIN.map(lambda c: f"{c}……"),
    PLAIN.map(lambda c: f"{c}——"),
    st.integers(0, 99999).map(lambda n: f"{n}元"),
    st.integers(1, 31).map(lambda n: f"1995年7月{n}日"),
    st.sampled_from(["Word", "GB/T", "1995-00012", "100%", "三（二）1（3）"]),
)
TEXTS = st.lists(MARKED, max_size=120).map("".join)
COLUMNS = st.integers(12, 40)


def lines_of(text: str, columns: int, first: int | None = None) -> tuple[Line, ...]:
    return break_lines(text, 2 * columns, first=None if first is None else 2 * first)


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_a_text_breaks_as_the_example_says(case: dict[str, Any]) -> None:
    assert [line.text for line in lines_of(case["text"], case["columns"], case.get("first"))] == case["lines"]


@given(TEXTS, COLUMNS)
def test_the_lines_joined_give_back_the_text(text: str, columns: int) -> None:
    assert "".join(line.text for line in lines_of(text, columns, columns - 2)) == text


@given(st.text(max_size=200), COLUMNS)
def test_the_lines_of_any_text_whatever_joined_give_it_back(text: str, columns: int) -> None:
    assert "".join(line.text for line in lines_of(text, columns)) == text


@given(TEXTS, COLUMNS)
def test_no_line_begins_with_a_closing_mark_or_ends_with_an_opening_one(text: str, columns: int) -> None:
    lines = [line.text for line in lines_of(text, columns, columns - 2)]
    assert not [line for line in lines[1:] if line[0] in CLOSING]
    assert not [line for line in lines[:-1] if line[-1] in OPENING]


@given(TEXTS, COLUMNS)
def test_no_line_is_longer_than_its_measure_but_for_one_hanging_mark(text: str, columns: int) -> None:
    for number, line in enumerate(lines_of(text, columns, columns - 2)):
        limit = 2 * (columns - 2 if number == 0 else columns)
        width = sum(item.width for item in line.items) - len(line.closed_up)
        if line.hangs:
            assert line.items[-1].text in HANGING
            width -= line.items[-1].width
            assert not line.closed_up
        assert width <= limit


@given(TEXTS, COLUMNS)
def test_at_most_two_marks_close_up_and_only_marks_with_a_blank_half(text: str, columns: int) -> None:
    for line in lines_of(text, columns):
        assert len(line.closed_up) <= 2
        assert all(line.items[place].text in BLANK_LEFT | BLANK_RIGHT for place in line.closed_up)


@given(TEXTS, COLUMNS)
def test_numbers_dates_and_pairs_of_marks_stay_whole(text: str, columns: int) -> None:
    for before, after in zip(lines_of(text, columns), lines_of(text, columns)[1:], strict=False):
        assert not (before.text[-1].isdigit() and after.text[0] in "元年月日号%％")
        assert (before.text[-1], after.text[0]) not in {("…", "…"), ("—", "—")}


def test_a_line_of_nothing_but_marks_is_cut_rather_than_lost() -> None:
    assert "".join(line.text for line in lines_of("。" * 100, 10)) == "。" * 100
    assert "".join(line.text for line in lines_of("（" * 100, 10)) == "（" * 100


def test_a_combining_mark_stays_with_its_character() -> None:
    text = "信访工e\u0301作中\u0301目标责任制"
    for columns in range(3, 12):
        assert not any(line.text[0] == "\u0301" for line in lines_of(text, columns))


def test_a_space_at_the_lines_end_takes_no_room() -> None:
    first, second = lines_of("信访工作 目标", 4)
    assert (first.text, second.text) == ("信访工作 ", "目标")
    assert first.hangs


def test_two_marks_close_up_where_one_mark_would_run_over() -> None:
    first, _ = lines_of("甲、乙丙丁戊。己", 6)
    assert first.text == "甲、乙丙丁戊。"
    assert first.closed_up == {1, 6}
    assert not first.hangs
