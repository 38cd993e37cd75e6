"""The cases of a year: due, late, asked for, without a signed reply, long-standing, assigned; each with the unit it counts for."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Select, Text, and_, case, func, not_, null, or_, select, text, type_coerce, union_all

from app.regulation.facts import AskedCase, Assignment, ConcludedCase, LateCase, OpenFinding, RefusedSignature
from app.regulation.terms import Signature
from app.store.database import Transaction
from app.store.schema.cases import SPANS_NEW_YEAR, acknowledgements, assignments, due_dates, higher_opinions, matters
from app.store.year_facts_window import AS_OF, AS_OF_YEAR, GIVEN_FROM, LATE_FROM, YEAR, YEAR_END, YEAR_START, Columns, Window, fetch

_m, _d = matters.c, due_dates.c
day = date.fromisoformat

TOLD = and_(_d.replaced == 0, _d.known_from <= AS_OF, or_(_d.known_until.is_(None), _d.known_until > AS_OF))
"""The row of a case that was known by *as of*."""

_a_case = _m.accepted_on <= AS_OF
_concluded = _m.concluded_on <= AS_OF
_open = or_(_m.concluded_on.is_(None), _m.concluded_on > AS_OF)


def _by_as_of(column: Columns) -> ColumnElement[date]:
    return case((column <= AS_OF, column), else_=null())


_in_time = and_(_m.concluded_on.is_not(None), _m.concluded_on <= _d.due_on)


def _of_late(column: Columns) -> ColumnElement[str | None]:
    """A column of a late case, as text; empty for one in time, which is only counted."""
    return case((not_(_in_time), type_coerce(column, Text)), else_=null())


_DUE = (
    select(
        _m.counted_unit_id,
        _d.due_year,
        *(_of_late(column) for column in (_m.number, _d.due_on)),
        *(_d.collective_limit, _d.regulation_limit),
        *(_of_late(column) for column in (_m.concluded_on, _m.reported_on, _m.explained_on)),
    )
    .join_from(due_dates, matters, _m.id == _d.matter_id)
    .where(
        _d.due_on.between(LATE_FROM, YEAR_END),
        TOLD,
        _a_case,
        or_(_d.due_on <= AS_OF, _concluded),
        or_(_d.due_year == YEAR, _m.concluded_on.is_(None), _m.concluded_on > _d.due_on),
    )
)
"""Due in the year, and late ones since so long before it that their long delay may end in it."""

_still_open = (
    union_all(
        select(_m.id).where(_m.concluded_on.is_(None), _a_case),
        select(_m.id).where(_m.concluded_year == AS_OF_YEAR, _m.concluded_on > AS_OF, _a_case),
        select(_m.id).where(_m.concluded_year > AS_OF_YEAR, text(SPANS_NEW_YEAR), _a_case),
    )
    .cte("still_open")
    .prefix_with("MATERIALIZED")
)
_CARRIED = (
    select(
        *(_m.counted_unit_id, _d.due_year, _m.number, type_coerce(_d.due_on, Text), _d.collective_limit, _d.regulation_limit),
        *(type_coerce(column, Text) for column in (_m.concluded_on, _m.reported_on, _m.explained_on)),
    )
    .outerjoin_from(_still_open, matters, _m.id == _still_open.c.id)
    .outerjoin(due_dates, and_(_d.matter_id == _still_open.c.id, TOLD))
)
"""Every case open at *as of*, few in a store of any age; which of them were due long before is looked at afterwards, since a
condition on the due date here would lead the database through all years' due dates. So would plain joins in a store that was never
analysed: outer ones keep this order."""

_ASKED = select(_m.counted_unit_id, _m.number, _m.asked_due_on, _by_as_of(_m.reported_on), _by_as_of(_m.explained_on)).where(
    _m.asked_due_year == YEAR, _m.asked_due_on <= AS_OF, _a_case
)

_UNSIGNED = select(_m.counted_unit_id, _m.number, _m.concluded_on).where(
    _m.concluded_year == YEAR,
    _concluded,
    _a_case,
    _m.no_reply_needed == 0,
    or_(_m.signature.is_(None), _m.signature == Signature.UNSIGNED.value, _m.replied_on.is_(None), _m.replied_on > AS_OF),
)

_REFUSED = select(_m.counted_unit_id, _m.number, _m.replied_on).where(
    text("signature = 'refused'"), _m.replied_on.between(YEAR_START, AS_OF), _a_case
)

_FOUND = select(_m.counted_unit_id, _m.number, _m.long_standing_on).where(
    _m.long_standing_on.is_not(None), _m.long_standing_on <= AS_OF, _open, _a_case
)

_a = assignments.c
_acknowledged_on = (
    select(func.min(acknowledgements.c.on))
    .where(acknowledgements.c.assignment_id == _a.id, acknowledgements.c.on <= AS_OF)
    .scalar_subquery()
)


def _given(*when: ColumnElement[bool]) -> Select[tuple[object, ...]]:
    return (
        select(_m.counted_unit_id, _m.number, _a.on, _acknowledged_on, _by_as_of(_a.refused_on))
        .join_from(assignments, matters, _m.id == _a.matter_id)
        .where(_a.imported == 0, _a.on <= AS_OF, _a_case, *when)
    )


_GIVEN = _given(_a.on >= GIVEN_FROM)
_REFUSED_LATER = _given(_a.on < GIVEN_FROM, _a.refused_on.between(YEAR_START, AS_OF))

_h = higher_opinions.c
_DEFIED = (
    select(_m.counted_unit_id, _m.number, _h.on, _h.not_carried_out_on)
    .join_from(higher_opinions, matters, _m.id == _h.matter_id)
    .where(_h.imported == 0, _h.not_carried_out_on.between(YEAR_START, AS_OF), _a_case)
)


class DueAndLate(NamedTuple):
    """By counted unit: cases due (1.3), those of them concluded in time, and the late ones."""

    due: Counter[int]
    in_time: Counter[int]
    late: defaultdict[int, list[LateCase]]


def due_and_late(transaction: Transaction, at: Window) -> DueAndLate:
    """What 1.3, 四无, A4, B1, B3 and 4.4, 4.5 look at. A case is late as of a day on which it is due and was not concluded in time."""
    due = fetch(transaction, _DUE, at)
    late = [row for row in due if row[2] is not None]
    late_from, as_of = str(at.values["late_from"]), str(at.values["as_of"])
    # What was due from late_from on has been seen above.
    late += [row for row in fetch(transaction, _CARRIED, at) if row[3] is not None and row[3] < late_from and row[3] <= as_of]
    return DueAndLate(
        Counter([row[0] for row in due if row[1] == at.year]),
        Counter([row[0] for row in due if row[2] is None]),
        _late_by_unit(late, as_of),
    )


def _late_by_unit(rows: Iterable[Sequence[Any]], as_of: str) -> defaultdict[int, list[LateCase]]:
    found: defaultdict[int, list[LateCase]] = defaultdict(list)
    for unit_id, _, number, due_on, together, regulation, *ends in rows:
        concluded_on, reported_on, explained_on = (_known(end, as_of) for end in ends)
        found[unit_id].append(LateCase(number, day(due_on), together == 1, regulation == 1, concluded_on, reported_on, explained_on))
    return found


def _known(on: str | None, as_of: str) -> date | None:
    return day(on) if on is not None and on <= as_of else None


def maybe(on: str | None) -> date | None:
    return day(on) if on is not None else None


def asked(transaction: Transaction, at: Window) -> Iterator[tuple[int, AskedCase]]:
    """Cases whose asked-for date (1.3) is in the year and by *as of*."""
    for unit_id, number, due_on, reported_on, explained_on in fetch(transaction, _ASKED, at):
        yield unit_id, AskedCase(number, day(due_on), maybe(reported_on), maybe(explained_on))


def unsigned(transaction: Transaction, at: Window) -> Iterator[tuple[int, ConcludedCase]]:
    """Concluded in the year; the reply letter is wanted and neither signed nor refused by *as of* (C2)."""
    for unit_id, number, concluded_on in fetch(transaction, _UNSIGNED, at):
        yield unit_id, ConcludedCase(number, day(concluded_on))


def refused(transaction: Transaction, at: Window) -> Iterator[tuple[int, RefusedSignature]]:
    """The petitioner refused to sign in the year (4.4)."""
    for unit_id, number, replied_on in fetch(transaction, _REFUSED, at):
        yield unit_id, RefusedSignature(number, day(replied_on))


def long_standing(transaction: Transaction, at: Window) -> Iterator[tuple[int, OpenFinding]]:
    """Found 信访老户 by *as of* and not concluded by then."""
    for unit_id, number, found_on in fetch(transaction, _FOUND, at):
        yield unit_id, OpenFinding(number, day(found_on))


def assignments_given(transaction: Transaction, at: Window) -> Iterator[tuple[int, Assignment]]:
    """Assignments of the program's own that 4.1 looks at, and higher opinions not carried out (4.5), never from import."""
    for statement in (_GIVEN, _REFUSED_LATER):
        for unit_id, number, given_on, acknowledged_on, refused_on in fetch(transaction, statement, at):
            yield unit_id, Assignment(number, day(given_on), maybe(acknowledged_on), maybe(refused_on), None)
    # An opinion is no assignment to be acknowledged: it comes as one that was, on its own day.
    for unit_id, number, on, not_carried_out_on in fetch(transaction, _DEFIED, at):
        yield unit_id, Assignment(number, day(on), day(on), None, day(not_carried_out_on))
