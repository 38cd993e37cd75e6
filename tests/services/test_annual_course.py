"""The course of a year: any day as it is computed, and charts that add up to the standings."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from app.errors import NotAllowed, NotFound
from app.office import Office
from app.services.actor import Role
from app.services.annual_course import AnnualCourse
from tests.services.sample_office import sample_office

YEAR = 1996


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    office = sample_office(tmp_path_factory.mktemp("sample"))
    yield office
    office.close()


@pytest.mark.parametrize("day", [date(1996, 1, 1), date(1996, 2, 29), date(1996, 6, 30), date(1996, 10, 9), date(1996, 12, 31)])
def test_a_day_of_the_course_is_that_day_computed(office: Office, day: date) -> None:
    assert office.course.on(YEAR, day) == office.review.compute(YEAR, day)


def test_the_last_day_of_a_closed_year_is_as_closed_and_another_is_computed(office: Office) -> None:
    assert office.course.on(1995, date(1995, 12, 31)).closed
    assert not office.course.on(1995, date(1995, 12, 30)).closed
    assert office.course.on(1995, date(1995, 12, 30)) == office.review.compute(1995, date(1995, 12, 30))


def test_what_is_written_is_seen_by_the_next_step(office: Office, tmp_path: Path) -> None:
    before = office.course.on(YEAR, date(1996, 12, 20))
    office.entries.enter(YEAR, before.result.units[-1].code, "C1", 7, reason="演示：复核")
    after = office.course.on(YEAR, date(1996, 12, 20))
    assert after == office.review.compute(YEAR, date(1996, 12, 20))
    assert after != before


def test_the_charts_add_up_to_the_standings(office: Office) -> None:
    day = date(1996, 9, 30)
    series, standings = office.course.series(YEAR, day), office.review.compute(YEAR, day)
    total = sum(unit.petitions.letters + unit.petitions.visits for unit in standings.result.units)
    assert sum(series.months) == sum(map(sum, series.heat.values())) == sum(series.levels) == total > 0
    assert series.months[9:] == (0, 0, 0)
    assert series.collective_levels == tuple(map(sum, zip(*(unit.petitions.collective for unit in standings.result.units), strict=True)))
    assert sum(series.collective_months) == sum(series.collective_levels)
    before = office.review.compute(1995, date(1995, 12, 30))
    assert 0 < series.last_year_so_far <= sum(series.last_year)
    assert sum(series.last_year) >= sum(unit.petitions.letters + unit.petitions.visits for unit in before.result.units)


def test_a_units_course_reaches_what_the_standings_say(office: Office) -> None:
    standings = office.review.compute(YEAR)
    for unit in standings.result.units:
        course = office.course.unit(YEAR, unit.code)
        assert course.by(standings.as_of) == unit.petitions.collective
        assert course.by(date(1995, 12, 31)) == (0, 0, 0, 0)
        vetoed = {veto.clause for veto in unit.vetoes}
        for line in course.lines:
            assert (sum(course.by(standings.as_of)[level - 1] for level in line.levels) >= line.at) is (line.clause in vetoed)
    with pytest.raises(NotFound):
        office.course.unit(YEAR, "X99")


def test_who_may_not_see_standings_sees_no_course(office: Office) -> None:
    auditor = replace(office.desk.actor, roles=frozenset({Role.AUDITOR}))
    with pytest.raises(NotAllowed):
        AnnualCourse(replace(office.desk, actor=auditor)).series(YEAR)
