"""The register searched: every word typed must be found, in a name, a number or what it was about; newest registrations first."""

# A protected petition is found by who came and what was said only by accounts the director named for it: to others a hit would
# confirm both.

import re
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Select, and_, bindparam, column, func, literal_column, or_, select, table, text

from app.store import register_marks
from app.store.database import Transaction
from app.store.register_marks import ID_MASK, PageFilter
from app.store.register_pages import conditions, count
from app.store.schema.cases import matters
from app.store.schema.register import Secrecy, petitioners, petitions, protected_access, protected_petitioners
from app.store.schema.search import MARKS_TABLE, SEARCH_TABLE
from app.store.search_tokens import END, ID_END, ID_NUMBER, INITIALS, NAME, PHONE, PHONE_END, WORD, asked_for, digits, plain

NAME_FOUND, ID_FOUND, PHONE_FOUND, WORDS_FOUND, INITIALS_FOUND = "name", "id_number", "phone", "words", "initials"

FEWEST_LETTERS = 2
MOST_TERMS = 8
AT_A_TIME = 200
FEW = 50_000
"""Up to so many petitions a filter leaves are gathered first; a filter that leaves more is looked at hit by hit."""

MOST_NUMBERED = 500
_NUMBER = re.compile(r"[0-9.\-+() ]*[xX]?")
_BREAK = "\n"


class Found(NamedTuple):
    """A petition (its id) and by what it was found, in the order of the terms; each once."""

    petition_id: int
    why: tuple[str, ...]


def terms(typed: str) -> tuple[str, ...]:
    """What was typed, word by word in one spelling; each once."""
    return tuple(dict.fromkeys(plain(typed).split()))[:MOST_TERMS]


def query(wanted: Sequence[str]) -> str | None:
    """What the index is asked for; None where a term is too short to be looked for."""
    asked = [_asked_for(term) for term in wanted]
    return " AND ".join(f"({each})" for each in asked) if asked and all(asked) else None


def _asked_for(term: str) -> str:
    ways = [asked_for(NAME, term), asked_for(WORD, term), *_numbers_asked_for(term)]
    if _letters(term):
        ways.append(f'"{INITIALS}{term}" *')
    return " OR ".join(f"({way})" for way in ways if way)


def _numbers_asked_for(term: str) -> Iterator[str]:
    """The last four; of a longer number its beginning too, and its last four for an end that is compared afterwards."""
    written = digits(term)
    if len(written) < END or not _NUMBER.fullmatch(term):
        return
    yield f'"{ID_END}{written[-END:]}"'
    yield f'"{PHONE_END}{written[-END:]}"'
    if len(written) > END:
        yield f'"{ID_NUMBER}{written}" *'
        yield f'"{PHONE}{written}" *'


def _letters(term: str) -> bool:
    return len(term) >= FEWEST_LETTERS and term.isascii() and term.isalpha()


def find(
    transaction: Transaction,
    wanted: Sequence[str],
    shown: PageFilter,
    account_id: int,
    *,
    among: Sequence[int] | None = None,
    after: int | None = None,
    limit: int,
    newest_first: bool = True,
) -> list[Found]:
    """Up to ``limit`` petitions (of ``among``) in which every term is found, as they were registered, from the id ``after`` on."""
    asked = query(wanted)
    if asked is None:
        return []
    values = {"query": asked, "account": account_id}
    statement = _statement(transaction, shown, after, newest_first=newest_first)
    if among is not None:
        statement = statement.where(_ROW.in_(list(among)))
    found: list[Found] = []
    with transaction.execute(statement, values) as rows:
        while len(found) < limit and (some := rows.fetchmany(AT_A_TIME)):
            found += islice(_verified(transaction, some, wanted), limit - len(found))
    return found


_FOUND = table(SEARCH_TABLE, column("rowid"))
_MATCHES = literal_column(SEARCH_TABLE).op("MATCH")(bindparam("query"))
# Read through `+`: the index is walked once and never asked again for every petition.
_ROW: ColumnElement[int] = literal_column(f"+{SEARCH_TABLE}.rowid")


_MARKED = table(MARKS_TABLE, column("rowid"))
_MARKS_MATCH = literal_column(MARKS_TABLE).op("MATCH")(bindparam("marks"))
_PEOPLE = (petitioners, protected_petitioners)


def _people(part: str) -> "ColumnElement[Any]":
    open_, kept = (
        select(func.group_concat(each.c[part], _BREAK)).where(each.c.petition_id == petitions.c.id, each.c.seq > 0).scalar_subquery()
        for each in _PEOPLE
    )
    return func.coalesce(open_, kept).label(part)


