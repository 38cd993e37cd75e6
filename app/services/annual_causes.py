"""What two results were judged from, beside each other: each difference a cause, and the causes carried out one after the other."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, fields, replace
from typing import Any, NamedTuple

from app.regulation.decisions import YearResult
from app.regulation.facts import UnitFacts
from app.regulation.parameters import NUMBER_NAMES, Parameters
from app.services.annual_judging import Judge
from app.services.annual_lines import ENTERED, PETITION, UNIT, Key, Lines, facts_from, lines_of
from app.services.annual_result import YearCase
from app.services.annual_session import Gathered


class LineChange(NamedTuple):
    """One line of a unit's facts that differs; None where there is none."""

    unit: str
    key: Key
    before: Any
    after: Any


Rules = Callable[[YearCase], YearCase]


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that differs between two cases: a rule, or the lines of one record; ``about`` names it: sort, then what."""

    about: tuple[str, ...]
    before: Any = None
    after: Any = None
    changes: tuple[LineChange, ...] = ()
    rule: Rules | None = None




def differences(one: YearCase, other: YearCase, gathered: tuple[Gathered, Gathered]) -> tuple[Difference, ...]:
    """Everything that differs: rules first, then units, entries, petitions, matters."""
    return (*_rules(one, other), *_of_facts(gathered))


def _rules(one: YearCase, other: YearCase) -> Iterator[Difference]:
    days = (one.year, one.as_of), (other.year, other.as_of)
    if days[0] != days[1]:
        yield Difference(("year",), *days, rule=lambda case: replace(case, year=other.year, as_of=other.as_of))
    yield from _numbers(one.parameters, other.parameters)
    if one.sheet != other.sheet:
        yield Difference(("sheet",), one.sheet, other.sheet, rule=lambda case: replace(case, sheet=other.sheet))
    if one.previous != other.previous:
        yield Difference(("previous",), one.previous, other.previous, rule=lambda case: replace(case, previous=other.previous))


def _numbers(one: Parameters, other: Parameters) -> Iterator[Difference]:
    for name in NUMBER_NAMES:
        if getattr(one, name) != getattr(other, name):
            values = getattr(one, name), getattr(other, name)
            yield Difference(("parameter", name), *values, rule=_with_number(name, values[1]))
    for name in (each.name for each in fields(one.readings)):
        if getattr(one.readings, name) != getattr(other.readings, name):
            values = getattr(one.readings, name), getattr(other.readings, name)
            yield Difference(("reading", name), *values, rule=_with_reading(name, values[1]))


def _with_number(name: str, value: Any) -> Rules:
    return lambda case: replace(case, parameters=replace(case.parameters, **{name: value}))


def _with_reading(name: str, value: Any) -> Rules:
    def changed(case: YearCase) -> YearCase:
        return replace(case, parameters=replace(case.parameters, readings=replace(case.parameters.readings, **{name: value})))

    return changed


def _of_facts(gathered: tuple[Gathered, Gathered]) -> list[Difference]:
    """Lines that differ, those of one record together: a petition that moves is one cause at both units."""
    by_record: defaultdict[tuple[str, ...], list[LineChange]] = defaultdict(list)
    for change in _changes(*gathered):
        by_record[_about(change)].append(change)
    ordered = sorted(by_record, key=lambda about: (ORDER.index(about[0]), about))
    return [Difference(about, changes=tuple(by_record[about])) for about in ordered]


ORDER = ("unit", "people", "deposit", "entry", "petition", "matter")
_SORTS = {UNIT: "unit", "holder": "people", "deposit": "deposit", ENTERED: "entry", PETITION: "petition"}


def _about(change: LineChange) -> tuple[str, ...]:
    sort = _SORTS.get(change.key.kind, "matter")
    if sort == "entry":
        return sort, change.unit, change.key.record
    return (sort, change.key.record) if sort in ("petition", "matter") else (sort, change.unit)


def _changes(one: Gathered, other: Gathered) -> Iterator[LineChange]:
    for code in sorted({*one.facts, *other.facts}):
        before, after = _lines(one, code), _lines(other, code)
        for key in sorted({*before, *after}):
            if before.get(key) != after.get(key):
                yield LineChange(code, key, before.get(key), after.get(key))


def _lines(gathered: Gathered, code: str) -> Lines:
    facts = gathered.facts.get(code)
    return lines_of(facts, gathered.behind(code)) if facts is not None else {}


class CarriedOut:
    """A case with causes carried out one after the other, judged after each."""

    def __init__(self, case: YearCase, gathered: Gathered) -> None:
        self._case, self._gathered, self._judge = case, gathered, Judge(following=True)
        self._facts: dict[str, UnitFacts] = dict(gathered.facts)
        self._lines: dict[str, Lines] = {}

    def result(self) -> YearResult:
        """The result as it stands."""
        return self._judge.judged(replace(self._case, facts=tuple(self._facts.values())))

    def carry_out(self, differences: Iterable[Difference]) -> None:
        """Makes one side's rules and lines the other's."""
        touched: set[str] = set()
        for difference in differences:
            if difference.rule is not None:
                self._case = difference.rule(self._case)
            for change in difference.changes:
                touched.add(change.unit)
                self._turn(change)
        for code in touched:
            self._put_together(code)

    def become(self, facts: Mapping[str, UnitFacts]) -> None:
        """Takes the other side's facts as they are."""
        self._facts, self._lines = dict(facts), {}

    def _turn(self, change: LineChange) -> None:
        lines = self._lines.setdefault(change.unit, {}) or _lines(self._gathered, change.unit)
        self._lines[change.unit] = lines
        if change.after is None:
            lines.pop(change.key, None)
        else:
            lines[change.key] = change.after

    def _put_together(self, code: str) -> None:
        lines = self._lines[code]
        if Key(UNIT, "") in lines:
            self._facts[code] = facts_from(code, lines)
        else:
            self._facts.pop(code, None)


def units_of(difference: Difference) -> tuple[str, ...]:
    """The units whose lines a difference is about; none where it is about a rule."""
    return tuple(sorted({change.unit for change in difference.changes}))
