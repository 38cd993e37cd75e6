"""A backup: a copy under the same key, opened, examined and counted before it bears its name; and the way back."""

import re
import shutil
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from sqlcipher3 import dbapi2

from app.errors import StoreRefusal
from app.store import files, integrity, key_file
from app.store.database import Store, connect_file, refusal_for
from app.store.integrity import Contents

SUFFIX = ".backup"
_STAMP = "%Y%m%d-%H%M%S"
_NAME = re.compile(r"\.(\d{8}-\d{6})(?:-\d+)?" + re.escape(SUFFIX) + "$")
PAGES_A_STEP = 2_000

Progress = Callable[[int, int], None]
"""Pages done, pages in all. What it raises stops the backup, and nothing of it is left."""


class Backup(NamedTuple):
    """A backup that was verified: where it stands, when it was made, what is in it."""

    path: Path
    made_at: datetime
    contents: Contents


def make(store: Store, folder: Path, at: datetime, *, progress: Progress | None = None) -> Backup:
    """Copies the store and its key file into ``folder``. The name appears only once the copy has been verified.

    Other windows and commands may read and write meanwhile. Raises StoreRefusal; then nothing new is left in the folder.
    """
    path = _free_name(store, folder, at)
    beside = path.with_name(f".{path.name}.part")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        counted = _copy(store, beside, progress)
        _require_same(beside, store.data_key, counted)
        files.sync_file(beside)
        _write_keys(store, beside, path, counted, at)
        beside.replace(path)
        files.sync_folder(folder)
    except BaseException as error:
        files.remove_store(beside)
        if not path.exists():
            files.discard(key_file.path_for(path))
        raise _said(error) from error
    return Backup(path, at, counted)


def verify(path: Path, data_key: bytes) -> Contents:
    """Opens a backup, verifies every page, the structure, the references, and counts. Raises StoreRefusal with the first fault."""
    if not path.is_file():
        raise StoreRefusal(f"找不到备份文件 {path}。")
    found = integrity.examine_file(path, data_key, read_only=True)
    if found:
        raise StoreRefusal(f"备份 {path.name} 不完好：{found[0]}", mend="请改用另一份备份。")
    connection = connect_file(path, data_key, read_only=True)
    try:
        return integrity.contents(connection)
    finally:
        connection.close()


def restore(path: Path, data_key: bytes, target: Path) -> Contents:
    """Makes a store at ``target`` out of a backup: copied beside, verified there, then renamed.

    Raises StoreRefusal, also where something stands at ``target``: a restore never overwrites.
    """
    if target.exists() or key_file.path_for(target).exists():
        raise StoreRefusal(f"{target} 已经存在，恢复不会覆盖它。", mend="请换一个文件名；原来的文件先改名保留。")
    counted = verify(path, data_key)
    beside = target.with_name(f".{target.name}.restoring")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, beside)
        files.sync_file(beside)
        _require_same(beside, data_key, counted)
        key_file.write(target, key_file.read(path))
        beside.replace(target)
        files.sync_folder(target.parent)
    except BaseException as error:
        files.remove_store(beside)
        if not target.exists():
            files.discard(key_file.path_for(target))
        raise _said(error) from error
    return counted


def folder_beside(store: Path) -> Path:
    """Where backups go that nobody has given a place: beside the store."""
    return store.with_name(f"{store.name}-备份")


def found_in(folder: Path, store_name: str) -> list[tuple[datetime, Path]]:
    """The backups of a store in a folder, by their names, oldest first. What has no key file beside it is none."""
    backups: list[tuple[datetime, Path]] = []
    for path in folder.glob(f"{store_name}.*{SUFFIX}") if folder.is_dir() else ():
        stamp = _NAME.search(path.name)
        if stamp and key_file.path_for(path).exists():
            backups.append((datetime.strptime(stamp[1], _STAMP).replace(tzinfo=UTC), path))
    return sorted(backups)


def remove(path: Path) -> None:
    """Takes a backup away: the file first, so that what is left is never taken for one."""
    path.unlink(missing_ok=True)
    key_file.path_for(path).unlink(missing_ok=True)
    key_file.lock_path(path).unlink(missing_ok=True)


def _free_name(store: Store, folder: Path, at: datetime) -> Path:
    stem = f"{store.path.name}.{at.astimezone(UTC).strftime(_STAMP)}"
    names = [f"{stem}{SUFFIX}", *(f"{stem}-{count}{SUFFIX}" for count in range(2, 100))]
    for name in names:
        if not (folder / name).exists():
            return folder / name
    raise StoreRefusal("同一秒内的备份太多。", mend="请稍等再试。")


def _copy(store: Store, beside: Path, progress: Progress | None) -> Contents:
    """One state of the store, counted and copied in the same read transaction, under the same key."""
    files.remove_store(beside)
    source = connect_file(store.path, store.data_key)
    try:
        target = connect_file(beside, store.data_key, create=True)
        try:
            source.execute("BEGIN")
            counted = integrity.contents(source)
            source.backup(target, pages=PAGES_A_STEP, progress=_told(progress))
            source.execute("ROLLBACK")
            # One file, without a log beside it.
            target.execute("PRAGMA journal_mode = DELETE")
        finally:
            target.close()
    finally:
        source.close()
    return counted


def _told(progress: Progress | None) -> Callable[[int, int, int], None] | None:
    if progress is None:
        return None
    return lambda _status, remaining, total: progress(total - remaining, total)


def _require_same(path: Path, data_key: bytes, counted: Contents) -> None:
    if verify(path, data_key) != counted:
        raise StoreRefusal("备份与原数据的条数不一致，没有采用。", mend="请再备份一次。")


def _write_keys(store: Store, beside: Path, path: Path, counted: Contents, at: datetime) -> None:
    content = key_file.read(store.path)
    content.file_salt = files.first_bytes(beside)
    content.anchor(counted.head_seq, counted.head_digest, at.isoformat(timespec="microseconds"))
    key_file.write(path, content)


def _said(error: BaseException) -> BaseException:
    if isinstance(error, OSError):
        return StoreRefusal("备份没有做成，原数据没有变化。", mend="请检查目标磁盘的空间和文件夹的权限。")
    if isinstance(error, dbapi2.Error):
        return refusal_for(error) or error
    return error
