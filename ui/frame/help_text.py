"""The help's own pages, read from `resources/help`: a title, then paragraphs, headings, points and pictures, all of it plain text."""

import re
import tomllib
from functools import cache
from typing import NamedTuple

from app import resources

HEADING, POINT, PICTURE, PARAGRAPH = "heading", "point", "picture", "paragraph"
_MARKED = (
    (re.compile(r"## (?P<text>.+)"), HEADING),
    (re.compile(r"- (?P<text>.+)"), POINT),
    (re.compile(r"!\[(?P<picture>[a-z0-9-]+\.png)\] ?(?P<text>.*)"), PICTURE),
)


class Part(NamedTuple):
    """One part of a page: what it is, its words, and the picture's file name where it is one."""

    kind: str
    text: str
    picture: str = ""


class Topic(NamedTuple):
    """One page of the help: the id of the window's page it is about, or one of its own."""

    id: str
    title: str
    parts: tuple[Part, ...]

    def tells_of(self, words: str) -> bool:
        """Whether the page says those words somewhere, whatever their letters' case."""
        sought = words.casefold()
        return any(sought in text.casefold() for text in (self.title, *(part.text for part in self.parts)))


@cache
def topics() -> tuple[Topic, ...]:
    """Every page in the order of the contents. Raises ResourceMissing."""
    listed = tomllib.loads(resources.text("help", "contents.toml"))["topics"]
    return tuple(read(each, resources.text("help", f"{each}.txt")) for each in listed)


def read(id_: str, text: str) -> Topic:
    """A page from its text: `# title` first, then lines, each a part; empty lines part nothing."""
    title, *lines = [line.strip() for line in text.splitlines() if line.strip()]
    if not title.startswith("# "):
        raise ValueError(f"the help page {id_} begins without a title")
    return Topic(id_, title[2:], tuple(map(_part, lines)))


def _part(line: str) -> Part:
    for pattern, kind in _MARKED:
        found = pattern.fullmatch(line)
        if found:
            return Part(kind, **found.groupdict())
    return Part(PARAGRAPH, line)
