"""Which backups may go: all of two days stay, one a day for two weeks, one a week for two months, one a month after that."""

from collections.abc import Iterable
from datetime import datetime, timedelta

ALL_FOR = timedelta(days=2)
DAILY_FOR = timedelta(days=14)
WEEKLY_FOR = timedelta(days=61)

Slot = tuple[str, *tuple[int, ...]]


def superfluous(made_at: Iterable[datetime], now: datetime) -> set[datetime]:
    """Of the backups made at these instants those that may go; the newest of each day, week and month stays, and always the newest."""
    kept: dict[Slot, datetime] = {}
    thinned: set[datetime] = set()
    instants = sorted(made_at, reverse=True)
    for instant in instants:
        slot = _slot(instant, now)
        if slot is not None and kept.setdefault(slot, instant) != instant:
            thinned.add(instant)
    return thinned - set(instants[:1])


def _slot(instant: datetime, now: datetime) -> Slot | None:
    """What only one backup of is kept; None for the young ones, and for those the clock says come from the future."""
    age = now - instant
    if age <= ALL_FOR:
        return None
    if age <= DAILY_FOR:
        return "day", instant.year, instant.month, instant.day
    if age <= WEEKLY_FOR:
        year, week, _ = instant.isocalendar()
        return "week", year, week
    return "month", instant.year, instant.month
