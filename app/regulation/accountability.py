"""责任查究 (四): the situations the program proposes, never decides; a person finds what is missing, whom it meets and with what."""

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from typing import NamedTuple

from app.regulation.decisions import Decision, Verdict
from app.regulation.facts import Assignment, LateCase
from app.regulation.months import add_months
from app.regulation.parameters import Parameters
from app.regulation.tally import Tally, unanswered
from app.regulation.vetoes import serious_visits

NOTHING: frozenset[str] = frozenset()


class Situation(NamedTuple):
    """What a situation is judged by: the unit's counted facts, the year, the day, the numbers."""

    counted: Tally
    year: int
    as_of: date
    parameters: Parameters


def refused_or_delayed(at: Situation) -> frozenset[str]:
    """四、1 1.属于本单位职责范围内的信访问题，应受理而拒不受理，或拖延不办的。"""
    assignments = at.counted.facts.assignments
    if not assignments:
        return NOTHING
    refused = frozenset(given.matter for given in assignments if given.refused_on and given.refused_on.year == at.year)
    return refused.union(given.matter for given in assignments if _unacknowledged(given, at))


def serious_collective_visit(at: Situation) -> frozenset[str]:
    """四、2 2.由于责任不落实或有关人员玩忽职守，而发生重大集体上访案件，致使国家利益遭受重大损失或严重损害我市对外形象的。"""
    return frozenset(serious_visits(at.counted, at.parameters))


def many_repeats(at: Situation) -> frozenset[str]:
    """四、3 3.对已发生的集体上访，查处不及时或不能秉公办案，引起群众不满，造成群众多次集体重访的。"""
    return frozenset(case.matter for case in at.counted.facts.repeated_cases if case.visits > at.parameters.many_repeats)


def unexplained_or_refused(at: Situation) -> frozenset[str]:
    """四、4 4.超过处理问题的规定时限，不向上级信访部门说明情况，或问题处结后，群众不服，拒不签署《上访答复意见书》造成一定影响和后果的。"""
    facts = at.counted.facts
    if not facts.late_cases and not facts.refused_signatures:
        return NOTHING
    unexplained = frozenset(
        case.matter
        for case in facts.late_cases
        if case.due_on.year == at.year and _binding(case, at.parameters) and unanswered(case, case.due_on, at.parameters)
    )
    return unexplained.union(reply.matter for reply in facts.refused_signatures)


def long_delay_or_not_carried_out(at: Situation) -> frozenset[str]:
    """四、5 5.问题久拖不决，事态不能平息，对上级做出的处理意见拒不执行的。"""
    facts = at.counted.facts
    if not facts.late_cases and not facts.assignments:
        return NOTHING
    delayed = frozenset(case.matter for case in facts.late_cases if _binding(case, at.parameters) and _long_delayed(case, at))
    defied = frozenset(given.matter for given in facts.assignments if given.not_carried_out_on and given.not_carried_out_on.year == at.year)
    return delayed & defied if at.parameters.readings.delay_or_refusal == "both" else delayed | defied


CLAUSES: Mapping[str, Callable[[Situation], frozenset[str]]] = {
    "4.1": refused_or_delayed,
    "4.2": serious_collective_visit,
    "4.3": many_repeats,
    "4.4": unexplained_or_refused,
    "4.5": long_delay_or_not_carried_out,
}

READINGS: Mapping[str, tuple[str, ...]] = {
    "4.1": (),
    "4.2": ("serious_finding_level", "serious_finding_year"),
    "4.3": ("many_repeats",),
    "4.4": ("ordinary_days_binds", "explanation_by_due"),
    "4.5": ("ordinary_days_binds", "delay_or_refusal"),
}

STILL_TO_FIND: Mapping[str, str] = {
    "4.1": "是否属于本单位职责范围，是否拒不受理或拖延不办。",
    "4.2": "是否责任不落实或玩忽职守，是否致使国家利益遭受重大损失或严重损害我市对外形象。",
    "4.3": "是否查处不及时或不能秉公办案，引起群众不满。",
    "4.4": "是否造成一定影响和后果。",
    "4.5": "是否久拖不决、事态不能平息，或对上级处理意见拒不执行。",
}
"""What a person must still find before a proposal becomes a decision, in the clause's words."""


def proposals(at: Situation) -> tuple[Decision, ...]:
    """Return one proposal for each situation that has evidence, by clause. 四、6 and 四、7 are never proposed."""
    found: list[Decision] = []
    for clause, situation in CLAUSES.items():
        evidence = situation(at)
        if evidence:
            found.append(Decision(clause, at.counted.facts.code, Verdict.PROPOSAL, None, tuple(sorted(evidence)), READINGS[clause]))
    return tuple(found)


def _unacknowledged(given: Assignment, at: Situation) -> bool:
    last = given.assigned_on + timedelta(days=at.parameters.acknowledge_days)
    late = given.acknowledged_on is None or given.acknowledged_on > last
    return late and last.year == at.year and last <= at.as_of


def _binding(case: LateCase, parameters: Parameters) -> bool:
    """Reading ordinary_days_binds: whether the limit the case is under is one whose excess counts here."""
    return case.regulation_limit or parameters.readings.ordinary_days_binds == "accountability"


def _long_delayed(case: LateCase, at: Situation) -> bool:
    last = add_months(case.due_on, at.parameters.long_delay_months)
    return last.year == at.year and last <= at.as_of and (case.concluded_on is None or case.concluded_on > last)
