"""Due dates: what holds of every case, whatever its dates."""

from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from app.regulation.deadlines import CaseDates, as_known_on, asked_for_date, due_date, due_history
from app.regulation.months import add_months
from app.regulation.terms import Limit
from tests.regulation.rulebook import parameters, rest_days

START = date(1995, 1, 1)
PARAMETERS = parameters()
DAYS = st.integers(0, 200).map(lambda number: START + timedelta(days=number))
EARLIER = st.integers(-60, 200).map(lambda number: START + timedelta(days=number))


def maybe(days: st.SearchStrategy[date]) -> st.SearchStrategy[date | None]:
    return st.none() | days


CASES = st.builds(
    CaseDates, st.integers(0, 60).map(lambda n: START + timedelta(days=n)), st.booleans(), maybe(EARLIER), maybe(EARLIER)
).flatmap(
    lambda case: st.builds(
        lambda extended, concluded: replace(case, extended_on=extended, concluded_on=concluded),
        maybe(DAYS.filter(lambda day: day >= case.accepted_on)),
        maybe(DAYS.filter(lambda day: day >= case.accepted_on)),
    )
)


@given(st.dates(date(1990, 1, 1), date(2030, 12, 31)), st.integers(1, 30))
def test_months_on_is_the_same_day_or_the_month_s_last(day: date, months: int) -> None:
    later = add_months(day, months)
    assert (later.year * 12 + later.month) - (day.year * 12 + day.month) == months
    assert later.day == day.day or (later.day < day.day and (later + timedelta(days=1)).day == 1)


@given(CASES)
def test_a_due_date_is_a_working_day_that_its_parts_explain(case: CaseDates) -> None:
    due = due_date(case, PARAMETERS, rest_days())
    assert not rest_days().is_rest(due.due_on)
    assert due.due_on > due.start
    assert (due.moved_from is None) is (due.due_on in _unmoved(due.limit, due.start))
    assert due.why[-1] == f"因此{due.due_on.year}年{due.due_on.month}月{due.due_on.day}日到期。"


def _unmoved(limit: Limit, start: date) -> set[date]:
    return {
        Limit.ORDINARY: {start + timedelta(days=30)},
        Limit.ASKED_FOR: {add_months(start, 2)},
        Limit.COLLECTIVE: {add_months(start, 1), add_months(start, 2)},
    }[limit]


@given(CASES)
def test_flags_say_which_limits_bind(case: CaseDates) -> None:
    due = due_date(case, PARAMETERS, rest_days())
    assert due.regulation_limit or due.limit is Limit.ORDINARY
    assert due.regulation_limit or not due.collective_limit
    assert due.collective_limit or due.limit is not Limit.COLLECTIVE
    assert due.collective_limit or not case.marked_collective
    assert (due.clause is None) is (due.limit is Limit.ORDINARY)


@given(CASES, st.sampled_from(["assigned_on", "first_collective_on"]), st.integers(1, 100))
def test_what_comes_after_the_due_date_changes_no_due_date(case: CaseDates, event: str, later: int) -> None:
    none: dict[str, Any] = {event: None}
    without = replace(case, **none)
    due = due_date(without, PARAMETERS, rest_days())
    too_late: dict[str, Any] = {event: due.due_on + timedelta(days=later)}
    after = replace(without, **too_late)
    told = due_date(after, PARAMETERS, rest_days())
    assert told[:-1] == due[:-1]


@given(CASES, st.integers(1, 100))
def test_what_comes_after_the_conclusion_changes_no_due_date(case: CaseDates, later: int) -> None:
    done = replace(
        case, concluded_on=case.concluded_on or case.accepted_on + timedelta(days=10), assigned_on=None, first_collective_on=None
    )
    due = due_date(done, PARAMETERS, rest_days())
    assert done.concluded_on is not None
    day = done.concluded_on + timedelta(days=later)
    assert due_date(replace(done, assigned_on=day, first_collective_on=day), PARAMETERS, rest_days())[:-1] == due[:-1]


@given(CASES, st.integers(0, 240))
def test_the_history_says_on_each_day_what_is_known_on_it(case: CaseDates, later: int) -> None:
    day = case.accepted_on + timedelta(days=later)
    history = due_history(case, PARAMETERS, rest_days())
    known = [due for since, due in history if since <= day][-1]
    now = due_date(as_known_on(case, day), PARAMETERS, rest_days())
    assert (known.due_on, known.limit, known.collective_limit, known.regulation_limit) == (
        now.due_on,
        now.limit,
        now.collective_limit,
        now.regulation_limit,
    )


@given(CASES)
def test_the_history_starts_with_the_acceptance_and_each_row_changes_something(case: CaseDates) -> None:
    history = due_history(case, PARAMETERS, rest_days())
    assert history[0][0] == case.accepted_on
    assert [since for since, _ in history] == sorted({since for since, _ in history})
    assert all(earlier[1] != later[1] for earlier, later in pairwise(history))
    assert due_date(case, PARAMETERS, rest_days())[:-1] == history[-1][1][:-1]


@given(CASES)
def test_an_extension_never_brings_a_due_date_forward(case: CaseDates) -> None:
    without = due_date(replace(case, extended_on=None), PARAMETERS, rest_days())
    with_it = due_date(case, PARAMETERS, rest_days())
    if case.first_collective_on is None:
        assert with_it.due_on >= without.due_on


@given(DAYS, st.integers(0, 60))
def test_a_later_assignment_is_never_due_earlier(day: date, later: int) -> None:
    first = asked_for_date(day, PARAMETERS, rest_days())
    assert first <= asked_for_date(day + timedelta(days=later), PARAMETERS, rest_days())


@given(CASES, st.integers(0, 60))
def test_an_ordinary_case_accepted_later_is_never_due_earlier(case: CaseDates, later: int) -> None:
    plain = CaseDates(case.accepted_on, case.marked_collective)
    shifted = replace(plain, accepted_on=plain.accepted_on + timedelta(days=later))
    assert due_date(plain, PARAMETERS, rest_days()).due_on <= due_date(shifted, PARAMETERS, rest_days()).due_on
