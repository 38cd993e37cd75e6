"""责任查究 (四): the director decides whom it meets and with which measure, or sets a proposal aside with a reason; both stay on record."""

from collections.abc import Sequence

from app.errors import NotFound, Refusal
from app.services.accountability_situations import CLAUSES, SituationReading
from app.services.actor import Right
from app.services.base import needs
from app.store import accountability, units
from app.store.accountability import Accountable, DecidedAccountability, NewAccountability
from app.store.database import Transaction

__all__ = ["CLAUSES", "DIRECTORS_OWN", "MEASURES", "POSTS", "AccountabilityService", "Accountable", "DecidedAccountability"]

DIRECTORS_OWN = frozenset({"4.6", "4.7"})
"""Never proposed by the program, and visible to the director alone."""

POSTS = ("主要领导", "分管领导", "信访助理员", "直接责任人")
MEASURES = ("通报批评", "党纪处分", "政纪处分", "移送司法机关")


class AccountabilityService(SituationReading):
    """Decisions of the director; every one is kept."""

    @needs(Right.DECIDE)
    def decide(
        self,
        year: int,
        unit: str,
        clause: str,
        *,
        facts: str,
        people: Sequence[Accountable],
        evidence: Sequence[str] = (),
        proposal: bool = False,
    ) -> DecidedAccountability:
        """Decides on a unit (code): what was found, on what evidence, whom it meets; ``proposal``: only proposed to the organ in charge.

        Raises NotFound for an unknown unit, Refusal without facts or people, for an unknown clause, post or measure.
        """
        if not facts.strip():
            raise Refusal("没有写查明的事实。", where="事实")
        _require_people(people)
        return self._keep(year, unit, clause, facts, tuple(people), tuple(evidence), proposal=proposal)

    @needs(Right.DECIDE)
    def set_aside(self, year: int, unit: str, clause: str, *, reason: str, evidence: Sequence[str] = ()) -> DecidedAccountability:
        """Sets a proposal aside, with a reason. Raises NotFound, Refusal without a reason."""
        if not reason.strip():
            raise Refusal("没有写不予查究的理由。", where="理由")
        return self._keep(year, unit, clause, reason, (), tuple(evidence), aside=True)

    @needs(Right.DECIDE)
    def decided(self, year: int) -> tuple[DecidedAccountability, ...]:
        """Every decision for a year, those set aside too, in the order made."""
        with self.reading() as transaction:
            return accountability.of_year(transaction, year)

    def _keep(
        self,
        year: int,
        unit: str,
        clause: str,
        facts: str,
        people: tuple[Accountable, ...],
        evidence: tuple[str, ...],
        *,
        proposal: bool = False,
        aside: bool = False,
    ) -> DecidedAccountability:
        if clause not in CLAUSES:
            raise Refusal(f"《规定》四没有“{clause}”这一项。", mend=f"可用的：{'、'.join(CLAUSES)}。")
        with self.acting("accountability", None, {"year": year, "set_aside": aside}) as action:
            new = NewAccountability(
                year=year, unit_id=_unit_id(action.transaction, unit), clause=clause, facts=facts.strip(), evidence=evidence,
                people=people, proposal=proposal, set_aside=aside, decided_on=self.today,
            )  # fmt: skip
            by, at = self.desk.actor.account_id, self.desk.clock.now()
            decision_id = accountability.keep(action.transaction, new, by=by, at=at)
            action.subject = f"accountability/{decision_id}"
            if clause not in DIRECTORS_OWN:
                action.detail |= {"unit": unit, "clause": clause}
            kept = accountability.by_id(action.transaction, decision_id)
        if kept is None:
            raise RuntimeError("a decision that was kept is not there")
        return kept


def _unit_id(transaction: Transaction, code: str) -> int:
    unit = units.by_code(transaction, code.strip())
    if unit is None:
        raise NotFound(f"没有代码是“{code.strip()[:40]}”的单位。")
    return unit.id


def _require_people(people: Sequence[Accountable]) -> None:
    if not people:
        raise Refusal("没有写明查究谁。", where="责任人员")
    for person in people:
        if not person.name.strip():
            raise Refusal("责任人员没有写姓名。", where="责任人员")
        if person.post not in POSTS:
            raise Refusal(f"四只查究{'、'.join(POSTS)}，没有“{person.post}”。", where="职务")
        if person.measure not in MEASURES:
            raise Refusal(f"措施只有{'、'.join(MEASURES)}，没有“{person.measure}”。", where="措施")
