"""What a clerk sets going right from the desk: the head called to receive in person, the new matter handed to its unit."""

from typing import NamedTuple

from app.errors import Refusal
from app.regulation.ladder import collective, level_skipping
from app.regulation.terms import Form, Level
from app.services import rules
from app.services.actor import Right
from app.services.base import needs
from app.services.case_steps import CaseStep
from app.services.matter_acting import MatterActing
from app.services.matter_steps import refuse_accused
from app.services.registration_reading import require
from app.store import matter_steps, units, waiting
from app.store.database import Transaction
from app.store.matter_steps import Step
from app.store.petitions import StoredPetition

SUMMONS, ASSIGNMENT = "summons", "assignment"
MOST_DAYS = 14
"""Heads are called to a visit while it lasts; so long the summons waits in the tray."""


class Called(NamedTuple):
    """A document that waits in the tray now. ``unit_name``: to whom it goes; ``already``: it had been called for before."""

    kind: str
    unit_name: str
    already: bool


class RegisterNotices(MatterActing):
    """A part of :class:`app.services.registration.RegistrationService`."""

    @needs(Right.REGISTER)
    def summon(self, number: str) -> Called:
        """Calls for the 接访通知 (二、第三段) of a visit. Raises NotFound; Refusal for what calls nobody: no visit, neither collective
        nor level-skipping, void, too long ago."""
        with self.acting("call_for", number, {"kind": SUMMONS}) as action:
            stored = require(action.transaction, number)
            self._require_call(action.transaction, stored)
            already = stored.number in waiting.called_for(action.transaction, SUMMONS)
            now = self.desk.clock.now().isoformat(timespec="microseconds")
            waiting.call_for(action.transaction, self.desk.actor.account_id, SUMMONS, stored.number, now)
            action.detail["already"] = already
            counted = stored.counted_unit_id or stored.unit_id
            return Called(SUMMONS, units.by_id(action.transaction, counted).name, already)

    @needs(Right.REGISTER)
    def hand_over(self, number: str) -> Called:
        """交办 of a petition's matter to its unit, the bureau's own without a wanted result; the 交办通知 waits for it.

        Raises NotFound; Refusal: no case, concluded, or an accusation handed to the accused (四、6). One that stands is not repeated.
        """
        with self.reading() as transaction:
            stored = require(transaction, number)
            matter = stored.matter
        if stored.voided or matter is None:
            raise Refusal(f"{stored.number}{'已经作废' if stored.voided else '没有立案'}，不出交办通知。")
        with self.stepping(CaseStep.ASSIGN, "assign", matter, None) as step:
            step.action.detail["from"] = stored.number
            to = units.by_id(step.transaction, step.matter.unit_id)
            given = matter_steps.of_matter(step.transaction, step.matter.id, Step.ASSIGNMENT)
            already = any(each.own["refused_on"] is None for each in given)
            if not already:
                refuse_accused(step, to)
                step.record(
                    Step.ASSIGNMENT, asking_level=None, document=None, unit_id=to.id, refused_on=None, refusal_reason=None
                )
            step.action.detail |= {"unit": to.code, "already": already}
            return Called(ASSIGNMENT, to.name, already)

    def _require_call(self, transaction: Transaction, stored: StoredPetition) -> None:
        parameters = rules.in_force(transaction, self.today).parameters
        together = collective(stored.form, stored.people, stored.represented or 0, parameters)
        skips = level_skipping(stored.form, stored.level, stored.shown_level)
        if stored.voided:
            raise Refusal(f"{stored.number}已经作废，不出接访通知。")
        if stored.form is not Form.VISIT or stored.level is Level.UNIT or not (together or skips):
            raise Refusal(f"{stored.number}不是到市以上的集体访或越级访，不出接访通知。")
        if (self.today - stored.received_on).days > MOST_DAYS:
            raise Refusal(f"{stored.number}是 {MOST_DAYS} 天以前的来访，不再通知接访。", mend="要补发的，在文书里另发通知。")
