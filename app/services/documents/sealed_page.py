"""日志封存页 for who reads the audit: drawn like any document, asked for by the right to read the audit instead of that to print."""

from app.services.actor import Right
from app.services.base import needs
from app.services.documents import kinds, office_papers
from app.services.documents.issuing import Issuing
from app.services.documents.values import Request


class SealedPage(Issuing):
    """The audit's head on paper, to be kept away from the machine."""

    @needs(Right.READ_AUDIT)
    def sealed_page(self, layout: str | None = None) -> bytes:
        """The page as a PDF; the head on it is that of the record of this very page."""
        with self.acting("audit_sealed"):
            pass
        source = kinds.of(office_papers.SEALED)
        with self.reading() as transaction:
            at = self._at(transaction)
            (waiting,) = source.asked(at, Request())
            fields = source.compose(at, waiting).originals[0].fields
        return self._render(office_papers.SEALED, fields, layout, None)
