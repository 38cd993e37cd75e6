"""What the list of cases is asked and gives back, and one case with what may be done on it."""

from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from app.regulation.terms import AskingLevel, Limit, Signature
from app.services.case_proposals import CaseProposal
from app.services.case_steps import CaseStep, Effect, Lawful
from app.services.matter_values import MatterView
from app.store.case_pages import CaseOrder, CasePlace, DueCounts
from app.store.case_rows import CaseLine

__all__ = [
    "AskingLevel", "CaseFile", "CaseLine", "CaseOrder", "CasePage", "CasePlace", "CaseShown", "CaseState", "DueCounts", "Limit", "Offer",
    "Signature",
]  # fmt: skip
"""With the words of the regulation that a filter or a step is chosen by."""


class CaseState(StrEnum):
    """What is looked for; all but the last two are of open cases."""

    OPEN = "open"
    OVERDUE = "overdue"
    TODAY = "today"
    IN_THREE = "in_three"
    IN_SEVEN = "in_seven"
    CONCLUDED = "concluded"
    ALL = "all"


STATE_WORDS = {
    CaseState.OPEN: "未办结",
    CaseState.OVERDUE: "超期",
    CaseState.TODAY: "今日到期",
    CaseState.IN_THREE: "三日内到期",
    CaseState.IN_SEVEN: "七日内到期",
    CaseState.CONCLUDED: "已办结",
    CaseState.ALL: "全部",
}


class CaseShown(NamedTuple):
    """The filters of the list; None and empty: everything. ``unit`` a code: an assessed unit's, with its subordinates' cases."""

    state: CaseState = CaseState.OPEN
    unit: str = ""
    limit: Limit | None = None
    collective: bool | None = None
    asked: AskingLevel | None = None
    protected: bool | None = None
    long_standing: bool | None = None
    year: int | None = None  # of the acceptance
    words: str = ""


class CasePage(NamedTuple):
    """A page of the list; ``after`` is where the next one begins, None at the end."""

    lines: tuple[CaseLine, ...]
    after: CasePlace | None


class Offer(NamedTuple):
    """A step on a case: whether it is lawful on a day, whether this account may take it, and what it would do."""

    step: CaseStep
    lawful: Lawful
    allowed: bool
    effect: Effect

    @property
    def open(self) -> bool:
        return self.lawful.yes and self.allowed


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseFile:
    """One case: the matter, what may be done on it today and what comes next, and what the regulation proposes."""

    matter: MatterView
    offers: tuple[Offer, ...]
    next_step: CaseStep | None
    proposals: tuple[CaseProposal, ...]
    overdue_days: int
    limit: Limit | None
    unreceived: tuple[str, ...]  # register numbers of visits nobody is named to have received
    may_be_serious: tuple[str, ...]  # collective visits at city or above without a finding

    def offer(self, step: CaseStep) -> Offer:
        return next(offer for offer in self.offers if offer.step is step)
