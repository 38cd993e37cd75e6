"""罚款与保证金 (三（二）3): what each visit and each overdue case costs, and what that leaves of the deposit."""

from app.regulation.decisions import Decision, DepositState, Verdict
from app.regulation.facts import FourLevels, UnitFacts
from app.regulation.parameters import Parameters
from app.regulation.tally import ByLevel, Tally
from app.regulation.terms import COUNTED_LEVELS, UnitKind

CENTS = 100
"""分 in a 元."""

VISIT_READINGS = ("one_qi", "collective_min_people", "repeat_fined", "fined_kinds")
CASE_READINGS = ("explanation_by_due", "roll_rest_days", "fined_kinds")


def fines(counted: Tally, parameters: Parameters) -> tuple[Decision, ...]:
    """Return every fine, one for each visit or matter, by clause, then evidence. Reading fined_kinds says who is fined at all."""
    if parameters.readings.fined_kinds == "townships" and counted.facts.kind is not UnitKind.TOWNSHIP:
        return ()
    return visit_fines(counted, parameters) + case_fines(counted, parameters)


def visit_fines(counted: Tally, parameters: Parameters) -> tuple[Decision, ...]:
    """三（二）3（1） （1）经信访工作年终考核，每发生一起集体来市、到地区、赴省、进京的上访，分别罚款200元、500元、1000元、1500元；
    每发生一起非集体越级到地区、赴省、进京的上访，分别罚款100元，300元，500元。
    """
    unfined = frozenset(counted.repeats) if parameters.readings.repeat_fined == "no" else frozenset()
    priced = [pair for pair in _priced(counted.collective, parameters.fine_collective) if pair[0] not in unfined]
    priced += _priced(counted.skipping, parameters.fine_skipping)
    priced.sort()
    code = counted.facts.code
    return tuple([Decision("3.2.3.1", code, Verdict.FINE, amount, (number,), VISIT_READINGS) for number, amount in priced])


def case_fines(counted: Tally, parameters: Parameters) -> tuple[Decision, ...]:
    """三（二）3（2） （2）对市以上机关要查处结果的信访案件，两个月内不上报结果，又不说明查处情况的，一起罚款500元。"""
    code, amount = counted.facts.code, parameters.fine_overdue
    return tuple([Decision("3.2.3.2", code, Verdict.FINE, amount, (matter,), CASE_READINGS) for matter in counted.overdue_asked])


def deposit(facts: UnitFacts, fined: int) -> DepositState:
    """三（二）3 3.实行信访保证金制度，各乡镇按标准交纳信访保证金，对下列情况分别给予经济处罚。

    ``fined`` in 元, the state in 分. A township's fines are drawn from what it paid; what that lacks, and all fines of others, is owed.
    """
    wanted = fined * CENTS
    drawn = min(facts.deposit_paid, wanted) if facts.kind is UnitKind.TOWNSHIP else 0
    return DepositState(facts.deposit_paid, drawn, facts.deposit_paid - drawn, wanted - drawn)


def _priced(visits: ByLevel, prices: FourLevels) -> list[tuple[str, int]]:
    return [(number, price) for level, price in zip(COUNTED_LEVELS, prices, strict=True) if price for number in visits[level]]


CLAUSES = {"3.2.3.0": deposit, "3.2.3.1": visit_fines, "3.2.3.2": case_fines}
