"""A unit's facts counted in one pass: the lists of numbers that items, vetoes and fines cite, each sorted as text."""

from collections.abc import Sequence
from datetime import date
from operator import itemgetter
from typing import NamedTuple

from app.regulation.facts import AskedCase, LateCase, UnitFacts
from app.regulation.parameters import Parameters

Numbers = Sequence[str]
ByLevel = tuple[list[str], list[str], list[str], list[str], list[str]]
"""Numbers by Level; the first (unit level) stays empty."""

_first = itemgetter(0)


class Tally(NamedTuple):
    """What one unit's year comes to; every list sorted as text."""

    facts: UnitFacts
    collective: ByLevel
    skipping: ByLevel  # non-collective level-skipping visits
    collective_skipping: int  # collective level-skipping visits
    repeats: Numbers
    serious: ByLevel
    backlog: Numbers  # overdue and not concluded by *as of*
    late_in_year: Numbers  # due in the year and not concluded on time
    late_collective: Numbers  # of these, under the collective limit
    overdue_asked: Numbers  # 3.2.3.2


class _Visits(NamedTuple):
    """The cited visits' numbers, sorted as text."""

    collective: ByLevel
    skipping: ByLevel
    collective_skipping: int
    repeats: list[str]
    serious: ByLevel


def tally(facts: UnitFacts, year: int, parameters: Parameters) -> Tally:
    """Count the facts of ``facts`` for ``year``."""
    visits = _visits(facts)
    late = sorted(facts.late_cases, key=_first) if facts.late_cases else ()
    in_year = [case for case in late if case.due_on.year == year]
    return Tally(
        facts,
        *visits,
        [case.matter for case in late if case.concluded_on is None],
        [case.matter for case in in_year],
        [case.matter for case in in_year if case.collective_limit],
        sorted(case.matter for case in facts.asked_cases if unanswered(case, case.asked_due_on, parameters)),
    )


def _visits(facts: UnitFacts) -> _Visits:
    """One pass over the cited visits."""
    collective: ByLevel = ([], [], [], [], [])
    skipping: ByLevel = ([], [], [], [], [])
    serious: ByLevel = ([], [], [], [], [])
    repeats: list[str] = []
    collective_skipping = 0
    for number, level, is_collective, is_skipping, is_repeat, is_serious in sorted(facts.cited_visits, key=_first):
        if is_collective:
            collective[level].append(number)
            collective_skipping += is_skipping
            if is_serious:
                serious[level].append(number)
        elif is_skipping:
            skipping[level].append(number)
        if is_repeat:
            repeats.append(number)
    return _Visits(collective, skipping, collective_skipping, repeats, serious)


def unanswered(case: AskedCase | LateCase, due_on: date, parameters: Parameters) -> bool:
    """Reading explanation_by_due: neither the result reported nor the course explained by ``due_on`` (or, read mildly, to this day)."""
    answers = [given for given in (case.reported_on, case.explained_on) if given is not None]
    if parameters.readings.explanation_by_due == "yes":
        return all(given > due_on for given in answers)
    return not answers
