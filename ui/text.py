"""Plain text, always: the one label class, the one way to a tooltip, elision; what people wrote is never read as markup."""

import re

from PySide6 import QtCore
from PySide6.QtCore import QEvent, QPoint, QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QToolTip, QWidget

_PLAIN = 0  # Qt.TextFormat.PlainText, by its number: naming Qt makes every enumeration it has, 11 ms before the first picture
_BREAKS = re.compile(r"[\r\n\t\v\f\u2028\u2029]+")


class Label(QLabel):
    """A label that shows exactly what it is given. ``tone`` picks a look from the style sheet."""

    def __init__(self, text: str = "", tone: str = "plain", *, wrap: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("textFormat", _PLAIN)
        self.setProperty("tone", tone)
        self.setWordWrap(wrap)
        if wrap:
            policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
            policy.setHeightForWidth(True)
            self.setSizePolicy(policy)
        self.setText(text)

    def set_tone(self, tone: str) -> None:
        if self.property("tone") != tone:
            self.setProperty("tone", tone)
            restyle(self)

    def selectable(self) -> "Label":
        """Lets a person copy the words with the mouse; the keys stay with the form."""
        self.setTextInteractionFlags(QtCore.Qt.TextInteractionFlag.TextSelectableByMouse)
        return self


class ElidedLabel(Label):
    """One line that shortens to its room; the whole stands in the tooltip when it does not fit."""

    def __init__(self, text: str = "", tone: str = "plain", *, parent: QWidget | None = None) -> None:
        self._whole = ""
        super().__init__(text, tone, parent=parent)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def setText(self, text: str) -> None:
        self._whole = _BREAKS.sub(" ", text)
        self.setAccessibleName(self._whole)
        self.updateGeometry()
        self._fit()

    def whole(self) -> str:
        return self._whole

    def sizeHint(self) -> QSize:
        return QSize(self.fontMetrics().horizontalAdvance(self._whole) + 2, super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        return QSize(self.fontMetrics().horizontalAdvance("信访…"), super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._fit()

    def _fit(self) -> None:
        shown = elided(self, self._whole, self.contentsRect().width()) if self.width() > 0 else self._whole
        super().setText(shown)
        set_tooltip(self, self._whole if shown != self._whole else "")


def elided(widget: QWidget, text: str, width: int) -> str:
    """`text`, cut at the end with … where it is wider than `width` pixels in the widget's font."""
    if widget.fontMetrics().horizontalAdvance(text) <= width:
        return text
    return widget.fontMetrics().elidedText(text, QtCore.Qt.TextElideMode.ElideRight, width)


def tooltip(text: str) -> str:
    """What Qt must be given so that a tooltip shows `text` letter by letter: Qt guesses markup, so all of it is escaped."""
    return f'<p style="white-space:pre-wrap">{_escaped(text)}</p>' if text else ""


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def set_tooltip(widget: QWidget, text: str) -> None:
    widget.setToolTip(tooltip(text))


def show_tooltip(at: QPoint, text: str, widget: QWidget) -> None:
    """A tooltip at a point of the screen, for what is drawn rather than laid out."""
    QToolTip.showText(at, tooltip(text), widget)


def on_button(text: str) -> str:
    """`text` for a button or a menu, where a single & would mark a letter."""
    return text.replace("&", "&&")


def restyle(widget: QWidget) -> None:
    """Read the style sheet again after a property it looks at has changed."""
    widget.style().unpolish(widget)
    widget.style().polish(widget)
