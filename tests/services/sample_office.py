"""The sample bureau for tests of documents: made once per module, its documents drawn by the real renderer and read back."""

from pathlib import Path

from app.clock import FixedClock
from app.office import Office
from app.services.documents.values import Request, Waiting
from app.services.issuing import IssuingService
from app.services.sample import book, fill
from app.store import keys
from tests.reports.reading import text_of

PASSWORD = "a-password-for-tests"


def sample_office(folder: Path) -> Office:
    """The sample bureau on its own day, opened by its director; the caller closes it."""
    path = folder / "sample.db"
    made, _ = Office.create(path, account="director", password=PASSWORD, display_name="局长（演示）", cost=keys.QUICK)
    fill.fill(made.desk)
    made.close()
    return Office.open(path, "director", PASSWORD, clock=FixedClock(book.LAST_DAY))


def words(pdf: bytes) -> str:
    """A PDF's text without white space."""
    return "".join(text_of(pdf).split())


def only(service: IssuingService, kind: str, request: Request) -> Waiting:
    """The one document of a kind that a request names."""
    (found,) = service.asked_for(kind, request)
    return found
