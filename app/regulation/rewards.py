"""奖励与记功 (三（一）): who meets which condition, and what two years in a row earn."""

from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import NamedTuple

from app.regulation.decisions import Decision, FourNoes, Verdict
from app.regulation.facts import PostHolder, PreviousYear, UnitFacts
from app.regulation.parameters import Parameters
from app.regulation.ranking import Ranking, petition_total
from app.regulation.tally import Tally
from app.regulation.terms import REWARDED_POSTS


class Candidate(NamedTuple):
    """What a ranked unit is judged by."""

    counted: Tally
    score: Fraction
    noes: FourNoes
    ranking: Ranking
    parameters: Parameters

    @property
    def rank(self) -> int:
        return self.ranking.ranks[self.counted.facts.code]


def no_collective_skipping(unit: Candidate) -> bool:
    """三（一）2（1） （1）无集体越级到市以上机关上访的；"""
    return not unit.counted.collective_skipping


def among_the_first(unit: Candidate) -> bool:
    """三（一）2（2） （2）信访工作目标管理责任制年终考核分数列全市前五名的；

    Reading rank_ties: all who share a rank within the limit are in, or none where together they go beyond it.
    """
    last = unit.rank if unit.parameters.readings.rank_ties == "all" else unit.rank + unit.ranking.sharing[unit.rank] - 1
    return last <= unit.parameters.reward_rank


def four_noes_and_score(unit: Candidate) -> bool:
    """三（一）2（3） （3）信访工作年终考评达到“四无”要求的，考核总分达到95分以上的；"""
    return all(unit.noes) and unit.score >= unit.parameters.reward_score


def fewest_petitions(unit: Candidate) -> bool:
    """三（一）2（4） （4）信访总量全市最少的。"""
    return petition_total(unit.counted.facts, unit.parameters) == unit.ranking.fewest


CLAUSES: Mapping[str, Callable[[Candidate], bool]] = {
    "3.1.2.1": no_collective_skipping,
    "3.1.2.2": among_the_first,
    "3.1.2.3": four_noes_and_score,
    "3.1.2.4": fewest_petitions,
}

READINGS: Mapping[str, tuple[str, ...]] = {
    "3.1.2.1": ("collective_min_people", "veto_bars_reward"),
    "3.1.2.2": ("rank_ties", "veto_bars_reward"),
    "3.1.2.3": ("four_noes_level", "long_standing_visits", "veto_bars_reward"),
    "3.1.2.4": ("fewest_counts", "one_qi", "veto_bars_reward"),
}


def rewards(unit: Candidate, vetoed: bool) -> tuple[Decision, ...]:
    """Return a reward for each condition met, by clause. Reading veto_bars_reward: none with a veto."""
    if vetoed and unit.parameters.readings.veto_bars_reward == "yes":
        return ()
    code = unit.counted.facts.code
    return tuple([Decision(clause, code, Verdict.REWARD, None, (), READINGS[clause]) for clause, met in CLAUSES.items() if met(unit)])


def remarks(unit: Candidate, given: tuple[Decision, ...]) -> tuple[str, ...]:
    """Return what is said beside the rewards ``given``: a shared rank, and what is faithful to the text but looks odd."""
    clauses = {reward.clause for reward in given}
    said: list[str] = []
    if "3.1.2.2" in clauses and unit.ranking.sharing[unit.rank] > 1:
        said.append(f"第{unit.rank}名由{unit.ranking.sharing[unit.rank]}个单位并列。")
    if clauses and clauses <= {"3.1.2.1", "3.1.2.4"}:
        if unit.score < unit.parameters.reward_score:
            said.append(f"依条文受奖，总分不足{unit.parameters.reward_score}分。")
        if any(unit.counted.collective):
            said.append("依条文受奖，本年有集体访。")
    return tuple(said)


def people_rewarded(facts: UnitFacts) -> tuple[PostHolder, ...]:
    """三（一）1 1.奖励的范围
    乡镇、办事处、市直部门的主要领导、分管领导、信访助理员和专职信访干部。

    Return who holds such a post of the unit itself, by name.
    """
    return tuple(sorted((holder for holder in facts.post_holders if holder.post in REWARDED_POSTS), key=lambda one: (one.name, one)))


def merit(code: str, previous: PreviousYear, parameters: Parameters) -> Decision | None:
    """三（一）3（2） （2）连续两年受表彰的单位及个人，给予记功奖励一次，同时给予物质奖励，对个人作为优先考察，晋级的重要依据。

    ``code`` is a unit rewarded this year.
    """
    if not _in_a_row(code, previous.rewarded, previous.merit, parameters):
        return None
    return Decision("3.1.3.2", code, Verdict.MERIT, None, (), ("merit_overlap",))


def people_merit(holders: tuple[PostHolder, ...], previous: PreviousYear, parameters: Parameters) -> tuple[str, ...]:
    """Return the persons among those rewarded this year who earn merit, sorted: the same rule, for the same person."""
    before = previous.people_rewarded, previous.people_merit
    return tuple(sorted({holder.person for holder in holders if _in_a_row(holder.person, *before, parameters)}))


def _in_a_row(who: str, rewarded: frozenset[str], given: frozenset[str], parameters: Parameters) -> bool:
    """Reading merit_overlap: a year serves one merit only, unless read otherwise."""
    return who in rewarded and (who not in given or parameters.readings.merit_overlap == "yes")
