"""The wordings staff edit: as in force, kept, and back to the text that ships."""

from app.services.actor import Right
from app.services.base import Service, needs
from app.services.documents import kinds, shipped
from app.services.documents.values import Wording
from app.services.documents.wording_check import check
from app.store import wordings


class WordingKeeping(Service):
    """A part of :class:`app.services.documents.DocumentService`."""

    @needs(Right.PRINT)
    def wording(self, kind: str) -> Wording:
        """The wording of a kind as in force. Raises Refusal for an unknown kind."""
        source = kinds.of(kind)
        original = shipped.text(kind)
        with self.reading() as transaction:
            kept = wordings.in_force(transaction, kind)
        return Wording(kind, source.title, original if kept is None else kept, shipped.fields(kind), original)

    @needs(Right.PRINT)
    def keep_wording(self, kind: str, text: str) -> Wording:
        """Puts an edited wording in force for documents to come. Raises Refusal that names the line of the first fault."""
        kinds.of(kind)
        check(kind, text)
        self._keep("wording_kept", kind, None if text == shipped.text(kind) else text)
        return self.wording(kind)

    @needs(Right.PRINT)
    def restore_wording(self, kind: str) -> Wording:
        """Back to the wording that ships."""
        kinds.of(kind)
        self._keep("wording_restored", kind, None)
        return self.wording(kind)

    def _keep(self, action_name: str, kind: str, text: str | None) -> None:
        with self.acting(action_name, kind) as action:
            wordings.keep(action.transaction, kind, text, by=self.desk.actor.account_id, at=self.desk.clock.now())
