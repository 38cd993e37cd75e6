"""The petitions of one unit's year, each as a point in time: read from the facts' own index, without anybody's name."""

from datetime import date
from typing import NamedTuple

from sqlalchemy import select

from app.store.database import Transaction
from app.store.schema.register import petitions


class Came(NamedTuple):
    """One petition: when, in which form, how far, by how many, with which reply letter."""

    number: str
    received_on: date
    form: str
    level: int
    people: int
    represented: int | None
    shown_level: int
    repeat: int


_c = petitions.c
_COLUMNS = (_c.number, _c.received_on, _c.form, _c.level, _c.people, _c.represented, _c.shown_level, _c.repeat)


def of_year(transaction: Transaction, unit_id: int, year: int, until: date, *, counted: bool) -> tuple[Came, ...]:
    """By day, then number; ``counted``: all that counts for the unit, else what is registered for it alone. Voided ones are left out."""
    its = _c.counted_unit_id == unit_id if counted else _c.unit_id == unit_id
    wanted = select(*_COLUMNS).where(_c.year == year, its, _c.voided == 0, _c.received_on <= until)
    return tuple(Came(*row) for row in transaction.execute(wanted.order_by(_c.received_on, _c.number)))
