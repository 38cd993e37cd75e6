"""The raw side of the figures: the driver alone on the same encrypted file, hand-written statements, nothing in between."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any, NamedTuple

from app.store.database import Store, connect_file


class Rows(NamedTuple):
    """Rows of one table as the driver gives them."""

    table: str
    columns: tuple[str, ...]
    rows: list[tuple[Any, ...]]


@contextmanager
def connection(store: Store) -> Iterator[Any]:
    """A driver connection of its own, with the settings every connection to a store has."""
    raw = connect_file(store.path, store.data_key)
    try:
        yield raw
    finally:
        raw.close()


@contextmanager
def durably(raw: Any) -> Iterator[None]:
    """One durable transaction."""
    raw.execute("BEGIN IMMEDIATE")
    try:
        yield
    except BaseException:
        raw.execute("ROLLBACK")
        raise
    raw.execute("COMMIT")


def read(raw: Any, table: str, condition: str = "TRUE", values: Sequence[Any] = ()) -> Rows:
    """The rows of a table that fit a condition, in the order they were written."""
    cursor = raw.execute(f"SELECT * FROM {table} WHERE {condition} ORDER BY rowid", tuple(values))  # noqa: S608  # names of our own
    return Rows(table, tuple(column[0] for column in cursor.description), cursor.fetchall())


def insert_statement(rows: Rows) -> str:
    columns, places = ", ".join(f'"{name}"' for name in rows.columns), ", ".join("?" * len(rows.columns))
    return f"INSERT INTO {rows.table} ({columns}) VALUES ({places})"  # noqa: S608


def insert(raw: Any, every: Iterable[Rows]) -> None:
    """Writes rows as they were read, a table at a time."""
    for rows in every:
        raw.executemany(insert_statement(rows), rows.rows)


def changed(rows: Rows, values: Mapping[str, Any]) -> Rows:
    """The same rows with some columns set alike in all of them."""
    places = {rows.columns.index(name): value for name, value in values.items()}
    return rows._replace(rows=[tuple(places.get(place, old) for place, old in enumerate(row)) for row in rows.rows])
