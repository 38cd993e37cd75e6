"""Every case with the dates it is reckoned from and the due dates told of it, for whoever reckons them anew."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from sqlalchemy import func, or_, select

from app.regulation.terms import Form
from app.store.database import Transaction
from app.store.schema.cases import due_dates, matters
from app.store.schema.register import petitions
from app.store.schema.review import rest_days, rule_changes


class ToldDue(NamedTuple):
    """A due date as told, not replaced since."""

    known_from: date
    known_until: date | None
    due_on: date
    due_year: int
    limit: str
    regulation_limit: bool
    open: bool
    recorded_at: str


class KeptCase(NamedTuple):
    """A matter's dates as kept. ``first_collective_on`` is what its row says, ``first_visit_on`` what its visits say."""

    number: str
    accepted_on: date
    marked_collective: bool
    assigned_on: date | None
    extended_on: date | None
    concluded_on: date | None
    first_collective_on: date | None
    first_visit_on: date | None
    told: tuple[ToldDue, ...]


def cases(transaction: Transaction, min_people: int) -> Iterator[KeptCase]:
    """Every matter, in the order they were opened."""
    first_visits = _first_collective(transaction, min_people)
    told = _told(transaction)
    m = matters.c
    columns = (m.id, m.number, m.accepted_on, m.marked_collective, m.assigned_on, m.extended_on, m.concluded_on, m.first_collective_on)
    for key, number, accepted_on, marked, assigned_on, extended_on, concluded_on, first_on in transaction.execute(
        select(*columns).order_by(m.id)
    ):
        visited_on, rows = first_visits.get(key), tuple(told.get(key, ()))
        yield KeptCase(number, accepted_on, bool(marked), assigned_on, extended_on, concluded_on, first_on, visited_on, rows)


def last_decision(transaction: Transaction) -> str:
    """The instant a setting, a reading or the calendar was last changed; "" for never. What was told before may differ from today's."""
    changed = transaction.execute(select(func.max(rule_changes.c.decided_at))).scalar_one()
    by_hand = select(func.max(rest_days.c.decided_at)).where(rest_days.c.decided_by.is_not(None))
    return max(changed or "", transaction.execute(by_hand).scalar_one() or "")


def _first_collective(transaction: Transaction, min_people: int) -> dict[int, date]:
    columns = petitions.c
    enough = or_(columns.people >= min_people, func.coalesce(columns.represented, 0) >= min_people)
    wanted = (
        select(columns.matter_id, func.min(columns.received_on, type_=columns.received_on.type))
        .where(columns.matter_id.is_not(None), columns.form == Form.VISIT.value, columns.voided == 0, enough)
        .group_by(columns.matter_id)
    )
    return {row[0]: row[1] for row in transaction.execute(wanted)}


def _told(transaction: Transaction) -> dict[int, list[ToldDue]]:
    found: defaultdict[int, list[ToldDue]] = defaultdict(list)
    d = due_dates.c
    columns = (d.matter_id, d.known_from, d.known_until, d.due_on, d.due_year, d.limit_kind, d.regulation_limit, d.open, d.recorded_at)
    wanted = select(*columns).where(d.replaced == 0).order_by(d.matter_id, d.known_from, d.id)
    for matter_id, known_from, known_until, due_on, due_year, limit, regulation, is_open, recorded_at in transaction.execute(wanted):
        told = ToldDue(known_from, known_until, due_on, due_year, limit, bool(regulation), bool(is_open), recorded_at)
        found[matter_id].append(told)
    return found
