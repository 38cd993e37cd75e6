"""Due dates as rows: what was told to a unit from which day on. A row is never rewritten because a calendar or a setting changed."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, NotRequired, TypedDict, cast

from sqlalchemy import insert, select, update

from app.regulation.terms import Limit
from app.store.database import Transaction
from app.store.schema.cases import due_dates


class Cause:
    """Why a due date was set or changed."""

    ACCEPTANCE = "acceptance"
    ASSIGNMENT = "assignment"
    FIRST_COLLECTIVE_VISIT = "first_collective_visit"
    EXTENSION = "extension"
    CONCLUSION = "conclusion"
    CORRECTION = "correction"
    LATE_ENTRY = "late_entry"
    DECISION = "decision"
    IMPORT = "import"


class DueRow(TypedDict):
    """A row of ``due_dates``; who knows ``matter_id`` sets it. ``why``, ``known``: JSON; ``clause``: "" for the bureau's own limit."""

    matter_id: NotRequired[int]
    known_from: date
    known_until: date | None
    due_on: date
    due_year: int
    limit_kind: Limit
    collective_limit: int
    regulation_limit: int
    clause: str
    why: str
    known: str
    replaced: int
    cause: str
    recorded_at: str
    open: int


@dataclass(frozen=True, slots=True)
class StoredDue:
    """A due date as kept, ``why`` as sentences, ``clause`` None for the bureau's own limit."""

    id: int
    matter_id: int
    known_from: date
    known_until: date | None
    due_on: date
    limit: Limit
    collective_limit: bool
    regulation_limit: bool
    clause: str | None
    why: tuple[str, ...]
    known: str
    replaced: bool
    cause: str
    open: bool


def insert_many(transaction: Transaction, rows: Sequence[Mapping[str, Any]]) -> None:
    """Writes rows of :func:`due_rows_for` with their ``matter_id``."""
    if rows:
        transaction.execute(insert(due_dates), cast("Sequence[dict[str, Any]]", rows))


def keep_told(transaction: Transaction, matter_id: int, rows: Sequence[DueRow]) -> None:
    """Brings a matter's rows in step with ``rows``, reckoned anew: a stored row known from the same day by the same dates stands as it was
    told; the others are marked replaced, never removed.
    """
    standing = {(row.known_from, row.known): row for row in of_matter(transaction, matter_id) if not row.replaced}
    for row in rows:
        told = standing.pop((row["known_from"], row["known"]), None)
        if told is None:
            insert_many(transaction, [{**row, "matter_id": matter_id}])
        elif (told.known_until, told.open) != (row["known_until"], bool(row["open"])):
            _set(transaction, told.id, {"known_until": row["known_until"], "open": row["open"]})
    for told in standing.values():
        _set(transaction, told.id, {"replaced": 1, "open": 0})


def of_matter(transaction: Transaction, matter_id: int) -> tuple[StoredDue, ...]:
    """All rows of a matter, replaced ones too, in the order they were known and recorded."""
    wanted = select(due_dates).where(due_dates.c.matter_id == matter_id).order_by(due_dates.c.known_from, due_dates.c.id)
    return tuple(_stored(row) for row in transaction.execute(wanted))


def standing(transaction: Transaction, matter_id: int) -> StoredDue | None:
    """The last row that stands: the present due date, of a concluded case too."""
    rows = [row for row in of_matter(transaction, matter_id) if not row.replaced]
    return rows[-1] if rows else None


def _set(transaction: Transaction, due_id: int, values: Mapping[str, Any]) -> None:
    transaction.execute(update(due_dates).where(due_dates.c.id == due_id).values(**values))


def _stored(row: Any) -> StoredDue:
    return StoredDue(
        row.id,
        row.matter_id,
        row.known_from,
        row.known_until,
        row.due_on,
        Limit(row.limit_kind),
        bool(row.collective_limit),
        bool(row.regulation_limit),
        row.clause or None,
        tuple(json.loads(row.why)),
        row.known,
        bool(row.replaced),
        row.cause,
        bool(row.open),
    )
