"""The sample city's units and people, as rows of the import workbook."""

from datetime import date
from random import Random
from typing import Any

from app.services.sample.cast import Cast

Row = dict[str, Any]
KINDS = {"township": "乡镇", "subdistrict": "办事处", "department": "市直部门", "subordinate": "下属单位"}


def unit_rows(units: dict[str, Any]) -> list[Row]:
    """Rows of the sheet 单位, superiors first."""
    closed: dict[str, date] = units["closed"]
    rows = [_unit_row(kind, list(line), units[kind]) for kind in KINDS for line in units[kind]["rows"]]
    for row in rows:
        row["停用日期"] = closed.get(row["代码"])
    return rows


def _unit_row(kind: str, line: list[Any], block: dict[str, Any]) -> Row:
    code, name, short, *more = line
    return {
        "代码": code,
        "名称": name,
        "简称": short,
        "类别": KINDS[kind],
        "上级代码": more[0] if kind == "subordinate" else None,
        "主管机关": more[0] if kind == "department" else block.get("organ"),
        "保证金标准（元）": more[0] if kind == "township" else None,
    }


def people_rows(units: dict[str, Any], posts: dict[str, list[str]], cast: Cast, rng: Random) -> list[Row]:
    """Rows of the sheet 人员: every assessed unit's posts; at some units a post changed hands in 1996."""
    rows: list[Row] = []
    for kind in ("township", "subdistrict", "department"):
        for line in units[kind]["rows"]:
            for post in posts[kind]:
                rows += _terms(str(line[0]), post, cast, rng)
    return rows


def _terms(code: str, post: str, cast: Cast, rng: Random) -> list[Row]:
    since = date(rng.choice((1990, 1991, 1992, 1993)), rng.choice((1, 3, 4, 7, 9)), 1)
    first: Row = {"单位代码": code, "姓名": cast.official(), "职务": post, "电话": f"24-01{rng.randrange(100):02d}", "任职日期": since}
    if rng.random() > 0.06:
        return [first]
    last = date(1996, rng.choice((2, 4, 5, 7)), 28)
    following: Row = {**first, "姓名": cast.official(), "任职日期": date(1996, last.month + 1, 1)}
    return [{**first, "离任日期": last}, following]


def entry_rows(units: dict[str, Any], plot: dict[str, Any], rng: Random) -> list[Row]:
    """Rows of the sheet 录入项: every assessed unit, both years, all six items."""
    rows: list[Row] = []
    for year in (1995, 1996):
        told: dict[str, dict[str, int]] = plot["entered"][str(year)]
        for kind in ("township", "subdistrict", "department"):
            for line in units[kind]["rows"]:
                rows += _entries(year, str(line[0]), told.get(str(line[0])), rng)
    return rows


BASIS = {
    "C1": "年终查台账",
    "C3": "对照排查报告目录",
    "D1": "查阅领导批示、接访记录",
    "D2": "查会议记录",
    "D3": "查接待日登记",
    "D4": "查岗位职责和人员",
}


def _entries(year: int, code: str, told: dict[str, int] | None, rng: Random) -> list[Row]:
    drawn = {item: rng.choice((0, 0, 0, 1, 1, 2)) if item in ("C1", "C3") else int(rng.random() < 0.12) for item in BASIS}
    numbers = drawn if told is None else {item: told.get(item, 0) for item in BASIS}
    return [{"年度": year, "单位代码": code, "项目": item, "数量": numbers[item], "依据": BASIS[item]} for item in BASIS]


def deposit_rows(units: dict[str, Any], plot: dict[str, Any]) -> list[Row]:
    """Rows of the sheet 保证金: a township pays its standard in spring; what plot.toml says of the share."""
    rows: list[Row] = []
    for year in (1995, 1996):
        shares: dict[str, int] = plot["deposit"][str(year)]
        spring = date(year, 6, 12) if year == 1995 else date(year, 3, 8)
        for code, name, _, standard in units["township"]["rows"]:
            if share := shares.get(code, 100):
                rows.append(_deposit(year, len(rows), spring, code, standard * share // 100, f"{name}{year}年度信访保证金"))
            if year == 1995 and code == "T16":
                rows.append(
                    _deposit(
                        year, len(rows), date(1995, 10, 9), code, standard - standard * share // 100, f"{name}{year}年度信访保证金补交"
                    )
                )
    return rows


def _deposit(year: int, so_far: int, on: date, code: str, amount: int, words: str) -> Row:
    return {"凭证号": f"BZ{year}-{so_far + 1:03d}", "日期": on, "单位代码": code, "金额（元）": amount, "事由": f"{words}（演示）"}
