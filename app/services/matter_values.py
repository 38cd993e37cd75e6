"""What the matters give back: a matter with its timeline, a line of the due list, proposals a person decides."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from app.regulation.terms import AskingLevel, Limit, Signature


class Urgency(StrEnum):
    """Where a case stands on the work list; a case due today is not overdue there."""

    OVERDUE = "overdue"
    TODAY = "today"
    SOON = "soon"


URGENCY_WORDS = {Urgency.OVERDUE: "超期", Urgency.TODAY: "今日到期", Urgency.SOON: "即将到期"}
LIMIT_WORDS = {Limit.ORDINARY: "一般期限（本局设定）", Limit.ASKED_FOR: "上级要结果", Limit.COLLECTIVE: "集体访期限"}
ASKING_WORDS = {AskingLevel.CITY: "市", AskingLevel.PREFECTURE: "地区", AskingLevel.PROVINCE: "省", AskingLevel.CENTRAL: "中央"}
SIGNATURE_WORDS = {Signature.SIGNED: "已签", Signature.REFUSED: "拒签", Signature.UNSIGNED: "未签"}


class DueRow(NamedTuple):
    """A case on the due list. ``days`` left until the due date (negative: overdue); ``why`` are sentences; clause None: bureau's own."""

    matter: str
    gist: str
    unit_code: str
    unit_name: str
    due_on: date
    days: int
    urgency: Urgency
    limit: Limit
    clause: str | None
    why: tuple[str, ...]
    urged: int
    reported_on: date | None
    explained_on: date | None


class DueList(NamedTuple):
    """Cases overdue, due today and soon, by due date, then number."""

    as_of: date
    within: int
    rows: tuple[DueRow, ...]

    def count(self, urgency: Urgency) -> int:
        return sum(row.urgency is urgency for row in self.rows)


class TimelineEntry(NamedTuple):
    """One event of a matter. ``title`` and ``words`` are Chinese; ``reference`` is a register number or empty.

    ``kind``: petition, receiving, assignment, refusal, acknowledgement, urging, extension, explanation, result, conclusion, reply_letter,
    finding, higher_opinion, not_carried_out or transfer.
    """

    on: date
    kind: str
    title: str
    words: str
    reference: str
    by: str
    imported: bool


class DueTold(NamedTuple):
    """A due date as told: known from a day until another took its place (None: still)."""

    known_from: date
    known_until: date | None
    due_on: date
    limit: Limit
    clause: str | None
    why: tuple[str, ...]
    cause: str
    replaced: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class MatterView:
    """A matter with all that happened on it. ``due``: as told, oldest first; the one that stands is ``due_on``."""

    number: str
    gist: str
    subject_class: str
    unit_code: str
    unit_name: str
    counted_unit_name: str
    accepted_on: date
    marked_collective: bool
    accusation: bool
    no_reply_needed: bool
    late: bool
    due_on: date | None
    due: tuple[DueTold, ...]
    assigned_on: date | None
    assigned_level: AskingLevel | None
    asked_due_on: date | None
    concluded_on: date | None
    signature: Signature | None
    long_standing_on: date | None
    protected: bool
    withheld: bool  # protected, and the director did not name the account: gist and words are not told
    timeline: tuple[TimelineEntry, ...]


class StepTaken(NamedTuple):
    """What a step did. ``due_on``: the due date that stands now (None once concluded); ``remark``: what the officer must know (an extension
    that extends nothing, say), else empty; ``step``: id of what was recorded; ``ordinal``: the count of an urging, else None."""

    matter: str
    step: int
    due_on: date | None
    remark: str = ""
    ordinal: int | None = None


class LongStandingProposal(NamedTuple):
    """A matter with so many visits in the year that 信访老户 may be found; a person decides."""

    matter: str
    gist: str
    unit_name: str
    visits: int
    last_on: date
