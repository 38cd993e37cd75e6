"""考评情况汇报 (五): the year's review for the leading group, with charts."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from reports.blocks import Bar, Chart
from reports.document import Document
from reports.documents.issue import Content, Issue, official
from reports.documents.parts import listed
from reports.numerals import day_words, year_words
from reports.wording import Wording


@dataclass(frozen=True, slots=True)
class Counted:
    """A number to be drawn, of a unit, a month, or a level."""

    label: str
    number: int


@dataclass(frozen=True, slots=True)
class Scored:
    """A unit's score; `shown` has two decimals."""

    unit: str
    score: Fraction
    shown: str


@dataclass(frozen=True, slots=True)
class ReviewReport:
    """What the report says."""

    issue: Issue
    year: int
    as_of: date
    total: int
    """Petitions at city and above."""
    collective: int
    rate: str
    """The city's on-time rate, per cent with two decimals."""
    count: int
    """Units ranked."""
    full_count: int
    """Units that reach the score of 一、4."""
    four_noes: int
    """Units that reach 四无."""
    fines: int
    """Whole 元."""
    rewarded: tuple[str, ...]
    vetoed: tuple[str, ...]
    scores: tuple[Scored, ...]
    by_month: tuple[Counted, ...] = ()
    by_level: tuple[Counted, ...] = ()
    total_before: int | None = None
    problems: str = ""
    plans: str = ""


def document(report: ReviewReport, words: Wording) -> Document:
    """The report as an official document. Raises Refusal for a fault in the wording."""
    fields = {
        "year": year_words(report.year),
        "as_of": day_words(report.as_of),
        "count": str(report.count),
        "full_count": str(report.full_count),
        "total": str(report.total),
        "total_before": "" if report.total_before is None else str(report.total_before),
        "collective": str(report.collective),
        "rate": report.rate,
        "four_noes": str(report.four_noes),
        "rewarded_count": str(len(report.rewarded)),
        "rewarded": listed(report.rewarded),
        "vetoed_count": str(len(report.vetoed)),
        "vetoed": listed(report.vetoed),
        "fines": str(report.fines),
        "problems": report.problems,
        "plans": report.plans,
    }
    charts = (*_chart("各月信访量", report.by_month), *_chart("到访级别", report.by_level))
    scores = Chart("各单位总分", tuple(Bar(scored.unit, scored.score, scored.shown) for scored in report.scores))
    return official(words, report.issue, Content(fields, inserts={"charts": charts, "scores": (scores,) if scores.bars else ()}))


def _chart(caption: str, numbers: Sequence[Counted]) -> tuple[Chart, ...]:
    bars = tuple(Bar(counted.label, Fraction(counted.number), f"{counted.number}起") for counted in numbers)
    return (Chart(caption, bars),) if bars else ()
