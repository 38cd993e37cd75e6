"""接访 and 严重恶果: what is recorded of a visit on a matter: who of the unit came to receive it, and what it is found to have led to."""

from collections.abc import Mapping
from datetime import date

from app.errors import NotFound, Refusal
from app.services.actor import Right
from app.services.base import needs
from app.services.case_facts import facts_of
from app.services.case_steps import CaseStep, VisitOn
from app.services.matter_acting import MatterActing, Stepping, require_words
from app.services.matter_values import StepTaken
from app.store import matter_steps, petition_changes, petitions
from app.store.matter_steps import SERIOUS_CONSEQUENCES
from app.store.petition_changes import PETITIONS
from app.store.petitions import StoredPetition


class MatterVisits(MatterActing):
    """A part of :class:`app.services.matters.MatterService`. ``petition``: the visit's register number; empty: the only one it can be."""

    @needs(Right.HANDLE_CASES)
    def receive(
        self, number: str, *, by_name: str, petition: str = "", post: str = "", time: str = "", left: bool = False, on: date | None = None
    ) -> StepTaken:
        """接访: who of the responsible unit came to receive a visit at city or above, and whether the visitors left with them."""
        with self.stepping(CaseStep.RECEIVE, "receive", number, on) as step:
            name = require_words(by_name, "接访人")
            visit = _visit(step, petition, facts_of(step.transaction, step.matter, self.today).unreceived)
            told = {
                "received_by_unit_name": name,
                "received_by_unit_post": post.strip() or None,
                "received_by_unit_time": time.strip() or None,
                "left_with_unit": int(left),
            }
            _keep_former(step, visit, told)
            petitions.change(step.transaction, visit.id, told)
            step.action.detail["petition"] = visit.number
            return step.taken(visit.id)

    @needs(Right.DECIDE)
    def find_serious(self, number: str, *, words: str, decided_by: str, petition: str = "", on: date | None = None) -> StepTaken:
        """工作不力，集体上访造成严重恶果 (三（二）1（5）) is found of a collective visit at city or above, by whom ``decided_by`` says."""
        with self.stepping(CaseStep.SERIOUS, "serious_finding", number, on) as step:
            finding, who = require_words(words, "认定的内容"), require_words(decided_by, "由谁认定")
            facts = facts_of(step.transaction, step.matter, self.today)
            may_be = tuple(visit for visit in facts.collective_visits if visit.number not in facts.serious)
            visit = _visit(step, petition, may_be)
            row = matter_steps.finding_row(
                SERIOUS_CONSEQUENCES,
                step.on,
                finding,
                step.instant,
                petition_id=visit.id,
                decided_by=who,
                recorded_by=step.account_id,
            )
            recorded = matter_steps.record_finding(step.transaction, row)
            petitions.change(step.transaction, visit.id, {"serious": 1})
            step.action.detail |= {"petition": visit.number, "decided_by": who}
            return step.taken(recorded, "该单位当年一票否决（三（二）1（5）），并提出责任查究建议（四、2）。")


def _visit(step: Stepping, number: str, may_be: tuple[VisitOn, ...]) -> StoredPetition:
    """The visit meant, one of those it may be. Raises NotFound, Refusal."""
    wanted = number.strip() or (may_be[0].number if len(may_be) == 1 else "")
    if not wanted:
        raise Refusal("没有说是哪一次来访。", mend=f"请选：{'、'.join(visit.number for visit in may_be)}。")
    known = {visit.number: visit.on for visit in may_be}
    stored = petitions.by_number(step.transaction, wanted)
    if stored is None:
        raise NotFound(f"没有登记号是“{wanted[:40]}”的信访。")
    if wanted not in known:
        raise Refusal(f"{wanted}不是这件事里可以办这一步的来访。", mend=f"请选：{'、'.join(known)}。")
    if step.on < known[wanted]:
        raise Refusal(f"日期{step.on}在来访日期{known[wanted]}之前。", mend="请核对日期。")
    return stored


def _keep_former(step: Stepping, visit: StoredPetition, told: Mapping[str, object]) -> None:
    """What the register said before stays on record; it is no 改动 that counts beside the standings."""
    differing = [name for name, value in told.items() if (getattr(visit, name) or None) != (value or None)]
    rows = [
        petition_changes.correction_row(PETITIONS, visit.id, name, _words(getattr(visit, name)), _words(told[name])) for name in differing
    ]
    by = {"corrected_by": step.account_id, "corrected_at": step.instant, "counts_as_change": 0, "reason": "接访"}
    petition_changes.keep_corrections(step.transaction, [{**row, **by} for row in rows])


def _words(value: object) -> str | None:
    if value is None or isinstance(value, str):
        return value
    return "是" if value else "否"
