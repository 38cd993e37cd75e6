"""What stands behind a decision: the petitions and matters it cites, without anybody's name."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import Select, func, or_, select

from app.store.database import Transaction
from app.store.schema.cases import due_dates, matters
from app.store.schema.register import Secrecy, corrections, petitions
from app.store.schema.units import units


class CitedPetition(NamedTuple):
    """A petition as a decision cites it; `gist` is None for a protected one."""

    number: str
    received_on: date
    form: str
    level: int
    people: int
    represented: int | None
    shown_level: int
    unit_name: str
    matter: str | None
    repeat: bool
    protected: bool
    gist: str | None


class CitedMatter(NamedTuple):
    """A matter as a decision cites it; `due_on` is the due date that stands, `gist` None where it, or a petition on it, is protected."""

    number: str
    accepted_on: date
    due_on: date | None
    concluded_on: date | None
    reported_on: date | None
    explained_on: date | None
    asked_due_on: date | None
    unit_name: str
    protected: bool
    gist: str | None


class Trust(NamedTuple):
    """How far a unit's numbers were handled after the fact: petitions voided, entered late, with a change of substance."""

    voided: int
    late: int
    reclassified: int


class Handled(NamedTuple):
    """The same with the numbers: voided, entered late, changed in substance, and those that left the unit for another."""

    voided: tuple[str, ...] = ()
    late: tuple[str, ...] = ()
    reclassified: tuple[str, ...] = ()
    moved_away: tuple[str, ...] = ()


_kept_secret = (
    select(petitions.c.id)
    .where(petitions.c.matter_id == matters.c.id, petitions.c.secrecy == Secrecy.PROTECTED.value)
    .correlate(matters)
    .exists()
)


def petitions_cited(transaction: Transaction, numbers: Iterable[str]) -> dict[str, CitedPetition]:
    """The petitions of these numbers."""
    c = petitions.c
    wanted = select(
        c.number, c.received_on, c.form, c.level, c.people, c.represented, c.shown_level, units.c.name, matters.c.number, c.repeat,
        c.secrecy, c.gist,
    ).select_from(petitions.join(units, c.unit_id == units.c.id).outerjoin(matters, c.matter_id == matters.c.id))
    found: dict[str, CitedPetition] = {}
    for row in _named(transaction, wanted, c.number, numbers):
        protected = row[10] == Secrecy.PROTECTED
        found[row[0]] = CitedPetition._make((*row[:9], bool(row[9]), protected, None if protected else row[11]))
    return found


def matters_cited(transaction: Transaction, numbers: Iterable[str]) -> dict[str, CitedMatter]:
    """The matters of these numbers."""
    c = matters.c
    told = due_dates.alias("told")
    last = select(func.max(told.c.id)).where(told.c.matter_id == c.id, told.c.replaced == 0).correlate(matters).scalar_subquery()
    wanted = select(
        c.number, c.accepted_on, due_dates.c.due_on, c.concluded_on, c.reported_on, c.explained_on, c.asked_due_on, units.c.name,
        or_(c.accusation == 1, _kept_secret), c.gist,
    ).select_from(matters.join(units, c.unit_id == units.c.id).outerjoin(due_dates, due_dates.c.id == last))
    found: dict[str, CitedMatter] = {}
    for row in _named(transaction, wanted, c.number, numbers):
        found[row[0]] = CitedMatter._make((*row[:8], bool(row[8]), None if row[8] else row[9]))
    return found


def trust(transaction: Transaction, year: int) -> dict[str, Trust]:
    """Per assessed unit (by code), of the year's petitions; units without any of these are left out."""
    changed = (
        select(corrections.c.row_id)
        .where(corrections.c.table_name == "petitions", corrections.c.counts_as_change == 1)
        .distinct()
        .subquery()
    )
    wanted = (
        select(units.c.code, func.sum(petitions.c.voided), func.sum(petitions.c.late), func.count(changed.c.row_id))
        .select_from(petitions.join(units, petitions.c.counted_unit_id == units.c.id))
        .outerjoin(changed, changed.c.row_id == petitions.c.id)
        .where(petitions.c.year == year)
        .group_by(units.c.code)
    )
    rows = {row[0]: Trust(*row[1:]) for row in transaction.execute(wanted)}
    return {code: each for code, each in rows.items() if any(each)}


def handled(transaction: Transaction, year: int) -> dict[str, Handled]:
    """Per assessed unit (by code), of the year's petitions; one corrected to another unit stands with the one it left too."""
    p, c = petitions.c, corrections.c
    on_row = (c.row_id == p.id) & (c.table_name == "petitions") & (c.counts_as_change == 1)
    wanted = (
        select(units.c.code, p.number, p.voided, p.late, c.field, c.former)
        .select_from(petitions.join(units, p.counted_unit_id == units.c.id).outerjoin(corrections, on_row))
        .where(p.year == year, or_(p.voided == 1, p.late == 1, c.id.is_not(None)))
    )
    found: dict[str, tuple[set[str], ...]] = {}
    for code, number, voided, late, field, former in transaction.execute(wanted):
        sets = found.setdefault(code, (set(), set(), set(), set()))
        for place, holds in enumerate((voided, late, field is not None)):
            if holds:
                sets[place].add(number)
        if field == "unit" and former and former != code:
            found.setdefault(former, (set(), set(), set(), set()))[3].add(number)
    return {code: Handled(*(tuple(sorted(numbers)) for numbers in sets)) for code, sets in sorted(found.items())}


def _named(transaction: Transaction, wanted: Select[Any], column: Any, names: Iterable[str]) -> Iterator[Any]:
    left = sorted(set(names))
    for begin in range(0, len(left), 500):
        yield from transaction.execute(wanted.where(column.in_(left[begin : begin + 500])))
