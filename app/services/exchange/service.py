"""Exchange by workbook: the template, and the import that takes everything or nothing and names every fault."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from app.errors import InputFault
from app.services import due_scheduling, rules
from app.services.actor import Right
from app.services.base import Service, needs
from app.services.exchange import beside, check_cases, check_units, plan_cases, template
from app.services.exchange.beside import FaultBeside
from app.services.exchange.check_units import Ground
from app.services.exchange.faults import MOST, Faults
from app.services.exchange.fresh import Fresh, fresh
from app.services.exchange.plan import Plan, plan_deposits, plan_entries, plan_people, plan_units
from app.services.exchange.reading import Book, read
from app.services.rules import Rules
from app.store import bulk_existing, bulk_insert, calm, closed_years, due_dates, search, visits
from app.store.bulk_values import DepositRow, EntryRow, MatterRow, PersonRow, PetitionRow, UnitRow
from app.store.database import Transaction

T = TypeVar("T")
AT_ONCE = 4_000
Tell = Callable[[int, int, str], None]
"""Hears how far an import is: rows written of all (0 of 0 while it reads), and what it does. What it raises ends it, and nothing stays."""


def quietly(_done: int, _total: int, _words: str) -> None:
    """Nobody listens."""


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What an import did: rows added and rows already there by sheet, and what was doubtful but let through."""

    added: Mapping[str, int]
    same: Mapping[str, int]
    warnings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NewRows:
    """The rows of each sheet that are not in the store yet."""

    units: Fresh[UnitRow]
    people: Fresh[PersonRow]
    matters: Fresh[MatterRow]
    petitions: Fresh[PetitionRow]
    entries: Fresh[EntryRow]
    deposits: Fresh[DepositRow]

    def count(self) -> dict[str, int]:
        return {each.table.sheet.name: len(each.rows) for each in self._all()}

    def same(self) -> dict[str, int]:
        return {each.table.sheet.name: each.same for each in self._all()}

    def _all(self) -> tuple[Fresh[Any], ...]:
        return self.units, self.people, self.matters, self.petitions, self.entries, self.deposits


class ExchangeService(Service):
    """The workbook of spec 2.2, out and in."""

    @needs(Right.EXCHANGE)
    def template(self, path: Path) -> None:
        """Writes the empty workbook with one example row per sheet. Raises Refusal."""
        template.write(path)

    @needs(Right.EXCHANGE)
    def import_workbook(self, path: Path, late: bool = False, lenient: bool = False, tell: Tell = quietly) -> ImportReport:
        """Reads a workbook in one transaction. Raises InputFault, with a line for every fault, and then nothing is imported.

        `late` admits new rows for closed years (补录); `lenient` makes a wrong check digit a warning.
        """
        with calm.no_collecting():
            return self._import(path, late, lenient, tell)

    @needs(Right.EXCHANGE)
    def faults_beside(self, path: Path, faults: Sequence[str]) -> tuple[FaultBeside, ...]:
        """The faults of an import taken apart, each with the row it speaks of as the file has it now."""
        return beside.faults_beside(path, faults)

    def _import(self, path: Path, late: bool, lenient: bool, tell: Tell) -> ImportReport:
        faults = Faults()
        book = read(path, faults, lambda words: tell(0, 0, words))
        tell(0, 0, "核对内容")
        with self.acting("import", path.name) as action:
            transaction = action.transaction
            present = rules.in_force(transaction, self.today)
            closed = closed_years.standing_years(transaction)
            new = _new_rows(transaction, book, faults)
            _check(transaction, new, faults, Ground({}, closed, late, lenient, present.parameters.collective_min_people))
            _refuse(path, faults)
            self._write(transaction, new, present, closed, tell)
            action.detail.update(added=new.count(), same=new.same(), late=late, lenient=lenient, warnings=len(faults.warnings))
        return ImportReport(new.count(), new.same(), tuple(faults.warnings))

    def _write(self, transaction: Transaction, new: NewRows, present: Rules, closed: frozenset[int], tell: Tell) -> None:
        at, total, done = self.desk.clock.now(), sum(new.count().values()), 0
        came = new.petitions.values()
        stored = bulk_insert.known_matters(transaction, {row.matter for row in came if row.matter is not None})
        plan = Plan(bulk_insert.start(transaction), present, self.desk.actor.account_id, at, closed)
        plan_units(plan, new.units.values())
        plan_people(plan, new.people.values())
        plan_entries(plan, new.entries.values())
        plan_deposits(plan, new.deposits.values())
        bulk_insert.write(transaction, plan.taken())
        cases = plan_cases.gather(plan, stored, new.matters.values(), came)
        for rows in _portions(new.matters.values()):
            tell(done, total, "写入 事项")
            done += len(rows)
            plan_cases.plan_matters(plan, cases, rows)
            bulk_insert.write(transaction, plan.taken())
        for visits_and_letters in _portions(came):
            tell(done, total, "写入 来访来信")
            done += len(visits_and_letters)
            plan_cases.plan_petitions(plan, cases, visits_and_letters)
            search.index_many(transaction, plan_cases.searchable(plan, visits_and_letters))
            bulk_insert.write(transaction, plan.taken())
        tell(done, total, "核定重访和期限")
        for matter_id in cases.touched:
            visits.refresh_repeats(transaction, matter_id)
            due_scheduling.reschedule(transaction, matter_id, present.parameters, present.rest_days, cause=due_dates.Cause.IMPORT, at=at)
        tell(total, total, "存盘")


