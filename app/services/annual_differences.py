"""Two results of one unit beside each other, line by line: what differs, exactly, and how it is said."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any, NamedTuple

from app.regulation.decisions import Decision, UnitResult, YearResult
from app.regulation.rounding import two_places
from app.services import rules
from app.services.annual_result import missing_items

LEVELS = ("市", "地区", "省", "京")
NOES = ("无进京赴省上访", "无集体上访", "无信访老户", "无信访积案")
SORTS = (("collective", "集体访"), ("individual", "非集体访"), ("individual_skipping", "非集体越级"), ("collective_skipping", "集体越级"))
NONE = "无"


class Figure(NamedTuple):
    """One line of a unit's result: what it is, its exact value, how it is shown."""

    label: str
    value: Any
    text: str


class Difference(NamedTuple):
    """One line that differs; None where the unit is not listed on that side."""

    field: str
    label: str
    before: str | None
    after: str | None


@dataclass(frozen=True, slots=True)
class UnitMove:
    """A unit whose result differs; None where it is not listed on that side."""

    code: str
    name: str
    before: UnitResult | None
    after: UnitResult | None
    differences: tuple[Difference, ...]


def moves(before: YearResult, after: YearResult) -> tuple[UnitMove, ...]:
    """Every unit that moves, in the order of the later result; those it no longer lists last."""
    former = {unit.code: unit for unit in before.units}
    found = [_move(former.pop(unit.code, None), unit) for unit in after.units]
    found += [_move(unit, None) for unit in former.values()]
    return tuple(each for each in found if each is not None)


def _move(before: UnitResult | None, after: UnitResult | None) -> UnitMove | None:
    if before == after:
        return None
    one = after or before
    if one is None:
        return None
    return UnitMove(one.code, one.name, before, after, differing(before, after))


def differing(before: UnitResult | None, after: UnitResult | None) -> tuple[Difference, ...]:
    """The lines that differ, in the order of a result."""
    old, new = figures(before), figures(after)
    found = []
    for field in (*new, *(each for each in old if each not in new)):
        one, other = old.get(field), new.get(field)
        if one is None or other is None or one.value != other.value:
            label = (other or one or Figure(field, None, "")).label
            found.append(Difference(field, label, one.text if one else None, other.text if other else None))
    return tuple(found)


def figures(unit: UnitResult | None) -> dict[str, Figure]:
    """Every line of a unit's result by its name; empty for a unit that is not listed."""
    return dict(_figures(unit)) if unit is not None else {}


def _figures(unit: UnitResult) -> Iterator[tuple[str, Figure]]:
    yield "name", Figure("单位", (unit.name, unit.kind), unit.name)
    yield "score", Figure("得分", unit.score, two_places(unit.score))
    yield "rank", Figure("名次", unit.rank, str(unit.rank) if unit.rank else "不排名")
    yield from _standing(unit)
    yield from _items(unit)
    yield from _counts(unit)
    yield from _money(unit)
    yield from _key_list(unit)


def _standing(unit: UnitResult) -> Iterator[tuple[str, Figure]]:
    yield "vetoes", Figure("一票否决", unit.vetoes, _clauses(unit.vetoes))
    yield "rewards", Figure("奖励", unit.rewards, _clauses(unit.rewards))
    yield "merit", Figure("记功", unit.merit, "记功" if unit.merit else NONE)
    people = tuple(dict.fromkeys(holder.name for holder in unit.people_rewarded))
    yield "people_rewarded", Figure("受奖个人", unit.people_rewarded, "、".join(people) or NONE)
    yield "people_merit", Figure("记功个人", unit.people_merit, f"{len(unit.people_merit)} 人")
    for name, none, label in zip(unit.four_noes._fields, unit.four_noes, NOES, strict=True):
        yield f"four_noes.{name}", Figure(label, none, "做到" if none else "未做到")
    yield "accountability", Figure("责任查究提请", unit.accountability, _clauses(unit.accountability))
    yield "remarks", Figure("备注", unit.remarks, "".join(unit.remarks) or NONE)


def _items(unit: UnitResult) -> Iterator[tuple[str, Figure]]:
    missing = missing_items(unit)
    for item in unit.items:
        text = "未录入" if item.item in missing else two_places(-item.deduction)
        yield f"items.{item.item}", Figure(f"{item.item} 扣分", tuple(item), text + _count(item.evidence))


def _counts(unit: UnitResult) -> Iterator[tuple[str, Figure]]:
    counts = unit.petitions
    for name, label in (("letters", "来信"), ("visits", "来访"), ("repeat", "重访")):
        value = getattr(counts, name)
        yield f"petitions.{name}", Figure(label, value, str(value))
    for name, label in SORTS:
        for level, value in zip(LEVELS, getattr(counts, name), strict=True):
            yield f"petitions.{name}.{level}", Figure(f"{label}·{level}", value, str(value))
    yield "due", Figure("应结", unit.due, str(unit.due))
    yield "concluded_in_time", Figure("按期查结", unit.concluded_in_time, str(unit.concluded_in_time))
    for clause, left in unit.distance:
        yield f"distance.{clause}", Figure(f"距否决 {_citation(clause)}", left, f"{left} 次")


def _money(unit: UnitResult) -> Iterator[tuple[str, Figure]]:
    yield "fines", Figure("罚款笔数", unit.fines, f"{len(unit.fines)} 笔")
    yield "fines_total", Figure("罚款", unit.fines_total, f"{unit.fines_total:,} 元")
    labels = ("已交保证金", "扣缴保证金", "保证金余额", "尚欠")
    for (name, cents), label in zip(unit.deposit._asdict().items(), labels, strict=True):
        yield f"deposit.{name}", Figure(label, cents, f"{cents // 100:,}{f'.{cents % 100:02d}' if cents % 100 else ''} 元")


def _key_list(unit: UnitResult) -> Iterator[tuple[str, Figure]]:
    yield "key_managed", Figure("重点管理", unit.key_managed, "是" if unit.key_managed else "否")
    yield "key_managed_next_year", Figure("下年度重点管理", unit.key_managed_next_year, "是" if unit.key_managed_next_year else "否")


def _clauses(decisions: Iterable[Decision]) -> str:
    return "、".join(_citation(each.clause) + _count(each.evidence) for each in decisions) or NONE


def _count(evidence: tuple[str, ...]) -> str:
    return f"（{len(evidence)} 件）" if evidence else ""


@cache
def _citation(clause: str) -> str:
    return rules.regulation().clause(clause).citation
