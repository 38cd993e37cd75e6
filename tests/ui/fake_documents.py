"""The documents' service in memory: the real one's names and values, a few documents, and doors to hold it up."""

import threading
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from typing import Any

from app.commands.rendering import render
from app.errors import Refusal
from app.services.documents import shipped
from app.services.documents.values import SEALED, Issued, IssuedOriginal, Particular, Registered, RegisteredOriginal, Waiting, Wording
from app.services.documents.wording_check import check
from tests.ui.fakes import Calls

YEAR = 1996
NOTICE = "forwarding-notice"


@cache
def pdf(layout: str | None) -> bytes:
    return render(NOTICE, {}, layout)


def waiting(kind: str, title: str, about: str, recipients: tuple[str, ...], because: str, *, chosen: bool = True) -> Waiting:
    return Waiting(kind, title, about, recipients, because, f"{kind}/{about}", chosen)


TRAY = (
    waiting("veto", "一票否决书", "斗虎屯镇", ("斗虎屯镇人民政府", "市委、市政府"), "三（二）1（1）"),
    waiting("veto", "一票否决书", "朱老庄乡", ("朱老庄乡人民政府", "市委、市政府"), "三（二）1（2）、（3）"),
    waiting("fine", "罚款通知书", "侯营镇", ("侯营镇人民政府",), "三（二）3（1）"),
    waiting("key-list", "重点管理单位通知", "1997年", ("斗虎屯镇人民政府", "朱老庄乡人民政府"), "三（二）2"),
    waiting("commendation", "表彰通报", "1996年", ("各乡镇、办事处、市直部门",), "三（一）3"),
    waiting("assignment", "交办通知", "S1996-00301", ("侯营镇人民政府",), "S1996-00301", chosen=False),
    waiting("summons", "接访通知", "1996-00412", ("侯营镇人民政府",), "1996-00412", chosen=False),
)


class FakeDocuments:
    """``hold``, when set, stops every issue until it is released; ``bad`` are subjects that cannot be drawn."""

    def __init__(self, calls: Calls) -> None:
        self.calls = calls
        self.waiting: list[Waiting] = list(TRAY)
        self.lines: list[Registered] = []
        self.hold: threading.Semaphore | None = None
        self.bad: set[str] = set()
        self.texts: dict[str, str] = {}

    def tray(self) -> tuple[Waiting, ...]:
        self.calls.note("tray")
        return tuple(self.waiting)

    def register(self, year: int, organ: str | None = None) -> tuple[Registered, ...]:
        self.calls.note("register", year)
        return tuple(line for line in self.lines if line.year == year)

    def preview(
        self, waiting: Waiting, layout: str | None = None, wording: str | None = None, original: int = 1, *, seal: str = SEALED
    ) -> bytes:
        self.calls.note("preview", (waiting.subject, layout, original))
        if waiting.subject in self.bad:
            raise Refusal("没有“𠀀”的字形。")
        return pdf(layout)

    def particulars(self, waiting: Waiting) -> tuple[Particular, ...]:
        return (Particular("place", "到何处", "接待室"), Particular("by", "何时到", "立即")) if waiting.kind == "summons" else ()

    def coming_number(self, waiting: Waiting) -> str:
        return f"聊信发〔{YEAR}〕{len(self.lines) + 1}号"

    def issue(
        self,
        waiting: Waiting,
        layout: str | None = None,
        copies: int = 1,
        recipients: Sequence[str] | None = None,
        wording: str | None = None,
        *,
        seal: str = SEALED,
    ) -> Issued:
        if self.hold is not None:
            self.hold.acquire()
        self.calls.note("issue", (waiting.subject, layout, copies))
        self.calls.note("seal", seal)
        self.calls.note("said", dict(waiting.content))
        if recipients is not None:
            self.calls.note("recipients", tuple(recipients))
            waiting = replace(waiting, recipients=tuple(recipients))
        if waiting.subject in self.bad:
            raise Refusal("没有“𠀀”的字形。")
        ordinal = len(self.lines) + 1
        number = f"聊信发〔{YEAR}〕{ordinal}号"
        originals = tuple(
            IssuedOriginal(f"{waiting.kind}-{ordinal}-{place}.pdf", name, copies, pdf(layout))
            for place, name in enumerate(waiting.recipients, start=1)
        )
        registered = tuple(RegisteredOriginal(place, each.recipient, copies, "00") for place, each in enumerate(originals, start=1))
        self.lines.append(
            Registered(
                number, ordinal, YEAR, "聊城市信访局", waiting.kind, waiting.title, waiting.subject, layout or "", registered, "王接待",
                f"1996-12-20T06:{ordinal:02d}:00+00:00", None, "", "",
            )
        )  # fmt: skip
        self.waiting = [row for row in self.waiting if row.subject != waiting.subject]
        return Issued(waiting.kind, waiting.title, number, originals)

    def reprint(self, number: str, original: int = 1, copies: int = 1) -> bytes:
        self.calls.note("reprint", (number, original, copies))
        return pdf(None)

    def void(self, number: str, reason: str) -> None:
        self.calls.note("void", (number, reason))
        place, line = next((place, line) for place, line in enumerate(self.lines) if line.number == number)
        self.lines[place] = replace(line, void_reason=reason, voided_by="王接待", voided_at=line.issued_at)
        self.waiting.append(next(row for row in TRAY if row.subject == line.subject))

    def wording(self, kind: str) -> Wording:
        original = shipped.text(kind)
        return Wording(kind, "一票否决书", self.texts.get(kind, original), shipped.fields(kind), original)

    def keep_wording(self, kind: str, text: str) -> Wording:
        check(kind, text)
        self.calls.note("keep_wording", kind)
        self.texts[kind] = text
        return self.wording(kind)

    def restore_wording(self, kind: str) -> Wording:
        self.calls.note("restore_wording", kind)
        self.texts.pop(kind, None)
        return self.wording(kind)


class WithDocuments:
    """Puts the service on a bureau that has none."""

    def __init__(self, bureau: Any) -> None:
        bureau.documents = FakeDocuments(bureau.calls)
