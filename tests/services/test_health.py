"""The check: quiet on a sound store, and what is wrong told with where."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from app.office import Office
from app.services.accounts import AccountService
from app.services.actor import Role
from app.store import key_file, keys
from app.store.database import connect_file
from tests.services.offices import PASSWORD, new_office
from tests.store.making import add_due, add_matter, add_petition, add_unit


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    made = new_office(tmp_path)
    yield made
    made.close()


def told(office: Office) -> list[str]:
    return [str(finding) for finding in office.health.check()]


def test_a_new_store_is_sound(office: Office) -> None:
    assert told(office) == []


@pytest.mark.parametrize("role", sorted(Role))
def test_anyone_may_check_and_only_readers_of_the_audit_verify_its_seals(office: Office, role: Role) -> None:
    AccountService(office.entered, cost=keys.QUICK).create("new", "新人", PASSWORD, [role])
    entered = Office.open(office.desk.store.path, "new", PASSWORD)
    assert told(entered) == []
    entered.close()
    recorded = [entry for entry in office.audit_log.entries() if entry.action == "check"]
    assert recorded[-1].detail["seals_verified"] == (role in {Role.AUDITOR, Role.DIRECTOR})


def matter(office: Office, known_from: date, due_on: date, **known: object) -> None:
    with office.desk.store.writing() as transaction:
        unit = add_unit(transaction)
        number = add_matter(transaction, "S1996-1", unit, date(1996, 3, 1))
        add_due(transaction, number, known_from, due_on, **{"open": 1, **known})


def test_a_due_date_that_follows_from_the_cases_dates_is_no_finding(office: Office) -> None:
    """30 days from 1 March are 31 March, a Sunday: the Monday after."""
    matter(office, date(1996, 3, 1), date(1996, 4, 1))
    assert told(office) == []


@pytest.mark.parametrize(
    ("known_from", "due_on", "known", "said"),
    [
        (date(1996, 3, 1), date(1996, 4, 2), {}, "重算应为"),
        (date(1996, 3, 2), date(1996, 4, 1), {}, "重算应为"),
        (date(1996, 3, 1), date(1996, 4, 1), {"due_year": 1997}, "年份记为 1997"),
        (date(1996, 3, 1), date(1996, 4, 1), {"open": 0}, "未办结标记"),
        (date(1996, 3, 1), date(1996, 4, 1), {"limit_kind": "collective"}, "重算应为 ordinary"),
        (date(1996, 3, 1), date(1996, 4, 1), {"known_until": date(1996, 3, 5)}, "接不上"),
        (date(1996, 3, 1), date(1996, 4, 1), {"replaced": 1}, "应有 1 条，实有 0 条"),
    ],
)
def test_a_due_date_that_does_not_follow_is_named(
    office: Office, known_from: date, due_on: date, known: dict[str, object], said: str
) -> None:
    matter(office, known_from, due_on, **known)
    (finding,) = told(office)
    assert finding.startswith("S1996-1：")
    assert said in finding


def test_a_due_date_told_before_the_settings_were_changed_stands(office: Office) -> None:
    matter(office, date(1996, 3, 1), date(1996, 4, 20))
    with office.desk.store.writing() as transaction:
        transaction.exec_driver_sql(
            "INSERT INTO rule_changes (kind, name, value, since, reason, decided_at) "
            "VALUES ('parameter', 'ordinary_days', '40', '1996-12-01', 'x', '2100-01-01T00:00:00.000000+00:00')"
        )
    assert told(office) == []


def test_a_first_collective_visit_that_the_matter_does_not_know_is_named(office: Office) -> None:
    matter(office, date(1996, 3, 1), date(1996, 4, 1))
    with office.desk.store.writing() as transaction:
        add_petition(transaction, "旧-1", 1, date(1996, 5, 1), people=9, matter_id=1, shown_level=0)
    assert any("首次集体访记为 无" in finding for finding in told(office))


def test_a_cut_tail_is_found_by_the_key_files_anchor(office: Office) -> None:
    path, key = office.desk.store.path, office.desk.store.data_key
    office.close()
    connection = connect_file(path, key)
    for name in ("keep_audit", "forward_audit_state"):
        connection.execute(f"DROP TRIGGER {name}")
    connection.execute("DELETE FROM audit WHERE seq > 1")
    connection.execute("UPDATE audit_state SET seq = 1, digest = (SELECT digest FROM audit)")
    connection.close()
    again = Office.open(path, "director", PASSWORD)
    assert any("密钥文件" in finding for finding in told(again))
    again.close()


def test_an_anchor_in_a_backup_beside_the_store_is_looked_at(office: Office) -> None:
    made = office.backups.on_leaving()
    with key_file.changing(made.path) as content:
        content.anchor(2, bytes(32), "x")
    assert any(made.path.name in finding for finding in told(office))


def test_a_damaged_page_is_told_as_damage_and_nothing_else_is_looked_at(office: Office) -> None:
    path, key = office.desk.store.path, office.desk.store.data_key
    office.close()
    connection = connect_file(path, key)
    page = connection.execute("SELECT rootpage FROM sqlite_master WHERE name = 'closed_years'").fetchone()[0]
    connection.close()
    content = bytearray(path.read_bytes())
    content[(page - 1) * 4096 + 50] ^= 1
    path.write_bytes(content)
    again = Office.open(path, "director", PASSWORD)
    found = again.health.check()
    assert found
    assert all(finding.damage for finding in found)
    again.close()
