"""表彰通报 (三（一）): the units and the people commended, by which conditions, and to whom merit is due."""

from dataclasses import dataclass

from reports.blocks import Column, Table
from reports.document import Document, Signature
from reports.documents.issue import Content, Issue, official
from reports.documents.parts import listed, mark
from reports.numerals import year_words
from reports.wording import Wording

_UNITS = (Column("序号"), Column("单位", "left"), Column("符合的条件（《规定》条款）", "left"), Column("记功"), Column("说明", "left"))
_PEOPLE = (Column("序号"), Column("单位", "left"), Column("姓名"), Column("职务"), Column("记功"))


@dataclass(frozen=True, slots=True)
class CommendedUnit:
    """One unit."""

    name: str
    citations: tuple[str, ...]
    """The conditions met: 三（一）2（2）."""
    merit: bool = False
    remark: str = ""


@dataclass(frozen=True, slots=True)
class CommendedPerson:
    """One person."""

    unit: str
    name: str
    post: str
    """As people read it: 信访助理员."""
    merit: bool = False


@dataclass(frozen=True, slots=True)
class Commendation:
    """What a commendation says."""

    issue: Issue
    """`organ` is the lead organ: 中共聊城市委."""
    year: int
    units: tuple[CommendedUnit, ...]
    people: tuple[CommendedPerson, ...] = ()
    with_organs: tuple[str, ...] = ()
    """The organs that issue it together with the lead one: 聊城市人民政府."""


def document(paper: Commendation, words: Wording) -> Document:
    """The commendation as an official document. Raises Refusal for a fault in the wording."""
    issue = paper.issue
    joint = (issue.organ, *paper.with_organs) if paper.with_organs else ()
    fields = _fields(paper)
    inserts = {"units": (_unit_table(paper),), "people": (_people_table(paper),) if paper.people else ()}
    more = {"header": words.text("header_joint", fields)} if joint else {}
    signature = Signature(issue.day, issue.organ, issue.sealed, others=paper.with_organs, specimen=issue.specimen)
    return official(words, issue, Content(fields, inserts=inserts), joint=joint, signature=signature, **more)


def _fields(paper: Commendation) -> dict[str, str]:
    return {
        "header_name": paper.issue.organ,
        "year": year_words(paper.year),
        "unit_count": str(len(paper.units)),
        "people_count": str(len(paper.people)) if paper.people else "",
        "merit_units": listed([unit.name for unit in paper.units if unit.merit]),
        "merit_people": listed([f"{person.name}（{person.unit}）" for person in paper.people if person.merit]),
    }


def _unit_table(paper: Commendation) -> Table:
    rows = tuple((str(n), u.name, listed(u.citations), mark(u.merit), u.remark) for n, u in enumerate(paper.units, start=1))
    return Table(_UNITS, rows)


def _people_table(paper: Commendation) -> Table:
    return Table(_PEOPLE, tuple((str(n), p.unit, p.name, p.post, mark(p.merit)) for n, p in enumerate(paper.people, start=1)))
