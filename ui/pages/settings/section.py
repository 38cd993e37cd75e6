"""One section of the settings: a title in the list, and what stands beside it; each in a module of its own."""

from PySide6.QtWidgets import QWidget

from app.services.actor import Right
from ui.bureau import Bureau


class Section(QWidget):
    """A section of the settings page. ``rights``: one of them makes it useful; ``enter`` is called each time it comes to the front."""

    title = ""
    rights: frozenset[Right] = frozenset()

    def __init__(self, bureau: Bureau) -> None:
        super().__init__()
        self.bureau = bureau

    def enter(self) -> None:
        """It comes to the front: what it shows is read anew."""
