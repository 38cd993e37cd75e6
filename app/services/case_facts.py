"""What a case is today, read from the store for the one answer whether a step may be taken."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from app.regulation.facts import Assignment
from app.regulation.ladder import collective
from app.regulation.parameters import Parameters
from app.regulation.terms import Form, Level, Signature
from app.services import due_scheduling, rules
from app.services.case_steps import CaseFacts, VisitOn
from app.store import due_dates, matter_steps, petitions
from app.store.database import Transaction
from app.store.matter_steps import Step, StepRecord
from app.store.matters import StoredMatter
from app.store.petitions import StoredPetition


def facts_of(transaction: Transaction, matter: StoredMatter, today: date) -> CaseFacts:
    """The case as it stands, with the rules in force today."""
    in_force = rules.in_force(transaction, today)
    return CaseFacts(
        number=matter.number,
        today=today,
        dates=due_scheduling.case_dates(transaction, matter, in_force.parameters),
        parameters=in_force.parameters,
        rest_days=in_force.rest_days,
        asked_due_on=matter.asked_due_on,
        reported_on=matter.reported_on,
        explained_on=matter.explained_on,
        no_reply_needed=matter.no_reply_needed,
        replied_on=matter.replied_on,
        signature=Signature(matter.signature) if matter.signature else None,
        long_standing_on=matter.long_standing_on,
        **_of_due(transaction, matter.id),
        **_of_steps(transaction, matter.id),
        **_of_visits(transaction, matter.id, today.year, in_force.parameters),
    )


def _of_due(transaction: Transaction, matter_id: int) -> dict[str, Any]:
    due = due_dates.standing(transaction, matter_id)
    if due is None:
        return {"due_on": None, "limit": None, "collective_limit": False, "regulation_limit": False}
    return {name: getattr(due, name) for name in ("due_on", "limit", "collective_limit", "regulation_limit")}


def _of_steps(transaction: Transaction, matter_id: int) -> dict[str, Any]:
    waiting = waiting_assignment(transaction, matter_id)
    urgings = matter_steps.of_matter(transaction, matter_id, Step.URGING)
    opinions = matter_steps.of_matter(transaction, matter_id, Step.HIGHER_OPINION)
    return {
        "waiting_on": waiting.on if waiting else None,
        "given": matter_steps.count(transaction, matter_id, Step.ASSIGNMENT) > 0,
        "urged_on": max((each.on for each in urgings), default=None),
        "urgings": len(urgings),
        "opinion_on": min((each.on for each in opinions if each.own["not_carried_out_on"] is None), default=None),
    }


def _of_visits(transaction: Transaction, matter_id: int, year: int, parameters: Parameters) -> dict[str, Any]:
    visits = [each for each in petitions.of_matter(transaction, matter_id) if each.form is Form.VISIT and not each.voided]
    counted = [each for each in visits if each.level >= Level.CITY]
    together = [each for each in counted if collective(each.form, each.people, each.represented or 0, parameters)]
    return {
        "visits_this_year": sum(each.received_on.year == year for each in visits),
        "unreceived": _on(each for each in counted if not each.received_by_unit_name),
        "collective_visits": _on(together),
        "serious": tuple(each.number for each in together if each.serious),
    }


def assignments_given(transaction: Transaction, matter_id: int) -> tuple[Assignment, ...]:
    """Assignments and higher opinions recorded here, never from import, as the year's facts have them for 四、1 and 四、5."""
    taken = {each.own["assignment_id"]: each.on for each in matter_steps.of_matter(transaction, matter_id, Step.ACKNOWLEDGEMENT)}
    given = [
        Assignment("", each.on, taken.get(each.id), each.own["refused_on"], None)
        for each in matter_steps.of_matter(transaction, matter_id, Step.ASSIGNMENT)
        if not each.imported
    ]
    opinions = matter_steps.of_matter(transaction, matter_id, Step.HIGHER_OPINION)
    defied = [each for each in opinions if each.own["not_carried_out_on"] is not None and not each.imported]
    return (*given, *(Assignment("", each.on, each.on, None, each.own["not_carried_out_on"]) for each in defied))


def waiting_assignment(transaction: Transaction, matter_id: int) -> StepRecord | None:
    """The last assignment that is neither acknowledged nor refused."""
    answered = {each.own["assignment_id"] for each in matter_steps.of_matter(transaction, matter_id, Step.ACKNOWLEDGEMENT)}
    given = matter_steps.of_matter(transaction, matter_id, Step.ASSIGNMENT)
    waiting = [each for each in given if each.id not in answered and each.own["refused_on"] is None]
    return waiting[-1] if waiting else None


def _on(visits: Iterable[StoredPetition]) -> tuple[VisitOn, ...]:
    return tuple(VisitOn(each.number, each.received_on) for each in visits)
