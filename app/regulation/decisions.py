"""What the program asserts: decisions, each with its clause and evidence, and the results made of them."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction
from typing import NamedTuple

from app.regulation.facts import PetitionCounts, PostHolder
from app.regulation.terms import UnitKind


class Verdict(StrEnum):
    """What a decision says."""

    VETO = "veto"
    REWARD = "reward"
    MERIT = "merit"
    FINE = "fine"
    PROPOSAL = "proposal"


class Decision(NamedTuple):
    """One assertion: clause id, unit code, verdict, whole 元 or None, evidence numbers sorted as text, keys of the readings used."""

    clause: str
    unit: str
    verdict: Verdict
    amount: int | None = None
    evidence: tuple[str, ...] = ()
    readings: tuple[str, ...] = ()


class ItemResult(NamedTuple):
    """One item of the scoring sheet: what it takes off (>= 0, exact) and why. ``entered`` is False while the reviewers have not."""

    item: str
    deduction: Fraction
    evidence: tuple[str, ...] = ()
    entered: bool = True


class FourNoes(NamedTuple):
    """四无 (一、1), True where the unit has none."""

    no_province_or_beijing: bool
    no_collective: bool
    no_long_standing: bool
    no_backlog: bool


class DepositState(NamedTuple):
    """三（二）3 in 分: what was paid, what the fines draw, what is left, what the deposit lacks."""

    paid: int
    drawn: int
    balance: int
    owed: int


@dataclass(frozen=True, slots=True)
class UnitResult:
    """One unit's year. ``rank`` is None for a unit closed earlier in the year.

    ``distance`` pairs 3.2.1.1, 3.2.1.2, 3.2.1.3 with the collective visits still missing to a veto (>= 0).
    """

    code: str
    name: str
    kind: UnitKind
    score: Fraction
    rank: int | None
    items: tuple[ItemResult, ...]
    petitions: PetitionCounts
    due: int
    concluded_in_time: int
    four_noes: FourNoes
    vetoes: tuple[Decision, ...]
    rewards: tuple[Decision, ...]
    merit: Decision | None
    people_rewarded: tuple[PostHolder, ...]
    people_merit: tuple[str, ...]  # PostHolder.person
    fines: tuple[Decision, ...]
    fines_total: int  # whole 元
    deposit: DepositState
    key_managed: bool
    key_managed_next_year: bool
    accountability: tuple[Decision, ...]
    distance: tuple[tuple[str, int], ...]
    remarks: tuple[str, ...] = ()  # faithful-to-the-text remarks (1.5), reading keys or plain sentences in Chinese


@dataclass(frozen=True, slots=True)
class YearResult:
    """The year's result: units by rank, then code; unranked last, by code."""

    year: int
    as_of: date
    in_force: bool
    units: tuple[UnitResult, ...]
