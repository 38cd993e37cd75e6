"""Whether the file itself is sound: every page's seal, the database's own checks, references; and how much is in it."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from sqlcipher3 import dbapi2

from app.store.database import connect_file, refusal_for
from app.store.findings import Finding

COUNTED = (
    *("petitions", "petitioners", "protected_petitioners", "matters", "due_dates"),
    *("ledger", "closed_years", "issued_documents", "audit"),
)
MOST = 50


class Contents(NamedTuple):
    """How many rows stand in the tables that matter, and the audit's head."""

    rows: dict[str, int]
    head_seq: int
    head_digest: bytes

    @property
    def petitions(self) -> int:
        return self.rows["petitions"]

    @property
    def matters(self) -> int:
        return self.rows["matters"]


def examine_file(path: Path, data_key: bytes, *, read_only: bool = False) -> list[Finding]:
    """Every page read and its seal verified, then the database's own checks. An empty list: the file is sound."""
    try:
        connection = connect_file(path, data_key, read_only=read_only)
        try:
            return list(examine(connection))
        finally:
            connection.close()
    except dbapi2.DatabaseError as error:
        refusal = refusal_for(error)
        return [Finding(path.name, refusal.message if refusal else "数据文件读不出来。", damage=True)]


def examine(connection: Any) -> Iterator[Finding]:
    """The same on a driver connection, e.g. inside a transaction."""
    for (told,) in connection.execute("PRAGMA cipher_integrity_check").fetchmany(MOST):
        yield Finding("数据文件", f"有一页的校验不符（{told}），文件已损坏。", damage=True)
    for (told,) in connection.execute(f"PRAGMA integrity_check({MOST})").fetchall():
        if told != "ok":
            yield Finding("数据文件", f"结构不完整（{told}）。", damage=True)
    if connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'audit_state'").fetchone() is None:
        yield Finding("数据文件", "里面没有应有的表。", damage=True)
    for table, row, other, _ in connection.execute("PRAGMA foreign_key_check").fetchmany(MOST):
        yield Finding(f"表 {table} 第 {row} 行", f"指向的 {other} 记录不存在。")


def contents(connection: Any) -> Contents:
    """What is in the store, counted; an older schema may lack a table."""
    there = {name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    rows = {table: int(connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0]) for table in COUNTED if table in there}  # noqa: S608
    seq, digest = connection.execute("SELECT seq, digest FROM audit_state").fetchone()
    return Contents(rows, int(seq), bytes(digest))
