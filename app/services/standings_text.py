"""The standings for the eye: a table for a terminal, aligned, with its legend."""

from app.regulation.decisions import UnitResult
from app.regulation.rounding import two_places
from app.services.annual_result import Standings
from app.services.plain_table import Align, on_one_line, table, wrapped
from app.services.standings_rows import distance, notes, rate, remarks, verdict

LEGEND = (
    "四无（一、1）：依次为无进京赴省上访、无集体上访、无信访老户、无信访积案；● 做到，○ 未做到。",
    "集体：到市／地区／省／京的集体访起数。距否决：再有几次到市或到地区的集体访即一票否决；到省、进京有 1 次即否决。",
)
HEADERS = ("名次", "单位", "得分", "四无", "集体 市/地/省/京", "总量", "按期查结", "罚款", "距否决", "结论")
ALIGNS = (
    Align.RIGHT, Align.LEFT, Align.RIGHT, Align.LEFT, Align.CENTRE, Align.RIGHT, Align.RIGHT, Align.RIGHT, Align.CENTRE, Align.LEFT,
)  # fmt: skip
WIDTH = 110


def standings_table(standings: Standings) -> str:
    """The whole table, ending in a line break."""
    title = f"{standings.year}年度信访工作目标责任制考评  聊发〔1995〕34号"
    fined = "罚款" if standings.closed else "罚款(预计)"
    headers = tuple(fined if header == "罚款" else header for header in HEADERS)
    body = table(headers, ALIGNS, [_row(standings, unit) for unit in standings.result.units], widest=28)
    legend = [line for each in LEGEND for line in wrapped(each, WIDTH, "  ")]
    return "\n".join([title, *notes(standings), "", *body, "", _summary(standings), *_remarks(standings), *legend]) + "\n"


def _remarks(standings: Standings) -> list[str]:
    """What is said beside single units: ties, and what is faithful to the text but looks odd; each remark once, with its units."""
    said: dict[str, list[str]] = {}
    for unit in standings.result.units:
        for remark in remarks(standings, unit):
            said.setdefault(remark.rstrip("。"), []).append(on_one_line(unit.name))
    lines = [line for remark, names in said.items() for line in wrapped(f"{remark}：{'、'.join(names)}。", WIDTH, "  ")]
    return ["备注", *lines, "说明"] if lines else []


def _summary(standings: Standings) -> str:
    units = standings.result.units
    ranked = sum(unit.rank is not None for unit in units)
    vetoed, rewarded = sum(bool(unit.vetoes) for unit in units), sum(bool(unit.rewards) for unit in units)
    total = sum(unit.fines_total for unit in units)
    return f"参加排名 {ranked} 个单位；一票否决 {vetoed} 个，奖励 {rewarded} 个；罚款合计 {total:,} 元。"


def _row(standings: Standings, unit: UnitResult) -> list[str]:
    name = unit.name if unit.rank is not None else f"（已撤）{unit.name}"
    noes = "".join("●" if none else "○" for none in unit.four_noes)
    collective = " / ".join(str(count) for count in unit.petitions.collective)
    total = unit.petitions.letters + unit.petitions.visits
    return [
        str(unit.rank or ""), name, two_places(unit.score), noes, collective, str(total), f"{rate(unit)}%", f"{unit.fines_total:,}",
        distance(unit), verdict(unit, in_force=standings.in_force),
    ]  # fmt: skip
