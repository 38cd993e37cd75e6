"""Offices for tests: a new store with one account, on a day of its own, with keys that are quick to make."""

from datetime import date
from pathlib import Path

from app.clock import FixedClock
from app.office import Office
from app.store import keys

DAY = date(1996, 12, 31)
PASSWORD = "a-password-for-tests"


def new_office(folder: Path, day: date = DAY) -> Office:
    """An office at work in a new store in `folder`; the caller closes it."""
    office, _recovery = Office.create(
        folder / "bureau.db", account="director", password=PASSWORD, display_name="局长", clock=FixedClock(day), cost=keys.QUICK
    )
    return office


def on_day(office: Office, day: date) -> Office:
    """The same store opened again on another day; the former office is closed."""
    path = office.desk.store.path
    office.close()
    return Office.open(path, "director", PASSWORD, clock=FixedClock(day))
