"""The regulation's own text, clause by clause, and as the paragraphs it is printed in (from resources/regulation/clauses.toml)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import IntEnum
from typing import Any


class Heading(IntEnum):
    """How deep a paragraph stands, and so how it is set."""

    BODY = 0
    FIRST = 1  # 一、
    SECOND = 2  # （一）
    THIRD = 3  # 1.
    FOURTH = 4  # （1）


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause: its id (stable, ASCII), what people read, what it is about, and its verbatim words (a line break between paragraphs)."""

    id: str
    citation: str
    subject: str
    words: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph as printed; ``clauses`` are the ids of the clauses in it, in order (none for a mere heading)."""

    level: Heading
    words: str
    clauses: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """What stands around the paragraphs of the document: header, number, title lines, date line, printing line."""

    header: str
    number: str
    title: tuple[str, ...]
    date_line: str
    issued_on: date
    printed_on: date
    printing_organ: str
    printing_date: str
    printing_word: str
    blank_page_note: str


@dataclass(frozen=True, slots=True)
class Regulation:
    """聊发〔1995〕34号."""

    front: FrontMatter
    paragraphs: tuple[Paragraph, ...]
    clauses: tuple[Clause, ...]

    @staticmethod
    def from_data(data: Mapping[str, Any]) -> "Regulation":
        """Build from the parsed clauses.toml. Raises ValueError for words of an unknown clause or a clause without words."""
        paragraphs = tuple(_paragraph(entry) for entry in data["paragraphs"])
        words = _words_by_clause(data["paragraphs"])
        known = [entry["id"] for entry in data["clauses"]]
        if set(known) != set(words) or len(known) != len(set(known)):
            raise ValueError(f"clauses and words differ: {sorted(set(known) ^ set(words))}")
        clauses = tuple(Clause(entry["id"], entry["citation"], entry["subject"], words[entry["id"]]) for entry in data["clauses"])
        front = dict(data["document"])
        return Regulation(FrontMatter(**front | {"title": tuple(front["title"])}), paragraphs, clauses)

    def clause(self, clause_id: str) -> Clause:
        """Return the clause with that id. Raises KeyError where there is none."""
        for clause in self.clauses:
            if clause.id == clause_id:
                return clause
        raise KeyError(clause_id)


def _paragraph(entry: Mapping[str, Any]) -> Paragraph:
    parts = entry["parts"]
    clauses = tuple(part["clause"] for part in parts if "clause" in part)
    return Paragraph(Heading(entry["level"]), "".join(part["words"] for part in parts), clauses)


def _words_by_clause(paragraphs: list[Mapping[str, Any]]) -> dict[str, str]:
    words: dict[str, str] = {}
    for part in (part for paragraph in paragraphs for part in paragraph["parts"] if "clause" in part):
        clause = part["clause"]
        words[clause] = f"{words[clause]}\n{part['words']}" if clause in words else part["words"]
    return words
