"""The petitions and cases that the year's facts only count: their numbers, for whoever questions a count or imagines it otherwise."""

from collections import defaultdict
from datetime import date
from typing import NamedTuple

from sqlalchemy import Text, and_, not_, or_, select, type_coerce

from app.regulation.parameters import Parameters
from app.regulation.terms import Form, Level
from app.store.calm import no_collecting
from app.store.database import Transaction
from app.store.schema.cases import due_dates, matters
from app.store.schema.register import petitions
from app.store.schema.units import units
from app.store.year_facts_cases import TOLD
from app.store.year_facts_window import AS_OF, YEAR, YEAR_END, YEAR_START, collective, counted, fetch, skipping, window

_p, _m, _d, _u = petitions.c, matters.c, due_dates.c, units.c


class CountedPetition(NamedTuple):
    """A letter, or a visit that no decision cites; it stands in the counts alone."""

    number: str
    visit: bool
    level: int


class CountedCase(NamedTuple):
    """A case due in the year (1.3), and whether it was concluded in time."""

    matter: str
    in_time: bool


class Counted(NamedTuple):
    """What stands behind one unit's counts."""

    petitions: tuple[CountedPetition, ...] = ()
    cases: tuple[CountedCase, ...] = ()


NOTHING_COUNTED = Counted()

_cited = and_(
    _p.form == Form.VISIT.value, or_(collective(_p), skipping(_p), _p.repeat == 1, _p.level >= int(Level.PROVINCE))
)
_UNCITED = (
    select(_u.code, _p.number, _p.form, _p.level)
    .join_from(petitions, units, _u.id == _p.counted_unit_id)
    .where(_p.year == YEAR, counted(_p), not_(_cited))
)
_DUE = (
    select(_u.code, _m.number, type_coerce(_d.due_on, Text), type_coerce(_m.concluded_on, Text))
    .join_from(due_dates, matters, _m.id == _d.matter_id)
    .join(units, _u.id == _m.counted_unit_id)
    .where(
        _d.due_on.between(YEAR_START, YEAR_END),
        TOLD,
        _m.accepted_on <= AS_OF,
        or_(_d.due_on <= AS_OF, _m.concluded_on <= AS_OF),
    )
)


def load(transaction: Transaction, year: int, as_of: date, parameters: Parameters) -> dict[str, Counted]:
    """By unit code, what was counted by the end of `as_of`; sorted, so that equal years are equal bytes."""
    at = window(year, as_of, parameters)
    uncited: defaultdict[str, list[CountedPetition]] = defaultdict(list)
    due: defaultdict[str, list[CountedCase]] = defaultdict(list)
    with no_collecting():
        for code, number, form, level in fetch(transaction, _UNCITED, at):
            uncited[code].append(CountedPetition(number, form == Form.VISIT.value, level))
        for code, matter, due_on, concluded_on in fetch(transaction, _DUE, at):
            due[code].append(CountedCase(matter, concluded_on is not None and concluded_on <= due_on))
    return {code: Counted(tuple(sorted(uncited[code])), tuple(sorted(due[code]))) for code in {**uncited, **due}}
