"""The one style sheet, with tokens in place of colours (`$ink`) and of lengths that follow the text size (`$12px`)."""

import re

from app import resources

_LENGTH = re.compile(r"\$(\d+(?:\.\d+)?)px")
_NAME = re.compile(r"\$([a-z_]+)")


def fill(words: dict[str, str], percent: int) -> str:
    """The sheet as Qt reads it, at a text size in percent. Raises KeyError for a token that is none."""
    sized = _LENGTH.sub(lambda found: f"{max(1, round(float(found[1]) * percent / 100))}px", SHEET)
    named = {**words, "icons": (resources.root() / "icons").as_posix()}
    return _NAME.sub(lambda found: named[found[1]], sized)


SHEET = """
QWidget { color: $ink; }
QMainWindow, QDialog, QWidget[ground="page"] { background: $ground; }
QWidget[ground="surface"] { background: $surface; }
QWidget[ground="none"], QScrollArea, QScrollArea > QWidget > QWidget[ground="none"] { background: transparent; border: none; }
QToolTip { background: $surface; color: $ink; border: 1px solid $border; padding: $4px; }

QLabel { background: transparent; }
QLabel[tone="muted"], QLabel[tone="caption"] { color: $muted; }
QLabel[tone="caption"] { font-size: $13px; }
QLabel[tone="small"] { color: $muted; font-size: $12px; }
QLabel[tone="strong"] { font-weight: 500; }
QLabel[tone="title"] { font-size: $19px; font-weight: 500; }
QLabel[tone="figure"] { font-size: $20px; font-weight: 500; }
QLabel[tone="key"] { font-size: $30px; font-weight: 500; }
QLabel[tone="brand"] { color: $accent; }
QLabel[tone="accent"] { color: $accent; font-weight: 500; }
QLabel[tone="good"] { color: $good; }
QLabel[tone="warn"] { color: $warn; }
QLabel[tone="fault"] { color: $accent; font-size: $12px; }
QLabel[tone="warn-small"] { color: $warn; font-size: $12px; }
QLabel[tone="said"] { color: $good; font-size: $12px; }
QLabel[tone="words"] { color: $ink; font-family: "$words_font"; font-size: $15px; }
QLabel:disabled { color: $muted; }

QLineEdit, QPlainTextEdit, QComboBox {
    background: $surface; border: 1px solid $border; border-radius: $5px; padding: $5px $9px; min-height: $20px;
    selection-background-color: $fill; selection-color: $on_fill; placeholder-text-color: $muted;
}
QPlainTextEdit { padding: $4px $5px; }
QLineEdit:hover, QPlainTextEdit:hover, QComboBox:hover { border-color: $muted; }
QLineEdit:focus, QPlainTextEdit:focus, QComboBox:focus { border: 2px solid $accent; padding: $4px $8px; }
QPlainTextEdit:focus { padding: $3px $4px; }
QLineEdit[state="fault"], QComboBox[state="fault"], QPlainTextEdit[state="fault"] { border-color: $accent; background: $accent_soft; }
QLineEdit[state="doubt"] { border-color: $warn; background: $warn_soft; }
QLineEdit:disabled, QComboBox:disabled, QLineEdit[readOnly="true"] { background: $sunken; color: $muted; }
QLineEdit[place="search"] { background: $sunken; border-color: $line; }
QLineEdit[place="search"]:focus { background: $surface; border-color: $accent; }
QComboBox { padding-right: $20px; }
QComboBox::drop-down { border: none; width: $22px; }
QComboBox::down-arrow { image: url("$icons/chevron-down.svg"); width: $12px; height: $12px; }
QComboBox QAbstractItemView { background: $surface; color: $ink; border: 1px solid $border; outline: none; padding: $3px;
    selection-background-color: $accent_soft; selection-color: $accent; }
QCheckBox { spacing: $7px; padding: $3px $2px; border: 2px solid transparent; border-radius: $5px; }
QCheckBox:focus { border-color: $accent; }
QCheckBox::indicator { width: $16px; height: $16px; border: 1px solid $border; border-radius: $3px; background: $surface; }
QCheckBox::indicator:checked { background: $fill; border-color: $fill; image: url("$icons/check.svg"); }

QPushButton { background: $surface; border: 1px solid $border; border-radius: $6px; padding: $7px $15px; min-height: $20px; }
QPushButton:hover { border-color: $muted; background: $sunken; }
QPushButton:focus { border: 2px solid $accent; padding: $6px $14px; }
QPushButton:pressed { background: $neutral_soft; }
QPushButton[kind="primary"] { background: $fill; border-color: $fill; color: $on_fill; font-weight: 500; }
QPushButton[kind="primary"]:hover, QPushButton[kind="primary"]:pressed { background: $fill_pressed; }
QPushButton[kind="primary"]:focus { border: 2px solid $ink; }
QPushButton[kind="primary"]:disabled { background: $neutral_soft; border-color: $line; color: $muted; }
QPushButton[kind="quiet"] { background: transparent; border-color: transparent; color: $link; padding: $4px $8px; }
QPushButton[kind="quiet"]:hover { background: $link_soft; }
QPushButton[kind="quiet"][chosen="true"] { background: $accent_soft; color: $accent; }
QPushButton[kind="quiet"]:focus { border: 2px solid $accent; padding: $3px $7px; }
QPushButton[kind="tile"] { text-align: left; padding: $14px $18px; border-radius: $8px; }
QPushButton[kind="tile"]:focus { padding: $13px $17px; }
QPushButton:disabled { color: $muted; background: $sunken; border-color: $line; }

QToolButton[place="navigation"] { text-align: left; border: 2px solid transparent; border-radius: $7px; padding: $8px $11px; color: $ink; }
QToolButton[place="navigation"]:hover { background: $sunken; }
QToolButton[place="navigation"]:checked { background: $accent_soft; color: $accent; font-weight: 500; }
QToolButton[place="navigation"]:focus { border-color: $accent; }

QFrame[place="top"] { background: $surface; border: none; border-bottom: 1px solid $line; }
QFrame[place="side"] { background: $surface; border: none; border-right: 1px solid $line; }
QFrame[place="status"] { background: $surface; border: none; border-top: 1px solid $line; }
QFrame[place="strip"] { background: $good_soft; border: 1px solid $good; border-radius: $8px; }
QFrame[place="strip"][tone="warn"] { background: $warn_soft; border-color: $warn; }
QFrame[place="strip"][tone="accent"] { background: $accent_soft; border-color: $accent; }
QFrame[place="entrance"] { background: $ground; border: none; border-top: $5px solid $fill; }
QFrame[place="card"] { background: $surface; border: 1px solid $line; border-radius: $8px; }
QFrame[place="rule"] { background: $line; border: none; max-height: 1px; min-height: 1px; }

QListView[place="sections"] { background: transparent; border: 1px solid transparent; outline: none; }
QListView[place="sections"]::item { padding: 0 $11px; border: 2px solid transparent; border-radius: $7px; }
QListView[place="sections"]::item:hover { background: $sunken; }
QListView[place="sections"]::item:selected { background: $accent_soft; color: $accent; }
QListView[place="sections"]::item:focus { border-color: $accent; }
QListView[place="suggestions"] { background: $surface; border: 1px solid $border; border-radius: $6px; outline: none; padding: $3px; }
QListView[place="suggestions"]::item { padding: $5px $8px; border-radius: $4px; }
QListView[place="suggestions"]::item:selected { background: $accent_soft; color: $accent; }
QListView[place="contents"] { background: transparent; border: 2px solid transparent; border-radius: $6px; outline: none; }
QListView[place="contents"]:focus { border-color: $accent; }
QListView[place="contents"]::item { padding: $6px $8px; border-radius: $4px; color: $ink; }
QListView[place="contents"]::item:selected { background: $accent_soft; color: $accent; }

QTableView { background: $surface; border: none; gridline-color: transparent; outline: none;
    selection-background-color: $accent_soft; selection-color: $ink; }
QTableView::item { padding: 0 $6px; border-bottom: 1px solid $sunken; }
QHeaderView { background: $sunken; border: none; }
QHeaderView::section { font-weight: 500;
    background: $sunken; color: $muted; border: none; border-bottom: 1px solid $line; padding: $7px $6px; }
QTableCornerButton::section { background: $sunken; border: none; }

QSlider { min-height: $20px; }
QSlider::groove:horizontal { height: $4px; background: $border; border-radius: $2px; }
QSlider::sub-page:horizontal { background: $accent; border-radius: $2px; }
QSlider::handle:horizontal { width: $14px; height: $14px; margin: -$6px 0; border-radius: $7px; background: $surface;
    border: 2px solid $accent; }
QSlider::handle:horizontal:focus { background: $accent; }
QSlider:disabled { opacity: 0.5; }
QSlider::sub-page:horizontal:disabled { background: $border; }
QSlider::handle:horizontal:disabled { border-color: $border; }
QProgressBar { background: $sunken; border: none; border-radius: $3px; max-height: $6px; min-height: $6px; }
QProgressBar::chunk { background: $accent; border-radius: $3px; }

QScrollBar:vertical { background: transparent; width: $10px; margin: 0; }
QScrollBar:horizontal { background: transparent; height: $10px; margin: 0; }
QScrollBar::handle { background: $border; border-radius: $4px; min-height: $28px; min-width: $28px; margin: $2px; }
QScrollBar::handle:hover { background: $muted; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QMenu { background: $surface; border: 1px solid $border; padding: $5px; }
QMenu::item { padding: $6px $22px; border-radius: $4px; }
QMenu::item:selected { background: $accent_soft; color: $accent; }
QMenu::separator { height: 1px; background: $line; margin: $4px $8px; }
"""
