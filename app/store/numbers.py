"""Numbers without gaps: given inside the writing transaction, after the highest one already there, never twice."""

from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, func, insert, select, update

from app.store.database import Transaction
from app.store.schema.cases import matters
from app.store.schema.register import issued_numbers, number_series, petitions
from app.store.schema.review import ledger

DIGITS = 5

PETITION, MATTER, VOUCHER = "petition", "matter", "voucher"


class _Series(NamedTuple):
    prefix: str
    column: "ColumnElement[Any]"


_KEPT_IN = {PETITION: _Series("", petitions.c.number), MATTER: _Series("S", matters.c.number), VOUCHER: _Series("P", ledger.c.voucher)}
"""Where the numbers of a series stand, imported ones among them, and what the program's own begin with."""


def next_number(transaction: Transaction, series: str, year: int, *, at: datetime) -> str:
    """The next number of ``series`` (petition, matter, voucher …) in ``year``: `1996-00001`, of matters `S1996-00001`.

    It is taken for good when the caller's transaction commits; ``at`` (UTC) is kept with it, so that `check` can answer for gaps.
    """
    last = _last_given(transaction, series, year)
    value = max(last or 0, _highest_kept(transaction, series, year)) + 1
    of_series = (number_series.c.series == series) & (number_series.c.year == year)
    if last is None:
        transaction.execute(insert(number_series).values(series=series, year=year, last=value))
    else:
        transaction.execute(update(number_series).where(of_series).values(last=value))
    given_at = at.isoformat(timespec="microseconds")
    transaction.execute(insert(issued_numbers), {"series": series, "year": year, "value": value, "given_at": given_at})
    return _written(series, year, value)


def coming_number(transaction: Transaction, series: str, year: int) -> str:
    """The number :func:`next_number` would give now; nothing is taken."""
    last = _last_given(transaction, series, year) or 0
    return _written(series, year, max(last, _highest_kept(transaction, series, year)) + 1)




def _last_given(transaction: Transaction, series: str, year: int) -> int | None:
    wanted = select(number_series.c.last).where(number_series.c.series == series, number_series.c.year == year)
    return transaction.execute(wanted).scalar_one_or_none()


def _highest_kept(transaction: Transaction, series: str, year: int) -> int:
    """The highest number of the year that has the program's own shape; others (imported as given) are passed over."""
    if series not in _KEPT_IN:
        return 0
    prefix, column = _KEPT_IN[series]
    stem = f"{prefix}{year}-"
    shaped = select(column).where(
        column >= stem + "0" * DIGITS, column <= stem + "9" * DIGITS, func.length(column) == len(stem) + DIGITS
    )
    for number in transaction.execute(shaped.order_by(column.desc())).scalars():
        digits = number[len(stem) :]
        if digits.isascii() and digits.isdigit():
            return int(digits)
    return 0


def _written(series: str, year: int, value: int) -> str:
    prefix = _KEPT_IN[series].prefix if series in _KEPT_IN else ""
    return f"{prefix}{year}-{value:0{DIGITS}d}"
