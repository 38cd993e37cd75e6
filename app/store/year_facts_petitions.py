"""The petitions of a year: counted per unit, and the visits that a decision may cite."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date
from operator import sub

from sqlalchemy import and_, func, or_, select

from app.regulation.facts import CitedVisit, FourLevels, PetitionCounts, RepeatedCase
from app.regulation.terms import Form, Level
from app.store.database import Transaction
from app.store.schema.cases import matters
from app.store.schema.register import petitions
from app.store.year_facts_window import AS_OF, YEAR, Window, collective, counted, fetch, skipping, yes

LEVELS = tuple(Level)
VISIT = Form.VISIT.value

_p = petitions.c
_of_the_year = and_(_p.year == YEAR, counted(_p))

_COUNTS = select(_p.counted_unit_id, _p.form, _p.level, func.count()).where(_of_the_year).group_by(_p.counted_unit_id, _p.form, _p.level)

_CITED = select(_p.counted_unit_id, _p.number, _p.level, yes(collective(_p)), yes(skipping(_p)), _p.repeat, _p.serious).where(
    _of_the_year,
    _p.form == VISIT,
    or_(collective(_p), skipping(_p), _p.repeat == 1, _p.level >= int(Level.PROVINCE)),
)
"""Every visit that counts for more than one of its level: what is not here is neither collective, nor skipping, nor a repeat."""

_again = select(_p.matter_id).distinct().where(_of_the_year, _p.matter_id.is_not(None), collective(_p)).subquery("again")
_every = petitions.alias("every_visit").c
_REPEATED = (
    select(matters.c.counted_unit_id, matters.c.number, func.count(), func.max(_every.received_on))
    .join_from(_again, matters, matters.c.id == _again.c.matter_id)
    .join(_every.id.table, _every.matter_id == matters.c.id)
    .where(matters.c.accepted_on <= AS_OF, counted(_every), collective(_every))
    .group_by(matters.c.id, matters.c.counted_unit_id, matters.c.number)
)


class PetitionsOfUnit:
    """A unit's petitions while they come in: the counts, and the visits a decision may cite. Places: city to beijing."""

    def __init__(self) -> None:
        self.cited: list[CitedVisit] = []
        self.letters = self.repeat = 0
        self.visits, self.collective, self.skipping, self.both = [0, 0, 0, 0], [0, 0, 0, 0], [0, 0, 0, 0], [0, 0, 0, 0]

    def counts(self) -> PetitionCounts:
        individual = map(sub, self.visits, self.collective)
        return PetitionCounts(
            self.letters, sum(self.visits), self.repeat, _four(self.collective), _four(individual), _four(self.skipping), _four(self.both)
        )


def _four(by_level: Iterable[int]) -> FourLevels:
    city, prefecture, province, beijing = by_level
    return city, prefecture, province, beijing


def by_unit(transaction: Transaction, at: Window) -> dict[int, PetitionsOfUnit]:
    """Petitions at city and above by counted unit; a unit without any is not in it."""
    found: defaultdict[int, PetitionsOfUnit] = defaultdict(PetitionsOfUnit)
    for unit_id, form, level, number in fetch(transaction, _COUNTS, at):
        if form == VISIT:
            found[unit_id].visits[level - 1] += number
        else:
            found[unit_id].letters += number
    for unit_id, number, level, together, skips, repeat, serious in fetch(transaction, _CITED, at):
        unit = found[unit_id]
        unit.cited.append(CitedVisit(number, LEVELS[level], together == 1, skips == 1, repeat == 1, serious == 1))
        unit.repeat += repeat
        if together:
            unit.collective[level - 1] += 1
            unit.both[level - 1] += skips
        elif skips:
            unit.skipping[level - 1] += 1
    return found


def repeated(transaction: Transaction, at: Window) -> Iterator[tuple[int, RepeatedCase]]:
    """Cases with a collective visit at city or above in the year, and how many such visits they ever had by *as of*."""
    for unit_id, number, visits, last_on in fetch(transaction, _REPEATED, at):
        yield unit_id, RepeatedCase(number, visits, date.fromisoformat(last_on))
