"""The year's assessment as a whole: what holds of every year, whatever happened in it."""

import random
from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from app.regulation.assessment import assess
from app.regulation.decisions import UnitResult, YearResult
from app.regulation.facts import (
    AskedCase,
    Assignment,
    CitedVisit,
    ConcludedCase,
    LateCase,
    OpenFinding,
    PostHolder,
    PreviousYear,
    RefusedSignature,
    RepeatedCase,
    UnitFacts,
)
from app.regulation.parameters import Parameters
from app.regulation.rounding import two_places
from app.regulation.terms import Level, Post, UnitKind
from tests.regulation.casework import cited, counts
from tests.regulation.rulebook import parameters, sheet

YEAR, AS_OF = 1996, date(1996, 12, 31)
PARAMETERS = parameters()
COUNTED = st.sampled_from([Level.CITY, Level.CITY, Level.CITY, Level.PREFECTURE, Level.PROVINCE, Level.BEIJING])
IN_YEAR = st.integers(0, 365).map(lambda number: date(YEAR, 1, 1) + timedelta(days=number))
ABOUT = st.integers(-100, 365).map(lambda number: date(YEAR, 1, 1) + timedelta(days=number))
MATTER = st.integers(1, 9).map(lambda number: f"演示{number}")
visits = st.builds(CitedVisit, st.just(""), COUNTED, st.booleans(), st.booleans(), st.booleans(), st.booleans())
late_cases = st.builds(LateCase, MATTER, ABOUT, st.booleans(), st.booleans(), st.none() | IN_YEAR, st.none() | IN_YEAR, st.none() | IN_YEAR)


@st.composite
def units(draw: st.DrawFn, code: str) -> UnitFacts:
    """One unit's year; petitions without a matter, cases beside them."""
    came = [visit._replace(number=f"{code}-{place:03d}") for place, visit in enumerate(draw(st.lists(visits, max_size=8)))]
    late = draw(st.lists(late_cases, max_size=4, unique_by=lambda case: case.matter))
    in_time = draw(st.integers(0, 20))
    return UnitFacts(
        code,
        f"演示{code}",
        draw(st.sampled_from([UnitKind.TOWNSHIP, UnitKind.SUBDISTRICT, UnitKind.DEPARTMENT])),
        draw(st.booleans()),
        counts(came, draw(st.integers(0, 9))),
        cited(came),
        in_time + sum(case.due_on.year == YEAR for case in late),
        in_time,
        tuple(late),
        tuple(
            draw(
                st.lists(
                    st.builds(AskedCase, MATTER, IN_YEAR, st.none() | IN_YEAR, st.none()), max_size=3, unique_by=lambda one: one.matter
                )
            )
        ),
        tuple(draw(st.lists(st.builds(ConcludedCase, MATTER, IN_YEAR), max_size=3, unique_by=lambda one: one.matter))),
        tuple(draw(st.lists(st.builds(RefusedSignature, MATTER, IN_YEAR), max_size=2, unique_by=lambda one: one.matter))),
        tuple(draw(st.lists(st.builds(RepeatedCase, MATTER, st.integers(1, 5), IN_YEAR), max_size=2, unique_by=lambda one: one.matter))),
        tuple(draw(st.lists(st.builds(OpenFinding, MATTER, ABOUT), max_size=2, unique_by=lambda one: one.matter))),
        tuple(
            draw(st.lists(st.builds(Assignment, MATTER, ABOUT, st.none() | IN_YEAR, st.none() | IN_YEAR, st.none() | IN_YEAR), max_size=2))
        ),
        draw(st.dictionaries(st.sampled_from(["C1", "C3", "D1", "D2", "D3", "D4"]), st.integers(0, 12))),
        draw(st.integers(0, 300_000)),
        (PostHolder(f"{code}-p", f"演示{code}甲", Post.HEAD), PostHolder(f"{code}-q", f"演示{code}乙", Post.DEPUTY)),
    )


