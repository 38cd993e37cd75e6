"""A column of a page that scrolls when the window is small; as high as its width asks for, never sideways."""

from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtWidgets import QApplication, QHBoxLayout, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from ui.theme import theme


class Column(QWidget):
    """Parts below one another. Its least height is that of its width: Qt alone would take that of its least width."""

    def __init__(self, spacing: int = 8) -> None:
        super().__init__()
        self.setProperty("ground", "none")
        self.parts = QVBoxLayout(self)
        self.parts.setContentsMargins(0, 0, theme.pixels(4), theme.pixels(4))
        self.parts.setSpacing(theme.pixels(spacing))
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def minimumSizeHint(self) -> QSize:
        return QSize(super().minimumSizeHint().width(), 0)


class Following(QScrollArea):
    """Goes along with the cursor: what takes the keys can be seen."""

    def __init__(self) -> None:
        super().__init__()
        self._pause = QTimer(self, singleShot=True, interval=0)  # until what was just shown is laid out
        self._pause.timeout.connect(self._follow)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._go)

    def _go(self, _left: QWidget | None, reached: QWidget | None) -> None:
        if reached is not None and self.isAncestorOf(reached):
            self._pause.start()

    def _follow(self) -> None:
        reached: QWidget | None = self.focusWidget()
        if reached is not None:
            field = reached.parentWidget()
            self.ensureWidgetVisible(field if field is not None and field.height() < self.height() else reached)


def scrolled(inner: Column) -> QScrollArea:
    """The column in its scroll area; the keys stay with what is inside."""
    area = Following()
    area.setWidgetResizable(True)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setWidget(inner)
    return area


def in_the_middle(card: QWidget) -> QScrollArea:
    """A card in the middle of the room there is, scrolled where there is too little."""
    column = Column()
    row = QHBoxLayout()  # not an alignment: that would take the card's least height
    row.addStretch(1)
    row.addWidget(card)
    row.addStretch(1)
    column.parts.addStretch(1)
    column.parts.addLayout(row)
    column.parts.addStretch(1)
    return scrolled(column)
