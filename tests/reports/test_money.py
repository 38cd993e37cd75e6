"""Sums of money in figures and in capitals."""

import pytest

from reports.documents.monthly import change
from reports.money import capitals, yuan, yuan_with_fen


@pytest.mark.parametrize(
    ("fen", "words"),
    [
        (0, "零元整"), (5, "伍分"), (50, "伍角整"), (55, "伍角伍分"), (230000, "贰仟叁佰元整"), (230005, "贰仟叁佰元零伍分"),
        (100050, "壹仟元伍角整"),
        (1000500, "壹万零伍元整"), (10000000, "壹拾万元整"), (10203040, "壹拾万零贰仟零叁拾元肆角整"), (10000000000, "壹亿元整"),
        (-20000, "负贰佰元整"),
        (100100, "壹仟零壹元整"), (1010000, "壹万零壹佰元整"), (10000500000, "壹亿零伍仟元整"),
    ],
)  # fmt: skip
def test_a_sum_is_written_in_capitals(fen: int, words: str) -> None:
    assert capitals(fen) == words


def test_a_sum_is_written_in_figures_with_its_fen_where_it_has_any_or_always() -> None:
    assert (yuan(100000), yuan(100050), yuan(-5)) == ("1000", "1000.50", "-0.05")
    assert (yuan_with_fen(100000), yuan_with_fen(-5)) == ("1000.00", "-0.05")


def test_too_large_a_sum_is_refused() -> None:
    with pytest.raises(ValueError, match="too large"):
        capitals(10**20)


@pytest.mark.parametrize(
    ("now", "before", "words"), [(46, 52, "下降11.5%"), (52, 46, "上升13.0%"), (5, 5, "持平"), (3, 0, "上升3起"), (0, 4, "下降100.0%")]
)
def test_a_number_stands_to_the_one_before(now: int, before: int, words: str) -> None:
    assert change(now, before) == words
