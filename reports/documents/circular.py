"""通知 / 通报 with free text, attachments and tables; the levels of its headings are read from how its paragraphs begin."""

import re
from dataclasses import dataclass

from reports.blocks import Annex, Block, Paragraph, Table
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
    """A paragraph a line."""
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
    text: tuple[Block, ...] = (*paragraphs(circular.text), *circular.tables)
    bound = [attachment for attachment in circular.attachments if attachment.text or attachment.tables]
    return official(
        words, circular.issue, Content(fields, inserts={"text": text}), keywords=circular.keywords,
        attachments=tuple(attachment.name for attachment in circular.attachments),
        annexes=tuple(Annex(attachment.name, (*paragraphs(attachment.text), *attachment.tables)) for attachment in bound),
        title=tuple(line for line in words.text("title", fields | {"organ": "", "number_year": "", "number_word": ""}).split("\n") if line),
    )  # fmt: skip


def paragraphs(text: str) -> tuple[Paragraph, ...]:
    """A text's lines as paragraphs with their levels; empty lines are left out."""
    return tuple(_paragraph(line.strip()) for line in text.split("\n") if line.strip())


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
