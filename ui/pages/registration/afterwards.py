"""What comes after a save: it is said on the strip, its notices go to the tray, its form is printed; for the one registered last."""

from app import lazy
from ui import work
from ui.bureau import Bureau
from ui.page import Desk
from ui.pages.registration import saving
from ui.widgets.button import Button
from ui.widgets.strip import Strip


class Afterwards:
    """``number``: the one registered last, empty before there is one."""

    def __init__(self, bureau: Bureau, desk: Desk, strip: Strip) -> None:
        self._bureau, self._desk, self._strip = bureau, desk, strip
        self.number = ""

    def tell(self, said: str, tone: str = "good") -> None:
        """On the strip, with the way to what was registered last."""
        number = self.number
        look = [Button("看登记", "Ctrl+L", kind="quiet", does=lambda: self._desk.open_petition(number))] if number else []
        self._strip.say(said, [*look, Button("知道了", kind="quiet", does=self._strip.hide)], tone)

    def follow(self, notice: str) -> None:
        """A notice on the one registered last, or its form."""
        number = self.number
        if not number:
            self.tell(f"还没有登记，{saving.TITLES[notice]}没有可办的。", "warn")
        elif notice == saving.FORM:
            self.print_form(number)
        else:
            work.run(
                lambda: saving.call(self._bureau, number, notice),
                done=lambda said: self.tell(f"{number}　{said}"),
                refused=lambda refusal: self.tell(str(refusal), "accent"),
            )

    def print_form(self, number: str = "") -> None:
        """The form of a petition, or blank ones."""
        lazy.load("ui.pages.registration.printing").print_form(self._strip, self._bureau, number, self.tell)
