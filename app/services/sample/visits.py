"""The sample's last days at the counter: registered as a clerk registers them, with everything the workbook has no column for."""

import tomllib
from collections.abc import Callable
from datetime import date, time
from typing import Any

from app import resources
from app.services.base import Desk
from app.services.petition_form import Form, Level, PetitionDraft, Petitioner, Purpose, Source
from app.services.registration import RegistrationService

_READ = frozenset({"on", "at", "person", "form", "level", "purpose", "source"})


def register(desk_on: Callable[[date], Desk]) -> None:
    """Registers the petitions of ``counter.toml``, each on its own day."""
    for told in tomllib.loads(resources.text("sample", "counter.toml"))["petition"]:
        draft = _draft(told)
        service = RegistrationService(desk_on(told["on"]))
        service.save(draft, confirmations=tuple(fault.field for fault in service.check(draft) if fault.may_be_kept))


def _draft(told: dict[str, Any]) -> PetitionDraft:
    person = Petitioner(**told["person"])
    fields = {name: value for name, value in told.items() if name not in _READ}
    at: time = told["at"]
    return PetitionDraft(
        received_on=told["on"],
        received_time=at.strftime("%H:%M"),
        form=Form(told["form"]),
        level=Level[told["level"].upper()],
        purpose=Purpose(told["purpose"]),
        source=Source(told.get("source", Source.IN_PERSON.value)),
        petitioners=(person,),
        **fields,
    )
