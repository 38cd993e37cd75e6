"""When a case is due (二、第三段; 三（二）3（2）; 1.3), with the reasons in words a unit can be told."""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import NamedTuple

from app.regulation.months import add_months, in_words
from app.regulation.parameters import Parameters
from app.regulation.rest_days import RestDays
from app.regulation.terms import Limit


@dataclass(frozen=True, slots=True)
class CaseDates:
    """What a due date is made of; a date that has not happened is None. Only the acceptance is always there."""

    accepted_on: date
    marked_collective: bool = False
    assigned_on: date | None = None
    first_collective_on: date | None = None  # the first collective visit on the matter, at any level; may precede the acceptance
    extended_on: date | None = None  # 复杂延期 recorded with its reason
    concluded_on: date | None = None


class DueDate(NamedTuple):
    """A due date and where it comes from. ``clause`` is None for the bureau's own limit; ``why`` are plain Chinese sentences."""

    due_on: date
    limit: Limit
    clause: str | None
    start: date
    collective_limit: bool
    regulation_limit: bool
    moved_from: date | None  # the rest day it was moved off
    why: tuple[str, ...]


class _Term(NamedTuple):
    """One limit reckoned from its start, moved off rest days."""

    due_on: date
    limit: Limit
    clause: str | None
    start: date
    moved_from: date | None
    why: tuple[str, ...]


def due_date(case: CaseDates, parameters: Parameters, rest_days: RestDays) -> DueDate:
    """Return when the case is due, by the three steps of 1.3 in their order; every date is off rest days before it is compared."""
    base = _base(case, parameters, rest_days)
    asked = _counted_assignment(case, base, parameters, rest_days)
    standing = base if asked is None else _with_assignment(base, asked)
    visit = _counted_visit(case, standing, parameters, rest_days)
    if visit is not None:
        standing = visit if asked is None else _earlier(visit, asked)
    under_collective = case.marked_collective or visit is not None
    return DueDate(
        standing.due_on,
        standing.limit,
        standing.clause,
        standing.start,
        under_collective,
        under_collective or asked is not None,
        standing.moved_from,
        (
            *base.why,
            *_said(asked, case.assigned_on, "交办"),
            *_said(visit, case.first_collective_on, "集体访"),
            f"因此{in_words(standing.due_on)}到期。",
        ),
    )


def asked_for_date(assigned_on: date, parameters: Parameters, rest_days: RestDays) -> date:
    """Return the asked-for date of 1.3, moved off rest days, whatever the case's own due date (3.2.3.2 looks at it)."""
    return _asked_for(assigned_on, parameters, rest_days).due_on


def as_known_on(case: CaseDates, day: date) -> CaseDates:
    """Return the case without what is dated after ``day``. ``day`` is on or after the acceptance."""

    def known(happened: date | None) -> date | None:
        return happened if happened is not None and happened <= day else None

    return replace(
        case,
        assigned_on=known(case.assigned_on),
        first_collective_on=known(case.first_collective_on),
        extended_on=known(case.extended_on),
        concluded_on=known(case.concluded_on),
    )


def due_history(case: CaseDates, parameters: Parameters, rest_days: RestDays) -> tuple[tuple[date, DueDate], ...]:
    """Return (known from, due date) in order: the acceptance, then each event that changed the due date, its limit, start or standing.

    What is known on a day is the last row whose first part is on or before it. A conclusion changes nothing by itself.
    """
    events = {case.accepted_on}
    for happened in (case.assigned_on, case.first_collective_on, case.extended_on):
        if happened is not None and happened > case.accepted_on:
            events.add(happened)
    rows: list[tuple[date, DueDate]] = []
    for day in sorted(events):
        due = due_date(as_known_on(case, day), parameters, rest_days)
        if not rows or due[:-1] != rows[-1][1][:-1]:  # all but the words
            rows.append((day, due))
    return tuple(rows)


def _base(case: CaseDates, parameters: Parameters, rest_days: RestDays) -> _Term:
    """Step 1: the ordinary date; for a matter marked 集体, the collective date from the acceptance."""
    if case.marked_collective:
        return _collective(case, case.accepted_on, "受理", parameters, rest_days)
    return _ordinary(case, parameters, rest_days)


def _counted_assignment(case: CaseDates, base: _Term, parameters: Parameters, rest_days: RestDays) -> _Term | None:
    """Step 2: the asked-for date, where the assignment came on or before the base and the conclusion."""
    if case.assigned_on is None or not _came_in_time(case.assigned_on, base, case):
        return None
    return _asked_for(case.assigned_on, parameters, rest_days)


