"""The service of backups: who may, what it records, thinning on leaving, and the way back to a store."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from app.errors import NotAllowed, StoreRefusal
from app.office import Office
from app.services import backups
from app.services.accounts import AccountService
from app.services.actor import Role
from app.store import backup, key_file, keys
from tests.services.offices import PASSWORD, new_office

OTHER = "another password"


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    made = new_office(tmp_path)
    AccountService(made.entered, cost=keys.QUICK).create("clerk", "接待员", OTHER, [Role.CLERK])
    yield made
    made.close()


def test_a_backup_holds_the_record_of_itself_and_is_anchored_in_the_key_file(office: Office, tmp_path: Path) -> None:
    made = office.backups.back_up(tmp_path / "b")
    assert backups.verify(made.path, "director", PASSWORD).audit_records == made.audit_records
    (entry,) = [entry for entry in office.audit_log.entries() if entry.action == "backup"]
    assert entry.seq == made.audit_records == key_file.read(office.desk.store.path).anchors[-1].seq


def test_a_clerk_backs_up_only_by_leaving(office: Office, tmp_path: Path) -> None:
    clerk = Office.open(office.desk.store.path, "clerk", OTHER)
    with pytest.raises(NotAllowed):
        clerk.backups.back_up(tmp_path / "b")
    with pytest.raises(NotAllowed):
        clerk.backups.set_folder(tmp_path / "b")
    made = clerk.backups.on_leaving()
    assert made.path.parent == backup.folder_beside(office.desk.store.path)
    clerk.close()


def test_the_folder_is_the_one_that_was_set(office: Office, tmp_path: Path) -> None:
    office.backups.set_folder(tmp_path / "另一个盘")
    assert office.backups.on_leaving().path.parent == tmp_path / "另一个盘"
    assert [path for _, path in office.backups.found()] == list((tmp_path / "另一个盘").glob("*.backup"))


def test_leaving_thins_old_backups_by_age(office: Office) -> None:
    folder = office.backups.folder()
    now = datetime.now(UTC)
    for days in (1, 5, 5, 40, 200, 201):
        backup.make(office.desk.store, folder, now - timedelta(days=days, minutes=days))
        backup.make(office.desk.store, folder, now - timedelta(days=days, minutes=days + 1))
    made = office.backups.on_leaving()
    left = office.backups.found()
    assert made.thinned == 13 - len(left) > 0
    assert left[-1][1] == made.path
    names = {path.name for _, path in left}
    assert {entry.name.removesuffix(".keys") for entry in folder.iterdir()} == names


def test_a_backup_opens_with_any_password_of_its_time(office: Office, tmp_path: Path) -> None:
    made = office.backups.back_up(tmp_path / "b")
    AccountService(office.entered, cost=keys.QUICK).remove("clerk")
    assert backups.verify(made.path, "clerk", OTHER).petitions == 0
    with pytest.raises(StoreRefusal, match="不对"):
        backups.verify(made.path, "clerk", "wrong password")
    with pytest.raises(StoreRefusal, match="多个账号"):
        backups.verify(made.path, None, PASSWORD)


def test_a_damaged_backup_is_told(office: Office, tmp_path: Path) -> None:
    made = office.backups.back_up(tmp_path / "b")
    content = bytearray(made.path.read_bytes())
    content[20_000] ^= 1
    made.path.write_bytes(content)
    with pytest.raises(StoreRefusal, match="不完好"):
        backups.verify(made.path, "director", PASSWORD)
    with pytest.raises(StoreRefusal, match="不完好"):
        backups.restore(made.path, tmp_path / "new.db", "director", PASSWORD)
    assert not (tmp_path / "new.db").exists()


@pytest.mark.parametrize("missing", ["backup", "keys"])
def test_a_backup_of_which_half_is_missing_is_told(office: Office, tmp_path: Path, missing: str) -> None:
    made = office.backups.back_up(tmp_path / "b")
    (made.path if missing == "backup" else key_file.path_for(made.path)).unlink()
    with pytest.raises(StoreRefusal, match="找不到"):
        backups.verify(made.path, "director", PASSWORD)


def test_a_restored_store_goes_on_where_the_backup_stood_and_says_so(office: Office, tmp_path: Path) -> None:
    made = office.backups.back_up(tmp_path / "b")
    target = tmp_path / "新的.db"
    restored = backups.restore(made.path, target, "director", PASSWORD)
    assert (restored.path, restored.audit_records) == (target, made.audit_records)
    again = Office.open(target, "director", PASSWORD)
    assert "restored" in [entry.action for entry in again.audit_log.entries()]
    assert again.health.check() == ()
    again.close()


def test_a_restore_needs_the_right_and_never_overwrites(office: Office, tmp_path: Path) -> None:
    made = office.backups.back_up(tmp_path / "b")
    with pytest.raises(NotAllowed):
        backups.restore(made.path, tmp_path / "new.db", "clerk", OTHER)
    with pytest.raises(StoreRefusal, match="不会覆盖"):
        backups.restore(made.path, office.desk.store.path, "director", PASSWORD)
    assert not (tmp_path / "new.db").exists()
    assert office.health.check() == ()


def test_a_backup_in_the_window_is_listed_verified_restored_beside_and_thinned(office: Office, tmp_path: Path) -> None:
    made = office.backups.back_up(office.backups.folder())
    assert office.backups.verified(made.path).audit_records == made.audit_records
    assert office.backups.beside_the_store()
    assert office.backups.superfluous() == ()
    assert office.backups.thin() == 0
    restored = office.backups.restore_beside(made.path, tmp_path / "again.db", office.desk.actor.name, PASSWORD)
    assert restored.path == tmp_path / "again.db"
    made.path.write_bytes(made.path.read_bytes()[:-4096])
    with pytest.raises(StoreRefusal):
        office.backups.verified(made.path)
