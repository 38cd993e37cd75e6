"""The documents' service: what waits, previews, numbers given at issue, the register, reprints, voids, and the wordings."""

from collections.abc import Callable, Sequence

from app.errors import NotAllowed, NotFound, Refusal, StoreRefusal
from app.services.actor import Right
from app.services.base import needs
from app.services.documents import kinds
from app.services.documents.circulars import CircularKeeping
from app.services.documents.issuing import Issuing
from app.services.documents.register import RegisterKeeping
from app.services.documents.values import BatchDone, Issued, KindName, Request, Waiting
from app.services.documents.wording_keeping import WordingKeeping
from app.store import issued

Progress = Callable[[int, int], None]
"""How many are done, of how many."""


class DocumentService(Issuing, RegisterKeeping, WordingKeeping, CircularKeeping):
    """文书 and 发文登记簿. Protected petitioners are never named: neither in a list, nor in the audit, nor in a file name."""

    @needs(Right.PRINT)
    def kinds(self) -> tuple[KindName, ...]:
        """Every kind there is."""
        return tuple(KindName(each.kind, each.title, each.numbered) for each in kinds.SOURCES.values())

    @needs(Right.PRINT)
    def tray(self) -> tuple[Waiting, ...]:
        """What waits to be issued, because of what happened: of closed years, of steps on matters, of petitions registered."""
        with self.reading() as transaction:
            at = self._at(transaction)
            found = [waiting for source in kinds.SOURCES.values() for waiting in source.waiting(at)]
            done = issued.subjects(transaction)
        return tuple(waiting for waiting in found if (waiting.kind, waiting.subject) not in done)

    @needs(Right.PRINT)
    def asked_for(self, kind: str, request: Request) -> tuple[Waiting, ...]:
        """The documents of a kind that a request names, issued before or not. Raises NotFound, Refusal where something is missing."""
        with self.reading() as transaction:
            found = tuple(kinds.of(kind).asked(self._at(transaction), request))
        if not found:
            raise NotFound("没有符合条件的文书。")
        return found

    @needs(Right.PRINT)
    def issue_asked(self, kind: str, request: Request, layout: str | None = None) -> tuple[Issued, ...]:
        """Issues what a request names, in order; what was issued before is given as it was."""
        return tuple(self.issue(waiting, layout) for waiting in self.asked_for(kind, request))

    @needs(Right.PRINT)
    def year_end(self, year: int) -> tuple[Waiting, ...]:
        """All that a closed year calls for, in the order it is numbered in; issued ones too, so that a batch can be resumed."""
        request = Request(year=year)
        with self.reading() as transaction:
            at = self._at(transaction)
            return tuple(waiting for kind in kinds.YEAR_END for waiting in kinds.of(kind).of_year(at, request))

    @needs(Right.PRINT)
    def issue_batch(
        self,
        batch: Sequence[Waiting],
        layout: str | None = None,
        on_progress: Progress | None = None,
        is_cancelled: Callable[[], bool] | None = None,
        copies: int = 1,
    ) -> BatchDone:
        """Issues one after the other, numbered in order, each in a transaction of its own: whenever it stops, what is numbered is kept.

        Handed in again, what was issued is given as it was and the rest goes on. A document that cannot be drawn takes no number.
        """
        made: list[Issued] = []
        refused: list[tuple[Waiting, str]] = []
        for done, waiting in enumerate(batch):
            if is_cancelled is not None and is_cancelled():
                return BatchDone(tuple(made), tuple(batch[done:]), tuple(refused))
            try:
                made.append(self.issue(waiting, layout, copies))
            except (NotAllowed, StoreRefusal):
                raise
            except Refusal as refusal:
                refused.append((waiting, str(refusal)))
            if on_progress is not None:
                on_progress(done + 1, len(batch))
        return BatchDone(tuple(made), (), tuple(refused))
