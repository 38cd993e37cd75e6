"""One window a store: a file beside it that the system keeps locked for as long as the window lives, and who that is written in it."""

import json
import os
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from app.errors import StoreRefusal

SUFFIX = ".window"
_NONE = -1
_PLACE = 4096  # the byte that is locked: behind the words, so that they can be read meanwhile where a lock forbids reading (Windows)


class Holder(NamedTuple):
    """Who has the window open, and since when (an instant in UTC, ISO 8601)."""

    who: str
    since: str


class WindowLock:
    """Held until it is released or the process ends, however that ends: what a crash leaves behind locks nobody out.

    It tells windows of different processes apart; a process has one window at a time.
    """

    def __init__(self, handle: int) -> None:
        self._handle = handle

    def release(self) -> None:
        """Lets another window in. A second call does nothing."""
        handle, self._handle = self._handle, _NONE
        if handle != _NONE:
            with suppress(OSError):
                os.ftruncate(handle, 0)
            os.close(handle)

    def __del__(self) -> None:
        """A window that was dropped without being left holds nothing."""
        self.release()


def path_for(store: Path) -> Path:
    """Where the lock of a store stands."""
    return store.with_name(f"{store.name}{SUFFIX}")


def hold(store: Path, holder: Holder) -> WindowLock | Holder | None:
    """The lock; or who has it; None where the one who has it did not say. Raises StoreRefusal where the folder cannot be written."""
    try:
        handle = os.open(path_for(store), os.O_RDWR | os.O_CREAT | getattr(os, "O_BINARY", 0), 0o600)
    except OSError as error:
        raise StoreRefusal(f"文件夹 {store.parent} 不能写入，打不开数据文件。", mend="请检查文件夹和其中文件的权限。") from error
    if not _locked(handle):
        found = _read(handle)
        os.close(handle)
        return found
    with suppress(OSError):  # on a full disk the lock itself holds, only the words are missing
        os.ftruncate(handle, 0)
        os.lseek(handle, 0, os.SEEK_SET)
        os.write(handle, json.dumps(holder._asdict(), ensure_ascii=False).encode())
    return WindowLock(handle)


def _read(handle: int) -> Holder | None:
    try:
        os.lseek(handle, 0, os.SEEK_SET)
        kept = json.loads(os.read(handle, _PLACE))
        return Holder(str(kept["who"]), str(kept["since"]))
    except (OSError, ValueError, KeyError, TypeError):
        return None


if os.name == "nt":
    import msvcrt

    def _locked(handle: int) -> bool:
        try:
            os.lseek(handle, _PLACE, os.SEEK_SET)
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined,unused-ignore]
        except OSError:
            return False
        return True
else:
    import fcntl

    def _locked(handle: int) -> bool:
        try:
            fcntl.lockf(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)  # this process's: no child keeps it
        except OSError:
            return False
        return True