def _portions(rows: Sequence[T]) -> Iterator[Sequence[T]]:
    """A few thousand rows at a time: a large workbook's rows for the store never stand in memory all together."""
    return (rows[start : start + AT_ONCE] for start in range(0, len(rows), AT_ONCE))


def _new_rows(transaction: Transaction, book: Book, faults: Faults) -> NewRows:
    numbers = {row.number for row in book.matters.rows}
    register = {row.number for row in book.petitions.rows}
    years, vouchers = {row.year for row in book.entries.rows}, {row.voucher for row in book.deposits.rows}
    return NewRows(
        fresh(book.units, bulk_existing.existing_units(transaction), lambda row: row.code, faults),
        fresh(book.people, bulk_existing.existing_people(transaction), lambda row: (row.unit, row.name, row.post, row.from_on), faults),
        fresh(book.matters, bulk_existing.existing_matters(transaction, numbers), lambda row: row.number, faults),
        fresh(book.petitions, bulk_existing.existing_petitions(transaction, register), lambda row: row.number, faults),
        fresh(book.entries, bulk_existing.existing_entries(transaction, years), lambda row: (row.year, row.unit, row.item), faults),
        fresh(book.deposits, bulk_existing.existing_deposits(transaction, vouchers), lambda row: row.voucher, faults),
    )


def _check(transaction: Transaction, new: NewRows, faults: Faults, ground: Ground) -> None:
    """Checks whole rows, once every sheet could be read: without one of them all that refers to it would seem wrong."""
    if faults.unreadable:
        return
    units = bulk_existing.existing_units(transaction) | {row.code: row for row in new.units.values()}
    referred = {row.matter for row in new.petitions.values() if row.matter is not None}
    matters = frozenset(bulk_insert.known_matters(transaction, referred)) | {row.number for row in new.matters.values()}
    full = Ground(units, ground.closed_years, ground.late, ground.lenient, ground.threshold, matters)
    check_units.check_units(new.units, full, faults)
    check_units.check_people(new.people, full, faults)
    check_cases.check_matters(new.matters, full, faults)
    check_cases.check_petitions(new.petitions, full, faults)
    check_units.check_entries(new.entries, full, faults)
    check_units.check_deposits(new.deposits, full, faults)


def _refuse(path: Path, faults: Faults) -> None:
    if faults.lines:
        more = f"，另有 {faults.beyond} 处没有列出" if faults.beyond else ""
        count = f"前 {MOST}" if faults.beyond else f"{len(faults.lines)}"
        raise InputFault(f"{path.name} 有错，没有导入任何内容；列出 {count} 处{more}。", faults.lines)
