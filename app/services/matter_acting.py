"""The frame every step on a matter stands in: the matter found, its date sensible, the step recorded, the due date told anew."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from typing import Any

from app.errors import NotFound, Refusal
from app.services import due_scheduling, rules
from app.services.base import Action, Service
from app.services.case_facts import facts_of
from app.services.case_lawful import lawful
from app.services.case_steps import CaseStep
from app.services.matter_values import StepTaken
from app.store import due_dates, matter_steps, matters
from app.store.database import Transaction
from app.store.matter_steps import Step
from app.store.matters import StoredMatter


@dataclass(slots=True)
class Stepping:
    """A step under way on ``matter`` (as it was before it), dated ``on``."""

    action: Action
    matter: StoredMatter
    on: date
    today: date
    account_id: int
    service: Service

    @property
    def transaction(self) -> Transaction:
        return self.action.transaction

    @property
    def instant(self) -> str:
        return self.service.desk.clock.now().isoformat(timespec="microseconds")

    def record(self, kind: Step, **own: Any) -> int:
        """Writes the step; gives its id."""
        row = matter_steps.step_row(self.matter.id, self.on, self.instant, recorded_by=self.account_id, **own)
        return matter_steps.record(self.transaction, kind, row)

    def state(self, **columns: Any) -> None:
        """Sets columns of the matter's present state."""
        matters.change(self.transaction, self.matter.id, columns)

    def earliest(self, column: str) -> dict[str, date]:
        """The column with the step's day where it is the first of its kind: the present state keeps the earliest."""
        known = getattr(self.matter, column)
        return {column: self.on} if known is None or self.on < known else {}

    def reschedule(self, cause: str) -> None:
        """Tells the due date anew, with the rules in force today."""
        in_force = rules.in_force(self.transaction, self.today)
        at = self.service.desk.clock.now()
        due_scheduling.reschedule(self.transaction, self.matter.id, in_force.parameters, in_force.rest_days, cause=cause, at=at)

    def due(self) -> due_dates.StoredDue | None:
        """The due date that stands now."""
        return due_dates.standing(self.transaction, self.matter.id)

    def taken(self, step: int, remark: str = "", ordinal: int | None = None) -> StepTaken:
        """What the step did, as the officer is told."""
        present, due = matters.by_id(self.transaction, self.matter.id), self.due()
        due_on = due.due_on if due is not None and present.concluded_on is None else None
        return StepTaken(self.matter.number, step, due_on, remark, ordinal)


class MatterActing(Service):
    """Base of the rooms that take steps on matters."""

    @contextmanager
    def stepping(self, case_step: CaseStep, action_name: str, number: str, on: date | None) -> Iterator[Stepping]:
        """A step dated ``on`` (today). Raises NotFound; Refusal where it is not lawful on that day, in the words the window shows."""
        day = on or self.today
        with self.acting(action_name, number.strip(), {"on": day}) as action:
            matter = require(action.transaction, number)
            answer = lawful(facts_of(action.transaction, matter, self.today), case_step, day)
            if not answer.yes:
                raise Refusal(answer.why_not, mend=answer.mend or None)
            yield Stepping(action, matter, day, self.today, self.desk.actor.account_id, self)


def require(transaction: Transaction, number: str) -> StoredMatter:
    """The matter of this number. Raises NotFound."""
    matter = matters.by_number(transaction, number.strip())
    if matter is None:
        raise NotFound(f"没有编号是“{number.strip()[:40]}”的事项。", mend="请核对事项编号，如 S1996-00012。")
    return matter


def require_words(words: str, what: str) -> str:
    """The words, stripped. Raises Refusal where there are none."""
    if not words.strip():
        raise Refusal(f"没有写{what}。", mend=f"请写明{what}。")
    return words.strip()
