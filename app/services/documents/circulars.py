"""通知、通报 written freely: kept as drafts inside the encrypted store until they are issued; they wait in the tray like the others."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict, replace
from typing import Any

from app.errors import NotFound, Refusal
from app.services.actor import Right
from app.services.base import Service, needs
from app.services.documents.circular_text import CircularDraft, from_file, parted
from app.services.documents.source import At, Source
from app.services.documents.values import Composed, NotSaid, Original, Request, Waiting
from app.store import drafts
from app.store.database import Transaction

CIRCULAR, TITLE = "circular", "通知、通报"
BECAUSE = "自拟"
UNTITLED = "（还没有题目）"
WITHOUT = "通知、通报要有题目和正文。"


class CircularKeeping(Service):
    """A part of :class:`app.services.documents.DocumentService`."""

    @needs(Right.PRINT)
    def circular(self, title: str, text: str, addressee: str = "", more: Mapping[str, Any] | None = None) -> Waiting:
        """A circular to be previewed and issued like the others, kept nowhere; ``text`` a paragraph a line, ``more`` as the report's
        own value has it: report_copies, send_copies, printed_by, keywords, attachments, tables. Raises Refusal without title or text."""
        if not title.strip() or not text.strip():
            raise Refusal(WITHOUT, where="正文" if title.strip() else "题目")
        waiting = _waits(self._mark(), CircularDraft(title, addressee, text))
        return replace(waiting, content={**waiting.content, **dict(more or {})})

    @needs(Right.PRINT)
    def circular_of(self, mark: str, draft: CircularDraft) -> Waiting:
        """A draft as the tray would show it, to be previewed while it is written."""
        return _waits(mark, draft)

    @needs(Right.PRINT)
    def circular_draft(self, mark: str) -> CircularDraft:
        """What is kept under this mark. Raises NotFound."""
        with self.reading() as transaction:
            kept = _kept(transaction).get(mark)
        if kept is None:
            raise NotFound("这份稿子已经不在了。")
        return kept

    @needs(Right.PRINT)
    def keep_circular(self, draft: CircularDraft, mark: str = "") -> str:
        """Keeps a draft, whoever of the office began it; gives its mark."""
        mark = mark or self._mark()
        now = self.desk.clock.now().isoformat(timespec="microseconds")
        with self.desk.store.writing() as transaction:
            for other in drafts.of_kind(transaction, f"{CIRCULAR}:{mark}"):
                drafts.drop(transaction, other.id)
            body = json.dumps(asdict(draft), ensure_ascii=False)
            drafts.put(transaction, self.desk.actor.account_id, f"{CIRCULAR}:{mark}", body, now)
        return mark

    @needs(Right.PRINT)
    def drop_circular(self, mark: str) -> None:
        """Throws a draft away; what was issued of it stays in the register."""
        with self.acting("drop_circular", mark) as action:
            for each in drafts.of_kind(action.transaction, f"{CIRCULAR}:{mark}"):
                drafts.drop(action.transaction, each.id)

    def _mark(self) -> str:
        return f"{self.desk.clock.now():%Y%m%d-%H%M%S-%f}"


def _kept(transaction: Transaction) -> dict[str, CircularDraft]:
    """The drafts of all accounts by their marks, oldest first; one an older program left in another shape is passed over."""
    found: dict[str, CircularDraft] = {}
    for each in drafts.of_kind(transaction, CIRCULAR):
        try:
            found[each.kind.partition(":")[2]] = CircularDraft(**json.loads(each.body))
        except (ValueError, TypeError):
            continue
    return found


def _waits(mark: str, draft: CircularDraft) -> Waiting:
    about = draft.title.strip().replace("\n", "") or UNTITLED
    body, attachments = parted(draft.text)
    content = {name: value for name, value in draft.content.items() if value} | {"title": draft.title.strip(), "text": body}
    to = (draft.addressee.strip(),)
    return Waiting(CIRCULAR, TITLE, about, to, BECAUSE, mark, chosen=False, content=content | {"attachments": attachments})


def _waiting(at: At) -> Iterator[Waiting]:
    for mark, draft in _kept(at.transaction).items():
        yield _waits(mark, draft)


def _asked(at: At, request: Request) -> Iterator[Waiting]:
    """As handed in with the request: its text, its title, whom it goes to."""
    if not request.text.strip():
        raise NotSaid("没有写明通知、通报的正文。", mend="请加上 --text 文件，或在窗口的“文书”页里起草。")
    draft = from_file(request.text, request.title, request.to)
    if not draft.complete:
        raise Refusal(WITHOUT)
    yield _waits(f"{at.now:%Y%m%d-%H%M%S-%f}", draft)


def _circular(at: At, waiting: Waiting) -> Composed:
    if not waiting.content.get("title") or not str(waiting.content.get("text", "")).strip():
        raise Refusal(WITHOUT, mend="按 F3 接着写。")
    organ = at.organs.bureau.name
    fields = {"issue": at.issue(organ), "printed_by": f"{organ}办公室", **waiting.content}
    return Composed(organ, (Original(waiting.recipients[0], fields),), waiting.subject)


SOURCES = (Source(CIRCULAR, TITLE, _asked, _circular, _waiting),)
