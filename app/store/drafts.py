"""Half-filled forms and requests that wait: small JSON bodies by account and kind, replaced as they change."""

from typing import NamedTuple

from sqlalchemy import bindparam, delete, insert, select, update

from app.store.database import Transaction
from app.store.schema.office import accounts
from app.store.schema.register import drafts

REGISTRATION = "registration"
"""The kind of a half-filled registration form."""


class StoredDraft(NamedTuple):
    """One draft; ``by`` is the display name of the account that keeps it, ``saved_at`` an ISO instant in UTC."""

    id: int
    account_id: int
    by: str
    kind: str
    body: str
    saved_at: str


def put(transaction: Transaction, account_id: int, kind: str, body: str, saved_at: str) -> None:
    """Keeps ``body`` as the account's only draft of this kind."""
    mine = (drafts.c.account_id == account_id) & (drafts.c.kind == kind)
    if transaction.execute(update(drafts).where(mine).values(body=body, saved_at=saved_at)).rowcount == 0:
        transaction.execute(insert(drafts).values(account_id=account_id, kind=kind, body=body, saved_at=saved_at))


def get(transaction: Transaction, account_id: int, kind: str) -> StoredDraft | None:
    found = [draft for draft in of_kind(transaction, kind) if draft.account_id == account_id]
    return found[0] if found else None


def of_kind(transaction: Transaction, kind: str) -> tuple[StoredDraft, ...]:
    """Those of all accounts whose kind is ``kind`` or begins with it and a colon, oldest first."""
    wanted = (
        select(drafts.c.id, drafts.c.account_id, accounts.c.display_name, drafts.c.kind, drafts.c.body, drafts.c.saved_at)
        .join(accounts, accounts.c.id == drafts.c.account_id)
        .where((drafts.c.kind == kind) | drafts.c.kind.startswith(f"{kind}:", autoescape=True))
        .order_by(drafts.c.saved_at, drafts.c.id)
    )
    return tuple(StoredDraft(*row) for row in transaction.execute(wanted))


_DROP_KIND = delete(drafts).where(drafts.c.account_id == bindparam("of_account"), drafts.c.kind == bindparam("of_kind"))


def drop_kind(transaction: Transaction, account_id: int, kind: str) -> None:
    """Takes away the account's draft of this kind, where it has one."""
    transaction.execute(_DROP_KIND, {"of_account": account_id, "of_kind": kind})


def drop(transaction: Transaction, draft_id: int) -> None:
    """Takes a draft away for good: it was saved, answered or thrown away."""
    transaction.execute(delete(drafts).where(drafts.c.id == draft_id))
