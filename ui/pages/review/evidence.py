"""Chips for what stands behind a decision: a petition or a matter each, opened by a press; long lists open on demand."""

from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.services.annual_explanation import ExplainedDecision, ExplainedItem
from ui.theme import theme
from ui.widgets.button import Button
from ui.widgets.chip import Chip
from ui.widgets.flow import Flow, grows_with_width

SHOWN = 9


class Openers(NamedTuple):
    """How a petition and a matter are opened, by number."""

    petition: Callable[[str], None]
    matter: Callable[[str], None]


class Evidence(QWidget):
    """The chips of some decisions, each number once."""

    def __init__(self, cited: Iterable[ExplainedDecision | ExplainedItem], openers: Openers) -> None:
        super().__init__()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, theme.pixels(2), 0, theme.pixels(2))
        self._flow = Flow(spacing=6)
        layout.addLayout(self._flow)
        grows_with_width(self)
        self._later: list[Chip] = []
        for chip in _chips(list(cited), openers):
            self._flow.addWidget(chip)
            if self._flow.count() > SHOWN:
                chip.hide()
                self._later.append(chip)
        if self._later:
            self._more = Button(f"另有 {len(self._later)} 件…", kind="quiet", does=self._show_all)
            self._flow.addWidget(self._more)

    @property
    def empty(self) -> bool:
        return self._flow.count() == 0

    def _show_all(self) -> None:
        self._more.hide()
        for chip in self._later:
            chip.show()
        self._later[0].setFocus()


def _chips(cited: Sequence[ExplainedDecision | ExplainedItem], openers: Openers) -> list[Chip]:
    made: dict[str, Chip] = {}
    for each in cited:
        for petition in each.petitions:
            if petition.number not in made:
                tip = "保密件" if petition.protected else f"{petition.received_on}　{petition.unit_name}　{petition.gist or ''}"
                made[petition.number] = _chip(petition.number, tip, openers.petition)
        for matter in each.matters:
            if matter.number not in made:
                due = f"　{matter.due_on} 到期" if matter.due_on else ""
                made[matter.number] = _chip(matter.number, f"{matter.unit_name}{due}　{matter.gist or ''}", openers.matter)
    return list(made.values())


def _chip(number: str, tip: str, opens: Callable[[str], None]) -> Chip:
    chip = Chip(number, "link", opens=True, tip=tip)
    chip.pressed.connect(opens)
    return chip
