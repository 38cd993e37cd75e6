"""Dialogs: a title, plain words, whatever stands between, and buttons with their keys; the one way to tell and to ask."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from app.errors import InputFault, Refusal
from ui.curtain import curtain
from ui.text import Label
from ui.theme import theme
from ui.widgets.button import Button

_SHOWN_FAULTS = 12


class Dialog(QDialog):
    """A modal dialog that grows with its text. Enter answers with the marked button, Esc with no.

    ``curtained``: what stands in it goes out of sight while the window is locked.
    """

    curtained = True

    def __init__(self, parent: QWidget | None, title: str, words: str = "", *, wide: int = 460) -> None:
        super().__init__(parent)
        self.fits = True  # takes the height of its text; a dialog that scrolls sizes itself
        self.setWindowTitle(title.replace("[*]", "[ * ]"))
        self.setMinimumWidth(theme.pixels(wide))
        self.body = QVBoxLayout(self)
        self.body.setSizeConstraint(QVBoxLayout.SizeConstraint.SetNoConstraint)
        margin = theme.pixels(22)
        self.body.setContentsMargins(margin, theme.pixels(18), margin, theme.pixels(16))
        self.body.setSpacing(theme.pixels(10))
        self.body.addWidget(Label(title, "title", wrap=True))
        self.words = Label(words, wrap=True).selectable()
        self.words.setVisible(bool(words))
        self.body.addWidget(self.words)
        QShortcut(QKeySequence("Ctrl+Shift+L"), self).activated.connect(curtain.ask)

    def buttons(self, *buttons: Button) -> None:
        row = QHBoxLayout()
        row.setSpacing(theme.pixels(8))
        row.addStretch(1)
        for button in buttons:
            row.addWidget(button)
        self.body.addSpacing(theme.pixels(4))
        self.body.addLayout(row)

    def showEvent(self, event: QShowEvent) -> None:
        """As high as its text asks for at its width: Qt alone takes the height of its least width."""
        super().showEvent(event)
        if self.fits:
            self.resize(self.width(), self.body.heightForWidth(self.width()))
        if self.curtained:
            curtain.shade(self)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        focused = self.focusWidget()
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and isinstance(focused, Button):
            focused.click()
        else:
            super().keyPressEvent(event)


def say(parent: QWidget | None, title: str, words: str) -> None:
    """Tell something that must be read before going on."""
    dialog = Dialog(parent, title, words)
    close = Button("知道了", "Return", kind="primary", does=dialog.accept)
    dialog.buttons(close)
    close.setFocus()
    dialog.exec()


def ask(parent: QWidget | None, title: str, words: str, *, yes: str, no: str = "取消", safe: bool = True) -> bool:
    """Ask for a yes; ``safe`` puts the mark on no, so that Enter alone loses nothing."""
    dialog = Dialog(parent, title, words)
    refuse = Button(no, does=dialog.reject)
    agree = Button(yes, kind="primary", does=dialog.accept)
    dialog.buttons(refuse, agree)
    (refuse if safe else agree).setFocus()
    return dialog.exec() == QDialog.DialogCode.Accepted


def refuse(parent: QWidget | None, refusal: Refusal, title: str = "没有办成") -> None:
    """Say why something was not done, and how to mend it."""
    words = str(refusal)
    if isinstance(refusal, InputFault) and len(refusal.faults) > _SHOWN_FAULTS:
        shown = "\n".join((refusal.message, *refusal.faults[:_SHOWN_FAULTS]))
        words = f"{shown}\n……共 {len(refusal.faults)} 处。"
    say(parent, title, words)
