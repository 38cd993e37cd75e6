"""日志封存页: the audit's last record on paper, so that a change of what came before it can be shown."""

from dataclasses import dataclass
from datetime import date

from reports.blocks import Form, FormCell, FormRow
from reports.document import Document
from reports.numerals import day_words
from reports.wording import Wording

_GROUP = 8
"""Characters of the check value that stand together, so that it can be compared by eye."""


@dataclass(frozen=True, slots=True)
class AuditHead:
    """What the page says."""

    organ: str
    day: date
    store_id: str
    record: int
    """The last record's number."""
    head: str
    """Its check value, hexadecimal."""
    at: str
    """When it was written, as people read it."""
    entries: int
    """Records there are."""
    printed_by: str
    """The account that prints the page."""
    sample: bool = False


def document(page: AuditHead, words: Wording) -> Document:
    """The page as a plain paper. Raises Refusal for a fault in the wording."""
    fields = {
        "organ": page.organ,
        "day": day_words(page.day),
        "store": page.store_id,
        "record": str(page.record),
        "head": page.head,
        "at": page.at,
    }
    return Document(
        header="",
        number=words.text("number", fields),
        title=words.lines("title", fields),
        body=words.blocks(fields, inserts={"form": (_form(page),)}),
        signature=None,
        organ=page.organ,
        dated=page.day,
        sample=page.sample,
    )


def _form(page: AuditHead) -> Form:
    groups = [page.head[start : start + _GROUP] for start in range(0, len(page.head), _GROUP)]
    rows = [
        ("数据文件编号", page.store_id),
        ("记录条数", str(page.entries)),
        ("末条记录序号", str(page.record)),
        ("末条记录时间", page.at),
        ("末条记录校验值", " ".join(groups)),
        ("打印账号", page.printed_by),
        ("封存人签名", ""),
        ("监督员签名", ""),
    ]
    return Form(tuple(FormRow((FormCell(label, 3, label=True), FormCell(text, 9)), 1.2) for label, text in rows))
