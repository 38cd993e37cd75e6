"""What a draft does to its unit's year: how near each veto comes, and the fine to be expected."""

from dataclasses import dataclass
from typing import NamedTuple

from app.regulation import fines
from app.regulation.facts import CitedVisit, FourLevels, UnitFacts
from app.regulation.ladder import level_skipping
from app.regulation.parameters import Parameters
from app.regulation.tally import tally
from app.regulation.terms import COUNTED_LEVELS, Form, Level, UnitKind
from app.services.meaning import VetoStep
from app.services.meaning_judged import citation, is_collective
from app.services.petition_form import PetitionDraft


@dataclass(frozen=True, slots=True)
class UnitYear:
    """The assessed unit a draft counts for, in the draft's year; ``before``: its collective visits by level without the draft."""

    code: str
    name: str
    kind: UnitKind
    year: int
    closed: bool
    before: FourLevels


class _Veto(NamedTuple):
    clause: str
    name: str
    levels: tuple[Level, ...]
    threshold: int


def veto_steps(draft: PetitionDraft, unit: UnitYear, parameters: Parameters) -> tuple[VetoStep, ...]:
    """The three vetoes that count collective visits, each before and after this one."""
    counts = draft.level in COUNTED_LEVELS and is_collective(draft, parameters)
    return tuple(_step(veto, unit, counts and draft.level in veto.levels, parameters) for veto in _vetoes(parameters))


def _vetoes(parameters: Parameters) -> tuple[_Veto, ...]:
    return (
        _Veto("3.2.1.1", "进京或赴省集体上访", (Level.PROVINCE, Level.BEIJING), parameters.veto_province_or_beijing),
        _Veto("3.2.1.2", "到地区集体上访", (Level.PREFECTURE,), parameters.veto_prefecture),
        _Veto("3.2.1.3", "到市集体上访", (Level.CITY,), parameters.veto_city),
    )


def _step(veto: _Veto, unit: UnitYear, changed: bool, parameters: Parameters) -> VetoStep:
    before = sum(count for level, count in zip(COUNTED_LEVELS, unit.before, strict=True) if level in veto.levels)
    after = before + changed
    remaining = max(0, veto.threshold - after)
    cited = citation(veto.clause)
    far = f"再有 {remaining} 次即一票否决" if remaining else "达到一票否决"
    times = f"第 {after} 次" if changed else f" {after} 次"
    text = f"{veto.name}{times}，{far} — {cited}{_not_counted(unit, parameters)}"
    return VetoStep(veto.clause, cited, veto.name, before, after, veto.threshold, remaining, changed, text)


def _not_counted(unit: UnitYear, parameters: Parameters) -> str:
    if unit.year < parameters.first_year:
        return f"（{parameters.first_year}年起实行，{unit.year}年只作对照）"
    if unit.closed:
        return f"（{unit.year}年度已关闭，重开前不计）"
    return ""


def expected_fine(draft: PetitionDraft, unit: UnitYear, repeat: bool, parameters: Parameters) -> tuple[int, str]:
    """The fine in whole 元 that this visit is to cost at the year's end, and how the form says it; 0 and "" where there is none."""
    if draft.form is not Form.VISIT or draft.level not in COUNTED_LEVELS or unit.year < parameters.first_year:
        return 0, ""
    together, skipping = is_collective(draft, parameters), level_skipping(draft.form, draft.level, draft.shown_level)
    visit = CitedVisit("", draft.level, together, skipping, repeat, serious=False)
    facts = UnitFacts(unit.code, unit.name, unit.kind, ranked=True, cited_visits=(visit,))
    decisions = fines.fines(tally(facts, unit.year, parameters), parameters)
    amount = sum(decision.amount or 0 for decision in decisions)
    if not amount:
        return 0, ""
    return amount, f"预计罚款 {amount} 元 — {citation(decisions[0].clause)}{_not_counted(unit, parameters)}"
