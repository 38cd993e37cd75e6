"""更正: what differs between a kept petition and the corrected form, written with the former values; the matter follows where it must."""

from collections.abc import Iterator
from dataclasses import dataclass, fields
from datetime import date
from enum import Enum
from typing import Any

from app.errors import Refusal
from app.services.petition_form import (
    FORM_WORDS,
    LEVEL_WORDS,
    PURPOSE_WORDS,
    REPLY_LEVEL_WORDS,
    SECRECY_WORDS,
    SOURCE_WORDS,
    PetitionDraft,
    Petitioner,
    Purpose,
    Secrecy,
)
from app.services.registration_matters import follow, settle
from app.services.registration_saving import Entry, form_columns, person_rows, texts, unit_id_of
from app.services.secrecy import petitioner
from app.store import matters, petition_changes, petitioners, petitions, search, units
from app.store.database import Transaction
from app.store.petition_changes import PETITIONERS, PETITIONS
from app.store.petitions import StoredPetition

WEIGHTY = frozenset({"received_on", "form", "level", "people", "represented", "unit", "matter", "shown_level", "shown_number"})
"""Fields whose correction needs a reason and counts as 改动 beside the standings."""

_WORDS: dict[str, dict[Any, str]] = {
    "form": FORM_WORDS,
    "level": LEVEL_WORDS,
    "purpose": PURPOSE_WORDS,
    "secrecy": SECRECY_WORDS,
    "source": SOURCE_WORDS,
    "shown_level": REPLY_LEVEL_WORDS,
}
_NOT_COMPARED = frozenset({"petitioners", "attachments"})


@dataclass(frozen=True, slots=True)
class Correction:
    """A correction under way: the petition as kept, as a form, and the entry with the corrected form."""

    stored: StoredPetition
    before: PetitionDraft
    entry: Entry
    reason: str
    withheld: bool

    @property
    def after(self) -> PetitionDraft:
        return self.entry.draft

    @property
    def fields(self) -> tuple[str, ...]:
        """The form's fields that differ; `petitioners` where any part of a person does."""
        differing = [name for name in _compared() if getattr(self.before, name) != getattr(self.after, name)]
        return (*differing, *(["petitioners"] if self.people_differ else []))

    @property
    def people_differ(self) -> bool:
        return not self.withheld and self.before.petitioners != self.after.petitioners


def secrecy_after(before: PetitionDraft, after: PetitionDraft) -> Secrecy:
    """保密 once is 保密 until the director lifts it; what was lifted stays lifted unless it newly becomes 揭发控告 or is chosen."""
    newly_accusing = after.purpose is Purpose.ACCUSATION and before.purpose is not Purpose.ACCUSATION
    chosen = Secrecy.PROTECTED in (before.secrecy, after.secrecy)
    return Secrecy.PROTECTED if newly_accusing or chosen else Secrecy.ORDINARY


def refuse(correction: Correction) -> None:
    """Raises Refusal for a correction that may not be: nothing differs, no reason, a case turned into none."""
    if not correction.fields:
        raise Refusal("没有改动任何一项，不用更正。")
    weighty = WEIGHTY.intersection(correction.fields)
    if weighty and not correction.reason:
        raise Refusal("更正日期、形式、级别、人数、单位、事项或答复意见书要写明理由。", mend="请写上为什么更正，它会与原值一起留存。")
    if correction.before.matter and not correction.after.matter:
        raise Refusal("已经立案的不能改成没有事项。", mend="请填原事项编号，或改为并入另一件已有事项。")
    if correction.stored.voided:
        raise Refusal("已经作废的登记不能再更正。")


