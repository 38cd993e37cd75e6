"""延期通知: a collective case is complex, its limit becomes two months (二、third paragraph); to the unit and to the petitioner."""

from dataclasses import dataclass
from datetime import date

from reports.document import Document
from reports.documents.issue import Content, Issue, official
from reports.documents.parts import ClauseCited, mark, open_end, withheld
from reports.numerals import day_words
from reports.wording import Wording


@dataclass(frozen=True, slots=True)
class ExtensionNotice:
    """What an extension says."""

    issue: Issue
    unit_full_name: str
    matter: str
    summary: str
    reason: str
    """Why it is complex, as recorded."""
    first_due_on: date
    due_on: date
    clause: ClauseCited
    petitioner: str = ""
    """The petitioner, with how he is addressed, where this original goes to him; empty for the unit's."""
    kept_secret: tuple[str, ...] = ()
    """Names that must not stand in the unit's original."""


def document(notice: ExtensionNotice, words: Wording) -> Document:
    """The notice as a letter. Raises Refusal for a fault in the wording, and where it would name someone kept secret."""
    if not notice.petitioner:
        withheld(notice.kept_secret, (notice.summary, notice.reason))
    fields = {
        "addressee": notice.petitioner or notice.unit_full_name,
        "to_unit": mark(not notice.petitioner),
        "to_petitioner": mark(bool(notice.petitioner)),
        "unit_full": notice.unit_full_name,
        "matter": notice.matter,
        "summary": open_end(notice.summary),
        "reason": open_end(notice.reason),
        "first_due": day_words(notice.first_due_on),
        "due": day_words(notice.due_on),
        "citation": notice.clause.citation,
        "words": open_end(notice.clause.words),
    }
    return official(words, notice.issue, Content(fields, names=(notice.unit_full_name,)))
