"""What is registered for a unit: whether anything, what is open, and counted anew after it came under another parent."""

from datetime import date
from typing import Any

from sqlalchemy import Column, Table, func, select, update

from app.store import units
from app.store.database import Transaction
from app.store.schema.cases import matters
from app.store.schema.register import petitions


def in_use(transaction: Transaction, unit_id: int) -> bool:
    """Whether any petition or matter names the unit, or counts for it."""
    return any(
        transaction.execute(select(table.c.id).where((table.c.unit_id == unit_id) | (table.c.counted_unit_id == unit_id)).limit(1)).first()
        for table in (petitions, matters)
    )


def open_matters(transaction: Transaction, unit_id: int) -> int:
    """How many matters of the unit itself are not concluded."""
    wanted = select(func.count()).where(matters.c.unit_id == unit_id, matters.c.concluded_on.is_(None))
    return int(transaction.execute(wanted).scalar_one())


def recount(transaction: Transaction, unit_id: int, since: date) -> None:
    """Brings `counted_unit_id` in step for the unit and all under it, of what is dated ``since`` or later; what is older stays."""
    tree = units.tree(transaction)
    for each in _under(tree, unit_id):
        for table, day in ((petitions, petitions.c.received_on), (matters, matters.c.accepted_on)):
            _recount(transaction, tree, each, table, day, since)


def _recount(transaction: Transaction, tree: units.UnitTree, unit_id: int, table: Table, day: "Column[Any]", since: date) -> None:
    wanted = select(table.c.id, day, table.c.counted_unit_id).where(table.c.unit_id == unit_id, day >= since)
    for row_id, on, former in transaction.execute(wanted).all():
        counted = units.counted_unit(tree, unit_id, on)
        if counted != former:
            transaction.execute(update(table).where(table.c.id == row_id).values(counted_unit_id=counted))


def _under(tree: units.UnitTree, unit_id: int) -> list[int]:
    """The unit and everything that ever stood under it."""
    found, left = [unit_id], [unit_id]
    while left:
        above = left.pop()
        below = [each for each in tree.kinds if each not in found and above in _parents(tree, each)]
        found += below
        left += below
    return found


def _parents(tree: units.UnitTree, unit_id: int) -> set[int | None]:
    return {tree.parents.get(unit_id), *(span.parent_id for span in tree.spans.get(unit_id, ()))}
