"""The steps one takes on a case, in the words of the office, and what of a case decides whether a step may be taken."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from app.regulation.deadlines import CaseDates
from app.regulation.parameters import Parameters
from app.regulation.rest_days import RestDays
from app.regulation.terms import Limit, Signature


class CaseStep(StrEnum):
    """In the order a case goes."""

    ASSIGN = "assign"
    ACKNOWLEDGE = "acknowledge"
    REFUSE = "refuse"
    URGE = "urge"
    EXTEND = "extend"
    EXPLAIN = "explain"
    REPORT = "report"
    CONCLUDE = "conclude"
    REPLY = "reply"
    SIGN = "sign"
    REFUSE_SIGNATURE = "refuse_signature"
    RECEIVE = "receive"
    TRANSFER = "transfer"
    OPINION = "opinion"
    NOT_CARRIED_OUT = "not_carried_out"
    LONG_STANDING = "long_standing"
    WITHDRAW_LONG_STANDING = "withdraw_long_standing"
    SERIOUS = "serious"


STEP_WORDS = {
    CaseStep.ASSIGN: "交办",
    CaseStep.ACKNOWLEDGE: "单位接收",
    CaseStep.REFUSE: "单位拒办",
    CaseStep.URGE: "催办",
    CaseStep.EXTEND: "延期",
    CaseStep.EXPLAIN: "说明",
    CaseStep.REPORT: "上报",
    CaseStep.CONCLUDE: "办结",
    CaseStep.REPLY: "答复",
    CaseStep.SIGN: "签署",
    CaseStep.REFUSE_SIGNATURE: "拒签",
    CaseStep.RECEIVE: "接访",
    CaseStep.TRANSFER: "改交",
    CaseStep.OPINION: "上级意见",
    CaseStep.NOT_CARRIED_OUT: "意见未执行",
    CaseStep.LONG_STANDING: "认定老户",
    CaseStep.WITHDRAW_LONG_STANDING: "撤销老户",
    CaseStep.SERIOUS: "严重恶果",
}

BY_THE_DIRECTOR = frozenset({CaseStep.LONG_STANDING, CaseStep.WITHDRAW_LONG_STANDING, CaseStep.SERIOUS})
"""Findings; the other steps are the case officer's."""


class VisitOn(NamedTuple):
    """A visit on the case by its register number and day."""

    number: str
    on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseFacts:
    """What a case is on a day, as far as a step looks at it. Pure values: whoever asks twice is told the same."""

    number: str
    today: date
    dates: CaseDates
    parameters: Parameters
    rest_days: RestDays
    due_on: date | None
    limit: Limit | None
    collective_limit: bool
    regulation_limit: bool
    waiting_on: date | None  # the day of the last assignment that is neither acknowledged nor refused
    given: bool  # an assignment was ever made
    urged_on: date | None
    urgings: int
    asked_due_on: date | None
    reported_on: date | None
    explained_on: date | None
    no_reply_needed: bool
    replied_on: date | None
    signature: Signature | None
    opinion_on: date | None  # of the first higher opinion that may still be found not carried out
    long_standing_on: date | None
    visits_this_year: int
    unreceived: tuple[VisitOn, ...]  # visits at city and above without a name of who came to receive
    collective_visits: tuple[VisitOn, ...]  # at city and above
    serious: tuple[str, ...]  # of these, those with a finding of serious consequences

    @property
    def concluded_on(self) -> date | None:
        return self.dates.concluded_on

    @property
    def overdue_days(self) -> int:
        """Days past the due date of a case not concluded; 0: none."""
        if self.due_on is None or self.concluded_on is not None:
            return 0
        return max(0, (self.today - self.due_on).days)


class Lawful(NamedTuple):
    """Whether a step may be taken on a day; ``why_not`` is empty where it may. ``clause``: the citation of the rule looked at.

    ``by_day``: it lies in the day alone; dated earlier, when it was decided in fact, it may be.
    """

    why_not: str = ""
    mend: str = ""
    clause: str = ""
    by_day: bool = False

    @property
    def yes(self) -> bool:
        return not self.why_not


class Effect(NamedTuple):
    """What a step will do: the due date before and after, the document that goes to the tray, and what one should know first."""

    due_before: date | None
    due_after: date | None
    why: tuple[str, ...] = ()
    document: str = ""
    remarks: tuple[str, ...] = ()
