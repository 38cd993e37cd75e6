"""一票否决书 (五, first paragraph): for the unit and, as a second original, for its superior."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from reports.document import Copies, Document, Printed, Signature
from reports.numerals import year_words
from reports.wording import Wording


@dataclass(frozen=True, slots=True)
class VetoClause:
    """One clause of 三（二）1 that holds, with what it rests on."""

    citation: str
    """As people read it: 三（二）1（2）."""
    words: str
    """The clause, verbatim."""
    evidence: tuple[str, ...]
    """Register numbers; none for 三（二）1（4）."""
    finding: str
    """What was found, in plain words: 到地区集体上访3次."""


@dataclass(frozen=True, slots=True)
class VetoNotice:
    """What a veto notice says."""

    unit_name: str
    """As in the register: 侯营镇."""
    unit_full_name: str
    """As addressed: 侯营镇人民政府."""
    superior_name: str
    original: Literal["unit", "superior"]
    year: int
    day: date
    number: str | None
    """发文字号, or None before the register gave one."""
    organ: str
    """聊城市信访局."""
    clauses: tuple[VetoClause, ...]
    score: str
    """With two decimals: 55.00."""
    key_list_year: int
    fines_total: int
    """Whole 元."""
    measures: str
    """三（二）2, verbatim."""
    sample: bool = False
    blank: str = ""
    """What stands in the number's place before it is given."""
    sealed: bool = True
    specimen: bool = False
    """With a drawn seal, marked 样章."""


def document(notice: VetoNotice, words: Wording) -> Document:
    """The notice as an official document, in the words of `resources/wording/veto.toml`. Raises Refusal for a fault in the wording."""
    fields = _fields(notice)
    copies = (Copies(words.text("copies_label", fields), words.text("copies", fields)),) if words.text("copies", fields) else ()
    return Document(
        header=words.text("header", fields),
        number=notice.number or notice.blank or words.text("number_blank", fields),
        title=words.lines("title", fields),
        addressee=fields["addressee"],
        body=words.blocks(fields, {"clauses": [_clause_fields(clause) for clause in notice.clauses]}),
        signature=Signature(notice.day, notice.organ, notice.sealed, specimen=notice.specimen),
        copies=copies,
        printed=Printed(words.text("printed_by", fields), notice.day),
        draft=notice.number is None,
        sample=notice.sample,
        whole_words=(notice.unit_name, notice.unit_full_name, notice.organ),
        organ=notice.organ,
    )


def _fields(notice: VetoNotice) -> dict[str, str]:
    """The fields the wording may use."""
    to_unit = notice.original == "unit"
    return {
        "organ": notice.organ,
        "unit": notice.unit_name,
        "unit_full": notice.unit_full_name,
        "superior": notice.superior_name,
        "addressee": notice.unit_full_name if to_unit else notice.superior_name,
        "subject": "你单位" if to_unit else notice.unit_full_name,
        "to_unit": "是" if to_unit else "",
        "to_superior": "" if to_unit else "是",
        "year": year_words(notice.year),
        "key_list_year": year_words(notice.key_list_year),
        "number_year": str(notice.day.year),
        "number_word": "",
        "score": notice.score,
        "score_apart": "" if any(notice.score in clause.finding for clause in notice.clauses) else "是",
        "fines": str(notice.fines_total) if notice.fines_total else "",
        "measures": notice.measures.rstrip("。；"),
    }


def _clause_fields(clause: VetoClause) -> dict[str, str]:
    return {
        "citation": clause.citation,
        "words": clause.words.rstrip("。；，"),
        "finding": clause.finding.rstrip("。；，"),
        "evidence": "、".join(clause.evidence),
        "evidence_note": f"（登记号：{'、'.join(clause.evidence)}）" if clause.evidence else "",
    }
