"""Whether a form may be saved: its own faults and those the register shows, less the doubtful ones the clerk confirmed."""

from collections.abc import Collection
from datetime import date

from app.errors import InputFault
from app.services import petition_check, petition_units
from app.services.petition_form import FieldFault, PetitionDraft
from app.store.database import Transaction


def faults_of(transaction: Transaction, draft: PetitionDraft, today: date) -> tuple[FieldFault, ...]:
    """What is wrong with a form by itself and against the register."""
    return (*petition_check.check(draft, today), *petition_units.check(transaction, draft, draft.received_on or today))


def refuse_faults(faults: Collection[FieldFault], confirmations: Collection[str]) -> None:
    """Raises InputFault for the faults that may not be kept or were not confirmed."""
    standing = [fault for fault in faults if not (fault.may_be_kept and fault.field in confirmations)]
    if standing:
        raise InputFault("登记表有几处要改，还没有保存。", [f"{fault.message}{fault.mend}" for fault in standing])
