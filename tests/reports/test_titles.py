"""Titles break by sense, never in a word, in the shape of a trapezoid or a diamond."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.titles import break_title


@pytest.mark.parametrize(
    ("title", "columns", "lines"),
    [
        ("信访工作一票否决书", 20, ("信访工作一票否决书",)),
        (
            "关于转发“聊城市委、市政府关于实行信访工作目标责任制”的通知",
            20,
            ("关于转发“聊城市委、市政府", "关于实行信访工作目标责任制”的通知"),
        ),
        (
            "关于表彰一九九六年度信访工作先进集体和先进个人的通报",
            20,
            ("关于表彰一九九六年度信访工作", "先进集体和先进个人的通报"),
        ),
    ],
)
def test_a_title_breaks_by_sense(title: str, columns: int, lines: tuple[str, ...]) -> None:
    assert break_title(title, columns) == lines


def test_a_name_is_kept_whole() -> None:
    name = "斗虎屯镇"
    for columns in range(8, 20):
        lines = break_title(f"关于对{name}实行信访工作一票否决的决定", columns, (name,))
        assert any(name in line for line in lines)


def test_a_title_of_unknown_characters_is_broken_where_it_must() -> None:
    assert break_title("甲" * 45, 20) == ("甲" * 20, "甲" * 20, "甲" * 5)


@given(st.text(alphabet="关于转发聊城市委信访工作的通知“”、和及甲乙丙", min_size=1, max_size=60), st.integers(6, 22))
def test_the_lines_joined_give_back_the_title_and_fit(title: str, columns: int) -> None:
    lines = break_title(title, columns)
    assert "".join(lines) == title
    assert all(len(line) <= columns for line in lines)
