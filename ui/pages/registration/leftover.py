"""A draft left behind by a crash or a power cut: offered once, taken up where it was, or thrown away."""

from collections.abc import Sequence
from typing import NamedTuple, Protocol

from app.services.drafts import KeptDraft
from app.services.petition_form import PetitionDraft
from ui import work
from ui.bureau import Bureau
from ui.pages.registration.drafts import Drafts, clock_time
from ui.pages.registration.form import RegistrationForm
from ui.widgets.button import Button
from ui.widgets.strip import Strip
from ui.widgets.unit_line import Unit


class Filled(Protocol):
    """The page whose form is filled."""

    form: RegistrationForm

    def find_units(self, text: str) -> Sequence[Unit]: ...

    def take_up(self, draft: PetitionDraft, unit: Unit | None, accused_unit: Unit | None) -> None: ...


class _Units(NamedTuple):
    """The units a draft's codes name."""

    unit: Unit | None
    accused_unit: Unit | None


class Leftover:
    """Says so on the page's strip."""

    def __init__(self, bureau: Bureau, strip: Strip, drafts: Drafts, page: Filled) -> None:
        self._bureau, self._strip, self._drafts, self._page = bureau, strip, drafts, page

    def look(self) -> None:
        self._drafts.offered(self._offer)

    def _offer(self, kept: KeptDraft) -> None:
        if self._page.form.dirty:
            return
        self._strip.say(
            f"上次有一张没有保存的表（{clock_time(kept.saved_at)}），要接着填吗？",
            [
                Button("接着填", "Ctrl+O", kind="quiet", does=lambda: self._resume(kept)),
                Button("丢弃", kind="quiet", does=self._drop),
            ],
            "warn",
        )

    def _resume(self, kept: KeptDraft) -> None:
        self._strip.hide()
        draft = kept.draft
        work.run(
            lambda: _Units(self._unit(draft.unit), self._unit(draft.accused_unit)),
            done=lambda units: self._page.take_up(draft, units.unit, units.accused_unit),
            line="look-up",
        )

    def _unit(self, code: str) -> Unit | None:
        """The unit of a code. Blocks."""
        return next((unit for unit in self._page.find_units(code) if unit.code == code), None) if code else None

    def _drop(self) -> None:
        self._strip.hide()
        self._drafts.discard()
