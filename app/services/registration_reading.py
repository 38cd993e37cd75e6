"""The register read: a petition as kept, masked where it is protected, and the list a page at a time."""

from typing import Any, NamedTuple

from app.errors import NotFound
from app.regulation.ladder import collective, level_skipping
from app.services import rules
from app.services.actor import Right
from app.services.base import Service, needs
from app.services.petition_form import WITHHELD, PetitionDraft
from app.services.registration_values import (
    CorrectionView,
    PageKey,
    PetitionView,
    RegisterFilter,
    RegisterPage,
    RegisterRow,
    VoidView,
)
from app.services.secrecy import Shown, people_masked, people_shown, sealed, sealed_view
from app.store import attachments, matter_steps, petition_changes, petitioners, petitions, register_pages, units
from app.store.database import Transaction
from app.store.matter_steps import SERIOUS_CONSEQUENCES
from app.store.petition_changes import PETITIONERS, Correction
from app.store.petitions import StoredPetition
from app.store.register_pages import PageFilter, PageRow, Place

MOST_ROWS = 500
"""The longest page that is read at once."""

EVERYTHING = RegisterFilter()


_TEXTS = (
    "received_time",
    "reporting_office",
    "subject_class",
    "gist",
    "accused",
    "matter",
    "shown_number",
    "received_by_unit_name",
    "received_by_unit_post",
    "received_by_unit_time",
)
"""The form's fields that are empty where the register has nothing."""


class RegisterReading(Service):
    """The reading half of :class:`app.services.registration.RegistrationService`."""

    @needs(Right.READ_REGISTER)
    def petition(self, number: str) -> PetitionView:
        """A petition by its register number. Raises NotFound.

        Of a protected one the people are withheld, what it says is shown to those whose work needs it, and looking at it is logged.
        """
        with self.reading() as transaction:
            stored = require(transaction, number)
            if not stored.protected:
                return self._view(transaction, stored, people_masked(transaction, stored))
        with self.acting("view_protected", number) as action:
            stored = require(action.transaction, number)
            view = self._view(action.transaction, stored, people_masked(action.transaction, stored))
            action.detail |= {"withheld": view.withheld, "sealed": view.sealed}
            return sealed_view(view) if view.sealed else view

    @needs(Right.READ_REGISTER)
    def attachment(self, number: str, name: str) -> bytes:
        """The content of a petition's file; of a protected one only for whom the director named. Raises NotFound, NotAllowed."""
        with self.acting("view_attachment", number) as action:
            stored = require(action.transaction, number)
            withheld = people_shown(action.transaction, stored, self.desk.actor.account_id).withheld
            found = None if withheld else attachments.content(action.transaction, stored.id, name)
        if withheld:
            raise NotFound(f"{number}是保密件，附件不能打开。", mend="请局长写明理由指定您查看。")
        if found is None:
            raise NotFound(f"{number}没有叫“{name[:60]}”的附件。")
        return found

    @needs(Right.READ_REGISTER)
    def register_page(self, after: PageKey | None = None, limit: int = 100, shown: RegisterFilter = EVERYTHING) -> RegisterPage:
        """A page of the register, newest first, after ``after``; protected names are withheld. Raises NotFound for an unknown unit."""
        wanted = max(1, min(limit, MOST_ROWS))
        with self.reading() as transaction:
            place = Place(*after) if after is not None else None
            rows = register_pages.page(transaction, place, wanted + 1, _page_filter(transaction, shown))
        page, more = rows[:wanted], len(rows) > wanted
        return RegisterPage(tuple(_line(row) for row in page), PageKey(page[-1].received_on, page[-1].id) if more else None)

    def _may_reveal(self, transaction: Transaction, stored: StoredPetition) -> bool:
        """Of a protected petition: the director, and whom he named."""
        if not stored.protected:
            return False
        return self.desk.actor.may(Right.DECIDE) or petitioners.may_see(transaction, stored.id, self.desk.actor.account_id)

    def _view(self, transaction: Transaction, stored: StoredPetition, shown: Shown) -> PetitionView:
        judged = rules.in_force(transaction, stored.received_on).parameters
        counted = units.by_id(transaction, stored.counted_unit_id) if stored.counted_unit_id is not None else None
        void = petition_changes.void_of(transaction, stored.id)
        return PetitionView(
            number=stored.number,
            draft=form_of(transaction, stored, shown),
            petitioners=shown.people,
            unit_name=stored.unit_name,
            counted_unit=counted.code if counted else None,
            counted_unit_name=counted.name if counted else "",
            collective=collective(stored.form, stored.people, stored.represented or 0, judged),
            level_skipping=level_skipping(stored.form, stored.level, stored.shown_level),
            repeat=stored.repeat,
            protected=stored.protected,
            withheld=shown.withheld,
            sealed=sealed(transaction, stored, self.desk.actor),
            serious_finding=_serious(transaction, stored),
            late=stored.late,
            registered_by=stored.registered_by_name or "",
            registered_at=stored.registered_at,
            attachments=_file_names(transaction, stored, shown),
            corrections=_corrections(transaction, stored, shown),
            void=VoidView(*void) if void else None,
            may_reveal=self._may_reveal(transaction, stored),
            accused_unit_name=_name_of(transaction, stored.accused_unit_id),
        )


