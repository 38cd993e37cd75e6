"""交办通知: a matter given to the responsible unit, with its due date and the clause; a protected complainant is not named (四、6)."""

from dataclasses import dataclass
from datetime import date

from reports.document import Document
from reports.documents.issue import Content, Issue, official
from reports.documents.parts import ClauseCited, listed, mark, open_end, withheld
from reports.numerals import day_words
from reports.wording import Wording


@dataclass(frozen=True, slots=True)
class AssignmentNotice:
    """What an assignment says."""

    issue: Issue
    unit_full_name: str
    matter: str
    """The matter's number."""
    petitions: tuple[str, ...]
    """Register numbers."""
    petitioner: str | None
    """张演示等12人; None where the identity is withheld: then it stands nowhere in the file."""
    arrived: str
    """When and how: 一九九六年三月五日来访."""
    summary: str
    due_on: date
    due_why: str
    """Where the due date comes from, as the store keeps it."""
    due_clause: ClauseCited | None = None
    """None for the bureau's own limit."""
    asked_by: str = ""
    """The organ above that wants the result."""
    acknowledge_days: int = 7
    kept_secret: tuple[str, ...] = ()
    """Names and other words that must not stand in the document; they are looked for, never printed."""


def document(notice: AssignmentNotice, words: Wording) -> Document:
    """The notice as a letter. Raises Refusal for a fault in the wording, and where its text would name someone whose identity is
    withheld."""
    protected = notice.petitioner is None
    said = (notice.summary, notice.arrived, notice.due_why, notice.petitioner or "", notice.asked_by)
    withheld(notice.kept_secret, said)
    clause = notice.due_clause
    fields = {
        "unit_full": notice.unit_full_name,
        "matter": notice.matter,
        "petitions": listed(notice.petitions),
        "petitioner": notice.petitioner or "",
        "protected": mark(protected),
        "arrived": notice.arrived,
        "summary": open_end(notice.summary),
        "asked_by": notice.asked_by,
        "due": day_words(notice.due_on),
        "due_why": open_end(notice.due_why),
        "due_citation": clause.citation if clause else "",
        "due_words": clause.words if clause else "",
        "acknowledge_days": str(notice.acknowledge_days),
    }
    return official(words, notice.issue, Content(fields, names=(notice.unit_full_name,)))
