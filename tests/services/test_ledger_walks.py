"""Whatever is done to the ledger in whatever order, the books balance at every step and equal a simple model."""

import shutil
import tempfile
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule, run_state_machine_as_test

from app.clock import FixedClock
from app.errors import Refusal
from app.office import Office
from app.regulation.terms import UnitKind
from app.services import health_ledger
from app.services.annual_review import AnnualReview
from app.services.base import Desk
from app.services.ledger import LedgerService
from app.services.units import UnitForm
from app.store import check, check_ledger, ledger, units
from app.store.database import Store
from tests.services.ledger_model import TOWNSHIPS, UNITS, YEARS, Model, Note
from tests.services.offices import new_office
from tests.store.making import add_petition

TODAY = date(1997, 6, 30)
QUICK = Path("/dev/shm") if Path("/dev/shm").is_dir() else None  # no disk: what is tried here is arithmetic, not durability

TEMPLATE: dict[str, Any] = {}


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """A bureau with two townships and a department; each walk goes over a copy."""
    office: Office = new_office(tmp_path_factory.mktemp("books"), TODAY)
    for code in UNITS:
        kind = UnitKind.TOWNSHIP if code in TOWNSHIPS else UnitKind.DEPARTMENT
        office.units.create(UnitForm(code=code, name=f"演示{code}", kind=kind))
    TEMPLATE.update(path=office.desk.store.path, key=office.desk.store.data_key, id=office.desk.store.store_id, actor=office.desk.actor)
    office.close()
    yield
    TEMPLATE.clear()


