"""发文登记簿: its lines, what went out printed again byte for byte, and a document voided with a reason."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from app.errors import NotFound, Refusal
from app.services.actor import Right, Role
from app.services.base import Service, needs
from app.services.documents.accountability_papers import require_may_see, restricted
from app.services.documents.values import MOST_COPIES, Registered, RegisteredOriginal, Reprint
from app.store import issued
from app.store.database import Transaction
from app.store.issued import StoredDocument, StoredOriginal, StoredReprint

WITHHELD = "（仅局长可见）"


class RegisterKeeping(Service):
    """A part of :class:`app.services.documents.DocumentService`."""

    @needs(Right.PRINT)
    def register(self, year: int, organ: str | None = None) -> tuple[Registered, ...]:
        """The register of a year, of one organ or of all, by organ, word and number; voided ones too.

        Of a document that only the director may see, others see the number alone.
        """
        with self.reading() as transaction:
            documents = issued.register(transaction, year, organ)
            lines = _lines(documents, issued.originals(transaction, documents), issued.reprints(transaction, documents))
            chosen = issued.particulars(transaction, documents)
        lines = tuple(
            replace(line, seal=chosen.get(document.id, {}).get("seal", "")) for line, document in zip(lines, documents, strict=True)
        )
        director = Role.DIRECTOR in self.desk.actor.roles
        return tuple(_withheld(line) if not director and restricted(line.kind, line.subject) else line for line in lines)

    @needs(Right.PRINT)
    def reprint(self, number: str, original: int = 1, copies: int = 1) -> bytes:
        """An original (counted from 1) exactly as it was issued; the register notes it. ``copies`` 0: it is only looked at, which the audit
        notes. Raises NotFound; Refusal for a voided one."""
        if not 0 <= copies <= MOST_COPIES:
            raise Refusal(f"份数应在 0 到 {MOST_COPIES} 之间。", where="份数")
        with self.acting("reprint" if copies else "view_document", number.strip(), {"original": original, "copies": copies}) as action:
            document = self._standing(action.transaction, number)
            kept = issued.content(action.transaction, document.id, original)
            if kept is None:
                raise NotFound(f"{document.number}没有第 {original} 份正本。")
            if not kept.whole:
                raise Refusal(f"{document.number}的内容与发文时的校验值不符，不能重印。", mend="请从备份恢复，并报告管理员。")
            action.detail["kind"] = document.kind
            if copies:
                by, at = self.desk.actor.account_id, self.desk.clock.now()
                issued.record_reprint(action.transaction, document.id, original, copies, by=by, at=at)
            return kept.content

    @needs(Right.PRINT)
    def void(self, number: str, reason: str) -> None:
        """Voids a document: its number stays taken, what it was about waits again. Raises NotFound, Refusal without a reason."""
        if not reason.strip():
            raise Refusal("没有写作废的理由。", where="理由", mend="请写明为什么作废。")
        with self.acting("void_document", number.strip(), {"reason": reason.strip()}) as action:
            document = self._standing(action.transaction, number)
            by, at = self.desk.actor.account_id, self.desk.clock.now()
            issued.void(action.transaction, document.id, reason.strip(), by=by, at=at)
            action.detail["kind"] = document.kind

    def _standing(self, transaction: Transaction, number: str) -> StoredDocument:
        found = issued.by_number(transaction, number.strip())
        if found is None:
            raise NotFound(f"发文登记簿里没有“{number.strip()[:40]}”。", mend="请核对文号，如 聊信发〔1996〕1号。")
        require_may_see(found.kind, found.subject, director=Role.DIRECTOR in self.desk.actor.roles)
        if found.void_reason is not None:
            raise Refusal(f"{found.number}已经作废（{found.void_reason}）。")
        return found


def _lines(
    documents: Sequence[StoredDocument], originals: Sequence[StoredOriginal], reprints: Sequence[StoredReprint]
) -> tuple[Registered, ...]:
    of_document: defaultdict[int, list[RegisteredOriginal]] = defaultdict(list)
    for each in originals:
        of_document[each.document_id].append(RegisteredOriginal(each.original, each.recipient, each.copies, each.sha256))
    again: defaultdict[int, list[Reprint]] = defaultdict(list)
    for reprint in reprints:
        again[reprint.document_id].append(Reprint(reprint.original, reprint.copies, reprint.by, reprint.at))
    return tuple(_line(each, tuple(of_document[each.id]), tuple(again[each.id])) for each in documents)


def _withheld(line: Registered) -> Registered:
    """What others see of a document that is the director's own: its number, and who issued it when."""
    originals = tuple(replace(each, recipient=WITHHELD) for each in line.originals)
    return replace(line, subject="", originals=originals, void_reason=None if line.void_reason is None else WITHHELD)


def _line(document: StoredDocument, originals: tuple[RegisteredOriginal, ...], reprints: tuple[Reprint, ...]) -> Registered:
    return Registered(
        number=document.number,
        ordinal=document.ordinal,
        year=document.year,
        organ=document.organ,
        kind=document.kind,
        title=document.title,
        subject=document.subject,
        layout=document.layout or "",
        originals=originals,
        issued_by=document.issued_by or "",
        issued_at=document.issued_at,
        void_reason=document.void_reason,
        voided_by=document.voided_by or "",
        voided_at=document.voided_at or "",
        reprints=reprints,
    )
