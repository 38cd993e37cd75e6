"""Issues documents: the next number of the organ's register, the PDF drawn under it and kept as it went out; prints it again as it was."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Protocol

from app.errors import NotFound, Refusal
from app.services.actor import Right
from app.services.base import Action, Desk, Service, needs
from app.services.issuing_values import BUREAU, Organ, Original
from app.services.issuing_veto import VETO, originals
from app.store import closed_years, issued
from app.store.issued import IssuedDocument, NewDocument


class Renderer(Protocol):
    """Draws a document of a kind from its fields, by name, in a layout (None: the one that fits its date); gives a PDF. Raises Refusal."""

    def __call__(self, kind: str, fields: Mapping[str, Any], layout: str | None) -> bytes: ...


@dataclass(frozen=True, slots=True)
class Printed:
    """A document printed: the file's name it suggests, its number, to whom, the PDF; `again`: it had been issued before."""

    name: str
    number: str
    recipient: str
    content: bytes
    again: bool


class IssuingService(Service):
    """文书 and 发文登记簿."""

    def __init__(self, desk: Desk, render: Renderer) -> None:
        super().__init__(desk)
        self._render = render

    @needs(Right.PRINT)
    def veto(self, year: int, code: str | None = None, layout: str | None = None) -> tuple[Printed, ...]:
        """The veto notices of a closed year in two originals each, the unit's and its superior's (五、第一段); of one unit or of all.

        What was issued for this close before is given again exactly as it was. Raises Refusal for an open year, NotFound for a
        unit without a veto.
        """
        with self.acting("print", str(year), {"kind": VETO, "unit": code}) as action:
            closed = closed_years.standing(action.transaction, year)
            if closed is None:
                raise Refusal(f"{year} 年还没有定案，不能下达否决书。请先定案（close-year）。")
            wanted = originals(action.transaction, closed, code, self.today)
            if not wanted:
                raise NotFound(f"{year} 年{f'单位“{code}”' if code else ''}没有被一票否决。")
            printed = tuple(self._issue(action, original, layout) for original in wanted)
            action.detail["numbers"] = [each.number for each in printed]
        return printed

    @needs(Right.PRINT)
    def forwarding_notice(self, layout: str | None = None) -> Printed:
        """The forwarding notice with the words of 1995; it bears the number it had then and takes none from the register."""
        content = self._render("forwarding-notice", {}, layout)
        with self.acting("print", None, {"kind": "forwarding-notice"}):
            pass
        return Printed("forwarding-notice.pdf", "", "", content, again=False)

    @needs(Right.READ_STANDINGS)
    def register(self, year: int) -> tuple[IssuedDocument, ...]:
        """The register of issued documents of a year."""
        with self.reading() as transaction:
            return issued.register(transaction, year)

    def _issue(self, action: Action, original: Original, layout: str | None) -> Printed:
        """Once issued, always the same bytes; else the next number."""
        before = issued.about(action.transaction, original.kind, original.subject)
        if before:
            kept = before[-1]
            return Printed(original.name, kept.number, kept.recipient or "", kept.content, again=True)
        new = NewDocument(
            kind=original.kind, organ=BUREAU.name, year=self.today.year, recipient=original.recipient, subject=original.subject
        )
        made = issued.issue(
            action.transaction,
            new,
            _numbering(BUREAU, self.today),
            lambda number: self._render(original.kind, {**original.fields, "number": number}, layout),
            by=self.desk.actor.account_id,
            at=self.desk.clock.now(),
        )
        return Printed(original.name, made.number, made.recipient or "", made.content, again=False)


def _numbering(organ: Organ, day: date) -> Callable[[int], str]:
    return lambda ordinal: f"{organ.word}〔{day.year}〕{ordinal}号"