_NAMED = select(protected_access.c.id).where(
    protected_access.c.petition_id == petitions.c.id, protected_access.c.account_id == bindparam("account")
)


def _statement(transaction: Transaction, shown: PageFilter, after: int | None, *, newest_first: bool) -> "Select[Any]":
    row = _FOUND.c.rowid
    wanted = (
        select(petitions.c.id, petitions.c.gist, _people("name"), _people("id_number"), _people("phone"))
        .select_from(_FOUND.join(petitions, petitions.c.id == _ROW).outerjoin(matters, matters.c.id == petitions.c.matter_id))
        .where(_MATCHES, or_(petitions.c.secrecy == Secrecy.ORDINARY.value, _NAMED.exists()), *conditions(shown))
        .order_by(row.desc() if newest_first else row)
    )
    if after is not None:
        wanted = wanted.where(row < after if newest_first else row > after)
    return wanted.where(*_few(transaction, shown))


def _few(transaction: Transaction, shown: PageFilter) -> "list[ColumnElement[bool]]":
    """Where a filter leaves few, what it leaves: common words are then not looked at one by one."""
    marks = register_marks.query(shown)
    if not marks and shown.since is None and shown.until is None:
        return []
    if count(transaction, shown, FEW + 1) > FEW:
        return []
    if not marks:
        return [_ROW.in_(select(petitions.c.id).where(*conditions(shown)))]
    low, high = register_marks.bounds(shown)
    row = _MARKED.c.rowid
    return [_ROW.in_(select(row.op("&")(ID_MASK)).where(_MARKS_MATCH, row > low, row < high).params(marks=marks))]


def _verified(transaction: Transaction, rows: Sequence[Any], wanted: Sequence[str]) -> Iterator[Found]:
    """Tokens only propose: what the petition itself says decides. Initials stand in the index alone, which has them whole."""
    ids = [row.id for row in rows]
    spelt = {term: _spelt(transaction, term, min(ids), max(ids)) for term in wanted if _letters(term)}
    for row in rows:
        why = [_why(row, term, row.id in spelt.get(term, ())) for term in wanted]
        if all(why):
            yield Found(row.id, tuple(dict.fromkeys(why)))


_SPELT = text(f"SELECT rowid FROM {SEARCH_TABLE} WHERE {SEARCH_TABLE} MATCH :query AND rowid BETWEEN :low AND :high")  # noqa: S608


def _spelt(transaction: Transaction, term: str, low: int, high: int) -> frozenset[int]:
    return frozenset(transaction.execute(_SPELT, {"query": f'"{INITIALS}{term}" *', "low": low, "high": high}).scalars())


def _why(row: Any, term: str, spelt: bool) -> str:
    number = digits(term) if _NUMBER.fullmatch(term) else ""
    ways = (
        (NAME_FOUND, _holds(row.name, term)),
        (ID_FOUND, _numbered(row.id_number, number)),
        (PHONE_FOUND, _numbered(row.phone, number)),
        (WORDS_FOUND, len(term) > 1 and _holds(row.gist, term)),
        (INITIALS_FOUND, spelt),
    )
    return next((why for why, holds in ways if holds), "")


def _holds(told: str | None, term: str) -> bool:
    return told is not None and term in plain(told)


def _numbered(told: str | None, number: str) -> bool:
    """The last four, or five and more from the beginning or at the end."""
    if told is None or len(number) < END:
        return False
    each = [digits(line) for line in told.split(_BREAK)]
    return any(written.endswith(number) or (len(number) > END and written.startswith(number)) for written in each)


def numbered(transaction: Transaction, term: str) -> tuple[list[int], list[int]]:
    """Petitions whose register number is, or begins with, what was typed; and those on a matter whose number is."""
    own = select(petitions.c.id).where(_begins(petitions.c.number, term)).order_by(petitions.c.number.desc())
    on = select(matters.c.id).where(_begins(matters.c.number, term)).limit(MOST_NUMBERED)
    of_matters = select(petitions.c.id).where(petitions.c.matter_id.in_(on)).order_by(petitions.c.id.desc())
    first, second = (list(transaction.execute(each.limit(MOST_NUMBERED)).scalars()) for each in (own, of_matters))
    return first, second


def _begins(number: "ColumnElement[str]", term: str) -> "ColumnElement[bool]":
    """A range of the number's own index; a number without its dash must be whole."""
    typed = {term, term.upper()}
    if "-" not in term or not any(sign.isdigit() for sign in term):
        return number.in_(typed)
    return or_(*(and_(number >= each, number < each + chr(0x10FFFF)) for each in sorted(typed)))
