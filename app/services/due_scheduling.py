"""Tells due dates: reckons them from all a matter's dates, and keeps what was told where those dates are the same."""

import json
from datetime import date, datetime
from itertools import pairwise
from typing import NamedTuple

from app.regulation.deadlines import CaseDates, DueDate, as_known_on, asked_for_date, due_history
from app.regulation.parameters import Parameters
from app.regulation.rest_days import RestDays
from app.store import due_dates, matters, visits
from app.store.database import Transaction
from app.store.due_dates import DueRow
from app.store.matters import StoredMatter


class AskedFor(NamedTuple):
    """The asked-for date of 1.3 and its year, as the columns `asked_due_on` and `asked_due_year` of a matter."""

    asked_due_on: date | None
    asked_due_year: int | None


def due_rows_for(case: CaseDates, parameters: Parameters, rest_days: RestDays, cause: str, at: datetime) -> list[DueRow]:
    """The due rows of a case in memory, oldest first, without ``matter_id``; the last one of an unconcluded case is open. ``at`` in UTC."""
    history = due_history(case, parameters, rest_days)
    instant = at.isoformat(timespec="microseconds")
    rows = [_row(case, known_from, due, cause, instant) for known_from, due in history]
    for row, following in pairwise(rows):
        row["known_until"] = following["known_from"]
    rows[-1]["open"] = int(case.concluded_on is None)
    return rows


def asked_for(case: CaseDates, parameters: Parameters, rest_days: RestDays) -> AskedFor:
    """What a matter's row says of the asked-for date; both None without an assignment that asks."""
    if case.assigned_on is None:
        return AskedFor(None, None)
    day = asked_for_date(case.assigned_on, parameters, rest_days)
    return AskedFor(day, day.year)


def reschedule(
    transaction: Transaction, matter_id: int, parameters: Parameters, rest_days: RestDays, *, cause: str, at: datetime
) -> CaseDates:
    """Brings a matter's due rows in step with all its dates, and with them the columns that follow: first collective visit, asked-for
    date, year of conclusion. What was told from the same dates stands.
    """
    matter = matters.by_id(transaction, matter_id)
    case = case_dates(transaction, matter, parameters)
    follows: dict[str, object] = {
        "first_collective_on": case.first_collective_on,
        "concluded_year": case.concluded_on.year if case.concluded_on else None,
    }
    # The asked-for date, too, stands as first told: it is set with its assignment and goes with it.
    if (matter.asked_due_on is None) != (case.assigned_on is None):
        follows |= asked_for(case, parameters, rest_days)._asdict()
    matters.change(transaction, matter_id, follows)
    due_dates.keep_told(transaction, matter_id, due_rows_for(case, parameters, rest_days, cause, at))
    return case


def case_dates(transaction: Transaction, matter: StoredMatter, parameters: Parameters) -> CaseDates:
    """What a matter's due date is made of, the first collective visit counted anew from its petitions."""
    first = visits.first_collective(visits.of_matter(transaction, matter.id), parameters.collective_min_people)
    return CaseDates(matter.accepted_on, matter.marked_collective, matter.assigned_on, first, matter.extended_on, matter.concluded_on)


def known_json(case: CaseDates) -> str:
    """The dates a row was made of, as canonical JSON: a recomputation keeps a row whose dates are the same."""
    known = {name: getattr(case, name) for name in CaseDates.__dataclass_fields__}
    told = {name: value.isoformat() if isinstance(value, date) else value for name, value in known.items() if value}
    return json.dumps(told, sort_keys=True, separators=(",", ":"))


def _row(case: CaseDates, known_from: date, due: DueDate, cause: str, instant: str) -> DueRow:
    return {
        "known_from": known_from,
        "known_until": None,
        "due_on": due.due_on,
        "due_year": due.due_on.year,
        "limit_kind": due.limit,
        "collective_limit": int(due.collective_limit),
        "regulation_limit": int(due.regulation_limit),
        "clause": due.clause or "",
        "why": json.dumps(due.why, ensure_ascii=False, separators=(",", ":")),
        "known": known_json(as_known_on(case, known_from)),
        "replaced": 0,
        "cause": cause,
        "recorded_at": instant,
        "open": 0,
    }
