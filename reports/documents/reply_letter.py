"""上访答复意见书: what was found and what is answered, point by point; signed 同意 or 不同意, or a refusal to sign on record."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from reports.blocks import Form, FormCell, FormRow
from reports.document import Document
from reports.documents.issue import Content, Issue, official
from reports.documents.parts import open_end
from reports.numerals import day_words
from reports.wording import Wording


@dataclass(frozen=True, slots=True)
class Signing:
    """What the petitioner did with the letter: left blank to be signed, signed, or refused."""

    state: Literal["blank", "signed", "refused"] = "blank"
    agreed: bool = False
    """Signed 同意; False: 不同意."""
    on: date | None = None
    record: str = ""
    """Of a refusal: who was present, what was said."""


@dataclass(frozen=True, slots=True)
class ReplyLetter:
    """What a reply letter says."""

    issue: Issue
    """`organ` is the unit that answers."""
    petitioner: str
    """With how he is addressed: 周演示同志."""
    received: str
    """When and how: 一九九六年三月五日来访."""
    summary: str
    matter: str
    facts: tuple[str, ...]
    findings: str
    basis: tuple[str, ...]
    opinions: tuple[str, ...]
    next_office: str
    """The next level up."""
    signing: Signing = Signing()


def document(letter: ReplyLetter, words: Wording) -> Document:
    """The reply letter. Raises Refusal for a fault in the wording."""
    fields = {
        "petitioner": letter.petitioner,
        "received": letter.received,
        "summary": open_end(letter.summary),
        "matter": letter.matter,
        "findings": letter.findings,
        "next_office": letter.next_office,
    }
    groups = {
        "facts": _points("fact", letter.facts),
        "basis": _points("basis", letter.basis),
        "opinions": _points("opinion", letter.opinions),
    }
    return official(words, letter.issue, Content(fields, groups, {"signing": (_signing(letter.signing),)}))


def _points(name: str, texts: Sequence[str]) -> list[dict[str, str]]:
    return [{name: text} for text in texts]


def _signing(signing: Signing) -> Form:
    """The place for 同意 or 不同意, signature and date; or the record of a refusal."""
    agreed, disagreed = signing.state == "signed" and signing.agreed, signing.state == "signed" and not signing.agreed
    choice = f"同意（{'√' if agreed else '　'}）　　　不同意（{'√' if disagreed else '　'}）"
    day = day_words(signing.on) if signing.on else "　　年　月　日"
    rows = [
        FormRow((FormCell("信访人意见", 3, label=True), FormCell(choice, 9))),
        FormRow((FormCell("信访人签名", 3, label=True), FormCell("", 3), FormCell("日期", 2, label=True), FormCell(day, 4)), 1.2),
    ]
    if signing.state == "refused":
        rows[1] = FormRow((FormCell("拒绝签署的记录", 3, label=True), FormCell(f"信访人拒绝签署（{day}）。{signing.record}", 9)), 1.5)
    return Form(tuple(rows))
