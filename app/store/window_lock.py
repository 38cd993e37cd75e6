"""One window a store: a file beside it that the system keeps locked for as long as the window lives, and who that is written in it."""

import json
import os
from contextlib import suppress
from pathlib import Path
from typing import IO, NamedTuple

from app.errors import StoreRefusal

SUFFIX = ".window"
_PLACE = 4096  # the byte that is locked: behind the words, so that they can be read meanwhile where a lock forbids reading (Windows)


class Holder(NamedTuple):
    """Who has the window open, and since when (an instant in UTC, ISO 8601)."""

    who: str
    since: str


class WindowLock:
    """Held until it is released or the process ends, however that ends: what a crash leaves behind locks nobody out.

    It tells windows of different processes apart; a process has one window at a time.
    """

    def __init__(self, path: Path, file: IO[bytes]) -> None:
        self._path, self._file = path, file

    def release(self) -> None:
        """Lets another window in. A second call does nothing."""
        if not self._file.closed:
            with suppress(OSError):
                self._file.truncate(0)
            self._file.close()

    def __del__(self) -> None:
        """A window that was dropped without being left holds nothing."""
        self._file.close()


def path_for(store: Path) -> Path:
    """Where the lock of a store stands."""
    return store.with_name(f"{store.name}{SUFFIX}")


def hold(store: Path, holder: Holder) -> WindowLock | Holder | None:
    """The lock; or who has it; None where the one who has it did not say. Raises StoreRefusal where the folder cannot be written."""
    path = path_for(store)
    try:
        file = path.open("r+b") if path.exists() else path.open("x+b")
    except FileExistsError:
        return hold(store, holder)  # another window was faster in making it
    except OSError as error:
        raise StoreRefusal(f"文件夹 {store.parent} 不能写入，打不开数据文件。", mend="请检查文件夹和其中文件的权限。") from error
    if not _locked(file):
        with file:
            return _read(file)
    try:
        file.seek(0)
        file.truncate()
        file.write(json.dumps(holder._asdict(), ensure_ascii=False).encode())
        file.flush()
    except OSError:
        pass  # a full disk: the lock itself holds, only the words are missing
    return WindowLock(path, file)


def _read(file: IO[bytes]) -> Holder | None:
    try:
        file.seek(0)
        kept = json.loads(file.read(_PLACE))
        return Holder(str(kept["who"]), str(kept["since"]))
    except (OSError, ValueError, KeyError, TypeError):
        return None


if os.name == "nt":
    import msvcrt

    def _locked(file: IO[bytes]) -> bool:
        try:
            file.seek(_PLACE)
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined,unused-ignore]
        except OSError:
            return False
        return True
else:
    import fcntl

    def _locked(file: IO[bytes]) -> bool:
        try:
            fcntl.lockf(file, fcntl.LOCK_EX | fcntl.LOCK_NB)  # this process's: no child keeps it
        except OSError:
            return False
        return True
