"""The raw side of an import's figure: the same rows, read back once, written by the driver's executemany in one durable transaction."""

from typing import Any

from app.store import raw_work
from app.store.raw_work import Rows
from app.store.schema import metadata
from app.store.schema.search import SEARCH_TABLE

NOT_OF_AN_IMPORT = frozenset(
    {"settings", "accounts", "account_roles", "audit", "audit_state", "rest_days", "number_series", "issued_numbers", "closed_years"}
)
SEARCHED = ("names", "words", "initials")


def imported(raw: Any) -> list[Rows]:
    """Every row an import left in a store that was empty before, tables in an order that foreign keys allow."""
    tables = [f'"{table.name}"' for table in metadata.sorted_tables if table.name not in NOT_OF_AN_IMPORT]
    every = [raw_work.read(raw, table) for table in tables]
    return [rows for rows in every if rows.rows]


def searched(tokens: list[tuple[int, str, str, str]]) -> Rows:
    """The rows of the search index, which keeps no text: its tokens are handed in with the petitions' ids."""
    return Rows(SEARCH_TABLE, ("rowid", *SEARCHED), list(tokens))


def write(raw: Any, every: list[Rows]) -> None:
    """Writes them into an empty store; durable when it returns."""
    with raw_work.durably(raw):
        raw_work.insert(raw, every)
