"""保密: who may see a protected petitioner, and what stands in the identity's place for everybody else."""

from typing import NamedTuple

from app.services.petition_form import WITHHELD, Petitioner
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


def petitioner(person: StoredPerson) -> Petitioner:
    """A kept person as a form has it."""
    known = {part: getattr(person, part) for part in PARTS}
    return Petitioner(**{part: value for part, value in known.items() if value is not None})
