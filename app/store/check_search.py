"""Whether the search index and the register's marks hold every petition, and what they hold of some of them, for whoever compares."""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from sqlalchemy import bindparam, func, select, text

from app.store import petitioners
from app.store.database import Transaction
from app.store.findings import Finding
from app.store.petitioners import StoredPerson
from app.store.schema.register import Secrecy, petitions
from app.store.schema.search import MARKS_OF, MARKS_TABLE, SEARCH_TABLE, UNMARKED

WHOLE, SOME = 2_000, 300
"""So many petitions are looked at one by one; of more than the first, as many as the second, spread evenly over the register."""

MOST = 50

# ruff: noqa: S608  # names of our own
_UNINDEXED = f"SELECT p.number FROM petitions p WHERE NOT EXISTS (SELECT 1 FROM {SEARCH_TABLE}_docsize d WHERE d.id = p.id)"
_HOLDS = {table: text(f"SELECT 1 FROM {table} WHERE {table} MATCH :wanted AND rowid = :row") for table in (SEARCH_TABLE, MARKS_TABLE)}
_MARKS = text(f"{MARKS_OF} WHERE p.id IN :ids").bindparams(bindparam("ids", expanding=True))


class Indexed(NamedTuple):
    """A petition as it should be found: who came, what was said, its key among the marks and the marks themselves."""

    id: int
    number: str
    people: tuple[StoredPerson, ...]
    gist: str
    key: int
    marks: tuple[str, ...]


def missing(transaction: Transaction) -> Iterator[Finding]:
    """Petitions that stand in no index, and rows of an index that stand for no petition."""
    for wanted, what in ((_UNINDEXED, "查找索引"), (UNMARKED, "筛选标记")):
        for number in transaction.exec_driver_sql(f"{wanted} LIMIT {MOST}").scalars():
            yield Finding(number, f"没有编入{what}，查不到它。更正这件登记的任何一项会重新编入。")
    kept = transaction.execute(select(func.count()).select_from(petitions)).scalar_one()
    for table, what in ((SEARCH_TABLE, "查找索引"), (MARKS_TABLE, "筛选标记")):
        held = transaction.exec_driver_sql(f"SELECT count(*) FROM {table}_docsize").scalar_one()
        if held > kept:
            yield Finding(what, f"比登记多 {held - kept} 行。")


def sample(transaction: Transaction) -> Iterator[Indexed]:
    """Every petition of a small register, some of a large one."""
    last = transaction.execute(select(func.coalesce(func.max(petitions.c.id), 0))).scalar_one()
    step = 1 if last <= WHOLE else max(1, last // SOME)
    ids = range(last, 0, -step)
    for start in range(0, len(ids), 500):
        yield from _rows(transaction, ids[start : start + 500])


def _rows(transaction: Transaction, ids: Sequence[int]) -> Iterator[Indexed]:
    marks = {row[0]: row for row in transaction.execute(_MARKS, {"ids": list(ids)})}
    wanted = select(petitions.c.id, petitions.c.number, petitions.c.gist, petitions.c.secrecy).where(petitions.c.id.in_(list(ids)))
    for petition_id, number, gist, secrecy in transaction.execute(wanted):
        people = petitioners.of_petition(transaction, petition_id, protected=secrecy == Secrecy.PROTECTED.value)
        _, key, told = marks[petition_id]
        yield Indexed(petition_id, number, people, gist or "", key, tuple(told.split()))


def indexed(transaction: Transaction, petition_id: int, tokens: Iterable[str]) -> bool:
    """Whether the search index has all these of a petition."""
    return _holds(transaction, SEARCH_TABLE, petition_id, tokens)


def marked(transaction: Transaction, key: int, marks: Iterable[str]) -> bool:
    """Whether a petition carries all these marks."""
    return _holds(transaction, MARKS_TABLE, key, marks)


def _holds(transaction: Transaction, table: str, row: int, tokens: Iterable[str]) -> bool:
    wanted = " AND ".join(f'"{token}"' for token in tokens)
    return not wanted or transaction.execute(_HOLDS[table], {"wanted": wanted, "row": row}).first() is not None
