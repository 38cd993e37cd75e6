"""交办、接收、拒办、催办、延期、说明、上报: the steps that lead to a conclusion."""

from datetime import date

from app.errors import NotFound, Refusal
from app.regulation.terms import AskingLevel
from app.services.actor import Right
from app.services.base import needs
from app.services.matter_acting import MatterActing, Stepping, refuse_concluded, require_words
from app.services.matter_values import StepTaken
from app.services.petition_form import Purpose
from app.services.petition_units import accused_stop
from app.store import matter_steps, petition_changes, petitions, units
from app.store.due_dates import Cause, StoredDue
from app.store.matter_steps import Step, StepRecord
from app.store.petition_changes import MATTERS
from app.store.units import StoredUnit


class MatterSteps(MatterActing):
    """A part of :class:`app.services.matters.MatterService`. Every step's ``on`` is a day not after today; None: today."""

    @needs(Right.HANDLE_CASES)
    def assign(
        self, number: str, *, on: date | None = None, asking_level: AskingLevel | None = None, document: str = "", unit: str = ""
    ) -> StepTaken:
        """交办 to the matter's unit, or to ``unit`` (code). With ``asking_level`` an organ 市以上 wants the result within two months.

        Raises NotFound, Refusal: concluded before, or an accusation assigned to the accused (四、6), with the superior body offered.
        """
        with self.stepping("assign", number, on, before_acceptance=True) as step:
            refuse_concluded(step, "交办")
            to = _unit(step, unit)
            refuse_accused(step, to)
            recorded = step.record(
                Step.ASSIGNMENT,
                asking_level=asking_level,
                document=document.strip() or None,
                unit_id=to.id,
                refused_on=None,
                refusal_reason=None,
            )
            step.action.detail |= {"asking_level": asking_level, "unit": to.code}
            return step.taken(recorded, _asked_for(step, asking_level, document.strip()) if asking_level else "")

    @needs(Right.HANDLE_CASES)
    def transfer(self, number: str, *, unit: str, reason: str, on: date | None = None) -> StepTaken:
        """改交: the matter belongs to another unit (code) from now on, for the whole year; the former one stays on record as 改动.

        Raises NotFound, Refusal: the same unit, no reason, or an accusation given to the accused (四、6).
        """
        with self.stepping("transfer", number, on) as step:
            words, to = require_words(reason, "改交的理由"), _unit(step, unit)
            if to.id == step.matter.unit_id:
                raise Refusal(f"{step.matter.number}的责任单位已经是{to.name}。")
            refuse_accused(step, to)
            counted_id = units.counted_unit_of(step.transaction, to.id, step.matter.accepted_on)
            step.state(unit_id=to.id, counted_unit_id=counted_id)
            row = petition_changes.correction_row(MATTERS, step.matter.id, "unit", step.matter.unit_name, to.name)
            by = {"corrected_by": step.account_id, "corrected_at": step.instant, "counts_as_change": 1}
            petition_changes.keep_corrections(step.transaction, [{**row, **by, "reason": words}])
            step.action.detail |= {"from": step.matter.unit_code, "to": to.code, "reason": words}
            return step.taken(step.matter.id)

    @needs(Right.HANDLE_CASES)
    def acknowledge(self, number: str, *, by_name: str = "", on: date | None = None) -> StepTaken:
        """The unit acknowledges the last assignment. Raises Refusal where none waits for it."""
        with self.stepping("acknowledge", number, on, before_acceptance=True) as step:
            assignment = _waiting_assignment(step, "接收")
            return step.taken(step.record(Step.ACKNOWLEDGEMENT, assignment_id=assignment.id, by_name=by_name.strip() or None))

    @needs(Right.HANDLE_CASES)
    def refuse(self, number: str, *, reason: str, on: date | None = None) -> StepTaken:
        """The unit refuses the last assignment (四、1 is proposed by it). Raises Refusal where none waits, or without a reason."""
        with self.stepping("refuse", number, on, before_acceptance=True) as step:
            words = require_words(reason, "拒办的理由")
            assignment = _waiting_assignment(step, "拒办")
            matter_steps.change(step.transaction, Step.ASSIGNMENT, assignment.id, {"refused_on": step.on, "refusal_reason": words})
            return step.taken(assignment.id, "应受理而拒不受理的，年终考评会提出责任查究建议（四、1）。")

    @needs(Right.HANDLE_CASES)
    def urge(self, number: str, *, words: str = "", on: date | None = None) -> StepTaken:
        """催办, counted: the ``ordinal`` of what is given back is the n of 第 n 次. Raises Refusal once concluded."""
        with self.stepping("urge", number, on) as step:
            refuse_concluded(step, "催办")
            ordinal = matter_steps.count(step.transaction, step.matter.id, Step.URGING) + 1
            step.action.detail["ordinal"] = ordinal
            return step.taken(step.record(Step.URGING, ordinal=ordinal, words=words.strip() or None), ordinal=ordinal)

    @needs(Right.HANDLE_CASES)
    def extend(self, number: str, *, reason: str, on: date | None = None) -> StepTaken:
        """延期 as 复杂 with its reason; one that extends nothing is recorded all the same and the remark says why (二、第三段)."""
        with self.stepping("extend", number, on) as step:
            refuse_concluded(step, "延期")
            words = require_words(reason, "延期理由")
            before = step.due()
            recorded = step.record(Step.EXTENSION, reason=words)
            earliest = step.earliest("extended_on")
            if earliest:
                step.state(**earliest, extension_reason=words)
                step.reschedule(Cause.EXTENSION)
            remark = _extension_remark(step, before, again=step.matter.extended_on is not None)
            step.action.detail |= {"reason": words, "extends": not remark}
            return step.taken(recorded, remark)

    @needs(Right.HANDLE_CASES)
    def explain(self, number: str, *, words: str, on: date | None = None) -> StepTaken:
        """说明查处情况 to the organ that wants the result; the earliest one counts."""
        with self.stepping("explain", number, on) as step:
            recorded = step.record(Step.EXPLANATION, words=require_words(words, "查处情况的说明"))
            _keep_earliest(step, "explained_on")
            return step.taken(recorded)

    @needs(Right.HANDLE_CASES)
    def report(self, number: str, *, words: str = "", document: str = "", on: date | None = None) -> StepTaken:
        """上报结果; 办结 alone is no report, and the earliest report counts."""
        with self.stepping("report", number, on) as step:
            recorded = step.record(Step.RESULT, words=words.strip() or None, document=document.strip() or None)
            _keep_earliest(step, "reported_on")
            return step.taken(recorded)


