"""What the regulation makes of a unit's year: vetoes, rewards, fines, deposit, accountability; a clause a function."""

from fractions import Fraction
from typing import Any

from tests.oracle.book import LADDER, Petition
from tests.oracle.rest_days import add_months
from tests.oracle.unit_year import Case, UnitYear

MANY_REPEATS = 2
LONG_DELAY_MONTHS = 2
COLLECTIVE_FINE = {"city": 200, "prefecture": 500, "province": 1000, "beijing": 1500}
SKIPPING_FINE = {"prefecture": 100, "province": 300, "beijing": 500}
NOT_REPORTED_FINE = 500
REWARDED_POSTS = ("主要领导", "分管领导", "信访助理员", "专职信访干部")

Decision = dict[str, Any]


def registers(petitions: list[Petition]) -> list[str]:
    return sorted({petition.number for petition in petitions})


def numbers(cases: list[Case]) -> list[str]:
    return sorted({case.matter.number for case in cases})


# --- 3.2.1: vetoes -------------------------------------------------------------------------------------------------------------

def visits_with_serious_finding(facts: UnitYear) -> list[Petition]:
    """A finding on record for a collective visit at city or above; the visit's date decides the year."""
    return [visit for visit in facts.collective() if visit.finding]


def vetoes(facts: UnitYear, score: Fraction) -> list[Decision]:
    found: list[Decision] = []
    to_province_or_beijing = facts.collective("province", "beijing")
    if len(to_province_or_beijing) >= 1:
        found.append({"clause": "3.2.1.1", "evidence": registers(to_province_or_beijing)})
    to_prefecture = facts.collective("prefecture")
    if len(to_prefecture) >= 3:
        found.append({"clause": "3.2.1.2", "evidence": registers(to_prefecture)})
    to_city = facts.collective("city")
    if len(to_city) >= 4:
        found.append({"clause": "3.2.1.3", "evidence": registers(to_city)})
    if score < 60:
        found.append({"clause": "3.2.1.4", "evidence": []})
    serious = visits_with_serious_finding(facts)
    if serious:
        found.append({"clause": "3.2.1.5", "evidence": registers(serious)})
    return found


def distance_to_veto(facts: UnitYear) -> dict[str, int]:
    return {
        "3.2.1.1": max(0, 1 - len(facts.collective("province", "beijing"))),
        "3.2.1.2": max(0, 3 - len(facts.collective("prefecture"))),
        "3.2.1.3": max(0, 4 - len(facts.collective("city"))),
    }


# --- 1.1 and 3.1.2: the four noes, rewards ---------------------------------------------------------------------------------------

def four_noes(facts: UnitYear) -> dict[str, bool]:
    return {
        "no_province_or_beijing": not [visit for visit in facts.visits() if visit.level in ("province", "beijing")],
        "no_collective": not facts.collective(),
        "no_long_standing": not facts.long_standing(),
        "no_backlog": not facts.backlog(),
    }


def rewards(facts: UnitYear, score: Fraction, rank: int, fewest_petitions: int) -> list[Decision]:
    """For a ranked unit without a veto; any one suffices."""
    clauses = []
    if not [visit for visit in facts.collective() if visit.is_level_skipping]:
        clauses.append("3.1.2.1")
    if rank <= 5:
        clauses.append("3.1.2.2")
    if all(four_noes(facts).values()) and score >= 95:
        clauses.append("3.1.2.3")
    if len(facts.petitions) == fewest_petitions:
        clauses.append("3.1.2.4")
    return [{"clause": clause, "evidence": []} for clause in clauses]


# --- 3.2.3: fines, deposit -------------------------------------------------------------------------------------------------------

def fines(facts: UnitYear) -> list[Decision]:
    def fine(clause: str, amount: int, evidence: str) -> Decision:
        return {"clause": clause, "amount": amount, "evidence": evidence}
    skipping = [visit for visit in facts.individual(*SKIPPING_FINE) if visit.is_level_skipping]
    found = [fine("3.2.3.1", COLLECTIVE_FINE[visit.level], visit.number) for visit in facts.collective()]
    found += [fine("3.2.3.1", SKIPPING_FINE[visit.level], visit.number) for visit in skipping]
    found += [fine("3.2.3.2", NOT_REPORTED_FINE, case.matter.number) for case in facts.not_reported()]
    return sorted(found, key=lambda one: (one["clause"], one["evidence"]))


def deposit(facts: UnitYear, fines_total: int) -> dict[str, int]:
    """A township's fines are drawn from its deposit of the year, what it lacks is owed; others' fines are owed."""
    paid = facts.paid if facts.unit.kind == "township" else 0
    drawn = min(paid, fines_total)
    return {"paid": paid, "drawn": drawn, "balance": paid - drawn, "owed": fines_total - drawn}


# --- 4.2 to 4.5: accountability (4.1 never from imported history, 4.6 and 4.7 never by a program) -------------------------------------

def repeated_collective(facts: UnitYear) -> list[Case]:
    """4.3: in the year a collective visit at city or above that is at least the case's third such visit, of any year."""
    found = []
    for case in facts.cases:
        such = [visit for visit in case.visits if visit.is_collective and LADDER.index(visit.level) >= LADDER.index("city")]
        such.sort(key=lambda visit: (visit.day, visit.number))
        if any(visit.day.year == facts.year for visit in such[MANY_REPEATS:]):
            found.append(case)
    return found


def over_the_limit_without_a_word(facts: UnitYear) -> list[Case]:
    """4.4, first half: due in the year and by as of, by then neither concluded nor reported nor explained."""
    found = []
    for case in facts.cases:
        due = case.deadline.due
        if not case.deadline.under_a_limit_of_the_regulation or not facts.is_in_the_year(due):
            continue
        if not case.matter.is_concluded_by(due) and not case.matter.is_reported_or_explained_by(due):
            found.append(case)
    return found


def signature_refused(facts: UnitYear) -> list[Case]:
    """4.4, second half: any case, refused in the year (答复日期)."""
    return [case for case in facts.cases if case.matter.signature == "拒签" and facts.is_in_the_year(case.matter.replied)]


def long_delayed(facts: UnitYear) -> list[Case]:
    """4.5: not concluded by the due date + 2 calendar months (no rest-day move), that day in the year and by as of."""
    found = []
    for case in facts.cases:
        limit = add_months(case.deadline.due, LONG_DELAY_MONTHS)
        if case.deadline.under_a_limit_of_the_regulation and facts.is_in_the_year(limit) and not case.matter.is_concluded_by(limit):
            found.append(case)
    return found


def accountability(facts: UnitYear) -> list[Decision]:
    evidence = {
        "4.2": registers(visits_with_serious_finding(facts)),
        "4.3": numbers(repeated_collective(facts)),
        "4.4": numbers(over_the_limit_without_a_word(facts) + signature_refused(facts)),
        "4.5": numbers(long_delayed(facts)),
    }
    return [{"clause": clause, "evidence": evidence[clause]} for clause in sorted(evidence) if evidence[clause]]
