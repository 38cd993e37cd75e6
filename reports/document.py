"""What an official document consists of, as values: its elements by the names of GB/T 9704, nothing about where they stand."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from reports.blocks import Annex, Block, Paragraph

__all__ = ["Annex", "Block", "Copies", "Document", "Paragraph", "Printed", "Signature"]


@dataclass(frozen=True, slots=True)
class Signature:
    """Who signs and when. Without an organ the date stands alone, as where the header names the only organ."""

    day: date
    organ: str = ""
    sealed: bool = True
    others: tuple[str, ...] = ()
    """The organs that sign with the first one."""
    specimen: bool = False
    """A drawn seal, marked 样章, stands where the seal goes."""

    @property
    def organs(self) -> tuple[str, ...]:
        """Everyone who signs, the lead organ first."""
        return ((self.organ,) if self.organ else ()) + self.others


@dataclass(frozen=True, slots=True)
class Copies:
    """One line of copies: `label` is 抄报 (upwards) or 抄送."""

    label: str
    to: str


@dataclass(frozen=True, slots=True)
class Printed:
    """The line of the office that had it printed: 印发机关 and 印发日期."""

    organ: str
    day: date


@dataclass(frozen=True, slots=True)
class Document:
    """An official document: with a header (文件式), as a letter (信函), or a plain paper without a header."""

    header: str
    """发文机关标志, whole: 聊城市信访局文件; of a letter the organ alone; empty for a plain paper; after `joint` organs 文件 alone."""
    number: str
    """发文字号 as the organ writes it."""
    title: tuple[str, ...]
    """The title's lines where someone broke it by hand; one line is broken by sense."""
    body: tuple[Block, ...]
    signature: Signature | None
    """None where the date stands under the title, as in a 规定."""
    addressee: str = ""
    """主送机关, without or with its ：."""
    date_line: str = ""
    """What stands in （） under the title."""
    attachments: tuple[str, ...] = ()
    """附件说明: their names."""
    copies: tuple[Copies, ...] = ()
    printed: Printed | None = None
    draft: bool = False
    """Printed before the register gave it a number: 草稿 on every page."""
    sample: bool = False
    """Of a sample bureau: 演示 on every page."""
    whole_words: tuple[str, ...] = ()
    """Names the title must not be broken in."""
    organ: str = ""
    """The organ for the file's properties; the header's where it is empty."""
    form: Literal["file", "letter"] = "file"
    joint: tuple[str, ...] = ()
    """The organs of a joint header, the lead organ first."""
    signers: tuple[str, ...] = ()
    """签发人 of a document that goes up; the number then stands on the left."""
    copy_number: str = ""
    """份号, as its six digits."""
    secrecy: str = ""
    """密级和保密期限: 机密★1年."""
    urgency: str = ""
    """紧急程度: 特急."""
    keywords: tuple[str, ...] = ()
    """主题词, where the layout has such a line."""
    note: str = ""
    """附注, without its （）."""
    annexes: tuple[Annex, ...] = ()
    """The attachments themselves, where they are bound in."""
    blank_page: str = ""
    """〔此页无正文〕: the record of copies stands on a page of its own under these words, where the layout allows it."""
    dated: date | None = None
    """The date of a paper that bears neither signature nor printing line."""

    @property
    def day(self) -> date:
        """The document's date: of the signature, else of the printing, else `dated`. Raises ValueError for a document without any."""
        if self.signature is not None:
            return self.signature.day
        if self.printed is not None:
            return self.printed.day
        if self.dated is not None:
            return self.dated
        raise ValueError("a document without signature and printing line has no date")
