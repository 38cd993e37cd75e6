"""The one place outside the store where an attachment may lie while it is looked at: a folder of one's own, wiped as soon as may be."""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

from PySide6.QtCore import QLockFile

PREFIX = "xinfang-look-"
_LOCK = "in-use"


class PrivateFolder:
    """Made at its first use, readable by its owner alone; names inside are the program's own, never a file's."""

    def __init__(self) -> None:
        self._folder: Path | None = None
        self._lock: QLockFile | None = None
        self._given = 0

    def keep(self, suffix: str, content: bytes) -> Path:
        """Puts a copy there under a name of the program's own. Raises OSError."""
        self._given += 1
        path = self._made() / f"{self._given}.{suffix}"
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        return path

    def take_away(self, path: Path) -> None:
        """Takes one copy away; one that another program still holds goes with the folder."""
        try:
            path.unlink(missing_ok=True)
        except OSError:
            return

    def wipe(self) -> None:
        """Takes everything away."""
        if self._folder is None:
            return
        if self._lock is not None:
            self._lock.unlock()
        shutil.rmtree(self._folder, ignore_errors=True)
        self._folder = self._lock = None

    def _made(self) -> Path:
        if self._folder is None:
            self._folder = Path(tempfile.mkdtemp(prefix=PREFIX))  # for its owner alone
            self._lock = _lock(self._folder)
            self._lock.tryLock(0)
            atexit.register(self.wipe)
        return self._folder


def wipe_left_behind() -> None:
    """What a crash or a power cut left: every such folder that no running program holds."""
    for folder in Path(tempfile.gettempdir()).glob(f"{PREFIX}*"):
        if folder.is_symlink() or not folder.is_dir() or not _own(folder):
            continue
        lock = _lock(folder)
        if lock.tryLock(0):
            lock.unlock()
            shutil.rmtree(folder, ignore_errors=True)


def _own(folder: Path) -> bool:
    """Whether this person made it: another's is none of ours."""
    return not hasattr(os, "getuid") or folder.stat().st_uid == os.getuid()


def _lock(folder: Path) -> QLockFile:
    lock = QLockFile(str(folder / _LOCK))
    lock.setStaleLockTime(0)  # held as long as its program runs
    return lock


private_folder = PrivateFolder()
