"""重点管理单位通知 (三（二）2): which units are on the list, who is bound by it, until when."""

from dataclasses import dataclass

from reports.blocks import Column, Table
from reports.document import Document
from reports.documents.issue import Content, Issue, official
from reports.documents.parts import listed, open_end
from reports.numerals import year_words
from reports.wording import Wording

_COLUMNS = (
    Column("序号"), Column("单位", "left"), Column("列入的依据（《规定》条款）", "left"),
    Column("未跳出前不能提拔、调动的党政主要领导", "left"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class KeyUnit:
    """One unit on the list."""

    name: str
    citations: tuple[str, ...]
    """The clauses of its veto: 三（二）1（2）."""
    bound: tuple[str, ...]
    """Who is bound, with the post: 张演示（主要领导）."""


@dataclass(frozen=True, slots=True)
class KeyListNotice:
    """What the notice of a key list says."""

    issue: Issue
    year: int
    """The year reviewed; the list is the next year's."""
    units: tuple[KeyUnit, ...]
    addressee: str
    measures: str
    """三（二）2, verbatim."""
    exit: str
    """Until when it binds, a whole sentence, as the reading in force says."""


def document(notice: KeyListNotice, words: Wording) -> Document:
    """The notice as an official document. Raises Refusal for a fault in the wording."""
    rows = tuple((str(n), u.name, listed(u.citations), listed(u.bound)) for n, u in enumerate(notice.units, start=1))
    fields = {
        "year": year_words(notice.year),
        "list_year": year_words(notice.year + 1),
        "count": str(len(notice.units)),
        "measures": open_end(notice.measures),
        "exit": notice.exit,
    }
    inserts = {"units": (Table(_COLUMNS, rows),)}
    return official(words, notice.issue, Content(fields, inserts=inserts, addressee=notice.addressee))
