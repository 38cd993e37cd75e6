"""规定: 聊发〔1995〕34号 in full, as the city issued it; its words are the law's and stand in `resources/regulation/clauses.toml`."""

import tomllib
from dataclasses import dataclass

from app import resources
from app.regulation.text import Regulation
from reports.document import Document, Paragraph, Printed
from reports.wording import Wording


@dataclass(frozen=True, slots=True)
class RegulationPaper:
    """The regulation as a paper: header of one organ, title of two, no 签发人, no seal."""

    regulation: Regulation
    blank_page: bool = True
    """The printing line stands on a page of its own under 〔此页无正文〕, as in the seed, where the layout allows such a page."""
    sample: bool = False
    """Of a sample bureau."""


def document(paper: RegulationPaper, _words: Wording) -> Document:
    """The regulation as an official document; there is no wording to edit."""
    front = paper.regulation.front
    return Document(
        header=front.header,
        number=front.number,
        title=front.title,
        date_line=front.date_line,
        body=tuple(Paragraph(paragraph.words, int(paragraph.level)) for paragraph in paper.regulation.paragraphs),
        signature=None,
        printed=Printed(front.printing_organ, front.printed_on),
        blank_page=front.blank_page_note if paper.blank_page else "",
        sample=paper.sample,
        organ=front.title[0],
    )


def sample() -> RegulationPaper:
    """The regulation as committed with the program."""
    return RegulationPaper(Regulation.from_data(tomllib.loads(resources.text("regulation", "clauses.toml"))))
