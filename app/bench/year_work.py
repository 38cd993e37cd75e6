"""Figures of what a director turns over: another day of the year, a petition imagined void or elsewhere, an entry, a number."""

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import count

from app.bench.figures import Line
from app.bench.standings import YEAR
from app.bench.timing import times
from app.regulation.decisions import YearResult
from app.regulation.terms import Level
from app.services.annual_changes import AddPetition, Change, MovePetition, SetEntry, VoidPetition
from app.services.annual_course import AnnualCourse
from app.services.annual_review import AnnualReview
from app.services.base import Desk

STEP, WHAT_IF = 50.0, 20.0
A_STRIDE = 37
"""From one step to the next: all over the year, and all over the units."""

BY_PETITIONS = frozenset({"A1", "A2", "A3"})
"""The items whose evidence is petitions."""


def year_work(desk: Desk, rounds: int) -> list[Line]:
    """Each against its plain bar; the year was looked at once before."""
    course, review = AnnualCourse(desk), AnnualReview(desk)
    course.prepare(YEAR)
    days, changes = _days(), _changes(review.compute(YEAR).result)
    (steps,) = times(rounds, lambda: course.on(YEAR, next(days)), warm=2)
    (imagined,) = times(rounds, lambda: review.imagine(YEAR, next(changes)), warm=3)
    return [
        Line("slider", "滑到另一天（全部单位）", "ms", steps, (), STEP),
        Line("what_if_any", "设想任意一处（第一次以后）", "ms", imagined, (), WHAT_IF),
    ]


def _days() -> Iterator[date]:
    """Days of the year but its last, which a closed year would show as closed."""
    return (date(YEAR, 1, 1) + timedelta(days=A_STRIDE * step % 364) for step in count(1))


def _changes(result: YearResult) -> Iterator[list[Change]]:
    """A different change each time: what was imagined before is of no use."""
    cited = sorted({number for unit in result.units for item in unit.items if item.item in BY_PETITIONS for number in item.evidence})
    for place in count():
        unit = result.units[place * A_STRIDE % len(result.units)].code
        made: list[list[Change]] = [[AddPetition(unit, Level.CITY, 8, skipping=True)], [SetEntry(unit, "C1", place % 7)]]
        if cited:
            number = cited[place * A_STRIDE % len(cited)]
            made += [[VoidPetition(number)], [MovePetition(number, unit=unit)], [MovePetition(number, level=Level.CITY, people=8)]]
        yield made[place % len(made)]
