"""What a year is judged from, gathered from the store: the facts by a day, the rules in force on it, the closed year before."""

from datetime import date

from app.errors import NotFound, Refusal
from app.regulation.facts import PreviousYear
from app.services import rules
from app.services.annual_result import Standings, YearCase, previous_of
from app.services.rules import Rules
from app.store import closed_years, units, year_facts
from app.store.closed_years import ClosedYear
from app.store.database import Transaction


def day_of(year: int, as_of: date | None, today: date) -> date:
    """The day looked at: today by default, never later than the year's 31 December."""
    return min(as_of or today, date(year, 12, 31))


def as_closed(transaction: Transaction, year: int, as_of: date | None) -> ClosedYear | None:
    """The close to be shown: of a closed year without a day, or by its 31 December; another day is computed."""
    return closed_years.standing(transaction, year) if as_of is None or as_of >= date(year, 12, 31) else None


def gathered(transaction: Transaction, year: int, as_of: date) -> tuple[YearCase, Rules]:
    """The year's case by the end of `as_of`, and the rules of that day."""
    present = rules.in_force(transaction, as_of)
    facts = tuple(year_facts.load(transaction, year, as_of, present.parameters))
    return YearCase(year, as_of, facts, present.parameters, present.sheet, previous(transaction, year)), present


def opened(case: YearCase) -> Standings:
    """The case judged, as of an open year."""
    return Standings(case.year, case.as_of, False, None, case.sheet, case.parameters, case.judged())


def previous(transaction: Transaction, year: int) -> PreviousYear | None:
    """What the closed year before says; None where it is not closed."""
    mark = closed_years.standing_fingerprint(transaction, year - 1)
    return previous_of(mark, lambda: require_closed(transaction, year - 1).body) if mark is not None else None


def require_closed(transaction: Transaction, year: int) -> ClosedYear:
    """The close that stands. Raises Refusal where there is none."""
    closed = closed_years.standing(transaction, year)
    if closed is None:
        raise Refusal(f"{year} 年没有定案，不需要重新打开。")
    return closed


def not_listed(transaction: Transaction, year: int, code: str) -> NotFound:
    """Why a unit is not in the year's standings."""
    if units.by_code(transaction, code) is None:
        return NotFound(f"没有代码为“{code}”的单位。")
    return NotFound(f"{year} 年的考评名单里没有单位“{code}”（下属单位不参加考评；当年以前停用、截止日以后启用的不列）。")
