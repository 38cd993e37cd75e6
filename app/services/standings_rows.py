"""The standings as rows of words and numbers: what the table, the CSV file and the workbook show of each unit."""

from decimal import Decimal

from app.regulation.decisions import UnitResult
from app.regulation.rounding import share, two_places
from app.regulation.terms import UnitKind
from app.services import rules
from app.services.annual_result import Standings, missing_items

KIND_WORDS = {UnitKind.TOWNSHIP: "乡镇", UnitKind.SUBDISTRICT: "办事处", UnitKind.DEPARTMENT: "市直部门", UnitKind.SUBORDINATE: "下属单位"}
HEADERS = (
    "名次", "代码", "单位", "类别", "得分", "无进京赴省", "无集体访", "无老户", "无积案", "集体访市", "集体访地区", "集体访省", "集体访京",
    "信访总量", "来访", "来信", "重访", "应结", "按期查结", "按期查结率%", "罚款（元）", "保证金余额（元）", "尚欠（元）",
    "否决", "奖励", "记功", "重点管理", "下年度重点管理", "未录入", "备注",
)  # fmt: skip


def citation(clause: str) -> str:
    """What people read for a clause id."""
    return rules.regulation().clause(clause).citation


def verdict(unit: UnitResult, *, in_force: bool) -> str:
    """The unit's year in a word or two."""
    if not in_force:
        return "对照"
    if unit.vetoes:
        return "一票否决"
    if unit.rank is None:
        return "不参加排名"
    said = [word for word, holds in (("奖励", unit.rewards), ("记功", unit.merit), ("重点管理", unit.key_managed)) if holds]
    if not said and min((left for _, left in unit.distance), default=9) == 1 and near_a_veto(unit):
        said = ["预警"]
    return "·".join(said)


def near_a_veto(unit: UnitResult) -> bool:
    """One more collective visit at a level that had some already would mean a veto."""
    counts = {"3.2.1.2": unit.petitions.collective[1], "3.2.1.3": unit.petitions.collective[0]}
    return any(left == 1 and counts.get(clause, 0) for clause, left in unit.distance)


def distance(unit: UnitResult) -> str:
    """How near the nearest veto is, of those the unit has come nearer to."""
    if unit.vetoes:
        return "已否决"
    counts = {"3.2.1.2": unit.petitions.collective[1], "3.2.1.3": unit.petitions.collective[0]}
    left = [left for clause, left in unit.distance if counts.get(clause, 0)]
    return f"差{min(left)}次" if left else "—"


def score(unit: UnitResult) -> str:
    """The score as shown, to two places."""
    return two_places(unit.score)


def rate(unit: UnitResult) -> str:
    """The on-time rate as shown."""
    return two_places(share(unit.concluded_in_time, unit.due))


def cells(standings: Standings, unit: UnitResult) -> list[str | int | Decimal | None]:
    """One unit's row under HEADERS: numbers are numbers."""
    counts = unit.petitions
    return [
        unit.rank, unit.code, unit.name, KIND_WORDS[unit.kind], Decimal(two_places(unit.score)),
        *("是" if none else "否" for none in unit.four_noes), *counts.collective,
        counts.letters + counts.visits, counts.visits, counts.letters, counts.repeat, unit.due, unit.concluded_in_time, Decimal(rate(unit)),
        unit.fines_total, Decimal(unit.deposit.balance) / 100, Decimal(unit.deposit.owed) / 100,
        "、".join(citation(veto.clause) for veto in unit.vetoes), "、".join(citation(reward.clause) for reward in unit.rewards),
        "记功" if unit.merit else "", "是" if unit.key_managed else "", "是" if unit.key_managed_next_year else "",
        " ".join(missing_items(unit)), "".join(remarks(standings, unit)),
    ]  # fmt: skip


def remarks(standings: Standings, unit: UnitResult) -> tuple[str, ...]:
    """What is said beside a unit."""
    closed = ("本单位已于年内停用，不参加排名。",) if unit.rank is None else ()
    return (*closed, *unit.remarks) if standings.in_force else closed


def notes(standings: Standings) -> tuple[str, ...]:
    """What is said of the whole: closed or by which day, which sheet, in force or for comparison."""
    state = f"已定案（截至 {standings.as_of}）" if standings.closed else f"截至 {standings.as_of}，未定案，罚款为预计"
    sheet = f"计分标准：{standings.sheet.name} {standings.sheet.version}"
    said = [state, sheet + ("（参考：本局尚未颁行自己的计分标准）" if standings.sheet.reference else "")]
    if not standings.in_force:
        said.append("本规定自一九九五年起实行；以前年度只作对照，不否决、不奖励、不罚款。")
    if standings.not_entered:
        said.append(f"有 {len(standings.not_entered)} 个单位的录入项尚未录齐，未录入的不扣分。")
    if standings.fingerprint:
        said.append(f"指纹：{standings.fingerprint}")
    return tuple(said)
