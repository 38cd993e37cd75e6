"""What may call for a document: steps taken on matters inside the program, and petitions registered in it, since a day."""

from datetime import date
from typing import NamedTuple

from sqlalchemy import func, select

from app.regulation.terms import Form, Level
from app.store import drafts
from app.store.database import Transaction
from app.store.matter_steps import Step
from app.store.numbers import DIGITS, PETITION
from app.store.schema.cases import assignments, conclusions, extensions, matters, urgings
from app.store.schema.register import Secrecy, issued_numbers, petitioners, petitions, protected_petitioners
from app.store.schema.units import units

_STEPS = {Step.ASSIGNMENT: assignments, Step.URGING: urgings, Step.EXTENSION: extensions, Step.CONCLUSION: conclusions}


class WaitingStep(NamedTuple):
    """A step on a matter, and the unit it went to: of an assignment its own, else the matter's."""

    step: int
    matter: str
    on: date
    unit_code: str


class WaitingPetition(NamedTuple):
    """A petition registered here that stands."""

    number: str
    received_on: date
    form: Form
    level: Level
    people: int
    represented: int | None
    shown_level: int
    matter: str | None
    not_a_case: bool
    unit_code: str


def steps(transaction: Transaction, kind: Step, since: date) -> tuple[WaitingStep, ...]:
    """The steps of a kind recorded here (not imported) and dated since a day, by date."""
    table = _STEPS[kind]
    unit = func.coalesce(table.c.unit_id, matters.c.unit_id) if "unit_id" in table.c else matters.c.unit_id
    wanted = (
        select(table.c.id, matters.c.number, table.c.on, units.c.code)
        .select_from(table)
        .join(matters, matters.c.id == table.c.matter_id)
        .join(units, units.c.id == unit)
        .where(table.c.imported == 0, table.c.on >= since)
        .order_by(table.c.on, table.c.id)
    )
    return tuple(WaitingStep(*row) for row in transaction.execute(wanted))


def petitions_since(transaction: Transaction, since: date) -> tuple[WaitingPetition, ...]:
    """The petitions registered here (not imported), received since a day and not voided, by date."""
    c, given = petitions.c, _given(transaction, since.year)
    wanted = (
        select(
            c.number, c.received_on, c.form, c.level, c.people, c.represented, c.shown_level, matters.c.number.label("matter"),
            c.not_a_case_reason, units.c.code,
        )
        .join(units, units.c.id == c.unit_id)
        .outerjoin(matters, matters.c.id == c.matter_id)
        .where(c.received_on >= since, c.voided == 0)
        .order_by(c.received_on, c.number)
    )  # fmt: skip
    return tuple(
        WaitingPetition(
            row.number, row.received_on, Form(row.form), Level(row.level), row.people, row.represented, row.shown_level, row.matter,
            row.not_a_case_reason is not None, row.code,
        )
        for row in transaction.execute(wanted)
        if row.number in given
    )  # fmt: skip


CALLED_FOR = "document"
"""Begins the kind of what is kept when somebody calls for a document: `document:summons:1996-00873`."""


def call_for(transaction: Transaction, account_id: int, kind: str, number: str, at: str) -> None:
    """Somebody calls for a document on a petition that would not wait by itself; ``at`` is an ISO instant in UTC."""
    drafts.put(transaction, account_id, f"{CALLED_FOR}:{kind}:{number}", number, at)


def called_for(transaction: Transaction, kind: str) -> frozenset[str]:
    """The register numbers a document of this kind was called for."""
    return frozenset(each.body for each in drafts.of_kind(transaction, f"{CALLED_FOR}:{kind}"))


def _given(transaction: Transaction, year: int) -> frozenset[str]:
    """The register numbers this program gave since a year: what was imported keeps its own, and calls for nothing."""
    g = issued_numbers.c
    wanted = select(g.year, g.value).where(g.series == PETITION, g.year >= year)
    return frozenset(f"{row.year}-{row.value:0{DIGITS}d}" for row in transaction.execute(wanted))


def kept_secret(transaction: Transaction, matter_id: int | None, petition_id: int | None = None) -> tuple[str, ...]:
    """What would tell who the protected petitioners on a matter, or of a petition, are: names, numbers, telephones, addresses.

    To be looked for in a document before it goes out; never shown, never logged.
    """
    of_it = petitions.c.id == petition_id if matter_id is None else petitions.c.matter_id == matter_id
    p = protected_petitioners.c
    wanted = (
        select(p.name, p.id_number, p.phone, p.address, p.other_paper)
        .join(petitions, petitions.c.id == p.petition_id)
        .where(of_it, petitions.c.secrecy == Secrecy.PROTECTED.value)
    )
    return tuple(sorted({str(part) for row in transaction.execute(wanted) for part in row if part}))


def petitioner_names(transaction: Transaction, petition_id: int) -> tuple[str, ...]:
    """The names of an ordinary petition's people, in their order; a protected one has none here."""
    p = petitioners.c
    wanted = select(p.name).where(p.petition_id == petition_id, p.seq > 0).order_by(p.seq)
    return tuple(transaction.execute(wanted).scalars())

