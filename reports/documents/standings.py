"""年终考评通报 (五): the table of all units, the scoring sheet and the readings as attachments."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from reports.blocks import Annex, Column, Table
from reports.document import Document
from reports.documents.issue import Content, Issue, official
from reports.documents.parts import listed, mark
from reports.documents.readings import ReadingRow, readings_table
from reports.numerals import day_words, year_words
from reports.wording import Wording

FourNumbers = tuple[int, int, int, int]
"""At 市 · 地区 · 省 · 京."""

_LEVELS = ("市", "地区", "省", "京")
_COLUMNS = (
    Column("名次"), Column("单位", "left"), Column("总分", "decimal"), Column("来访", "right"), Column("来信", "right"),
    Column("重访", "right"),
    *(Column(level, "right", "集体访") for level in _LEVELS), *(Column(level, "right", "非集体越级访") for level in _LEVELS[1:]),
    Column("应结", "right", "案件"), Column("按期", "right", "案件"), Column("按期查结率（%）", "decimal"), Column("四无"),
    Column("罚款（元）", "right"), Column("一票否决", "left"), Column("奖励", "left"),
)  # fmt: skip
_SHEET = (Column("项目"), Column("内容", "left"), Column("满分", "right"), Column("计分办法", "left"), Column("扣分"))


@dataclass(frozen=True, slots=True)
class StandingRow:
    """One unit's year, as the table shows it."""

    rank: int | None
    """None for a unit closed earlier in the year."""
    name: str
    score: str
    """With two decimals: 95.00."""
    visits: int
    letters: int
    repeats: int
    collective: FourNumbers
    skipping: FourNumbers
    """Non-collective level-skipping visits; those at 市 are not shown."""
    due: int
    in_time: int
    rate: str
    """Per cent with two decimals."""
    four_noes: bool
    fines: int
    """Whole 元."""
    vetoes: tuple[str, ...] = ()
    """Citations."""
    rewards: tuple[str, ...] = ()
    """Citations."""


@dataclass(frozen=True, slots=True)
class SheetItem:
    """One item of the scoring sheet."""

    item: str
    name: str
    full: str
    how: str
    deduction: str


@dataclass(frozen=True, slots=True)
class StandingsCircular:
    """What the circular of a year's standings says."""

    issue: Issue
    year: int
    as_of: date
    closed: bool
    units: tuple[StandingRow, ...]
    """In the order of the ranking."""
    sheet_name: str
    """《信访工作目标管理考评计分标准》, with its marks."""
    sheet_reference: bool
    """The sheet is only one for reference."""
    sheet: tuple[SheetItem, ...]
    readings: tuple[ReadingRow, ...]


def document(paper: StandingsCircular, words: Wording) -> Document:
    """The circular as an official document. Raises Refusal for a fault in the wording."""
    fields = _fields(paper)
    names = tuple(words.text(name, fields) for name in ("annex_results", "annex_sheet", "annex_readings"))
    tables = (_results(paper.units), _sheet(paper), readings_table(paper.readings))
    annexes = tuple(Annex(name, (table,)) for name, table in zip(names, tables, strict=True))
    return official(words, paper.issue, Content(fields), attachments=names, annexes=annexes)


def _fields(paper: StandingsCircular) -> dict[str, str]:
    ranked = [unit for unit in paper.units if unit.rank is not None]
    vetoed = [unit.name for unit in paper.units if unit.vetoes]
    best = [unit for unit in ranked if unit.rank == 1]
    return {
        "year": year_words(paper.year),
        "as_of": day_words(paper.as_of),
        "provisional": mark(not paper.closed),
        "count": str(len(ranked)),
        "best": listed([unit.name for unit in best]),
        "best_score": best[0].score if best else "",
        "vetoed": listed(vetoed),
        "vetoed_count": str(len(vetoed)),
        "rewarded": listed([unit.name for unit in paper.units if unit.rewards]),
        "fines": str(sum(unit.fines for unit in paper.units)),
        "sheet": paper.sheet_name + ("（参考）" if paper.sheet_reference else ""),
        "sheet_reference": mark(paper.sheet_reference),
    }


def _results(units: Sequence[StandingRow]) -> Table:
    return Table(_COLUMNS, tuple(_cells(unit) for unit in units))


def _cells(unit: StandingRow) -> tuple[str, ...]:
    numbers = (unit.visits, unit.letters, unit.repeats, *unit.collective, *unit.skipping[1:], unit.due, unit.in_time)
    return (
        "" if unit.rank is None else str(unit.rank), unit.name, unit.score, *map(str, numbers), unit.rate, mark(unit.four_noes),
        str(unit.fines), listed(unit.vetoes), listed(unit.rewards),
    )  # fmt: skip


def _sheet(paper: StandingsCircular) -> Table:
    return Table(_SHEET, tuple((row.item, row.name, row.full, row.how, row.deduction) for row in paper.sheet))
