"""催办通知: a case not yet reported on is urged, for the nth time."""

from dataclasses import dataclass
from datetime import date

from reports.document import Document
from reports.documents.issue import Content, Issue, official
from reports.documents.parts import ClauseCited, open_end, withheld
from reports.numerals import chinese_number, day_words
from reports.wording import Wording


@dataclass(frozen=True, slots=True)
class UrgingNotice:
    """What an urging says."""

    issue: Issue
    unit_full_name: str
    matter: str
    summary: str
    assigned_on: date
    due_on: date
    times: int
    """1 for the first urging; at most 99."""
    assignment_number: str = ""
    """发文字号 of the assignment."""
    asked_by: str = ""
    clause: ClauseCited | None = None
    """What the delay leads to: 三（二）3（2） for a case asked for, 四、4 for one under a limit of the regulation."""
    kept_secret: tuple[str, ...] = ()
    """Names that must not stand in the document."""


def document(notice: UrgingNotice, words: Wording) -> Document:
    """The notice as a letter. Raises Refusal for a fault in the wording, and where it would name someone kept secret."""
    withheld(notice.kept_secret, (notice.summary, notice.asked_by))
    late = (notice.issue.day - notice.due_on).days
    clause = notice.clause
    fields = {
        "unit_full": notice.unit_full_name,
        "times": chinese_number(notice.times),
        "again": chinese_number(notice.times) if notice.times > 1 else "",
        "matter": notice.matter,
        "summary": open_end(notice.summary),
        "assigned": day_words(notice.assigned_on),
        "assignment_number": f"以{notice.assignment_number}" if notice.assignment_number else "",
        "due": day_words(notice.due_on),
        "overdue": str(late) if late > 0 else "",
        "left": str(-late) if late <= 0 else "",
        "asked_by": notice.asked_by,
        "citation": clause.citation if clause else "",
        "words": clause.words if clause else "",
    }
    return official(words, notice.issue, Content(fields, names=(notice.unit_full_name,)))
