"""通知 / 通报 with free text, attachments and tables; the levels of its headings are read from how its paragraphs begin."""

import re
from dataclasses import dataclass
from itertools import groupby

from reports.blocks import Align, Annex, Block, Column, Paragraph, Table
from reports.document import Document
from reports.documents.issue import Content, Issue, official
from reports.wording import Wording

_LEVELS = (
    re.compile(r"[一二三四五六七八九十]{1,3}、"),
    re.compile(r"（[一二三四五六七八九十]{1,3}）"),
    re.compile(r"[0-9]{1,3}[.．]"),
    re.compile(r"（[0-9]{1,3}）"),
)
"""How paragraphs of the levels 1 to 4 begin (7.3.3)."""
_NUMBER = re.compile(r"[-−]?[0-9][0-9,，]*(?:\.[0-9]+)?%?")
_BARS, _SHORT = 2, 6
_HEADING_AT_MOST = 40
"""Characters: what is longer or has a 。 in it is no heading as a whole."""


@dataclass(frozen=True, slots=True)
class Attachment:
    """An attachment: its name in the list, and its own text and tables; without those it is only named."""

    name: str
    text: str = ""
    tables: tuple[Table, ...] = ()


@dataclass(frozen=True, slots=True)
class Circular:
    """What a circular says."""

    issue: Issue
    title: str
    """One line is broken by sense; line feeds break it by hand."""
    text: str
    """A paragraph a line; lines with tabs, or between bars, are rows of a table, the first of them its head."""
    addressee: str = ""
    tables: tuple[Table, ...] = ()
    """After the text; one too wide for the page must be an attachment."""
    attachments: tuple[Attachment, ...] = ()
    report_copies: str = ""
    send_copies: str = ""
    printed_by: str = ""
    keywords: tuple[str, ...] = ()


def document(circular: Circular, words: Wording) -> Document:
    """The circular as an official document. Raises Refusal for a fault in the wording."""
    fields = {
        "title": circular.title,
        "addressee": circular.addressee,
        "report_copies": circular.report_copies,
        "send_copies": circular.send_copies,
        "printed_by": circular.printed_by,
    }
    text: tuple[Block, ...] = (*blocks(circular.text), *circular.tables)
    bound = [attachment for attachment in circular.attachments if attachment.text or attachment.tables]
    return official(
        words, circular.issue, Content(fields, inserts={"text": text}), keywords=circular.keywords,
        attachments=tuple(attachment.name for attachment in circular.attachments),
        annexes=tuple(Annex(attachment.name, (*blocks(attachment.text), *attachment.tables)) for attachment in bound),
        title=tuple(line for line in words.text("title", fields | {"organ": "", "number_year": "", "number_word": ""}).split("\n") if line),
    )  # fmt: skip


def blocks(text: str) -> tuple[Block, ...]:
    """A text's lines as paragraphs with their levels, and tables where rows stand; empty lines are left out."""
    found: list[Block] = []
    for is_row, lines in groupby((line for line in text.split("\n") if line.strip()), key=_is_row):
        if is_row:
            found.append(_table([_cells(line) for line in lines]))
        else:
            found += [_paragraph(line.strip()) for line in lines]
    return tuple(found)


def _is_row(line: str) -> bool:
    """As pasted from a sheet, or drawn with bars: | 单位 | 件数 |."""
    stripped = line.strip()
    return "\t" in line.strip("\n ") or (len(stripped) > _BARS and stripped[0] in "|｜" and stripped[-1] in "|｜")


def _cells(line: str) -> list[str]:
    cells = line.strip("\n ").split("\t") if "\t" in line else re.split(r"[|｜]", line.strip())[1:-1]
    return [cell.strip() for cell in cells]


def _table(rows: list[list[str]]) -> Table:
    """The first row is the head; a column of numbers stands right, one of long words left."""
    width = max(map(len, rows))
    head, *rest = [(*row, *[""] * (width - len(row))) for row in rows]
    columns = tuple(Column(name, _align([row[place] for row in rest])) for place, name in enumerate(head))
    return Table(columns, tuple(rest))


def _align(cells: list[str]) -> Align:
    written = [cell for cell in cells if cell]
    if written and all(_NUMBER.fullmatch(cell) for cell in written):
        return "decimal" if any("." in cell for cell in written) else "right"
    return "left" if any(len(cell) > _SHORT for cell in written) else "center"


def _paragraph(line: str) -> Paragraph:
    """One paragraph: a heading as a whole, one that begins with a heading up to its 。, or running text."""
    level = next((number for number, start in enumerate(_LEVELS, start=1) if start.match(line)), 0)
    if not level:
        return Paragraph(line)
    sentence = line.find("。")
    if sentence < 0 and len(line) <= _HEADING_AT_MOST:
        return Paragraph(line, level)
    if 0 < sentence < _HEADING_AT_MOST:
        return Paragraph(line[sentence + 1 :], level, line[: sentence + 1])
    return Paragraph(line)
