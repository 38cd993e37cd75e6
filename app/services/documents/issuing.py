"""A document drawn: as a draft for the preview, or under its number at issue, kept as it went out and given again as it was."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from app.errors import Refusal
from app.services.actor import Right, Role
from app.services.base import Action, Desk, Service, needs
from app.services.documents import kinds, shipped
from app.services.documents.accountability_papers import require_may_see, restricted
from app.services.documents.numbering import numbering
from app.services.documents.source import At, ClosedBooks, Source
from app.services.documents.values import MOST_COPIES, Composed, Issued, IssuedOriginal, Original, Renderer, Waiting
from app.store import issued, settings, wordings
from app.store.database import Transaction
from app.store.issued import NewDocument, NewOriginal, StoredDocument

_NO_FILE_NAME = re.compile(r"[^\w-]")


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
        self, waiting: Waiting, layout: str | None = None, wording: str | None = None, original: int = 1, *, specimen: bool = False
    ) -> bytes:
        """The PDF of an original (counted from 1) as a draft without a number; ``wording``: a text being edited; ``specimen``: with a drawn
        seal marked 样章. Looking at one on a protected petition is logged. Raises Refusal."""
        with self.reading() as transaction:
            composed = kinds.of(waiting.kind).compose(self._at(transaction), waiting)
            text = wording if wording is not None else wordings.in_force(transaction, waiting.kind)
        fields = _one(composed.originals, original).fields
        if composed.protected and wording is None:  # not at every keystroke of whoever edits the wording
            with self.acting("view_protected", waiting.subject, {"kind": waiting.kind}):
                pass
        return self._render(waiting.kind, _with_seal(fields) if specimen else fields, layout, text)

    @needs(Right.PRINT)
    def issue(
        self,
        waiting: Waiting,
        layout: str | None = None,
        copies: int | Sequence[int] = 1,
        recipients: Sequence[str] | None = None,
        wording: str | None = None,
        *,
        specimen: bool = False,
    ) -> Issued:
        """Gives the document the next number of its organ and year, draws every original under it, and keeps them.

        ``copies`` of every original, or of each in turn; ``recipients`` as the register names them, in place of the document's own;
        ``wording`` a text for this one document; ``specimen``: with a drawn seal marked 样章. What was issued on this subject before, and
        not voided, is given as it went out. Raises Refusal; a document that cannot be drawn takes no number.
        """
        source = kinds.of(waiting.kind)
        require_may_see(waiting.kind, waiting.subject, director=self.director)
        shown = None if restricted(waiting.kind, waiting.subject) else waiting.subject
        with self.acting("print", shown, {"kind": waiting.kind}) as action:
            before = issued.about(action.transaction, waiting.kind, waiting.subject) if source.numbered else None
            if before is not None:
                action.detail |= {"number": before.number, "again": True}
                return self._as_it_went_out(action.transaction, before)
            composed = source.compose(self._at(action.transaction), waiting)
            if specimen:
                composed = replace(composed, originals=tuple(replace(each, fields=_with_seal(each.fields)) for each in composed.originals))
            named = _named(composed, copies, recipients)
            text = wording if wording is not None else wordings.in_force(action.transaction, waiting.kind)
            if not source.numbered:
                action.detail["copies"] = [count for _, count in named]
                drawn = self._draw(waiting, composed, named, "", layout, text)
                return Issued(waiting.kind, source.title, "", tuple(IssuedOriginal(*each) for each in _shown(drawn)))
            return self._numbered(action, source, waiting, composed, named, layout, text)

    def _numbered(
        self,
        action: Action,
        source: Source,
        waiting: Waiting,
        composed: Composed,
        named: Sequence[tuple[str, int]],
        layout: str | None,
        wording: str | None,
    ) -> Issued:
        series = numbering(wording or shipped.text(waiting.kind), waiting.kind, self.today.year)
        new = NewDocument(
            kind=waiting.kind, title=source.title, organ=composed.organ, word=series.word, year=self.today.year,
            subject=waiting.subject, layout=layout,
        )  # fmt: skip
        drawn: list[NewOriginal] = []

        def draw(number: str) -> Sequence[NewOriginal]:
            drawn.extend(self._draw(waiting, composed, named, number, layout, wording))
            return drawn

        by, at = self.desk.actor.account_id, self.desk.clock.now()
        made = issued.issue(action.transaction, new, series.number, draw, by=by, at=at)
        action.detail |= {"number": made.number, "copies": [each.copies for each in drawn]}
        return Issued(waiting.kind, source.title, made.number, tuple(IssuedOriginal(*each) for each in _shown(drawn)))

    def _draw(
        self,
        waiting: Waiting,
        composed: Composed,
        named: Sequence[tuple[str, int]],
        number: str,
        layout: str | None,
        wording: str | None,
    ) -> list[NewOriginal]:
        names = _file_names(waiting.kind, composed)
        return [
            NewOriginal(recipient, count, name, self._render(waiting.kind, _with_number(original.fields, number), layout, wording))
            for original, (recipient, count), name in zip(composed.originals, named, names, strict=True)
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
            transaction, self.today, actor.account_id, actor.display_name, self.desk.store.store_id, self.director, sample, self._books
        )


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


def _with_seal(fields: Mapping[str, Any]) -> dict[str, Any]:
    """With a drawn seal, of the kinds that leave room for one."""
    return {**fields, "issue": {**fields["issue"], "specimen": True}} if "issue" in fields else dict(fields)


def _with_number(fields: Mapping[str, Any], number: str) -> dict[str, Any]:
    if "issue" in fields:
        return {**fields, "issue": {**fields["issue"], "number": number}} if number else dict(fields)
    return {**fields, "number": number} if number and "number" in fields else dict(fields)


def _file_names(kind: str, composed: Composed) -> list[str]:
    """From the kind and the numbers of what it is about, never from what the document says."""
    parts = ([kind, composed.stem, original.which] for original in composed.originals)
    return ["-".join(_NO_FILE_NAME.sub("_", part) for part in each if part) + ".pdf" for each in parts]


def _shown(drawn: Sequence[NewOriginal]) -> list[tuple[str, str, int, bytes]]:
    return [(each.name, each.recipient, each.copies, each.content) for each in drawn]
