"""文书 at every size and with any text: nothing stands outside the page, nothing is read as markup, every control has a name."""

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextDocument
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton, QWidget

from tests.ui.conftest import Hands
from tests.ui.fake_documents import TRAY, FakeDocuments, waiting
from tests.ui.fakes import FakeBureau
from ui import theme
from ui.main_window import MainWindow
from ui.models import issued
from ui.models import tray as columns
from ui.models.issued import RegisterModel
from ui.models.tray import TrayModel
from ui.widgets.button import Button
from ui.widgets.inputs import Choice
from ui.widgets.pdf_view import PdfView

CONTROL = Qt.KeyboardModifier.ControlModifier
HOSTILE = "<b>粗</b>&amp;<img src='file:///etc/passwd'>\u202e"


@pytest.fixture
def bureau() -> FakeBureau:
    made: Any = FakeBureau()
    made.documents = FakeDocuments(made.calls)
    return made  # type: ignore[no-any-return]


@pytest.mark.parametrize(
    ("size", "percent"), [((1366, 768), 100), ((911, 512), 100), ((1366, 768), 150), ((1366, 768), 200), ((1920, 1080), 200)]
)
def test_no_control_stands_outside_the_page(
    window: MainWindow, hands: Hands, looks: QApplication, size: tuple[int, int], percent: int
) -> None:
    theme.apply(looks, theme.Look.LIGHT, percent)
    window.resize(*size)
    hands.press(Qt.Key.Key_8, CONTROL)
    hands.settle()
    page: Any = window.page
    assert window.width() <= size[0]
    assert window.height() <= size[1]
    for desk in (page.tray, page.register):
        page.stack.setCurrentWidget(desk)
        hands.pause(60)
        for control in desk.findChildren(QWidget):
            if isinstance(control, Button | Choice | PdfView) and control.isVisible():
                corner = control.mapTo(page, control.rect().bottomRight())
                assert corner.x() <= page.width() + 1, control.accessibleName()
                assert corner.y() <= page.height() + 1, control.accessibleName()
    assert page.tray.table.viewport().height() >= page.tray.table.verticalHeader().defaultSectionSize()


def test_every_control_has_a_name(window: MainWindow, hands: Hands) -> None:
    hands.press(Qt.Key.Key_8, CONTROL)
    hands.settle()
    page: Any = window.page
    for desk in (page.tray, page.register):
        for control in desk.findChildren(QWidget):
            if isinstance(control, QPushButton | Choice | QLineEdit | PdfView):
                assert control.accessibleName(), type(control).__name__


def plain(html: str) -> str:
    document = QTextDocument()
    document.setHtml(html)
    return document.toPlainText()


def test_the_tray_shows_text_letter_by_letter(looks: QApplication) -> None:
    model = TrayModel()
    model.show_tray([waiting("circular", HOSTILE, HOSTILE, (HOSTILE,), HOSTILE)])
    for column in (columns.TITLE, columns.RECIPIENTS, columns.BECAUSE):
        index = model.index(0, column)
        assert HOSTILE in index.data()
        assert plain(index.data(Qt.ItemDataRole.ToolTipRole)) == index.data()


def test_the_register_shows_text_letter_by_letter_and_says_void_in_words(looks: QApplication) -> None:
    service = FakeDocuments(FakeBureau().calls)
    service.issue(TRAY[0])
    service.void("聊信发〔1996〕1号", HOSTILE)
    model = RegisterModel()
    model.show_register(service.register(1996))
    state = model.index(0, issued.STATE)
    assert state.data() == issued.VOID
    assert plain(state.data(Qt.ItemDataRole.ToolTipRole)) == f"作废：{HOSTILE}"


def test_a_tick_has_words_for_who_cannot_see_it(looks: QApplication) -> None:
    model = TrayModel()
    model.show_tray(TRAY)
    spoken = [model.index(row, columns.TICK).data(Qt.ItemDataRole.AccessibleTextRole) for row in (0, len(TRAY) - 1)]
    assert spoken == ["已选", "未选"]
