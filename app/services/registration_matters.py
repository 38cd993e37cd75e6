"""What a correction or a voiding does to matters: repeats and due dates in step, a matter that lost its only petition ended."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from app.services import due_scheduling
from app.services.petition_form import Purpose
from app.services.registration_saving import Entry
from app.store import matter_steps, matters, petition_changes, petitions, units, visits
from app.store.database import Transaction
from app.store.due_dates import Cause
from app.store.matter_steps import Step
from app.store.matters import StoredMatter
from app.store.petition_changes import MATTERS
from app.store.petitions import StoredPetition


def settle(transaction: Transaction, matter_ids: Iterable[int | None], entry: Entry, words: str) -> None:
    """Brings matters in step with their petitions as they now are; ``words`` say why one without any is ended."""
    for matter_id in sorted(each for each in matter_ids if each is not None):
        visits.refresh_repeats(transaction, matter_id)
        end_where_empty(transaction, matter_id, entry, words)
        due_scheduling.reschedule(
            transaction, matter_id, entry.rules.parameters, entry.rules.rest_days, cause=Cause.CORRECTION, at=entry.at
        )


def end_where_empty(transaction: Transaction, matter_id: int, entry: Entry, words: str) -> None:
    """Ends a matter the program opened for a petition that is void or gone elsewhere: it stays on record, and is no open case."""
    matter = matters.by_id(transaction, matter_id)
    left = [petition for petition in petitions.of_matter(transaction, matter_id) if not petition.voided]
    if left or matter.opened_by is None or matter.concluded_on is not None:
        return
    row = matter_steps.step_row(matter_id, entry.today, entry.instant, recorded_by=entry.account_id, outcome=words)
    matter_steps.record(transaction, Step.CONCLUSION, row)
    ended = max(entry.today, matter.accepted_on)
    matters.change(transaction, matter_id, {"concluded_on": ended, "concluded_year": ended.year, "outcome": words, "no_reply_needed": 1})


def follow(transaction: Transaction, before: StoredPetition, entry: Entry, unit_id: int) -> None:
    """A matter opened for this one petition follows its correction in unit, day and 揭发控告, with the former values kept."""
    if before.matter_id is None or entry.draft.matter != before.matter:
        return
    matter = matters.by_id(transaction, before.matter_id)
    others = [petition for petition in petitions.of_matter(transaction, matter.id) if petition.id != before.id]
    if others or matter.opened_by is None:
        return
    changed = _changed(transaction, matter, before, entry, unit_id)
    if changed:
        matters.change(transaction, matter.id, changed)
        petition_changes.keep_corrections(transaction, [_row(matter, name, value, entry) for name, value in changed.items()])


def _changed(transaction: Transaction, matter: StoredMatter, before: StoredPetition, entry: Entry, unit_id: int) -> dict[str, Any]:
    accepted_on = entry.day if matter.accepted_on == before.received_on else matter.accepted_on
    wanted_unit = unit_id if matter.unit_id == before.unit_id else matter.unit_id
    values: dict[str, Any] = {
        "unit_id": wanted_unit,
        "accepted_on": accepted_on,
        "counted_unit_id": units.counted_unit_of(transaction, wanted_unit, accepted_on),
        "accusation": int(matter.accusation or entry.draft.purpose is Purpose.ACCUSATION),
    }
    return {name: value for name, value in values.items() if value != getattr(matter, name)}


def _row(matter: StoredMatter, name: str, value: object, entry: Entry) -> dict[str, Any]:
    row = petition_changes.correction_row(MATTERS, matter.id, name, _shown(getattr(matter, name)), _shown(value))
    return {
        **row,
        "reason": None,
        "counts_as_change": 0,
        "corrected_by": entry.account_id,
        "corrected_at": entry.instant,
    }


def _shown(value: object) -> str | None:
    if value is None:
        return None
    return value.isoformat() if isinstance(value, date) else str(int(value) if isinstance(value, bool) else value)
