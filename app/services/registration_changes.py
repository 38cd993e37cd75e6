"""更正 and 作废: what is registered is never deleted; former values, reasons and who did it stay."""

from collections.abc import Collection, Sequence
from dataclasses import replace

from app.errors import NotAllowed, Refusal
from app.services import registration_correction
from app.services.actor import Right
from app.services.base import Action, Desk, Service, needs
from app.services.petition_form import Attachment, PetitionDraft
from app.services.registration_checking import faults_of, refuse_faults
from app.services.registration_correction import Correction, secrecy_after
from app.services.registration_matters import settle
from app.services.registration_reading import form_of, require
from app.services.registration_saving import Entry, entry_of, filled
from app.services.registration_values import VoidRequest, VoidState
from app.services.secrecy import WITHHELD_PERSON, people_masked, people_shown, sealed
from app.store import attachments, drafts, petition_changes, petitions
from app.store.database import Transaction
from app.store.drafts import StoredDraft
from app.store.petitions import StoredPetition

VOID_REQUEST = "void_request"


class RegisterChanges(Service):
    """The correcting half of :class:`app.services.registration.RegistrationService`."""

    @needs(Right.REGISTER)
    def correct(
        self, number: str, draft: PetitionDraft, reason: str = "", confirmations: Collection[str] = ()
    ) -> tuple[str, ...]:
        """Corrects a petition to what ``draft`` says; gives the fields corrected, each with its former value on record.

        Date, form, level, people, unit, matter and reply letter shown need a reason and count as 改动. The people of a protected petition
        stay as they are where the actor was not named for it. Attachments are not touched. Raises NotFound, InputFault, Refusal.
        """
        with self.acting("correct", number) as action:
            correction = correction_of(self.desk, action.transaction, number, draft, reason.strip())
            # What was wrong before (an import knows less than the form asks for) stands in nobody's way.
            before = faults_of(action.transaction, correction.before, self.today)
            faults = faults_of(action.transaction, correction.after, self.today)
            refuse_faults([fault for fault in faults if fault not in before], confirmations)
            registration_correction.refuse(correction)
            corrected = registration_correction.apply(action.transaction, correction)
            action.detail |= {"fields": list(corrected), "reason": correction.reason}
        return corrected

    @needs(Right.REGISTER)
    def attach(self, number: str, files: Sequence[Attachment]) -> None:
        """Adds files to a petition; what is attached stays. Raises NotFound, Refusal for a file without a name."""
        with self.acting("attach", number, {"files": len(files)}) as action:
            stored = require(action.transaction, number)
            if not all(file.name.strip() for file in files):
                raise Refusal("附件要有名称。")
            now = self.desk.clock.now().isoformat(timespec="microseconds")
            named = [(file.name, file.content) for file in files]
            attachments.add(action.transaction, stored.id, named, self.desk.actor.account_id, now)

    @needs(Right.REGISTER)
    def ask_void(self, number: str, reason: str) -> None:
        """Asks a second person to void a petition. Raises NotFound, Refusal without a reason or where it is void already."""
        with self.acting("ask_void", number, {"reason": reason.strip()}) as action:
            stored = _voidable(action.transaction, number, reason)
            now = self.desk.clock.now().isoformat(timespec="microseconds")
            kind = f"{VOID_REQUEST}:{stored.number}"
            drafts.put(action.transaction, self.desk.actor.account_id, kind, reason.strip(), now)

    @needs(Right.READ_REGISTER)
    def void_requests(self) -> tuple[VoidRequest, ...]:
        """The voidings that wait for a second person, oldest first."""
        with self.reading() as transaction:
            waiting = drafts.of_kind(transaction, VOID_REQUEST)
        return tuple(VoidRequest(each.kind.partition(":")[2], each.body, each.by, each.saved_at) for each in waiting)

    @needs(Right.READ_REGISTER)
    def void_state(self, number: str) -> VoidState:
        """Whether one may void alone, or somebody asked already. Raises NotFound."""
        with self.reading() as transaction:
            stored = require(transaction, number)
            alone = petition_changes.accounts_in_use(transaction) == 1
            asked = _request(transaction, stored.number)
        if asked is None:
            return VoidState(alone, None, mine=False)
        request = VoidRequest(stored.number, asked.body, asked.by, asked.saved_at)
        return VoidState(alone, request, mine=asked.account_id == self.desk.actor.account_id)

    @needs(Right.READ_REGISTER)
    def void(self, number: str, reason: str = "") -> None:
        """Voids a petition that a colleague asked to void; while the store has one account, it may void alone with a ``reason`` (一人作废).

        Raises NotFound, NotAllowed for one who may neither register nor decide, Refusal where nobody else asked or no reason is given.
        """
        actor = self.desk.actor
        if not (actor.may(Right.REGISTER) or actor.may(Right.DECIDE)):
            raise NotAllowed("作废要由接待员或局长来办。")
        with self.acting("void", number) as action:
            alone = petition_changes.accounts_in_use(action.transaction) == 1
            asked = _request(action.transaction, number)
            if not alone and (asked is None or asked.account_id == actor.account_id):
                raise Refusal("作废要两个人办：一人提出，另一人作废。", mend="请先提出作废，再由另一位同事登录后办理。")
            self._void(action, number, reason.strip() or (asked.body if asked else ""), asked, alone)

    def _void(self, action: Action, number: str, reason: str, asked: StoredDraft | None, alone: bool) -> None:
        stored = _voidable(action.transaction, number, reason)
        account_id = self.desk.actor.account_id
        entry = self._entry_as_kept(action.transaction, stored)
        row = {"petition_id": stored.id, "reason": reason, "asked_by": asked.account_id if asked else account_id}
        petition_changes.keep_void(
            action.transaction, {**row, "voided_by": account_id, "alone": int(alone), "voided_at": entry.instant}
        )
        petitions.change(action.transaction, stored.id, {"voided": 1, "repeat": 0})
        settle(action.transaction, {stored.matter_id}, entry, f"{stored.number}登记作废")
        if asked is not None:
            drafts.drop(action.transaction, asked.id)
        action.detail |= {"reason": reason, "alone": alone, "asked_by": asked.by if asked else self.desk.actor.display_name}

    def _entry_as_kept(self, transaction: Transaction, stored: StoredPetition) -> Entry:
        people = people_shown(transaction, stored, self.desk.actor.account_id)
        return entry_of(transaction, form_of(transaction, stored, people), self.desk, stored.received_on)


