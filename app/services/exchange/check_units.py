"""What must hold of 单位, 人员, 录入项 and 保证金 (2.2)."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from app.regulation.terms import ASSESSED_KINDS, UnitKind
from app.services.exchange.faults import Faults
from app.services.exchange.fresh import Checker, Fresh, maybe
from app.store.bulk_values import DepositRow, EntryRow, PersonRow, UnitRow


@dataclass(frozen=True, slots=True)
class Ground:
    """What rows are checked against: all units, stored and new, by code; the closed years; what the user allowed."""

    units: Mapping[str, UnitRow]
    closed_years: frozenset[int] = frozenset()
    late: bool = False
    lenient: bool = False
    threshold: int = 5  # people from which a visit is collective
    matters: frozenset[str] = field(default=frozenset())

    def bars(self, year: int) -> bool:
        """Whether a new row of `year` needs --late."""
        return year in self.closed_years and not self.late


def closed_year(year: int) -> str:
    return f"{year} 年已经定案；确需补录请加 --late 再导入（补录不改变已定案的结果）"


def unknown_unit(code: str) -> str:
    return f"单位代码“{code}”不认识；应是“单位”表或库里已有的代码"


def check_units(units: Fresh[UnitRow], ground: Ground, faults: Faults) -> None:
    check = Checker(units.table, faults)
    for line, row in units.rows:
        if row.parent is not None and row.parent not in ground.units:
            check.fault(line, "parent", unknown_unit(row.parent))
        elif _in_a_cycle(row, ground.units):
            check.fault(line, "parent", "上级代码绕成了圈；单位不能是自己的上级", ("code",))
        elif row.kind == UnitKind.SUBORDINATE and not _has_assessed_ancestor(row, ground.units):
            check.fault(line, "parent", "下属单位的上级中没有乡镇、办事处或市直部门；请填写上级代码", ("kind", "code"))
        if row.opened_on and row.closed_on and row.closed_on < row.opened_on:
            check.fault(line, "closed_on", f"停用日期早于启用日期 {row.opened_on}；应不早于它", ("opened_on",))


def _in_a_cycle(row: UnitRow, units: Mapping[str, UnitRow]) -> bool:
    seen, current = set[str](), row.parent
    while current is not None and current in units and current not in seen:
        if current == row.code:
            return True
        seen.add(current)
        current = units[current].parent
    return False


def _has_assessed_ancestor(row: UnitRow, units: Mapping[str, UnitRow]) -> bool:
    seen, current = set[str](), row.parent
    while current is not None and current in units and current not in seen:
        if units[current].kind in ASSESSED_KINDS:
            return True
        seen.add(current)
        current = units[current].parent
    # An unknown unit further up is a fault of its own row.
    return current is not None and current not in units


def check_people(people: Fresh[PersonRow], ground: Ground, faults: Faults) -> None:
    check = Checker(people.table, faults)
    for line, row in people.rows:
        if row.unit not in ground.units:
            check.fault(line, "unit", unknown_unit(row.unit))
        if row.from_on and row.to_on and row.to_on < row.from_on:
            check.fault(line, "to_on", f"离任日期早于任职日期 {row.from_on}；应不早于它", ("from_on",))


def check_entries(entries: Fresh[EntryRow], ground: Ground, faults: Faults) -> None:
    check = Checker(entries.table, faults)
    for line, row in entries.rows:
        unit = ground.units.get(row.unit)
        if unit is None:
            check.fault(line, "unit", unknown_unit(row.unit))
        elif unit.kind not in ASSESSED_KINDS:
            check.fault(line, "unit", f"“{row.unit}”是下属单位，不参加考评；录入项只能填乡镇、办事处、市直部门")
        if ground.bars(row.year):
            check.fault(line, "year", closed_year(row.year))


def check_deposits(deposits: Fresh[DepositRow], ground: Ground, faults: Faults) -> None:
    check = Checker(deposits.table, faults)
    for line, row in deposits.rows:
        unit = ground.units.get(row.unit)
        if unit is None:
            check.fault(line, "unit", unknown_unit(row.unit))
        elif unit.kind != UnitKind.TOWNSHIP:
            check.fault(line, "unit", f"“{row.unit}”不是乡镇；保证金只由乡镇交纳")
        if (paid_on := maybe(row.on)) and ground.bars(paid_on.year):
            check.fault(line, "on", closed_year(paid_on.year))
