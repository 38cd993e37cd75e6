"""The audit as people read it: who saw, changed, printed, exported what; reading it is itself recorded."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import NamedTuple

from app import lazy
from app.errors import Refusal
from app.services.actor import Right
from app.services.audit_words import VIEWS, detail_words, words_of
from app.services.base import Service, needs
from app.store import accounts, audit, audit_pages, petitions
from app.store.audit import AuditEntry
from app.store.audit_pages import Wanted
from app.store.files import require_free_of_stores

__all__ = ["AuditEntry", "AuditLog", "AuditPage", "SealedHead", "Wanted"]

MOST_ROWS = 500
EVERYTHING = Wanted()
HEADERS = ("序号", "时间（UTC）", "办公日", "账号", "事项", "对象", "说明")


@dataclass(frozen=True, slots=True)
class SealedHead:
    """The head as the printed 日志封存页 shows it: number, digest (hexadecimal), the store, the civil day."""

    seq: int
    digest: str
    store_id: str
    on: date


class AuditPage(NamedTuple):
    """A page, newest first. ``before``: where the page that follows goes on; None: this is the last."""

    rows: tuple[AuditEntry, ...]
    before: int | None


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
    def page(self, wanted: Wanted = EVERYTHING, before: int | None = None, limit: int = 200) -> AuditPage:
        """A page of the records wanted, newest first, below the number ``before``. Every page looked at is a record of its own."""
        rows_wanted = max(1, min(limit, MOST_ROWS))
        with self.acting("audit_read", detail={**_noted(wanted), "before": before}) as action:
            rows = audit_pages.page(action.transaction, wanted, before, rows_wanted + 1)
            shown, more = rows[:rows_wanted], len(rows) > rows_wanted
            action.detail["records"] = len(shown)
        return AuditPage(tuple(shown), shown[-1].seq if more else None)

    @needs(Right.READ_AUDIT)
    def people(self) -> tuple[tuple[str, str], ...]:
        """Everybody whose actions may stand in the audit: login name and display name, removed ones too."""
        with self.reading() as transaction:
            return tuple((each.name, each.display_name) for each in accounts.every(transaction))

    @needs(Right.READ_AUDIT)
    def seen_by(self, number: str) -> tuple[AuditEntry, ...]:
        """谁看过: every look at a petition or its matter, at its people, its files, its documents; newest first."""
        with self.acting("audit_read", number.strip()) as action:
            stored = petitions.by_number(action.transaction, number.strip())
            subjects = {number.strip(), *([stored.matter] if stored is not None and stored.matter else [])}
            found = tuple(audit_pages.about(action.transaction, subjects, VIEWS))
            action.detail["records"] = len(found)
        return found

    @needs(Right.READ_AUDIT)
    def export(self, path: Path, wanted: Wanted = EVERYTHING) -> int:
        """Writes the records wanted into a workbook and says how many. Raises Refusal where the file cannot be written."""
        require_free_of_stores(path)
        if path.suffix.lower() != ".xlsx":
            raise Refusal("日志导出为 .xlsx 工作簿。", where="文件名", mend="请把扩展名改为 .xlsx。")
        with self.acting("audit_export", detail={**_noted(wanted), "file": path.name}) as action:
            head = audit.head(action.transaction)
            rows = list(audit_pages.every(action.transaction, wanted, head.seq))
            action.detail["records"] = len(rows)
        lazy.attribute("app.services.audit_sheet", "write")(path, HEADERS, map(_line, rows))
        return len(rows)

    @needs(Right.READ_AUDIT)
    def head(self) -> SealedHead:
        """The head, to be printed and kept away from the machine: against it a cut tail and a rewrite show."""
        with self.acting("audit_sealed"):
            pass  # recorded first, so that the head is that of this very record
        with self.reading() as transaction:
            head = audit.head(transaction)
        return SealedHead(head.seq, head.digest.hex(), self.desk.store.store_id, self.today)


def _noted(wanted: Wanted) -> dict[str, object]:
    """What was looked for, as the record says it."""
    return {
        "since": wanted.since.isoformat() if wanted.since else None,
        "until": wanted.until.isoformat() if wanted.until else None,
        "account": wanted.account,
        "actions": sorted(wanted.actions),
        "subject": wanted.subject,
    }


def _line(entry: AuditEntry) -> tuple[int, str, date, str, str, str, str]:
    at = f"{entry.at:%Y-%m-%d %H:%M:%S}"
    return entry.seq, at, entry.civil_day, entry.account, words_of(entry.action), entry.subject or "", detail_words(entry.detail)
