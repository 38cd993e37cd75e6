"""Whether the ledger agrees with itself: every kind of disagreement is found, told where it stands, and a sound one is left alone."""

from collections.abc import Callable
from datetime import date

import pytest

from app.store import accounts, check_ledger, closed_years, ledger
from app.store.database import Store, Transaction
from app.store.ledger import Line, Voucher
from tests.store.making import AT, INSTANT, add_unit

DAY = date(1996, 5, 1)


def post(transaction: Transaction, unit: int, kind: str, debit: str, credit: str, year: int = 1996, **more: object) -> str:
    known = {"on": DAY, "year": year, "unit_id": unit, "kind": kind, "amount": 100, "words": "演示"}
    lines = (Line(debit, 100), Line(credit, -100))
    return ledger.post(transaction, Voucher(**{**known, "lines": lines, **more}), by=1, at=AT)  # type: ignore[arg-type]


def pay(transaction: Transaction, unit: int) -> str:
    return post(transaction, unit, ledger.DEPOSIT, ledger.CASH, ledger.deposit_of("T01"))


def close(transaction: Transaction, year: int = 1996) -> int:
    return closed_years.keep(transaction, year, date(year, 12, 31), reason=None, fingerprint="f", body=b"{}", by=1, at=INSTANT)


def fine(transaction: Transaction, unit: int, closed: int | None, year: int = 1996) -> str:
    return post(transaction, unit, ledger.FINE, ledger.receivable_of("T01"), ledger.FINES, year, closed_year_id=closed)


def counter(transaction: Transaction, voucher: str, **more: object) -> str:
    of = ledger.by_voucher(transaction, voucher)
    assert of is not None
    (debit, _), (credit, _) = of.lines
    return post(transaction, of.unit_id, ledger.COUNTER, credit, debit, **{"counters_id": of.id, **more})  # type: ignore[arg-type]


@pytest.fixture
def unit(store: Store) -> int:
    with store.writing() as transaction:
        assert accounts.add(transaction, "director", "演示", at=INSTANT) == 1
        return add_unit(transaction)


def found(store: Store) -> list[str]:
    with store.reading() as transaction:
        return [str(finding) for finding in check_ledger.examine(transaction)]


def sound(transaction: Transaction, unit: int) -> None:
    counter(transaction, pay(transaction, unit))
    pay(transaction, unit)
    post(transaction, unit, ledger.RETURN, ledger.deposit_of("T01"), ledger.carried_of("T01"))
    post(transaction, unit, ledger.CARRY_OVER, ledger.carried_of("T01"), ledger.deposit_of("T01"), 1997)
    fine(transaction, unit, close(transaction))


def countered_twice(transaction: Transaction, unit: int) -> None:
    voucher = pay(transaction, unit)
    counter(transaction, voucher)
    counter(transaction, voucher)
    pay(transaction, unit)


def countered_in_another_year(transaction: Transaction, unit: int) -> None:
    counter(transaction, pay(transaction, unit), year=1997)


def countered_the_same_way_round(transaction: Transaction, unit: int) -> None:
    of = ledger.by_voucher(transaction, pay(transaction, unit))
    assert of is not None
    post(transaction, unit, ledger.COUNTER, ledger.CASH, ledger.deposit_of("T01"), counters_id=of.id)


def overdrawn(transaction: Transaction, unit: int) -> None:
    post(transaction, unit, ledger.RETURN, ledger.deposit_of("T01"), ledger.CASH)


def carried_nowhere(transaction: Transaction, unit: int) -> None:
    pay(transaction, unit)
    post(transaction, unit, ledger.RETURN, ledger.deposit_of("T01"), ledger.carried_of("T01"))


def fined_without_a_close(transaction: Transaction, unit: int) -> None:
    fine(transaction, unit, None)


def fined_by_another_year_s_close(transaction: Transaction, unit: int) -> None:
    fine(transaction, unit, close(transaction, 1995))


def left_standing_when_reopened(transaction: Transaction, unit: int) -> None:
    closed = close(transaction)
    fine(transaction, unit, closed)
    closed_years.reopen(transaction, closed, reason="演示", by=1, at=INSTANT)


def countered_while_it_stands(transaction: Transaction, unit: int) -> None:
    counter(transaction, fine(transaction, unit, close(transaction)))


def test_a_sound_ledger_is_left_alone(store: Store, unit: int) -> None:
    with store.writing() as transaction:
        sound(transaction, unit)
    assert found(store) == []


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        (countered_twice, "凭证 P1996-00001：被冲销了不止一次。"),
        (countered_in_another_year, "不是同一年度"),
        (countered_the_same_way_round, "借贷相反"),
        (overdrawn, "T01 1996 年保证金：支出比交入多 1.00 元。"),
        (carried_nowhere, "T01 保证金结转：转出与转入相差 1.00 元。"),
        (fined_without_a_close, "不属于它那一年的定案"),
        (fined_by_another_year_s_close, "不属于它那一年的定案"),
        (left_standing_when_reopened, "年度已重新打开，罚款却没有冲销"),
        (countered_while_it_stands, "定案有效，罚款却已冲销"),
    ],
)
def test_what_disagrees_is_found(store: Store, unit: int, wrong: Callable[[Transaction, int], None], said: str) -> None:
    with store.writing() as transaction:
        wrong(transaction, unit)
    told = found(store)
    assert any(said in line for line in told), told
