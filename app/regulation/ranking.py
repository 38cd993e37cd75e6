"""The comparison of all ranked units: ranks by exact score, ties, and the fewest petitions."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from math import lcm

from app.regulation.facts import UnitFacts
from app.regulation.parameters import Parameters


@dataclass(frozen=True, slots=True)
class Ranking:
    """Where the ranked units stand, by unit code. A rank is 1 + the number of ranked units with a higher score."""

    ranks: Mapping[str, int]
    sharing: Mapping[int, int]  # rank -> how many units hold it
    fewest: int | None  # the smallest number of petitions of a ranked unit; None where no unit is ranked


def ranking(scores: Mapping[str, Fraction], facts: list[UnitFacts], parameters: Parameters) -> Ranking:
    """Rank the units of ``facts`` (the ranked ones only) by ``scores``."""
    whole = _whole_numbers({unit.code: scores[unit.code] for unit in facts})
    ranks: dict[str, int] = {}
    sharing: dict[int, int] = {}
    higher: int | None = None
    rank = 0
    for place, code in enumerate(sorted(whole, key=whole.__getitem__, reverse=True), start=1):
        if whole[code] != higher:
            rank, higher = place, whole[code]
        ranks[code] = rank
        sharing[rank] = sharing.get(rank, 0) + 1
    return Ranking(ranks, sharing, min((petition_total(unit, parameters) for unit in facts), default=None))


def petition_total(facts: UnitFacts, parameters: Parameters) -> int:
    """Reading fewest_counts: 信访总量 of a unit, at city and above: visits and letters, or visits alone."""
    petitions = facts.petitions
    return petitions.visits + (petitions.letters if parameters.readings.fewest_counts == "petitions" else 0)


def _whole_numbers(scores: Mapping[str, Fraction]) -> dict[str, int]:
    """Bring the scores over one denominator: comparing whole numbers is exact and many times faster."""
    common = lcm(*(score.denominator for score in scores.values()))
    return {code: score.numerator * (common // score.denominator) for code, score in scores.items()}
