"""交办、接收、拒办、催办、延期、说明、上报: the steps that lead to a conclusion."""

from datetime import date

from app.errors import NotFound, Refusal
from app.regulation.terms import AskingLevel
from app.services.actor import Right
from app.services.base import needs
from app.services.case_facts import waiting_assignment
from app.services.case_steps import CaseStep
from app.services.matter_acting import MatterActing, Stepping, require_words
from app.services.matter_values import StepTaken
from app.services.petition_form import Purpose
from app.services.petition_units import accused_stop
from app.store import matter_steps, petition_changes, petitions, units
from app.store.due_dates import Cause
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
        with self.stepping(CaseStep.ASSIGN, "assign", number, on) as step:
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
        with self.stepping(CaseStep.TRANSFER, "transfer", number, on) as step:
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
        with self.stepping(CaseStep.ACKNOWLEDGE, "acknowledge", number, on) as step:
            assignment = _waiting(step)
            return step.taken(step.record(Step.ACKNOWLEDGEMENT, assignment_id=assignment.id, by_name=by_name.strip() or None))

    @needs(Right.HANDLE_CASES)
    def refuse(self, number: str, *, reason: str, on: date | None = None) -> StepTaken:
        """The unit refuses the last assignment (四、1 is proposed by it). Raises Refusal where none waits, or without a reason."""
        with self.stepping(CaseStep.REFUSE, "refuse", number, on) as step:
            words = require_words(reason, "拒办的理由")
            assignment = _waiting(step)
            matter_steps.change(step.transaction, Step.ASSIGNMENT, assignment.id, {"refused_on": step.on, "refusal_reason": words})
            return step.taken(assignment.id, "应受理而拒不受理的，年终考评会提出责任查究建议（四、1）。")

    @needs(Right.HANDLE_CASES)
    def urge(self, number: str, *, words: str = "", on: date | None = None) -> StepTaken:
        """催办, counted: the ``ordinal`` of what is given back is the n of 第 n 次. Raises Refusal once concluded."""
        with self.stepping(CaseStep.URGE, "urge", number, on) as step:
            ordinal = matter_steps.count(step.transaction, step.matter.id, Step.URGING) + 1
            step.action.detail["ordinal"] = ordinal
            return step.taken(step.record(Step.URGING, ordinal=ordinal, words=words.strip() or None), ordinal=ordinal)

    @needs(Right.HANDLE_CASES)
    def extend(self, number: str, *, reason: str, on: date | None = None) -> StepTaken:
        """延期 as 复杂 with its reason (二、第三段). Raises Refusal where it would extend nothing: not under the collective limit, extended
        before, or after the first due date."""
        with self.stepping(CaseStep.EXTEND, "extend", number, on) as step:
            words = require_words(reason, "延期理由")
            recorded = step.record(Step.EXTENSION, reason=words)
            step.state(extended_on=step.on, extension_reason=words)
            step.reschedule(Cause.EXTENSION)
            step.action.detail["reason"] = words
            return step.taken(recorded)

    @needs(Right.HANDLE_CASES)
    def explain(self, number: str, *, words: str, on: date | None = None) -> StepTaken:
        """说明查处情况 to the organ that wants the result; the earliest one counts."""
        with self.stepping(CaseStep.EXPLAIN, "explain", number, on) as step:
            recorded = step.record(Step.EXPLANATION, words=require_words(words, "查处情况的说明"))
            _keep_earliest(step, "explained_on")
            return step.taken(recorded)

    @needs(Right.HANDLE_CASES)
    def report(self, number: str, *, words: str = "", document: str = "", on: date | None = None) -> StepTaken:
        """上报结果; 办结 alone is no report, and the earliest report counts."""
        with self.stepping(CaseStep.REPORT, "report", number, on) as step:
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


def _waiting(step: Stepping) -> StepRecord:
    """The assignment that waits for its answer: there is one, or the step would not be lawful."""
    waiting = waiting_assignment(step.transaction, step.matter.id)
    if waiting is None:
        raise LookupError(step.matter.number)
    return waiting


def _keep_earliest(step: Stepping, column: str) -> None:
    earliest = step.earliest(column)
    if earliest:
        step.state(**earliest)
