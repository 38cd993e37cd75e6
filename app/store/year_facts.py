"""The facts of every assessed unit's year, gathered by a few grouped queries; what they mean is said elsewhere."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from datetime import date
from typing import TypeVar

from app.regulation.facts import PetitionCounts, UnitFacts
from app.regulation.parameters import Parameters
from app.store import year_facts_cases as case_facts
from app.store import year_facts_petitions as petition_facts
from app.store import year_facts_units as unit_facts
from app.store.calm import no_collecting
from app.store.database import Transaction
from app.store.year_facts_window import Window, window

F = TypeVar("F")
NO_PETITIONS = PetitionCounts()


def load(transaction: Transaction, year: int, as_of: date, parameters: Parameters) -> list[UnitFacts]:
    """The facts of the units listed in ``year`` (1.2), by the end of the day ``as_of``, by unit code.

    ``as_of`` is not after 31 December of the year. Nothing dated after it counts; voided petitions count nowhere.
    """
    with no_collecting():
        return _load(transaction, window(year, as_of, parameters))


def _load(transaction: Transaction, at: Window) -> list[UnitFacts]:
    petitions = petition_facts.by_unit(transaction, at)
    cases = case_facts.due_and_late(transaction, at)
    asked = _by_unit(case_facts.asked(transaction, at))
    unsigned = _by_unit(case_facts.unsigned(transaction, at))
    refused = _by_unit(case_facts.refused(transaction, at))
    repeated = _by_unit(petition_facts.repeated(transaction, at))
    found = _by_unit(case_facts.long_standing(transaction, at))
    given = _by_unit(case_facts.assignments_given(transaction, at))
    entered = unit_facts.entered(transaction, at)
    paid = unit_facts.deposits(transaction, at)
    holders = _by_unit(unit_facts.post_holders(transaction, at))
    return [
        UnitFacts(
            code,
            name,
            kind,
            ranked,
            petitions[key].counts() if key in petitions else NO_PETITIONS,
            tuple(petitions[key].cited) if key in petitions else (),
            cases.due.get(key, 0),
            cases.in_time.get(key, 0),
            tuple(cases.late.get(key, ())),
            asked(key),
            unsigned(key),
            refused(key),
            repeated(key),
            found(key),
            given(key),
            entered.get(key, {}),
            paid.get(key, 0),
            holders(key),
        )
        for key, code, name, kind, ranked in unit_facts.listed(transaction, at)
    ]


def _by_unit(facts: Iterable[tuple[int, F]]) -> Callable[[int], tuple[F, ...]]:
    """The facts of a unit, from pairs of the unit's id and a fact."""
    gathered: defaultdict[int, list[F]] = defaultdict(list)
    for unit_id, fact in facts:
        gathered[unit_id].append(fact)
    return lambda unit_id: tuple(gathered[unit_id]) if unit_id in gathered else ()
