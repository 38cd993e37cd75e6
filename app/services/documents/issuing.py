"""A document drawn: as a draft for the preview, or under its number at issue, kept as it went out and given again as it was."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from app.errors import Refusal
from app.services.actor import Right, Role
from app.services.base import Action, Desk, Service, needs
from app.services.documents import kinds, shipped
from app.services.documents import organs as letterheads
from app.services.documents.accountability_papers import require_may_see, restricted
from app.services.documents.numbering import Numbering, numbering
from app.services.documents.organs import Letterhead, Organs
from app.services.documents.source import At, ClosedBooks, Source
from app.services.documents.values import (
    MOST_COPIES,
    SEALED,
    SEALS,
    SPECIMEN,
    UNSEALED,
    Composed,
    Issued,
    IssuedOriginal,
    Original,
    Particular,
    Renderer,
    Waiting,
)
from app.store import issued, settings, wordings
from app.store.database import Transaction
from app.store.issued import NewDocument, NewOriginal, StoredDocument

_NO_FILE_NAME = re.compile(r"[^\w-]")


@dataclass(frozen=True, slots=True)
class _Sheet:
    """A document about to be drawn: what it consists of, to whom in how many copies, and how."""

    waiting: Waiting
    composed: Composed
    named: Sequence[tuple[str, int]]
    layout: str | None
    wording: str | None
    seal: str


class Issuing(Service):
    """A part of :class:`app.services.documents.DocumentService`."""

    def __init__(self, desk: Desk, render: Renderer) -> None:
        super().__init__(desk)
        self._render = render
        self._books = ClosedBooks()

    @property
    def director(self) -> bool:
        """Whether the director is at this desk."""
        return Role.DIRECTOR in self.desk.actor.roles

    @needs(Right.PRINT)
    def preview(
        self, waiting: Waiting, layout: str | None = None, wording: str | None = None, original: int = 1, *, seal: str = SEALED
    ) -> bytes:
        """The PDF of an original (counted from 1) as a draft without a number; ``wording``: a text being edited; ``seal``: one of `SEALS`.
        Looking at one on a protected petition is logged. Raises Refusal."""
        source = kinds.of(waiting.kind)
        with self.reading() as transaction:
            at = self._at(transaction)
            composed = source.compose(at, waiting)
            text = wording if wording is not None else wordings.in_force(transaction, waiting.kind)
            blank = self._series(at.organs, source, composed, text).pattern if source.numbered else ""
        if composed.protected and wording is None:  # not at every keystroke of whoever edits the wording
            with self.acting("view_protected", waiting.subject, {"kind": waiting.kind}):
                pass
        fields = _issued(_one(composed.originals, original).fields, composed.own_number, blank, seal)
        return self._render(waiting.kind, fields, layout, text)

    @needs(Right.PRINT)
    def particulars(self, waiting: Waiting) -> tuple[Particular, ...]:
        """What may be said for this document before it is issued, and what is said otherwise; to be handed in as its ``content``."""
        with self.reading() as transaction:
            return kinds.of(waiting.kind).asks(self._at(transaction), waiting)

    @needs(Right.PRINT)
    def coming_number(self, waiting: Waiting) -> str:
        """The number the document would get if it were issued now; another may be quicker. Empty for one that takes none."""
        source = kinds.of(waiting.kind)
        if not source.numbered:
            return ""
        with self.reading() as transaction:
            at = self._at(transaction)
            composed = source.compose(at, waiting)
            if composed.own_number:
                return composed.own_number
            series = self._series(at.organs, source, composed, wordings.in_force(transaction, waiting.kind))
            return series.number(issued.coming(transaction, composed.organ, series.word, self.today.year))

    @needs(Right.PRINT)
    def issue(
        self,
        waiting: Waiting,
        layout: str | None = None,
        copies: int | Sequence[int] = 1,
        recipients: Sequence[str] | None = None,
        wording: str | None = None,
        *,
        seal: str = SEALED,
    ) -> Issued:
        """Gives the document the next number of its organ and year, draws every original under it, and keeps them.

        ``copies`` of every original, or of each in turn; ``recipients`` as the register names them, in place of the document's own;
        ``wording`` a text for this one document; ``seal``: one of `SEALS`, kept in the register. What was issued on this subject
        before, and not voided, is given as it went out. Raises Refusal; a document that cannot be drawn takes no number.
        """
        source = kinds.of(waiting.kind)
        require_may_see(waiting.kind, waiting.subject, director=self.director)
        if seal not in SEALS:
            raise Refusal(f"用印只有{'、'.join(SEALS.values())}。", where="用印")
        shown = None if restricted(waiting.kind, waiting.subject) else waiting.subject
        with self.acting("print", shown, {"kind": waiting.kind}) as action:
            before = issued.about(action.transaction, waiting.kind, waiting.subject) if source.numbered else None
            if before is not None:
                action.detail |= {"number": before.number, "again": True}
                return self._as_it_went_out(action.transaction, before)
            at = self._at(action.transaction)
            composed = source.compose(at, waiting)
            named = _named(composed, copies, recipients)
            text = wording if wording is not None else wordings.in_force(action.transaction, waiting.kind)
            sheet = _Sheet(waiting, composed, named, layout, text, seal)
            if not source.numbered or composed.own_number:
                action.detail["copies"] = [count for _, count in named]
                drawn = self._draw(sheet, composed.own_number)
                return Issued(waiting.kind, source.title, composed.own_number, tuple(IssuedOriginal(*each) for each in _shown(drawn)))
            return self._numbered(action, source, sheet, self._series(at.organs, source, composed, text))

    def _series(self, organs: Organs, source: Source, composed: Composed, text: str | None) -> Numbering:
        by = organs.named(composed.organ) or Letterhead("", composed.organ, composed.word, composed.word)
        return numbering(text or shipped.text(source.kind), source.kind, self.today.year, by)

    def _numbered(self, action: Action, source: Source, sheet: "_Sheet", series: Numbering) -> Issued:
        waiting = sheet.waiting
        new = NewDocument(
            kind=waiting.kind, title=source.title, organ=sheet.composed.organ, word=series.word, year=self.today.year,
            subject=waiting.subject, layout=sheet.layout, particulars={**sheet.composed.particulars, "seal": sheet.seal},
        )  # fmt: skip
        drawn: list[NewOriginal] = []

        def draw(number: str) -> Sequence[NewOriginal]:
            drawn.extend(self._draw(sheet, number))
            return drawn

        by, at = self.desk.actor.account_id, self.desk.clock.now()
        made = issued.issue(action.transaction, new, series.number, draw, by=by, at=at)
        action.detail |= {"number": made.number, "copies": [each.copies for each in drawn], "seal": sheet.seal}
        return Issued(waiting.kind, source.title, made.number, tuple(IssuedOriginal(*each) for each in _shown(drawn)))

    def _draw(self, sheet: "_Sheet", number: str) -> list[NewOriginal]:
        kind, composed, layout, wording = sheet.waiting.kind, sheet.composed, sheet.layout, sheet.wording
        return [
            NewOriginal(recipient, count, name, self._render(kind, _issued(original.fields, number, "", sheet.seal), layout, wording))
            for original, (recipient, count), name in zip(composed.originals, sheet.named, _file_names(kind, composed), strict=True)
        ]

    def _as_it_went_out(self, transaction: Transaction, document: StoredDocument) -> Issued:
        found: list[IssuedOriginal] = []
        for each in issued.originals(transaction, [document]):
            kept = issued.content(transaction, document.id, each.original)
            if kept is not None:
                found.append(IssuedOriginal(each.name, each.recipient, each.copies, kept.content))
        return Issued(document.kind, document.title, document.number, tuple(found), again=True)

    def _at(self, transaction: Transaction) -> At:
        """What the sources work with."""
        actor = self.desk.actor
        sample = settings.read(transaction, "sample_day") is not None
        return At(
            transaction, self.today, actor.account_id, actor.display_name, self.desk.store.store_id, self.director, sample, self._books,
            letterheads.read(transaction), self.desk.clock.now(),
        )  # fmt: skip


def _one(originals: Sequence[Original], wanted: int) -> Original:
    if not 1 <= wanted <= len(originals):
        raise Refusal(f"这件文书只有 {len(originals)} 份正本。")
    return originals[wanted - 1]


def _named(composed: Composed, copies: int | Sequence[int], recipients: Sequence[str] | None) -> list[tuple[str, int]]:
    """To whom each original goes, in how many copies. Raises Refusal."""
    count = len(composed.originals)
    counts = [copies] * count if isinstance(copies, int) else list(copies)
    names = [each.recipient for each in composed.originals] if recipients is None else [name.strip() for name in recipients]
    if len(counts) != count or len(names) != count:
        raise Refusal(f"这件文书有 {count} 份正本，份数和送达单位要逐份写明。")
    if not all(1 <= each <= MOST_COPIES for each in counts):
        raise Refusal(f"份数应在 1 到 {MOST_COPIES} 之间。", where="份数")
    return list(zip(names, counts, strict=True))


def _issued(fields: Mapping[str, Any], number: str, blank: str, seal: str) -> dict[str, Any]:
    """The fields with what is known at issue: the number or the blank left for it, and the seal, of the kinds that have them."""
    known = {"number": number or None, "blank": blank, "sealed": seal != UNSEALED, "specimen": seal == SPECIMEN}
    if "issue" in fields:
        return {**fields, "issue": {**fields["issue"], **known}}
    return {**fields, **known} if "original" in fields else dict(fields)


def _file_names(kind: str, composed: Composed) -> list[str]:
    """From the kind and the numbers of what it is about, never from what the document says."""
    parts = ([kind, composed.stem, original.which] for original in composed.originals)
    return ["-".join(_NO_FILE_NAME.sub("_", part) for part in each if part) + ".pdf" for each in parts]


def _shown(drawn: Sequence[NewOriginal]) -> list[tuple[str, str, int, bytes]]:
    return [(each.name, each.recipient, each.copies, each.content) for each in drawn]
