"""责任查究, situation by situation: what the program proposes for a year, what a person must still find, and what was decided on it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple, TypeVar

from app.errors import NotFound, Refusal
from app.regulation.accountability import STILL_TO_FIND
from app.regulation.decisions import Decision
from app.regulation.terms import Post
from app.services import rules
from app.services.actor import Right
from app.services.annual_review import AnnualReview
from app.services.base import Service, needs
from app.store import accountability, evidence, people, units
from app.store.accountability import DecidedAccountability
from app.store.database import Transaction
from app.store.evidence import CitedMatter, CitedPetition

CLAUSES = ("4.1", "4.2", "4.3", "4.4", "4.5", "4.6", "4.7")
ANSWERING = {Post.HEAD: "主要领导", Post.LEADER_IN_CHARGE: "分管领导", Post.ASSISTANT: "信访助理员"}
"""Posts 四 names; whoever else is meant is 直接责任人."""

Cited = TypeVar("Cited", CitedPetition, CitedMatter)
Decided = Mapping[tuple[str, str], Sequence[DecidedAccountability]]


class Holder(NamedTuple):
    """Who holds a post that answers for the unit's petitions today."""

    name: str
    post: str


@dataclass(frozen=True, slots=True)
class Situation:
    """One of 四、1 to 7 at one unit in a year; not ``proposed``: the director's own finding."""

    year: int
    unit: str
    unit_name: str
    clause: str
    citation: str
    words: str
    still: str
    """What a person must still find."""
    proposed: bool
    evidence: tuple[str, ...]
    petitions: tuple[CitedPetition, ...]
    matters: tuple[CitedMatter, ...]
    holders: tuple[Holder, ...]
    decided: tuple[DecidedAccountability, ...]

    @property
    def key(self) -> tuple[str, str]:
        return self.unit, self.clause

    @property
    def open(self) -> bool:
        """A person has not said anything to it yet."""
        return not self.decided


class SituationReading(Service):
    """A part of :class:`app.services.accountability.AccountabilityService`."""

    @needs(Right.DECIDE)
    def situations(self, year: int) -> tuple[Situation, ...]:
        """All of a year: those proposed and not decided first, then by unit and clause. Raises Refusal where no unit is assessed."""
        proposed = {(each.unit, each.clause): each for each in self._proposed(year)}
        with self.reading() as transaction:
            decided: dict[tuple[str, str], list[DecidedAccountability]] = {}
            for each in accountability.of_year(transaction, year):
                decided.setdefault((each.unit_code, each.clause), []).append(each)
            keys = sorted({*proposed, *decided}, key=lambda key: (key in decided, key))
            return tuple(_told(transaction, self, year, keys, proposed, decided))

    @needs(Right.DECIDE)
    def situation(self, year: int, unit: str, clause: str) -> Situation:
        """One that nothing may have proposed, to be decided on. Raises NotFound, Refusal for an unknown clause."""
        if clause not in CLAUSES:
            raise Refusal(f"《规定》四没有“{clause}”这一项。", mend=f"可用的：{'、'.join(CLAUSES)}。")
        found = {each.key: each for each in self.situations(year)}
        if (unit, clause) in found:
            return found[unit, clause]
        with self.reading() as transaction:
            if units.by_code(transaction, unit) is None:
                raise NotFound(f"没有代码是“{unit[:40]}”的单位。")
            return next(iter(_told(transaction, self, year, [(unit, clause)], {}, {})))

    def _proposed(self, year: int) -> list[Decision]:
        """What the standings propose; of a year that nobody is assessed in, nothing."""
        try:
            listed = AnnualReview(self.desk).compute(year).result.units
        except Refusal:
            return []
        return [each for unit in listed for each in unit.accountability]


def _told(
    transaction: Transaction,
    service: Service,
    year: int,
    keys: Sequence[tuple[str, str]],
    proposed: Mapping[tuple[str, str], Decision],
    decided: Decided,
) -> list[Situation]:
    numbers = {key: _numbers(proposed.get(key), decided.get(key, ())) for key in keys}
    every = {number for each in numbers.values() for number in each}
    matters = evidence.matters_cited(transaction, every)
    petitions = evidence.petitions_cited(transaction, every - set(matters))
    known = {unit.code: unit for unit in units.all_units(transaction)}
    holders = _holders(transaction, {known[code].id for code, _clause in keys}, service)
    text = rules.regulation()
    return [
        Situation(
            year, code, known[code].name, clause, text.clause(clause).citation, text.clause(clause).words, STILL_TO_FIND.get(clause, ""),
            (code, clause) in proposed, numbers[code, clause], _among(petitions, numbers[code, clause]),
            _among(matters, numbers[code, clause]), holders.get(code, ()), tuple(decided.get((code, clause), ())),
        )
        for code, clause in keys
    ]  # fmt: skip


def _holders(transaction: Transaction, unit_ids: Iterable[int], service: Service) -> dict[str, tuple[Holder, ...]]:
    """By unit code, who holds the posts that answer today."""
    found: dict[str, tuple[Holder, ...]] = {}
    for term in people.terms_at(transaction, list(unit_ids), service.today):
        if term.post in ANSWERING:
            found[term.unit_code] = (*found.get(term.unit_code, ()), Holder(term.name, ANSWERING[term.post]))
    return found


def _among(cited: Mapping[str, Cited], numbers: Iterable[str]) -> tuple[Cited, ...]:
    return tuple(cited[number] for number in numbers if number in cited)


def _numbers(proposal: Decision | None, decided: Sequence[DecidedAccountability]) -> tuple[str, ...]:
    """Every number cited, each once."""
    cited = list(proposal.evidence) if proposal is not None else []
    return tuple(dict.fromkeys([*cited, *(number for each in decided for number in each.evidence)]))
