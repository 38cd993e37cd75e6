"""Matters read: one with its timeline, and the work list of what is due; the steps on them stand in the rooms it is made of."""

from dataclasses import replace
from datetime import date, timedelta

from app.errors import InputFault
from app.services.actor import Right
from app.services.base import needs
from app.services.matter_acting import require
from app.services.matter_endings import MatterEndings
from app.services.matter_steps import MatterSteps
from app.services.matter_timeline import timeline
from app.services.matter_values import DueList, DueRow, DueTold, MatterView, Urgency
from app.services.petition_check import EARLIEST
from app.services.petition_form import WITHHELD
from app.services.secrecy import any_sealed
from app.store import due_dates, due_list, petitions, units
from app.store.database import Transaction
from app.store.due_dates import StoredDue
from app.store.due_list import DueCase
from app.store.matters import StoredMatter

MOST_DAYS = 3660
LATEST = date(2199, 12, 31)


class MatterService(MatterSteps, MatterEndings):
    """Cases: what is due, what happened, and what is done next."""

    @needs(Right.READ_REGISTER)
    def matter(self, number: str) -> MatterView:
        """A matter by its number, with its timeline (no petitioner's name in it) and every due date told.

        Looking at one with a protected petition is logged; what it says is withheld where that petition is sealed. Raises NotFound.
        """
        with self.reading() as transaction:
            stored = require(transaction, number)
            if not petitions.protected_on(transaction, stored.id):
                return _view(transaction, stored)
        with self.acting("view_protected", stored.number) as action:
            stored = require(action.transaction, number)
            view = _view(action.transaction, stored)
            on_it = petitions.of_matter(action.transaction, stored.id)
            action.detail["sealed"] = any_sealed(action.transaction, on_it, self.desk.actor)
            return _sealed(view) if action.detail["sealed"] else view

    @needs(Right.READ_REGISTER)
    def due_list(self, within: int = 7, as_of: date | None = None) -> DueList:
        """Cases not concluded whose due date is past, today or within so many days; ``as_of`` another day: as it was known at its end.

        A protected matter's gist is withheld here. Raises InputFault for days below 0 or beyond ten years, or a day out of reason.
        """
        if not 0 <= within <= MOST_DAYS:
            raise InputFault(f"天数应在 0 到 {MOST_DAYS} 之间。")
        day = as_of or self.today
        if not EARLIEST <= day <= LATEST:
            raise InputFault(f"日期 {day.isoformat()} 不在 {EARLIEST.isoformat()} 到 {LATEST.isoformat()} 之间。")
        until = day + timedelta(days=within)
        with self.reading() as transaction:
            cases = due_list.open_now(transaction, until) if day == self.today else due_list.open_on(transaction, day, until)
        return DueList(day, within, tuple(sorted((due_row(case, day) for case in cases), key=lambda row: (row.due_on, row.matter))))


def _view(transaction: Transaction, stored: StoredMatter) -> MatterView:
    due = due_dates.of_matter(transaction, stored.id)
    standing = [row for row in due if not row.replaced]
    counted = units.by_id(transaction, stored.counted_unit_id).name if stored.counted_unit_id is not None else ""
    return MatterView(
        number=stored.number,
        gist=stored.gist,
        subject_class=stored.subject_class or "",
        unit_code=stored.unit_code,
        unit_name=stored.unit_name,
        counted_unit_name=counted,
        accepted_on=stored.accepted_on,
        marked_collective=stored.marked_collective,
        accusation=stored.accusation,
        no_reply_needed=stored.no_reply_needed,
        late=stored.late,
        due_on=standing[-1].due_on if standing else None,
        due=tuple(_told(row) for row in due),
        assigned_on=stored.assigned_on,
        assigned_level=stored.assigned_level,
        asked_due_on=stored.asked_due_on,
        concluded_on=stored.concluded_on,
        signature=stored.signature,
        long_standing_on=stored.long_standing_on,
        timeline=timeline(transaction, stored),
    )


def _sealed(view: MatterView) -> MatterView:
    """That it exists, whose it is and when it is due; nothing of what it says."""
    course = tuple(entry._replace(words="") for entry in view.timeline)
    return replace(view, gist=WITHHELD, subject_class="", accusation=False, timeline=course)


def due_row(case: DueCase, day: date) -> DueRow:
    """A case as a line of the list on a day; a protected one's gist is withheld."""
    days = (case.due_on - day).days
    urgency = Urgency.OVERDUE if days < 0 else Urgency.SOON if days else Urgency.TODAY
    return DueRow(
        case.matter,
        WITHHELD if case.protected else case.gist,
        case.unit_code,
        case.unit_name,
        case.due_on,
        days,
        urgency,
        case.limit,
        case.clause,
        case.why,
        case.urged,
        case.reported_on,
        case.explained_on,
    )


def _told(row: StoredDue) -> DueTold:
    return DueTold(row.known_from, row.known_until, row.due_on, row.limit, row.clause, row.why, row.cause, row.replaced)
