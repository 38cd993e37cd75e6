"""When a case is due, step by step as 1.3 tells it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from tests.oracle.book import Matter, Petition
from tests.oracle.rest_days import add_months, off_rest_days

ORDINARY_DAYS = 30


@dataclass(frozen=True)
class Deadline:
    due: date
    assignment_counts: bool
    under_the_collective_limit: bool

    @property
    def under_a_limit_of_the_regulation(self) -> bool:
        """That (the collective limit) or step 2 applied."""
        return self.under_the_collective_limit or self.assignment_counts


def ordinary_date(accepted: date) -> date:
    """30 days from acceptance; the first day does not count."""
    return off_rest_days(accepted + timedelta(days=ORDINARY_DAYS))


def asked_for_date(assigned: date) -> date:
    """2 months from the day it was assigned."""
    return off_rest_days(add_months(assigned, 2))


def collective_date(start: date, extended: date | None) -> date:
    """1 month; 2 months once an extension is recorded on or before the first due date."""
    first_due = off_rest_days(add_months(start, 1))
    if extended is not None and extended <= first_due:
        return off_rest_days(add_months(start, 2))
    return first_due


def is_on_or_before_the_conclusion(day: date, matter: Matter) -> bool:
    return matter.concluded is None or day <= matter.concluded


def first_collective_visit(visits: Iterable[Petition]) -> date | None:
    """Of the visits on one matter, at any level."""
    days = [visit.day for visit in visits if visit.is_collective]
    return min(days) if days else None


def deadline(matter: Matter, first_collective: date | None) -> Deadline:
    """The due date of a case as far as the matter's facts are known."""
    # 1. base = the ordinary date; for a matter marked 集体, the collective date from acceptance.
    base = collective_date(matter.accepted, matter.extended) if matter.marked_collective else ordinary_date(matter.accepted)

    # 2. An assignment on or before base and on or before the conclusion.
    assignment_counts = False
    asked_for: date | None = None
    if matter.assigned is not None and matter.assigned <= base and is_on_or_before_the_conclusion(matter.assigned, matter):
        assignment_counts = True
        asked_for = asked_for_date(matter.assigned)
        base = min(asked_for, base) if matter.marked_collective else asked_for

    # 3. The first collective visit, if it came on or before base as it stands after 2 and on or before the conclusion.
    visit_applies = False
    if first_collective is not None and first_collective <= base and is_on_or_before_the_conclusion(first_collective, matter):
        visit_applies = True
        from_the_visit = collective_date(first_collective, matter.extended)
        base = from_the_visit if asked_for is None else min(asked_for, from_the_visit)

    return Deadline(base, assignment_counts, matter.marked_collective or visit_applies)
