"""Looking for earlier petitions: by a piece of a name, an ID number or its end, a phone or its end, words of what it was about."""

from collections.abc import Iterable
from typing import NamedTuple

from sqlalchemy import text

from app.store.database import Transaction
from app.store.schema.search import SEARCH_TABLE
from app.store.search_tokens import ID_END, ID_NUMBER, NAME, PHONE, PHONE_END, WORD, Texts, asked_for, columns, number_asked_for, plain

__all__ = ["Hit", "Texts", "find_by_initials", "find_people", "find_words", "index", "index_many", "remove"]

ID_MATCH, PHONE_MATCH, NAME_MATCH, WORDS_MATCH = "id_number", "phone", "name", "words"


class Hit(NamedTuple):
    """A petition (its id) and why it was found: one of the four words above, the strongest first."""

    petition_id: int
    why: str


_INSERT = text(f"INSERT OR REPLACE INTO {SEARCH_TABLE} (rowid, names, words, initials) VALUES (:id, :names, :words, :initials)")  # noqa: S608
_REMOVE = text(f"DELETE FROM {SEARCH_TABLE} WHERE rowid = :id")  # noqa: S608


def index(transaction: Transaction, petition_id: int, texts: Texts) -> None:
    """Puts what a petition says into the index, in the place of what stood there."""
    index_many(transaction, [(petition_id, texts)])


def index_many(transaction: Transaction, petitions: Iterable[tuple[int, Texts]]) -> None:
    """The same for many; bulk writers call it once."""
    rows = []
    for petition_id, texts in petitions:
        names, words, initials = columns(texts)
        rows.append({"id": petition_id, "names": names, "words": words, "initials": initials})
    if rows:
        transaction.execute(_INSERT, rows)


def remove(transaction: Transaction, petition_id: int) -> None:
    """Takes a petition out of the index; the petition itself stays."""
    transaction.execute(_REMOVE, {"id": petition_id})


def _found(*told: str) -> str:
    """Newest first, with what the petition itself says: tokens only propose. For the driver alone: it is asked at every few keys."""
    columns_told = "".join(f", {each}" for each in told)
    return f"SELECT found.rowid{columns_told} FROM {SEARCH_TABLE} AS found WHERE {SEARCH_TABLE} MATCH ? ORDER BY found.rowid DESC"  # noqa: S608


_NAMES = "(SELECT group_concat(name, char(10)) FROM {table} WHERE petition_id = found.rowid AND seq > 0)"
_BY_NAME = _found(*(_NAMES.format(table=table) for table in ("petitioners", "protected_petitioners")))
_BY_NUMBER = _found()
_BY_WORDS = _found("(SELECT gist FROM petitions WHERE id = found.rowid)")


def find_people(transaction: Transaction, *, name: str = "", id_number: str = "", phone: str = "", limit: int = 8) -> tuple[Hit, ...]:
    """Petitions of likely the same people, newest first within each reason; an ID number says more than a phone, a phone than a name.

    ``id_number`` and ``phone``: the last four, or five and more from the beginning. Voided petitions are found too, protected ones as well:
    what may be shown of them is the caller's to decide.
    """
    queries = (
        (ID_MATCH, _BY_NUMBER, number_asked_for(ID_NUMBER, ID_END, id_number), ""),
        (PHONE_MATCH, _BY_NUMBER, number_asked_for(PHONE, PHONE_END, phone), ""),
        (NAME_MATCH, _BY_NAME, asked_for(NAME, name), name),
    )
    found: dict[int, str] = {}
    for why, statement, query, typed in queries:
        for petition_id in _ids(transaction, statement, query, typed, limit):
            found.setdefault(petition_id, why)
    return tuple(Hit(petition_id, why) for petition_id, why in list(found.items())[:limit])


def find_words(transaction: Transaction, words: str, limit: int = 8) -> tuple[Hit, ...]:
    """Petitions whose gist holds ``words`` (two characters or more), newest first."""
    return tuple(Hit(each, WORDS_MATCH) for each in _ids(transaction, _BY_WORDS, asked_for(WORD, words), words, limit))


def find_by_initials(transaction: Transaction, letters: str, limit: int = 8) -> tuple[Hit, ...]:
    """Petitions of people whose name's pinyin initials begin with ``letters``, newest first."""
    typed = plain(letters).strip()
    query = f'"i{typed}" *' if typed.isascii() and typed.isalnum() else None
    return tuple(Hit(each, NAME_MATCH) for each in _ids(transaction, _BY_NUMBER, query, "", limit))


def _ids(transaction: Transaction, statement: str, query: str | None, typed: str, limit: int) -> list[int]:
    if query is None:
        return []
    wanted = plain(typed).split()
    found: list[int] = []
    with transaction.exec_driver_sql(statement, (query,)) as rows:
        for petition_id, *told in rows:
            if not wanted or any(_holds(each, wanted) for each in told):
                found.append(petition_id)
            if len(found) == limit:
                break
    return found


def _holds(told: str | None, wanted: list[str]) -> bool:
    return told is not None and all(run in plain(told) for run in wanted)
