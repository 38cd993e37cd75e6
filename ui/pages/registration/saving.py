"""Saving a registration: checked and kept on a thread, doubtful values confirmed, the result told without stopping anyone."""

from collections.abc import Collection
from typing import NamedTuple

from app.services.petition_form import FieldFault, PetitionDraft
from app.services.registration_values import Registered
from ui.bureau import Bureau
from ui.widgets.date_field import long_date


class Outcome(NamedTuple):
    """What came of a try: kept (``registered``), or what stands against it."""

    registered: Registered | None
    faults: tuple[FieldFault, ...]


def save(bureau: Bureau, draft: PetitionDraft, confirmed: Collection[str], shown: Collection[str]) -> Outcome:
    """Keep the draft, unless a fault stands that is not among ``confirmed``. Blocks. Raises Refusal."""
    faults = tuple(fault for fault in bureau.registration.check(draft) if not (fault.may_be_kept and fault.field in confirmed))
    if faults:
        return Outcome(None, faults)
    registered = bureau.registration.save(draft, confirmed, shown)
    bureau.drafts.discard()
    return Outcome(registered, ())


def only_doubts(faults: tuple[FieldFault, ...]) -> bool:
    """Everything that stands against the save may be kept with a confirmation."""
    return bool(faults) and all(fault.may_be_kept for fault in faults)


def said(registered: Registered, kinds: list[str]) -> str:
    """The confirmation: number, matter, due date, what it was."""
    parts = [f"已登记　{registered.number}"]
    if registered.matter:
        parts.append(f"{'新立' if registered.opened else '并入'}事项 {registered.matter}")
    else:
        parts.append("不立案")
    if registered.due_on:
        parts.append(f"{long_date(registered.due_on)}前办结")
    marks = [*kinds, *(["保密"] if registered.protected else []), *(["补录"] if registered.late else [])]
    return "　·　".join([*parts, *(["、".join(marks)] if marks else [])])
