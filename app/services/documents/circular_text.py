"""A circular as one text: the title, whom it goes to, the body, and its attachments, each under a line 附件：名称."""

import re
from dataclasses import asdict, dataclass
from typing import Any

_ATTACHMENT = re.compile(r"附件\s*[0-9０-９一二三四五六七八九十]{0,2}\s*[：:.．、]\s*(\S.*)")


@dataclass(frozen=True, slots=True)
class CircularDraft:
    """What is written of a circular before it is issued; ``text`` with its attachments, ``keywords`` with blanks between."""

    title: str = ""
    addressee: str = ""
    text: str = ""
    report_copies: str = ""
    send_copies: str = ""
    printed_by: str = ""
    keywords: str = ""

    @property
    def complete(self) -> bool:
        return bool(self.title.strip() and self.text.strip())

    @property
    def content(self) -> dict[str, Any]:
        """As the document's own value has it."""
        body, attachments = parted(self.text)
        words = {name: value.strip() for name, value in asdict(self).items()}
        return words | {"text": body, "attachments": attachments, "keywords": tuple(self.keywords.split())}


def parted(text: str) -> tuple[str, tuple[dict[str, str], ...]]:
    """The body, and the attachments as name and text; one without a text is only named."""
    body: list[str] = []
    attachments: list[tuple[str, list[str]]] = []
    for line in text.split("\n"):
        named = _ATTACHMENT.fullmatch(line.strip())
        if named:
            attachments.append((named[1].strip(), []))
        else:
            (attachments[-1][1] if attachments else body).append(line)
    return "\n".join(body), tuple({"name": name, "text": "\n".join(lines).strip("\n")} for name, lines in attachments)


def from_file(text: str, title: str = "", addressee: str = "") -> CircularDraft:
    """A text file as a circular: without a ``title`` its first line is it; a short next line that ends with ： says whom it goes to."""
    lines = [line.rstrip() for line in text.lstrip("\ufeff").replace("\r\n", "\n").split("\n")]
    if not title.strip():
        title, lines = _first(lines)
    said, rest = _first(lines)
    if not addressee.strip() and said.endswith(("：", ":")):
        addressee, lines = said.rstrip("：: "), rest
    return CircularDraft(title, addressee, "\n".join(lines).strip("\n"))


def _first(lines: list[str]) -> tuple[str, list[str]]:
    """The first line that is not empty, and what follows it."""
    for number, line in enumerate(lines):
        if line.strip():
            return line.strip(), lines[number + 1 :]
    return "", []
