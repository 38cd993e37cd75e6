"""People and the posts they hold at units over time."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, and_, insert, or_, select, update

from app.regulation.terms import Post
from app.store.database import Transaction
from app.store.schema.units import people, posts, units


class Term(NamedTuple):
    """A post held by a person; days None: always, still; ``to_on`` is the last day."""

    id: int
    person_id: int
    name: str
    unit_id: int
    unit_code: str
    unit_name: str
    post: Post
    phone: str | None
    from_on: date | None
    to_on: date | None


_TERMS = (
    select(
        posts.c.id,
        posts.c.person_id,
        people.c.name,
        posts.c.unit_id,
        units.c.code.label("unit_code"),
        units.c.name.label("unit_name"),
        posts.c.post,
        posts.c.phone,
        posts.c.from_on,
        posts.c.to_on,
    )
    .join(people, people.c.id == posts.c.person_id)
    .join(units, units.c.id == posts.c.unit_id)
)


def terms_at(transaction: Transaction, unit_ids: Iterable[int], day: date | None = None) -> tuple[Term, ...]:
    """The posts at these units, of all times or those held on ``day``, by unit code, post, beginning."""
    wanted = _TERMS.where(posts.c.unit_id.in_(list(unit_ids)))
    if day is not None:
        wanted = wanted.where(_held_on(day))
    wanted = wanted.order_by(units.c.code, posts.c.post, posts.c.from_on, posts.c.id)
    return tuple(_term(row) for row in transaction.execute(wanted).mappings())


def holders_of(transaction: Transaction, post: Post, day: date) -> tuple[Term, ...]:
    """Who holds a post on a day, at whatever unit, by unit code."""
    wanted = _TERMS.where(posts.c.post == post.value, _held_on(day)).order_by(units.c.code, posts.c.id)
    return tuple(_term(row) for row in transaction.execute(wanted).mappings())


def term(transaction: Transaction, post_id: int) -> Term | None:
    row = transaction.execute(_TERMS.where(posts.c.id == post_id)).mappings().one_or_none()
    return _term(row) if row is not None else None


def names_at(transaction: Transaction, unit_ids: Iterable[int], day: date) -> frozenset[str]:
    """The names of those who hold a post at these units on a day."""
    held = select(people.c.name).join(posts, posts.c.person_id == people.c.id)
    return frozenset(transaction.execute(held.where(posts.c.unit_id.in_(list(unit_ids)), _held_on(day))).scalars())


def persons_with(transaction: Transaction, name: str, phone: str) -> tuple[int, ...]:
    """Ids of the people of this name who have, or hold a post with, this phone; oldest entry first."""
    of_post = select(posts.c.person_id).where(posts.c.phone == phone)
    wanted = select(people.c.id).where(people.c.name == name, or_(people.c.phone == phone, people.c.id.in_(of_post)))
    return tuple(transaction.execute(wanted.order_by(people.c.id)).scalars())


def insert_person(transaction: Transaction, name: str, phone: str | None) -> int:
    """Writes a person; gives its id."""
    key = transaction.execute(insert(people).values(name=name, phone=phone)).inserted_primary_key
    return int(key[0]) if key else 0


def insert_post(transaction: Transaction, row: Mapping[str, Any]) -> int:
    """Writes a post (columns of ``posts`` without id); gives its id."""
    key = transaction.execute(insert(posts), dict(row)).inserted_primary_key
    return int(key[0]) if key else 0


def end_post(transaction: Transaction, post_id: int, last_day: date) -> None:
    """Sets the last day of a term."""
    transaction.execute(update(posts).where(posts.c.id == post_id).values(to_on=last_day))


def _held_on(day: date) -> "ColumnElement[bool]":
    return and_(or_(posts.c.from_on.is_(None), posts.c.from_on <= day), or_(posts.c.to_on.is_(None), posts.c.to_on >= day))


def _term(row: Any) -> Term:
    return Term(**{**row, "post": Post(row["post"])})
