"""What every numbered document has in common: who issues it, its number and date; and how it is put together from its wording."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from reports.blocks import Block
from reports.document import Copies, Document, Printed, Signature
from reports.wording import Fields, Wording

_COPIES = (("report_copies", "抄报"), ("send_copies", "抄送"))


@dataclass(frozen=True, slots=True)
class Issue:
    """Who issues a document, under which number, on which day."""

    organ: str
    """聊城市信访局."""
    number: str | None
    """发文字号, or None before the register gave one: the document is a draft."""
    day: date
    sample: bool = False
    """Of a sample bureau."""
    specimen: bool = False
    """With a drawn seal, marked 样章."""
    secrecy: str = ""
    """密级和保密期限: 秘密★1年."""
    urgency: str = ""
    """紧急程度: 特急."""
    blank: str = ""
    """What stands in the number's place before it is given: 聊信发〔1996〕　　号."""
    sealed: bool = True
    """With room for the seal."""


@dataclass(frozen=True, slots=True)
class Content:
    """What a kind says, besides its issue: the wording's fields, groups and inserts, and what stands around the body."""

    fields: Fields
    groups: Mapping[str, Sequence[Fields]] | None = None
    inserts: Mapping[str, Sequence[Block]] | None = None
    addressee: str | None = None
    """None: as the wording says."""
    names: tuple[str, ...] = ()
    """Names the title is not broken in."""


def official(words: Wording, issue: Issue, content: Content, **more: Any) -> Document:
    """The document. `more` are elements of `Document` that the wording does not say. Raises Refusal for a fault in the wording."""
    fields = {**content.fields, "organ": issue.organ, "number_year": str(issue.day.year), "number_word": ""}
    addressee = words.text("addressee", fields) if content.addressee is None else content.addressee
    letter = words.texts.get("form") == "letter"
    printed_by = words.text("printed_by", fields)
    elements: dict[str, Any] = {
        "header": words.text("header", fields),
        "number": issue.number or issue.blank or words.text("number_blank", fields),
        "title": words.lines("title", fields),
        "body": words.blocks(fields, content.groups, content.inserts),
        "signature": Signature(issue.day, issue.organ, issue.sealed, specimen=issue.specimen),
        "addressee": addressee,
        "copies": _copies(words, fields),
        "printed": Printed(printed_by, issue.day) if printed_by else None,
        "keywords": words.lines("keywords", fields),
        "note": words.text("note", fields),
    }
    common = {
        "draft": issue.number is None, "sample": issue.sample, "secrecy": issue.secrecy, "urgency": issue.urgency, "organ": issue.organ,
        "whole_words": (issue.organ, *content.names), "form": "letter" if letter else "file",
    }  # fmt: skip
    return Document(**{**elements, **common, **more})


def _copies(words: Wording, fields: Fields) -> tuple[Copies, ...]:
    lines = ((label, words.text(name, fields)) for name, label in _COPIES)
    return tuple(Copies(label, to) for label, to in lines if to)
