"""Backups: verified before they bear a name, never partly good, thinned by age; and the way back."""

import threading
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.errors import StoreRefusal
from app.store import audit, backup, integrity, key_file, settings
from app.store.backup_thinning import superfluous
from app.store.database import Store, connect_file
from app.store.key_file import KeyFile
from tests.store.making import AT, KEY, add_petition, add_unit


@pytest.fixture
def kept(store: Store) -> Store:
    key_file.write(store.path, KeyFile(store.store_id, b"salt", bytes(60)))
    with store.writing() as transaction:
        unit = add_unit(transaction)
        for number in range(300):
            add_petition(transaction, f"1996-{number:05}", unit, gist="演示" * 200)
        audit.append(transaction, at=AT, civil_day=AT.date(), account="x", action="y", subject=None, detail={})
    return store


def test_a_backup_holds_everything_under_the_same_key_and_its_own_key_file(kept: Store, tmp_path: Path) -> None:
    made = backup.make(kept, tmp_path / "备份", AT)
    assert made.path.name == "局.db.19961220-010203.backup"
    assert made.contents.petitions == 300
    copy = Store(made.path, KEY, read_only=True)
    with copy.reading() as transaction:
        assert settings.read(transaction, "store_id") == kept.store_id
    copy.close()
    keys = key_file.read(made.path)
    assert (keys.anchors[-1].seq, keys.file_salt) == (1, made.path.read_bytes()[:16])
    assert sorted(entry.name for entry in made.path.parent.iterdir()) == [made.path.name, f"{made.path.name}.keys"]


def test_a_backup_is_one_file_and_verifying_it_writes_nothing(kept: Store, tmp_path: Path) -> None:
    made = backup.make(kept, tmp_path / "b", AT)
    before = {entry.name: entry.read_bytes() for entry in made.path.parent.iterdir()}
    assert backup.verify(made.path, KEY) == made.contents
    assert {entry.name: entry.read_bytes() for entry in made.path.parent.iterdir()} == before


def test_two_backups_of_one_second_have_two_names(kept: Store, tmp_path: Path) -> None:
    first, second = backup.make(kept, tmp_path / "b", AT), backup.make(kept, tmp_path / "b", AT)
    assert first.path != second.path
    assert [path for _, path in backup.found_in(tmp_path / "b", "局.db")] == [second.path, first.path]


def test_others_write_while_a_backup_is_made(kept: Store, tmp_path: Path) -> None:
    def write() -> None:
        for number in range(40):
            with kept.writing() as transaction:
                add_petition(transaction, f"1997-{number:05}", 1)

    writer = threading.Thread(target=write)
    writer.start()
    made = [backup.make(kept, tmp_path / "b", AT) for _ in range(3)]
    writer.join()
    for each in made:
        assert 300 <= each.contents.petitions <= 340
        assert backup.verify(each.path, KEY) == each.contents


