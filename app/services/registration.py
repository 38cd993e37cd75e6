"""Registration at the counter: what a draft means, and saving it in one durable transaction."""

from collections.abc import Collection
from dataclasses import replace
from datetime import date

from app.services import registration_saving
from app.services.actor import Right
from app.services.base import needs
from app.services.meaning import Meaning
from app.services.meaning_of import meaning_of
from app.services.petition_form import FieldFault, PetitionDraft
from app.services.registration_changes import RegisterChanges
from app.services.registration_checking import faults_of, refuse_faults
from app.services.registration_notices import RegisterNotices
from app.services.registration_reveal import RegisterReveal
from app.services.registration_secrecy import RegisterSecrecy
from app.services.registration_values import Registered
from app.store import drafts, numbers, petitions
from app.store.drafts import REGISTRATION


class RegistrationService(RegisterReveal, RegisterChanges, RegisterSecrecy, RegisterNotices):
    """The register of petitions: entering here; reading, correcting, voiding and what follows in the rooms it is made of."""

    @needs(Right.REGISTER)
    def check(self, draft: PetitionDraft) -> tuple[FieldFault, ...]:
        """Every fault of the form, field by field; those that may be kept stop no save once confirmed."""
        with self.reading() as transaction:
            return faults_of(transaction, draft, self.today)

    @needs(Right.REGISTER)
    def complete(self, draft: PetitionDraft) -> PetitionDraft:
        """The draft with birth date and sex filled in from a sound ID number where they are empty, and 保密 set for 揭发控告."""
        return replace(registration_saving.told_by_id_numbers(draft, self.today), secrecy=registration_saving.secrecy_of(draft))

    @needs(Right.REGISTER)
    def meaning(self, draft: PetitionDraft) -> Meaning:
        """What saving ``draft`` now would mean; takes a half-filled one, asks the register little enough to be called while typing."""
        with self.reading() as transaction:
            return meaning_of(transaction, draft, self.today)

    @needs(Right.REGISTER)
    def next_number(self, day: date | None = None) -> str:
        """The register number a petition of ``day`` (today) would get now."""
        with self.reading() as transaction:
            return numbers.coming_number(transaction, numbers.PETITION, (day or self.today).year)

    @needs(Right.REGISTER)
    def subject_classes(self) -> tuple[str, ...]:
        """The bureau's classes of subjects in their own order, those in use."""
        with self.reading() as transaction:
            return tuple(entry.name for entry in petitions.classes(transaction) if not entry.retired)

    @needs(Right.REGISTER)
    def save(self, draft: PetitionDraft, confirmations: Collection[str] = (), shown_matches: Collection[str] = ()) -> Registered:
        """Registers the petition, durable when it returns.

        ``confirmations``: fields whose fault may be kept and was confirmed. ``shown_matches``: numbers the live matches showed meanwhile,
        noted in the one audit record. Raises InputFault with a line for each fault that stands in the way.
        """
        with self.acting("register", detail={"kept": sorted(confirmations), "matches_shown": sorted(shown_matches)}) as action:
            refuse_faults(faults_of(action.transaction, draft, self.today), confirmations)
            entry = registration_saving.entry_of(action.transaction, registration_saving.filled(draft, self.today), self.desk)
            registered = registration_saving.save(action.transaction, entry)
            # A half-filled form may name one who is protected from now on: it goes with the save.
            drafts.drop_kind(action.transaction, self.desk.actor.account_id, REGISTRATION)
            action.subject = registered.number
            action.detail |= {"matter": registered.matter, "opened": registered.opened, "late": registered.late}
            action.detail["protected"] = registered.protected
        return registered
