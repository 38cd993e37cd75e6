"""转发通知: forwards another organ's document to one's own units; 聊商发〔95〕第13号 is the ready sample."""

import tomllib
from dataclasses import dataclass
from datetime import date

from app import resources
from reports.document import Copies, Document, Printed, Signature
from reports.wording import Wording


@dataclass(frozen=True, slots=True)
class ForwardingNotice:
    """What a forwarding notice says."""

    organ: str
    """The issuing organ; the header is this and 文件."""
    number: str | None
    """发文字号, or None before the register gave one."""
    day: date
    forwarded_title: str
    """The forwarded document's title, as the notice's own title names it."""
    forwarded: str
    """The forwarded document as the text names it: organ, number, title in quotation marks."""
    addressee: str
    report_copies: str = ""
    """抄报."""
    send_copies: str = ""
    """抄送."""
    printed_by: str = ""
    """印发机关; empty for no such line."""
    title: tuple[str, ...] = ()
    """The title's lines where someone broke it by hand."""
    sample: bool = False


def document(notice: ForwardingNotice, words: Wording) -> Document:
    """The notice as an official document, in the words of `resources/wording/forwarding-notice.toml`. Raises Refusal for a fault in
    the wording."""
    fields = {
        "organ": notice.organ,
        "forwarded_title": notice.forwarded_title,
        "forwarded": notice.forwarded,
        "number_year": str(notice.day.year),
    }
    copies = (("抄报", notice.report_copies), ("抄送", notice.send_copies))
    return Document(
        header=words.text("header", fields),
        number=notice.number or words.text("number_blank", fields),
        title=notice.title or words.lines("title", fields),
        addressee=notice.addressee,
        body=words.blocks(fields),
        signature=Signature(notice.day),
        copies=tuple(Copies(label, to) for label, to in copies if to),
        printed=Printed(notice.printed_by, notice.day) if notice.printed_by else None,
        draft=notice.number is None,
        sample=notice.sample,
        whole_words=(notice.organ,),
        organ=notice.organ,
    )


def sample() -> ForwardingNotice:
    """聊商发〔95〕第13号 of 3 July 1995, with which the regulation reached the units of the bureau of commerce."""
    return ForwardingNotice(**tomllib.loads(resources.text("wording", "forwarding-notice.toml"))["sample"])
