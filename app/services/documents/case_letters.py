"""How a matter ends on paper: the reply letter to the petitioner, and the report to the organ that asked for the result (2.4)."""

import re
from collections.abc import Callable, Iterator
from typing import Any

from app.errors import Refusal
from app.regulation.terms import Level, Signature
from app.services.actor import Role
from app.services.documents.case_file import PETITIONER, CaseFile, case_file, due_of, issue_of, next_office, told, unit_name
from app.services.documents.case_notices import TO_PETITIONER, WAITS
from app.services.documents.source import Asks, At, Source, clause, needed, nothing_to_say, said
from app.services.documents.values import Composed, Original, Particular, Request, Waiting
from app.services.documents.words import ASKING_ORGANS, day_words
from app.services.matter_values import SIGNATURE_WORDS
from app.store import accounts, matter_steps, matters, units
from app.store import waiting as waiting_store
from app.store.matter_steps import Step, StepRecord
from app.store.matters import StoredMatter

ASKED, SETTLED = "3.2.3.2", "2.3"
REPLY, REPORT = "reply-letter", "report-up"
_KIND_OF_UNIT = re.compile(r"(?:街道办事处|办事处|镇|乡|局)$")


def per_ending(
    kind: str,
    title: str,
    to: Callable[[StoredMatter], str],
    compose: Callable[[At, CaseFile, Waiting], Composed],
    due: Callable[[StoredMatter], bool],
    asks: Asks = nothing_to_say,
) -> Source:
    """A kind that a matter's conclusion calls for, as long as it is ``due``."""

    def one(matter: StoredMatter) -> Waiting:
        return Waiting(kind, title, matter.number, (to(matter),), matter.number, matter.number)

    def waiting(at: At) -> Iterator[Waiting]:
        for each in waiting_store.steps(at.transaction, Step.CONCLUSION, at.day - WAITS):
            matter = matters.by_number(at.transaction, each.matter)
            if matter is not None and due(matter):
                yield one(matter)

    def asked(at: At, request: Request) -> Iterator[Waiting]:
        yield one(case_file(at, needed(request.case, "--case", "哪一件事项")).matter)

    return Source(kind, title, asked, lambda at, it: compose(at, case_file(at, it.subject), it), waiting, asks=asks)


def _to_be_answered(matter: StoredMatter) -> bool:
    """A letter signed or refused is not printed again by itself."""
    return not matter.no_reply_needed and matter.signature in (None, Signature.UNSIGNED)


def _to_be_reported(matter: StoredMatter) -> bool:
    return matter.assigned_level is not None and matter.reported_on is None


def _said(at: At, file: CaseFile, *kinds: Step) -> tuple[str, ...]:
    """What was written at these steps, in their order."""
    taken = [each for kind in kinds for each in matter_steps.of_matter(at.transaction, file.matter.id, kind)]
    words = (str(each.own.get("words") or each.own.get("outcome") or "").strip() for each in sorted(taken, key=lambda each: each.on))
    return tuple(dict.fromkeys(word for word in words if word))


def _outcome(file: CaseFile, what: str) -> str:
    """How the matter was concluded. Raises Refusal where it was not."""
    if file.matter.concluded_on is None or not file.matter.outcome:
        raise Refusal(f"{file.matter.number}还没有办结，不能出{what}。", mend="请先登记办结和办理结果。")
    return file.matter.outcome


def _reply(at: At, file: CaseFile, _waiting: Waiting) -> Composed:
    """By the unit that answers, under the number and of the day it gave; where none is on record the register gives it the unit's next."""
    outcome = _outcome(file, "答复意见书")
    unit = unit_name(at, file.matter.unit_code)
    fields = {
        "issue": issue_of(at, unit, day=file.matter.replied_on or at.day),
        "petitioner": file.addressed,
        "received": file.arrived,
        "summary": told(file.matter.gist),
        "matter": file.matter.number,
        "facts": _said(at, file, Step.EXPLANATION, Step.RESULT) or (outcome,),
        "findings": "",
        "basis": (f"《关于实行信访工作目标责任制的规定》{clause(SETTLED)['citation']}。",),
        "opinions": (outcome,),
        "next_office": next_office(Level.UNIT),
        "signing": _signing(at, file),
    }
    return Composed(
        unit, (Original(TO_PETITIONER, fields),), file.matter.number, file.protected,
        word=_reply_word(at, file.matter.unit_code), own_number=file.matter.reply_number or "",
    )  # fmt: skip


