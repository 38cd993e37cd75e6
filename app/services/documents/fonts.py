"""The office's own fonts as the window may choose them: which part of a page in which font; they are the machine's, no store's."""

from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple, Protocol


@dataclass(frozen=True, slots=True)
class OfferedFont:
    """A font of this machine that may write a part; ``fault`` says why it cannot; ``path`` None: the one that ships."""

    role: str
    family: str
    path: Path | None = None
    index: int = 0
    fault: str = ""


class Part(NamedTuple):
    """A part of the page that has a font of its own."""

    role: str
    caption: str


PARTS = (
    Part("fangsong", "仿宋　正文、字号"),
    Part("xiaobiaosong", "小标宋　题目"),
    Part("header", "版头　红字"),
    Part("hei", "黑体　一级标题"),
    Part("kai", "楷体　二级标题"),
)
OURS = "程序自带"


class DocumentFonts(Protocol):
    """Every call may read many files: it belongs off the window's thread."""

    def offered(self) -> tuple[OfferedFont, ...]:
        """What this machine has, for each part the likeliest first."""
        ...

    def chosen(self) -> dict[str, OfferedFont]:
        """What was chosen, by role; one that is gone or broken carries its fault, and the page is written in ours."""
        ...

    def choose(self, role: str, font: OfferedFont | None) -> None:
        """Write a part in this font from now on, None: in ours. Raises Refusal; then nothing changes."""
        ...

    def specimen(self) -> bytes:
        """A page with every part in its present font, by the renderer itself."""
        ...
