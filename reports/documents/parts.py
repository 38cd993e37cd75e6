"""Parts that several kinds of document share: a clause as it is cited, numbers of the register, sums and counts in words."""

from collections.abc import Sequence
from dataclasses import dataclass

from app.errors import Refusal


@dataclass(frozen=True, slots=True)
class ClauseCited:
    """A clause of the regulation as a document cites it."""

    citation: str
    """As people read it: 三（二）1（2）."""
    words: str
    """Verbatim."""


def open_end(text: str) -> str:
    """A text without the mark it ends with, to go on in a sentence."""
    return text.rstrip("。；，")


def listed(numbers: Sequence[str]) -> str:
    """Names or register numbers in a row."""
    return "、".join(numbers)


def noted(numbers: Sequence[str]) -> str:
    """Register numbers in brackets; nothing where there are none."""
    return f"（登记号：{listed(numbers)}）" if numbers else ""


def mark(holds: bool) -> str:
    """What a table cell says where something holds."""
    return "是" if holds else ""


def withheld(names: Sequence[str], texts: Sequence[str]) -> None:
    """Stop a document that would name someone whose identity is kept secret. Raises Refusal, which does not name them either."""
    if any(name and name in text for name in names for text in texts):
        raise Refusal("文中有应当保密的信访人姓名或其他身份内容，文书不能出", mend="请把事项内容里能看出信访人身份的字句删去再印。")
