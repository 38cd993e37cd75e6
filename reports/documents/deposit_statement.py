"""保证金对账单: a township's deposit of one year, entry by entry, with the balance after each."""

from dataclasses import dataclass
from datetime import date

from reports.blocks import Column, Table
from reports.document import Document
from reports.documents.issue import Content, Issue, official
from reports.money import capitals, yuan, yuan_with_fen
from reports.numerals import day_words, year_words
from reports.wording import Wording

_COLUMNS = (
    Column("日期"), Column("摘要", "left"), Column("缴入（元）", "decimal"), Column("扣缴（元）", "decimal"),
    Column("余额（元）", "decimal"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class DepositEntry:
    """One entry of the ledger; sums in 分."""

    on: date
    text: str
    paid: int = 0
    drawn: int = 0


@dataclass(frozen=True, slots=True)
class DepositStatement:
    """What a statement says."""

    issue: Issue
    unit_name: str
    unit_full_name: str
    year: int
    until: date
    entries: tuple[DepositEntry, ...]
    owed: int = 0
    """What the deposit lacks, 分."""

    @property
    def paid(self) -> int:
        """分."""
        return sum(entry.paid for entry in self.entries)

    @property
    def drawn(self) -> int:
        """分."""
        return sum(entry.drawn for entry in self.entries)


def document(statement: DepositStatement, words: Wording) -> Document:
    """The statement as a letter. Raises Refusal for a fault in the wording."""
    balance = statement.paid - statement.drawn
    fields = {
        "unit": statement.unit_name,
        "unit_full": statement.unit_full_name,
        "year": year_words(statement.year),
        "until": day_words(statement.until),
        "paid": yuan(statement.paid),
        "drawn": yuan(statement.drawn),
        "balance": yuan(balance),
        "balance_capitals": capitals(balance),
        "owed": yuan(statement.owed) if statement.owed else "",
    }
    names = (statement.unit_name, statement.unit_full_name)
    return official(words, statement.issue, Content(fields, inserts={"entries": (_entries(statement),)}, names=names))


def _entries(statement: DepositStatement) -> Table:
    rows: list[tuple[str, ...]] = []
    balance = 0
    for entry in statement.entries:
        balance += entry.paid - entry.drawn
        sums = (yuan_with_fen(entry.paid) if entry.paid else "", yuan_with_fen(entry.drawn) if entry.drawn else "")
        rows.append((f"{entry.on.year}.{entry.on.month}.{entry.on.day}", entry.text, *sums, yuan_with_fen(balance)))
    rows.append(("", "合计", yuan_with_fen(statement.paid), yuan_with_fen(statement.drawn), yuan_with_fen(balance)))
    return Table(_COLUMNS, tuple(rows))
