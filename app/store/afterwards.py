"""What was done to petitions and matters after the fact, by their numbers: why a result later differs from an earlier one."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import Select, Table, select

from app.store.database import Transaction
from app.store.schema import cases
from app.store.schema.cases import matters
from app.store.schema.office import accounts
from app.store.schema.register import corrections, petitions, voids
from app.store.schema.review import entries, objections
from app.store.schema.units import units

MOST_AT_ONCE = 400
STEPS: tuple[tuple[Table, str], ...] = (
    (cases.assignments, "交办"),
    (cases.acknowledgements, "接收"),
    (cases.extensions, "延期"),
    (cases.explanations, "说明"),
    (cases.results, "上报"),
    (cases.conclusions, "办结"),
    (cases.reply_letters, "答复签署"),
    (cases.higher_opinions, "上级处理意见"),
)
VOIDED, CORRECTED, FOUND, WITHDRAWN, OBJECTED = "作废", "更正", "认定", "撤销认定", "异议成立"


class Registered(NamedTuple):
    """A petition's own days: when it came, when it was entered, whether late or void."""

    received_on: date
    registered_at: str
    late: bool
    voided: bool


class Done(NamedTuple):
    """Something done to a record: what, the words said with it, by whom, when (an instant in UTC)."""

    what: str
    words: str
    by: str
    at: str
    field: str = ""  # of a correction


Found = dict[str, list[Done]]
"""By number, oldest first."""


def registered(transaction: Transaction, numbers: Iterable[str]) -> dict[str, Registered]:
    """The petitions of these numbers."""
    c = petitions.c
    wanted = select(c.number, c.received_on, c.registered_at, c.late, c.voided)
    return {row[0]: Registered(row[1], row[2], bool(row[3]), bool(row[4])) for row in _named(transaction, wanted, c.number, numbers)}


def to_petitions(transaction: Transaction, numbers: Iterable[str]) -> Found:
    """Corrections that count as 改动, voidings, findings of serious consequences and objections upheld."""
    names, found = list(numbers), _Gathering()
    void = select(petitions.c.number, voids.c.reason, _by(), voids.c.voided_at).select_from(
        petitions.join(voids, voids.c.petition_id == petitions.c.id).outerjoin(accounts, accounts.c.id == voids.c.voided_by)
    )
    for number, *said in _named(transaction, void, petitions.c.number, names):
        found.add(number, VOIDED, *said)
    _add_corrections(transaction, found, petitions, names, weighty=True)
    _add_findings(transaction, found, (petitions, cases.findings.c.petition_id), names)
    _add_objections(transaction, found, (petitions, objections.c.petition_id), names)
    return found.in_order()


def to_matters(transaction: Transaction, numbers: Iterable[str]) -> Found:
    """Steps, findings, corrections and objections upheld."""
    names, found = list(numbers), _Gathering()
    for table, what in STEPS:
        step = select(matters.c.number, table.c["on"], _by(), table.c.recorded_at).select_from(
            matters.join(table, table.c.matter_id == matters.c.id).outerjoin(accounts, accounts.c.id == table.c.recorded_by)
        )
        for number, on, by, at in _named(transaction, step, matters.c.number, names):
            found.add(number, what, on.isoformat(), by, at)
    _add_corrections(transaction, found, matters, names, weighty=False)
    _add_findings(transaction, found, (matters, cases.findings.c.matter_id), names)
    _add_objections(transaction, found, (matters, objections.c.matter_id), names)
    return found.in_order()


def to_entries(transaction: Transaction, year: int) -> Found:
    """Corrections of the reviewers' entries of a year; by `unit/item`."""
    c, found = corrections.c, _Gathering()
    wanted = (
        select(units.c.code, entries.c.item, c.former, c.present, c.reason, _by(), c.corrected_at)
        .select_from(entries.join(units, units.c.id == entries.c.unit_id).join(corrections, c.row_id == entries.c.id))
        .outerjoin(accounts, accounts.c.id == c.corrected_by)
        .where(entries.c.year == year, c.table_name == "entries", c.field == "number")
    )
    for code, item, former, present, reason, by, at in transaction.execute(wanted):
        found.add(f"{code}/{item}", CORRECTED, _told(former, present, reason), by, at)
    return found.in_order()


class _Gathering:
    """What is found, by number."""

    def __init__(self) -> None:
        self._found: Found = {}

    def add(self, number: str, what: str, words: str | None, by: str | None, at: str, field: str = "") -> None:
        self._found.setdefault(number, []).append(Done(what, words or "", by or "", at, field))

    def in_order(self) -> Found:
        return {number: sorted(done, key=lambda each: each.at) for number, done in self._found.items()}


def _add_corrections(transaction: Transaction, found: _Gathering, of: Table, names: list[str], *, weighty: bool) -> None:
    c = corrections.c
    wanted = (
        select(of.c.number, c.field, c.former, c.present, c.reason, _by(), c.corrected_at)
        .select_from(of.join(corrections, c.row_id == of.c.id).outerjoin(accounts, accounts.c.id == c.corrected_by))
        .where(c.table_name == of.name, c.counts_as_change == 1 if weighty else c.id.is_not(None))
    )
    for number, field, former, present, reason, by, at in _named(transaction, wanted, of.c.number, names):
        # A matter that followed its petition keeps ids, which tell a reader nothing.
        words = reason if field.endswith("_id") else _told(former, present, reason)
        if field != "counted_unit_id":
            found.add(number, CORRECTED, words, by, at, field)


def _add_findings(transaction: Transaction, found: _Gathering, of: tuple[Table, Any], names: list[str]) -> None:
    table, column = of
    c = cases.findings.c
    wanted = select(table.c.number, c.words, c.withdrawn, _by(), c.recorded_at).select_from(
        table.join(cases.findings, column == table.c.id).outerjoin(accounts, accounts.c.id == c.recorded_by)
    )
    for number, words, withdrawn, by, at in _named(transaction, wanted, table.c.number, names):
        found.add(number, WITHDRAWN if withdrawn else FOUND, withdrawn or words, by, at)


def _add_objections(transaction: Transaction, found: _Gathering, of: tuple[Table, Any], names: list[str]) -> None:
    table, column = of
    c = objections.c
    wanted = (
        select(table.c.number, c.ruling, c.signer, c.ruled_at)
        .select_from(table.join(objections, column == table.c.id))
        .where(c.upheld == 1)
    )
    for number, ruling, signer, at in _named(transaction, wanted, table.c.number, names):
        found.add(number, OBJECTED, ruling, signer, at)


def _told(former: str | None, present: str | None, reason: str | None) -> str:
    return f"{former or '空'} → {present or '空'}" + (f"，{reason}" if reason else "")


def _by() -> Any:
    return accounts.c.display_name


def _named(transaction: Transaction, wanted: Select[Any], column: Any, names: Iterable[str]) -> Iterator[Any]:
    left = sorted(set(names))
    for begin in range(0, len(left), MOST_AT_ONCE):
        yield from transaction.execute(wanted.where(column.in_(left[begin : begin + MOST_AT_ONCE])))
