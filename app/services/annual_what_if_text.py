"""What imagined petitions would change, as text: the unit before and after, then whoever else moves."""

from collections.abc import Iterator

from app.regulation.decisions import UnitResult
from app.regulation.rounding import two_places
from app.services.annual_what_if import Imagined, WhatIf
from app.services.plain_table import on_one_line
from app.services.standings_rows import citation, verdict
from app.services.standings_text import standings_table

LEVEL_WORDS = {1: "到市", 2: "到地区", 3: "赴省", 4: "进京"}


def what_if_text(change: WhatIf) -> str:
    """The whole text, ending in a line break."""
    return "\n".join(_lines(change)) + "\n\n" + standings_table(change.after)


def _lines(change: WhatIf) -> Iterator[str]:
    yield "设想：" + "；".join(map(_said, change.imagined)) + "。什么也没有写入。"
    before = {unit.code: unit for unit in change.before.result.units}
    for unit in change.after.result.units:
        told = _difference(before[unit.code], unit)
        if told and (unit.code == change.unit or before[unit.code].rewards != unit.rewards):
            yield f"{on_one_line(unit.name)}（{unit.code}）：{told}"


def _said(visit: Imagined) -> str:
    return f"{LEVEL_WORDS[visit.level]}来访 {visit.people} 人{'，越级' if visit.skipping else ''}"


def _difference(before: UnitResult, after: UnitResult) -> str:
    parts = [
        ("得分", two_places(before.score), two_places(after.score)),
        ("名次", str(before.rank or "—"), str(after.rank or "—")),
        ("罚款", f"{before.fines_total:,}", f"{after.fines_total:,}"),
        ("否决", _clauses(before), _clauses(after)),
        ("结论", verdict(before, in_force=True) or "—", verdict(after, in_force=True) or "—"),
    ]
    return "，".join(f"{name} {old} → {new}" for name, old, new in parts if old != new)


def _clauses(unit: UnitResult) -> str:
    return "、".join(citation(veto.clause) for veto in unit.vetoes) or "无"
