"""Figure: the annual standings of one year, against fetching the same facts and evidence numbers raw."""

from functools import partial

from app.bench import population
from app.bench.figures import Line
from app.bench.timing import times
from app.services.annual_review import AnnualReview
from app.services.base import Desk
from app.store import raw_standings, raw_work

CLOSING = "演示"
YEAR = population.FIRST_YEAR + population.YEARS // 2


def standings(desk: Desk, rounds: int) -> tuple[Line, ...]:
    """What the window asks for: facts, assessment, ranks, all decisions with their evidence; both sides warm.

    First with no year closed, then as an office works: the year before is closed, and says who is rewarded twice running.
    """
    review = AnnualReview(desk)
    people = review.compute(YEAR).parameters.collective_min_people
    lines: list[Line] = []
    with raw_work.connection(desk.store) as raw:
        for key, what in (("standings", "一年考评（一年，全部单位）"), ("standings_after_close", "一年考评（上年已定案）")):
            if lines:
                review.close(YEAR - 1, CLOSING)
            ours, theirs = times(rounds, lambda: review.compute(YEAR), lambda: raw_standings.facts(raw, YEAR, people), warm=2)
            lines.append(Line(key, what, "ms", ours, theirs, 2))
    return tuple(lines)


def growth(large: Desk, small: Desk, rounds: int) -> Line:
    """The same year in a store of twenty and in one of two, where nothing else differs."""
    ours, theirs = times(rounds, *(partial(AnnualReview(desk).compute, YEAR) for desk in (large, small)), warm=2)
    return Line("standings_growth", "一年考评，二十年的数据比两年的", "ms", ours, theirs, 1.5)
