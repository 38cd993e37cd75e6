"""Old schemas become today's: a copy first, the same rows after, one head, and a fresh store is no different."""

import os
import re
import shutil
import signal
import subprocess
import sys
import textwrap
from datetime import date
from pathlib import Path

import pytest
from alembic.script import ScriptDirectory

from app.errors import StoreRefusal
from app.store import integrity, key_file, migrate, opening
from app.store.database import Store, Transaction, connect_file
from tests.store.making import KEY, add_due, add_matter, add_petition, add_unit, laid_store

FOLLOWING = f"{int(migrate.HEAD) + 1:04}"

NEXT = textwrap.dedent(
    '''
    """A next version for tests: a column more, a table rebuilt, its triggers and indexes made again."""

    import sqlalchemy as sa
    from alembic import op

    revision = "FOLLOWING"
    down_revision = "TODAY"


    def upgrade() -> None:
        op.add_column("units", sa.Column("telegraph", sa.Text(), nullable=True))
        connection = op.get_bind()
        made = dict(connection.execute(sa.text("SELECT name, sql FROM sqlite_master WHERE tbl_name = 'people' AND type = 'trigger'")).all())
        op.execute("CREATE TABLE people_new (id INTEGER NOT NULL PRIMARY KEY, name TEXT NOT NULL, phone TEXT, fax TEXT)")
        op.execute("INSERT INTO people_new (id, name, phone) SELECT id, name, phone FROM people")
        for name in made:
            op.execute(f"DROP TRIGGER {name}")
        op.execute("DROP TABLE people")
        op.execute("ALTER TABLE people_new RENAME TO people")
        for statement in made.values():
            op.execute(statement)
        # what a test adds
    '''
)


AFTER = f"{int(migrate.HEAD) + 1:04}"


def next_version(extra: str = "") -> str:
    return NEXT.replace("# what a test adds", extra).replace("FOLLOWING", FOLLOWING).replace("TODAY", migrate.HEAD)


@pytest.fixture
def scripts(tmp_path: Path) -> Path:
    folder = tmp_path / "migrations"
    shutil.copytree(migrate.SCRIPTS, folder)
    (folder / "versions" / f"{FOLLOWING}_next.py").write_text(next_version())
    return folder


@pytest.fixture
def old(tmp_path: Path) -> Store:
    """A store with rows in it, and a key file so that it can be copied."""
    store = laid_store(tmp_path / "局.db")
    with store.writing() as transaction:
        unit = add_unit(transaction)
        matter = add_matter(transaction, "S1", unit)
        add_due(transaction, matter, transaction_day(), transaction_day(), open=1)
        add_petition(transaction, "1996-00001", unit, matter_id=matter)
        transaction.exec_driver_sql("INSERT INTO people (id, name) VALUES (7, '演示')")
        transaction.exec_driver_sql("INSERT INTO posts (person_id, unit_id, post) VALUES (7, 1, 'head')")
    with store.reading():
        key_file.write(store.path, key_file.KeyFile(store.store_id, bytes(16), bytes(60)))
    return store


def transaction_day() -> date:
    return date(1996, 2, 1)


def schema_of(transaction: Transaction) -> dict[str, list[str]]:
    """Every table, index and trigger: its parts in one spelling and any order."""
    rows = transaction.exec_driver_sql("SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL AND name <> 'alembic_version'").all()
    return {name: sorted(re.sub(r"\s+", " ", line).strip(" ,") for line in statement.splitlines()) for name, statement in rows}


def contents(path: Path) -> integrity.Contents:
    connection = connect_file(path, KEY)
    try:
        return integrity.contents(connection)
    finally:
        connection.close()


def test_a_fresh_store_and_a_migrated_one_have_the_same_schema(tmp_path: Path) -> None:
    fresh = laid_store(tmp_path / "fresh.db")
    connect_file(tmp_path / "migrated.db", KEY, create=True).close()
    migrated = Store(tmp_path / "migrated.db", KEY)
    with migrated.writing() as transaction:
        migrate.run_steps(transaction, migrate.upgrade_steps(migrate.SCRIPTS, None, migrate.HEAD))
    with fresh.reading() as one, migrated.reading() as other:
        assert schema_of(one) == schema_of(other)
    fresh.close()
    migrated.close()


