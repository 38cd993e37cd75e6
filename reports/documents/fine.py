"""罚款（保证金扣缴）通知书: each event with its clause, and what becomes of the deposit (三（二）3)."""

from dataclasses import dataclass

from reports.blocks import Column, Table
from reports.document import Document
from reports.documents.issue import Content, Issue, official
from reports.money import capitals, yuan
from reports.numerals import year_words
from reports.wording import Wording

_COLUMNS = (
    Column("序号"), Column("事由", "left"), Column("登记号或事项编号"), Column("《规定》条款"), Column("金额（元）", "right"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class FineEvent:
    """One fine."""

    what: str
    """In plain words: 集体赴省上访."""
    evidence: str
    """The petition's register number, or the matter's number."""
    citation: str
    """三（二）3（1）."""
    amount: int
    """Whole 元."""


@dataclass(frozen=True, slots=True)
class DepositUse:
    """What becomes of a township's deposit, in 分."""

    paid: int
    drawn: int
    balance: int
    owed: int


@dataclass(frozen=True, slots=True)
class FineNotice:
    """What a notice of fines says."""

    issue: Issue
    unit_name: str
    unit_full_name: str
    year: int
    events: tuple[FineEvent, ...]
    deposit: DepositUse | None = None
    """None for a unit that pays no deposit."""

    @property
    def total(self) -> int:
        """Whole 元."""
        return sum(event.amount for event in self.events)


def document(notice: FineNotice, words: Wording) -> Document:
    """The notice as an official document. Raises Refusal for a fault in the wording."""
    rows = tuple((str(n), e.what, e.evidence, e.citation, str(e.amount)) for n, e in enumerate(notice.events, start=1))
    table = Table(_COLUMNS, (*rows, ("", "合计", "", "", str(notice.total))))
    content = Content(_fields(notice), inserts={"events": (table,)}, names=(notice.unit_name, notice.unit_full_name))
    return official(words, notice.issue, content)


def _fields(notice: FineNotice) -> dict[str, str]:
    deposit = notice.deposit
    return {
        "unit": notice.unit_name,
        "unit_full": notice.unit_full_name,
        "year": year_words(notice.year),
        "kind_of_fine": "保证金扣缴" if deposit else "罚款",
        "count": str(len(notice.events)),
        "total": str(notice.total),
        "total_capitals": capitals(notice.total * 100),
        "deposit": "是" if deposit else "",
        "no_deposit": "" if deposit else "是",
        "paid": yuan(deposit.paid) if deposit else "",
        "drawn": yuan(deposit.drawn) if deposit else "",
        "balance": yuan(deposit.balance) if deposit else "",
        "owed": yuan(deposit.owed) if deposit and deposit.owed else "",
    }
