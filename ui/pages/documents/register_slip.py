"""The slip under the register: whom each original of a number went to, in how many copies, and why it was voided."""

from app.services.documents.values import SEALS, Registered
from ui.models.issued import local_time
from ui.pages.documents.words import LAYOUTS
from ui.text import Label
from ui.widgets.card import Card
from ui.widgets.flow import grows_with_width

_LAYOUT_WORDS = dict(LAYOUTS)
_LISTED = 3


class RegisterSlip(Card):
    """Hidden where no number is chosen."""

    def __init__(self) -> None:
        super().__init__(" ")
        self.originals, self.by, self.void = self.say(""), self.say("", "small"), self.say("", "accent")
        self._shown = self._hidden = False
        grows_with_width(self)

    def give_way(self, hidden: bool) -> None:
        """On a low screen the table needs the room."""
        if hidden != self._hidden:
            self._hidden = hidden
            self.setVisible(self._shown and not hidden)

    def show_line(self, row: Registered | None) -> None:
        self._shown = row is not None
        self.setVisible(self._shown and not self._hidden)
        if row is None:
            return
        self.caption.setText(f"{row.number}　{row.title}")
        _put(self.originals, originals_of(row))
        layout = _LAYOUT_WORDS.get(row.layout, row.layout)
        again = f"　重印 {len(row.reprints)} 次" if row.reprints else ""
        seal = SEALS.get(row.seal, "")
        said = (local_time(row.issued_at), row.issued_by, layout, seal, row.organ)
        _put(self.by, "　".join(part for part in said if part) + again)
        void = f"{local_time(row.voided_at)}　{row.voided_by} 作废：{row.void_reason}" if row.void_reason is not None else ""
        _put(self.void, void)


def originals_of(row: Registered) -> str:
    """To whom, in how many copies."""
    shown = [f"第 {each.original} 份送{each.recipient or '存档'}，{each.copies} 份" for each in row.originals[:_LISTED]]
    if len(row.originals) == 1:
        only = row.originals[0]
        shown = [f"送{only.recipient or '存档'}，{only.copies} 份"]
    return "；".join(shown) + (f"……共 {len(row.originals)} 份正本" if len(row.originals) > _LISTED else "")


def _put(label: Label, words: str) -> None:
    label.setText(words)
    label.setVisible(bool(words))
