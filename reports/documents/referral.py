"""转送、不予受理告知: the petitioner learns why, where to go, and which reply letter each office above asks for."""

from dataclasses import dataclass

from reports.document import Document
from reports.documents.issue import Content, Issue, official
from reports.documents.parts import mark, open_end
from reports.wording import Wording


@dataclass(frozen=True, slots=True)
class LadderStep:
    """One step up: the office, and whose reply letter it asks for."""

    office: str
    letter: str


@dataclass(frozen=True, slots=True)
class Referral:
    """What a referral says."""

    issue: Issue
    petitioner: str
    """With how he is addressed: 周演示同志."""
    received: str
    """When and how: 一九九六年三月五日来访."""
    summary: str
    petition: str
    """Register number."""
    reason: str
    go_to: str
    """Who is to handle it."""
    ladder: tuple[LadderStep, ...]
    forwarded: bool = True
    """The papers are forwarded; False: the matter is not accepted."""
    address: str = ""


def document(paper: Referral, words: Wording) -> Document:
    """The referral as a letter. Raises Refusal for a fault in the wording."""
    fields = {
        "petitioner": paper.petitioner,
        "received": paper.received,
        "summary": open_end(paper.summary),
        "petition": paper.petition,
        "what": "转送" if paper.forwarded else "不予受理",
        "forwarded": mark(paper.forwarded),
        "declined": mark(not paper.forwarded),
        "reason": open_end(paper.reason),
        "go_to": paper.go_to,
        "address": open_end(paper.address),
    }
    groups = {"ladder": [{"office": step.office, "letter": step.letter} for step in paper.ladder]}
    return official(words, paper.issue, Content(fields, groups))
