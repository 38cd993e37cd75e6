"""The rules in force on a day: what ships with the program, and what the bureau has changed in its store since."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from app import lazy, resources
from app.errors import Refusal
from app.regulation.parameters import Parameters, ParameterTable
from app.regulation.rest_days import RestDays, from_exceptions
from app.regulation.sheet import ScoringSheet, sheet_from, sheet_in_force_on, sheets_from
from app.regulation.text import Regulation
from app.store import rules as stored
from app.store.database import Transaction


@dataclass(frozen=True, slots=True)
class Rules:
    """What a year or a case is judged by: the numbers and readings, the scoring sheet, the rest-day table."""

    parameters: Parameters
    sheet: ScoringSheet
    rest_days: RestDays


@dataclass(frozen=True, slots=True)
class RuleBook:
    """All rules with their history, shipped and of one store."""

    parameters: ParameterTable
    sheets: tuple[ScoringSheet, ...]
    rest_days: RestDays

    def on(self, day: date) -> Rules:
        """The rules in force on `day`."""
        return Rules(self.parameters.in_force_on(day), sheet_in_force_on(day, self.sheets), self.rest_days)


_books: dict[tuple[Any, ...], RuleBook] = {}
_rules: dict[tuple[Any, ...], Rules] = {}
MOST_KEPT = 64


def in_force(transaction: Transaction, day: date) -> Rules:
    """The rules of this store on `day`; kept until the store's rules change."""
    stamp = stored.stamp(transaction)
    key = (*stamp, day)
    if key not in _rules:
        _make_room(_rules)
        _rules[key] = _book(transaction, stamp).on(day)
    return _rules[key]


def book(transaction: Transaction) -> RuleBook:
    """All rules of this store with their history."""
    return _book(transaction, stored.stamp(transaction))


def given_reason(reason: str) -> str:
    """The reason of a changed rule, stripped. Raises Refusal where there is none."""
    if not reason.strip():
        raise Refusal("更改规则要说明理由。", where="理由")
    return reason.strip()


def install(transaction: Transaction, at: str) -> None:
    """Copies the published rest-day table, with its source's version, into a new store; `at` is an instant in UTC."""
    published = lazy.attribute("app.services.rest_day_source", "published")
    stored.lay_rest_days(transaction, published(), at=at)


@cache
def regulation() -> Regulation:
    """The regulation's text."""
    return Regulation.from_data(_shipped("clauses.toml"))


@cache
def shipped_parameters() -> ParameterTable:
    """The numbers and readings the program ships with."""
    return ParameterTable.from_data(_shipped("parameters.toml"), _shipped("readings.toml"))


def named(name: str) -> str:
    """What people call a number or a reading; a name that is none as it is."""
    table = shipped_parameters()
    known = table.numbers.get(name) or table.readings.get(name)
    return known.subject if known is not None else name


def _book(transaction: Transaction, stamp: tuple[Any, ...]) -> RuleBook:
    if stamp not in _books:
        _make_room(_books)
        own = tuple(sheet_from(entry) for entry in stored.sheets(transaction))
        _books[stamp] = RuleBook(
            shipped_parameters().with_changes(stored.changes(transaction)), (*shipped_sheets(), *own), _rest_days(transaction)
        )
    return _books[stamp]


def _rest_days(transaction: Transaction) -> RestDays:
    """The rules by the calendar, and the days the store's table names; the years of a published table are the covered ones."""
    table = stored.rest_day_table(transaction)
    covered = {each.day.year for each in table if each.source.startswith("chinesecalendar")}
    return from_exceptions(_shipped("rest_days.toml"), ((each.day, each.rests) for each in table), covered)


def _make_room(kept: dict[tuple[Any, ...], Any]) -> None:
    while len(kept) >= MOST_KEPT:
        kept.pop(next(iter(kept)))


@cache
def shipped_sheets() -> tuple[ScoringSheet, ...]:
    """The scoring sheets the program ships with."""
    return sheets_from(_shipped("scoring_sheet.toml"))


@cache
def _shipped(name: str) -> Mapping[str, Any]:
    return tomllib.loads(resources.text("regulation", name))
