"""The program's own fonts: the window draws Chinese with them and never asks the machine for one."""

from functools import cache
from typing import Any

from PySide6.QtGui import QFont, QFontDatabase
from PySide6.QtWidgets import QWidget

from app import lazy, resources

FIRST = {
    "ui": ("NotoSansSC-Regular.ttf", "Noto Sans SC"),
    "ui-medium": ("NotoSansSC-Medium.ttf", "Noto Sans SC"),
    "header": ("NotoSerifSC-Black.ttf", "Noto Serif SC Black"),
}
"""What the first picture needs, as fonts.toml lists it: reading the list takes longer than loading the three."""
WORDS = "FandolFang"
"""The family the regulation's own words are shown in, once `load_words` was called; the text font before."""


@cache
def _list() -> dict[str, Any]:
    listed: dict[str, Any] = lazy.load("tomllib").loads(resources.text("fonts", "fonts.toml"))
    return listed


@cache
def _load(role: str) -> str:
    """Load the font of a role at its first use (1-7 ms) and give its family."""
    file, family = FIRST[role] if role in FIRST else listed(role)
    QFontDatabase.addApplicationFont(str(resources.path("fonts", file)))
    return family


def listed(role: str) -> tuple[str, str]:
    """File and family of a role in fonts.toml."""
    entry = _list()["fonts"][role]
    return str(entry["file"]), str(entry["family"])


def load_at_once() -> None:
    """What the first picture needs: the text font in its two weights, the face of the header."""
    for role in FIRST:
        _load(role)


def load_words() -> None:
    """The face of the regulation's own words: loaded by the first page that shows them."""
    _load("fangsong")


def load_rare() -> list[str]:
    """The families that draw rare characters of people's names; called once the window stands."""
    return [_load(role) for role in _list()["fallback"]["roles"]]


def ui_font(pixels: int, *, rare: bool = False) -> QFont:
    """The window's font; with ``rare``, the fallbacks stand behind it."""
    font = QFont()
    font.setFamilies([_load("ui"), *(load_rare() if rare else [])])
    font.setPixelSize(pixels)
    return font


def as_header(label: QWidget, pixels: int) -> None:
    """The face of the red header, for the bureau's and the program's name; a style of its own, since the sheet's goes before a font."""
    label.setStyleSheet(f'font-family: "{_load("header")}"; font-size: {pixels}px;')
