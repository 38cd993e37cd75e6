"""Numbers without gaps: given inside the writing transaction, after the highest one already there, never twice."""

from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Select, bindparam, func, insert, select, update

from app.store.database import Transaction
from app.store.schema.cases import matters
from app.store.schema.register import issued_numbers, number_series, petitions
from app.store.schema.review import ledger

DIGITS = 5

PETITION, MATTER, VOUCHER = "petition", "matter", "voucher"


class _Series(NamedTuple):
    prefix: str
    highest: "Select[Any]"


def _kept_in(prefix: str, column: "ColumnElement[Any]") -> _Series:
    """A series whose numbers, imported ones among them, stand in ``column``; the program's own begin with ``prefix``."""
    shaped = select(column).where(column >= bindparam("first"), column <= bindparam("last"), func.length(column) == bindparam("length"))
    return _Series(prefix, shaped.order_by(column.desc()))


# Made once: a save gives two numbers, and building its statements would take longer than running them.
_KEPT_IN = {
    PETITION: _kept_in("", petitions.c.number),
    MATTER: _kept_in("S", matters.c.number),
    VOUCHER: _kept_in("P", ledger.c.voucher),
}
_OF_SERIES = (number_series.c.series == bindparam("of_series")) & (number_series.c.year == bindparam("of_year"))
_LAST = select(number_series.c.last).where(_OF_SERIES)
_GO_ON = update(number_series).where(_OF_SERIES).values(last=bindparam("now"))
_BEGIN = insert(number_series)
_GIVEN = insert(issued_numbers)


def next_number(transaction: Transaction, series: str, year: int, *, at: datetime, after: int = 0) -> str:
    """The next number of ``series`` (petition, matter, voucher …) in ``year``: `1996-00001`, of matters `S1996-00001`.

    It is taken for good when the caller's transaction commits; ``at`` (UTC) is kept with it, so that `check` can answer for gaps. It is
    higher than ``after``.
    """
    last = _last_given(transaction, series, year)
    value = max(last or 0, after, _highest_kept(transaction, series, year)) + 1
    if last is None:
        transaction.execute(_BEGIN, {"series": series, "year": year, "last": value})
    else:
        transaction.execute(_GO_ON, {"of_series": series, "of_year": year, "now": value})
    given_at = at.isoformat(timespec="microseconds")
    transaction.execute(_GIVEN, {"series": series, "year": year, "value": value, "given_at": given_at})
    return _written(series, year, value)


def coming_number(transaction: Transaction, series: str, year: int) -> str:
    """The number :func:`next_number` would give now; nothing is taken."""
    last = _last_given(transaction, series, year) or 0
    return _written(series, year, max(last, _highest_kept(transaction, series, year)) + 1)


def _last_given(transaction: Transaction, series: str, year: int) -> int | None:
    return transaction.execute(_LAST, {"of_series": series, "of_year": year}).scalar_one_or_none()


def _highest_kept(transaction: Transaction, series: str, year: int) -> int:
    """The highest number of the year that has the program's own shape; others (imported as given) are passed over."""
    if series not in _KEPT_IN:
        return 0
    prefix, highest = _KEPT_IN[series]
    stem = f"{prefix}{year}-"
    between = {"first": stem + "0" * DIGITS, "last": stem + "9" * DIGITS, "length": len(stem) + DIGITS}
    with transaction.execute(highest, between) as rows:
        for (number,) in rows:
            digits = number[len(stem) :]
            if digits.isascii() and digits.isdigit():
                return int(digits)
    return 0


def _written(series: str, year: int, value: int) -> str:
    prefix = _KEPT_IN[series].prefix if series in _KEPT_IN else ""
    return f"{prefix}{year}-{value:0{DIGITS}d}"