def test_a_backup_that_is_stopped_leaves_nothing(kept: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(backup, "PAGES_A_STEP", 5)
    seen: list[tuple[int, int]] = []

    def stop(done: int, pages: int) -> None:
        seen.append((done, pages))
        if len(seen) == 3:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        backup.make(kept, tmp_path / "b", AT, progress=stop)
    assert list((tmp_path / "b").iterdir()) == []
    assert seen[0][1] > seen[0][0] > 0


def test_a_copy_that_is_not_the_same_is_never_called_good(kept: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = integrity.contents
    counted = iter([299])

    def miscount(connection: object) -> integrity.Contents:
        found = real(connection)
        petitions = next(counted, None)
        return found if petitions is None else found._replace(rows={**found.rows, "petitions": petitions})

    monkeypatch.setattr(integrity, "contents", miscount)
    with pytest.raises(StoreRefusal, match="不一致"):
        backup.make(kept, tmp_path / "b", AT)
    assert list((tmp_path / "b").iterdir()) == []


def test_a_folder_that_cannot_be_written_is_told(kept: Store, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder")
    with pytest.raises(StoreRefusal, match=r"备份没有做成.*没有变化"):
        backup.make(kept, tmp_path / "file", AT)


@pytest.mark.parametrize("place", [100, 5000, 50_000, 100_000])
def test_a_flipped_bit_in_a_backup_is_found(kept: Store, tmp_path: Path, place: int) -> None:
    made = backup.make(kept, tmp_path / "b", AT)
    content = bytearray(made.path.read_bytes())
    content[place] ^= 4
    made.path.write_bytes(content)
    with pytest.raises(StoreRefusal, match="不完好"):
        backup.verify(made.path, KEY)
    with pytest.raises(StoreRefusal, match="不完好"):
        backup.restore(made.path, KEY, tmp_path / "new.db")
    assert not (tmp_path / "new.db").exists()
    assert not key_file.path_for(tmp_path / "new.db").exists()


@pytest.mark.parametrize("left", [0, 4096, 40_960, 40_000])
def test_a_cut_backup_is_found(kept: Store, tmp_path: Path, left: int) -> None:
    made = backup.make(kept, tmp_path / "b", AT)
    made.path.write_bytes(made.path.read_bytes()[:left])
    with pytest.raises(StoreRefusal, match=r"不完好|读不出来|不完整"):
        backup.verify(made.path, KEY)


def test_a_missing_backup_is_told(tmp_path: Path) -> None:
    with pytest.raises(StoreRefusal, match="找不到备份"):
        backup.verify(tmp_path / "none.backup", KEY)


def test_a_restored_store_is_the_one_that_was_backed_up(kept: Store, tmp_path: Path) -> None:
    made = backup.make(kept, tmp_path / "b", AT)
    target = tmp_path / "新" / "局.db"
    assert backup.restore(made.path, KEY, target) == made.contents
    store = Store(target, KEY)
    with store.reading() as transaction:
        assert transaction.exec_driver_sql("SELECT count(*) FROM petitions").scalar_one() == 300
    store.close()
    assert key_file.read(target) == key_file.read(made.path)


def test_a_restore_never_overwrites(kept: Store, tmp_path: Path) -> None:
    made = backup.make(kept, tmp_path / "b", AT)
    before = kept.path.read_bytes()
    with pytest.raises(StoreRefusal, match="不会覆盖"):
        backup.restore(made.path, KEY, kept.path)
    assert kept.path.read_bytes() == before


def test_the_source_is_sound_and_a_damaged_one_is_found(kept: Store) -> None:
    assert integrity.examine_file(kept.path, KEY) == []
    kept.close()
    content = bytearray(kept.path.read_bytes())
    content[3 * 4096 + 99] ^= 1
    kept.path.write_bytes(content)
    found = integrity.examine_file(kept.path, KEY)
    assert found
    assert all(finding.damage for finding in found)


def test_a_reference_to_nothing_is_found(kept: Store) -> None:
    with kept.restructuring() as transaction:
        transaction.exec_driver_sql("UPDATE petitions SET unit_id = 99 WHERE id = 1")
    connection = connect_file(kept.path, KEY)
    found = list(integrity.examine(connection))
    connection.close()
    assert [(finding.where, finding.damage) for finding in found] == [("表 petitions 第 1 行", False)]


NOW = datetime(2026, 11, 23, 18, 0, tzinfo=UTC)


def test_young_backups_all_stay() -> None:
    assert superfluous([NOW - timedelta(hours=hours) for hours in range(49)], NOW) == set()


def test_of_older_days_one_each_stays_then_of_weeks_then_of_months() -> None:
    every = [NOW - timedelta(hours=hours) for hours in range(24 * 400)]
    stay = sorted(set(every) - superfluous(every, NOW), reverse=True)
    ages = [(NOW - instant).days for instant in stay]
    assert len([age for age in ages if age < 2]) == 48
    assert len([age for age in ages if 2 <= age < 14]) in (12, 13, 14)
    assert len([age for age in ages if 14 <= age < 61]) in (7, 8)
    assert len([age for age in ages if age >= 61]) in (11, 12, 13)


@given(st.lists(st.integers(0, 3_000), max_size=60), st.integers(0, 2_000))
def test_thinning_twice_or_later_removes_no_last_one_of_a_month(hours: list[int], later: int) -> None:
    every = {NOW - timedelta(hours=age) for age in hours}
    left = every - superfluous(every, NOW)
    assert left - superfluous(left, NOW) == left
    future = NOW + timedelta(hours=later)
    still = left - superfluous(left, future)
    assert {(instant.year, instant.month) for instant in still} == {(instant.year, instant.month) for instant in every}
    if every:
        assert max(every) in still


def test_a_backup_from_the_future_of_a_clock_set_back_stays() -> None:
    assert superfluous([NOW + timedelta(days=300), NOW, NOW - timedelta(hours=1)], NOW) == set()