CODES = st.integers(1, 4).map(lambda number: [f"T{place:02d}" for place in range(number)])
CITY = CODES.flatmap(lambda codes: st.tuples(*(units(code) for code in codes)))
ANY_READINGS = st.sampled_from(
    [{}, {"rank_ties": "none"}, {"repeat_fined": "no", "veto_bars_reward": "no"}, {"fewest_counts": "visits", "explanation_by_due": "no"}]
).map(parameters)


SOME = settings(max_examples=settings().max_examples // 3)
"""A whole city is drawn for each example: fewer of them, more in a drill."""


def judged(facts: tuple[UnitFacts, ...], by: Parameters = PARAMETERS, previous: PreviousYear | None = None) -> YearResult:
    return assess(YEAR, AS_OF, facts, by, sheet(), previous)


def shuffled(facts: UnitFacts, order: random.Random) -> UnitFacts:
    """The same facts in another order."""
    fields = {name: getattr(facts, name) for name in UnitFacts.__slots__ if isinstance(getattr(facts, name), tuple) and name != "petitions"}
    mixed: dict[str, Any] = {name: tuple(order.sample(values, len(values))) for name, values in fields.items()}
    return replace(facts, **mixed)


@SOME
@given(CITY, ANY_READINGS)
def test_a_year_computed_twice_is_identical(facts: tuple[UnitFacts, ...], by: Parameters) -> None:
    assert judged(facts, by) == judged(facts, by)


@SOME
@given(CITY, ANY_READINGS, st.randoms(use_true_random=False))
def test_the_order_of_input_changes_nothing(facts: tuple[UnitFacts, ...], by: Parameters, order: random.Random) -> None:
    mixed = [shuffled(unit, order) for unit in order.sample(facts, len(facts))]
    assert judged(tuple(mixed), by) == judged(facts, by)


def of(result: YearResult, code: str) -> UnitResult:
    return next(unit for unit in result.units if unit.code == code)


@SOME
@given(CITY, visits, st.booleans())
def test_a_further_petition_without_a_matter_never_raises_its_unit_s_score_nor_lowers_its_fines(
    facts: tuple[UnitFacts, ...], visit: CitedVisit, letter: bool
) -> None:
    first = facts[0]
    more = list(first.cited_visits) + ([] if letter else [visit._replace(number="T00-999", repeat=False)])
    petitions = first.petitions._replace(letters=first.petitions.letters + letter, visits=first.petitions.visits + (not letter))
    with_it = replace(first, petitions=petitions, cited_visits=cited(more))
    before, after = of(judged(facts), "T00"), of(judged((with_it, *facts[1:])), "T00")
    assert after.score <= before.score
    assert after.fines_total >= before.fines_total
    assert len(after.vetoes) >= len(before.vetoes)
    assert all(now <= then for (_, now), (_, then) in zip(after.distance, before.distance, strict=True))


@SOME
@given(CITY)
def test_a_score_lies_between_nothing_and_the_full_marks_and_is_what_the_items_leave(facts: tuple[UnitFacts, ...]) -> None:
    for unit in judged(facts).units:
        off = {item.item: item.deduction for item in unit.items}
        section_a = min(Fraction(40), sum((off[item] for item in off if item.startswith("A")), Fraction(0)))
        assert unit.score == 100 - section_a - sum(off[item] for item in off if not item.startswith("A"))
        assert 0 <= unit.score <= 100
        assert all(value >= 0 for value in off.values())


@SOME
@given(CITY)
def test_a_rank_is_one_more_than_the_ranked_units_with_a_higher_score(facts: tuple[UnitFacts, ...]) -> None:
    result = judged(facts)
    scores = [unit.score for unit in result.units if unit.rank is not None]
    for unit in result.units:
        assert unit.rank is None or unit.rank == 1 + sum(score > unit.score for score in scores)
    assert {unit.code for unit in result.units if unit.rank is None} == {unit.code for unit in facts if not unit.ranked}
    assert list(result.units) == sorted(result.units, key=lambda unit: (unit.rank is None, unit.rank or 0, unit.code))


@SOME
@given(CITY, ANY_READINGS)
def test_evidence_is_sorted_as_text_each_number_once(facts: tuple[UnitFacts, ...], by: Parameters) -> None:
    for unit in judged(facts, by).units:
        decisions = unit.vetoes + unit.rewards + unit.fines + unit.accountability
        evidence = [item.evidence for item in unit.items] + [one.evidence for one in decisions]
        assert all(list(numbers) == sorted(set(numbers)) for numbers in evidence)
        assert list(unit.fines) == sorted(unit.fines, key=lambda fine: (fine.clause, fine.evidence))
        for kind in (unit.vetoes, unit.rewards, unit.accountability):
            clauses = [one.clause for one in kind]
            assert clauses == sorted(set(clauses))


@SOME
@given(CITY)
def test_money_adds_up(facts: tuple[UnitFacts, ...]) -> None:
    for unit in judged(facts).units:
        assert unit.fines_total == sum(fine.amount or 0 for fine in unit.fines)
        assert unit.deposit.drawn + unit.deposit.owed == unit.fines_total * 100
        assert unit.deposit.drawn + unit.deposit.balance == unit.deposit.paid
        assert min(unit.deposit) >= 0


@SOME
@given(CITY)
def test_who_is_not_ranked_or_is_vetoed_is_given_nothing(facts: tuple[UnitFacts, ...]) -> None:
    everyone = frozenset(unit.code for unit in facts)
    for unit in judged(facts, previous=PreviousYear(rewarded=everyone)).units:
        if unit.rank is None or unit.vetoes:
            assert (unit.rewards, unit.merit, unit.people_rewarded, unit.people_merit, unit.remarks) == ((), None, (), (), ())
        assert (unit.merit is not None) is bool(unit.rewards)


@SOME
@given(CITY)
def test_before_the_regulation_nothing_is_decided_and_all_is_counted(facts: tuple[UnitFacts, ...]) -> None:
    then = assess(1994, date(1994, 12, 31), facts, PARAMETERS, sheet(), PreviousYear(vetoed=frozenset({"T00"})))
    assert not then.in_force
    for unit in then.units:
        assert (unit.vetoes, unit.rewards, unit.merit, unit.fines, unit.accountability) == ((), (), None, (), ())
        assert not unit.key_managed
        assert not unit.key_managed_next_year
        assert unit.deposit.drawn == unit.deposit.owed == unit.fines_total == 0
        assert len(unit.items) == 14


@SOME
@given(CITY)
def test_readings_a_decision_names_are_readings(facts: tuple[UnitFacts, ...]) -> None:
    known = PARAMETERS.reading_values().keys()
    for unit in judged(facts).units:
        assert all(
            set(one.readings) <= known for several in (unit.vetoes, unit.rewards, unit.fines, unit.accountability) for one in several
        )


def test_a_city_without_units_has_an_empty_year() -> None:
    assert judged(()).units == ()


def test_an_unbroken_run_of_rewards_earns_merit_every_second_year() -> None:
    facts = (UnitFacts("T00", "演示", UnitKind.TOWNSHIP, True, post_holders=(PostHolder("p", "演示甲", Post.HEAD),)),)
    earned: list[tuple[bool, bool]] = []
    previous = None
    for year in range(1995, 2001):
        unit = of(assess(year, date(year, 12, 31), facts, PARAMETERS, sheet(), previous), "T00")
        earned.append((unit.merit is not None, unit.people_merit == ("p",)))
        merit = frozenset({"T00"} if unit.merit else ())
        previous = PreviousYear(frozenset(), frozenset({"T00"}), merit, frozenset({"p"}), frozenset(unit.people_merit))
    assert earned == [(False, False), (True, True)] * 3


@given(st.fractions())
def test_a_number_is_shown_to_the_nearest_hundredth_halves_away_from_zero(value: Fraction) -> None:
    shown = Fraction(two_places(value))
    assert abs(shown - value) <= Fraction(1, 200)
    assert abs(shown - value) < Fraction(1, 200) or abs(shown) > abs(value)
    assert two_places(value) != "-0.00"
