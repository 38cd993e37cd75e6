"""What a filter of the register looks for among the marks; any of them combine, and cost a page the same at any depth."""

from collections.abc import Iterator
from datetime import date, timedelta
from enum import StrEnum
from typing import NamedTuple

from sqlalchemy import text

from app.regulation.terms import Form
from app.store.database import Transaction
from app.store.schema.register import Purpose
from app.store.schema.search import MARKS_TABLE, MOST_PEOPLE

ID_BITS = 32
ID_MASK = (1 << ID_BITS) - 1

NO_ROW = ID_MASK
"""An id that no row has: what two contrary filters leave."""

NOTHING = '"x"'
"""A mark that no petition carries."""


class CaseState(StrEnum):
    """在办, 办结, 不立案: what became of the petition's matter."""

    OPEN = "o"
    CONCLUDED = "d"
    NONE = "n"


class PageFilter(NamedTuple):
    """What of the register is shown; None: everything. Days inclusive; ``collective_from``: so many people make a visit collective."""

    unit_id: int | None = None
    since: date | None = None
    until: date | None = None
    form: Form | None = None
    level: int | None = None
    voided: bool | None = None
    collective: bool | None = None
    skipping: bool | None = None
    repeat: bool | None = None
    protected: bool | None = None
    late: bool | None = None
    purpose: Purpose | None = None
    subject_class_id: int | None = None
    case: CaseState | None = None
    collective_from: int = 5


def row_key(received_on: date, row: int) -> int:
    """Day and id in one number, as the marks have it."""
    return (received_on.year * 10_000 + received_on.month * 100 + received_on.day) << ID_BITS | row


def query(shown: PageFilter) -> str:
    """What the marks are asked for; empty where every petition fits but for its day."""
    if shown.form is Form.LETTER and shown.collective:
        return NOTHING  # a letter is never collective: known without looking
    return " AND ".join(_wanted(shown))


def _wanted(shown: PageFilter) -> Iterator[str]:
    named = (("u", shown.unit_id), ("l", shown.level), ("g", shown.purpose), ("s", shown.subject_class_id), ("c", shown.case))
    yield from (f'"{letter}{value}"' for letter, value in named if value is not None)
    flags = (("k", shown.skipping), ("r", shown.repeat), ("p", shown.protected), ("v", shown.voided), ("t", shown.late))
    yield from (f'"{letter}{int(value)}"' for letter, value in flags if value is not None)
    if shown.form is not None:
        yield f'"f{shown.form[:1]}"'
    if shown.collective is not None:
        yield _collective(shown.collective, min(shown.collective_from, MOST_PEOPLE))


def _collective(wanted: bool, threshold: int) -> str:
    if wanted:
        return '"fv" AND (' + " OR ".join(f'"n{people}"' for people in range(threshold, MOST_PEOPLE + 1)) + ")"
    return '("fl" OR ' + " OR ".join(f'"n{people}"' for people in range(1, max(threshold, 2))) + ")"


def bounds(shown: PageFilter) -> tuple[int, int]:
    """The keys between which the days of a filter lie, both exclusive."""
    low = row_key(shown.since, 0) - 1 if shown.since is not None else -1
    high = row_key(shown.until + timedelta(days=1), 0) if shown.until is not None and shown.until < date.max else 1 << 62
    return low, high


def ids(transaction: Transaction, shown: PageFilter, asked: str, after: int | None, limit: int, *, newest_first: bool) -> list[int]:
    """The petitions that carry the marks, in the order of the register from ``after`` (a key) on."""
    low, high = bounds(shown)
    if after is not None:
        low, high = (low, min(high, after)) if newest_first else (max(low, after), high)
    found = transaction.execute(_NEWEST if newest_first else _OLDEST, {"asked": asked, "low": low, "high": high, "most": limit})
    return [key & ID_MASK for key in found.scalars()]


def count(transaction: Transaction, shown: PageFilter, asked: str, most: int) -> int:
    """How many carry the marks; counted no further than ``most``."""
    low, high = bounds(shown)
    return int(transaction.execute(_COUNT, {"asked": asked, "low": low, "high": high, "most": most}).scalar_one())


_FOUND = f"SELECT rowid FROM {MARKS_TABLE} WHERE {MARKS_TABLE} MATCH :asked AND rowid > :low AND rowid < :high"  # noqa: S608
_NEWEST = text(f"{_FOUND} ORDER BY rowid DESC LIMIT :most")
_OLDEST = text(f"{_FOUND} ORDER BY rowid LIMIT :most")
_COUNT = text(f"SELECT count(*) FROM ({_FOUND} LIMIT :most)")  # noqa: S608
