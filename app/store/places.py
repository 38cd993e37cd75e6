"""Where a file lies: on this machine's own disk, on a network share, on something that can be pulled out; which disk that is."""

import ctypes
import os
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from app.errors import StoreRefusal

NETWORK = frozenset(
    {
        *("nfs", "nfs3", "nfs4", "cifs", "smb2", "smb3", "smbfs", "ncpfs", "afs", "ceph", "glusterfs", "lustre", "davfs", "coda", "gfs2"),
        *("fuse.sshfs", "fuse.smbnetfs", "fuse.rclone", "fuse.glusterfs", "fuse.davfs2", "fuse.curlftpfs", "fuse.gvfsd-fuse", "fuse.s3fs"),
    }
)
"""File systems whose locks and log of a database cannot be trusted: another machine writes too."""
MOUNTS = Path("/proc/self/mountinfo")
DEVICES = Path("/sys/dev/block")
_REMOVABLE_DRIVE, _REMOTE_DRIVE = 2, 4  # GetDriveTypeW


class Mount(NamedTuple):
    """A line of the mount table: device numbers, where it is mounted, its file system."""

    device: str
    point: Path
    kind: str


def require_own_disk(path: Path, *, mounts: Path = MOUNTS, devices: Path = DEVICES) -> None:
    """Raises StoreRefusal where a store at ``path`` would lie on a network share or a removable stick."""
    what = _on_windows(path) if os.name == "nt" else _on_linux(path.absolute(), mounts, devices)
    if what:
        raise StoreRefusal(
            f"数据文件不能放在{what}上：{path}。那里的数据在断线或拔出时会损坏，也管不住谁在同时写。",
            mend="请放在本机硬盘上；备份可以放到那里。",
        )


def same_disk(one: Path, other: Path) -> bool:
    """Whether two places are on one file system, so that one broken disk takes both."""
    return _device(one) == _device(other)


def _device(path: Path) -> int:
    """The nearest folder that is there tells."""
    for place in (path, *path.absolute().parents):
        try:
            return place.stat().st_dev
        except OSError:
            continue
    return -1


def _on_linux(path: Path, mounts: Path, devices: Path) -> str:
    table = list(read_mounts(mounts))
    mount = mount_of(_resolved(path), table)
    if mount is None:
        return ""
    if mount.kind in NETWORK:
        return "网络共享"
    root = mount_of(Path("/"), table)
    return "可移动磁盘" if (root is None or root.device != mount.device) and _can_be_pulled(devices / mount.device) else ""


def _resolved(path: Path) -> Path:
    return path.resolve() if path.exists() else path.parent.resolve() / path.name


def read_mounts(mounts: Path) -> Iterable[Mount]:
    """The mount table; nothing where this machine has none."""
    try:
        lines = mounts.read_text("utf-8", errors="surrogateescape").splitlines()
    except OSError:
        return
    for line in lines:
        left, _, right = line.partition(" - ")
        parts, more = left.split(), right.split()
        if len(parts) >= 5 and more:
            yield Mount(parts[2], Path(_unescaped(parts[4])), more[0])


def mount_of(path: Path, table: Iterable[Mount]) -> Mount | None:
    """The mount a path lies under: the deepest, and of equals the last one made."""
    fitting = [mount for mount in table if mount.point == path or mount.point in path.parents]
    return max(enumerate(fitting), key=lambda each: (len(each[1].point.parts), each[0]), default=(0, None))[1]


def _unescaped(text: str) -> str:
    """Blanks, tabs, line ends and backslashes stand as octal numbers there."""
    for number, sign in (("040", " "), ("011", "\t"), ("012", "\n"), ("134", "\\")):
        text = text.replace(f"\\{number}", sign)
    return text


def _can_be_pulled(device: Path) -> bool:
    """A stick or a disk at a USB port; of a partition its disk tells."""
    try:
        real = device.resolve(strict=True)
    except OSError:
        return False
    if any(part.startswith("usb") for part in real.parts):
        return True
    return any(_says_removable(place / "removable") for place in (real, real.parent))


def _says_removable(file: Path) -> bool:
    try:
        return file.read_text("ascii").strip() == "1"
    except (OSError, UnicodeDecodeError):
        return False


def _on_windows(path: Path) -> str:
    where = str(path.absolute())
    if where.startswith("\\\\"):
        return "网络共享"
    kind = ctypes.windll.kernel32.GetDriveTypeW(f"{path.absolute().drive}\\")  # type: ignore[attr-defined,unused-ignore]
    return {_REMOTE_DRIVE: "网络共享", _REMOVABLE_DRIVE: "可移动磁盘"}.get(kind, "")
