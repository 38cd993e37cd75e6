"""Whether the due dates told are those the cases' own dates give: reckoned anew one by one and compared."""

from collections.abc import Iterator
from datetime import date

from app.regulation.deadlines import CaseDates, DueDate, due_history
from app.services.rules import Rules
from app.store import check_due_dates
from app.store.check_due_dates import KeptCase, ToldDue
from app.store.database import Transaction
from app.store.findings import Finding


def examine(transaction: Transaction, rules: Rules) -> Iterator[Finding]:
    """Every matter whose due dates do not follow from its dates.

    A due date told before a setting, a reading or the calendar was changed stands as told: its day is not compared then.
    """
    decided = check_due_dates.last_decision(transaction)
    for case in check_due_dates.cases(transaction, rules.parameters.collective_min_people):
        for words in _differences(case, rules, decided):
            yield Finding(case.number, words)


def _differences(case: KeptCase, rules: Rules, decided: str) -> Iterator[str]:
    if case.first_collective_on != case.first_visit_on:
        yield f"首次集体访记为 {_day(case.first_collective_on)}，按来访登记应为 {_day(case.first_visit_on)}。"
    dates = CaseDates(case.accepted_on, case.marked_collective, case.assigned_on, case.first_visit_on, case.extended_on, case.concluded_on)
    history = due_history(dates, rules.parameters, rules.rest_days)
    if not case.told or (len(history) != len(case.told) and not decided):
        yield f"到期日记录应有 {len(history)} 条，实有 {len(case.told)} 条。"
        return
    yield from _disorder(case)
    for reckoned, told in zip(history, case.told, strict=False):
        yield from _difference(reckoned, told, compare=told.recorded_at >= decided)


def _disorder(case: KeptCase) -> Iterator[str]:
    if any(told.open for told in case.told) == (case.concluded_on is not None):
        yield "未办结标记与办结日期不符。"
    following = [told.known_from for told in case.told[1:]]
    if [told.known_until for told in case.told] != [*following, None]:
        yield "到期日记录的起止日期接不上。"


def _difference(reckoned: tuple[date, DueDate], told: ToldDue, *, compare: bool) -> Iterator[str]:
    known_from, due = reckoned
    if told.due_year != told.due_on.year:
        yield f"到期日 {told.due_on} 的年份记为 {told.due_year}。"
    if compare and (known_from, due.due_on) != (told.known_from, told.due_on):
        yield f"自 {told.known_from} 起告知的到期日是 {told.due_on}，重算应为自 {known_from} 起 {due.due_on}。"
    elif compare and (due.limit.value, due.regulation_limit) != (told.limit, told.regulation_limit):
        yield f"到期日 {told.due_on} 记为按 {told.limit} 期限，重算应为 {due.limit.value}。"


def _day(on: date | None) -> str:
    return on.isoformat() if on is not None else "无"
