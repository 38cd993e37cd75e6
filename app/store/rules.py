"""The rules a bureau keeps in its store: changes of parameters and readings, scoring sheets of its own, the rest-day table."""

import json
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import func, insert, select, update

from app.regulation.dated import Change
from app.store.database import Transaction
from app.store.schema.office import accounts, settings
from app.store.schema.review import rest_days, rule_changes, scoring_sheets


class RestDay(NamedTuple):
    """One day that rests (or works) against the week, and where that is from."""

    day: date
    rests: bool
    source: str


_STAMP = select(
    select(func.max(rule_changes.c.id)).scalar_subquery(),
    select(func.max(scoring_sheets.c.id)).scalar_subquery(),
    select(func.count()).select_from(rest_days).scalar_subquery(),
    select(func.max(rest_days.c.decided_at)).scalar_subquery(),
    select(settings.c.value).where(settings.c.name == "store_id").scalar_subquery(),
)


def stamp(transaction: Transaction) -> tuple[Any, ...]:
    """Changes whenever the rules of this store change, and differs between stores: what is computed from them may be kept by it."""
    return tuple(transaction.execute(_STAMP).one())


def changes(transaction: Transaction) -> tuple[Change, ...]:
    """Recorded changes of parameters and readings, in the order decided."""
    wanted = select(rule_changes.c.name, rule_changes.c.value, rule_changes.c.since).order_by(rule_changes.c.id)
    return tuple(Change(row.name, json.loads(row.value), row.since) for row in transaction.execute(wanted))


def decisions(transaction: Transaction) -> list[tuple[str, Any, date, str, str, str]]:
    """The recorded changes as people read them, oldest first: name, value, since, reason, who decided, when."""
    wanted = (
        select(rule_changes, accounts.c.display_name)
        .outerjoin(accounts, accounts.c.id == rule_changes.c.decided_by)
        .order_by(rule_changes.c.id)
    )
    rows = transaction.execute(wanted).mappings()
    return [(r["name"], json.loads(r["value"]), r["since"], r["reason"] or "", r["display_name"] or "", r["decided_at"]) for r in rows]


def sheets(transaction: Transaction) -> tuple[Mapping[str, Any], ...]:
    """The bureau's own scoring sheets as parsed entries, in the order put in force."""
    rows = transaction.execute(select(scoring_sheets).order_by(scoring_sheets.c.id))
    own = ({"name": row.name, "version": row.version, "since": row.since, "reference": bool(row.reference)} for row in rows.mappings())
    bodies = transaction.execute(select(scoring_sheets.c.body).order_by(scoring_sheets.c.id)).scalars()
    return tuple(json.loads(body) | head for head, body in zip(own, bodies, strict=True))


def sheets_decided(transaction: Transaction) -> tuple[tuple[str, str, str, str], ...]:
    """Name and version of the bureau's own sheets, with who decided and when."""
    c = scoring_sheets.c
    wanted = select(c.name, c.version, accounts.c.display_name, c.decided_at).outerjoin_from(
        scoring_sheets, accounts, accounts.c.id == c.decided_by
    )
    return tuple((row[0], row[1], row[2] or "", row[3]) for row in transaction.execute(wanted.order_by(c.id)))


def rest_day_table(transaction: Transaction) -> tuple[RestDay, ...]:
    """Every day the table names, by day."""
    wanted = select(rest_days.c.day, rest_days.c.rests, rest_days.c.source).order_by(rest_days.c.day)
    return tuple(RestDay(row.day, bool(row.rests), row.source) for row in transaction.execute(wanted))


def lay_rest_days(transaction: Transaction, days: Iterable[RestDay], *, at: str) -> None:
    """Writes the table of a new store; `at` is an instant in UTC."""
    rows = [{"day": each.day, "rests": int(each.rests), "source": each.source, "decided_at": at} for each in days]
    if rows:
        transaction.execute(insert(rest_days), rows)


def set_rest_day(transaction: Transaction, day: RestDay, *, by: int, at: str) -> None:
    """Records the bureau's decision on one day."""
    values = {"rests": int(day.rests), "source": day.source, "decided_by": by, "decided_at": at}
    if not transaction.execute(update(rest_days).where(rest_days.c.day == day.day).values(values)).rowcount:
        transaction.execute(insert(rest_days).values(day=day.day, **values))


def record_change(transaction: Transaction, kind: str, change: Change, *, reason: str, by: int, at: str) -> None:
    """Records a changed parameter or reading; `kind` is parameter or reading."""
    value = json.dumps(change.value, ensure_ascii=False)
    row = {"kind": kind, "name": change.name, "value": value, "since": change.since, "reason": reason, "decided_by": by, "decided_at": at}
    transaction.execute(insert(rule_changes).values(row))


def add_sheet(transaction: Transaction, entry: Mapping[str, Any], *, by: int, at: str) -> None:
    """Puts a scoring sheet in force; `entry` is as in scoring_sheet.toml."""
    own = {name: entry[name] for name in ("name", "version", "since")}
    body = json.dumps({"sections": entry["sections"]}, ensure_ascii=False)
    row = own | {"reference": int(entry["reference"]), "body": body, "decided_by": by, "decided_at": at}
    transaction.execute(insert(scoring_sheets).values(row))
