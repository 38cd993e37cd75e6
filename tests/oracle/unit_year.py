"""What happened to one unit in one year: its petitions, its cases, and the counts the clauses ask for."""

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from tests.oracle.book import CITY_AND_ABOVE, Matter, Petition, Unit, World
from tests.oracle.deadlines import Deadline, asked_for_date, deadline, first_collective_visit


@dataclass(frozen=True)
class Case:
    """An accepted matter with its due date and every visit ever made on it, whatever units the visits name."""

    matter: Matter
    deadline: Deadline
    visits: list[Petition]


@dataclass(frozen=True)
class UnitYear:
    """`petitions` are those at city and above in the year, `cases` all of the unit, of any year."""

    unit: Unit
    year: int
    as_of: date
    petitions: list[Petition]
    repeats: set[str]
    cases: list[Case]
    entered: dict[str, int]
    paid: int

    def is_in_the_year(self, day: date | None) -> bool:
        return day is not None and day.year == self.year and day <= self.as_of

    def visits(self) -> list[Petition]:
        return [petition for petition in self.petitions if petition.is_visit]

    def letters(self) -> list[Petition]:
        return [petition for petition in self.petitions if not petition.is_visit]

    def collective(self, *levels: str) -> list[Petition]:
        return [visit for visit in self.visits() if visit.is_collective and visit.level in (levels or CITY_AND_ABOVE)]

    def individual(self, *levels: str) -> list[Petition]:
        return [visit for visit in self.visits() if not visit.is_collective and visit.level in (levels or CITY_AND_ABOVE)]

    def repeat_visits(self) -> list[Petition]:
        return [visit for visit in self.visits() if visit.number in self.repeats]

    def long_standing(self) -> list[Case]:
        """Matters found long-standing by as of and not concluded by then."""
        return [case for case in self.cases if case.matter.found_long_standing is not None and not case.matter.is_concluded_by(self.as_of)]

    def backlog(self) -> list[Case]:
        """Cases whose due date is as of or earlier, not concluded by then."""
        return [case for case in self.cases if case.deadline.due <= self.as_of and not case.matter.is_concluded_by(self.as_of)]

    def due_in_the_year(self) -> list[Case]:
        """Of its cases due in that year, those whose due date is <= as of and those concluded by as of."""
        due = [case for case in self.cases if case.deadline.due.year == self.year]
        return [case for case in due if case.deadline.due <= self.as_of or case.matter.is_concluded_by(self.as_of)]

    def concluded_in_time(self) -> list[Case]:
        return [case for case in self.due_in_the_year() if case.matter.is_concluded_by(case.deadline.due)]

    def on_time_rate(self) -> Fraction:
        """In percent. None due: 100."""
        due = len(self.due_in_the_year())
        return Fraction(100) if due == 0 else Fraction(100 * len(self.concluded_in_time()), due)

    def late_under_the_collective_limit(self) -> list[Case]:
        """B3: under the collective limit, due in the year and by as of, not concluded by it."""
        due = [case for case in self.cases if case.deadline.under_the_collective_limit and self.is_in_the_year(case.deadline.due)]
        return [case for case in due if not case.matter.is_concluded_by(case.deadline.due)]

    def not_reported(self) -> list[Case]:
        """3.2.3.2: on the asked-for date neither the result reported nor the course explained by then; 办结 alone is not 上报."""
        found = []
        for case in self.cases:
            if case.matter.assigned is None:
                continue
            wanted_by = asked_for_date(case.matter.assigned)
            if self.is_in_the_year(wanted_by) and not case.matter.is_reported_or_explained_by(wanted_by):
                found.append(case)
        return found

    def without_reply_letter(self) -> list[Case]:
        """C2: concluded in the year, not marked 不需答复, the reply letter neither signed nor refused by as of."""
        concluded = [case for case in self.cases if self.is_in_the_year(case.matter.concluded) and not case.matter.needs_no_reply]
        return [case for case in concluded if case.matter.signature not in ("已签", "拒签")]


def repeat_numbers(world: World) -> set[str]:
    """A visit on a matter that has an earlier visit (by date, then register number as text) at any level."""
    first: dict[str, tuple[date, str]] = {}
    visits = [petition for petition in world.petitions if petition.is_visit and petition.matter is not None]
    for visit in visits:
        place = (visit.day, visit.number)
        assert visit.matter is not None
        first[visit.matter] = min(first.get(visit.matter, place), place)
    return {visit.number for visit in visits if visit.matter is not None and (visit.day, visit.number) > first[visit.matter]}


def counts_for(unit: Unit, units: dict[str, Unit]) -> Unit:
    """A subordinate's facts count for its nearest ancestor of an assessed kind, whether active or not."""
    while not unit.is_assessed:
        assert unit.parent is not None
        unit = units[unit.parent]
    return unit


def is_listed(unit: Unit, year: int, as_of: date) -> bool:
    """Not a subordinate, not closed before the year, not opened after as of."""
    closed_before = unit.closed is not None and unit.closed < date(year, 1, 1)
    opened_after = unit.opened is not None and unit.opened > as_of
    return unit.is_assessed and not closed_before and not opened_after


def unit_years(world: World, year: int, as_of: date) -> list[UnitYear]:
    """One for each listed unit, in the order of the book."""
    units = {unit.code: unit for unit in world.units}
    repeats = repeat_numbers(world)
    listed = [unit for unit in world.units if is_listed(unit, year, as_of)]
    petitions: dict[str, list[Petition]] = {unit.code: [] for unit in world.units}
    visits_of: dict[str, list[Petition]] = {}
    for petition in world.petitions:
        if petition.is_at_city_or_above and petition.day.year == year:
            petitions[counts_for(units[petition.unit], units).code].append(petition)
        if petition.is_visit and petition.matter is not None:
            visits_of.setdefault(petition.matter, []).append(petition)
    cases: dict[str, list[Case]] = {unit.code: [] for unit in world.units}
    for matter in world.matters:
        visits = visits_of.get(matter.number, [])
        case = Case(matter, deadline(matter, first_collective_visit(visits)), visits)
        cases[counts_for(units[matter.unit], units).code].append(case)
    return [
        UnitYear(
            unit=unit, year=year, as_of=as_of, petitions=petitions[unit.code], repeats=repeats, cases=cases[unit.code],
            entered={entry.item: entry.number for entry in world.entries if entry.unit == unit.code and entry.year == year},
            paid=sum(payment.yuan for payment in world.payments if payment.unit == unit.code and payment.day.year == year),
        )
        for unit in listed
    ]
