"""The documents' service under its first name, with the two calls the window's walk through a day makes."""

from dataclasses import dataclass

from app.services.actor import Right
from app.services.base import needs
from app.services.documents.service import DocumentService
from app.services.documents.values import Issued, Renderer, Request

__all__ = ["DocumentService", "IssuingService", "Printed", "Renderer"]


@dataclass(frozen=True, slots=True)
class Printed:
    """An original printed: the file's name it suggests, its number, to whom, the PDF; `again`: it had been issued before."""

    name: str
    number: str
    recipient: str
    content: bytes
    again: bool


class IssuingService(DocumentService):
    """文书 and 发文登记簿, original by original."""

    @needs(Right.PRINT)
    def veto(self, year: int, code: str | None = None, layout: str | None = None) -> tuple[Printed, ...]:
        """The veto notices of a closed year in two originals each under one number; of one unit or of all. Raises Refusal, NotFound."""
        return printed(self.issue_asked("veto", Request(year=year, unit=code), layout))

    @needs(Right.PRINT)
    def forwarding_notice(self, layout: str | None = None) -> Printed:
        """The forwarding notice with the words of 1995; it bears the number it had then and takes none from the register."""
        return printed(self.issue_asked("forwarding-notice", Request(), layout))[0]


def printed(issued: tuple[Issued, ...]) -> tuple[Printed, ...]:
    """Every original of the documents, in their order."""
    return tuple(
        Printed(original.name, each.number, original.recipient, original.content, each.again)
        for each in issued
        for original in each.originals
    )