def _name_of(transaction: Transaction, unit_id: int | None) -> str:
    return units.by_id(transaction, unit_id).name if unit_id is not None else ""


def _serious(transaction: Transaction, stored: StoredPetition) -> str | None:
    """The finding of serious consequences that stands."""
    found = matter_steps.findings_on(transaction, petition_id=stored.id)
    standing = [finding.words for finding in found if finding.kind == SERIOUS_CONSEQUENCES and finding.withdrawn is None]
    return standing[-1] if standing else None


def _file_names(transaction: Transaction, stored: StoredPetition, shown: Shown) -> tuple[str, ...]:
    """A file's name may tell who brought it."""
    names = attachments.names(transaction, stored.id)
    return tuple(WITHHELD for _name in names) if shown.withheld else names


def require(transaction: Transaction, number: str) -> StoredPetition:
    """The petition of this number. Raises NotFound."""
    stored = petitions.by_number(transaction, number.strip())
    if stored is None:
        raise NotFound(f"没有登记号是“{number.strip()[:40]}”的信访。", mend="请核对登记号，如 1996-00012。")
    return stored


def form_of(transaction: Transaction, stored: StoredPetition, shown: Shown) -> PetitionDraft:
    """A kept petition as the form that would make it; attachments are not among it."""
    accused_unit = units.by_id(transaction, stored.accused_unit_id).code if stored.accused_unit_id is not None else ""
    return PetitionDraft(
        petitioners=shown.people,
        received_on=stored.received_on,
        form=stored.form,
        source=stored.source,
        level=stored.level,
        people=stored.people,
        represented=stored.represented,
        purpose=stored.purpose,
        accused_unit=accused_unit,
        secrecy=stored.secrecy,
        unit=stored.unit_code,
        shown_level=stored.shown_level,
        urgent=stored.urgent,
        not_a_case_reason=stored.not_a_case_reason,
        left_with_unit=stored.left_with_unit,
        **_texts(stored),
    )


def _texts(stored: StoredPetition) -> dict[str, Any]:
    return {name: getattr(stored, name) or "" for name in _TEXTS}


def _page_filter(transaction: Transaction, shown: RegisterFilter) -> PageFilter:
    unit_id = None
    if shown.unit is not None:
        unit = units.by_code(transaction, shown.unit)
        if unit is None:
            raise NotFound(f"没有代码是“{shown.unit[:40]}”的单位。")
        unit_id = unit.id
    return PageFilter(unit_id, shown.since, shown.until, shown.form, shown.level, shown.voided)


def _line(row: PageRow) -> RegisterRow:
    name = WITHHELD if row.protected else row.name or ""
    return RegisterRow(
        row.number,
        row.received_on,
        row.form,
        row.level,
        name,
        row.people,
        row.represented,
        row.unit_code,
        row.unit_name,
        row.matter,
        "" if row.protected else row.gist or "",
        row.repeat,
        row.protected,
        row.voided,
        row.late,
    )


class _Values(NamedTuple):
    former: str
    present: str


def _corrections(transaction: Transaction, stored: StoredPetition, shown: Shown) -> tuple[CorrectionView, ...]:
    kept = petition_changes.corrections_of(transaction, stored.id)
    identity = {} if shown.withheld else _identity_values(transaction, stored, kept)
    return tuple(_correction(correction, identity.get(place)) for place, correction in enumerate(kept))


def _correction(correction: Correction, identity: _Values | None) -> CorrectionView:
    of_person = correction.table_name == PETITIONERS
    former, present = (identity or _Values(WITHHELD, WITHHELD)) if of_person else (correction.former or "", correction.present or "")
    field = f"petitioners.{correction.field}" if of_person else correction.field
    return CorrectionView(field, former, present, correction.reason or "", correction.counts_as_change, correction.by, correction.at)


def _identity_values(transaction: Transaction, stored: StoredPetition, kept: tuple[Correction, ...]) -> dict[int, _Values]:
    """What corrected people were and became, by the correction's place: each became what the next one found, the last what is now."""
    people = petitioners.of_petition(transaction, stored.id, protected=stored.protected)
    rows = {person.seq: person for person in (*people, *petitioners.former_of(transaction, stored.id, protected=stored.protected))}
    following: dict[str, str] = {}
    found: dict[int, _Values] = {}
    for place, correction in reversed(list(enumerate(kept))):
        if correction.table_name != PETITIONERS:
            continue
        seq, _, part = correction.field.partition(".")
        now = following.get(correction.field, _part(rows.get(int(seq)), part))
        former = _part(rows.get(int(correction.former)) if correction.former else None, part)
        following[correction.field] = former
        found[place] = _Values(former, now)
    return found


def _part(person: object | None, part: str) -> str:
    value = getattr(person, part, None)
    return "" if value is None else str(value)
