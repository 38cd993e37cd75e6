"""接访通知: the heads of a unit come and receive its petitioners in person (二、third paragraph)."""

from dataclasses import dataclass

from reports.document import Document
from reports.documents.issue import Content, Issue, official
from reports.documents.parts import ClauseCited, open_end, withheld
from reports.wording import Wording


@dataclass(frozen=True, slots=True)
class SummonsNotice:
    """What a summons says."""

    issue: Issue
    unit_full_name: str
    petition: str
    """The visit's register number."""
    happened: str
    """When and where: 一九九六年三月五日上午在市委门前."""
    visitors: str
    """周演示等12人; where the identity is withheld only how many."""
    why: str
    """集体上访, 越级上访 or both."""
    summary: str
    clause: ClauseCited
    heads: str
    """Who is to come: 主要负责人张演示."""
    place: str
    by: str
    """When: 接到本通知后立即, 今日十二时前."""
    subordinate: str = ""
    """The unit below it where the visit began; empty for the unit itself."""
    kept_secret: tuple[str, ...] = ()
    """Names that must not stand in the document."""


def document(notice: SummonsNotice, words: Wording) -> Document:
    """The notice as a letter. Raises Refusal for a fault in the wording, and where it would name someone kept secret."""
    withheld(notice.kept_secret, (notice.visitors, notice.summary, notice.happened))
    fields = {
        "unit_full": notice.unit_full_name,
        "happened": notice.happened,
        "visitors": notice.visitors,
        "subordinate": notice.subordinate,
        "summary": open_end(notice.summary),
        "petition": notice.petition,
        "why": notice.why,
        "heads": notice.heads,
        "place": notice.place,
        "by": notice.by,
        "citation": notice.clause.citation,
        "words": open_end(notice.clause.words),
    }
    return official(words, notice.issue, Content(fields, names=(notice.unit_full_name,)))
