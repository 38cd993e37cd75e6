"""The standings as a workbook one hands on: the table, items, every decision with its clause and evidence, and what they rest on."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

from app.regulation.decisions import Decision, UnitResult, Verdict
from app.regulation.parameters import NUMBER_NAMES
from app.regulation.rounding import two_places
from app.services import rules
from app.services.annual_explanation import MATTER_CLAUSES, PERSON_FINDS, PETITION_ITEMS
from app.services.annual_explanation_text import LEVEL_WORDS, PROTECTED
from app.services.annual_result import Standings, missing_items
from app.services.documents.readings_table import reading_rows
from app.services.documents.sheet_table import sheet_rows
from app.services.exchange.writing import SheetWriter, workbook
from app.services.petition_form import FORM_WORDS
from app.services.standings_rows import HEADERS, cells, notes
from app.store import evidence
from app.store.database import Transaction
from app.store.evidence import CitedMatter, CitedPetition

VERDICT_WORDS = {
    Verdict.VETO: "一票否决",
    Verdict.REWARD: "奖励",
    Verdict.MERIT: "记功",
    Verdict.FINE: "罚款",
    Verdict.PROPOSAL: "责任查究（提请，由人核定）",
}
Row = list[Any]


@dataclass(frozen=True, slots=True)
class Behind:
    """What stands behind the decisions, and how the readings are read."""

    petitions: Mapping[str, CitedPetition]
    matters: Mapping[str, CitedMatter]
    readings: tuple[dict[str, Any], ...]
    may_read: bool


def gathered(transaction: Transaction, standings: Standings, *, may_read: bool) -> Behind:
    """Reads the evidence of all decisions and items; what petitions are about is told only to who `may_read`, never of protected ones."""
    petitions: set[str] = set()
    matters: set[str] = set()
    for unit in standings.result.units:
        for item in unit.items:
            (petitions if item.item in PETITION_ITEMS else matters).update(item.evidence)
        for decision in _decisions(unit):
            (matters if decision.clause in MATTER_CLAUSES else petitions).update(decision.evidence)
    readings = reading_rows(transaction, standings.parameters, standings.as_of)
    return Behind(evidence.petitions_cited(transaction, petitions), evidence.matters_cited(transaction, matters), readings, may_read)


def standings_workbook(standings: Standings, behind: Behind, path: Path) -> None:
    """Writes it; text is text, numbers are numbers. Raises Refusal where the file cannot be written."""
    with workbook(path) as book:
        _sheet(book, f"{standings.year}年度考评", HEADERS, map_cells(standings), kept=3)
        _sheet(book, "计分", _item_headers(standings), _item_rows(standings), kept=2)
        _sheet(book, "结论", DECISION_HEADERS, _decision_rows(standings), widths=(10, 20, 14, 14, 60, 12, 40, 24, 40), kept=2)
        _sheet(book, "依据·来访来信", PETITION_HEADERS, _petition_rows(behind), widths=(14, 12, 8, 10, 8, 8, 20, 16, 8, 60), kept=1)
        _sheet(book, "依据·案件", MATTER_HEADERS, _matter_rows(behind), widths=(16, 12, 12, 12, 12, 12, 12, 20, 60), kept=1)
        _sheet(book, "口径", READING_HEADERS, _reading_rows(behind), widths=(16, 40, 40, 50, 16))
        _sheet(book, "计分标准", SHEET_HEADERS, _sheet_rows(standings), widths=(8, 30, 8, 44, 16))
        _sheet(book, "参数", PARAMETER_HEADERS, _parameter_rows(standings), widths=(30, 30, 8, 16, 44))
        _sheet(book, "说明", ("说明",), ([note] for note in notes(standings)), widths=(100,))


DECISION_HEADERS = ("代码", "单位", "结论", "条款", "条款原文", "金额（元）", "依据", "所用口径", "尚须由人核定")
PETITION_HEADERS = ("登记号", "日期", "形式", "级别", "人数", "代表人数", "责任单位", "事项编号", "重访", "反映内容")
MATTER_HEADERS = ("事项编号", "受理日期", "到期日", "要结果到期", "上报日期", "说明日期", "办结日期", "责任单位", "摘要")
READING_HEADERS = ("条款", "原文", "所取口径", "其他理解", "自何日起")
SHEET_HEADERS = ("项目", "名称", "满分", "计数", "每起扣分")
PARAMETER_HEADERS = ("参数", "数值", "单位", "条款", "原文")


def _sheet(book: Any, name: str, headers: Any, rows: Any, *, widths: tuple[int, ...] = (), kept: int = 0) -> None:
    writer = SheetWriter(book, name)
    writer.head(headers, widths=widths, kept=kept)
    for row in rows:
        writer.row(row)
    writer.finish()


def map_cells(standings: Standings) -> Iterator[Row]:
    """The rows of the table."""
    return (cells(standings, unit) for unit in standings.result.units)


def _item_headers(standings: Standings) -> tuple[str, ...]:
    return ("代码", "单位", "得分", *(f"{item.id} {item.name}" for item in standings.sheet.items), "未录入")


def _item_rows(standings: Standings) -> Iterator[Row]:
    for unit in standings.result.units:
        taken = (Decimal(two_places(-item.deduction)) if item.entered else "未录入" for item in unit.items)
        yield [unit.code, unit.name, Decimal(two_places(unit.score)), *taken, " ".join(missing_items(unit))]


def _decisions(unit: UnitResult) -> tuple[Decision, ...]:
    return (*unit.vetoes, *unit.rewards, *((unit.merit,) if unit.merit else ()), *unit.fines, *unit.accountability)


def _decision_rows(standings: Standings) -> Iterator[Row]:
    text, names = rules.regulation(), {key: each.subject for key, each in rules.shipped_parameters().readings.items()}
    for unit in standings.result.units:
        for each in _decisions(unit):
            clause = text.clause(each.clause)
            used = "、".join(names.get(key, key) for key in each.readings)
            yield [
                unit.code, unit.name, VERDICT_WORDS[each.verdict], clause.citation, clause.words, each.amount,
                "、".join(each.evidence), used, PERSON_FINDS.get(each.clause, ""),
            ]  # fmt: skip


def _petition_rows(behind: Behind) -> Iterator[Row]:
    for number, each in sorted(behind.petitions.items()):
        gist = PROTECTED if each.protected else (each.gist if behind.may_read else "")
        form = next(words for form, words in FORM_WORDS.items() if form == each.form)
        yield [
            number, each.received_on, form, LEVEL_WORDS[next(level for level in LEVEL_WORDS if level == each.level)], each.people,
            each.represented, each.unit_name, each.matter, "重访" if each.repeat else "", gist,
        ]  # fmt: skip


def _matter_rows(behind: Behind) -> Iterator[Row]:
    for number, each in sorted(behind.matters.items()):
        gist = PROTECTED if each.protected else (each.gist if behind.may_read else "")
        days = (each.accepted_on, each.due_on, each.asked_due_on, each.reported_on, each.explained_on, each.concluded_on)
        yield [number, *days, each.unit_name, gist]


def _reading_rows(behind: Behind) -> Iterator[Row]:
    return ([row["citation"], row["words"], row["taken"], row["alternatives"], row["since"]] for row in behind.readings)


def _sheet_rows(standings: Standings) -> Iterator[Row]:
    yield ["", f"{standings.sheet.name} {standings.sheet.version}", standings.sheet.full, f"自 {standings.sheet.since} 起施行", ""]
    for row in sheet_rows(standings.sheet):
        yield [row["item"], row["name"], int(row["full"]), row["how"], row["deduction"]]


def _parameter_rows(standings: Standings) -> Iterator[Row]:
    text, table = rules.regulation(), rules.shipped_parameters()
    for name in NUMBER_NAMES:
        number, value = table.numbers[name], getattr(standings.parameters, name)
        shown = "、".join(map(str, value)) if isinstance(value, tuple) else value
        yield [number.subject, shown, number.unit, text.clause(number.clause).citation if number.clause else "本局设定", number.words]