def _unit(step: Stepping, code: str) -> StoredUnit:
    if not code.strip():
        return units.by_id(step.transaction, step.matter.unit_id)
    unit = units.by_code(step.transaction, code.strip())
    if unit is None:
        raise NotFound(f"没有代码是“{code.strip()[:40]}”的单位。", mend="请从列表里选。")
    return unit


def refuse_accused(step: Stepping, to: StoredUnit) -> None:
    """四、6: an accusation goes to nobody whom one of its petitions accuses."""
    for petition in petitions.of_matter(step.transaction, step.matter.id):
        if petition.purpose is not Purpose.ACCUSATION or petition.voided:
            continue
        accused = units.by_id(step.transaction, petition.accused_unit_id) if petition.accused_unit_id is not None else None
        stop = accused_stop(step.transaction, to, petition.accused or "", accused, step.on)
        if stop is not None:
            raise Refusal(stop.message, mend=stop.mend)


def _asked_for(step: Stepping, level: AskingLevel, document: str) -> str:
    """The first asking assignment counts: it gives the asked-for date, and the due date where it came in time."""
    earliest = step.earliest("assigned_on")
    if not earliest:
        return "此前已有要结果的交办，两个月从那一次算起。"
    step.state(**earliest, assigned_level=level, assigned_document=document or None, asked_due_on=None, asked_due_year=None)
    before = step.due()
    step.reschedule(Cause.ASSIGNMENT)
    if before is not None and step.on > before.due_on:
        return f"交办晚于到期日{before.due_on.isoformat()}，到期日不变；两个月内仍要上报或说明（三（二）3（2））。"
    return ""


def _waiting_assignment(step: Stepping, what: str) -> StepRecord:
    """The last assignment that is neither refused nor acknowledged."""
    answered = {each.own["assignment_id"] for each in matter_steps.of_matter(step.transaction, step.matter.id, Step.ACKNOWLEDGEMENT)}
    given = matter_steps.of_matter(step.transaction, step.matter.id, Step.ASSIGNMENT)
    waiting = [each for each in given if each.id not in answered and each.own["refused_on"] is None]
    if not waiting:
        raise Refusal(f"{step.matter.number}没有等着{what}的交办。", mend="请先登记交办。")
    if step.on < waiting[-1].on:
        raise Refusal(f"日期{step.on.isoformat()}在交办日期{waiting[-1].on.isoformat()}之前。", mend="请核对日期。")
    return waiting[-1]


def _extension_remark(step: Stepping, before: StoredDue | None, *, again: bool) -> str:
    after = step.due()
    if before is None or after is None or after.due_on > before.due_on:
        return ""
    if again:
        return "已经延期过一次，最长两个月，到期日不变。"
    if step.on > before.due_on:
        return f"这次延期晚于首次到期日{before.due_on.isoformat()}，不生效，到期日不变。"
    return f"延期只改变集体访的期限，这件事仍是{before.due_on.isoformat()}到期。"


def _keep_earliest(step: Stepping, column: str) -> None:
    earliest = step.earliest(column)
    if earliest:
        step.state(**earliest)