def apply(transaction: Transaction, correction: Correction) -> tuple[str, ...]:
    """Writes the correction and everything that follows from it; gives the fields that were corrected."""
    stored, entry = correction.stored, correction.entry
    rows = [*_field_rows(correction), *_correct_people(transaction, correction)]
    unit_id = unit_id_of(transaction, entry.draft)
    matter_id = _matter_id(transaction, entry.draft)
    columns = form_columns(transaction, entry.draft) | {
        "received_on": entry.day,
        "year": entry.day.year,
        "form": entry.draft.form,
        "level": int(entry.draft.level),
        "unit_id": unit_id,
        "counted_unit_id": units.counted_unit_of(transaction, unit_id, entry.day),
        "matter_id": matter_id,
        "late": int(stored.late or (entry.late and entry.day.year != stored.year)),
    }
    petitions.change(transaction, stored.id, columns)
    if stored.secrecy is not entry.draft.secrecy:
        petitioners.move(transaction, stored.id, protected=True)
    _keep(transaction, correction, rows)
    follow(transaction, stored, entry, unit_id)
    settle(transaction, {stored.matter_id, matter_id}, entry, f"{stored.number}更正后并入别的事项")
    # The index is the program's own: it is told anew even where the one who corrects may not see the people.
    kept = petitioners.of_petition(transaction, stored.id, protected=entry.draft.secrecy is Secrecy.PROTECTED)
    search.index(transaction, stored.id, texts([petitioner(person) for person in kept], entry.draft.gist))
    return correction.fields


def shown(field: str, value: object) -> str:
    """A field's value as a correction keeps it: in words, empty for none."""
    if field in _WORDS:
        return _WORDS[field].get(value, "")
    if value is None:
        return ""
    if isinstance(value, bool):
        return "是" if value else "否"
    return value.isoformat() if isinstance(value, date) else str(value.value if isinstance(value, Enum) else value)


def _compared() -> Iterator[str]:
    return (field.name for field in fields(PetitionDraft) if field.name not in _NOT_COMPARED)


def _field_rows(correction: Correction) -> list[dict[str, Any]]:
    differing = [name for name in correction.fields if name != "petitioners"]
    return [
        petition_changes.correction_row(
            PETITIONS,
            correction.stored.id,
            name,
            shown(name, getattr(correction.before, name)),
            shown(name, getattr(correction.after, name)),
        )
        for name in differing
    ]


def _correct_people(transaction: Transaction, correction: Correction) -> list[dict[str, Any]]:
    """Puts the corrected people in place, the former ones kept as rows of their own; identity never stands in the corrections."""
    if not correction.people_differ:
        return []
    before, after, petition_id = correction.before.petitioners, correction.after.petitioners, correction.stored.id
    kept = petitioners.replace(transaction, petition_id, person_rows(petition_id, after), protected=correction.stored.protected)
    rows = []
    for seq in range(1, max(len(before), len(after)) + 1):
        for part in _parts_differing(_at(before, seq), _at(after, seq)):
            former = str(kept[seq]) if seq in kept else None
            rows.append(petition_changes.correction_row(PETITIONERS, petition_id, f"{seq}.{part}", former, None))
    return rows


def _at(people: tuple[Petitioner, ...], seq: int) -> Petitioner:
    return people[seq - 1] if seq <= len(people) else Petitioner()


def _parts_differing(before: Petitioner, after: Petitioner) -> list[str]:
    return [part for part in petitioners.PARTS if getattr(before, part) != getattr(after, part)]


def _matter_id(transaction: Transaction, draft: PetitionDraft) -> int | None:
    if not draft.matter:
        return None
    matter = matters.by_number(transaction, draft.matter)
    return matter.id if matter is not None else None


def _keep(transaction: Transaction, correction: Correction, rows: list[dict[str, Any]]) -> None:
    entry = correction.entry
    petition_changes.keep_corrections(
        transaction,
        [
            {
                **row,
                "reason": correction.reason or None,
                "counts_as_change": int(row["field"] in WEIGHTY),
                "corrected_by": entry.account_id,
                "corrected_at": entry.instant,
            }
            for row in rows
        ],
    )
