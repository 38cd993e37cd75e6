"""Writes the rows of an import in bulk, table by table; what they mean has been settled before."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from operator import itemgetter
from typing import Any

from sqlalchemy import Table, func, insert, select

from app.store import units
from app.store.database import Transaction
from app.store.matter_steps import Step
from app.store.schema import cases, register, review
from app.store.schema import units as unit_tables

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Start:
    """Where a bulk begins: the next free id by table, the units, the classes, the people who hold posts."""

    next_ids: dict[str, int]
    unit_ids: dict[str, int]
    tree: units.UnitTree
    classes: dict[str, int]
    holders: dict[tuple[str, str], int]  # (unit code, name) -> person
    phones: dict[tuple[str, str], int]  # (name, phone) -> person


@dataclass(slots=True)
class Batch:
    """The rows to be written, each with its ids. Petitioners of protected petitions stand apart."""

    units: list[Row] = field(default_factory=list)
    people: list[Row] = field(default_factory=list)
    posts: list[Row] = field(default_factory=list)
    classes: list[Row] = field(default_factory=list)
    matters: list[Row] = field(default_factory=list)
    due_dates: list[Row] = field(default_factory=list)
    steps: dict[Step, list[dict[str, Any]]] = field(default_factory=dict)
    petitions: list[Row] = field(default_factory=list)
    petitioners: list[Row] = field(default_factory=list)
    protected: list[Row] = field(default_factory=list)
    findings: list[dict[str, Any]] = field(default_factory=list)
    entries: list[Row] = field(default_factory=list)
    ledger: list[Row] = field(default_factory=list)
    ledger_lines: list[Row] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class KnownMatter:
    """A matter already in the store that new petitions refer to."""

    id: int
    accusation: bool


_COUNTED: dict[str, Table] = {
    "people": unit_tables.people, "matters": cases.matters, "petitions": register.petitions, "classes": register.subject_classes,
    "ledger": review.ledger,
}
STEPS: dict[Step, Table] = {
    Step.ASSIGNMENT: cases.assignments, Step.EXTENSION: cases.extensions, Step.EXPLANATION: cases.explanations, Step.RESULT: cases.results,
    Step.CONCLUSION: cases.conclusions, Step.REPLY_LETTER: cases.reply_letters,
}
"""The steps a workbook tells of."""


def start(transaction: Transaction) -> Start:
    """Reads where a bulk begins, inside its writing transaction."""
    next_ids = {name: _next_id(transaction, table) for name, table in _COUNTED.items()} | {"units": units.next_id(transaction)}
    people, posts, unit = unit_tables.people, unit_tables.posts, unit_tables.units
    held = select(unit.c.code, people.c.name, posts.c.phone, people.c.id).select_from(
        posts.join(people, posts.c.person_id == people.c.id).join(unit, posts.c.unit_id == unit.c.id)
    )
    rows = transaction.execute(held.order_by(posts.c.id.desc())).all()
    classes = select(register.subject_classes.c.name, register.subject_classes.c.id)
    return Start(
        next_ids,
        units.ids_by_code(transaction),
        units.tree(transaction),
        {row[0]: row[1] for row in transaction.execute(classes)},
        {(row[0], row[1]): row[3] for row in rows},
        {(row[1], row[2]): row[3] for row in rows if row[2]},
    )


def known_matters(transaction: Transaction, numbers: Iterable[str]) -> dict[str, KnownMatter]:
    """Of the matters named, those in the store."""
    found: dict[str, KnownMatter] = {}
    left, wanted = sorted(set(numbers)), select(cases.matters.c.number, cases.matters.c.id, cases.matters.c.accusation)
    for begin in range(0, len(left), 500):
        for row in transaction.execute(wanted.where(cases.matters.c.number.in_(left[begin : begin + 500]))):
            found[row[0]] = KnownMatter(row[1], bool(row[2]))
    return found


def write(transaction: Transaction, batch: Batch) -> None:
    """Writes everything in an order that foreign keys allow."""
    units.insert_many(transaction, batch.units)
    tables: tuple[tuple[Table, Sequence[Row]], ...] = (
        (unit_tables.people, batch.people),
        (unit_tables.posts, batch.posts),
        (register.subject_classes, batch.classes),
        (cases.matters, batch.matters),
        (cases.due_dates, batch.due_dates),
        (register.petitions, batch.petitions),
        (register.petitioners, batch.petitioners),
        (register.protected_petitioners, batch.protected),
        (review.entries, batch.entries),
        (review.ledger, batch.ledger),
        (review.ledger_lines, batch.ledger_lines),
    )
    for table, rows in tables:
        insert_rows(transaction, table, rows)
    for kind, steps in batch.steps.items():
        insert_rows(transaction, STEPS[kind], steps)
    insert_rows(transaction, cases.findings, batch.findings)


def insert_rows(transaction: Transaction, table: Table, rows: Sequence[Row]) -> None:
    """Inserts rows that all have the same keys, straight through the driver: half the time of going through the expression layer."""
    if not rows:
        return
    compiled = insert(table).compile(dialect=transaction.dialect, column_keys=list(rows[0]))
    order = getattr(compiled, "positiontup", None)
    if not order:
        transaction.execute(insert(table), [dict(row) for row in rows])
        return
    pick: Callable[[Row], tuple[Any, ...]] = itemgetter(*order)
    transaction.exec_driver_sql(str(compiled), list(map(pick, rows)))


def _next_id(transaction: Transaction, table: Table) -> int:
    return int(transaction.execute(select(func.coalesce(func.max(table.c.id), 0))).scalar_one()) + 1
