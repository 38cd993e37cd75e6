"""Papers that are ready at any time and take no number: the regulation, the notice that forwarded it, the table of readings."""

from collections.abc import Callable, Iterator
from datetime import date

from app.services import rules
from app.services.documents.readings_table import reading_rows
from app.services.documents.source import At, Source
from app.services.documents.values import Composed, Original, Request, Waiting


def ready(kind: str, title: str, because: str, compose: Callable[[At, Waiting], Composed]) -> Source:
    """A kind that is printed whenever it is asked for."""

    def asked(_at: At, request: Request) -> Iterator[Waiting]:
        about = f"{request.year}" if request.year else ""
        yield Waiting(kind, title, about, ("",), because, about, chosen=False)

    return Source(kind, title, asked, compose, numbered=False)


def _regulation(_at: At, _waiting: Waiting) -> Composed:
    return Composed("", (Original("", {"regulation": rules.regulation()}),), "")


def _forwarding_notice(_at: At, _waiting: Waiting) -> Composed:
    return Composed("", (Original("", {}),), "")


def _readings(at: At, waiting: Waiting) -> Composed:
    """By the readings in force today, or by the end of the year asked for."""
    as_of = min(at.day, date(int(waiting.subject), 12, 31)) if waiting.subject else at.day
    parameters = rules.in_force(at.transaction, as_of).parameters
    readings = reading_rows(at.transaction, parameters, as_of)
    fields = {"organ": at.organs.bureau.name, "day": at.day, "as_of": as_of, "readings": readings, "sample": at.sample}
    return Composed(at.organs.bureau.name, (Original("", fields),), waiting.subject)


SOURCES = (
    ready("forwarding-notice", "转发通知", "聊商发〔95〕第13号", _forwarding_notice),
    ready("regulation", "规定", "聊发〔1995〕34号", _regulation),
    ready("readings", "口径表", "口径", _readings),
)
