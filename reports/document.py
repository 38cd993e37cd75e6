"""What an official document consists of, as values: its elements by the names of GB/T 9704, nothing about where they stand."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of the body.

    `level` is 0 for running text, 1 to 4 for 一、 · （一） · 1. · （1）. `lead` is the part set in the level's own font (黑体, 楷体, 仿宋);
    where it is empty, a paragraph of level 1 or 2 is a heading as a whole.
    """

    text: str
    level: int = 0
    lead: str = ""


@dataclass(frozen=True, slots=True)
class Signature:
    """Who signs and when. Without an organ the date stands alone, as where the header names the only organ."""

    day: date
    organ: str = ""
    sealed: bool = True


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
    """An official document of one organ with a header (文件式)."""

    header: str
    """发文机关标志, whole: 聊城市信访局文件."""
    number: str
    """发文字号 as the organ writes it."""
    title: tuple[str, ...]
    """The title's lines where someone broke it by hand; one line is broken by sense."""
    body: tuple[Paragraph, ...]
    signature: Signature | None
    """None where the date stands under the title, as in a 规定."""
    addressee: str = ""
    """主送机关, without or with its ：."""
    date_line: str = ""
    """What stands in （） under the title."""
    attachments: tuple[str, ...] = ()
    copies: tuple[Copies, ...] = ()
    printed: Printed | None = None
    marks: tuple[str, ...] = ()
    """密级、紧急程度 and the like, one a line above the header."""
    draft: bool = False
    """Printed before the register gave it a number: 草稿 on every page."""
    sample: bool = False
    """Of a sample bureau: 演示 on every page."""
    whole_words: tuple[str, ...] = ()
    """Names the title must not be broken in."""
    organ: str = ""
    """The organ for the file's properties; the header's where it is empty."""

    @property
    def day(self) -> date:
        """The document's date: of the signature, else of the printing. Raises ValueError for a document without either."""
        if self.signature is not None:
            return self.signature.day
        if self.printed is not None:
            return self.printed.day
        raise ValueError("a document without signature and printing line has no date")
