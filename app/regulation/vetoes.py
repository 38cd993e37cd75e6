"""一票否决 (三（二）1): any one condition suffices; each carries its evidence. And how far a unit still is from one."""

from collections.abc import Callable, Mapping
from fractions import Fraction

from app.regulation.decisions import Decision, Verdict
from app.regulation.parameters import Parameters
from app.regulation.tally import Tally
from app.regulation.terms import Level

Evidence = tuple[str, ...]
Condition = Callable[[Tally, Fraction, Parameters], Evidence | None]
"""The evidence where the condition holds (it may be empty), None where it does not."""


def province_or_beijing(counted: Tally, _score: Fraction, parameters: Parameters) -> Evidence | None:
    """三（二）1（1） （1）全年发生进京或赴省集体上访1次以上（含1次）；"""
    visits = counted.collective[Level.PROVINCE] + counted.collective[Level.BEIJING]
    return tuple(sorted(visits)) if len(visits) >= parameters.veto_province_or_beijing else None


def prefecture(counted: Tally, _score: Fraction, parameters: Parameters) -> Evidence | None:
    """三（二）1（2） （2）全年发生到地区集体上访3次以上（含重访）；"""
    visits = counted.collective[Level.PREFECTURE]
    return tuple(visits) if len(visits) >= parameters.veto_prefecture else None


def city(counted: Tally, _score: Fraction, parameters: Parameters) -> Evidence | None:
    """三（二）1（3） （3）全年发生到市集体上访4次以上（含重访）；"""
    visits = counted.collective[Level.CITY]
    return tuple(visits) if len(visits) >= parameters.veto_city else None


def low_score(_counted: Tally, score: Fraction, parameters: Parameters) -> Evidence | None:
    """三（二）1（4） （4）信访工作考核总分低于60分的（百计分）；"""
    return () if score < parameters.pass_score else None


def serious_consequences(counted: Tally, _score: Fraction, parameters: Parameters) -> Evidence | None:
    """三（二）1（5） （5）因工作不力，集体上访造成严重恶果的。"""
    return serious_visits(counted, parameters) or None


def serious_visits(counted: Tally, parameters: Parameters) -> Evidence:
    """Reading serious_finding_level: the collective visits with a finding of serious consequences that count, sorted as text."""
    if not any(counted.serious):
        return ()
    lowest = Level.CITY if parameters.readings.serious_finding_level == "city" else Level.PREFECTURE
    return tuple(sorted(number for at_level in counted.serious[lowest:] for number in at_level))


CLAUSES: Mapping[str, Condition] = {
    "3.2.1.1": province_or_beijing,
    "3.2.1.2": prefecture,
    "3.2.1.3": city,
    "3.2.1.4": low_score,
    "3.2.1.5": serious_consequences,
}

READINGS: Mapping[str, tuple[str, ...]] = {
    "3.2.1.1": ("one_qi", "collective_min_people"),
    "3.2.1.2": ("one_qi", "collective_min_people"),
    "3.2.1.3": ("one_qi", "collective_min_people"),
    "3.2.1.4": (),
    "3.2.1.5": ("serious_finding_level", "serious_finding_year"),
}


def vetoes(counted: Tally, score: Fraction, parameters: Parameters) -> tuple[Decision, ...]:
    """Return a veto for each condition that holds, by clause."""
    found: list[Decision] = []
    for clause, condition in CLAUSES.items():
        evidence = condition(counted, score, parameters)
        if evidence is not None:
            found.append(Decision(clause, counted.facts.code, Verdict.VETO, None, evidence, READINGS[clause]))
    return tuple(found)


def distances(counted: Tally, parameters: Parameters) -> tuple[tuple[str, int], ...]:
    """Return the collective visits still missing to each veto that counts visits, never below 0."""
    collective = counted.collective
    far = len(collective[Level.PROVINCE]) + len(collective[Level.BEIJING])
    return (
        ("3.2.1.1", max(0, parameters.veto_province_or_beijing - far)),
        ("3.2.1.2", max(0, parameters.veto_prefecture - len(collective[Level.PREFECTURE]))),
        ("3.2.1.3", max(0, parameters.veto_city - len(collective[Level.CITY]))),
    )
