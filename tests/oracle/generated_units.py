"""Random units, people, entries and deposits that are valid under 2.2."""

from collections.abc import Sequence
from datetime import date, timedelta
from random import Random
from typing import Any

from tests.oracle.book import KINDS
from tests.oracle.days import some_day

Rows = list[dict[str, Any]]
ASSESSED = ("乡镇", "办事处", "市直部门")
POSTS = ("主要领导", "二把手", "分管领导", "信访助理员", "专职信访干部", "包点市领导")
ITEMS = ("C1", "C3", "D1", "D2", "D3", "D4")
STRANGE = ("=1+1", "<b>粗</b>", '"引号"', "+甲", "-乙", "@丙", "'丁", "&amp;", "%s{0}", "\\n")
NAMES = ("演示张三", "演示李四", "演示王五", "演示赵六", "演示Ａ", "演示b", "𠮷演示", "=1+1", "<b>演示</b>", '演示"引"', "-演示")


def life(rng: Random, years: Sequence[int]) -> tuple[date | None, date | None]:
    """启用 and 停用: mostly open, else on the days that decide."""
    year = rng.choice(years)
    day = some_day(rng, [year])
    new_year, last_day = date(year, 1, 1), date(year, 12, 31)
    lives: list[tuple[date | None, date | None]] = [
        (None, day), (None, last_day), (None, new_year - timedelta(days=1)), (None, new_year), (None, last_day - timedelta(days=1)),
        (day, None), (new_year, None), (last_day, None), (last_day + timedelta(days=1), None),
        (day, day + timedelta(days=rng.choice([0, 40, 400]))),
    ]
    return rng.choice(lives) if rng.random() < 0.2 else (None, None)


def unit_row(rng: Random, number: int, kind: str, parent: str | None, years: Sequence[int]) -> dict[str, Any]:
    opened, closed = life(rng, years)
    letter = {"乡镇": "T", "办事处": "S", "市直部门": "D", "下属单位": rng.choice(["X", "b", "单"])}[kind]
    strange = rng.choice(STRANGE) if rng.random() < 0.15 else "演示"
    return {
        "代码": f"{letter}{number}", "名称": f"{strange}单位{number}", "简称": f"单{number}" if rng.random() < 0.4 else None,
        "类别": kind, "上级代码": parent, "主管机关": "演示市委" if rng.random() < 0.3 else None,
        "保证金标准（元）": rng.choice([500, 1000, 2000]) if kind == "乡镇" and rng.random() < 0.5 else None,
        "启用日期": opened, "停用日期": closed,
    }


def unit_rows(rng: Random, count: int, years: Sequence[int]) -> Rows:
    """Assessed units, some departments under others, and subordinates up to two levels below them, some below closed ones."""
    rows: Rows = []
    subordinates = max(4, count // 5)
    for number in range(1, count - subordinates + 1):
        kind = rng.choice(["乡镇", "乡镇", "乡镇", "办事处", "市直部门", "市直部门"])
        departments = [row["代码"] for row in rows if row["类别"] == "市直部门"]
        parent = rng.choice(departments) if departments and rng.random() < (0.4 if kind == "市直部门" else 0.05) else None
        rows.append(unit_row(rng, number, kind, parent, years))
    rows[0]["停用日期"], rows[0]["启用日期"] = date(years[0], 12, 31), None
    closed = [row["代码"] for row in rows if row["停用日期"] is not None]
    for number in range(count - subordinates + 1, count + 1):
        below = [row["代码"] for row in rows if row["类别"] == "下属单位"]
        above = closed if rng.random() < 0.3 else below if below and rng.random() < 0.5 else [row["代码"] for row in rows]
        rows.append(unit_row(rng, number, "下属单位", rng.choice(above), years))
    assert {row["类别"] for row in rows} <= set(KINDS)
    return rows


def term(rng: Random, years: Sequence[int]) -> tuple[date | None, date | None]:
    year = rng.choice(years)
    day = some_day(rng, [year])
    terms: list[tuple[date | None, date | None]] = [
        (None, None), (None, None), (None, day), (day, None), (None, date(year, 12, 31)), (None, date(year, 12, 30)),
        (date(year, 12, 31), None), (date(year, 1, 1), None), (day, day), (day, day + timedelta(days=200)),
    ]
    return rng.choice(terms)


def people_rows(rng: Random, units: Rows, years: Sequence[int]) -> Rows:
    """The same name may stand in two posts and in two units; no two rows share unit, name, post and first day."""
    rows: Rows = []
    for unit in units:
        seen: set[tuple[str, str, date | None]] = set()
        for _ in range(rng.randrange(7)):
            name, post = rng.choice(NAMES), rng.choice(POSTS)
            since, until = term(rng, years)
            if (name, post, since) not in seen:
                seen.add((name, post, since))
                phone = "0635-8210000" if rng.random() < 0.3 else None
                rows.append({"单位代码": unit["代码"], "姓名": name, "职务": post, "电话": phone, "任职日期": since, "离任日期": until})
    return rows


def stands_in(unit: dict[str, Any], year: int) -> bool:
    opened, closed = unit["启用日期"], unit["停用日期"]
    return (opened is None or opened.year <= year) and (closed is None or closed.year >= year)


def entry_rows(rng: Random, units: Rows, years: Sequence[int]) -> Rows:
    """Zero, small and large numbers; some missing, some units without any."""
    rows: Rows = []
    diligence = rng.choice([0.3, 0.8, 1.0])
    for year in years:
        for unit in units:
            if unit["类别"] not in ASSESSED or not stands_in(unit, year):
                continue
            numbers = rng.choice([[0], [0, 0, 1], [0, 0, 0, 1, 2], [3, 5, 8, 1000]]) if rng.random() < 0.7 else [0]
            for item in ITEMS:
                if rng.random() < diligence:
                    ground = rng.choice(STRANGE) if rng.random() < 0.1 else None
                    rows.append({"年度": year, "单位代码": unit["代码"], "项目": item, "数量": rng.choice(numbers), "依据": ground})
    return rows


def deposit_rows(rng: Random, units: Rows, years: Sequence[int]) -> Rows:
    """Townships only; none, one or several a year, some on the last day, some too small for the fines."""
    rows: Rows = []
    for unit in units:
        if unit["类别"] != "乡镇" or rng.random() < 0.2:
            continue
        for year in years:
            for _ in range(rng.choice([0, 1, 1, 2])):
                day = rng.choice([some_day(rng, [year]), date(year, 1, 1), date(year, 12, 31)])
                yuan = rng.choice([1, 100, 200, 500, 1000, 2000, 5000])
                rows.append({"凭证号": f"凭{len(rows) + 1}", "日期": day, "单位代码": unit["代码"], "金额（元）": yuan, "事由": "演示缴纳"})
    return rows
