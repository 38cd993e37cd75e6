"""What the regulation proposes on one case today, by the same clauses that judge the year; a person decides on each."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import NamedTuple

from app.regulation.accountability import STILL_TO_FIND, Situation, proposals
from app.regulation.assessment import in_force
from app.regulation.facts import Assignment, CitedVisit, LateCase, RefusedSignature, RepeatedCase, UnitFacts
from app.regulation.tally import tally
from app.regulation.terms import Level, Signature, UnitKind
from app.services.case_steps import CaseFacts, CaseStep
from app.services.standings_rows import citation


class CaseProposal(NamedTuple):
    """``clause`` as a citation; ``to_find``: what a person must still find; ``step``: what one may do about it, or None."""

    clause: str
    words: str
    to_find: str = ""
    step: CaseStep | None = None


_SAID = {
    "4.1": "交办后拒不受理，或没有按时接收",
    "4.2": "集体上访造成严重恶果已认定",
    "4.3": "多次集体重访",
    "4.4": "超过期限没有上报也没有说明，或答复意见书拒签",
    "4.5": "久拖不决，或上级处理意见没有执行",
}


def case_proposals(facts: CaseFacts, given: tuple[Assignment, ...]) -> tuple[CaseProposal, ...]:
    """``given``: assignments and higher opinions recorded here, never from import, as the year's facts have them."""
    return (*_of_the_desk(facts), *_accountability(facts, given))


def _of_the_desk(facts: CaseFacts) -> Iterator[CaseProposal]:
    """What the bureau itself should do: urge, see to the report, find 信访老户."""
    if facts.overdue_days:
        urged = f"，已催办 {facts.urgings} 次" if facts.urgings else ""
        yield CaseProposal(citation("2.4"), f"超期 {facts.overdue_days} 日{urged}，可以催办", step=CaseStep.URGE)
    yield from _asked(facts)
    least = facts.parameters.long_standing_visits
    if facts.long_standing_on is None and facts.concluded_on is None and facts.visits_this_year >= least:
        words = f"今年来访 {facts.visits_this_year} 次，达到口径的 {least} 次"
        yield CaseProposal(citation("1.1"), words, "是否认定为信访老户，由局长决定", CaseStep.LONG_STANDING)


def _asked(facts: CaseFacts) -> Iterator[CaseProposal]:
    """What is wanted from above and neither reported nor explained, a week before its date and ever after."""
    asked = facts.asked_due_on
    if asked is None or facts.reported_on is not None or facts.explained_on is not None or asked > facts.today + timedelta(days=7):
        return
    late = f"已过上报期限 {asked} 仍" if asked < facts.today else f"{asked} 前要上报结果或者说明，现在"
    fine = facts.parameters.fine_overdue
    yield CaseProposal(citation("3.2.3.2"), f"{late}没有上报也没有说明，逾期一起罚款 {fine} 元", step=CaseStep.EXPLAIN)


def _accountability(facts: CaseFacts, given: tuple[Assignment, ...]) -> Iterator[CaseProposal]:
    """四、1 to 四、5 by their own clauses, in any year that they are in force and this case lived through."""
    found: dict[str, int] = {}
    for year in range(min(facts.dates.accepted_on.year, facts.today.year), facts.today.year + 1):
        if in_force(year, facts.parameters):
            as_of = min(facts.today, date(year, 12, 31))
            counted = tally(_alone(facts, given, year, as_of), year, facts.parameters)
            for each in proposals(Situation(counted, year, as_of, facts.parameters)):
                found[each.clause] = year
    for clause, year in sorted(found.items()):
        earlier = f"（{year}年）" if year != facts.today.year else ""
        yield CaseProposal(citation(clause), f"责任查究建议{earlier}：{_SAID[clause]}", f"还要认定：{STILL_TO_FIND[clause]}")


class _ByDay(NamedTuple):
    """Looks at dates by the end of a day."""

    last: date

    def known(self, day: date | None) -> date | None:
        return day if day is not None and day <= self.last else None


def _alone(facts: CaseFacts, given: tuple[Assignment, ...], year: int, as_of: date) -> UnitFacts:
    """A year in which nothing happened but this case, by ``as_of``."""
    by = _ByDay(as_of)
    together = [visit for visit in facts.collective_visits if visit.on <= as_of]
    again = [visit for visit in together if visit.on.year == year]
    serious = [visit for visit in again if visit.number in facts.serious]
    return UnitFacts(
        code="",
        name="",
        kind=UnitKind.TOWNSHIP,
        ranked=True,
        cited_visits=tuple(CitedVisit(visit.number, Level.CITY, True, False, False, True) for visit in serious),
        late_cases=tuple(_late(facts, by)),
        refused_signatures=tuple(_refused(facts, year)),
        repeated_cases=(RepeatedCase(facts.number, len(together), again[-1].on),) if again else (),
        assignments=tuple(_known(each, by) for each in given if each.assigned_on <= as_of),
    )


def _late(facts: CaseFacts, by: _ByDay) -> Iterator[LateCase]:
    due, concluded = by.known(facts.due_on), by.known(facts.concluded_on)
    if due is not None and (concluded is None or concluded > due):
        answers = by.known(facts.reported_on), by.known(facts.explained_on)
        yield LateCase(facts.number, due, facts.collective_limit, facts.regulation_limit, concluded, *answers)


def _refused(facts: CaseFacts, year: int) -> Iterator[RefusedSignature]:
    if facts.signature is Signature.REFUSED and facts.replied_on is not None and facts.replied_on.year == year:
        yield RefusedSignature(facts.number, facts.replied_on)


def _known(given: Assignment, by: _ByDay) -> Assignment:
    return given._replace(
        acknowledged_on=by.known(given.acknowledged_on),
        refused_on=by.known(given.refused_on),
        not_carried_out_on=by.known(given.not_carried_out_on),
    )
