"""Making a store and opening one: every way it can fail has its own plain words."""

import json
import uuid
from pathlib import Path
from typing import NamedTuple

from sqlcipher3 import dbapi2

from app.errors import StoreRefusal
from app.store import audit, files, key_file, keys, migrate, places, recovery_key, rekey, settings
from app.store.database import NOT_A_DATABASE, Store, connect_file, refusal_for
from app.store.key_file import KeyFile
from app.store.key_gate import Unlocked

PLAIN_SQLITE = b"SQLite format 3\x00"
PAGE = 4096


class NewStore(NamedTuple):
    """A store just made: open, its keys, and the recovery key to be shown once."""

    store: Store
    store_key: bytes
    audit_key: bytes
    recovery: str


def create(path: Path) -> NewStore:
    """Lays a new store and its key file (without accounts yet). Raises StoreRefusal where something stands there already."""
    if path.exists() or key_file.path_for(path).exists():
        raise StoreRefusal(f"{path} 已经存在，不会覆盖。", mend="请换一个文件名，或打开原有的文件。")
    if not path.parent.is_dir():
        raise StoreRefusal(f"文件夹 {path.parent} 不存在。", mend="请先建好文件夹，或换一个地方。")
    places.require_own_disk(path)
    secret, audit_key, store_id = keys.random_key(), keys.random_key(), str(uuid.uuid4())
    store_key, for_recovery = keys.store_key(secret), keys.wrap(keys.audit_wrap_key(secret), audit_key, "audit")
    beside = path.with_name(f".{path.name}.new")
    files.remove_store(beside)
    try:
        connect_file(beside, store_key, create=True).close()
        laid = Store(beside, store_key, store_id)
        with laid.writing() as transaction:
            migrate.lay(transaction)
            settings.write(transaction, "store_id", store_id)
            settings.write(transaction, rekey.FOR_RECOVERY, for_recovery.hex())
            audit.begin(transaction, store_id, audit_key)
        laid.close()
        salt = files.first_bytes(beside)
        # The key file first: a store without one would be lost, a key file without a store is nothing.
        key_file.write(path, KeyFile(store_id, salt, for_recovery))
        beside.replace(path)
        files.sync_folder(path.parent)
    except BaseException as error:
        files.remove_store(beside)
        if not path.exists():
            files.discard(key_file.path_for(path))
        raise _said(error) from error
    return NewStore(Store(path, store_key, store_id), store_key, audit_key, recovery_key.written(secret))


def open_store(path: Path, store_key: bytes, content: KeyFile | None) -> Store:
    """Opens the store under its key and makes sure it is the one the key file belongs to. ``content`` is None with paper alone.

    Raises StoreRefusal: no file, foreign, truncated, damaged, wrong key, another store's key file, newer schema.
    """
    salt = _first_bytes(path)
    places.require_own_disk(path)
    if content is not None and salt == content.file_salt:
        _require_whole_pages(path)
    try:
        connection = connect_file(path, store_key)
    except dbapi2.DatabaseError as error:
        raise _unreadable(path, error, salt, content) from error
    try:
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
        store_id = _store_id(connection)
    except dbapi2.DatabaseError as error:
        raise _unreadable(path, error, salt, content) from error
    finally:
        connection.close()
    if content is not None and content.store_id != store_id:
        raise StoreRefusal("密钥文件不是这个数据文件的（标识不同）。", mend="请把两者配套的文件放在一起。")
    store = Store(path, store_key, store_id)
    try:
        migrate.bring_up(store)
    except BaseException:
        store.close()
        raise
    return store


