"""Loads a year's story: every petition and case that some day of the year counts, with the days it is known from."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import BindParameter, ColumnElement, Integer, Select, Text, bindparam, func, select, text, type_coerce, union

from app.regulation.parameters import Parameters
from app.regulation.terms import Form, Level
from app.store.calm import no_collecting
from app.store.database import Transaction
from app.store.schema.cases import SPANS_NEW_YEAR, acknowledgements, assignments, due_dates, higher_opinions, matters
from app.store.schema.register import petitions
from app.store.year_facts_window import LATE_FROM, YEAR, YEAR_END, YEAR_START, Window, collective, counted, fetch, skipping, window, yes
from app.store.year_story_values import CaseRow, CaseStory, GivenRow, OpinionRow, PetitionLine, Span, ToldRow

_p, _m, _d, _a, _h = petitions.c, matters.c, due_dates.c, assignments.c, higher_opinions.c
LEVELS = tuple(Level)
MATTER = bindparam("matter", type_=Integer)


class PetitionHeld(NamedTuple):
    """A petition of the year with its day (ISO text), the unit it counts for and how it counts."""

    unit_id: int
    on: str
    number: str
    line: PetitionLine


_PETITIONS = select(
    *(_p.counted_unit_id, type_coerce(_p.received_on, Text), _p.number, _p.form, _p.level),
    *(yes(collective(_p)), yes(skipping(_p)), _p.repeat, _p.serious),
).where(_p.year == YEAR, counted(_p), _p.counted_unit_id.is_not(None))

_again = select(_p.matter_id).where(_p.year == YEAR, _p.matter_id.is_not(None), counted(_p), collective(_p))
_LOOKED_AT = union(
    select(_d.matter_id).where(_d.due_on.between(LATE_FROM, YEAR_END), _d.replaced == 0),
    select(_m.id).where(_m.concluded_on.is_(None), _m.accepted_on <= YEAR_END),
    select(_m.id).where(_m.concluded_year == YEAR),
    select(_m.id).where(_m.concluded_year > YEAR, text(SPANS_NEW_YEAR), _m.accepted_on <= YEAR_END),
    select(_m.id).where(_m.asked_due_year == YEAR),
    select(_m.id).where(text("signature = 'refused'"), _m.replied_on.between(YEAR_START, YEAR_END)),
    select(_a.matter_id).where(_a.imported == 0, _a.on <= YEAR_END),
    select(_h.matter_id).where(_h.imported == 0, _h.not_carried_out_on.between(YEAR_START, YEAR_END)),
    _again,
).subquery("looked_at")


class _Queries(NamedTuple):
    """The rows of some matters."""

    cases: Select[Any]
    told: Select[Any]
    given: Select[Any]
    opinions: Select[Any]
    visits: Select[Any]


def _queries(which: "Select[Any] | BindParameter[int]") -> _Queries:
    def of(column: "ColumnElement[Any]") -> "ColumnElement[bool]":
        return column == which if isinstance(which, BindParameter) else column.in_(which)

    acknowledged = select(func.min(acknowledgements.c.on)).where(acknowledgements.c.assignment_id == _a.id).scalar_subquery()
    return _Queries(
        select(
            *(_m.id, _m.number, _m.counted_unit_id, _text(_m.accepted_on), _text(_m.concluded_on), _text(_m.reported_on)),
            *(_text(_m.explained_on), _text(_m.asked_due_on), _m.no_reply_needed, _m.signature, _text(_m.replied_on)),
            _text(_m.long_standing_on),
        ).where(of(_m.id)),
        select(_d.matter_id, _text(_d.known_from), _text(_d.known_until), _text(_d.due_on), _d.collective_limit, _d.regulation_limit).where(
            of(_d.matter_id), _d.replaced == 0, _d.due_on <= YEAR_END
        ),
        select(_a.matter_id, _text(_a.on), type_coerce(acknowledged, Text), _text(_a.refused_on)).where(of(_a.matter_id), _a.imported == 0),
        select(_h.matter_id, _text(_h.on), _text(_h.not_carried_out_on)).where(
            of(_h.matter_id), _h.imported == 0, _h.not_carried_out_on.is_not(None)
        ),
        select(_p.matter_id, _text(_p.received_on)).where(of(_p.matter_id), counted(_p), collective(_p)),
    )


def _text(column: Any) -> Any:
    return type_coerce(column, Text)


_EVERY = _queries(select(_LOOKED_AT.c[0]))
_ONE = _queries(MATTER)


def span_of(year: int, parameters: Parameters) -> Span:
    """How far the year's facts look, by these parameters."""
    values = window(year, date(year, 12, 31), parameters).values
    return Span(year, str(values["late_from"]), str(values["given_from"]))


def petitions_of(transaction: Transaction, year: int, parameters: Parameters) -> Iterator[PetitionHeld]:
    """Every petition of the year at city or above that is not voided."""
    at = window(year, date(year, 12, 31), parameters)
    for unit_id, on, number, form, level, together, skips, repeat, serious in fetch(transaction, _PETITIONS, at):
        visit = form == Form.VISIT.value
        line = PetitionLine(visit, LEVELS[level], together == 1, skips == 1, visit and repeat == 1, serious == 1)
        yield PetitionHeld(unit_id, on, number, line)


def cases_of(transaction: Transaction, year: int, parameters: Parameters) -> list[CaseStory]:
    """Every case that some day of the year may look at."""
    with no_collecting():
        return list(_stories(transaction, _EVERY, window(year, date(year, 12, 31), parameters)))


def case_of(transaction: Transaction, matter_id: int, year: int, parameters: Parameters) -> CaseStory:
    """One case."""
    at = window(year, date(year, 12, 31), parameters)
    (story,) = _stories(transaction, _ONE, Window(at.year, at.as_of, {**at.values, "matter": matter_id}))
    return story


def _stories(transaction: Transaction, queries: _Queries, at: Window) -> Iterator[CaseStory]:
    told = _by_matter(fetch(transaction, queries.told, at), ToldRow._make)
    given = _by_matter(fetch(transaction, queries.given, at), GivenRow._make)
    opinions = _by_matter(fetch(transaction, queries.opinions, at), OpinionRow._make)
    visits = _by_matter(fetch(transaction, queries.visits, at), lambda row: row[0])
    for row in map(CaseRow._make, fetch(transaction, queries.cases, at)):
        key = row.id
        yield CaseStory(row, told.get(key, ()), given.get(key, ()), opinions.get(key, ()), visits.get(key, ()))


def _by_matter(rows: Iterable[tuple[Any, ...]], made: Any) -> dict[int, list[Any]]:
    found: defaultdict[int, list[Any]] = defaultdict(list)
    for matter_id, *values in rows:
        found[matter_id].append(made(values))
    return found
