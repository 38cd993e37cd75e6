"""The office's own fonts on this machine: chosen once, kept beside the user's settings, used by preview, print and keep alike."""

import json
import os
import sys
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

from app import lazy
from app.errors import Refusal
from app.services.documents.fonts import PARTS, OfferedFont

Render = Callable[..., bytes]
SPECIMEN: dict[str, Any] = {
    "title": "关于文书字体的样页",
    "text": "正文用仿宋，一行二十八个字：为了进一步做好信访工作，增强各级领导和信访干部的责任感。\n一、一级标题用黑体\n"
    "（一）二级标题用楷体。后面接着写正文，数字1996和字母ABC也在里面。\n1.三级标题仿宋\n（1）四级标题仿宋\n罕见的字：喆、堃、玥、镕、煊。",
    "addressee": "各单位",
    "printed_by": "办公室",
}


class OfficeFonts:
    """Stands where :class:`app.services.documents.fonts.DocumentFonts` is asked for."""

    def __init__(self, render: Render) -> None:
        self._render = render

    def offered(self) -> tuple[OfferedFont, ...]:
        roles = {part.role for part in PARTS}
        found = lazy.attribute("reports.installed_fonts", "installed")()
        return tuple(OfferedFont(each.role, each.family, each.path, each.index, each.fault) for each in found if each.role in roles)

    def chosen(self) -> dict[str, OfferedFont]:
        troubles = apply()
        return {role: replace(font, fault=troubles.get(role, "")) for role, font in _kept().items()}

    def choose(self, role: str, font: OfferedFont | None) -> None:
        apply()
        lazy.attribute("reports.fonts", "choose")(role, font.path if font is not None else None, font.index if font is not None else 0)
        kept = _kept()
        kept.pop(role, None)
        _keep(kept | ({role: font} if font is not None and font.path is not None else {}))
        apply.cache_clear()

    def specimen(self) -> bytes:
        issue = {"organ": "某某市信访局", "number": "某信发〔1996〕1号", "day": date(1996, 1, 1)}
        return self._render("circular", {"issue": issue, **SPECIMEN}, "2012")


@lru_cache(maxsize=1)
def apply() -> Mapping[str, str]:
    """Puts what was chosen on this machine in force, once in a run; gives by role why one could not be: ours writes it then."""
    troubles: dict[str, str] = {}
    for role, font in _kept().items():
        try:
            lazy.attribute("reports.fonts", "choose")(role, font.path, font.index)
        except (Refusal, KeyError) as fault:
            troubles[role] = str(fault) if isinstance(fault, Refusal) else "没有这一种字体"
    return troubles


def place() -> Path:
    """The file in the user's own configuration folder."""
    folder = os.environ.get("LOCALAPPDATA") if sys.platform == "win32" else os.environ.get("XDG_CONFIG_HOME")
    return (Path(folder) if folder else Path.home() / ".config") / "petition-bureau" / "fonts.json"


def _kept() -> dict[str, OfferedFont]:
    """What was chosen; nothing where nothing was or where it cannot be read."""
    try:
        kept = json.loads(place().read_text("utf-8"))
        return {
            str(role): OfferedFont(str(role), str(each["family"]), Path(each["path"]), int(each["index"])) for role, each in kept.items()
        }
    except (OSError, ValueError, TypeError, KeyError, AttributeError, RuntimeError):
        return {}


def _keep(chosen: Mapping[str, OfferedFont]) -> None:
    """Raises Refusal where the folder cannot be written: the choice would be gone with the next start."""
    path = place()
    body = {role: {"family": font.family, "path": str(font.path), "index": font.index} for role, font in chosen.items()}
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        part = path.with_suffix(".part")
        part.write_text(json.dumps(body, ensure_ascii=False), "utf-8")
        os.replace(part, path)
    except OSError as fault:
        raise Refusal(f"字体换了，但没有记下来（{fault.strerror}），下次启动又是原来的。") from fault
