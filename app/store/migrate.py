"""Which schema a store has, and how an old one becomes today's: a verified copy first, then alembic, loaded for this alone."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from sqlalchemy import text

from app import lazy
from app.clock import SystemClock
from app.errors import StoreRefusal
from app.store import backup
from app.store.database import Store, Transaction
from app.store.schema import metadata
from app.store.schema.search import SEARCH_TABLES
from app.store.schema.triggers import TRIGGERS

HEAD = "0005"
"""The schema this program writes: the name of the newest script under migrations/versions."""

SCRIPTS = Path(__file__).parent / "migrations"


def lay(transaction: Transaction) -> None:
    """The tables, triggers and search index of a new store, stamped as today's schema. A test holds them equal to the migrations'."""
    metadata.create_all(transaction, checkfirst=False)
    for statement in (*SEARCH_TABLES, *TRIGGERS):
        transaction.exec_driver_sql(statement)
    stamp(transaction, HEAD)


def stamp(transaction: Transaction, schema: str) -> None:
    """Notes the schema of a store that has none noted yet."""
    transaction.exec_driver_sql("CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL, PRIMARY KEY (version_num))")
    transaction.execute(text("INSERT INTO alembic_version (version_num) VALUES (:schema)"), {"schema": schema})


def version(transaction: Transaction) -> str:
    """The schema a store has."""
    return str(transaction.exec_driver_sql("SELECT version_num FROM alembic_version").scalar_one())


def bring_up(store: Store, *, head: str = HEAD, scripts: Path = SCRIPTS) -> Path | None:
    """Leaves a store of today's schema alone, refuses a newer one untouched, migrates an older one after a verified copy.

    Gives the copy's path where there was something to migrate. Killed at any point, the store is the old one or the new one, whole.
    Raises StoreRefusal.
    """
    with store.reading() as transaction:
        found = version(transaction)
    if found == head:
        return None
    if found > head:
        raise StoreRefusal(f"数据文件是更新版本的程序建立的（结构 {found}，本程序只认到 {head}），没有改动它。", mend="请用新版程序打开。")
    copy = backup.make(store, backup.folder_beside(store.path), SystemClock().now())
    with store.restructuring() as transaction:
        if version(transaction) == found:  # else another window was faster
            _run(transaction, scripts, found, head)
    return copy.path


def upgrade_steps(scripts: Path, found: str | None, head: str) -> list[Callable[[], None]]:
    """The upgrade functions from ``found`` (None: nothing at all) to ``head``, in their order."""
    directory: Any = lazy.attribute("alembic.script", "ScriptDirectory")(str(scripts))
    newest_first = directory.iterate_revisions(head, found or "base")
    return [revision.module.upgrade for revision in reversed(list(newest_first))]


def run_steps(transaction: Transaction, steps: list[Callable[[], None]]) -> None:
    """Runs upgrade functions, whose ``op`` works in this transaction."""
    context = lazy.attribute("alembic.migration", "MigrationContext").configure(transaction)
    with lazy.attribute("alembic.operations", "Operations").context(context):
        for step in steps:
            step()


def _run(transaction: Transaction, scripts: Path, found: str, head: str) -> None:
    run_steps(transaction, upgrade_steps(scripts, found, head))
    broken = transaction.exec_driver_sql("PRAGMA foreign_key_check").first()
    if broken is not None:
        raise RuntimeError(f"migration {found} -> {head} left a row of {broken[0]} that refers to nothing")
    transaction.execute(text("UPDATE alembic_version SET version_num = :head"), {"head": head})
