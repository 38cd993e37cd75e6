"""The rows of the list of cases: a case in a line with its due date, what was done last, and whether it is to be kept secret."""

from collections.abc import Sequence
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import and_, func, literal_column, or_, select

from app.regulation.terms import AskingLevel, Limit, Signature
from app.store.database import Transaction
from app.store.schema.cases import acknowledgements, assignments, due_dates, matters, urgings
from app.store.schema.register import petitions, subject_classes
from app.store.schema.units import units


class CaseLine(NamedTuple):
    """A case as the list has it. ``collective``: marked, or a collective visit came; ``given_on``: the last assignment's day."""

    id: int
    number: str
    gist: str
    subject_class: str | None
    unit_code: str
    unit_name: str
    accepted_on: date
    due_on: date | None
    limit: Limit | None
    collective: bool
    extended_on: date | None
    assigned_on: date | None
    assigned_level: AskingLevel | None
    asked_due_on: date | None
    reported_on: date | None
    explained_on: date | None
    concluded_on: date | None
    no_reply_needed: bool
    replied_on: date | None
    signature: Signature | None
    long_standing_on: date | None
    late: bool
    petitions: int
    urged: int
    urged_on: date | None
    given_on: date | None
    given_refused: bool
    acknowledged: bool
    protected: bool


def _latest(column: Any) -> Any:
    """Of the matter's last assignment."""
    last = select(column).where(assignments.c.matter_id == matters.c.id)
    return last.order_by(assignments.c.on.desc(), assignments.c.id.desc()).limit(1).scalar_subquery()


_of_it = petitions.c.matter_id == matters.c.id
_answered = select(acknowledgements.c.id).where(
    acknowledgements.c.matter_id == matters.c.id, acknowledgements.c.assignment_id == _latest(assignments.c.id)
)
_LINES = (
    select(
        matters,
        subject_classes.c.name.label("subject_class"),
        units.c.code.label("unit_code"),
        units.c.name.label("unit_name"),
        due_dates.c.due_on,
        due_dates.c.limit_kind.label("limit"),
        or_(matters.c.marked_collective == 1, matters.c.first_collective_on.is_not(None)).label("collective"),
        select(func.count()).where(_of_it, petitions.c.voided == 0).scalar_subquery().label("petitions"),
        select(func.count()).where(urgings.c.matter_id == matters.c.id).scalar_subquery().label("urged"),
        select(func.max(urgings.c.on)).where(urgings.c.matter_id == matters.c.id).scalar_subquery().label("urged_on"),
        _latest(assignments.c.on).label("given_on"),
        _latest(assignments.c.refused_on).label("given_refused"),
        _answered.exists().label("acknowledged"),
        select(petitions.c.id).where(_of_it, petitions.c.secrecy == literal_column("'protected'")).exists().label("protected"),
    )
    .select_from(matters)
    .join(units, units.c.id == matters.c.unit_id)
    .outerjoin(subject_classes, subject_classes.c.id == matters.c.subject_class_id)
    .outerjoin(due_dates, and_(due_dates.c.matter_id == matters.c.id, due_dates.c.replaced == 0, due_dates.c.known_until.is_(None)))
)
_FLAGS = ("collective", "no_reply_needed", "late", "given_refused", "acknowledged", "protected")
_WORDS = {"limit": Limit, "assigned_level": AskingLevel, "signature": Signature}


def lines(transaction: Transaction, ids: Sequence[int]) -> tuple[CaseLine, ...]:
    """The cases with these ids, in the order given."""
    found = {row["id"]: _line(row) for row in transaction.execute(_LINES.where(matters.c.id.in_(list(ids)))).mappings()}
    return tuple(found[each] for each in ids if each in found)


def _line(row: Any) -> CaseLine:
    known = {name: row[name] for name in CaseLine._fields}
    known |= {name: bool(row[name]) for name in _FLAGS}
    known |= {name: kind(row[name]) if row[name] else None for name, kind in _WORDS.items()}
    if known["protected"]:
        known["gist"] = ""  # what it is about leaves the store with its own case alone, never with a list
    return CaseLine(**known)
