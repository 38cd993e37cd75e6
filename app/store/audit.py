"""The audit: every record linked to the one before by a digest and sealed with a key that is hashed on after each use."""

import hashlib
import hmac
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, NamedTuple

from sqlalchemy import insert, select, update

from app.store.database import Transaction
from app.store.schema.office import audit, audit_state


class Head(NamedTuple):
    """The last record: its number and digest. What an anchor keeps."""

    seq: int
    digest: bytes


@dataclass(frozen=True, slots=True)
class AuditEntry:
    """One record as people read it; ``detail`` is what the action noted (never a petitioner's name)."""

    seq: int
    at: datetime
    civil_day: date
    account: str
    action: str
    subject: str | None
    detail: Mapping[str, Any]


def genesis(store_id: str) -> bytes:
    """The digest before the first record: two stores never share a chain."""
    return hashlib.sha256(b"audit genesis " + store_id.encode()).digest()


def evolve(key: bytes) -> bytes:
    """The next key: nobody gets the former back from it."""
    return hashlib.sha256(b"audit next key" + key).digest()


def link(previous: bytes, seq: int, at: str, civil_day: str, account: str, action: str, subject: str | None, detail: str | None) -> bytes:
    """The digest of a record over everything it says and the digest before it."""
    body = json.dumps([seq, at, civil_day, account, action, subject, detail], ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(previous + body.encode()).digest()


def seal(key: bytes, digest: bytes) -> bytes:
    return hmac.digest(key, digest, "sha256")


def begin(transaction: Transaction, store_id: str, first_key: bytes) -> None:
    """Lays the chain of a new store; ``first_key`` (k0) is kept nowhere in the store in the clear."""
    transaction.execute(insert(audit_state).values(id=1, seq=0, digest=genesis(store_id), mac_key=first_key))


# Made once: every action ends with these three.
_STATE = select(audit_state.c.seq, audit_state.c.digest, audit_state.c.mac_key)
_RECORD, _SEALED = insert(audit), update(audit_state)


def append(
    transaction: Transaction, *, at: datetime, civil_day: date, account: str, action: str, subject: str | None, detail: Mapping[str, Any]
) -> int:
    """Writes one record in the caller's transaction and gives its number; the key that sealed it is overwritten."""
    state = transaction.execute(_STATE).one()
    seq, previous, key = state.seq + 1, bytes(state.digest), bytes(state.mac_key)
    instant, day = at.isoformat(timespec="microseconds"), civil_day.isoformat()
    noted = json.dumps(detail, ensure_ascii=False, separators=(",", ":"), default=str) if detail else None
    digest = link(previous, seq, instant, day, account, action, subject, noted)
    record = {
        "seq": seq,
        "at": instant,
        "civil_day": day,
        "account": account,
        "action": action,
        "subject": subject,
        "detail": noted,
        "previous": previous,
        "digest": digest,
        "mac": seal(key, digest),
    }
    transaction.execute(_RECORD, record)
    transaction.execute(_SEALED, {"seq": seq, "digest": digest, "mac_key": evolve(key)})
    return int(seq)


def head(transaction: Transaction) -> Head:
    """The number and digest of the last record, as the chain's state keeps them."""
    state = transaction.execute(select(audit_state.c.seq, audit_state.c.digest)).one()
    return Head(int(state.seq), bytes(state.digest))


def entries(transaction: Transaction, since: date | None = None) -> Iterator[AuditEntry]:
    """The records from the civil day ``since`` on, in their order; all of them without it."""
    wanted = select(audit.c.seq, audit.c.at, audit.c.civil_day, audit.c.account, audit.c.action, audit.c.subject, audit.c.detail)
    if since is not None:
        wanted = wanted.where(audit.c.civil_day >= since.isoformat())
    for row in transaction.execute(wanted.order_by(audit.c.seq)):
        yield AuditEntry(
            seq=row.seq,
            at=datetime.fromisoformat(row.at),
            civil_day=date.fromisoformat(row.civil_day),
            account=row.account,
            action=row.action,
            subject=row.subject,
            detail=json.loads(row.detail) if row.detail else {},
        )
