"""Finds the office's own fonts on this machine by their family names: 仿宋_GB2312, 方正小标宋, 楷体_GB2312, 黑体 and their kin."""

import os
import sys
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from reports import fonts
from reports.font_files import fonts_of

FAMILIES: dict[str, tuple[str, ...]] = {
    fonts.FANGSONG: (
        "仿宋_GB2312", "FangSong_GB2312", "仿宋", "FangSong", "方正仿宋_GBK", "FZFangSong-Z02", "方正仿宋简体", "华文仿宋", "STFangsong",
    ),
    fonts.KAI: ("楷体_GB2312", "KaiTi_GB2312", "楷体", "KaiTi", "方正楷体_GBK", "FZKai-Z03", "方正楷体简体", "华文楷体", "STKaiti"),
    fonts.XIAOBIAOSONG: (
        "方正小标宋简体", "FZXiaoBiaoSong-B05S", "方正小标宋_GBK", "FZXiaoBiaoSong-B05", "小标宋体", "华文中宋", "STZhongsong",
    ),
    fonts.HEI: ("黑体", "SimHei", "方正黑体_GBK", "FZHei-B01", "方正黑体简体", "华文细黑", "STXihei"),
    fonts.SONG: ("宋体", "SimSun", "方正书宋_GBK", "FZShuSong-Z01", "华文宋体", "STSong"),
}  # fmt: skip
"""Families a role is written in, the one the standard's practice asks for first. The red header takes those of the title."""
FAMILIES[fonts.HEADER] = FAMILIES[fonts.XIAOBIAOSONG]

_SUFFIXES = frozenset({".ttf", ".ttc", ".otf", ".otc"})


@dataclass(frozen=True, slots=True)
class InstalledFont:
    """A font that may write a role. `fault` says why it cannot be drawn with; empty where it can."""

    role: str
    family: str
    """As people know it: 仿宋_GB2312."""
    path: Path
    index: int
    """Its place in a collection (.ttc), from 0."""
    fault: str = ""


def installed(folders: Iterable[Path] | None = None) -> tuple[InstalledFont, ...]:
    """The office's fonts on this machine for each role, the likeliest first; what the settings offer.

    Hand `role`, `path` and `index` of one without `fault` to `reports.fonts.choose`. Reads only the files' names, not the fonts; a
    broken file is passed over. `folders`: where to look instead of the system's own places.
    """
    found = [font for path in _files(folder_list() if folders is None else folders) for font in fonts_of(path)]
    listed: list[InstalledFont] = []
    for role in (fonts.FANGSONG, fonts.KAI, fonts.HEI, fonts.XIAOBIAOSONG, fonts.HEADER, fonts.SONG):
        for family in FAMILIES[role]:
            known = {(font.path, font.index) for font in listed if font.role == role}
            fitting = [font for font in found if family in font.names and (font.path, font.index) not in known]
            listed += [InstalledFont(role, family, font.path, font.index, font.fault) for font in fitting]
    return tuple(listed)


def folder_list() -> tuple[Path, ...]:
    """Where this system keeps fonts: for everybody, and for this person alone."""
    home = Path.home()
    if sys.platform == "win32":
        local = os.environ.get("LOCALAPPDATA") or str(home / "AppData" / "Local")
        return Path(os.environ.get("WINDIR", r"C:\Windows")) / "Fonts", Path(local) / "Microsoft" / "Windows" / "Fonts"
    data = os.environ.get("XDG_DATA_HOME") or str(home / ".local" / "share")
    shared = (os.environ.get("XDG_DATA_DIRS") or "/usr/local/share:/usr/share").split(":")
    return (*(Path(folder) / "fonts" for folder in shared if folder), Path(data) / "fonts", home / ".fonts")


def _files(folders: Iterable[Path]) -> list[Path]:
    """Every font file in these folders and theirs, each once, in a set order."""
    found: set[Path] = set()
    for folder in folders:
        with suppress(OSError):
            found |= {path for path in folder.rglob("*") if path.suffix.lower() in _SUFFIXES and path.is_file()}
    return sorted(found)
