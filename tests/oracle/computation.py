"""The year's standings of 2.4, computed from the rows of 2.2 by the words of page 1 and nothing else."""

from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from typing import Any

from tests.oracle import clauses, scoring
from tests.oracle.book import CITY_AND_ABOVE, Book, Person, Petition, known_on
from tests.oracle.unit_year import UnitYear, unit_years

Result = dict[str, Any]
IN_FORCE_FROM = 1995


def standings(book: Book, year: int, as_of: date, closed: Mapping[int, Result]) -> Result:
    """The JSON of 2.4 (fingerprint null; without scoring sheet and readings). `closed`: the closed years' results."""
    if year in closed and as_of == date(year, 12, 31):
        return {**closed[year], "closed": True}
    world = known_on(book, as_of)
    all_facts = unit_years(world, year, as_of)
    deductions = {facts.unit.code: scoring.deductions(facts) for facts in all_facts}
    scores = {code: scoring.score(taken) for code, taken in deductions.items()}
    ranked = [facts for facts in all_facts if facts.unit.is_active_on(as_of)]
    ranks = {facts.unit.code: rank(facts, ranked, scores) for facts in ranked}
    fewest = min((len(facts.petitions) for facts in ranked), default=0)
    before = {unit["code"]: unit for unit in closed[year - 1]["units"]} if year - 1 in closed else {}
    units = []
    for facts in all_facts:
        code = facts.unit.code
        unit = facts_of_the_unit(facts, deductions[code], scores[code], ranks.get(code))
        unit.update(no_decisions(facts))
        if year >= IN_FORCE_FROM:
            unit.update(decisions(facts, scores[code], ranks.get(code), fewest, world.people, before.get(code)))
        units.append(unit)
    units.sort(key=lambda unit: (unit["rank"] is None, unit["rank"] or 0, unit["code"]))
    return {
        "regulation": "聊发〔1995〕34号", "year": year, "as_of": as_of.isoformat(), "closed": False, "in_force": year >= IN_FORCE_FROM,
        "fingerprint": None, "units": units,
    }


def rank(facts: UnitYear, ranked: list[UnitYear], scores: Mapping[str, Fraction]) -> int:
    """1 + units with a higher score."""
    return 1 + len([other for other in ranked if scores[other.unit.code] > scores[facts.unit.code]])


def facts_of_the_unit(facts: UnitYear, taken: dict[str, Fraction], score: Fraction, rank_of_it: int | None) -> Result:
    """What is shown in any year, in force or not."""
    return {
        "code": facts.unit.code, "name": facts.unit.name, "kind": facts.unit.kind, "score": scoring.two_places(score), "rank": rank_of_it,
        "items": {item: scoring.two_places(-points) for item, points in sorted(taken.items())},
        "not_entered": scoring.not_entered(facts),
        "petitions": petition_counts(facts),
        "on_time": {
            "due": len(facts.due_in_the_year()), "concluded_in_time": len(facts.concluded_in_time()),
            "rate": scoring.two_places(facts.on_time_rate()),
        },
        "four_noes": clauses.four_noes(facts),
        "distance_to_veto": clauses.distance_to_veto(facts),
    }


def petition_counts(facts: UnitYear) -> Result:
    return {
        "total": len(facts.petitions), "letters": len(facts.letters()), "visits": len(facts.visits()), "repeat": len(facts.repeat_visits()),
        "collective": by_level(facts.collective()),
        "individual": by_level(facts.individual()),
        "individual_skipping": by_level([visit for visit in facts.individual() if visit.is_level_skipping]),
        "collective_skipping": by_level([visit for visit in facts.collective() if visit.is_level_skipping]),
    }


def by_level(visits: list[Petition]) -> dict[str, int]:
    return {level: len([visit for visit in visits if visit.level == level]) for level in CITY_AND_ABOVE}


def no_decisions(facts: UnitYear) -> Result:
    """Before 1995 there are no vetoes, rewards, merit, fines, key list or accountability."""
    return {
        "vetoes": [], "rewards": [], "merit": False, "people_rewarded": [], "fines": [], "fines_total": 0,
        "deposit": clauses.deposit(facts, 0), "key_managed": False, "key_managed_next_year": False, "accountability": [],
    }


def decisions(
    facts: UnitYear, score: Fraction, rank_of_it: int | None, fewest: int, people: list[Person], before: Result | None
) -> Result:
    """`before`: the unit's result in the year before, if that is closed."""
    vetoes = clauses.vetoes(facts, score)
    rewards = [] if vetoes or rank_of_it is None else clauses.rewards(facts, score, rank_of_it, fewest)
    fines = clauses.fines(facts)
    fines_total = sum(fine["amount"] for fine in fines)
    return {
        "vetoes": vetoes, "rewards": rewards, "merit": merit(bool(rewards), before),
        "people_rewarded": people_rewarded(facts, people) if rewards else [],
        "fines": fines, "fines_total": fines_total, "deposit": clauses.deposit(facts, fines_total),
        "key_managed": before is not None and bool(before["vetoes"]), "key_managed_next_year": bool(vetoes),
        "accountability": clauses.accountability(facts),
    }


def merit(rewarded: bool, before: Result | None) -> bool:
    """Commended in this year and in the one before, the latter closed; a year serves one merit only."""
    return rewarded and before is not None and bool(before["rewards"]) and not before["merit"]


def people_rewarded(facts: UnitYear, people: list[Person]) -> list[str]:
    """Who holds a post of 3.1.1 of the unit itself at as of; each name once, by code point."""
    holders = [person for person in people if person.unit == facts.unit.code and person.post in clauses.REWARDED_POSTS]
    return sorted({person.name for person in holders if person.holds_the_post_on(facts.as_of)})
