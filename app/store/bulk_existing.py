"""What the store already says of the identities in a workbook, in the shape of the workbook's own rows."""

from collections.abc import Iterable, Iterator
from typing import Any

from sqlalchemy import Select, and_, case, func, literal, select

from app.store.bulk_values import DepositRow, EntryRow, MatterRow, PersonRow, PetitionRow, UnitRow
from app.store.database import Transaction
from app.store.schema.cases import findings, matters
from app.store.schema.register import petitioners, petitions, protected_petitioners, subject_classes
from app.store.schema.review import entries, ledger
from app.store.schema.units import people, posts, units

AT_ONCE = 500
SERIOUS, LONG_STANDING = "serious_consequences", "long_standing"


def existing_units(transaction: Transaction) -> dict[str, UnitRow]:
    """Every unit as it stands today, by code."""
    parent = units.alias("parent")
    wanted = select(
        units.c.code, units.c.name, units.c.short_name, units.c.kind, parent.c.code, units.c.organ_in_charge, units.c.deposit_standard,
        units.c.opened_on, units.c.closed_on,
    ).select_from(units.outerjoin(parent, units.c.parent_id == parent.c.id))
    return {row[0]: UnitRow._make(row) for row in transaction.execute(wanted)}


def existing_people(transaction: Transaction) -> dict[tuple[Any, ...], PersonRow]:
    """Every term of office, by (unit, name, post, from)."""
    wanted = select(units.c.code, people.c.name, posts.c.post, posts.c.phone, posts.c.from_on, posts.c.to_on).select_from(
        posts.join(people, posts.c.person_id == people.c.id).join(units, posts.c.unit_id == units.c.id)
    )
    rows = map(PersonRow._make, transaction.execute(wanted))
    return {(row.unit, row.name, row.post, row.from_on): row for row in rows}


def existing_matters(transaction: Transaction, numbers: Iterable[str]) -> dict[str, MatterRow]:
    """The matters of these numbers that are there."""
    c = matters.c
    wanted = select(
        c.number, c.gist, subject_classes.c.name, units.c.code, c.accepted_on, c.assigned_on, c.assigned_level, c.assigned_document,
        c.marked_collective, c.extended_on, c.extension_reason, c.reported_on, c.explained_on, c.concluded_on, c.outcome, c.reply_number,
        c.replied_on, c.signature, c.no_reply_needed, c.long_standing_on, c.accusation,
    ).select_from(matters.join(units, c.unit_id == units.c.id).outerjoin(subject_classes, c.subject_class_id == subject_classes.c.id))
    found = map(MatterRow._make, _named(transaction, wanted, c.number, numbers))
    flags = ("marked_collective", "no_reply_needed", "accusation")
    return {row.number: row._replace(**_as_bools(row, flags)) for row in found}


def _as_bools(row: MatterRow, names: Iterable[str]) -> dict[str, Any]:
    return {name: bool(getattr(row, name)) for name in names}


def existing_petitions(transaction: Transaction, numbers: Iterable[str]) -> dict[str, PetitionRow]:
    """The petitions of these numbers that are there, with their first petitioner, from whichever table holds the identity."""
    plain, hidden, c = petitioners.alias("plain"), protected_petitioners.alias("hidden"), petitions.c
    serious = findings.alias("serious")

    def either(name: str) -> Any:
        return func.coalesce(plain.c[name], hidden.c[name])

    of_it = and_(serious.c.petition_id == c.id, serious.c.kind == SERIOUS, serious.c.withdrawn.is_(None))
    words = case((c.serious == 1, func.coalesce(serious.c.words, literal(""))), else_=None)
    wanted = select(
        c.number, c.received_on, c.form, c.level, c.people, c.represented, either("name"), either("sex"),
        func.coalesce(either("id_number"), either("other_paper")), either("phone"), either("address"), units.c.code, matters.c.number,
        c.shown_level, words, c.gist,
    ).select_from(
        petitions.join(units, c.unit_id == units.c.id)
        .outerjoin(matters, c.matter_id == matters.c.id)
        .outerjoin(plain, and_(plain.c.petition_id == c.id, plain.c.seq == 1))
        .outerjoin(hidden, and_(hidden.c.petition_id == c.id, hidden.c.seq == 1))
        .outerjoin(serious, of_it)
    )
    return {row[0]: PetitionRow._make(row) for row in _named(transaction, wanted, c.number, numbers)}


def existing_entries(transaction: Transaction, years: Iterable[int]) -> dict[tuple[Any, ...], EntryRow]:
    """The entries of these years, by (year, unit, item)."""
    wanted = select(entries.c.year, units.c.code, entries.c.item, entries.c.number, entries.c.basis).select_from(
        entries.join(units, entries.c.unit_id == units.c.id)
    )
    rows = map(EntryRow._make, _named(transaction, wanted, entries.c.year, years))
    return {(row.year, row.unit, row.item): row for row in rows}


def existing_deposits(transaction: Transaction, vouchers: Iterable[str]) -> dict[str, DepositRow | None]:
    """The vouchers of these numbers that are there; None for one that is no deposit."""
    wanted = select(ledger.c.kind, ledger.c.voucher, ledger.c.on, units.c.code, ledger.c.amount, ledger.c.words).select_from(
        ledger.join(units, ledger.c.unit_id == units.c.id)
    )
    found = _named(transaction, wanted, ledger.c.voucher, vouchers)
    return {row[1]: DepositRow._make(row[1:]) if row[0] == "deposit" else None for row in found}


def _named(transaction: Transaction, wanted: Select[Any], column: Any, names: Iterable[Any]) -> Iterator[Any]:
    """The rows whose column is one of the names, a few hundred names at a time."""
    left = sorted({name for name in names if name is not None})
    for start in range(0, len(left), AT_ONCE):
        yield from transaction.execute(wanted.where(column.in_(left[start : start + AT_ONCE])))
