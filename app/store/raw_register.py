"""The raw side of the look-ups' figures: earlier petitions by hand-written SQL through the driver, everything a person is told fetched."""

from collections.abc import Sequence
from typing import Any

from app.store.schema.search import SEARCH_TABLE
from app.store.search_tokens import ID_END, NAME, WORD, asked_for, number_asked_for

LOOKED_AT = 24
_CHECKED = {
    "name": "(SELECT group_concat(name, char(10)) FROM petitioners WHERE petition_id = f.rowid AND seq > 0)",
    "words": "(SELECT gist FROM petitions WHERE id = f.rowid)",
    "id_end": "''",
}
_IDS = "SELECT f.rowid, {told} FROM {table} f WHERE {table} MATCH ? ORDER BY f.rowid DESC"
_PETITIONS = """SELECT p.*, u.code, u.name, m.number, c.name, a.display_name FROM petitions p JOIN units u ON u.id = p.unit_id
    LEFT JOIN matters m ON m.id = p.matter_id LEFT JOIN subject_classes c ON c.id = p.subject_class_id
    LEFT JOIN accounts a ON a.id = p.registered_by WHERE p.id IN ({marks}) ORDER BY p.received_on DESC, p.id DESC"""
_PEOPLE = "SELECT * FROM petitioners WHERE seq > 0 AND petition_id IN ({marks}) ORDER BY petition_id, seq"


def matches(raw: Any, by: str, typed: str) -> tuple[Sequence[Any], Sequence[Any]]:
    """The newest petitions a name, a phrase or the end of an ID number finds, and who came; ``by``: name, words, id_end."""
    asked = number_asked_for("d", ID_END, typed) if by == "id_end" else asked_for(NAME if by == "name" else WORD, typed)
    raw.execute("BEGIN")
    try:
        ids: list[int] = []
        for row, told in raw.execute(_IDS.format(told=_CHECKED[by], table=SEARCH_TABLE), (asked,)):
            if by == "id_end" or (told and typed in told):
                ids.append(row)
            if len(ids) == LOOKED_AT:
                break
        marks = ", ".join("?" * len(ids))
        found = raw.execute(_PETITIONS.format(marks=marks), ids).fetchall()
        return found, raw.execute(_PEOPLE.format(marks=marks), ids).fetchall()
    finally:
        raw.execute("ROLLBACK")
