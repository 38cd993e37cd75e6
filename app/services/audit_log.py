"""The audit as people read it: who saw, changed, printed, exported what; reading it is itself recorded."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from app.services.actor import Right
from app.services.base import Service, needs
from app.store import audit
from app.store.audit import AuditEntry

__all__ = ["AuditEntry", "AuditLog", "SealedHead"]


@dataclass(frozen=True, slots=True)
class SealedHead:
    """The head as the printed 日志封存页 shows it: number, digest (hexadecimal), the store, the civil day."""

    seq: int
    digest: str
    store_id: str
    on: date


class AuditLog(Service):
    """日志."""

    @needs(Right.READ_AUDIT)
    def entries(self, since: date | None = None, *, keep: Callable[[AuditEntry], bool] | None = None) -> tuple[AuditEntry, ...]:
        """The records from the civil day ``since`` on, in their order; ``keep`` chooses among them."""
        with self.acting("audit_read", detail={"since": since.isoformat() if since else None}) as action:
            found = tuple(entry for entry in audit.entries(action.transaction, since) if keep is None or keep(entry))
            action.detail["records"] = len(found)
        return found

    @needs(Right.READ_AUDIT)
    def head(self) -> SealedHead:
        """The head, to be printed and kept away from the machine: against it a cut tail and a rewrite show."""
        with self.acting("audit_sealed"):
            pass  # recorded first, so that the head is that of this very record
        with self.reading() as transaction:
            head = audit.head(transaction)
        return SealedHead(head.seq, head.digest.hex(), self.desk.store.store_id, self.today)
