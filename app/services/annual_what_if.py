"""What imagined petitions would change in a year: the same rules over the same facts and a few more; nothing is written."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from app.regulation.facts import CitedVisit, FourLevels, PetitionCounts, UnitFacts
from app.regulation.ladder import collective
from app.regulation.parameters import Parameters
from app.regulation.terms import Form, Level
from app.services.annual_result import Standings, YearCase

LEVELS = {
    "city": Level.CITY, "prefecture": Level.PREFECTURE, "province": Level.PROVINCE, "beijing": Level.BEIJING,
    "市": Level.CITY, "地区": Level.PREFECTURE, "省": Level.PROVINCE, "京": Level.BEIJING,
}  # fmt: skip
_WRITTEN = re.compile(r"([^:：]+)[:：](\d{1,6})(?:[:：](skip|越级))?", re.ASCII)


class Imagined(NamedTuple):
    """A visit that has not happened: on no matter, of so many people, level-skipping or not."""

    level: Level
    people: int
    skipping: bool


@dataclass(frozen=True, slots=True)
class WhatIf:
    """The standings without and with the imagined visits of one unit."""

    unit: str
    imagined: tuple[Imagined, ...]
    before: Standings
    after: Standings


def imagined(written: str) -> Imagined:
    """Reads `LEVEL:PEOPLE[:skip]`. Raises ValueError with what is wrong, in Chinese."""
    match = _WRITTEN.fullmatch(written)
    level = LEVELS.get(match[1].lower()) if match else None
    if match is None or level is None or int(match[2]) < 1:
        raise ValueError(f"“{written}”应为 级别:人数[:skip]，级别是 city prefecture province beijing（或 市 地区 省 京），人数至少 1")
    return Imagined(level, int(match[2]), match[3] is not None)


def with_imagined(case: YearCase, code: str, visits: Sequence[Imagined]) -> YearCase:
    """The case with the visits added to one unit's facts."""
    facts = tuple(_added(unit, visits, case.parameters) if unit.code == code else unit for unit in case.facts)
    return replace(case, facts=facts)


def _added(unit: UnitFacts, visits: Sequence[Imagined], parameters: Parameters) -> UnitFacts:
    counts, cited = unit.petitions, list(unit.cited_visits)
    for ordinal, visit in enumerate(visits, start=1):
        together = collective(Form.VISIT, visit.people, 0, parameters)
        counts = _counted(counts, visit, together)
        cited.append(CitedVisit(f"设想-{ordinal}", visit.level, together, visit.skipping, repeat=False, serious=False))
    return replace(unit, petitions=counts, cited_visits=tuple(cited))


def _counted(counts: PetitionCounts, visit: Imagined, together: bool) -> PetitionCounts:
    kind = "collective" if together else "individual"
    grown: dict[str, FourLevels] = {kind: _one_more(getattr(counts, kind), visit.level)}
    if visit.skipping:
        grown[f"{kind}_skipping"] = _one_more(getattr(counts, f"{kind}_skipping"), visit.level)
    return counts._replace(visits=counts.visits + 1)._replace(**grown)  # type: ignore[arg-type]


def _one_more(counts: FourLevels, level: Level) -> FourLevels:
    city, prefecture, province, beijing = (count + (place == level) for place, count in enumerate(counts, start=1))
    return city, prefecture, province, beijing