class LedgerWalk(RuleBasedStateMachine):
    """Every action is tried on the services and on the model: both do it, or both refuse."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp(prefix="walk", dir=QUICK))
        path = self.folder / "bureau.db"
        shutil.copy(TEMPLATE["path"], path)
        self.store = Store(path, TEMPLATE["key"], TEMPLATE["id"])
        desk = Desk(self.store, FixedClock(TODAY), TEMPLATE["actor"])
        self.books, self.review = LedgerService(desk), AnnualReview(desk)
        self.model = Model()
        with self.store.reading() as transaction:
            self.ids = units.ids_by_code(transaction)
        self.petitions = 0
        self.seen: list[tuple[Any, ...]] = []

    def teardown(self) -> None:
        self.store.close()
        shutil.rmtree(self.folder)

    def both(self, act: Callable[[], Any], may: bool) -> Any:
        if may:
            return act()
        with pytest.raises(Refusal):
            act()
        return None

    def note(self, voucher: str | None, kind: str, unit: str, year: int) -> None:
        if voucher is not None:
            with self.store.reading() as transaction:
                posted = ledger.by_voucher(transaction, voucher)
            assert posted is not None
            self.model.notes[voucher] = Note(kind, unit, year, posted.amount)

    @rule(unit=st.sampled_from(UNITS), year=st.sampled_from(YEARS[:2]), level=st.sampled_from([1, 2, 3, 4]))
    def visit(self, unit: str, year: int, level: int) -> None:
        self.petitions += 1
        with self.store.writing() as transaction:
            known = {"level": level, "people": 9, "shown_level": level - 1}
            add_petition(transaction, f"演-{self.petitions}", self.ids[unit], date(year, 4, 1), **known)
        self.model.visits[unit, year].append(level)

    @rule(unit=st.sampled_from(UNITS), year=st.sampled_from(YEARS), amount=st.sampled_from([1, 100_00, 700_00, 2000_00]))
    def pay(self, unit: str, year: int, amount: int) -> None:
        may = self.model.pays(unit, year, amount)
        voucher = self.both(lambda: self.books.pay_deposit(unit, amount, "演示", date(year, 3, 1)), may)
        self.note(voucher, "deposit", unit, year)

    @rule(year=st.sampled_from(YEARS[:2]))
    def close(self, year: int) -> None:
        self.both(lambda: self.review.close(year, "演示"), self.model.closes(year))
        with self.store.reading() as transaction:
            assert list(health_ledger.examine(transaction)) == []

    @precondition(lambda self: self.model.closed)
    @rule(data=st.data())
    def reopen(self, data: st.DataObject) -> None:
        year = data.draw(st.sampled_from(sorted(self.model.closed)))
        self.both(lambda: self.review.reopen(year, "演示"), self.model.reopens(year))

    @rule(unit=st.sampled_from(UNITS), year=st.sampled_from(YEARS[:2]))
    def give_back(self, unit: str, year: int) -> None:
        may = self.model.settles(unit, year, carries=False)
        self.note(self.both(lambda: self.books.return_deposit(unit, year, "演示"), may), "return", unit, year)

    @rule(unit=st.sampled_from(UNITS), year=st.sampled_from(YEARS[:2]))
    def carry(self, unit: str, year: int) -> None:
        may = self.model.settles(unit, year, carries=True)
        voucher = self.both(lambda: self.books.carry_over(unit, year, "演示"), may)
        if voucher is not None:
            self.note(voucher, "carried in", unit, year + 1)
            with self.store.reading() as transaction:
                posted = ledger.by_voucher(transaction, voucher)
                assert posted is not None
                away = next(each for each in ledger.beside(transaction, posted) if each.id == posted.id - 1).voucher
            self.note(away, "carried away", unit, year)
            self.model.notes[away].pair, self.model.notes[voucher].pair = voucher, away

    @rule(unit=st.sampled_from(UNITS), year=st.sampled_from(YEARS[:2]), amount=st.sampled_from([1, 100_00, 200_00, 500_00]))
    def pay_owed(self, unit: str, year: int, amount: int) -> None:
        may = self.model.pays_owed(unit, year, amount)
        self.note(self.both(lambda: self.books.pay_owed(unit, year, amount, "演示"), may), "payment", unit, year)

    @rule(unit=st.sampled_from(UNITS), year=st.sampled_from(YEARS[:2]))
    def refund(self, unit: str, year: int) -> None:
        may = self.model.is_refunded(unit, year)
        self.note(self.both(lambda: self.books.refund(unit, year, "演示"), may), "refund", unit, year)

    @precondition(lambda self: self.model.notes)
    @rule(data=st.data())
    def counter(self, data: st.DataObject) -> None:
        voucher = data.draw(st.sampled_from(sorted(self.model.notes)))
        self.both(lambda: self.books.counter(voucher, "演示"), self.model.counters(voucher))

    @precondition(lambda self: self.model.closed)
    @rule(data=st.data())
    def counter_a_fine(self, data: st.DataObject) -> None:
        year = data.draw(st.sampled_from(sorted(self.model.closed)))
        with self.store.reading() as transaction:
            fines = [each.voucher for each in ledger.of_year(transaction, year) if each.kind == ledger.FINE]
        if fines:
            self.both(lambda: self.books.counter(fines[-1], "演示"), may=False)

    @invariant()
    def the_books_equal_the_model(self) -> None:
        cash = 0
        for year in YEARS:
            books = self.books.books(year)
            assert all(agreement.agrees for agreement in books.agreements), books.agreements
            cash += sum(each.debit - each.credit for each in books.accounts if each.account == "现金")
            known = {row.code: row for row in books.units}
            for unit in UNITS:
                row = known.get(unit)
                found = (row.deposit, row.owed, row.paid, row.fined, row.drawn) if row else (0, 0, 0, 0, 0)
                model, at = self.model, (unit, year)
                closed = year in model.closed
                fined, drawn = (model.fined[at], model.drawn[at]) if closed else (0, 0)
                assert found == (model.deposit[at], model.owed[at], model.paid[at], fined, drawn), at
                assert model.deposit[at] >= 0
        assert cash == self.model.cash

    @invariant()
    def the_checks_find_nothing_and_nothing_posted_ever_changes(self) -> None:
        with self.store.reading() as transaction:
            assert [*check.money(transaction), *check_ledger.examine(transaction)] == []
            posted = [
                (each.id, each.voucher, each.on, each.kind, each.amount, each.lines)
                for y in YEARS
                for each in ledger.of_year(transaction, y)
            ]
        posted.sort()
        assert posted[: len(self.seen)] == self.seen
        self.seen = posted


QUIETLY = [HealthCheck.too_slow, HealthCheck.filter_too_much, HealthCheck.data_too_large]


def test_the_books_balance_whatever_is_done_to_them(template: None) -> None:
    run_state_machine_as_test(LedgerWalk, settings=settings(max_examples=25, stateful_step_count=25, suppress_health_check=QUIETLY))


@pytest.mark.drill
def test_the_books_balance_over_ten_thousand_sequences(template: None) -> None:
    shape = settings(max_examples=10_000, stateful_step_count=20, derandomize=False, print_blob=True, suppress_health_check=QUIETLY)
    run_state_machine_as_test(LedgerWalk, settings=shape)
