"""Below the list: how what was typed was understood, units it may mean, and the buttons."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.services.register_search_values import Listing, UnitOffer
from ui.theme import theme
from ui.widgets.button import Button
from ui.widgets.chip import Chip
from ui.widgets.flow import Flow, clear_layout, grows_with_width


class Foot(QWidget):
    """``only_unit`` is given a unit that was offered and pressed."""

    def __init__(self, buttons: Sequence[Button], only_unit: Callable[[UnitOffer], None]) -> None:
        super().__init__()
        self.setProperty("ground", "none")
        self._only_unit = only_unit
        self._offers = QWidget()
        self._offers.setProperty("ground", "none")
        self._flow = Flow(self._offers, spacing=6)
        line = Flow(spacing=8)
        for part in buttons:
            line.addWidget(part)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.pixels(5))
        column.addWidget(self._offers)
        column.addLayout(line)
        grows_with_width(self._offers)
        grows_with_width(self)
        self._offers.hide()

    def show_listing(self, listing: Listing) -> None:
        """How it was understood, what else it may mean."""
        clear_layout(self._flow)
        if listing.understood:
            self._flow.addWidget(Chip(listing.understood, "warn"))
        for offer in listing.units:
            chip = Chip(f"只看单位 {offer.name}", "link", opens=True, tip=offer.code)
            chip.pressed.connect(partial(self._press, offer))
            self._flow.addWidget(chip)
        self._offers.setVisible(self._flow.count() > 0)

    def _press(self, offer: UnitOffer, _text: str) -> None:
        self._only_unit(offer)
