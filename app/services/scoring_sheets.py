"""计分标准: its versions, the bureau's own as a draft, what it would do to a year, and putting it in force; no closed year is touched."""

import json
from dataclasses import dataclass
from datetime import date

from app.errors import InputFault
from app.regulation.sheet import ScoringSheet, sheet_from
from app.services import rules, sheet_draft
from app.services.actor import Right
from app.services.annual_changes import UseSheet
from app.services.annual_session import Sessions
from app.services.annual_what_if import WhatIf, imagined_year
from app.services.base import Desk, Service, needs
from app.services.sheet_draft import SheetDraft, SheetFault, entry_of, faults
from app.store import drafts
from app.store import rules as stored
from app.store.database import Transaction

DRAFT = "scoring_sheet"


@dataclass(frozen=True, slots=True)
class SheetVersion:
    """A version of the sheet; ``decided`` is empty for the one that ships (参考)."""

    sheet: ScoringSheet
    in_force: bool
    """Whether it is the one in force today."""

    decided_by: str
    decided_at: str


class ScoringSheets(Service):
    """The scoring sheet as data of the bureau."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._sessions = Sessions(desk)

    @needs(Right.READ_STANDINGS)
    def versions(self) -> tuple[SheetVersion, ...]:
        """Every version, the one that ships first, then in the order put in force."""
        with self.reading() as transaction:
            sheets = rules.book(transaction).sheets
            present = rules.in_force(transaction, self.today).sheet
            decided = {(name, version): (by, at) for name, version, by, at in stored.sheets_decided(transaction)}
        return tuple(
            SheetVersion(sheet, sheet == present, *decided.get((sheet.name, sheet.version), ("", "")))
            for sheet in sheets
        )

    @needs(Right.CLOSE_YEAR)
    def begin(self, version: str, since: date) -> SheetDraft:
        """A draft made of the sheet in force today."""
        with self.reading() as transaction:
            sheet = rules.in_force(transaction, self.today).sheet
        return sheet_draft.draft_of(sheet, version=version, since=since, name="信访工作目标管理考评计分标准" if sheet.reference else None)

    @needs(Right.CLOSE_YEAR)
    def draft(self) -> SheetDraft | None:
        """The draft kept last by this account; None where there is none that can be read."""
        with self.reading() as transaction:
            kept = drafts.get(transaction, self.desk.actor.account_id, DRAFT)
        if kept is None:
            return None
        try:
            return sheet_draft.read(json.loads(kept.body))
        except (ValueError, KeyError, TypeError):
            return None

    @needs(Right.CLOSE_YEAR)
    def keep(self, draft: SheetDraft) -> tuple[SheetFault, ...]:
        """Keeps a draft, faults and all; gives the faults."""
        with self.acting("scoring_sheet_draft", draft.version.strip()) as action:
            body = json.dumps(sheet_draft.plain(draft), ensure_ascii=False)
            drafts.put(action.transaction, self.desk.actor.account_id, DRAFT, body, self._instant())
            return faults(draft, _taken(action.transaction))

    @needs(Right.CLOSE_YEAR)
    def discard(self) -> None:
        """Throws the draft away."""
        with self.acting("scoring_sheet_draft_discarded") as action:
            drafts.drop_kind(action.transaction, self.desk.actor.account_id, DRAFT)

    @needs(Right.READ_STANDINGS)
    def faults(self, draft: SheetDraft) -> tuple[SheetFault, ...]:
        """Everything wrong with a draft, line by line."""
        with self.reading() as transaction:
            return faults(draft, _taken(transaction))

    @needs(Right.READ_STANDINGS)
    def preview(self, draft: SheetDraft, year: int, as_of: date | None = None) -> WhatIf:
        """What a draft would do to a year, were it in force; nothing is written. Raises InputFault with what is wrong."""
        with self.reading() as transaction:
            sheet = _sheet(draft, _taken(transaction))
            return imagined_year(transaction, self._sessions.of(transaction, year, as_of), [UseSheet(sheet)], self.today)

    @needs(Right.CLOSE_YEAR)
    def put_in_force(self, draft: SheetDraft, reason: str) -> ScoringSheet:
        """Puts a draft in force from its day on, as a recorded decision with its reason. Raises InputFault, Refusal.

        A year is judged by the sheet in force on its *as of* day; a closed one stands as it was closed.
        """
        subject = f"{draft.name.strip()} {draft.version.strip()}"
        detail = {"reason": rules.given_reason(reason), "since": draft.since.isoformat()}
        with self.acting("scoring_sheet", subject, detail) as action:
            sheet = _sheet(draft, _taken(action.transaction))
            stored.add_sheet(action.transaction, entry_of(draft), by=self.desk.actor.account_id, at=self._instant())
            drafts.drop_kind(action.transaction, self.desk.actor.account_id, DRAFT)
        return sheet

    def _instant(self) -> str:
        return self.desk.clock.now().isoformat(timespec="microseconds")


def _taken(transaction: Transaction) -> frozenset[tuple[str, str]]:
    return frozenset((sheet.name, sheet.version) for sheet in rules.book(transaction).sheets)


def _sheet(draft: SheetDraft, taken: frozenset[tuple[str, str]]) -> ScoringSheet:
    found = faults(draft, taken)
    if found:
        raise InputFault("计分标准有几处要改，还不能施行。", [f"{fault.where}：{fault.message}" for fault in found])
    return sheet_from(entry_of(draft))
