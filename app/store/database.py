"""The open store: an engine over the encrypted file, reading and writing transactions, and refusals in the user's words."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, exc
from sqlalchemy.pool import QueuePool
from sqlcipher3 import dbapi2

from app.errors import StoreRefusal

Transaction = Connection
"""What the rooms of the store run their Core statements on; services pass it on without looking inside."""

OLDEST_SQLITE = (3, 51, 3)
"""Before it a fault of the write-ahead log could lose what was committed."""

BUSY_SECONDS = 15.0
"""How long a writer waits for another window or command before it says so."""

# Pages are decrypted when they come into the cache: 64 MB hold a year of a large store.
_READING = ("foreign_keys = ON", "cache_size = -65536")
_WRITING = ("secure_delete = ON", "journal_mode = WAL", "synchronous = FULL")

NOT_A_DATABASE = "file is not a database"

_DAMAGED = StoreRefusal(
    "数据文件已损坏，有的内容读不出来。",
    mend="请不要继续使用这个文件，用“恢复备份”从最近一次核验过的备份恢复。",
)
_TROUBLES = (
    ("database is locked", StoreRefusal("另一个窗口或命令正在写入数据，等了很久没有轮到。", mend="请稍等一会儿再试一次。")),
    ("full", StoreRefusal("磁盘空间不足，刚才的内容没有保存。", mend="请腾出磁盘空间后再试一次。")),
    ("disk i/o error", StoreRefusal("磁盘读写出错，刚才的内容没有保存。", mend="请检查磁盘和剩余空间后再试一次。")),
    ("readonly", StoreRefusal("数据文件是只读的，不能写入。", mend="请检查文件和所在文件夹的权限。")),
    ("unable to open", StoreRefusal("数据文件打不开。", mend="请检查文件和所在文件夹的权限。")),
    ("malformed", _DAMAGED),
    ("vtable constructor failed", _DAMAGED),
    (NOT_A_DATABASE, _DAMAGED),
)


def require_sqlite(version: tuple[int, ...]) -> None:
    """Raises StoreRefusal when the SQLite linked into the driver is older than the store can trust."""
    if version < OLDEST_SQLITE:
        found, wanted = (".".join(map(str, numbers)) for numbers in (version, OLDEST_SQLITE))
        raise StoreRefusal(f"数据库部件 SQLite {found} 太旧（至少要 {wanted}），旧版可能丢失已保存的内容。", mend="请重新安装本程序。")


def connect_file(path: Path, data_key: bytes, *, create: bool = False, read_only: bool = False) -> Any:
    """A driver connection to the encrypted file under its raw key (32 bytes), ready for transactions by hand."""
    require_sqlite(dbapi2.sqlite_version_info)
    mode = "rwc" if create else "ro" if read_only else "rw"
    connection = dbapi2.connect(
        f"{path.absolute().as_uri()}?mode={mode}", uri=True, timeout=BUSY_SECONDS, isolation_level=None, check_same_thread=False
    )
    try:
        # First of all: what is wrong with a page is told as an exception, never on standard error.
        connection.execute("PRAGMA cipher_log_level = NONE")
        connection.execute(f"PRAGMA key = \"x'{data_key.hex()}'\"")
        for pragma in _READING if read_only else (*_READING, *_WRITING):
            connection.execute(f"PRAGMA {pragma}")
    except BaseException:
        connection.close()
        raise
    return connection


def refusal_for(error: BaseException) -> StoreRefusal | None:
    """What a driver's error means to the user; None when it is a fault of ours."""
    cause = error.orig if isinstance(error, exc.DBAPIError) and error.orig is not None else error
    if not isinstance(cause, dbapi2.DatabaseError):
        return None
    words = str(cause).lower()
    for sign, refusal in _TROUBLES:
        if sign in words:
            return StoreRefusal(refusal.message, mend=refusal.mend)
    return None


def _damaged() -> StoreRefusal:
    return StoreRefusal(_DAMAGED.message, mend=_DAMAGED.mend)


class Store:
    """An open store. Each thread that reads or writes has a connection to itself for as long as its transaction lasts."""

    def __init__(self, path: Path, data_key: bytes, store_id: str = "", *, read_only: bool = False) -> None:
        self.path = path
        self.store_id = store_id
        self._data_key = data_key
        self._read_only = read_only
        self._mine = threading.local()
        self._damaged = False
        self._engine: Engine = create_engine(
            "sqlite://",
            creator=self._connect,
            module=dbapi2,
            poolclass=QueuePool,
            pool_size=4,
            max_overflow=16,
            query_cache_size=1000,
            hide_parameters=True,  # a fault's message never repeats what a petitioner said
        )

    def _connect(self) -> Any:
        return connect_file(self.path, self._data_key, read_only=self._read_only)

    @property
    def data_key(self) -> bytes:
        """The raw key, for what must key another file alike (a backup). Never logged, never shown."""
        return self._data_key

    def take_key(self, data_key: bytes) -> None:
        """Goes on under another key, to which the file was changed while no connection was open."""
        self.close()
        self._data_key = data_key

    @contextmanager
    def reading(self) -> Iterator[Transaction]:
        """A transaction that sees one state of the store from its first statement to its end; it writes nothing."""
        with self._refusing(), self._engine.connect() as connection:
            connection.exec_driver_sql("BEGIN")
            yield connection
            connection.rollback()

    @contextmanager
    def writing(self) -> Iterator[Transaction]:
        """A durable write: begun IMMEDIATE, committed when the block ends, rolled back when it raises.

        Raises StoreRefusal when another writer does not finish in time or the disk is full. Cannot be nested in one thread.
        """
        if getattr(self._mine, "writing", False):
            raise RuntimeError("a write inside a write: one action is one transaction")
        self._mine.writing = True
        try:
            with self._refusing(), self._engine.connect() as connection:
                connection.exec_driver_sql("BEGIN IMMEDIATE")
                yield connection
                connection.commit()
        finally:
            self._mine.writing = False

    @contextmanager
    def restructuring(self) -> Iterator[Transaction]:
        """A write that may rebuild tables: references are not enforced meanwhile, which only works if said before it begins.

        The block checks them itself before it ends.
        """
        with self._refusing(), self._engine.connect() as connection:
            connection.exec_driver_sql("PRAGMA foreign_keys = OFF")
            connection.rollback()
            try:
                connection.exec_driver_sql("BEGIN IMMEDIATE")
                yield connection
                connection.commit()
            finally:
                # Never back into the pool with references off.
                connection.invalidate()

    @contextmanager
    def _refusing(self) -> Iterator[None]:
        try:
            yield
        except (exc.DBAPIError, dbapi2.Error) as error:
            refusal = refusal_for(error)
            if refusal is None:
                raise
            self._damaged = self._damaged or refusal.message == _DAMAGED.message
            raise (_damaged() if self._damaged else refusal) from error
        except MemoryError as error:
            # Once a page was found damaged the driver answers what comes after it so.
            if not self._damaged:
                raise
            raise _damaged() from error

    def close(self) -> None:
        """Closes every idle connection; the last one folds the write-ahead log into the file."""
        self._engine.dispose()
