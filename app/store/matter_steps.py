"""The steps taken on a matter, each a dated row in a table of its own; and findings on matters and petitions."""

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from typing import Any, NamedTuple

from sqlalchemy import Table, func, insert, select, update

from app.store.database import Transaction
from app.store.schema.cases import (
    acknowledgements,
    assignments,
    conclusions,
    explanations,
    extensions,
    findings,
    higher_opinions,
    reply_letters,
    results,
    urgings,
)
from app.store.schema.office import accounts


class Step(StrEnum):
    """The kinds of step, in the order a matter's day shows them. Their own columns are those of the table of the same name."""

    ASSIGNMENT = "assignment"  # asking_level, document, unit_id, refused_on, refusal_reason
    ACKNOWLEDGEMENT = "acknowledgement"  # assignment_id, by_name
    URGING = "urging"  # ordinal, words
    EXTENSION = "extension"  # reason
    EXPLANATION = "explanation"  # words
    RESULT = "result"  # words, document
    CONCLUSION = "conclusion"  # outcome
    REPLY_LETTER = "reply_letter"  # number, signature, refusal_words
    HIGHER_OPINION = "higher_opinion"  # office, words, not_carried_out_on


_TABLES: dict[Step, Table] = {
    Step.ASSIGNMENT: assignments,
    Step.ACKNOWLEDGEMENT: acknowledgements,
    Step.URGING: urgings,
    Step.EXTENSION: extensions,
    Step.EXPLANATION: explanations,
    Step.RESULT: results,
    Step.CONCLUSION: conclusions,
    Step.REPLY_LETTER: reply_letters,
    Step.HIGHER_OPINION: higher_opinions,
}

LONG_STANDING, SERIOUS_CONSEQUENCES = "long_standing", "serious_consequences"
"""Kinds of finding."""


class StepRecord(NamedTuple):
    """A step as kept; ``own`` holds the columns that only its kind has."""

    id: int
    kind: Step
    on: date
    own: Mapping[str, Any]
    imported: bool
    by: str | None  # display name
    recorded_at: str


class Finding(NamedTuple):
    """A finding as kept; ``withdrawn`` is the reason it no longer stands."""

    id: int
    kind: str
    on: date
    words: str
    decided_by: str | None
    imported: bool
    by: str | None
    withdrawn: str | None
    recorded_at: str


def step_row(
    matter_id: int, on: date, recorded_at: str, *, recorded_by: int | None = None, imported: bool = False, **own: Any
) -> dict[str, Any]:
    """A step in memory; ``own``: the columns of its kind (:class:`Step`). ``recorded_at``: ISO instant in UTC."""
    shared = {"matter_id": matter_id, "on": on, "recorded_at": recorded_at, "recorded_by": recorded_by, "imported": int(imported)}
    return shared | own


def record(transaction: Transaction, kind: Step, row: Mapping[str, Any]) -> int:
    """Writes one step; gives its id."""
    key = transaction.execute(insert(_TABLES[kind]), dict(row)).inserted_primary_key
    return int(key[0]) if key else 0


def change(transaction: Transaction, kind: Step, step_id: int, values: Mapping[str, Any]) -> None:
    """Adds to a step what becomes known later (a refusal, an opinion not carried out)."""
    table = _TABLES[kind]
    transaction.execute(update(table).where(table.c.id == step_id).values(**values))


def of_matter(transaction: Transaction, matter_id: int, kind: Step) -> tuple[StepRecord, ...]:
    """The steps of one kind on a matter, by date, then as recorded."""
    table = _TABLES[kind]
    wanted = select(table, accounts.c.display_name.label("by")).outerjoin(accounts, accounts.c.id == table.c.recorded_by)
    rows = transaction.execute(wanted.where(table.c.matter_id == matter_id).order_by(table.c.on, table.c.id)).mappings()
    return tuple(_step(kind, row) for row in rows)


def all_of_matter(transaction: Transaction, matter_id: int) -> tuple[StepRecord, ...]:
    """Every step on a matter, by date, then in the order of :class:`Step`."""
    found = [step for kind in Step for step in of_matter(transaction, matter_id, kind)]
    return tuple(sorted(found, key=lambda step: step.on))


def count(transaction: Transaction, matter_id: int, kind: Step) -> int:
    table = _TABLES[kind]
    return int(transaction.execute(select(func.count()).select_from(table).where(table.c.matter_id == matter_id)).scalar_one())


def finding_row(kind: str, on: date, words: str, recorded_at: str, **known: Any) -> dict[str, Any]:
    """A finding in memory; ``known``: matter_id or petition_id, decided_by, imported, recorded_by."""
    empty = {"matter_id": None, "petition_id": None, "decided_by": None, "imported": 0, "recorded_by": None}
    return {**empty, "kind": kind, "on": on, "words": words, "recorded_at": recorded_at, **known}


def record_finding(transaction: Transaction, row: Mapping[str, Any]) -> int:
    """Writes one finding; gives its id."""
    key = transaction.execute(insert(findings), dict(row)).inserted_primary_key
    return int(key[0]) if key else 0


def findings_on(transaction: Transaction, *, matter_id: int | None = None, petition_id: int | None = None) -> tuple[Finding, ...]:
    """The findings on a matter or on a petition, by date, withdrawn ones too."""
    column = findings.c.matter_id == matter_id if matter_id is not None else findings.c.petition_id == petition_id
    wanted = select(findings, accounts.c.display_name.label("by")).outerjoin(accounts, accounts.c.id == findings.c.recorded_by)
    rows = transaction.execute(wanted.where(column).order_by(findings.c.on, findings.c.id))
    return tuple(
        Finding(row.id, row.kind, row.on, row.words, row.decided_by, bool(row.imported), row.by, row.withdrawn, row.recorded_at)
        for row in rows
    )


def withdraw_finding(transaction: Transaction, finding_id: int, reason: str) -> None:
    """Keeps a finding, marked as no longer standing."""
    transaction.execute(update(findings).where(findings.c.id == finding_id).values(withdrawn=reason))


_SHARED = frozenset({"id", "matter_id", "on", "imported", "recorded_by", "recorded_at", "by"})


def _step(kind: Step, row: Any) -> StepRecord:
    own = {name: value for name, value in row.items() if name not in _SHARED}
    return StepRecord(row["id"], kind, row["on"], own, bool(row["imported"]), row["by"], row["recorded_at"])
