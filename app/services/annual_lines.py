"""A unit's facts taken apart into lines, one for each record behind them, and put together again: what is imagined or compared."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from app.regulation.facts import CitedVisit, FourLevels, PetitionCounts, UnitFacts
from app.regulation.terms import Level, UnitKind
from app.store.year_facts_counted import Counted, CountedCase, CountedPetition
from app.store.year_story_days import CASES
from app.store.year_story_values import DUE, PetitionLine

PETITION, ENTERED, DEPOSIT, HOLDER, UNIT = "petition", "entered", "deposit", "holder", "unit"
OF_MATTERS = CASES
"""The fields of UnitFacts that hold cases, each with its matter's number first."""


class Key(NamedTuple):
    """What a line is about: its kind, the number of the petition, matter or item, and its place where one record has several."""

    kind: str
    record: str
    place: int = 0


class UnitLine(NamedTuple):
    """The unit itself."""

    name: str
    kind: UnitKind
    ranked: bool


Lines = dict[Key, Any]
"""Every line of one unit; the unit's own line is always there."""


def lines_of(facts: UnitFacts, counted: Counted) -> Lines:
    """Takes a unit's year apart; `counted` names what the facts only count."""
    lines: Lines = {Key(UNIT, ""): UnitLine(facts.name, facts.kind, facts.ranked)}
    for cited in facts.cited_visits:
        lines[Key(PETITION, cited.number)] = PetitionLine(
            True, cited.level, cited.collective, cited.skipping, cited.repeat, cited.serious
        )
    for number, visit, level in counted.petitions:
        lines[Key(PETITION, number)] = PetitionLine(visit, Level(level))
    for matter, in_time in counted.cases:
        lines[Key(DUE, matter)] = in_time
    for kind in OF_MATTERS:
        lines |= many(kind, getattr(facts, kind))
    lines |= {Key(ENTERED, item): number for item, number in facts.entered.items()}
    lines |= {Key(HOLDER, holder.person, place): holder for holder, place in _placed(facts.post_holders, lambda one: one.person)}
    if facts.deposit_paid:
        lines[Key(DEPOSIT, "")] = facts.deposit_paid
    return lines


def facts_from(code: str, lines: Mapping[Key, Any]) -> UnitFacts:
    """Puts a unit's year together from its lines; what is cited stands in the order of its numbers."""
    own: UnitLine = lines[Key(UNIT, "")]
    petitions = sorted((key.record, line) for key, line in lines.items() if key.kind == PETITION)
    due = [in_time for key, in_time in lines.items() if key.kind == DUE]
    cases = {kind: tuple(_of_kind(lines, kind)) for kind in OF_MATTERS}
    return UnitFacts(
        code,
        own.name,
        own.kind,
        own.ranked,
        counts_of(line for _, line in petitions),
        tuple(CitedVisit(number, *line[1:]) for number, line in petitions if line.cited),
        len(due),
        sum(due),
        **cases,
        entered={key.record: number for key, number in lines.items() if key.kind == ENTERED},
        deposit_paid=lines.get(Key(DEPOSIT, ""), 0),
        post_holders=tuple(_of_kind(lines, HOLDER)),
    )


def counted_from(lines: Mapping[Key, Any]) -> Counted:
    """What the facts of these lines only count."""
    petitions = ((key.record, line) for key, line in lines.items() if key.kind == PETITION and not line.cited)
    cases = (CountedCase(key.record, in_time) for key, in_time in lines.items() if key.kind == DUE)
    return Counted(tuple(sorted(CountedPetition(number, line.visit, line.level) for number, line in petitions)), tuple(sorted(cases)))


def counts_of(petitions: Iterable[PetitionLine]) -> PetitionCounts:
    """The petitions counted as the year's facts count them."""
    found: Counter[tuple[str, Level]] = Counter()
    for line in petitions:
        found.update(_counts(line))
    return PetitionCounts(
        sum(number for (what, _), number in found.items() if what == "letters"),
        sum(number for (what, _), number in found.items() if what == "visits"),
        sum(number for (what, _), number in found.items() if what == "repeat"),
        *(_four(found, what) for what in ("collective", "individual", "individual_skipping", "collective_skipping")),
    )


def _counts(line: PetitionLine) -> Iterator[tuple[str, Level]]:
    if not line.visit:
        yield "letters", line.level
        return
    sort = "collective" if line.collective else "individual"
    yield "visits", line.level
    yield sort, line.level
    if line.skipping:
        yield f"{sort}_skipping", line.level
    if line.repeat:
        yield "repeat", line.level


def _four(found: Mapping[tuple[str, Level], int], what: str) -> FourLevels:
    city, prefecture, province, beijing = (found.get((what, level), 0) for level in list(Level)[1:])
    return city, prefecture, province, beijing


def many(kind: str, cases: tuple[Any, ...]) -> Lines:
    """Lines of one kind of cases."""
    return {Key(kind, case[0], place): case for case, place in _placed(cases, lambda case: case[0])}


def _placed(values: tuple[Any, ...], record: Any) -> Iterator[tuple[Any, int]]:
    """Each value with its place among those of the same record, in an order that is the same everywhere."""
    seen: Counter[str] = Counter()
    for value in sorted(values, key=lambda one: tuple((part is None, str(part)) for part in one)):
        yield value, seen[record(value)]
        seen[record(value)] += 1


def _of_kind(lines: Mapping[Key, Any], kind: str) -> Iterator[Any]:
    return (lines[key] for key in sorted(key for key in lines if key.kind == kind))
