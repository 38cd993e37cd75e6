"""One unit's year explained: every decision with its clause, the clause's own words and the evidence, in plain sentences."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from app.regulation.accountability import STILL_TO_FIND
from app.regulation.consequences import disqualified
from app.regulation.decisions import Decision, UnitResult
from app.regulation.facts import PostHolder
from app.regulation.parameters import Parameters
from app.regulation.rounding import two_places
from app.services import rules
from app.services.annual_result import Standings
from app.store import evidence
from app.store.database import Transaction
from app.store.evidence import CitedMatter, CitedPetition, Trust

PETITION_ITEMS = frozenset({"A1", "A2", "A3"})
MATTER_CLAUSES = frozenset({"3.2.3.2", "4.1", "4.3", "4.4", "4.5"})
"""What these cite are matters; other clauses cite petitions."""

PERSON_FINDS = {clause: f"由局长核定：{words}" for clause, words in STILL_TO_FIND.items()}
"""What a person must still find before a proposal becomes a decision."""

NO_TRUST = Trust(0, 0, 0)


@dataclass(frozen=True, slots=True)
class ExplainedDecision:
    """A decision with its citation, the clause's verbatim words and what it cites; `remark` says what a person must still find."""

    decision: Decision
    citation: str
    words: str
    petitions: tuple[CitedPetition, ...]
    matters: tuple[CitedMatter, ...]
    remark: str = ""


@dataclass(frozen=True, slots=True)
class ExplainedItem:
    """An item of the scoring sheet that takes something off, or is not entered; `points` as shown (`-2.00`)."""

    item: str
    name: str
    points: str
    entered: bool
    petitions: tuple[CitedPetition, ...]
    matters: tuple[CitedMatter, ...]


class Distance(NamedTuple):
    """How far the unit is from a veto that counts visits; `left` 0: it holds."""

    clause: str
    citation: str
    words: str
    left: int


@dataclass(frozen=True, slots=True)
class Explanation:
    """All that is said of one unit's year. `not_rewarded` are the reasons, `disqualified` who loses 先进个人 by a veto."""

    standings: Standings
    unit: UnitResult
    ranked_units: int
    items: tuple[ExplainedItem, ...]
    vetoes: tuple[ExplainedDecision, ...]
    rewards: tuple[ExplainedDecision, ...]
    merit: ExplainedDecision | None
    fines: tuple[ExplainedDecision, ...]
    accountability: tuple[ExplainedDecision, ...]
    not_rewarded: tuple[str, ...]
    distances: tuple[Distance, ...]
    disqualified: tuple[PostHolder, ...]
    trust: Trust


class _Cited:
    """What a unit's decisions cite, read once."""

    def __init__(self, transaction: Transaction, unit: UnitResult, may_read: bool) -> None:
        cited = [(each.clause in MATTER_CLAUSES, each.evidence) for each in (*unit.vetoes, *unit.fines, *unit.accountability)]
        cited += [(item.item not in PETITION_ITEMS, item.evidence) for item in unit.items]
        petitions = evidence.petitions_cited(transaction, _numbers(cited, of_matters=False))
        matters = evidence.matters_cited(transaction, _numbers(cited, of_matters=True))
        self.petitions: Mapping[str, CitedPetition] = petitions if may_read else {n: p._replace(gist=None) for n, p in petitions.items()}
        self.matters: Mapping[str, CitedMatter] = matters if may_read else {n: m._replace(gist=None) for n, m in matters.items()}

    def decision(self, decision: Decision) -> ExplainedDecision:
        clause = rules.regulation().clause(decision.clause)
        petitions, matters = self.evidence(decision.evidence, of_matters=decision.clause in MATTER_CLAUSES)
        return ExplainedDecision(decision, clause.citation, clause.words, petitions, matters, PERSON_FINDS.get(decision.clause, ""))

    def evidence(self, numbers: Sequence[str], *, of_matters: bool) -> tuple[tuple[CitedPetition, ...], tuple[CitedMatter, ...]]:
        if of_matters:
            return (), tuple(self.matters[number] for number in numbers if number in self.matters)
        return tuple(self.petitions[number] for number in numbers if number in self.petitions), ()


def _numbers(cited: Sequence[tuple[bool, Sequence[str]]], *, of_matters: bool) -> set[str]:
    return {number for is_matter, numbers in cited if is_matter is of_matters for number in numbers}


def explained(
    transaction: Transaction, standings: Standings, unit: UnitResult, holders: tuple[PostHolder, ...], *, may_read: bool
) -> Explanation:
    """Explains `unit`; `may_read`: whether the actor may see what petitions are about."""
    cited = _Cited(transaction, unit, may_read)
    ranked = [each for each in standings.result.units if each.rank is not None]
    return Explanation(
        standings,
        unit,
        len(ranked),
        _items(standings, unit, cited),
        tuple(map(cited.decision, unit.vetoes)),
        tuple(map(cited.decision, unit.rewards)),
        cited.decision(unit.merit) if unit.merit is not None else None,
        tuple(map(cited.decision, unit.fines)),
        tuple(map(cited.decision, unit.accountability)),
        _not_rewarded(standings, unit, ranked),
        _distances(unit),
        disqualified(holders) if unit.vetoes else (),
        evidence.trust(transaction, standings.year).get(unit.code, NO_TRUST),
    )


def _items(standings: Standings, unit: UnitResult, cited: _Cited) -> tuple[ExplainedItem, ...]:
    names = {item.id: item.name for item in standings.sheet.items}
    return tuple(
        ExplainedItem(
            item.item,
            names.get(item.item, ""),
            two_places(-item.deduction),
            item.entered,
            *cited.evidence(item.evidence, of_matters=item.item not in PETITION_ITEMS),
        )
        for item in unit.items
        if item.deduction or not item.entered
    )


def _not_rewarded(standings: Standings, unit: UnitResult, ranked: Sequence[UnitResult]) -> tuple[str, ...]:
    """Why there is no reward, condition by condition; empty where there is one."""
    if unit.rewards:
        return ()
    if not standings.in_force:
        return (f"本规定自一九九五年起实行，{standings.year}年只作对照，不奖不罚。",)
    if unit.rank is None:
        return ("本单位已于年内停用，不参加排名和奖励。",)
    if unit.vetoes:
        return ("已被一票否决，不予奖励。",)
    return tuple(_missed(standings.parameters, unit, ranked))


def _missed(parameters: Parameters, unit: UnitResult, ranked: Sequence[UnitResult]) -> list[str]:
    skipping = sum(unit.petitions.collective_skipping)
    total = unit.petitions.letters + unit.petitions.visits
    fewest = min(each.petitions.letters + each.petitions.visits for each in ranked)
    lacking = "四无未全" if not all(unit.four_noes) else ""
    low = f"得分 {two_places(unit.score)}，不足 {parameters.reward_score} 分" if unit.score < parameters.reward_score else ""
    return [
        f"（1）有集体越级到市以上机关上访 {skipping} 起",
        f"（2）第 {unit.rank} 名，不在前 {parameters.reward_rank} 名",
        f"（3）{'，'.join(part for part in (lacking, low) if part)}",
        f"（4）信访总量 {total} 起，全市最少的是 {fewest} 起",
    ]


def _distances(unit: UnitResult) -> tuple[Distance, ...]:
    text = rules.regulation()
    return tuple(Distance(clause, text.clause(clause).citation, text.clause(clause).words, left) for clause, left in unit.distance)
