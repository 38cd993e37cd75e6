"""Writes a checked form into the register: number, petition, people, matter, due date, search index, all in the caller's transaction."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from app.regulation.deadlines import CaseDates
from app.regulation.ladder import collective, is_repeat
from app.regulation.terms import Form
from app.services import due_scheduling, id_number, rules
from app.services.base import Desk
from app.services.petition_check import NOT_A_CASE_PURPOSES, complete
from app.services.petition_form import ANONYMOUS, PetitionDraft, Petitioner, Purpose, Secrecy
from app.services.registration_values import Registered
from app.services.rules import Rules
from app.services.unit_initials import initials_of
from app.store import attachments, closed_years, due_dates, matters, numbers, petitioners, petitions, search, units, visits
from app.store.database import Transaction
from app.store.due_dates import Cause
from app.store.matters import StoredMatter


@dataclass(frozen=True, slots=True)
class Entry:
    """A form under way into the register: the day it is for, the rules, who registers it and when (UTC)."""

    draft: PetitionDraft
    day: date
    today: date
    rules: Rules
    late: bool
    account_id: int
    at: datetime

    @property
    def instant(self) -> str:
        return self.at.isoformat(timespec="microseconds")

    @property
    def collective(self) -> bool:
        draft = self.draft
        return collective(draft.form, draft.people or 0, draft.represented or 0, self.rules.parameters)


def entry_of(transaction: Transaction, draft: PetitionDraft, desk: Desk, day: date | None = None) -> Entry:
    """The entry of a form at this desk, now; ``day`` stands in where the form says none, else today."""
    today = desk.clock.today()
    day = draft.received_on or day or today
    return Entry(
        draft=draft,
        day=day,
        today=today,
        rules=rules.in_force(transaction, today),
        late=day.year in closed_years.standing_years(transaction),
        account_id=desk.actor.account_id,
        at=desk.clock.now(),
    )


def filled(draft: PetitionDraft, today: date) -> PetitionDraft:
    """The form as it is kept: 匿名 for no name, ID numbers without blanks, birth date and sex from a sound one, 保密 for 揭发控告."""
    people = tuple(replace(_told(person, today), name=person.name.strip() or ANONYMOUS) for person in complete(draft))
    return replace(draft, petitioners=people, secrecy=secrecy_of(draft))


def told_by_id_numbers(draft: PetitionDraft, today: date) -> PetitionDraft:
    """The form with birth dates and sexes filled in from sound ID numbers where they are empty."""
    return replace(draft, petitioners=tuple(_told(person, today) for person in draft.petitioners))


def secrecy_of(draft: PetitionDraft) -> Secrecy:
    """保密 as chosen, or by itself for 揭发控告."""
    return Secrecy.PROTECTED if draft.protected else Secrecy.ORDINARY


def save(transaction: Transaction, entry: Entry) -> Registered:
    """Writes one registration; the form has been checked."""
    draft = entry.draft
    unit_id = unit_id_of(transaction, draft)
    counted_id = units.counted_unit_of(transaction, unit_id, entry.day)
    number = numbers.next_number(transaction, numbers.PETITION, entry.day.year, at=entry.at)
    taken = matters.by_number(transaction, draft.matter) if draft.matter else None
    opened = _open_matter(transaction, entry, unit_id, counted_id) if taken is None and draft.not_a_case_reason is None else None
    matter = taken or opened
    repeat = taken is not None and _is_repeat(transaction, entry, taken, number)
    row = petitions.petition_row(
        number=number,
        received_on=entry.day,
        form=draft.form,
        level=draft.level,
        unit_id=unit_id,
        registered_at=entry.instant,
        counted_unit_id=counted_id,
        matter_id=matter.id if matter else None,
        repeat=int(repeat),
        late=int(entry.late),
        registered_by=entry.account_id,
        **form_columns(transaction, draft),
    )
    petition_id = petitions.insert_petition(transaction, row)
    _keep_people(transaction, petition_id, entry)
    due_on = opened.due_on if opened else _bring_in_step(transaction, taken, entry)
    return Registered(number, matter.number if matter else None, opened is not None, due_on, repeat, draft.protected, entry.late)


def unit_id_of(transaction: Transaction, draft: PetitionDraft) -> int:
    """The id of the form's unit. Raises LookupError, a fault of ours: the form has been checked."""
    unit = units.by_code(transaction, draft.unit.strip())
    if unit is None:
        raise LookupError(draft.unit)
    return unit.id


def _is_repeat(transaction: Transaction, entry: Entry, taken: StoredMatter, number: str) -> bool:
    earlier = ((visit.received_on, visit.number) for visit in visits.of_matter(transaction, taken.id))
    return entry.draft.form is Form.VISIT and is_repeat((entry.day, number), earlier)


