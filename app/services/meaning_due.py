"""When the case of a draft would be due, by which clause and why, and what an extension could still give."""

from dataclasses import replace
from datetime import date

from app.regulation.deadlines import CaseDates, DueDate, as_known_on, due_date, due_history
from app.regulation.terms import Limit
from app.services import due_scheduling
from app.services.meaning import DueMeaning
from app.services.meaning_judged import citation
from app.services.rules import Rules
from app.store import due_dates
from app.store.database import Transaction
from app.store.due_dates import StoredDue
from app.store.matters import StoredMatter

OWN_LIMIT = "本局设定"
"""Stands where a citation would, for the bureau's own limit."""


def of_new(day: date, together: bool, rules: Rules) -> DueMeaning:
    """Of a matter opened by this petition; ``together``: it is a collective visit."""
    case = CaseDates(accepted_on=day, first_collective_on=day if together else None)
    return _told(due_date(case, rules.parameters, rules.rest_days), case, day, rules, None)


def of_taken_over(transaction: Transaction, matter: StoredMatter, day: date, together: bool, rules: Rules) -> DueMeaning:
    """Of a matter taken over: the date as told stands unless this visit changes it."""
    before = due_dates.standing(transaction, matter.id)
    case = due_scheduling.case_dates(transaction, matter, rules.parameters)
    if together and (case.first_collective_on is None or day < case.first_collective_on):
        case = replace(case, first_collective_on=day)
    known_from, due = due_history(case, rules.parameters, rules.rest_days)[-1]
    if before is not None and (before.known_from, before.known) == (known_from, due_scheduling.known_json(as_known_on(case, known_from))):
        return _as_told(before)
    return _told(due, case, day, rules, before)


def _as_told(before: StoredDue) -> DueMeaning:
    return DueMeaning(before.due_on, before.limit, _cited(before.clause), before.why)


def _told(due: DueDate, case: CaseDates, day: date, rules: Rules, before: StoredDue | None) -> DueMeaning:
    extended_on = None
    if due.limit is Limit.COLLECTIVE and case.extended_on is None and case.concluded_on is None:
        extended = due_date(replace(case, extended_on=max(day, case.accepted_on)), rules.parameters, rules.rest_days)
        extended_on = extended.due_on if extended.due_on > due.due_on else None
    moved_from = before.due_on if before is not None and before.due_on != due.due_on else None
    return DueMeaning(due.due_on, due.limit, _cited(due.clause), due.why, extended_on, moved_from)


def _cited(clause: str | None) -> str:
    return citation(clause) if clause else OWN_LIMIT