def test_there_is_one_head_and_the_program_writes_it() -> None:
    directory = ScriptDirectory(str(migrate.SCRIPTS))
    assert directory.get_heads() == [migrate.HEAD]
    assert directory.get_bases() == ["0001"]
    revisions = sorted(revision.revision for revision in directory.walk_revisions())
    assert revisions == [f"{number:04}" for number in range(1, len(revisions) + 1)]


def test_todays_schema_is_left_alone(old: Store) -> None:
    assert migrate.bring_up(old) is None


def test_an_old_store_is_migrated_after_a_copy_and_keeps_every_row(old: Store, scripts: Path) -> None:
    before = contents(old.path)
    copy = migrate.bring_up(old, head=FOLLOWING, scripts=scripts)
    assert copy is not None
    assert contents(copy) == before == contents(old.path)
    with old.reading() as transaction:
        assert migrate.version(transaction) == FOLLOWING
        assert transaction.exec_driver_sql("SELECT name, fax FROM people WHERE id = 7").one() == ("演示", None)
        assert transaction.exec_driver_sql("SELECT telegraph FROM units").scalar_one() is None
        assert "keep_people" in schema_of(transaction)
        assert transaction.exec_driver_sql("PRAGMA foreign_keys").scalar_one() == 1
    copied = Store(copy, KEY, read_only=True)
    with copied.reading() as transaction:
        assert migrate.version(transaction) == migrate.HEAD
    copied.close()
    old.close()


def test_a_newer_schema_is_refused(old: Store, scripts: Path) -> None:
    migrate.bring_up(old, head=FOLLOWING, scripts=scripts)
    with pytest.raises(StoreRefusal, match=rf"结构 {FOLLOWING}，本程序只认到 {migrate.HEAD}"):
        migrate.bring_up(old)
    old.close()


@pytest.mark.parametrize(
    "extra", ["raise RuntimeError('half-way')", 'op.execute("UPDATE posts SET person_id = 999")', "op.execute('DELETE FROM units')"]
)
def test_a_migration_that_fails_leaves_the_old_store_whole(old: Store, scripts: Path, extra: str) -> None:
    (scripts / "versions" / f"{FOLLOWING}_next.py").write_text(next_version(extra))
    with old.reading() as transaction:
        before = schema_of(transaction)
    with pytest.raises(Exception, match=r"half-way|refers to nothing|nothing registered is deleted"):
        migrate.bring_up(old, head=FOLLOWING, scripts=scripts)
    with old.reading() as transaction:
        assert schema_of(transaction) == before
        assert migrate.version(transaction) == migrate.HEAD
        assert transaction.exec_driver_sql("PRAGMA foreign_keys").scalar_one() == 1
    old.close()


def test_a_migration_killed_in_the_middle_leaves_the_old_store_whole(old: Store, scripts: Path, tmp_path: Path) -> None:
    (scripts / "versions" / f"{FOLLOWING}_next.py").write_text(next_version(f"import os; os.kill(os.getpid(), {int(signal.SIGKILL)})"))
    before = contents(old.path)
    old.close()
    program = textwrap.dedent(
        f"""
        from pathlib import Path
        from app.store import migrate
        from app.store.database import Store
        migrate.bring_up(Store(Path({str(old.path)!r}), bytes.fromhex({KEY.hex()!r})), head={FOLLOWING!r}, scripts=Path({str(scripts)!r}))
        """
    )
    killed = subprocess.run([sys.executable, "-c", program], check=False, cwd=os.getcwd())
    assert killed.returncode == -signal.SIGKILL
    assert contents(old.path) == before
    again = Store(old.path, KEY)
    (scripts / "versions" / f"{FOLLOWING}_next.py").write_text(next_version())
    migrate.bring_up(again, head=FOLLOWING, scripts=scripts)
    assert contents(old.path) == before
    again.close()


def test_opening_a_store_of_today_does_not_load_alembic(tmp_path: Path) -> None:
    made = opening.create(tmp_path / "局.db")
    made.store.close()
    program = (
        "import sys; from pathlib import Path; from app.store import opening, key_file\n"
        f"path = Path({str(tmp_path / '局.db')!r})\n"
        f"opening.open_store(path, bytes.fromhex({made.store_key.hex()!r}), key_file.read(path)).close()\n"
        "assert not [name for name in sys.modules if name.partition('.')[0] == 'alembic']"
    )
    subprocess.run([sys.executable, "-c", program], check=True, cwd=os.getcwd())
