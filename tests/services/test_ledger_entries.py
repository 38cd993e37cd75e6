"""Deposits and entries: what is paid, returned, carried over, corrected; nothing is rewritten."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import select

from app.errors import NotFound, Refusal
from app.office import Office
from app.services.entries import EntryService
from app.services.ledger import LedgerService
from app.store import ledger
from app.store.ledger import Line, Voucher
from app.store.schema import register
from tests.services.offices import new_office
from tests.services.workbooks import sound, write


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    office = new_office(tmp_path)
    office.exchange.import_workbook(write(sound(), tmp_path / "book.xlsx"))
    yield office
    office.close()


def test_a_deposit_paid_counts_in_the_standings_of_its_year(office: Office) -> None:
    number = LedgerService(office.desk).pay_deposit("T01", 50_000, "演示：补交", date(1996, 5, 1))
    assert number == "P1996-00001"
    unit = office.review.compute(1996).unit("T01")
    assert unit is not None
    assert unit.deposit.paid == 250_050
    before = office.review.compute(1996, date(1996, 4, 30)).unit("T01")
    assert before is not None
    assert before.deposit.paid == 200_050


def test_a_countered_deposit_counts_for_no_day(office: Office) -> None:
    books = LedgerService(office.desk)
    books.counter("V1", "记错单位")
    unit = office.review.compute(1996, date(1996, 6, 30)).unit("T01")
    assert unit is not None
    assert unit.deposit.paid == 0
    with pytest.raises(Refusal, match="已经冲销"):
        books.counter("V1", "再冲")


def test_what_cannot_be_posted_says_why(office: Office) -> None:
    books = LedgerService(office.desk)
    with pytest.raises(Refusal, match="不是乡镇"):
        books.pay_deposit("D01", 100, "演示")
    with pytest.raises(Refusal, match="大于 0"):
        books.pay_deposit("T01", 0, "演示")
    with pytest.raises(NotFound):
        books.pay_deposit("X", 1, "演示")
    with pytest.raises(Refusal, match="还没有定案"):
        books.return_deposit("T01", 1996, "演示")
    with pytest.raises(Refusal, match="理由"):
        books.counter("V1", " ")
    with pytest.raises(NotFound):
        books.counter("V9", "演示")


def test_what_is_left_at_the_close_is_returned_once(office: Office) -> None:
    books = LedgerService(office.desk)
    office.review.close(1996, "演示")
    books.return_deposit("T01", 1996, "演示：退还")
    assert books.statement("T01", 1996).deposit == 0
    with pytest.raises(Refusal, match="没有余额"):
        books.return_deposit("T01", 1996, "演示：再退")
    with pytest.raises(Refusal, match="已经定案"):
        books.pay_deposit("T01", 100, "演示", date(1996, 12, 30))


def test_what_is_carried_over_is_paid_in_the_next_year(office: Office) -> None:
    books = LedgerService(office.desk)
    office.review.close(1996, "演示")
    left = books.statement("T01", 1996).deposit
    books.carry_over("T01", 1996, "演示：结转")
    assert books.statement("T01", 1996).deposit == 0
    assert books.statement("T01", 1997).deposit == left
    unit = office.review.compute(1997).unit("T01")
    assert unit is not None
    assert unit.deposit.paid == 0  # today is still in 1996: the entry of 1 January is yet to come
    later = office.review.compute(1997, date(1997, 1, 1)).unit("T01")
    assert later is not None
    assert later.deposit.paid == left


def test_a_voucher_that_does_not_balance_is_a_fault_of_ours(office: Office) -> None:
    crooked = Voucher(on=date(1996, 1, 1), year=1996, unit_id=1, kind="deposit", amount=1, words="x", lines=(Line("cash", 1),))
    with office.desk.store.reading() as transaction, pytest.raises(ValueError, match="balance"):
        ledger.post(transaction, crooked, by=1, at=office.desk.clock.now())


def test_an_entry_deducts_and_its_former_number_is_kept(office: Office) -> None:
    entries = EntryService(office.desk)
    with pytest.raises(Refusal, match="理由"):
        entries.enter(1996, "T01", "C1", 4)
    entries.enter(1996, "T01", "C1", 4, reason="复核")
    entries.enter(1996, "T01", "D1", 1, "演示")
    assert [(each.item, each.number) for each in entries.of_year(1996)] == [("C1", 4), ("D1", 1)]
    assert {each.by for each in entries.of_year(1996)} == {office.desk.actor.display_name}
    with office.desk.store.reading() as transaction:
        kept = transaction.execute(select(register.corrections).where(register.corrections.c.table_name == "entries")).one()
    assert (kept.field, kept.former, kept.present, kept.reason) == ("number", "2", "4", "复核")


def test_an_entry_that_cannot_be_says_why(office: Office) -> None:
    entries = EntryService(office.desk)
    with pytest.raises(Refusal, match="下属单位"):
        entries.enter(1996, "S01", "C1", 1)
    with pytest.raises(Refusal, match="计分标准里没有"):
        entries.enter(1996, "T01", "A1", 1)
    with pytest.raises(Refusal, match="整数"):
        entries.enter(1996, "T01", "C1", -1)
    with pytest.raises(NotFound):
        entries.enter(1996, "X", "C1", 1)
    office.review.close(1996, "演示")
    with pytest.raises(Refusal, match="已经定案"):
        entries.enter(1996, "T01", "D2", 1)
