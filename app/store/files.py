"""Files that are whole or not there: written beside, synced, renamed, and the folder synced."""

import os
from contextlib import suppress
from pathlib import Path

from app.errors import StoreRefusal


def sync_folder(folder: Path) -> None:
    """Makes renames in a folder durable; Windows does so by itself and cannot open a folder."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def sync_file(path: Path) -> None:
    """What was written to ``path`` is on the disk when this returns."""
    with path.open("r+b") as file:
        os.fsync(file.fileno())


def replace_whole(path: Path, content: bytes) -> None:
    """Writes ``content`` to ``path``: afterwards the old or the new is there, never a part of either."""
    beside = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    try:
        with beside.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(path)
    except BaseException:
        beside.unlink(missing_ok=True)
        raise
    sync_folder(path.parent)


STORES_OWN = ("-wal", "-shm", "-journal", ".keys", ".keys.lock", ".window")
"""What stands beside a store under its name and these endings."""


def require_free_of_stores(path: Path) -> None:
    """Raises StoreRefusal where a store, a backup or a part of one stands at ``path``: writing there would destroy it."""
    if _belongs_to_a_store(path):
        raise StoreRefusal(f"{path} 是数据文件或备份（或它的一部分），不能写到它上面。", mend="请换一个文件名。")


def _belongs_to_a_store(path: Path) -> bool:
    if path.with_name(f"{path.name}.keys").exists():
        return True
    stems = [path.with_name(path.name.removesuffix(ending)) for ending in STORES_OWN if path.name.endswith(ending)]
    return any(stem.exists() for stem in stems)


SALT_BYTES = 16


def first_bytes(path: Path) -> bytes:
    """The salt a store begins with: different for each file, the same as long as it is that file."""
    with path.open("rb") as file:
        return file.read(SALT_BYTES)


def remove_store(path: Path) -> None:
    """Removes a store that was never called good, with what stands beside it."""
    for ending in ("", "-wal", "-shm", "-journal"):
        discard(path.with_name(f"{path.name}{ending}"))


def discard(path: Path) -> None:
    """Removes a file after a failure, without a failure of its own."""
    with suppress(OSError):
        path.unlink()
