"""Dates and numbers as official documents write them."""

from datetime import date

import pytest

from reports.numerals import arabic_date, chinese_date, chinese_number, chinese_year


@pytest.mark.parametrize(
    ("day", "chinese", "arabic"),
    [
        (date(1995, 7, 3), "一九九五年七月三日", "1995年7月3日"),
        (date(1995, 5, 20), "一九九五年五月二十日", "1995年5月20日"),
        (date(1996, 12, 31), "一九九六年十二月三十一日", "1996年12月31日"),
        (date(2000, 10, 10), "二〇〇〇年十月十日", "2000年10月10日"),
        (date(2005, 1, 11), "二〇〇五年一月十一日", "2005年1月11日"),
    ],
)
def test_a_date_is_written_in_both_ways(day: date, chinese: str, arabic: str) -> None:
    assert chinese_date(day) == chinese
    assert arabic_date(day) == arabic


def test_years_are_written_digit_by_digit() -> None:
    assert chinese_year(1990) == "一九九〇"


def test_a_number_beyond_two_digits_is_refused() -> None:
    with pytest.raises(ValueError, match="100"):
        chinese_number(100)
