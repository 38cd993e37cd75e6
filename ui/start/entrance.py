"""The entrance: the login card, or the first-run guide where no store is known; light, so that it paints at once."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QWidget

from app import lazy
from ui.door import Door
from ui.settings import Settings
from ui.settings import keep as keep_settings
from ui.start.login import LoginCard
from ui.theme import theme

NAME = "信访工作目标责任制"


if TYPE_CHECKING:
    from ui.bureau import Bureau


class Entrance(QFrame):
    """One card in the middle. ``enter`` is given the bureau once someone came in; ``painted`` tells that it can be seen."""

    painted = Signal()

    def __init__(self, settings: Settings, door: Door, enter: Callable[["Bureau"], None]) -> None:
        super().__init__()
        self._settings, self._door, self._enter = settings, door, enter
        self.setProperty("place", "entrance")
        self.setWindowTitle(NAME)
        self.resize(theme.pixels(1180), theme.pixels(720))
        self._layout = QGridLayout(self)
        self._layout.setContentsMargins(*[theme.pixels(16)] * 4)
        for side in (0, 2):
            self._layout.setRowStretch(side, 1)
            self._layout.setColumnStretch(side, 1)
        self._loaded = False
        self.card: QWidget = QWidget()
        self._holder = self.card
        known = Path(settings.store) if settings.store else None
        if known is not None and known.exists():
            self.login(known)
        else:
            self.first_run()

    def login(self, path: Path) -> None:
        """Ask for the password of the store at ``path``."""
        card = LoginCard(path, self._door, self.entered, self.first_run)
        self._show(card, card)
        card.account.setFocus()
        if self._loaded:
            card.ready()

    def first_run(self) -> None:
        """Offer to make a store, open one, or look at the sample."""
        card = lazy.attribute("ui.start.first_run", "FirstRun")(self._door, self.login, self.entered)
        self._show(card, lazy.attribute("ui.widgets.scroll", "in_the_middle")(card))
        card.begin()

    def entered(self, bureau: "Bureau", path: Path | None) -> None:
        """``path`` None: a sample, which is not remembered."""
        if path is not None:
            self._settings.store = str(path)
            keep_settings(self._settings)
        self._enter(bureau)

    def ready(self) -> None:
        """The ground is loaded: the card may read the store's accounts."""
        self._loaded = True
        if isinstance(self.card, LoginCard):
            self.card.ready()

    def _show(self, card: QWidget, holder: QWidget) -> None:
        """``holder`` is the card itself, or what scrolls it in a small window."""
        self._layout.removeWidget(self._holder)
        self._holder.hide()
        self._holder.deleteLater()
        self.card, self._holder = card, holder
        if holder is card:
            self._layout.addWidget(card, 1, 1)
        else:
            self._layout.addWidget(holder, 0, 0, 3, 3)
        holder.show()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        QTimer.singleShot(0, self.painted.emit)