def _reply_word(at: At, code: str) -> str:
    """侯营信复: a unit has no letterhead here; its letters are numbered in a series of its own."""
    unit = units.by_code(at.transaction, code)
    name = (unit.short_name or unit.name) if unit is not None else code
    return f"{_KIND_OF_UNIT.sub('', name) or name}信复"


def _signing(at: At, file: CaseFile) -> dict[str, Any]:
    """Blank, to be signed by hand, or the record of a refusal: whether a signer agreed is not on record, so his copy stays blank."""
    last = _last_reply(at, file)
    if last is None or last.own["signature"] != Signature.REFUSED:
        return {"state": "blank"}
    return {"state": "refused", "on": last.on, "record": last.own["refusal_words"] or ""}


def _last_reply(at: At, file: CaseFile) -> StepRecord | None:
    letters = matter_steps.of_matter(at.transaction, file.matter.id, Step.REPLY_LETTER)
    return letters[-1] if letters else None


def _asking(matter: StoredMatter) -> str:
    level = matter.assigned_level
    if level is None or matter.assigned_on is None:
        raise Refusal(f"{matter.number}不是上级要结果的案件，不出查处结果报告。")
    return ASKING_ORGANS[level]


def _report(at: At, file: CaseFile, waiting: Waiting) -> Composed:
    matter, outcome, facts = file.matter, _outcome(file, "查处结果报告"), _said(at, file, Step.EXPLANATION, Step.RESULT)
    particulars = said(_report_asks(at, waiting), waiting)
    asking = particulars["asking_organ"]
    fields = {
        "issue": issue_of(at, at.organs.bureau.name),
        "signers": _directors(at),
        "asking_organ": asking,
        "subject": told(matter.gist).rstrip("。"),
        "asked_on": matter.assigned_on,
        "asked_number": matter.assigned_document or "",
        "matter": matter.number,
        "summary": told(matter.gist),
        "petitioner": file.petitioner,
        "due_on": matter.asked_due_on or due_of(at, matter).due_on,
        "facts": facts or (outcome,),
        "findings": outcome if facts else "",
        "measures": _said(at, file, Step.CONCLUSION) or (outcome,),
        "petitioner_says": _signed(file),
        "contact": at.display_name,
        "kept_secret": file.kept_secret,
    }
    return Composed(at.organs.bureau.name, (Original(asking, fields),), matter.number, file.protected, particulars=particulars)


def _report_asks(at: At, waiting: Waiting) -> tuple[Particular, ...]:
    """The register keeps only how high the asking organ stands: its name may be written."""
    return (Particular("asking_organ", "报送哪个机关", _asking(case_file(at, waiting.subject).matter)),)


def _directors(at: At) -> tuple[str, ...]:
    """签发人 is the director, whoever prints."""
    return tuple(each.display_name for each in accounts.every(at.transaction) if Role.DIRECTOR.value in each.roles and not each.removed)[:1]


def _signed(file: CaseFile) -> str:
    matter = file.matter
    if matter.no_reply_needed:
        return "不需答复。"
    if matter.signature is None or matter.replied_on is None:
        return "答复意见书尚未送达。"
    return f"{day_words(matter.replied_on)}送达答复意见书，{PETITIONER}{SIGNATURE_WORDS[matter.signature]}。"


SOURCES = (
    per_ending(REPLY, "上访答复意见书", lambda _matter: TO_PETITIONER, _reply, _to_be_answered),
    per_ending(REPORT, "查处结果报告", _asking, _report, _to_be_reported, _report_asks),
)
