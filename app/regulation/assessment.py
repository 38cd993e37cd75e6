"""The year's assessment: facts of all units in, scores, ranks and decisions out."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from app.regulation.accountability import Situation, proposals
from app.regulation.decisions import Decision, FourNoes, ItemResult, UnitResult, YearResult
from app.regulation.facts import PostHolder, PreviousYear, UnitFacts
from app.regulation.fines import deposit, fines
from app.regulation.four_noes import four_noes
from app.regulation.parameters import Parameters
from app.regulation.ranking import Ranking, ranking
from app.regulation.rewards import Candidate, merit, people_merit, people_rewarded, remarks, rewards
from app.regulation.scoring import Plan, plan, score
from app.regulation.sheet import ScoringSheet
from app.regulation.tally import Tally, tally
from app.regulation.vetoes import distances, vetoes

NO_PREVIOUS_YEAR = PreviousYear()


@dataclass(frozen=True, slots=True)
class _Year:
    """What every unit of the year is judged by."""

    year: int
    as_of: date
    in_force: bool
    parameters: Parameters
    previous: PreviousYear
    ranking: Ranking


@dataclass(frozen=True, slots=True)
class _Scored:
    """A unit before the comparison."""

    counted: Tally
    score: Fraction
    items: tuple[ItemResult, ...]


@dataclass(frozen=True, slots=True)
class _Praise:
    """What a unit is given."""

    rewards: tuple[Decision, ...] = ()
    merit: Decision | None = None
    people: tuple[PostHolder, ...] = ()
    people_merit: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()


NO_PRAISE = _Praise()


def assess(
    year: int, as_of: date, facts: Sequence[UnitFacts], parameters: Parameters, sheet: ScoringSheet, previous: PreviousYear | None
) -> YearResult:
    """Judge all listed units of ``year`` by the end of ``as_of``.

    ``parameters`` and ``sheet`` are those in force on ``as_of``; ``previous`` is what the closed year before says, None where it is not
    closed. The order of ``facts`` and of everything in them carries no meaning. Money in whole 元, the deposit in 分.
    """
    by = plan(sheet)
    scored = [_scored(unit, year, parameters, by) for unit in facts]
    scores = {unit.counted.facts.code: unit.score for unit in scored}
    ranked = ranking(scores, [unit for unit in facts if unit.ranked], parameters)
    judged_by = _Year(year, as_of, in_force(year, parameters), parameters, previous or NO_PREVIOUS_YEAR, ranked)
    results = sorted((_judge(unit, judged_by) for unit in scored), key=_standing)
    return YearResult(year, as_of, judged_by.in_force, tuple(results))


def in_force(year: int, parameters: Parameters) -> bool:
    """序言 自一九九五年起在全市实行信访工作目标责任制

    The whole of the first year counts (reading in_force); the years before are computed for comparison only.
    """
    return year >= parameters.first_year


def _standing(unit: UnitResult) -> tuple[bool, int, str]:
    """By rank, then code; units without a rank last, by code."""
    return unit.rank is None, unit.rank or 0, unit.code


def _scored(facts: UnitFacts, year: int, parameters: Parameters, by: Plan) -> _Scored:
    counted = tally(facts, year, parameters)
    reached = score(counted, by)
    return _Scored(counted, reached.score, reached.items)


def _judge(unit: _Scored, at: _Year) -> UnitResult:
    facts, parameters = unit.counted.facts, at.parameters
    noes = four_noes(unit.counted, parameters)
    found = vetoes(unit.counted, unit.score, parameters) if at.in_force else ()
    praise = _praise(unit, noes, bool(found), at) if at.in_force and facts.ranked else NO_PRAISE
    fined = fines(unit.counted, parameters) if at.in_force else ()
    total = sum(fine.amount or 0 for fine in fined)
    return UnitResult(
        code=facts.code,
        name=facts.name,
        kind=facts.kind,
        score=unit.score,
        rank=at.ranking.ranks.get(facts.code),
        items=unit.items,
        petitions=facts.petitions,
        due=facts.due,
        concluded_in_time=facts.concluded_in_time,
        four_noes=noes,
        vetoes=found,
        rewards=praise.rewards,
        merit=praise.merit,
        people_rewarded=praise.people,
        people_merit=praise.people_merit,
        fines=fined,
        fines_total=total,
        deposit=deposit(facts, total),
        key_managed=at.in_force and facts.code in at.previous.vetoed,
        key_managed_next_year=bool(found),
        accountability=proposals(Situation(unit.counted, at.year, at.as_of, parameters)) if at.in_force else (),
        distance=distances(unit.counted, parameters),
        remarks=praise.remarks,
    )


def _praise(unit: _Scored, noes: FourNoes, vetoed: bool, at: _Year) -> _Praise:
    candidate = Candidate(unit.counted, unit.score, noes, at.ranking, at.parameters)
    given = rewards(candidate, vetoed)
    if not given:
        return NO_PRAISE
    facts = unit.counted.facts
    people = people_rewarded(facts)
    return _Praise(
        given,
        merit(facts.code, at.previous, at.parameters),
        people,
        people_merit(people, at.previous, at.parameters),
        remarks(candidate, given),
    )


CLAUSES = {"0.1": in_force}
