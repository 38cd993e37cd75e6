"""查处结果报告: a report to the organ above that asked for the result, with 签发人."""

from dataclasses import dataclass
from datetime import date

from reports.document import Document
from reports.documents.issue import Content, Issue, official
from reports.documents.parts import mark, open_end, withheld
from reports.numerals import day_words
from reports.wording import Wording


@dataclass(frozen=True, slots=True)
class ResultReport:
    """What a report says."""

    issue: Issue
    signers: tuple[str, ...]
    """签发人."""
    asking_organ: str
    subject: str
    """As the title names the case: 侯营镇东街村土地承包问题."""
    asked_on: date
    matter: str
    summary: str
    petitioner: str | None
    """None where the identity is withheld."""
    due_on: date
    facts: tuple[str, ...]
    findings: str
    measures: tuple[str, ...]
    petitioner_says: str
    """What the petitioner signed, or that he refused."""
    contact: str
    asked_number: str = ""
    """发文字号 of the organ that asked."""
    kept_secret: tuple[str, ...] = ()
    """Names that must not stand in the document."""


def document(report: ResultReport, words: Wording) -> Document:
    """The report as a document that goes up. Raises Refusal for a fault in the wording, and where it would name someone kept secret."""
    said = (report.subject, report.summary, report.findings, report.petitioner_says, *report.facts, *report.measures)
    withheld(report.kept_secret, said)
    fields = {
        "asking_organ": report.asking_organ,
        "subject": report.subject,
        "asked": day_words(report.asked_on),
        "asked_number": f"以{report.asked_number}" if report.asked_number else "",
        "matter": report.matter,
        "summary": open_end(report.summary),
        "petitioner": report.petitioner or "",
        "protected": mark(report.petitioner is None),
        "due": day_words(report.due_on),
        "findings": report.findings,
        "petitioner_says": report.petitioner_says,
        "contact": report.contact,
    }
    groups = {"facts": [{"fact": text} for text in report.facts], "measures": [{"measure": text} for text in report.measures]}
    return official(words, report.issue, Content(fields, groups), signers=report.signers)
