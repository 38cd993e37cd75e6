"""The columns of the register's list: what stands in each, on the screen and in the workbook alike."""

from collections.abc import Callable, Iterator
from datetime import date
from typing import NamedTuple

from app.services.petition_form import FORM_WORDS, LEVEL_WORDS, PURPOSE_WORDS
from app.services.register_search_values import CASE_WORDS, RegisterLine

Cell = str | int | date


class Column(NamedTuple):
    """A column: its key (kept in settings), its header, and what a line says in it."""

    key: str
    header: str
    cell: Callable[[RegisterLine], Cell]


def marks_of(line: RegisterLine) -> Iterator[str]:
    """What is particular about a petition, in words."""
    marks = (
        ("作废", line.voided),
        ("保密", line.protected),
        ("集体", line.collective),
        ("越级", line.skipping),
        ("重访", line.repeat),
        ("补录", line.late),
    )
    return (word for word, holds in marks if holds)


def _people(line: RegisterLine) -> Cell:
    return f"{line.people}（代表{line.represented}）" if line.represented else line.people


COLUMNS = (
    Column("number", "登记号", lambda line: line.number),
    Column("received_on", "日期", lambda line: line.received_on),
    Column("form", "形式", lambda line: FORM_WORDS[line.form]),
    Column("level", "级别", lambda line: LEVEL_WORDS[line.level]),
    Column("name", "姓名", lambda line: line.name),
    Column("people", "人数", _people),
    Column("unit", "责任单位", lambda line: line.unit_name),
    Column("gist", "反映内容", lambda line: line.gist),
    Column("marks", "标记", lambda line: " ".join(marks_of(line))),
    Column("case", "案件", lambda line: CASE_WORDS[line.case]),
    Column("why", "因何找到", lambda line: line.why),
    Column("matter", "事项", lambda line: line.matter),
    Column("purpose", "目的", lambda line: PURPOSE_WORDS[line.purpose] if line.purpose else ""),
    Column("subject_class", "内容分类", lambda line: line.subject_class),
    Column("unit_code", "单位代码", lambda line: line.unit_code),
)
BY_KEY = {column.key: column for column in COLUMNS}
USUAL = ("number", "received_on", "form", "level", "name", "people", "unit", "gist", "marks", "case", "why")
"""What the list shows until a person chooses otherwise."""
