"""What holds of every page: each control has a name, no words are cut off, no key means two things, nothing stands outside."""

import shutil
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractScrollArea,
    QAbstractSlider,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QScrollBar,
    QTextEdit,
    QWidget,
)

from app import office
from tests.ui.conftest import SAMPLE_ACCOUNT, SAMPLE_PASSWORD, Hands, shown
from ui import theme
from ui.bureau import Bureau
from ui.main_window import MainWindow
from ui.page import PAGES
from ui.text import ElidedLabel, Label

CONTROLS = (QAbstractButton, QAbstractItemView, QAbstractSlider, QAbstractSpinBox, QComboBox, QLineEdit, QPlainTextEdit, QTextEdit)
IDS = [entry.id for entry in PAGES]


@pytest.fixture(scope="module")
def folder(sample_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("every-page")
    for file in sample_file.parent.iterdir():
        shutil.copy(file, made / file.name)
    return made / sample_file.name


@pytest.fixture
def window(folder: Path, threads: None) -> Iterator[MainWindow]:
    """The sample's one account may do nearly everything, so that it sees nearly every page."""
    opened = office.Office.open(folder, SAMPLE_ACCOUNT, SAMPLE_PASSWORD)
    yield from shown(Bureau(opened))
    opened.desk.store.close()


def at(window: MainWindow, hands: Hands, id_: str) -> QWidget:
    page = window.show_page(id_)
    if page is None:
        pytest.skip(f"the sample's account has no page {id_}")
    hands.settle()
    return page


def seen(page: QWidget, kind: type[QWidget]) -> list[QWidget]:
    return [each for each in page.findChildren(kind) if each.isVisible()]


def told(widget: QWidget) -> str:
    words = widget.text() if isinstance(widget, QAbstractButton | Label) else ""
    return f"{type(widget).__name__} “{words or widget.accessibleName()}”"


@pytest.mark.parametrize("id_", IDS)
def test_every_control_one_can_reach_has_a_name(window: MainWindow, hands: Hands, id_: str) -> None:
    page = at(window, hands, id_)
    nameless = [
        told(each)
        for each in seen(page, QWidget)
        if isinstance(each, CONTROLS)
        and not isinstance(each, QScrollBar)
        and each.focusPolicy() != Qt.FocusPolicy.NoFocus
        and not each.accessibleName()
        and not (isinstance(each, QAbstractButton) and each.text())
        and not isinstance(each.parentWidget(), QComboBox | QAbstractSpinBox)
    ]
    assert nameless == []


@pytest.mark.parametrize("id_", IDS)
def test_no_key_means_two_things(window: MainWindow, hands: Hands, id_: str) -> None:
    page = at(window, hands, id_)
    inside = [each for each in window.findChildren(QShortcut) if each.isEnabled() and _reaches(each, page)]
    keys = Counter(each.key().toString(QKeySequence.SequenceFormat.PortableText) for each in inside)
    assert {key for key, count in keys.items() if count > 1} == set()


def _reaches(shortcut: QShortcut, page: QWidget) -> bool:
    """Whether it would be heard while the cursor is on that page."""
    owner = shortcut.parent()
    if not isinstance(owner, QWidget) or not owner.isVisible() or owner.window() is not page.window():
        return False
    if shortcut.context() is Qt.ShortcutContext.WindowShortcut:
        return True
    return owner is page or owner.isAncestorOf(page)


@pytest.mark.parametrize("id_", IDS)
@pytest.mark.parametrize(("size", "percent"), [((1366, 768), 100), ((1366, 768), 150), ((1024, 700), 100)])
def test_no_words_are_cut_off_and_nothing_stands_outside(
    window: MainWindow, hands: Hands, looks: QApplication, id_: str, size: tuple[int, int], percent: int
) -> None:
    theme.apply(looks, theme.Look.LIGHT, percent)
    window.resize(*size)
    page = at(window, hands, id_)
    assert window.width() <= size[0]
    cut = [
        told(each) for each in seen(page, QPushButton) if each.width() + 1 < min(each.sizeHint().width(), each.minimumSizeHint().width())
    ]
    cut += [told(each) for each in seen(page, Label) if _cut(each)]
    assert cut == []
    outside = [told(each) for each in (*seen(page, QPushButton), *seen(page, QLineEdit)) if _outside(each, page)]
    assert outside == []


def _cut(label: QWidget) -> bool:
    """One line of words wider than its label; what shortens itself or wraps is not cut off."""
    assert isinstance(label, Label)
    if isinstance(label, ElidedLabel) or label.wordWrap() or not label.text():
        return False
    widest = max(label.fontMetrics().horizontalAdvance(line) for line in label.text().split("\n"))
    return widest > label.contentsRect().width() + 2


def _outside(widget: QWidget, page: QWidget) -> bool:
    """Beyond the page's sides, unless it may be scrolled to sideways."""
    scrolls = widget.parentWidget()
    while scrolls is not None and scrolls is not page:
        if isinstance(scrolls, QAbstractScrollArea) and scrolls.horizontalScrollBar().isVisible():
            return False
        scrolls = scrolls.parentWidget()
    left = widget.mapTo(page, QPoint(0, 0)).x()
    return left < -1 or left + widget.width() > page.width() + 1
