"""责任查究通报 / 建议书 (四): to the unit as a circular, or to the organ in charge as a proposal; a person has decided what it says."""

from dataclasses import dataclass

from reports.document import Document
from reports.documents.issue import Content, Issue, official
from reports.documents.parts import ClauseCited, mark, noted, open_end, withheld
from reports.wording import Wording


@dataclass(frozen=True, slots=True)
class AccountablePerson:
    """Whom it concerns and what is decided or proposed."""

    name: str
    post: str
    """主要领导, 分管领导, 信访助理员, 直接责任人."""
    measure: str
    """通报批评, 党纪处分, 政纪处分, 移送司法机关."""


@dataclass(frozen=True, slots=True)
class AccountabilityPaper:
    """What a paper on accountability says."""

    issue: Issue
    unit_name: str
    addressee: str
    clause: ClauseCited
    """One of 四、1 to 7."""
    basis: str
    """四、首句, verbatim."""
    facts: str
    """What was found, as the person who decided wrote it."""
    people: tuple[AccountablePerson, ...]
    evidence: tuple[str, ...] = ()
    proposal: bool = False
    """A proposal to the organ in charge; False: a circular."""
    decided: str = ""
    """Who decided, when, a whole sentence."""
    kept_secret: tuple[str, ...] = ()
    """Names that must not stand in the document."""


def document(paper: AccountabilityPaper, words: Wording) -> Document:
    """The paper as an official document. Raises Refusal for a fault in the wording, and where it would name someone kept secret."""
    withheld(paper.kept_secret, (paper.facts, paper.decided, *(person.measure for person in paper.people)))
    fields = {
        "addressee": paper.addressee,
        "unit": paper.unit_name,
        "what": "建议书" if paper.proposal else "通报",
        "circular": mark(not paper.proposal),
        "proposal": mark(paper.proposal),
        "citation": paper.clause.citation,
        "words": open_end(paper.clause.words),
        "basis": paper.basis,
        "facts": paper.facts,
        "evidence_note": noted(paper.evidence),
        "decided": paper.decided,
    }
    people = [{"person": person.name, "post": person.post, "measure": open_end(person.measure)} for person in paper.people]
    return official(words, paper.issue, Content(fields, {"people": people}, names=(paper.unit_name,)))
