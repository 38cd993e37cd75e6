"""Who came or wrote: ordinary petitioners, and those of protected petitions in a table of their own that few may read."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, TypedDict, cast

from sqlalchemy import Table, delete, func, insert, select

from app.store.database import Transaction
from app.store.schema.office import accounts
from app.store.schema.register import petitioners, protected_access, protected_petitioners

# A row whose sequence number is below zero is a former state of a corrected person: identity never stands in the table of corrections.
PARTS = (
    "name",
    "sex",
    "birth_on",
    "id_number",
    "other_paper",
    "phone",
    "address",
    "township",
    "village",
    "employer",
    "occupation",
)


class PersonRow(TypedDict):
    """A row of ``petitioners`` or ``protected_petitioners``. ``seq`` counts from 1."""

    petition_id: int
    seq: int
    name: str
    sex: str | None
    birth_on: date | None
    id_number: str | None
    other_paper: str | None
    phone: str | None
    address: str | None
    township: str | None
    village: str | None
    employer: str | None
    occupation: str | None


@dataclass(frozen=True, slots=True)
class StoredPerson:
    """One petitioner as kept."""

    seq: int
    name: str
    sex: str | None
    birth_on: date | None
    id_number: str | None
    other_paper: str | None
    phone: str | None
    address: str | None
    township: str | None
    village: str | None
    employer: str | None
    occupation: str | None


def person_row(petition_id: int, name: str, seq: int = 1, **known: Any) -> PersonRow:
    """A row with what is known of one person; ``known``: columns of :data:`PARTS`."""
    return cast(PersonRow, {"petition_id": petition_id, "seq": seq, **dict.fromkeys(PARTS), **known, "name": name})


def insert_many(transaction: Transaction, rows: Sequence[PersonRow], *, protected: bool) -> None:
    """Writes the people of petitions that are all protected, or all not."""
    if rows:
        transaction.execute(insert(_table(protected)), cast("Sequence[dict[str, Any]]", rows))


def of_petition(transaction: Transaction, petition_id: int, *, protected: bool) -> tuple[StoredPerson, ...]:
    """Those who came or wrote, in their order. Of a protected petition: only for whom the service let through."""
    return _read(transaction, _table(protected), [petition_id], former=False).get(petition_id, ())


def of_petitions(transaction: Transaction, petition_ids: Iterable[int]) -> dict[int, tuple[StoredPerson, ...]]:
    """Ordinary petitioners of many petitions by petition id; protected ones are not among them."""
    return _read(transaction, petitioners, petition_ids, former=False)


def former_of(transaction: Transaction, petition_id: int, *, protected: bool) -> tuple[StoredPerson, ...]:
    """The former states of corrected people; their ``seq`` is what a correction refers to."""
    return _read(transaction, _table(protected), [petition_id], former=True).get(petition_id, ())


def replace(transaction: Transaction, petition_id: int, rows: Sequence[PersonRow], *, protected: bool) -> dict[int, int]:
    """Puts ``rows`` in the place of the present people and keeps those as former; gives former seq by the seq it had."""
    table = _table(protected)
    lowest = transaction.execute(select(func.min(table.c.seq)).where(table.c.petition_id == petition_id)).scalar_one() or 0
    kept = {person.seq: min(lowest, 0) - person.seq for person in of_petition(transaction, petition_id, protected=protected)}
    for seq, former in kept.items():
        transaction.execute(table.update().where(table.c.petition_id == petition_id, table.c.seq == seq).values(seq=former))
    insert_many(transaction, rows, protected=protected)
    return kept


def move(transaction: Transaction, petition_id: int, *, protected: bool) -> None:
    """Carries every row of a petition, former ones too, into the protected table, or back out of it."""
    source, target = _table(not protected), _table(protected)
    columns = [source.c[name] for name in ("petition_id", "seq", *PARTS)]
    rows = transaction.execute(select(*columns).where(source.c.petition_id == petition_id)).mappings().all()
    if rows:
        transaction.execute(insert(target), [dict(row) for row in rows])
        transaction.execute(delete(source).where(source.c.petition_id == petition_id))


def may_see(transaction: Transaction, petition_id: int, account_id: int) -> bool:
    """Whether the director named this account for this protected petition."""
    named = select(protected_access.c.id).where(protected_access.c.petition_id == petition_id, protected_access.c.account_id == account_id)
    return transaction.execute(named.limit(1)).one_or_none() is not None


def grant(transaction: Transaction, petition_id: int, account_id: int, granted_by: int, reason: str, at: str) -> None:
    """Names an account; ``at`` is an ISO instant in UTC."""
    row = {"petition_id": petition_id, "account_id": account_id, "granted_by": granted_by, "reason": reason, "granted_at": at}
    transaction.execute(insert(protected_access), row)


_BY = accounts.alias("granting")


def named(transaction: Transaction, petition_id: int) -> list[tuple[str, str, str, str, str]]:
    """Who was named for a protected petition: account, display name, reason, who named it, when; in the order named."""
    wanted = (
        select(accounts.c.name, accounts.c.display_name, protected_access.c.reason, _BY.c.display_name, protected_access.c.granted_at)
        .join(accounts, accounts.c.id == protected_access.c.account_id)
        .join(_BY, _BY.c.id == protected_access.c.granted_by)
        .where(protected_access.c.petition_id == petition_id)
        .order_by(protected_access.c.id)
    )
    return [(row[0], row[1], row[2], row[3], row[4]) for row in transaction.execute(wanted)]


def _table(protected: bool) -> Table:
    return protected_petitioners if protected else petitioners


def _read(transaction: Transaction, table: Table, petition_ids: Iterable[int], *, former: bool) -> dict[int, tuple[StoredPerson, ...]]:
    wanted = select(table.c.petition_id, table.c.seq, *(table.c[name] for name in PARTS)).where(table.c.petition_id.in_(list(petition_ids)))
    wanted = wanted.where(table.c.seq < 0) if former else wanted.where(table.c.seq > 0)
    found: dict[int, tuple[StoredPerson, ...]] = {}
    for row in transaction.execute(wanted.order_by(table.c.petition_id, table.c.seq)):
        found[row[0]] = (*found.get(row[0], ()), StoredPerson(*row[1:]))
    return found
