"""What is asked of the register and what it answers: a search with its filters, a line of the list, a page of lines."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from app.regulation.terms import Form, Level
from app.store.register_marks import CaseState
from app.store.schema.register import Purpose

__all__ = ["CASE_WORDS", "WHY_WORDS", "Asked", "CaseState", "Listing", "Purpose", "RegisterLine", "Spot", "Turn", "UnitOffer"]

CASE_WORDS: dict[CaseState, str] = {CaseState.OPEN: "在办", CaseState.CONCLUDED: "办结", CaseState.NONE: "不立案"}
WHY_WORDS = {"name": "姓名", "id_number": "证件号", "phone": "电话", "words": "内容", "initials": "姓名拼音"}
NUMBER_WORD, MATTER_WORD = "登记号", "事项编号"


class Turn(StrEnum):
    """Which page is wanted: the first of the list, the one after or before the one at hand, the last."""

    FIRST = "first"
    NEXT = "next"
    PREVIOUS = "previous"
    LAST = "last"


class Spot(NamedTuple):
    """A line's place in the list."""

    received_on: date
    row: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What is looked for. ``text``: every word must be found; None in a filter: everything. Days inclusive; ``unit`` is a code."""

    text: str = ""
    unit: str | None = None
    since: date | None = None
    until: date | None = None
    form: Form | None = None
    level: Level | None = None
    collective: bool | None = None
    skipping: bool | None = None
    repeat: bool | None = None
    protected: bool | None = None
    voided: bool | None = None
    late: bool | None = None
    purpose: Purpose | None = None
    subject_class: str | None = None
    case: CaseState | None = None
    newest_first: bool = True


class RegisterLine(NamedTuple):
    """A petition in the list. Where it is protected the name is withheld, gist and subject class are empty, whoever looks.

    ``why``: by what it was found, in words; empty where nothing was typed.
    """

    number: str
    received_on: date
    form: Form
    level: Level
    name: str
    people: int
    represented: int | None
    unit_code: str
    unit_name: str
    matter: str
    gist: str
    purpose: Purpose | None
    subject_class: str
    case: CaseState
    collective: bool
    skipping: bool
    repeat: bool
    protected: bool
    voided: bool
    late: bool
    why: str


class UnitOffer(NamedTuple):
    """A unit that what was typed may mean."""

    code: str
    name: str


class Listing(NamedTuple):
    """A page. ``before``, ``after``: whether the list goes on that way; ``total`` None: not counted; ``whole``: it is all there is.

    ``understood`` says how what was typed was taken where it could be taken otherwise; ``units`` are offered as a filter.
    """

    lines: tuple[RegisterLine, ...]
    first: Spot | None
    last: Spot | None
    before: bool
    after: bool
    total: int | None
    whole: bool
    understood: str
    units: tuple[UnitOffer, ...]
