"""The open store: transactions, two writers, refusals, an old SQLite."""

import threading
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import exc, insert, select, text
from sqlcipher3 import dbapi2

from app.errors import StoreRefusal
from app.store import database, settings
from app.store.database import Store, connect_file, refusal_for, require_sqlite
from app.store.schema.office import settings as settings_table
from app.store.schema.units import units
from tests.store.making import KEY, add_unit


@pytest.mark.parametrize(
    ("pragma", "value"),
    [("foreign_keys", 1), ("secure_delete", 1), ("journal_mode", "wal"), ("synchronous", 2), ("cipher_page_size", "4096")],
)
def test_every_connection_is_set_up_to_keep_what_it_is_given(store: Store, pragma: str, value: object) -> None:
    with store.reading() as transaction:
        assert transaction.exec_driver_sql(f"PRAGMA {pragma}").scalar_one() == value


def test_nothing_readable_stands_in_the_file(store: Store) -> None:
    with store.writing() as transaction:
        settings.write(transaction, "canary", "CANARY-金丝雀")
    log = store.path.with_name(f"{store.path.name}-wal")
    content = store.path.read_bytes() + (log.read_bytes() if log.exists() else b"")
    assert b"CANARY" not in content
    assert "金丝雀".encode() not in content
    assert b"CREATE TABLE" not in content
    assert not content.startswith(b"SQLite format 3")


def test_what_a_block_wrote_is_there_when_it_ends(store: Store) -> None:
    with store.writing() as transaction:
        settings.write(transaction, "x", 1)
    with store.reading() as transaction:
        assert settings.read(transaction, "x") == 1


def test_an_exception_rolls_all_of_it_back(store: Store) -> None:
    def both() -> None:
        with store.writing() as transaction:
            settings.write(transaction, "x", 1)
            raise ValueError("something of ours")

    with pytest.raises(ValueError, match="of ours"):
        both()
    with store.reading() as transaction:
        assert settings.read(transaction, "x") is None


def test_a_reader_sees_one_state_to_its_end(store: Store) -> None:
    with store.reading() as reader:
        assert settings.read(reader, "x") is None
        with store.writing() as writer:
            settings.write(writer, "x", 1)
        assert settings.read(reader, "x") is None
    with store.reading() as reader:
        assert settings.read(reader, "x") == 1


def test_a_write_inside_a_write_is_a_fault_of_ours(store: Store) -> None:
    with pytest.raises(RuntimeError, match="one action is one transaction"), store.writing(), store.writing():
        pass


def test_what_is_written_while_only_reading_is_not_kept(store: Store) -> None:
    with store.reading() as transaction:
        settings.write(transaction, "x", 1)
    with store.reading() as transaction:
        assert settings.read(transaction, "x") is None


def test_four_writers_at_once_lose_nothing(store: Store) -> None:
    with store.writing() as transaction:
        settings.write(transaction, "count", 0)

    def add() -> None:
        for _ in range(25):
            with store.writing() as transaction:
                settings.write(transaction, "count", settings.read(transaction, "count") + 1)

    threads = [threading.Thread(target=add) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with store.reading() as transaction:
        assert settings.read(transaction, "count") == 100


def test_two_programs_write_beside_each_other(store: Store) -> None:
    other = Store(store.path, KEY)
    for number in range(20):
        with (store if number % 2 else other).writing() as transaction:
            settings.write(transaction, f"n{number}", number)
    with other.reading() as transaction:
        assert len(transaction.execute(select(settings_table.c.name).where(settings_table.c.name.like("n%"))).all()) == 20
    other.close()


def test_a_writer_that_waits_too_long_is_told_why(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(database, "BUSY_SECONDS", 0.05)
    other = Store(store.path, KEY)
    with store.writing() as transaction:
        settings.write(transaction, "x", 1)
        with pytest.raises(StoreRefusal, match="正在写入"), other.writing():
            pass
    other.close()


def test_a_full_disk_is_told_and_nothing_half_is_kept(store: Store) -> None:
    with store.reading() as transaction:
        pages = transaction.exec_driver_sql("PRAGMA page_count").scalar_one()

    def too_much() -> None:
        with store.writing() as transaction:
            transaction.exec_driver_sql(f"PRAGMA max_page_count = {pages + 2}")
            for number in range(200):
                settings.write(transaction, f"n{number}", "满" * 1000)

    with pytest.raises(StoreRefusal, match=r"磁盘空间不足.*没有保存"):
        too_much()
    with store.reading() as transaction:
        assert settings.read(transaction, "n0") is None


def test_a_broken_constraint_is_a_fault_of_ours_and_known_as_one(store: Store) -> None:
    def twice() -> None:
        with store.writing() as transaction:
            add_unit(transaction, "T01")
            add_unit(transaction, "T01")

    with pytest.raises(exc.IntegrityError):
        twice()


def test_references_are_enforced(store: Store) -> None:
    with pytest.raises(exc.IntegrityError), store.writing() as transaction:
        add_unit(transaction, "S01", parent_id=99)


def test_days_are_kept_as_iso_text_and_come_back_as_days(store: Store) -> None:
    with store.writing() as transaction:
        add_unit(transaction, "T01", opened_on=date(1995, 1, 1))
        transaction.execute(insert(units).values(code="T02", kind="township", name="演示", opened_on=None))
    with store.reading() as transaction:
        assert transaction.execute(select(units.c.opened_on).order_by(units.c.code)).scalars().all() == [date(1995, 1, 1), None]
        assert transaction.exec_driver_sql("SELECT opened_on FROM units WHERE code = 'T01'").scalar_one() == "1995-01-01"
        assert transaction.execute(select(units.c.code).where(units.c.opened_on <= date(1995, 1, 1))).scalars().all() == ["T01"]


@pytest.mark.parametrize(("version", "trusted"), [((3, 51, 2), False), ((3, 50, 9), False), ((3, 51, 3), True), ((3, 53, 4), True)])
def test_an_old_sqlite_is_refused_before_anything_is_opened(version: tuple[int, ...], trusted: bool) -> None:
    if trusted:
        require_sqlite(version)
    else:
        with pytest.raises(StoreRefusal, match=r"SQLite .* 太旧（至少要 3\.51\.3）"):
            require_sqlite(version)


def test_the_file_is_not_touched_under_an_old_sqlite(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dbapi2, "sqlite_version_info", (3, 40, 1))
    with pytest.raises(StoreRefusal, match="太旧"):
        connect_file(tmp_path / "x.db", KEY, create=True)
    assert not (tmp_path / "x.db").exists()


def test_a_read_only_store_refuses_to_write(store: Store) -> None:
    reader = Store(store.path, KEY, read_only=True)
    with reader.reading() as transaction:
        assert settings.read(transaction, "store_id")
    with pytest.raises(StoreRefusal, match="只读"), reader.writing() as transaction:
        transaction.execute(text("DELETE FROM drafts"))
    reader.close()


def test_errors_that_are_not_the_drivers_are_no_refusals() -> None:
    assert refusal_for(ValueError("database is locked")) is None
    assert refusal_for(dbapi2.IntegrityError("UNIQUE constraint failed")) is None
    told = refusal_for(dbapi2.DatabaseError("database disk image is malformed"))
    assert told is not None
    assert "恢复" in str(told)
