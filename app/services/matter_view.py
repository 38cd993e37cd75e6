"""A matter as one account sees it: every due date told, the timeline, and what a protected one keeps from who need not know."""

from typing import NamedTuple

from app.services.actor import Actor
from app.services.matter_timeline import timeline
from app.services.matter_values import DueTold, MatterView
from app.services.petition_form import WITHHELD
from app.services.secrecy import any_sealed
from app.store import due_dates, petitions, units
from app.store.database import Transaction
from app.store.due_dates import StoredDue
from app.store.matters import StoredMatter


class Secret(NamedTuple):
    """Whether a petition on the matter is 保密, and whether its contents are kept from this account."""

    protected: bool = False
    withheld: bool = False


def secret_of(transaction: Transaction, stored: StoredMatter, actor: Actor) -> Secret:
    """Withheld from whom a protected petition on the matter is sealed for."""
    on_it = petitions.of_matter(transaction, stored.id)
    return Secret(any(each.protected for each in on_it), any_sealed(transaction, on_it, actor))


def view(transaction: Transaction, stored: StoredMatter, secret: Secret) -> MatterView:
    """The matter as the actor may see it."""
    due = due_dates.of_matter(transaction, stored.id)
    standing = [row for row in due if not row.replaced]
    counted = units.by_id(transaction, stored.counted_unit_id).name if stored.counted_unit_id is not None else ""
    return MatterView(
        number=stored.number,
        gist=WITHHELD if secret.withheld else stored.gist,
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
        protected=secret.protected,
        withheld=secret.withheld,
        timeline=timeline(transaction, stored, withheld=secret.withheld),
    )


def _told(row: StoredDue) -> DueTold:
    return DueTold(row.known_from, row.known_until, row.due_on, row.limit, row.clause, row.why, row.cause, row.replaced)
