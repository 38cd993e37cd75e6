"""Whether the audit is whole, as its readers ask: every link, seal and anchor followed, with progress; the answer is on record."""

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from app.services.actor import Right
from app.services.base import Service, needs
from app.services.front_door import Entered
from app.store import audit, audit_check, backup, key_file
from app.store.audit_check import KnownHead, Progress
from app.store.findings import Finding


class Verified(NamedTuple):
    """``seals``: the seals were verified too, not the links alone; ``anchors``: how many heads kept elsewhere it was held against."""

    records: int
    anchors: int
    seals: bool
    findings: tuple[Finding, ...]


class AuditSeals(Service):
    """The chain of the audit, for who may read it."""

    def __init__(self, entered: Entered) -> None:
        super().__init__(entered.desk)
        self._first_key = entered.audit_key

    @needs(Right.READ_AUDIT)
    def verify(self, progress: Progress | None = None) -> Verified:
        """Follows the whole chain. What ``progress`` raises stops it, and nothing is recorded then."""
        store = self.desk.store
        anchors = tuple(known_heads(store.path))
        with self.reading() as transaction:
            records = audit.head(transaction).seq
            found = tuple(audit_check.examine(transaction, store.store_id, anchors, self._first_key, progress))
        verified = Verified(records, len(anchors), self._first_key is not None, found)
        with self.acting("audit_verified", detail={"records": records, "findings": len(found), "seals_verified": verified.seals}):
            pass
        return verified


def known_heads(path: Path) -> Iterator[KnownHead]:
    """The heads kept in the key file and in the backups beside the store."""
    for anchor in key_file.read(path).anchors:
        yield KnownHead(anchor.seq, bytes.fromhex(anchor.digest), "密钥文件")
    for _, made in backup.found_in(backup.folder_beside(path), path.name):
        for anchor in key_file.read(made).anchors[-1:]:
            yield KnownHead(anchor.seq, bytes.fromhex(anchor.digest), f"备份 {made.name}")
