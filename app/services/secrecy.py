"""保密: who may see a protected petitioner, who may read what the petition says, and what stands in its place for everybody else."""

from collections.abc import Iterable
from dataclasses import replace
from typing import NamedTuple

from app.services.actor import Actor, Right
from app.services.petition_form import WITHHELD, PetitionDraft, Petitioner
from app.services.registration_values import PetitionView
from app.store import petitioners
from app.store.database import Transaction
from app.store.petitioners import PARTS, StoredPerson
from app.store.petitions import StoredPetition

WITHHELD_PERSON = Petitioner(name=WITHHELD)


class Shown(NamedTuple):
    """The people of a petition as the actor sees them; ``withheld``: protected, and the director named somebody else or nobody."""

    people: tuple[Petitioner, ...]
    withheld: bool


def people_shown(transaction: Transaction, petition: StoredPetition, account_id: int) -> Shown:
    """The petitioners, or one withheld person where the petition is protected and the account was not named for it."""
    if petition.protected and not petitioners.may_see(transaction, petition.id, account_id):
        return Shown((WITHHELD_PERSON,), withheld=True)
    return people_revealed(transaction, petition)


def people_masked(transaction: Transaction, petition: StoredPetition) -> Shown:
    """The petitioners of an ordinary petition; of a protected one nobody, whoever asks."""
    return Shown((WITHHELD_PERSON,), withheld=True) if petition.protected else people_revealed(transaction, petition)


def people_revealed(transaction: Transaction, petition: StoredPetition) -> Shown:
    """The petitioners, for whom the service has let through."""
    people = petitioners.of_petition(transaction, petition.id, protected=petition.protected)
    return Shown(tuple(petitioner(person) for person in people), withheld=False)


def sealed(transaction: Transaction, petition: StoredPetition, actor: Actor) -> bool:
    """Whether what a petition says is none of the actor's business: protected, not registered by him, not named for it, and neither
    the one who handles cases nor the director, who could not do their work without it."""
    if not petition.protected or petition.registered_by == actor.account_id:
        return False
    if actor.may(Right.HANDLE_CASES) or actor.may(Right.DECIDE):
        return False
    return not petitioners.may_see(transaction, petition.id, actor.account_id)


def any_sealed(transaction: Transaction, petitions: Iterable[StoredPetition], actor: Actor) -> bool:
    """Whether a matter holds a petition that is sealed for the actor: the matter tells what the petition says."""
    return any(sealed(transaction, petition, actor) for petition in petitions)


def sealed_form(form: PetitionDraft) -> PetitionDraft:
    """The form without what it is about and whom it accuses: that it exists, when, where to and which unit has it is left."""
    return replace(
        form,
        petitioners=(WITHHELD_PERSON,),
        gist=WITHHELD,
        accused="",
        accused_unit="",
        purpose=None,
        subject_class="",
        shown_number="",
        reporting_office="",
        received_by_unit_name="",
        received_by_unit_post="",
        received_by_unit_time="",
        not_a_case_reason=WITHHELD if form.not_a_case_reason is not None else None,
    )


def sealed_view(view: PetitionView) -> PetitionView:
    """The view without what the petition says; that it was corrected or voided, by whom and when stays on it."""
    corrections = tuple(each._replace(former=WITHHELD, present=WITHHELD, reason="") for each in view.corrections)
    void = view.void._replace(reason=WITHHELD) if view.void is not None else None
    serious = WITHHELD if view.serious_finding is not None else None
    form = sealed_form(view.draft)
    people = form.petitioners
    return replace(
        view, draft=form, petitioners=people, corrections=corrections, void=void, serious_finding=serious, accused_unit_name=""
    )


def petitioner(person: StoredPerson) -> Petitioner:
    """A kept person as a form has it."""
    known = {part: getattr(person, part) for part in PARTS}
    return Petitioner(**{part: value for part, value in known.items() if value is not None})