def form_columns(transaction: Transaction, draft: PetitionDraft) -> dict[str, Any]:
    """The columns of a petition that are the form's own fields as they stand; units, matter, day and level are the caller's."""
    accused_unit = units.by_code(transaction, draft.accused_unit.strip()) if draft.accused_unit.strip() else None
    return {
        "received_time": _or_none(draft.received_time),
        "people": draft.people,
        "represented": draft.represented,
        "shown_level": draft.shown_level,
        "shown_number": _or_none(draft.shown_number),
        "source": draft.source,
        "reporting_office": _or_none(draft.reporting_office),
        "purpose": draft.purpose,
        "subject_class_id": petitions.class_id(transaction, draft.subject_class.strip()) if draft.subject_class.strip() else None,
        "gist": _or_none(draft.gist),
        "accused": _or_none(draft.accused),
        "accused_unit_id": accused_unit.id if accused_unit else None,
        "secrecy": draft.secrecy,
        "urgent": int(draft.urgent),
        "not_a_case_reason": draft.not_a_case_reason,
        "received_by_unit_name": _or_none(draft.received_by_unit_name),
        "received_by_unit_post": _or_none(draft.received_by_unit_post),
        "received_by_unit_time": _or_none(draft.received_by_unit_time),
        "left_with_unit": int(draft.left_with_unit),
    }


def person_rows(petition_id: int, people: tuple[Petitioner, ...]) -> list[petitioners.PersonRow]:
    """The rows of a form's people, in their order."""
    return [
        petitioners.person_row(petition_id, person.name, seq, **{part: getattr(person, part) or None for part in petitioners.PARTS[1:]})
        for seq, person in enumerate(people, 1)
    ]


@dataclass(frozen=True, slots=True)
class _Opened:
    id: int
    number: str
    due_on: date


def _open_matter(transaction: Transaction, entry: Entry, unit_id: int, counted_id: int | None) -> _Opened:
    draft, in_force = entry.draft, entry.rules
    case = CaseDates(accepted_on=entry.day, first_collective_on=entry.day if entry.collective else None)
    due_rows = due_scheduling.due_rows_for(
        case, in_force.parameters, in_force.rest_days, Cause.LATE_ENTRY if entry.late else Cause.ACCEPTANCE, entry.at
    )
    row = matters.matter_row(
        number=numbers.next_number(transaction, numbers.MATTER, entry.day.year, at=entry.at),
        gist=draft.gist.strip(),
        unit_id=unit_id,
        accepted_on=entry.day,
        opened_at=entry.instant,
        counted_unit_id=counted_id,
        subject_class_id=petitions.class_id(transaction, draft.subject_class.strip()) if draft.subject_class.strip() else None,
        accusation=int(draft.purpose is Purpose.ACCUSATION),
        no_reply_needed=int(draft.purpose in NOT_A_CASE_PURPOSES or draft.petitioners[0].name == ANONYMOUS),
        late=int(entry.late),
        first_collective_on=case.first_collective_on,
        opened_by=entry.account_id,
    )
    matter_id = matters.insert_matter(transaction, row)
    due_dates.insert_many(transaction, [{**due_row, "matter_id": matter_id} for due_row in due_rows])
    return _Opened(matter_id, row["number"], due_rows[-1]["due_on"])


def _bring_in_step(transaction: Transaction, taken: StoredMatter | None, entry: Entry) -> date | None:
    """A visit on a matter taken over may make later ones repeats and change its due date; gives the date that stands."""
    if taken is None:
        return None
    if entry.draft.form is Form.VISIT:
        visits.refresh_repeats(transaction, taken.id)
    if entry.collective:
        cause = Cause.LATE_ENTRY if entry.late else Cause.FIRST_COLLECTIVE_VISIT
        due_scheduling.reschedule(transaction, taken.id, entry.rules.parameters, entry.rules.rest_days, cause=cause, at=entry.at)
    standing = due_dates.standing(transaction, taken.id)
    return standing.due_on if standing else None


def _keep_people(transaction: Transaction, petition_id: int, entry: Entry) -> None:
    draft = entry.draft
    petitioners.insert_many(transaction, person_rows(petition_id, draft.petitioners), protected=draft.protected)
    attachments.add(transaction, petition_id, [(file.name, file.content) for file in draft.attachments], entry.account_id, entry.instant)
    search.index(transaction, petition_id, texts(draft.petitioners, draft.gist))


def texts(people: Iterable[Petitioner], gist: str) -> search.Texts:
    """What of a petition can be looked for."""
    named = list(people)
    return search.Texts(
        names=tuple(person.name for person in named),
        id_numbers=tuple(person.id_number for person in named if person.id_number),
        phones=tuple(person.phone for person in named if person.phone),
        words=(gist,) if gist.strip() else (),
        initials=tuple(reading for person in named for reading in initials_of(person.name)),
    )


def _told(person: Petitioner, today: date) -> Petitioner:
    told = id_number.read(person.id_number, today)
    if not told.sound:
        return person
    return replace(person, id_number=told.number, birth_on=person.birth_on or told.birth_on, sex=person.sex or told.sex)


def _or_none(written: str) -> str | None:
    return written.strip() or None
