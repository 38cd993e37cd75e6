"""What a match shows of the petitions it found: little, read in one statement, since it is asked for while somebody types."""

import json
from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from app.regulation.terms import Level
from app.store.database import Transaction


class Matched(NamedTuple):
    """A petition found. ``name`` is the first petitioner's, ``places`` where each lives, a line each; both None where it is protected."""

    id: int
    number: str
    received_on: date
    level: Level
    gist: str | None
    protected: bool
    voided: bool
    matter: str | None
    unit_code: str
    name: str | None
    places: str | None


_MATCHED = """
    SELECT p.id, p.number, p.received_on, p.level, p.gist, p.secrecy = 'protected', p.voided,
           (SELECT m.number FROM matters m WHERE m.id = p.matter_id), (SELECT u.code FROM units u WHERE u.id = p.unit_id), n.name,
           (SELECT group_concat(coalesce(township, '') || coalesce(village, '') || coalesce(address, ''), char(10))
            FROM petitioners WHERE petition_id = p.id AND seq > 0)
    FROM json_each(?) AS wanted CROSS JOIN petitions p ON p.id = wanted.value
    LEFT JOIN petitioners n ON n.petition_id = p.id AND n.seq = 1"""


def by_ids(transaction: Transaction, ids: Iterable[int]) -> dict[int, Matched]:
    """Those with these ids."""
    rows = transaction.exec_driver_sql(_MATCHED, (json.dumps(list(ids)),)).fetchall()
    return {row[0]: Matched(row[0], row[1], date.fromisoformat(row[2]), Level(row[3]), *row[4:]) for row in rows}
