"""The year's assessment: facts of all units in, scores, ranks and decisions out."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from app.regulation.accountability import Situation, proposals
from app.regulation.decisions import Decision, DepositState, FourNoes, ItemResult, UnitResult, YearResult
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
class Measure:
    """What every unit of a year is judged by."""

    year: int
    as_of: date
    in_force: bool
    parameters: Parameters
    plan: Plan
    previous: PreviousYear


@dataclass(frozen=True, slots=True)
class Alone:
    """What a unit's own facts say, whatever the other units did."""

    counted: Tally
    score: Fraction
    items: tuple[ItemResult, ...]
    noes: FourNoes
    vetoes: tuple[Decision, ...]
    fines: tuple[Decision, ...]
    fines_total: int
    deposit: DepositState
    proposals: tuple[Decision, ...]
    distance: tuple[tuple[str, int], ...]


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
    by = measure(year, as_of, parameters, sheet, previous)
    return together([alone(unit, by) for unit in facts], by)


def measure(year: int, as_of: date, parameters: Parameters, sheet: ScoringSheet, previous: PreviousYear | None) -> Measure:
    """Make ready what the units are judged by: once for a year."""
    return Measure(year, as_of, in_force(year, parameters), parameters, plan(sheet), previous or NO_PREVIOUS_YEAR)


def alone(facts: UnitFacts, by: Measure) -> Alone:
    """Judge one unit by itself; the same facts give the same whenever another unit's change."""
    parameters = by.parameters
    counted = tally(facts, by.year, parameters)
    reached = score(counted, by.plan)
    fined = fines(counted, parameters) if by.in_force else ()
    total = sum(fine.amount or 0 for fine in fined)
    return Alone(
        counted,
        reached.score,
        reached.items,
        four_noes(counted, parameters),
        vetoes(counted, reached.score, parameters) if by.in_force else (),
        fined,
        total,
        deposit(facts, total),
        proposals(Situation(counted, by.year, by.as_of, parameters)) if by.in_force else (),
        distances(counted, parameters),
    )


def together(units: Sequence[Alone], by: Measure) -> YearResult:
    """Compare the units: ranks, rewards and merit; all other parts are theirs alone."""
    scores = {unit.counted.facts.code: unit.score for unit in units}
    ranked = ranking(scores, [unit.counted.facts for unit in units if unit.counted.facts.ranked], by.parameters)
    results = sorted((_judge(unit, by, ranked) for unit in units), key=_standing)
    return YearResult(by.year, by.as_of, by.in_force, tuple(results))


def in_force(year: int, parameters: Parameters) -> bool:
    """序言 自一九九五年起在全市实行信访工作目标责任制

    The whole of the first year counts (reading in_force); the years before are computed for comparison only.
    """
    return year >= parameters.first_year


def _standing(unit: UnitResult) -> tuple[bool, int, str]:
    """By rank, then code; units without a rank last, by code."""
    return unit.rank is None, unit.rank or 0, unit.code


def _judge(unit: Alone, by: Measure, ranked: Ranking) -> UnitResult:
    facts = unit.counted.facts
    praise = _praise(unit, by, ranked) if by.in_force and facts.ranked else NO_PRAISE
    return UnitResult(
        code=facts.code,
        name=facts.name,
        kind=facts.kind,
        score=unit.score,
        rank=ranked.ranks.get(facts.code),
        items=unit.items,
        petitions=facts.petitions,
        due=facts.due,
        concluded_in_time=facts.concluded_in_time,
        four_noes=unit.noes,
        vetoes=unit.vetoes,
        rewards=praise.rewards,
        merit=praise.merit,
        people_rewarded=praise.people,
        people_merit=praise.people_merit,
        fines=unit.fines,
        fines_total=unit.fines_total,
        deposit=unit.deposit,
        key_managed=by.in_force and facts.code in by.previous.vetoed,
        key_managed_next_year=bool(unit.vetoes),
        accountability=unit.proposals,
        distance=unit.distance,
        remarks=praise.remarks,
    )


def _praise(unit: Alone, by: Measure, ranked: Ranking) -> _Praise:
    candidate = Candidate(unit.counted, unit.score, unit.noes, ranked, by.parameters)
    given = rewards(candidate, bool(unit.vetoes))
    if not given:
        return NO_PRAISE
    facts = unit.counted.facts
    people = people_rewarded(facts)
    return _Praise(
        given,
        merit(facts.code, by.previous, by.parameters),
        people,
        people_merit(people, by.previous, by.parameters),
        remarks(candidate, given),
    )


CLAUSES = {"0.1": in_force}
