"""办结、答复签署、信访老户的认定、上级处理意见: how a matter ends, and what is found on it."""

from collections.abc import Sequence
from datetime import date

from app.regulation.terms import Signature
from app.services import rules
from app.services.actor import Right
from app.services.base import needs
from app.services.case_steps import CaseStep
from app.services.matter_acting import MatterActing, Stepping, require_words
from app.services.matter_values import LongStandingProposal, StepTaken
from app.store import matter_steps, matters, visits
from app.store.due_dates import Cause
from app.store.matter_steps import LONG_STANDING, Step


class MatterEndings(MatterActing):
    """A part of :class:`app.services.matters.MatterService`. Every ``on`` is a day not after today; None: today."""

    @needs(Right.HANDLE_CASES)
    def conclude(self, number: str, *, outcome: str, on: date | None = None) -> StepTaken:
        """办结 with its outcome; the remark says where it is late or a report still wanted. Raises Refusal when concluded before."""
        with self.stepping(CaseStep.CONCLUDE, "conclude", number, on) as step:
            words = require_words(outcome, "办理结果")
            due = step.due()
            recorded = step.record(Step.CONCLUSION, outcome=words)
            step.state(concluded_on=step.on, concluded_year=step.on.year, outcome=words)
            step.reschedule(Cause.CONCLUSION)
            remarks = [f"超过到期日{due.due_on.isoformat()}办结。"] if due is not None and step.on > due.due_on else []
            if step.matter.assigned_on is not None and step.matter.reported_on is None:
                remarks.append("上级要结果的，办结后还要上报（三（二）3（2））。")
            return step.taken(recorded, "".join(remarks))

    @needs(Right.HANDLE_CASES)
    def reply(
        self,
        number: str,
        *,
        reply_number: str = "",
        signature: Signature = Signature.UNSIGNED,
        refusal_words: str = "",
        on: date | None = None,
    ) -> StepTaken:
        """The 答复意见书 given to the petitioner: signed, refused or not yet signed; the last one is the matter's present state."""
        with self.stepping(CaseStep.REPLY, "reply", number, on) as step:
            return _replied(step, reply_number.strip(), signature, refusal_words.strip())

    @needs(Right.HANDLE_CASES)
    def sign(self, number: str, *, on: date | None = None) -> StepTaken:
        """The petitioner signed the 答复意见书 handed over before. Raises Refusal where none was, or it is signed."""
        with self.stepping(CaseStep.SIGN, "sign", number, on) as step:
            return _replied(step, "", Signature.SIGNED, "")

    @needs(Right.HANDLE_CASES)
    def refuse_signature(self, number: str, *, words: str = "", on: date | None = None) -> StepTaken:
        """The petitioner refused to sign, with what was said (四、4 is proposed by it). Raises Refusal as :meth:`sign`."""
        with self.stepping(CaseStep.REFUSE_SIGNATURE, "refuse_signature", number, on) as step:
            return _replied(step, "", Signature.REFUSED, words.strip())

    @needs(Right.READ_REGISTER)
    def long_standing_proposals(self, year: int | None = None) -> Sequence[LongStandingProposal]:
        """Matters with so many visits in the year (today's) that 信访老户 may be found, neither found nor concluded; most visits first."""
        wanted = year if year is not None else self.today.year
        found: list[LongStandingProposal] = []
        with self.reading() as transaction:
            least = rules.in_force(transaction, min(self.today, date(wanted, 12, 31))).parameters.long_standing_visits
            for matter_id, count in visits.visits_in_year(transaction, wanted, least):
                matter = matters.by_id(transaction, matter_id)
                if matter.long_standing_on is None and matter.concluded_on is None:
                    days = [visit.received_on for visit in visits.of_matter(transaction, matter_id) if visit.received_on.year == wanted]
                    found.append(LongStandingProposal(matter.number, matter.gist, matter.unit_name, count, max(days)))
        return tuple(found)

    @needs(Right.DECIDE)
    def find_long_standing(self, number: str, *, reason: str, on: date | None = None) -> StepTaken:
        """A person finds the matter 信访老户, with a reason and a date. Raises Refusal where it was found before."""
        with self.stepping(CaseStep.LONG_STANDING, "find_long_standing", number, on) as step:
            words = require_words(reason, "认定老户的理由")
            row = matter_steps.finding_row(
                LONG_STANDING,
                step.on,
                words,
                step.instant,
                matter_id=step.matter.id,
                decided_by=self.desk.actor.display_name,
                recorded_by=self.desk.actor.account_id,
            )
            recorded = matter_steps.record_finding(step.transaction, row)
            step.state(long_standing_on=step.on)
            step.action.detail["reason"] = words
            return step.taken(recorded)

    @needs(Right.DECIDE)
    def withdraw_long_standing(self, number: str, *, reason: str) -> StepTaken:
        """Withdraws the finding 信访老户: it stays on record with the reason and counts no longer. Raises Refusal where none stands."""
        with self.stepping(CaseStep.WITHDRAW_LONG_STANDING, "withdraw_long_standing", number, None) as step:
            words = require_words(reason, "撤销认定的理由")
            found = matter_steps.findings_on(step.transaction, matter_id=step.matter.id)
            standing = [finding for finding in found if finding.kind == LONG_STANDING and finding.withdrawn is None]
            for finding in standing:
                matter_steps.withdraw_finding(step.transaction, finding.id, words)
            step.state(long_standing_on=None)
            step.action.detail["reason"] = words
            return step.taken(standing[-1].id)

    @needs(Right.HANDLE_CASES)
    def record_higher_opinion(self, number: str, *, office: str, words: str, on: date | None = None) -> StepTaken:
        """A 处理意见 of a higher organ. Raises Refusal without the organ or the words."""
        with self.stepping(CaseStep.OPINION, "higher_opinion", number, on) as step:
            organ, opinion = require_words(office, "作出处理意见的机关"), require_words(words, "处理意见")
            return step.taken(step.record(Step.HIGHER_OPINION, office=organ, words=opinion, not_carried_out_on=None))

    @needs(Right.HANDLE_CASES)
    def record_not_carried_out(self, number: str, *, on: date | None = None) -> StepTaken:
        """The last higher opinion was not carried out (四、5 is proposed by it). Raises Refusal where there is none that stands."""
        with self.stepping(CaseStep.NOT_CARRIED_OUT, "not_carried_out", number, on) as step:
            opinions = matter_steps.of_matter(step.transaction, step.matter.id, Step.HIGHER_OPINION)
            standing = [opinion for opinion in opinions if opinion.own["not_carried_out_on"] is None and opinion.on <= step.on]
            matter_steps.change(step.transaction, Step.HIGHER_OPINION, standing[-1].id, {"not_carried_out_on": step.on})
            return step.taken(standing[-1].id, "对上级处理意见拒不执行的，年终考评会提出责任查究建议（四、5）。")


def _replied(step: Stepping, number: str, signature: Signature, words: str) -> StepTaken:
    """The last reply letter, and what became of it, is the matter's present state."""
    recorded = step.record(Step.REPLY_LETTER, number=number or None, signature=signature, refusal_words=words or None)
    if step.matter.replied_on is None or step.on >= step.matter.replied_on:
        step.state(reply_number=number or step.matter.reply_number, replied_on=step.on, signature=signature)
    step.action.detail["signature"] = signature
    return step.taken(recorded, "拒签的，年终考评会提出责任查究建议（四、4）。" if signature is Signature.REFUSED else "")
