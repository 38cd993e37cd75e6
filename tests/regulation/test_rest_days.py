"""Rest days: the published years as published, the others by rule, single days of the bureau before all."""

from datetime import date, timedelta

import chinese_calendar
from hypothesis import given
from hypothesis import strategies as st

from app.regulation.rest_days import from_exceptions
from tests.regulation.rulebook import COVERED, parsed, rest_days

ANY_DAY = st.dates(date(1990, 1, 1), date(2035, 12, 31))


def test_every_day_of_the_published_years_is_as_published() -> None:
    days = [
        date(COVERED[0], 1, 1) + timedelta(days=number) for number in range((date(COVERED[-1], 12, 31) - date(COVERED[0], 1, 1)).days + 1)
    ]
    assert [day for day in days if rest_days().is_rest(day) is not chinese_calendar.is_holiday(day)] == []


@given(ANY_DAY)
def test_the_next_working_day_works_and_nothing_between_does(day: date) -> None:
    working = rest_days().next_working(day)
    assert not rest_days().is_rest(working)
    assert all(rest_days().is_rest(day + timedelta(days=number)) for number in range((working - day).days))


@given(ANY_DAY, st.integers(0, 40))
def test_a_later_day_never_moves_to_an_earlier_one(day: date, later: int) -> None:
    assert rest_days().next_working(day) <= rest_days().next_working(day + timedelta(days=later))


def test_a_single_day_of_the_bureau_goes_before_the_rules_and_leaves_the_rest_of_its_year() -> None:
    own = from_exceptions(parsed("rest_days.toml"), [(date(1996, 3, 4), True), (date(1996, 5, 1), False)], COVERED)
    assert own.is_rest(date(1996, 3, 4))
    assert not own.is_rest(date(1996, 5, 1))
    assert own.is_rest(date(1996, 10, 1))


def test_the_exceptions_of_a_new_year_end_its_warning() -> None:
    longer = from_exceptions(parsed("rest_days.toml"), [], [*COVERED, 2027])
    assert longer.warning(2027) is None
    assert "2028年" in (longer.warning(2028) or "")
    assert longer.warning(1995) is None


def test_no_week_rests_before_the_first_weekly_rule() -> None:
    data = parsed("rest_days.toml")
    data["weekly"] = [rule for rule in data["weekly"] if rule["since"] > date(1990, 1, 1)]
    assert not from_exceptions(data, [], COVERED).is_rest(date(1994, 4, 3))