def _with_assignment(base: _Term, asked: _Term) -> _Term:
    """Step 2: the asked-for date replaces an ordinary base; of it and a collective base the earlier holds."""
    return asked if base.limit is Limit.ORDINARY else _earlier(base, asked)


def _counted_visit(case: CaseDates, standing: _Term, parameters: Parameters, rest_days: RestDays) -> _Term | None:
    """Step 3: the collective date from the first visit, where that came on or before the base after step 2 and the conclusion.

    Reading collective_from: the limit runs from that visit, or from the acceptance.
    """
    visited_on = case.first_collective_on
    if visited_on is None or not _came_in_time(visited_on, standing, case):
        return None
    if parameters.readings.collective_from == "first_visit":
        return _collective(case, visited_on, "第一次集体访", parameters, rest_days)
    return _collective(case, case.accepted_on, "受理", parameters, rest_days)


def _said(counted: _Term | None, happened: date | None, event: str) -> tuple[str, ...]:
    if counted is not None:
        return counted.why
    return () if happened is None else (f"{in_words(happened)}的{event}晚于当时的到期日或办结日，到期日不变。",)


def _came_in_time(happened: date, standing: _Term, case: CaseDates) -> bool:
    return happened <= standing.due_on and (case.concluded_on is None or happened <= case.concluded_on)


def _earlier(one: _Term, other: _Term) -> _Term:
    return one if one.due_on <= other.due_on else other


def _moved(raw: date, parameters: Parameters, rest_days: RestDays) -> tuple[date, date | None, tuple[str, ...]]:
    """Reading roll_rest_days: return the date off rest days, the rest day it was moved off, and the sentence that says so."""
    due_on = rest_days.next_working(raw) if parameters.readings.roll_rest_days == "yes" else raw
    if due_on == raw:
        return raw, None, ()
    return due_on, raw, (f"{in_words(raw)}是休息日，顺延到{in_words(due_on)}。",)


def _ordinary(case: CaseDates, parameters: Parameters, rest_days: RestDays) -> _Term:
    """Not in the regulation: the bureau's own ordinary_days from the acceptance."""
    raw = case.accepted_on + timedelta(days=parameters.ordinary_days)
    due_on, moved_from, moved = _moved(raw, parameters, rest_days)
    why = f"{in_words(case.accepted_on)}受理，一般期限{parameters.ordinary_days}日（本局设定，规定没有写明），到{in_words(raw)}。"
    return _Term(due_on, Limit.ORDINARY, None, case.accepted_on, moved_from, (why, *moved))


def _asked_for(assigned_on: date, parameters: Parameters, rest_days: RestDays) -> _Term:
    """三（二）3（2） （2）对市以上机关要查处结果的信访案件，两个月内不上报结果，又不说明查处情况的，一起罚款500元。"""
    raw = add_months(assigned_on, parameters.asked_for_months)
    due_on, moved_from, moved = _moved(raw, parameters, rest_days)
    why = f"{in_words(assigned_on)}由市以上机关交办要结果，期限{parameters.asked_for_months}个月，到{in_words(raw)}（三（二）3（2））。"
    return _Term(due_on, Limit.ASKED_FOR, "3.2.3.2", assigned_on, moved_from, (why, *moved))


def _collective(case: CaseDates, start: date, event: str, parameters: Parameters, rest_days: RestDays) -> _Term:
    """二、第三段 对群众集体上访反映的问题，要在一个月内处理完毕，问题复杂的不得超过两个月。"""
    months, extension = _collective_months(case, start, parameters, rest_days)
    raw = add_months(start, months)
    due_on, moved_from, moved = _moved(raw, parameters, rest_days)
    why = f"{in_words(start)}{event}，集体访期限{months}个月，到{in_words(raw)}（二、第三段）。"
    return _Term(due_on, Limit.COLLECTIVE, "2.3", start, moved_from, (*extension, why, *moved))


def _collective_months(case: CaseDates, start: date, parameters: Parameters, rest_days: RestDays) -> tuple[int, tuple[str, ...]]:
    """Reading extension_before_due: an extension counts when recorded on or before the first due date from the same start."""
    if case.extended_on is None:
        return parameters.collective_months, ()
    first_due, _, _ = _moved(add_months(start, parameters.collective_months), parameters, rest_days)
    if parameters.readings.extension_before_due == "yes" and case.extended_on > first_due:
        return parameters.collective_months, (f"{in_words(case.extended_on)}的延期晚于首次到期日{in_words(first_due)}，不生效。",)
    return parameters.complex_months, (f"{in_words(case.extended_on)}因问题复杂延期。",)


CLAUSES = {"2.3": _collective, "3.2.3.2": _asked_for}
