"""What a registration means before it is saved: values the form shows beside what is typed."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from app.regulation.terms import Limit


class MatterFate(StrEnum):
    """What saving does to the register of matters."""

    OPENED = "opened"  # 新立一件
    TAKEN_OVER = "taken_over"  # 并入已有事项
    NOT_A_CASE = "not_a_case"  # 不立案


class Verdict(NamedTuple):
    """A yes or no with its reason in one sentence, its citation, and the reading it rests on (a key, or None)."""

    holds: bool
    why: str
    citation: str
    reading: str | None = None


class DueMeaning(NamedTuple):
    """When the case would be due. ``why`` are sentences; ``extended_on`` is the last day an extension as 复杂 could give, else None.

    ``moved_from``: the matter's due date before this registration, where it has another one.
    """

    due_on: date
    limit: Limit
    citation: str
    why: tuple[str, ...]
    extended_on: date | None = None
    moved_from: date | None = None


class VetoStep(NamedTuple):
    """How near the unit stands to one veto: counted visits of the year before and after, and the number at which the veto holds.

    ``remaining``: visits still missing after this one, at least 0; ``changed``: this one counts; ``text`` says it as the form shows it.
    """

    clause: str
    citation: str
    name: str
    before: int
    after: int
    threshold: int
    remaining: int
    changed: bool
    text: str


class NoticeHint(NamedTuple):
    """A document that follows: its kind (spec 3.4), its Chinese name, and why."""

    kind: str
    name: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Meaning:
    """All the form says of a draft. Parts that cannot be told yet (no unit chosen, say) are None or empty."""

    number: str  # the number it would get if saved now
    collective: Verdict
    level_skipping: Verdict
    repeat: Verdict
    protected: bool
    late: bool  # 补录: its year is closed
    matter: MatterFate
    matter_words: str
    due: DueMeaning | None
    unit_name: str
    counted_unit_name: str  # the assessed unit it counts for
    vetoes: tuple[VetoStep, ...]
    expected_fine: int  # whole 元, 预计
    fine_words: str  # empty when there is none
    notices: tuple[NoticeHint, ...]
