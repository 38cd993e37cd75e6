"""口径表: how the regulation is read where it is silent or doubtful; printed alone, and with the annual result."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from reports.blocks import Column, Table
from reports.document import Document
from reports.numerals import day_words
from reports.wording import Wording

_COLUMNS = (
    Column("序号"), Column("条款"), Column("原文", "left"), Column("本局口径", "left"), Column("其他可能的理解", "left"),
    Column("自何时起"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class ReadingRow:
    """One reading."""

    citation: str
    words: str
    """The words it reads."""
    taken: str
    alternatives: str
    since: str
    """The day from which it holds, as people read it."""


@dataclass(frozen=True, slots=True)
class ReadingsPaper:
    """The table of readings as a paper of its own."""

    organ: str
    day: date
    as_of: date
    """The readings in force on this day."""
    readings: tuple[ReadingRow, ...]
    sample: bool = False


def document(paper: ReadingsPaper, words: Wording) -> Document:
    """The table as a plain paper. Raises Refusal for a fault in the wording."""
    fields = {"organ": paper.organ, "as_of": day_words(paper.as_of), "count": str(len(paper.readings)), "day": day_words(paper.day)}
    return Document(
        header="",
        number=words.text("number", fields),
        title=words.lines("title", fields),
        body=words.blocks(fields, inserts={"readings": (readings_table(paper.readings),)}),
        signature=None,
        organ=paper.organ,
        dated=paper.day,
        sample=paper.sample,
    )


def readings_table(readings: Sequence[ReadingRow]) -> Table:
    """The readings as a table."""
    rows = tuple((str(n), r.citation, r.words, r.taken, r.alternatives, r.since) for n, r in enumerate(readings, start=1))
    return Table(_COLUMNS, rows)
