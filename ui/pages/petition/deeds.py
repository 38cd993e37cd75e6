"""What may be done about a petition from its own view: correct, void, print its form; a button each, with its key."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from app import lazy
from app.services.actor import Right
from app.services.registration_values import PetitionView, VoidState
from ui.bureau import Bureau
from ui.pages.petition.voiding import void
from ui.widgets.button import Button
from ui.widgets.dialog import say


class Deeds:
    """``changed`` shows the petition anew."""

    def __init__(self, dialog: QWidget, bureau: Bureau, view: PetitionView, state: VoidState, changed: Callable[[], None]) -> None:
        self._dialog, self._bureau, self._view, self._state = dialog, bureau, view, state
        self.changed = changed

    def buttons(self) -> list[Button]:
        """In the order they stand; one more, to have the identity shown on a reason, has its place at the front."""
        view, may = self._view, self._bureau.may
        offered: list[Button] = []
        if view.void is None and not view.sealed and may(Right.REGISTER):
            offered.append(Button("更正", "Ctrl+E", does=self._correct))
        if view.void is None and (may(Right.REGISTER) or may(Right.DECIDE)):
            offered.append(Button("确认作废" if self._to_confirm else "作废", "Ctrl+Delete", does=self._void))
        if may(Right.PRINT) and not view.sealed:
            offered.append(Button("打印登记表", "F8", does=self._print))
        return offered

    @property
    def _to_confirm(self) -> bool:
        return self._state.asked is not None and not self._state.mine

    def _correct(self) -> None:
        lazy.load("ui.pages.petition.correcting").correct(self._dialog, self._bureau, self._view.number, self.changed)

    def _void(self) -> None:
        void(self._dialog, self._bureau, self._view.number, self._state, self.changed)

    def _print(self) -> None:
        printing = lazy.load("ui.pages.registration.printing")
        printing.print_form(self._dialog, self._bureau, self._view.number, lambda words, _tone: say(self._dialog, "打印登记表", words))
