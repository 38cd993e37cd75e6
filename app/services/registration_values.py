"""What the register gives back: a petition as kept, a line of the register, what a save, a correction or a voiding did."""

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from app.regulation.terms import Form, Level
from app.services.petition_form import PetitionDraft, Petitioner


class Registered(NamedTuple):
    """A saved registration. ``matter`` and ``due_on`` are None for 不立案; ``opened``: the matter is new."""

    number: str
    matter: str | None
    opened: bool
    due_on: date | None
    repeat: bool
    protected: bool
    late: bool


class PageKey(NamedTuple):
    """Where a page of the register ends: the next one goes on after it."""

    received_on: date
    row: int


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterFilter:
    """What the register list shows; None: everything. Days are inclusive; ``unit`` is a code (the petition's own unit)."""

    unit: str | None = None
    since: date | None = None
    until: date | None = None
    form: Form | None = None
    level: Level | None = None
    voided: bool | None = None


class RegisterRow(NamedTuple):
    """A line of the register. ``name`` is the first petitioner's; where protected it is withheld and ``gist`` empty. ``people`` came."""

    number: str
    received_on: date
    form: Form
    level: Level
    name: str
    people: int
    represented: int | None
    unit_code: str
    unit_name: str
    matter: str | None
    gist: str
    repeat: bool
    protected: bool
    voided: bool
    late: bool


class RegisterPage(NamedTuple):
    """A page, newest first. ``next``: key of the page that follows; None: this is the last."""

    rows: tuple[RegisterRow, ...]
    next: PageKey | None


class CorrectionView(NamedTuple):
    """One field corrected (更正). Identity values of a protected petition are withheld. ``at`` is an ISO instant in UTC."""

    field: str
    former: str
    present: str
    reason: str
    counts_as_change: bool
    by: str
    at: str


class VoidView(NamedTuple):
    """A voiding (作废). ``alone``: 一人作废."""

    reason: str
    asked_by: str
    voided_by: str
    alone: bool
    at: str


class VoidRequest(NamedTuple):
    """A voiding that waits for a second person."""

    number: str
    reason: str
    asked_by: str
    asked_at: str


class VoidState(NamedTuple):
    """How a petition may be voided now: ``alone``: the store has one account. ``asked``: a request waits; ``mine``: the actor's own."""

    alone: bool
    asked: VoidRequest | None
    mine: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class PetitionView:
    """A petition as kept. ``draft`` holds the form's fields; the petitioners of a protected one are withheld until revealed on a reason.

    ``may_reveal``: the actor is the director or was named. ``sealed``: what it says is withheld too. ``attachments`` are names, withheld
    with the petitioners.
    ``collective`` and ``level_skipping`` are judged by the rules in force on its day.
    """

    number: str
    draft: PetitionDraft
    petitioners: tuple[Petitioner, ...]
    unit_name: str
    counted_unit: str | None
    counted_unit_name: str
    collective: bool
    level_skipping: bool
    repeat: bool
    protected: bool
    withheld: bool
    sealed: bool
    serious_finding: str | None
    late: bool
    registered_by: str
    registered_at: str
    attachments: tuple[str, ...]
    corrections: tuple[CorrectionView, ...]
    void: VoidView | None
    may_reveal: bool = False
    accused_unit_name: str = ""
