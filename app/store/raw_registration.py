"""The raw side of a save's figure: the rows of one registration by hand-written SQL in one durable transaction, audit and all."""

from typing import Any, NamedTuple

from app.store import audit, raw_work
from app.store.raw_work import Rows
from app.store.schema.search import SEARCH_TABLE
from app.store.search_tokens import Texts, columns

LAST = "SELECT last FROM number_series WHERE series = ? AND year = ?"
NEXT = "UPDATE number_series SET last = ? WHERE series = ? AND year = ?"
GIVEN = "INSERT INTO issued_numbers (series, year, value, given_at) VALUES (?, ?, ?, ?)"
SEARCH = f"INSERT INTO {SEARCH_TABLE} (rowid, names, words, initials) VALUES (?, ?, ?, ?)"  # noqa: S608  # a name of our own
STATE = "SELECT seq, digest, mac_key FROM audit_state"
RECORD = (
    "INSERT INTO audit (seq, at, civil_day, account, action, subject, detail, previous, digest, mac) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
)
SEALED = "UPDATE audit_state SET seq = ?, digest = ?, mac_key = ?"


class Registration(NamedTuple):
    """What one saved registration left in the store: the pattern the raw side writes again and again."""

    petition: Rows
    people: Rows
    matter: Rows
    due: Rows
    record: tuple[Any, ...]  # at, civil day, account, action, detail of its audit record
    tokens: tuple[str, str, str]
    statements: dict[str, str]


def pattern(raw: Any, number: str, texts: Texts) -> Registration:
    """Reads the rows of a registration that opened a matter of its own; the new ids are left to the database."""
    petition = raw_work.read(raw, "petitions", "number = ?", (number,))
    row = dict(zip(petition.columns, petition.rows[0], strict=True))
    people = raw_work.read(raw, "petitioners", "petition_id = ?", (row["id"],))
    matter = raw_work.read(raw, "matters", "id = ?", (row["matter_id"],))
    due = raw_work.read(raw, "due_dates", "matter_id = ?", (row["matter_id"],))
    record = raw.execute("SELECT at, civil_day, account, action, detail FROM audit ORDER BY seq DESC LIMIT 1").fetchone()
    petition, people, matter, due = (raw_work.changed(rows, {"id": None}) for rows in (petition, people, matter, due))
    statements = {rows.table: raw_work.insert_statement(rows) for rows in (petition, people, matter, due)}
    return Registration(petition, people, matter, due, record, columns(texts), statements)


def save(raw: Any, kept: Registration, year: int) -> str:
    """Writes the registration anew under the next numbers; durable when it returns. Gives its number."""
    at = kept.record[0]
    with raw_work.durably(raw):
        number, matter_number = _number(raw, "petition", year, "", at), _number(raw, "matter", year, "S", at)
        matter_id = _insert(raw, kept, kept.matter, number=matter_number)
        for due in _each(kept.due):
            _insert(raw, kept, due, matter_id=matter_id)
        petition_id = _insert(raw, kept, kept.petition, number=number, matter_id=matter_id)
        for person in _each(kept.people):
            _insert(raw, kept, person, petition_id=petition_id)
        raw.execute(SEARCH, (petition_id, *kept.tokens))
        _record(raw, kept, number)
    return number


def _number(raw: Any, series: str, year: int, prefix: str, at: str) -> str:
    value = raw.execute(LAST, (series, year)).fetchone()[0] + 1
    raw.execute(NEXT, (value, series, year))
    raw.execute(GIVEN, (series, year, value, at))
    return f"{prefix}{year}-{value:05d}"


def _each(rows: Rows) -> list[Rows]:
    return [rows._replace(rows=[row]) for row in rows.rows]


def _insert(raw: Any, kept: Registration, rows: Rows, **values: Any) -> int:
    return int(raw.execute(kept.statements[rows.table], raw_work.changed(rows, values).rows[0]).lastrowid)


def _record(raw: Any, kept: Registration, subject: str) -> None:
    at, civil_day, account, action, detail = kept.record
    last, previous, key = raw.execute(STATE).fetchone()
    digest = audit.link(previous, last + 1, at, civil_day, account, action, subject, detail)
    raw.execute(RECORD, (last + 1, at, civil_day, account, action, subject, detail, previous, digest, audit.seal(key, digest)))
    raw.execute(SEALED, (last + 1, digest, audit.evolve(key)))
