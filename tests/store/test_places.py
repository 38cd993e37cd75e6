"""Where a store may lie: this machine's own disk, not a network share, not a stick; told from the mount table."""

from pathlib import Path

import pytest

from app.errors import StoreRefusal
from app.store import places

TABLE = """\
21 1 8:1 / / rw,relatime - ext4 /dev/sda1 rw
22 21 0:30 / {own} rw - ext4 /dev/sda2 rw
23 21 0:40 / {share} rw,relatime shared:1 - cifs //server/letters rw
24 21 0:41 / {share}/inner rw - ext4 /dev/sda3 rw
25 21 8:17 / {stick} rw,nosuid - vfat /dev/sdb1 rw
26 21 8:33 / {disk} rw,nosuid - ext4 /dev/sdc1 rw
27 21 0:42 / {odd} rw - fuse.sshfs someone@server:/ rw
"""


@pytest.fixture
def mounts(tmp_path: Path) -> Path:
    folders = {"own": "own", "share": "共享 盘", "stick": "u", "disk": "usb", "odd": "s"}
    names = {name: str(tmp_path / folder) for name, folder in folders.items()}
    for name in names.values():
        Path(name).mkdir()
    (tmp_path / "共享 盘" / "inner").mkdir()
    table = tmp_path / "mountinfo"
    table.write_text(TABLE.format(**{name: where.replace(" ", "\\040") for name, where in names.items()}), "utf-8")
    return table


@pytest.fixture
def devices(tmp_path: Path) -> Path:
    """As the system lays them: a folder of links by number; of a partition its disk says whether it can be pulled out."""
    numbers = tmp_path / "dev"
    numbers.mkdir()
    for number, place, removable in (("8:17", "pci/sdb/sdb1", "1"), ("8:33", "pci/usb2/2-1/sdc/sdc1", "0"), ("8:1", "pci/sda/sda1", "0")):
        (tmp_path / place).mkdir(parents=True)
        (tmp_path / place).parent.joinpath("removable").write_text(removable)
        (numbers / number).symlink_to(tmp_path / place)
    return numbers


@pytest.mark.parametrize(("folder", "said"), [("共享 盘", "网络共享"), ("s", "网络共享"), ("u", "可移动磁盘"), ("usb", "可移动磁盘")])
def test_a_share_and_a_stick_are_refused_in_words(tmp_path: Path, mounts: Path, devices: Path, folder: str, said: str) -> None:
    with pytest.raises(StoreRefusal, match=said) as told:
        places.require_own_disk(tmp_path / folder / "a.xfj", mounts=mounts, devices=devices)
    assert "本机硬盘" in str(told.value)


@pytest.mark.parametrize("folder", ["own", "共享 盘/inner", "."])
def test_the_machines_own_disk_is_taken(tmp_path: Path, mounts: Path, devices: Path, folder: str) -> None:
    places.require_own_disk(tmp_path / folder / "a.xfj", mounts=mounts, devices=devices)


def test_a_link_into_a_share_is_a_share(tmp_path: Path, mounts: Path, devices: Path) -> None:
    (tmp_path / "own" / "link").symlink_to(tmp_path / "共享 盘")
    with pytest.raises(StoreRefusal, match="网络共享"):
        places.require_own_disk(tmp_path / "own" / "link" / "a.xfj", mounts=mounts, devices=devices)


def test_where_the_system_has_no_mount_table_nothing_is_refused(tmp_path: Path) -> None:
    places.require_own_disk(tmp_path / "a.xfj", mounts=tmp_path / "none", devices=tmp_path)


def test_a_folder_that_is_not_made_yet_lies_on_its_parents_disk(tmp_path: Path) -> None:
    assert places.same_disk(tmp_path / "backups" / "here", tmp_path / "a.xfj")
    assert not places.same_disk(Path("/proc"), tmp_path)
