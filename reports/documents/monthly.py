"""信访月报: a month's petitions by form, level, unit and class against the same month of last year, and the cases due and overdue."""

from dataclasses import dataclass

from reports.blocks import Block, Column, Table
from reports.document import Document
from reports.documents.issue import Content, Issue, official
from reports.numerals import chinese_number, year_words
from reports.wording import Wording

_OVERDUE = (Column("序号"), Column("事项编号"), Column("责任单位", "left"), Column("期限"), Column("逾期天数", "right"))
_CHINESE_UNTIL = 2000


@dataclass(frozen=True, slots=True)
class MonthlyCount:
    """One line: what is counted, this month, the same month of last year, this year so far."""

    label: str
    now: int
    before: int
    cumulative: int


@dataclass(frozen=True, slots=True)
class MonthlyGroup:
    """One way of counting: 形式, 到访级别, 责任单位, 内容分类."""

    name: str
    counts: tuple[MonthlyCount, ...]


@dataclass(frozen=True, slots=True)
class OverdueCase:
    """One case overdue at the month's end."""

    matter: str
    unit: str
    due: str
    """As people read it."""
    days: int


@dataclass(frozen=True, slots=True)
class MonthlyReport:
    """What a month's report says."""

    issue: Issue
    year: int
    month: int
    total: int
    total_before: int
    """Of the same month last year."""
    cumulative: int
    groups: tuple[MonthlyGroup, ...]
    due: int
    concluded_in_time: int
    still_open: int
    overdue: int
    overdue_cases: tuple[OverdueCase, ...] = ()
    remarks: str = ""


def document(report: MonthlyReport, words: Wording) -> Document:
    """The report as an official document. Raises Refusal for a fault in the wording."""
    month = f"{_month(report)}月"
    fields = {
        "month": f"{year_words(report.year)}年{month}",
        "month_short": month,
        "total": str(report.total),
        "total_before": str(report.total_before),
        "change": change(report.total, report.total_before),
        "cumulative": str(report.cumulative),
        "due": str(report.due),
        "concluded": str(report.concluded_in_time),
        "overdue": str(report.overdue),
        "open": str(report.still_open),
        "remarks": report.remarks,
    }
    inserts = {"groups": tuple(_group(group) for group in report.groups), "overdue": _overdue(report)}
    return official(words, report.issue, Content(fields, inserts=inserts))


def change(now: int, before: int) -> str:
    """How a number stands to the one before, per cent to one decimal, halves away from zero."""
    if now == before:
        return "持平"
    word, by = ("上升", now - before) if now > before else ("下降", before - now)
    if not before:
        return f"{word}{by}起"
    tenths = (by * 2000 + before) // (2 * before)
    return f"{word}{tenths // 10}.{tenths % 10}%"


def _month(report: MonthlyReport) -> str:
    return chinese_number(report.month) if report.year < _CHINESE_UNTIL else str(report.month)


def _group(group: MonthlyGroup) -> Table:
    columns = (
        Column(group.name, "left"),
        Column("本月（起）", "right"),
        Column("去年同月（起）", "right"),
        Column("本年累计（起）", "right"),
    )
    return Table(columns, tuple((c.label, str(c.now), str(c.before), str(c.cumulative)) for c in group.counts))


def _overdue(report: MonthlyReport) -> tuple[Block, ...]:
    rows = tuple((str(n), case.matter, case.unit, case.due, str(case.days)) for n, case in enumerate(report.overdue_cases, start=1))
    return (Table(_OVERDUE, rows, caption="月底逾期未结案件"),) if rows else ()
