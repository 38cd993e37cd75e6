"""The audit a page at a time, newest first: by day, account, action and subject; and all that was recorded about one subject."""

import json
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, func, select

from app.store.audit import AuditEntry
from app.store.database import Transaction
from app.store.schema.office import audit

_COLUMNS = (audit.c.seq, audit.c.at, audit.c.civil_day, audit.c.account, audit.c.action, audit.c.subject, audit.c.detail)


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Which records; None and empty: all. Days are civil and inclusive; ``subject``: a part of what the record is about."""

    since: date | None = None
    until: date | None = None
    account: str | None = None
    actions: frozenset[str] = frozenset()
    subject: str = ""


def page(transaction: Transaction, wanted: Wanted, before: int | None, limit: int) -> list[AuditEntry]:
    """At most ``limit`` records with numbers below ``before``, newest first."""
    chosen = select(*_COLUMNS).where(*_conditions(wanted))
    if before is not None:
        chosen = chosen.where(audit.c.seq < before)
    return [_entry(row) for row in transaction.execute(chosen.order_by(audit.c.seq.desc()).limit(limit))]


def every(transaction: Transaction, wanted: Wanted, until_seq: int) -> Iterator[AuditEntry]:
    """All records that are wanted, oldest first, none after ``until_seq``."""
    chosen = select(*_COLUMNS).where(*_conditions(wanted), audit.c.seq <= until_seq).order_by(audit.c.seq)
    for row in transaction.execute(chosen):
        yield _entry(row)


def about(transaction: Transaction, subjects: Collection[str], actions: Collection[str]) -> list[AuditEntry]:
    """What was recorded of these actions about these subjects, newest first."""
    chosen = select(*_COLUMNS).where(audit.c.subject.in_(list(subjects)), audit.c.action.in_(list(actions)))
    return [_entry(row) for row in transaction.execute(chosen.order_by(audit.c.seq.desc()))]


def latest(transaction: Transaction) -> AuditEntry | None:
    """The last record; None in a store where nothing was done yet."""
    row = transaction.execute(select(*_COLUMNS).order_by(audit.c.seq.desc()).limit(1)).one_or_none()
    return None if row is None else _entry(row)


def _conditions(wanted: Wanted) -> list[ColumnElement[bool]]:
    return [
        *([audit.c.civil_day >= wanted.since.isoformat()] if wanted.since else []),
        *([audit.c.civil_day <= wanted.until.isoformat()] if wanted.until else []),
        *([audit.c.account == wanted.account] if wanted.account else []),
        *([audit.c.action.in_(sorted(wanted.actions))] if wanted.actions else []),
        *([func.instr(audit.c.subject, wanted.subject) > 0] if wanted.subject else []),
    ]


def _entry(row: Any) -> AuditEntry:
    return AuditEntry(
        seq=row.seq,
        at=datetime.fromisoformat(row.at),
        civil_day=date.fromisoformat(row.civil_day),
        account=row.account,
        action=row.action,
        subject=row.subject,
        detail=json.loads(row.detail) if row.detail else {},
    )
