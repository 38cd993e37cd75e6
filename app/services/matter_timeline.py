"""What happened on a matter, in order, in the words of the office; petitioners' names never stand in it."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import Any

from app.regulation.terms import AskingLevel, Signature
from app.services.matter_values import ASKING_WORDS, SIGNATURE_WORDS, TimelineEntry
from app.services.petition_form import FORM_WORDS, LEVEL_WORDS, WITHHELD
from app.store import matter_steps, petition_changes, petitions
from app.store.database import Transaction
from app.store.matter_steps import LONG_STANDING, Finding, Step, StepRecord
from app.store.matters import StoredMatter
from app.store.petition_changes import Correction
from app.store.petitions import StoredPetition


def timeline(transaction: Transaction, matter: StoredMatter, *, withheld: bool = False) -> tuple[TimelineEntry, ...]:
    """Every petition, step and finding on the matter by date; on one day petitions first, then steps as they follow each other.

    ``withheld``: what was written in words is not told, since it may tell what the matter is about.
    """
    entries: list[TimelineEntry] = []
    for petition in petitions.of_matter(transaction, matter.id):
        entries.extend(_petition(petition))
        entries.extend(_serious(petition, finding) for finding in matter_steps.findings_on(transaction, petition_id=petition.id))
    for step in matter_steps.all_of_matter(transaction, matter.id):
        entries.extend(_step(step))
    entries.extend(_finding(finding) for finding in matter_steps.findings_on(transaction, matter_id=matter.id))
    corrected = petition_changes.corrections_of_matter(transaction, matter.id)
    entries.extend(_transfer(correction) for correction in corrected if correction.field == "unit")
    told = sorted(entries, key=lambda entry: entry.on)
    return tuple(entry._replace(words=WITHHELD) if withheld and entry.words else entry for entry in told)


def _petition(petition: StoredPetition) -> Iterator[TimelineEntry]:
    told = ((petition.repeat, "，重访"), (petition.voided, "，已作废"), (petition.late, "，补录"))
    marks = "".join(mark for holds, mark in told if holds)
    title = f"{FORM_WORDS[petition.form]}（到{LEVEL_WORDS[petition.level]}，{petition.people}人{marks}）"
    by = petition.registered_by_name or ""
    imported = petition.registered_by is None
    yield TimelineEntry(petition.received_on, "petition", title, petition.gist or "", petition.number, by, imported)
    if petition.received_by_unit_name:
        left = "已领回" if petition.left_with_unit else ""
        came = (petition.received_by_unit_name, petition.received_by_unit_post, petition.received_by_unit_time, left)
        yield TimelineEntry(petition.received_on, "receiving", "单位接访", "　".join(filter(None, came)), petition.number, by, imported)


def _serious(petition: StoredPetition, finding: Finding) -> TimelineEntry:
    withdrawn = f"（已撤销：{finding.withdrawn}）" if finding.withdrawn else ""
    title = f"认定严重恶果{withdrawn}"
    return TimelineEntry(finding.on, "finding", title, finding.words, petition.number, finding.decided_by or "", finding.imported)


def _step(step: StepRecord) -> Iterator[TimelineEntry]:
    title, words = _TELL[step.kind](step.own)
    yield TimelineEntry(step.on, step.kind.value, title, words, "", step.by or "", step.imported)
    if step.own.get("refused_on"):
        words = str(step.own["refusal_reason"] or "")
        yield TimelineEntry(step.own["refused_on"], "refusal", "单位拒办", words, "", step.by or "", step.imported)
    if step.own.get("not_carried_out_on"):
        yield TimelineEntry(step.own["not_carried_out_on"], "not_carried_out", "上级处理意见未执行", "", "", step.by or "", step.imported)


def _finding(finding: Finding) -> TimelineEntry:
    title = "认定为信访老户" if finding.kind == LONG_STANDING else "认定"
    withdrawn = f"（已撤销：{finding.withdrawn}）" if finding.withdrawn else ""
    return TimelineEntry(finding.on, "finding", f"{title}{withdrawn}", finding.words, "", finding.by or "", finding.imported)


def _transfer(correction: Correction) -> TimelineEntry:
    title, day = f"责任单位由{correction.former}改为{correction.present}", date.fromisoformat(correction.at[:10])
    return TimelineEntry(day, "transfer", title, correction.reason or "", "", correction.by, imported=False)


def _assignment(own: Mapping[str, Any]) -> tuple[str, str]:
    level = f"（{ASKING_WORDS[AskingLevel(own['asking_level'])]}要结果）" if own["asking_level"] else ""
    return f"交办{level}", own["document"] or ""


def _acknowledgement(own: Mapping[str, Any]) -> tuple[str, str]:
    return "单位接收", own["by_name"] or ""


def _urging(own: Mapping[str, Any]) -> tuple[str, str]:
    return f"第{own['ordinal']}次催办", own["words"] or ""


def _extension(own: Mapping[str, Any]) -> tuple[str, str]:
    return "因复杂延期", own["reason"]


def _explanation(own: Mapping[str, Any]) -> tuple[str, str]:
    return "说明查处情况", own["words"] or ""


def _result(own: Mapping[str, Any]) -> tuple[str, str]:
    return "上报结果", "　".join(words for words in (own["document"], own["words"]) if words)


def _conclusion(own: Mapping[str, Any]) -> tuple[str, str]:
    return "办结", own["outcome"] or ""


def _reply_letter(own: Mapping[str, Any]) -> tuple[str, str]:
    signed = f"（{SIGNATURE_WORDS[Signature(own['signature'])]}）" if own["signature"] else ""
    return f"答复意见书{signed}", "　".join(words for words in (own["number"], own["refusal_words"]) if words)


def _higher_opinion(own: Mapping[str, Any]) -> tuple[str, str]:
    return f"{own['office']}的处理意见", own["words"]


_TELL: dict[Step, Callable[[Mapping[str, Any]], tuple[str, str]]] = {
    Step.ASSIGNMENT: _assignment,
    Step.ACKNOWLEDGEMENT: _acknowledgement,
    Step.URGING: _urging,
    Step.EXTENSION: _extension,
    Step.EXPLANATION: _explanation,
    Step.RESULT: _result,
    Step.CONCLUSION: _conclusion,
    Step.REPLY_LETTER: _reply_letter,
    Step.HIGHER_OPINION: _higher_opinion,
}
