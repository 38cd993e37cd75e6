"""Whether what is kept agrees with itself: numbers, due dates, units, money. Each check names what is wrong and where."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from itertools import pairwise
from typing import Any

from sqlalchemy import Column, and_, case, func, or_, select

from app.regulation.terms import ASSESSED_KINDS, Level
from app.store import numbers
from app.store.database import Transaction
from app.store.findings import Finding
from app.store.schema.cases import matters
from app.store.schema.register import issued_numbers, number_series, petitions
from app.store.schema.review import issued_documents, ledger, ledger_lines
from app.store.schema.units import units

YUAN = 100
DOCUMENTS = "document:"
"""Series of issued documents: document:<organ>/<word>."""
_REGISTERS: dict[str, tuple[str, Column[str]]] = {
    numbers.PETITION: ("", petitions.c.number),
    numbers.MATTER: ("S", matters.c.number),
    numbers.VOUCHER: ("P", ledger.c.voucher),
}
"""What a series' own numbers begin with, and where they stand."""


def numbering(transaction: Transaction) -> Iterator[Finding]:
    """Every number the program gave stands in the register; none was given after a gap, none taken back. Imported ones are not its own."""
    given: defaultdict[tuple[str, int], list[int]] = defaultdict(list)
    ordered = select(issued_numbers).order_by(issued_numbers.c.series, issued_numbers.c.year, issued_numbers.c.value)
    for row in transaction.execute(ordered):
        given[row.series, row.year].append(row.value)
    last = {(row.series, row.year): row.last for row in transaction.execute(select(number_series))}
    for (series, year), values in given.items():
        kept = _kept(transaction, series, year)
        written = [(value, _written(series, year, value)) for value in values]
        yield from (Finding(number, "这个号发出过，登记却不在了。") for value, number in written if value not in kept)
        for before, after in pairwise(values):
            if after != before + 1 and after - 1 not in kept:
                yield Finding(_written(series, year, before + 1), f"编号中断：{before} 之后是 {after}，中间的号没有登记。")
        if last.get((series, year)) != values[-1]:
            yield Finding(_written(series, year, values[-1]), "编号的末号与发号记录不符。")


def _kept(transaction: Transaction, series: str, year: int) -> set[int]:
    """The ordinals of a series and year that stand in the register, imported ones of the same shape too."""
    if series.startswith(DOCUMENTS):
        word = series.rpartition("/")[2]  # an organ that was renamed goes on counting under its word
        c = issued_documents.c
        wanted = select(c.ordinal).where(c.word == word, c.year == year)
        return set(transaction.execute(wanted).scalars())
    if series not in _REGISTERS:
        return set()
    prefix, column = _REGISTERS[series]
    stem = f"{prefix}{year}-"
    endings = (number.removeprefix(stem) for number in transaction.execute(select(column).where(column.startswith(stem))).scalars())
    return {int(ending) for ending in endings if ending.isascii() and ending.isdigit()}


def _written(series: str, year: int, value: int) -> str:
    if series.startswith(DOCUMENTS):
        return f"{series.rpartition('/')[2]}〔{year}〕{value}号"
    prefix, _ = _REGISTERS.get(series, ("", None))
    return f"{prefix}{year}-{value:0{numbers.DIGITS}}"


def closed_units(transaction: Transaction, today: date) -> Iterator[Finding]:
    """What is registered for a unit that is listed in no standings of that year: closed before it, or opened after it (1.2)."""
    last_day = case((petitions.c.year >= today.year, today.isoformat()), else_=func.concat(petitions.c.year, "-12-31"))
    yield from _unlisted(
        transaction,
        select(petitions.c.number, units.c.code, units.c.name)
        .join(units, units.c.id == petitions.c.counted_unit_id)
        .where(petitions.c.voided == 0, petitions.c.level >= int(Level.CITY), _not_listed(petitions.c.year, last_day)),
        "登记",
    )
    accepted_year = func.substr(matters.c.accepted_on, 1, 4)
    last_day = case((accepted_year >= str(today.year), today.isoformat()), else_=func.concat(accepted_year, "-12-31"))
    yield from _unlisted(
        transaction,
        select(matters.c.number, units.c.code, units.c.name)
        .join(units, units.c.id == matters.c.counted_unit_id)
        .where(matters.c.accepted_on <= today, _not_listed(accepted_year, last_day)),
        "事项",
    )
    for table, what in ((petitions, "登记"), (matters, "事项")):
        for number in transaction.execute(select(table.c.number).where(table.c.counted_unit_id.is_(None))).scalars():
            yield Finding(number, f"这件{what}的责任单位没有可考核的上级单位，不计入任何单位的考评。")


def _not_listed(year: Any, last_day: Any) -> Any:
    return or_(func.substr(units.c.closed_on, 1, 4) < func.concat(year, ""), units.c.opened_on.op(">")(last_day))


def _unlisted(transaction: Transaction, statement: Any, what: str) -> Iterator[Finding]:
    for number, code, name in transaction.execute(statement):
        yield Finding(number, f"责任单位 {code} {name} 当年不在考评之列（年前已停用，或当时尚未启用），这件{what}不计入任何单位的考评。")


def money(transaction: Transaction) -> Iterator[Finding]:
    """Every voucher's lines sum to nothing, one side of them to the voucher's amount."""
    debit = func.coalesce(func.sum(case((ledger_lines.c.amount > 0, ledger_lines.c.amount), else_=0)), 0)
    total = func.coalesce(func.sum(ledger_lines.c.amount), 0)
    wanted = (
        select(ledger.c.voucher, ledger.c.amount, debit, total)
        .outerjoin_from(ledger, ledger_lines, ledger_lines.c.entry_id == ledger.c.id)
        .group_by(ledger.c.id, ledger.c.voucher, ledger.c.amount)
        .having(or_(total != 0, debit != ledger.c.amount))
    )
    for voucher, amount, debits, sums in transaction.execute(wanted):
        yield Finding(f"凭证 {voucher}", f"借贷不平：金额 {amount / YUAN:.2f} 元，借方 {debits / YUAN:.2f} 元，差额 {sums / YUAN:.2f} 元。")


def assessed(transaction: Transaction) -> Iterator[Finding]:
    """What counts for a unit counts for one of an assessed kind."""
    wrong = and_(*(units.c.kind != kind.value for kind in sorted(ASSESSED_KINDS)))
    for table in (petitions, matters):
        wanted = select(table.c.number, units.c.code).join(units, units.c.id == table.c.counted_unit_id).where(wrong)
        for number, code in transaction.execute(wanted):
            yield Finding(number, f"计入的单位 {code} 不是考评单位。")
