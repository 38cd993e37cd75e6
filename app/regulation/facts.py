"""What is known of one unit's year: values the store fills and the clauses read; nothing here judges."""

from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from app.regulation.terms import Level, Post, Signature, UnitKind

FourLevels = tuple[int, int, int, int]
"""Counts at city, prefecture, province, beijing."""

NONE_AT_ALL: FourLevels = (0, 0, 0, 0)


class CitedVisit(NamedTuple):
    """A visit at city or above, in the year and by *as of*, that some decision or item may cite.

    Filled for every visit that is collective, or level-skipping, or a repeat, or reached province or beijing.
    """

    number: str
    level: Level
    collective: bool
    skipping: bool
    repeat: bool
    serious: bool  # a finding 集体上访造成严重恶果 is on record (3.2.1.5)


class PetitionCounts(NamedTuple):
    """Petitions at city and above of one unit in the year, by *as of*."""

    letters: int = 0
    visits: int = 0
    repeat: int = 0
    collective: FourLevels = NONE_AT_ALL
    individual: FourLevels = NONE_AT_ALL
    individual_skipping: FourLevels = NONE_AT_ALL
    collective_skipping: FourLevels = NONE_AT_ALL


NO_PETITIONS = PetitionCounts()


class LateCase(NamedTuple):
    """A case whose due date is by *as of* and which was not concluded on or before it.

    ``concluded_on`` is None when it was not concluded by *as of*; reports and explanations dated after *as of* are None too.
    Filled for every open one (any year), and for concluded ones whose due date is in the year or may reach it by ``long_delay_months``.
    """

    matter: str
    due_on: date
    collective_limit: bool
    regulation_limit: bool
    concluded_on: date | None
    reported_on: date | None
    explained_on: date | None


class AskedCase(NamedTuple):
    """A case asked for by 市以上机关 whose asked-for date (1.3) is in the year and by *as of*."""

    matter: str
    asked_due_on: date
    reported_on: date | None
    explained_on: date | None


class ConcludedCase(NamedTuple):
    """A case concluded in the year, by *as of*, whose reply letter is wanted and neither signed nor refused by *as of* (C2)."""

    matter: str
    concluded_on: date


class RefusedSignature(NamedTuple):
    """A case whose petitioner refused to sign the reply letter, 答复日期 in the year and by *as of* (4.4)."""

    matter: str
    replied_on: date
    signature: Signature = Signature.REFUSED


class RepeatedCase(NamedTuple):
    """A case with collective visits at city or above by *as of*, at least one of them in the year (4.3).

    ``visits``: how many such visits of any year, whatever units they name; ``last_on``: the last one's date (in the year).
    """

    matter: str
    visits: int
    last_on: date


class OpenFinding(NamedTuple):
    """A matter found 信访老户 by *as of* and not concluded by then (1.1)."""

    matter: str
    found_on: date


class Assignment(NamedTuple):
    """An assignment given inside the program (never from import) as 4.1 and 4.5 look at it; dates after *as of* are None."""

    matter: str
    assigned_on: date
    acknowledged_on: date | None
    refused_on: date | None
    not_carried_out_on: date | None


class PostHolder(NamedTuple):
    """Who holds a post of the unit itself at *as of*; ``person`` identifies the human being within the store."""

    person: str
    name: str
    post: Post


@dataclass(frozen=True, slots=True)
class UnitFacts:
    """Everything the regulation asks of one assessed unit in one year, by *as of*. Order of the tuples carries no meaning."""

    code: str
    name: str
    kind: UnitKind
    ranked: bool  # active at *as of*; False: closed earlier in the year (1.2)
    petitions: PetitionCounts = NO_PETITIONS
    cited_visits: tuple[CitedVisit, ...] = ()
    due: int = 0  # cases due in the year, whose due date is by *as of* or which were concluded by *as of* (1.3)
    concluded_in_time: int = 0
    late_cases: tuple[LateCase, ...] = ()
    asked_cases: tuple[AskedCase, ...] = ()
    unsigned_replies: tuple[ConcludedCase, ...] = ()
    refused_signatures: tuple[RefusedSignature, ...] = ()
    repeated_cases: tuple[RepeatedCase, ...] = ()
    long_standing: tuple[OpenFinding, ...] = ()
    assignments: tuple[Assignment, ...] = ()
    entered: dict[str, int] = field(default_factory=dict)  # C1 C3 D1 D2 D3 D4 -> number; absent: 未录入
    deposit_paid: int = 0  # in 分, of the year, by *as of* (townships)
    post_holders: tuple[PostHolder, ...] = ()


@dataclass(frozen=True, slots=True)
class PreviousYear:
    """What the closed year before says: unit codes and persons."""

    vetoed: frozenset[str] = frozenset()
    rewarded: frozenset[str] = frozenset()
    merit: frozenset[str] = frozenset()
    people_rewarded: frozenset[str] = frozenset()  # PostHolder.person
    people_merit: frozenset[str] = frozenset()
