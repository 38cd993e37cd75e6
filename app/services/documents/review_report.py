"""考评情况汇报 (五): the closed year told to the leading group, with what its charts draw."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from app.regulation.decisions import UnitResult
from app.regulation.rounding import share, two_places
from app.regulation.terms import Level
from app.services.documents.month_report import LEADERS
from app.services.documents.source import At, ClosedBook, Source, citation, needed
from app.services.documents.values import Composed, Original, Request, Waiting
from app.services.documents.words import REACHED
from app.services.documents.year_notices import closes_that_wait, restore_book
from app.services.standings_rows import score
from app.store import petition_counts
from app.store.petition_counts import BY_LEVEL, BY_MONTH

REVIEW_REPORT, TITLE = "review-report", "考评情况汇报"
REVIEW = "5.1"


def _asked(at: At, request: Request) -> Iterator[Waiting]:
    yield _one(at.closed(needed(request.year, "--year", "哪一年")))


def _waiting(at: At) -> Iterator[Waiting]:
    for book in closes_that_wait(at):
        yield _one(book)


def _one(book: ClosedBook) -> Waiting:
    return Waiting(REVIEW_REPORT, TITLE, f"{book.year}年", (LEADERS,), citation(REVIEW), f"{book.year}/{book.version}", chosen=False)


def _report(at: At, waiting: Waiting) -> Composed:
    book = restore_book(at, waiting)
    listed = book.standings.result.units
    ranked = [unit for unit in listed if unit.rank is not None]
    fields = {
        "issue": at.issue(at.organs.bureau.name),
        "year": book.year,
        "as_of": book.standings.as_of,
        "total_before": _before(at, book.year),
        "by_month": _by_month(at, book),
        "by_level": _by_level(book),
        **_sums(listed),
        **_of_ranked(ranked, book.standings.parameters.reward_score),
    }
    return Composed(at.organs.bureau.name, (Original(LEADERS, fields),), str(book.year))


def _sums(listed: Sequence[UnitResult]) -> dict[str, Any]:
    """Over all units, those closed in the year too."""
    in_time, due = sum(unit.concluded_in_time for unit in listed), sum(unit.due for unit in listed)
    return {
        "total": sum(unit.petitions.letters + unit.petitions.visits for unit in listed),
        "collective": sum(sum(unit.petitions.collective) for unit in listed),
        "rate": two_places(share(in_time, due)),
        "fines": sum(unit.fines_total for unit in listed),
        "rewarded": tuple(unit.name for unit in listed if unit.rewards),
        "vetoed": tuple(unit.name for unit in listed if unit.vetoes),
    }


def _of_ranked(ranked: Sequence[UnitResult], wanted: int) -> dict[str, Any]:
    return {
        "count": len(ranked),
        "full_count": sum(unit.score >= wanted for unit in ranked),
        "four_noes": sum(all(unit.four_noes) for unit in ranked),
        "scores": tuple({"unit": unit.name, "score": unit.score, "shown": score(unit)} for unit in ranked),
    }


def _before(at: At, year: int) -> int | None:
    """Petitions at city and above of the year before; None where there are none."""
    before = petition_counts.counted(at.transaction, BY_LEVEL, (date(year - 1, 1, 1), date(year - 1, 12, 31)), Level.CITY)
    return sum(each.number for each in before) or None


def _by_month(at: At, book: ClosedBook) -> tuple[dict[str, Any], ...]:
    """Petitions at city and above by month, by the end of the day the year was closed as of."""
    span = (date(book.year, 1, 1), book.standings.as_of)
    counted = {int(each.value): each.number for each in petition_counts.counted(at.transaction, BY_MONTH, span, Level.CITY)}
    return tuple({"label": f"{month}月", "number": counted.get(month, 0)} for month in range(1, span[1].month + 1))


def _by_level(book: ClosedBook) -> tuple[dict[str, Any], ...]:
    """Visits by the level reached."""
    by_level = [0, 0, 0, 0]
    for unit in book.standings.result.units:
        pairs = zip(unit.petitions.collective, unit.petitions.individual, strict=True)
        by_level = [total + together + alone for total, (together, alone) in zip(by_level, pairs, strict=True)]
    return tuple({"label": REACHED[Level(n)], "number": number} for n, number in enumerate(by_level, start=1))


SOURCES = (Source(REVIEW_REPORT, TITLE, _asked, _report, _waiting),)
