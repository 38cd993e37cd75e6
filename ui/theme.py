"""Colours and sizes as tokens; three looks, one accent (the red of the header); everything drawn takes them from here."""

from enum import StrEnum
from functools import cache
from typing import NamedTuple

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QColor, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication

from ui import fonts
from ui.stylesheet import fill

BASE_PIXELS = 14
TEXT_SIZES = (100, 125, 150, 175, 200)


class Look(StrEnum):
    """外观."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"
    CONTRAST = "contrast"


class Tokens(NamedTuple):
    """The colours of one look, as #rrggbb. ``*_soft`` is a ground to write ``*`` upon; ``fill`` is a ground for ``on_fill``."""

    ground: str
    surface: str
    sunken: str
    line: str
    border: str
    ink: str
    muted: str
    accent: str
    accent_soft: str
    fill: str
    fill_pressed: str
    on_fill: str
    good: str
    good_soft: str
    warn: str
    warn_soft: str
    link: str
    link_soft: str
    neutral_soft: str


LIGHT = Tokens(
    ground="#f5f6f8", surface="#ffffff", sunken="#eef0f3", line="#e2e5ea", border="#c6ccd5", ink="#1c2025", muted="#5d6776",
    accent="#b3201a", accent_soft="#fcebe9", fill="#b3201a", fill_pressed="#8f1914", on_fill="#ffffff",
    good="#157347", good_soft="#e4f4ea", warn="#9a5200", warn_soft="#fff0d4", link="#1d4f91", link_soft="#e6eff9", neutral_soft="#e9ecf0",
)  # fmt: skip
DARK = Tokens(
    ground="#15171a", surface="#1e2125", sunken="#272b30", line="#31363d", border="#4a515b", ink="#eceef1", muted="#a3acb8",
    accent="#ff8077", accent_soft="#42211f", fill="#c23a31", fill_pressed="#9f2d26", on_fill="#ffffff",
    good="#63c994", good_soft="#17352a", warn="#efb25a", warn_soft="#3d2f15", link="#8dbcf5", link_soft="#1d3048", neutral_soft="#2d3238",
)  # fmt: skip
CONTRAST = Tokens(
    ground="#000000", surface="#000000", sunken="#1a1a1a", line="#ffffff", border="#ffffff", ink="#ffffff", muted="#ffffff",
    accent="#ff9d94", accent_soft="#4a0000", fill="#ffffff", fill_pressed="#ffe97f", on_fill="#000000",
    good="#7dffb2", good_soft="#00331a", warn="#ffe03b", warn_soft="#332b00", link="#9ad1ff", link_soft="#00264d", neutral_soft="#262626",
)  # fmt: skip

_LOOKS = {Look.LIGHT: LIGHT, Look.DARK: DARK, Look.CONTRAST: CONTRAST}


class _Notice(QObject):
    changed = Signal()


class Theme:
    """The look in force. One for the process, since a style sheet is the application's."""

    def __init__(self) -> None:
        self.look = Look.SYSTEM
        self.percent = 100
        self.tokens = LIGHT
        self.rare = False  # whether the fonts for rare characters stand behind the text font
        self.notice = _Notice()

    def pixels(self, units: float) -> int:
        """A length in the look's own measure: 1 is a hundredth-percent pixel at 100 % text size."""
        return round(units * self.percent / 100)

    def colour(self, name: str) -> QColor:
        return QColor(getattr(self.tokens, name))


theme = Theme()


def apply(application: QApplication, look: Look, percent: int) -> None:
    """Put a look and a text size (100-200) in force for the whole application."""
    theme.look, theme.percent = look, max(TEXT_SIZES[0], min(TEXT_SIZES[-1], percent))
    theme.tokens = _LOOKS[_resolved(look)]
    application.setFont(fonts.ui_font(theme.pixels(BASE_PIXELS), rare=theme.rare))
    application.setPalette(_palette(theme.tokens))
    application.setStyleSheet(sheet(theme.tokens, theme.percent))
    theme.notice.changed.emit()


def add_rare_fonts(application: QApplication) -> None:
    """Rare characters of names: large fonts, loaded when nobody waits."""
    theme.rare = True
    application.setFont(fonts.ui_font(theme.pixels(BASE_PIXELS), rare=True))


def sheet(tokens: Tokens, percent: int) -> str:
    """The one style sheet with its tokens filled in: ``$name`` is a colour, ``$12px`` a length that follows the text size."""
    return fill({**tokens._asdict(), "words_font": fonts.WORDS}, percent)


def _resolved(look: Look) -> Look:
    if look is not Look.SYSTEM:
        return look
    return Look.DARK if _system_is_dark() else Look.LIGHT


@cache
def _system_is_dark() -> bool:
    """Asked once, of the palette the system gave before this program laid its own over it."""
    return QGuiApplication.palette().color(QPalette.ColorRole.Window).lightness() < 128


def _palette(tokens: Tokens) -> QPalette:
    """What is drawn without the style sheet (selections, the caret, placeholders) takes the same colours."""
    palette = QPalette()
    roles = {
        QPalette.ColorRole.Window: tokens.ground,
        QPalette.ColorRole.WindowText: tokens.ink,
        QPalette.ColorRole.Base: tokens.surface,
        QPalette.ColorRole.AlternateBase: tokens.sunken,
        QPalette.ColorRole.Text: tokens.ink,
        QPalette.ColorRole.PlaceholderText: tokens.muted,
        QPalette.ColorRole.Button: tokens.surface,
        QPalette.ColorRole.ButtonText: tokens.ink,
        QPalette.ColorRole.Highlight: tokens.fill,
        QPalette.ColorRole.HighlightedText: tokens.on_fill,
        QPalette.ColorRole.ToolTipBase: tokens.surface,
        QPalette.ColorRole.ToolTipText: tokens.ink,
    }
    for role, colour in roles.items():
        palette.setColor(role, QColor(colour))
    return palette
