"""Matters read: one with its timeline, and the work list of what is due; the steps on them stand in the rooms it is made of."""

from datetime import date, timedelta

from app.errors import InputFault
from app.services.actor import Right
from app.services.base import needs
from app.services.matter_acting import require
from app.services.matter_endings import MatterEndings
from app.services.matter_steps import MatterSteps
from app.services.matter_values import DueList, DueRow, MatterView, Urgency
from app.services.matter_view import Secret, secret_of, view
from app.services.matter_visits import MatterVisits
from app.services.petition_check import EARLIEST
from app.services.petition_form import WITHHELD
from app.store import due_list, petitions
from app.store.due_list import DueCase

MOST_DAYS = 3660
LATEST = date(2199, 12, 31)


class MatterService(MatterSteps, MatterEndings, MatterVisits):
    """Cases: what is due, what happened, and what is done next."""

    @needs(Right.READ_REGISTER)
    def matter(self, number: str) -> MatterView:
        """A matter by its number, with its timeline (no petitioner's name in it) and every due date told.

        Looking at one with a protected petition is logged; what it says is withheld where that petition is sealed. Raises NotFound.
        """
        with self.reading() as transaction:
            stored = require(transaction, number)
            if not petitions.protected_on(transaction, stored.id):
                return view(transaction, stored, Secret())
        with self.acting("view_protected", stored.number) as action:
            secret = secret_of(action.transaction, stored, self.desk.actor)
            action.detail["withheld"] = secret.withheld
            return view(action.transaction, require(action.transaction, number), secret)

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
