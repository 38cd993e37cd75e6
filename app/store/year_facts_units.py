"""The units of a year: which are listed, who holds their posts, what the reviewers entered, what was paid as deposit."""

from collections import defaultdict
from collections.abc import Iterator
from typing import NamedTuple

from sqlalchemy import ColumnElement, and_, func, or_, select

from app.regulation.facts import PostHolder
from app.regulation.terms import ASSESSED_KINDS, Post, UnitKind
from app.store.database import Transaction
from app.store.schema.review import entries, ledger
from app.store.schema.units import people, posts, unit_names, units
from app.store.year_facts_window import AS_OF, YEAR, YEAR_START, Columns, Window, fetch, yes

PAID_KINDS = ("deposit", "carry_over")
POSTS = {post.value: post for post in Post}

_u, _n = units.c, unit_names.c


def _covers(columns: Columns) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    """From the first day to the last, both counted; empty is 'always' and 'still'."""
    return or_(columns.from_on.is_(None), columns.from_on <= AS_OF), or_(columns.to_on.is_(None), columns.to_on >= AS_OF)


_LISTED = (
    select(_u.id, _u.code, func.coalesce(_n.name, _u.name), _u.kind, yes(or_(_u.closed_on.is_(None), _u.closed_on >= AS_OF)))
    .outerjoin_from(units, unit_names, and_(_n.unit_id == _u.id, *_covers(_n)))
    .where(
        or_(*(_u.kind == kind.value for kind in sorted(ASSESSED_KINDS))),
        or_(_u.opened_on.is_(None), _u.opened_on <= AS_OF),
        or_(_u.closed_on.is_(None), _u.closed_on >= YEAR_START),
    )
    .order_by(_u.code)
)

_HOLDERS = (
    select(posts.c.unit_id, people.c.id, people.c.name, posts.c.post)
    .join_from(posts, people, people.c.id == posts.c.person_id)
    .where(*_covers(posts.c))
)

_ENTERED = select(entries.c.unit_id, entries.c.item, entries.c.number).where(entries.c.year == YEAR)

_l = ledger.c
_counter = ledger.alias("counter_entry").c
_countered = (
    select(_counter.counters_id, func.sum(_counter.amount).label("amount"))
    .where(_counter.year == YEAR, _counter.kind == "counter")
    .group_by(_counter.counters_id)
    .subquery("countered")
)
"""A counter-entry stands in the year of what it counters: both are found by the year's index."""

_PAID = (
    select(_l.unit_id, func.sum(_l.amount - func.coalesce(_countered.c.amount, 0)))
    .outerjoin_from(ledger, _countered, _countered.c.counters_id == _l.id)
    .where(_l.year == YEAR, or_(*(_l.kind == kind for kind in PAID_KINDS)), _l.on <= AS_OF)
    .group_by(_l.unit_id)
)
"""A counter-entry corrects what it counters for every *as of*, whenever it was made."""


class ListedUnit(NamedTuple):
    """A unit that has a line in the year's standings."""

    id: int
    code: str
    name: str
    kind: UnitKind
    ranked: bool


def listed(transaction: Transaction, at: Window) -> list[ListedUnit]:
    """Assessed units not closed before the year nor opened after *as of*, by code, under the name of that day."""
    return [ListedUnit(key, code, name, UnitKind(kind), ranked == 1) for key, code, name, kind, ranked in fetch(transaction, _LISTED, at)]


def post_holders(transaction: Transaction, at: Window) -> Iterator[tuple[int, PostHolder]]:
    """Who holds the posts of each unit itself at *as of*."""
    for unit_id, person, name, post in fetch(transaction, _HOLDERS, at):
        yield unit_id, PostHolder(str(person), name, POSTS[post])


def entered(transaction: Transaction, at: Window) -> dict[int, dict[str, int]]:
    """The reviewers' numbers of the year by unit and item."""
    found: defaultdict[int, dict[str, int]] = defaultdict(dict)
    for unit_id, item, number in fetch(transaction, _ENTERED, at):
        found[unit_id][item] = number
    return found


def deposits(transaction: Transaction, at: Window) -> dict[int, int]:
    """What each unit paid as the year's deposit by *as of*, in 分."""
    return {unit_id: int(paid) for unit_id, paid in fetch(transaction, _PAID, at)}
