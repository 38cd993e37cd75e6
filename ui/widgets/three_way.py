"""A filter of three: everything, only those that have it, only those that have it not; each press goes on to the next."""

from collections.abc import Callable

from PySide6.QtWidgets import QPushButton

from ui.text import on_button, restyle, set_tooltip

_WAYS: tuple[bool | None, ...] = (None, True, False)


class ThreeWay(QPushButton):
    """``word`` names what is asked for; the words on the button say the state, not the colour alone."""

    def __init__(self, word: str, changed: Callable[[], None]) -> None:
        super().__init__()
        self._word, self._changed = word, changed
        self._way: bool | None = None
        self.setProperty("kind", "quiet")
        self.setAutoDefault(False)
        set_tooltip(self, f"按一下只看{word}，再按不看{word}，第三下不限")
        self.clicked.connect(self._go_on)
        self._say()

    def value(self) -> bool | None:
        return self._way

    def take(self, way: bool | None) -> None:
        """Sets it without telling."""
        self._way = way
        self._say()

    def _go_on(self, _checked: bool = False) -> None:
        self.take(_WAYS[(_WAYS.index(self._way) + 1) % len(_WAYS)])
        self._changed()

    def _say(self) -> None:
        words = {None: self._word, True: f"只看{self._word}", False: f"不看{self._word}"}[self._way]
        self.setText(on_button(words))
        self.setAccessibleName(words if self._way is not None else f"{self._word}不限")
        self.setProperty("chosen", self._way is not None)
        restyle(self)