def _first_bytes(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            head = file.read(files.SALT_BYTES)
            size = file.seek(0, 2)
    except FileNotFoundError as error:
        raise StoreRefusal(f"找不到数据文件 {path}。", mend="请检查文件名和所在文件夹。") from error
    except OSError as error:
        raise StoreRefusal(f"数据文件 {path} 读不出来。", mend="请检查文件和所在文件夹的权限。") from error
    if head == PLAIN_SQLITE:
        raise StoreRefusal(f"{path.name} 不是本程序的数据文件（没有加密的 SQLite 文件）。")
    if size < PAGE:
        raise StoreRefusal(f"数据文件 {path.name} 被截断了：只剩 {size} 字节。", mend="请从最近一次核验过的备份恢复。")
    return head


def _require_whole_pages(path: Path) -> None:
    """A store ends with a whole page, unless a write-ahead log stands beside, from which a half-written one is made whole."""
    log, size = path.with_name(f"{path.name}-wal"), path.stat().st_size
    if size % PAGE and not (log.exists() and log.stat().st_size):
        raise StoreRefusal(f"数据文件 {path.name} 被截断了：最后一页不完整。", mend="请从最近一次核验过的备份恢复。")


def _store_id(connection: "dbapi2.Connection") -> str:
    tables = {row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    if not {"settings", "alembic_version", "audit_state"} <= tables:
        raise StoreRefusal("这个文件不是本程序的数据文件：里面没有应有的表。")
    row = connection.execute("SELECT value FROM settings WHERE name = 'store_id'").fetchone()
    if row is None:
        raise StoreRefusal("这个文件不是本程序的数据文件：里面没有标识。")
    return str(json.loads(row[0]))


def _unreadable(path: Path, error: dbapi2.DatabaseError, salt: bytes, content: KeyFile | None) -> StoreRefusal:
    """The driver says the same of a wrong key, a foreign file and a damaged first page; the key file tells them apart."""
    if "malformed" in str(error):
        return StoreRefusal(f"数据文件 {path.name} 不完整：被截断了，或者已损坏。", mend="请从最近一次核验过的备份恢复。")
    if NOT_A_DATABASE not in str(error):
        return refusal_for(error) or StoreRefusal("数据文件打不开。", mend="请从最近一次核验过的备份恢复。")
    if content is None:
        return StoreRefusal(
            "恢复密钥打不开这个文件：密钥不是它的，或者它不是本程序的数据文件，或者已损坏。", mend="请核对文件和纸上的密钥。"
        )
    if salt != content.file_salt:
        return StoreRefusal(
            "这个文件不是密钥文件所属的数据文件（是别的文件，或者被替换过）。", mend="请把配套的数据文件和密钥文件放在一起。"
        )
    return StoreRefusal("数据文件与密钥不符：文件开头已损坏，或者密钥文件是旧的。", mend="请从最近一次核验过的备份恢复。")


def _said(error: BaseException) -> BaseException:
    if isinstance(error, OSError):
        return StoreRefusal("数据文件没有建成。", mend="请检查磁盘空间和文件夹的权限。")
    return refusal_for(error) or error


def open_with(path: Path, unlocked: Unlocked) -> Store:
    """Opens the store with an account's keys, finishing a change of the store's key that was cut short. Raises StoreRefusal."""
    content = key_file.read(path)
    if unlocked.next_store_key is None:
        return open_store(path, unlocked.store_key, content)
    try:
        store, changed = open_store(path, unlocked.next_store_key, content), True
    except StoreRefusal:
        store, changed = open_store(path, unlocked.store_key, content), False
    rekey.settle(store, changed=changed)
    return store


def open_with_paper(path: Path, secret: bytes) -> tuple[Store, bytes]:
    """Opens the store with the recovery secret alone; gives the audit's first key too. A key file that is gone is begun anew.

    Raises StoreRefusal as open_store does.
    """
    store = open_store(path, keys.store_key(secret), None)
    try:
        with store.reading() as transaction:
            audit_key, coming = rekey.audit_key_for_paper(transaction, secret)
            for_recovery = bytes.fromhex(settings.read(transaction, rekey.FOR_RECOVERY))
        try:
            key_file.read(path)
        except StoreRefusal:
            key_file.write(path, KeyFile(store.store_id, files.first_bytes(path), for_recovery))
        rekey.settle(store, changed=coming)
    except BaseException:
        store.close()
        raise
    return store, audit_key
