"""Reading the audit: who may, since when, and that reading is itself recorded."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from app.clock import FixedClock
from app.errors import NotAllowed
from app.office import Office
from app.services.accounts import AccountService
from app.services.actor import Right, Role
from app.store import keys
from tests.services.offices import DAY, PASSWORD, new_office, on_day


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    made = new_office(tmp_path)
    yield made
    made.close()


def test_logins_and_logouts_are_there_in_their_order(office: Office) -> None:
    again = on_day(office, DAY)
    told = [(entry.action, entry.account, entry.civil_day) for entry in again.audit_log.entries()]
    assert told == [
        ("store_created", "director", DAY),
        ("login", "director", DAY),
        ("logout", "director", DAY),
        ("login", "director", DAY),
    ]
    again.close()
    office.desk.store.close()


def test_reading_is_recorded_with_what_was_asked_for(office: Office) -> None:
    office.audit_log.entries(date(1996, 1, 1))
    last = office.audit_log.entries()[-1]
    assert (last.action, last.detail) == ("audit_read", {"since": "1996-01-01", "records": 2})


def test_only_records_since_the_day_are_given(office: Office) -> None:
    assert office.audit_log.entries(date(1997, 1, 1)) == ()
    assert office.audit_log.entries(keep=lambda entry: entry.action == "login")[0].action == "login"


@pytest.mark.parametrize("role", sorted(Role))
def test_the_auditor_and_the_director_read_it_and_nobody_else(office: Office, role: Role) -> None:
    AccountService(office.entered, cost=keys.QUICK).create("new", "新人", PASSWORD, [role])
    entered = Office.open(office.desk.store.path, "new", PASSWORD, clock=FixedClock(DAY))
    assert entered.desk.actor.may(Right.READ_AUDIT) == (role in {Role.AUDITOR, Role.DIRECTOR})
    if role in {Role.AUDITOR, Role.DIRECTOR}:
        assert entered.audit_log.entries()
        assert entered.audit_log.head().seq > 0
    else:
        for forbidden in (entered.audit_log.entries, entered.audit_log.head):
            with pytest.raises(NotAllowed):
                forbidden()
    entered.close()


def test_the_head_to_be_printed_is_the_chains(office: Office) -> None:
    head = office.audit_log.head()
    with office.desk.store.reading() as transaction:
        row = transaction.exec_driver_sql("SELECT max(seq), digest FROM audit").one()
    assert (head.seq, head.digest) == (row[0], bytes(row[1]).hex())
    assert head.on == DAY
