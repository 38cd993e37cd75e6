"""Files that are whole or not there: written beside, synced, renamed, and the folder synced."""

import os
from contextlib import suppress
from pathlib import Path


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