def correction_of(desk: Desk, transaction: Transaction, number: str, draft: PetitionDraft, reason: str) -> Correction:
    """A correction of a petition to what `draft` says, not yet written. Raises NotFound, NotAllowed."""
    stored = require(transaction, number)
    if sealed(transaction, stored, desk.actor):
        raise NotAllowed(f"{number}是保密件，您不能更正。", mend="请由登记的同事更正，或请局长写明理由指定您查看。")
    people = people_shown(transaction, stored, desk.actor.account_id)
    if draft.petitioners == (WITHHELD_PERSON,):
        people = people_masked(transaction, stored)  # the form came without them: they stay as they are
    before = form_of(transaction, stored, people)
    if people.withheld and draft.petitioners != (WITHHELD_PERSON,):
        raise NotAllowed(f"{number}是保密件，您不能更正信访人。", mend="请局长写明理由指定您查看。")
    made = draft if draft.petitioners == before.petitioners else filled(draft, desk.clock.today())
    after = replace(made, secrecy=secrecy_after(before, draft), received_on=draft.received_on or stored.received_on)
    after = replace(after, unit=after.unit.strip(), matter=after.matter.strip())
    entry = entry_of(transaction, after, desk, stored.received_on)
    return Correction(stored, before, entry, reason, people.withheld)


def _voidable(transaction: Transaction, number: str, reason: str) -> StoredPetition:
    stored = require(transaction, number)
    if stored.voided:
        raise Refusal(f"{stored.number}已经作废。")
    if not reason.strip():
        raise Refusal("作废没有写理由。", mend="请写明为什么作废。")
    return stored


def _request(transaction: Transaction, number: str) -> StoredDraft | None:
    waiting = drafts.of_kind(transaction, f"{VOID_REQUEST}:{number.strip()}")
    return waiting[0] if waiting else None

