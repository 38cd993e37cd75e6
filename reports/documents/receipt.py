"""受理告知: the petitioner learns that his matter is accepted, who handles it, and until when."""

from dataclasses import dataclass
from datetime import date

from reports.document import Document
from reports.documents.issue import Content, Issue, official
from reports.documents.parts import open_end
from reports.numerals import day_words
from reports.wording import Wording


@dataclass(frozen=True, slots=True)
class Receipt:
    """What a receipt says."""

    issue: Issue
    petitioner: str
    """With how he is addressed: 周演示同志."""
    received: str
    """When and how: 一九九六年三月五日来访."""
    summary: str
    petition: str
    """Register number."""
    matter: str
    unit_full_name: str
    due_on: date
    due_why: str
    next_office: str
    """Where he may go with the reply letter if he does not agree."""


def document(receipt: Receipt, words: Wording) -> Document:
    """The receipt as a letter. Raises Refusal for a fault in the wording."""
    fields = {
        "petitioner": receipt.petitioner,
        "received": receipt.received,
        "summary": open_end(receipt.summary),
        "petition": receipt.petition,
        "matter": receipt.matter,
        "unit_full": receipt.unit_full_name,
        "due": day_words(receipt.due_on),
        "due_why": open_end(receipt.due_why),
        "next_office": receipt.next_office,
    }
    return official(words, receipt.issue, Content(fields, names=(receipt.unit_full_name,)))
