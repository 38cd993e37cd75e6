"""Builds the encrypted store the figures are taken from: the import's own planning and bulk writing, a year at a time."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from shutil import copyfile
from tempfile import TemporaryDirectory

from app.bench import population
from app.bench.population import YearRows
from app.clock import SystemClock
from app.services import front_door, rules
from app.services.base import Desk
from app.services.exchange import plan_cases
from app.services.exchange.plan import Plan, plan_deposits, plan_entries, plan_people, plan_units
from app.services.front_door import Entered
from app.store import bulk_insert, key_file, search
from app.store.database import Store, Transaction

ACCOUNT, PASSWORD = "director", "bench-password"
"""Of a store that is thrown away at once."""


@contextmanager
def empty_store() -> Iterator[Entered]:
    """A new store in a folder of its own, which goes with it."""
    with TemporaryDirectory(prefix="bench-") as folder:
        path = Path(folder) / "bench.bureau"
        entered, _ = front_door.create(path, ACCOUNT, PASSWORD, "局长", SystemClock(), front_door.STANDARD)
        try:
            yield entered
        finally:
            entered.desk.store.close()


def fill(desk: Desk, petitions: int, units: int = population.UNITS, places: Iterable[int] = range(population.YEARS)) -> None:
    """Writes the invented city; one transaction for each year keeps the memory small. ``places``: these of its years alone."""
    with desk.store.writing() as transaction:
        plan = _plan(transaction, desk)
        plan_units(plan, population.units(units))
        plan_people(plan, population.people(units))
        bulk_insert.write(transaction, plan.batch)
    for rows in population.years(petitions, units, places):
        with desk.store.writing() as transaction:
            write_year(transaction, desk, rows)


def write_year(transaction: Transaction, desk: Desk, rows: YearRows) -> None:
    """One year's rows as an import writes them."""
    plan = _plan(transaction, desk)
    cases = plan_cases.gather(plan, {}, rows.matters, rows.petitions)
    plan_cases.plan_matters(plan, cases, rows.matters)
    plan_cases.plan_petitions(plan, cases, rows.petitions)
    search.index_many(transaction, plan_cases.searchable(plan, rows.petitions))
    plan_entries(plan, rows.entries)
    plan_deposits(plan, rows.deposits)
    bulk_insert.write(transaction, plan.batch)


def _plan(transaction: Transaction, desk: Desk) -> Plan:
    today = desk.clock.today()
    return Plan(bulk_insert.start(transaction), rules.in_force(transaction, today), desk.actor.account_id, desk.clock.now(), frozenset())


def twin(entered: Entered, path: Path) -> Desk:
    """A copy of a store at ``path``, opened under the same key: what is written there leaves the first alone."""
    source = entered.desk.store
    source.close()  # folds the log into the file; the next transaction opens it again
    copyfile(source.path, path)
    copyfile(key_file.path_for(source.path), key_file.path_for(path))
    return replace(entered.desk, store=Store(path, source.data_key, source.store_id))
