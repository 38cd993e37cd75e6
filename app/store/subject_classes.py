"""内容分类 as the store keeps them: in their own order, used or not, retired or not."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from sqlalchemy import func, insert, select, update

from app.store.database import Transaction
from app.store.schema.cases import matters
from app.store.schema.register import petitions, subject_classes


class KeptClass(NamedTuple):
    """A class of the table."""

    id: int
    name: str
    retired: bool


def every(transaction: Transaction) -> tuple[KeptClass, ...]:
    """All of them, in their own order."""
    wanted = select(subject_classes).order_by(subject_classes.c.position, subject_classes.c.id)
    return tuple(KeptClass(row.id, row.name, bool(row.retired)) for row in transaction.execute(wanted))


def used(transaction: Transaction) -> dict[int, int]:
    """How many petitions and matters bear a class, by its id."""
    counted: dict[int, int] = {}
    for table in (petitions, matters):
        column = table.c.subject_class_id
        for class_id, count in transaction.execute(select(column, func.count()).where(column.is_not(None)).group_by(column)):
            counted[class_id] = counted.get(class_id, 0) + count
    return counted


def add(transaction: Transaction, name: str) -> None:
    last = transaction.execute(select(func.max(subject_classes.c.position))).scalar_one()
    transaction.execute(insert(subject_classes).values(name=name, position=(last or 0) + 1))


def change(transaction: Transaction, class_id: int, values: Mapping[str, Any]) -> None:
    transaction.execute(update(subject_classes).where(subject_classes.c.id == class_id).values(**values))


def order(transaction: Transaction, names: Sequence[str]) -> None:
    """Puts the classes into the order of ``names``."""
    for position, name in enumerate(names, 1):
        transaction.execute(update(subject_classes).where(subject_classes.c.name == name).values(position=position))
