"""A random import workbook (2.2): `generate` makes its rows, `write` the .xlsx; valid, and full of edges."""

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from random import Random
from typing import Any

import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from tests.oracle.generated_events import Events
from tests.oracle.generated_units import deposit_rows, entry_rows, people_rows, unit_rows

COLUMNS: Mapping[str, tuple[str, ...]] = {
    "单位": ("代码", "名称", "简称", "类别", "上级代码", "主管机关", "保证金标准（元）", "启用日期", "停用日期"),
    "人员": ("单位代码", "姓名", "职务", "电话", "任职日期", "离任日期"),
    "事项": (
        "事项编号", "摘要", "内容分类", "责任单位代码", "受理日期", "交办日期", "交办级别", "交办文号", "集体", "复杂延期日期", "延期理由",
        "上报日期", "说明日期", "办结日期", "办理结果", "答复意见书编号", "答复日期", "签署", "不需答复", "老户认定日期", "揭发控告",
    ),
    "来访来信": (
        "登记号", "日期", "形式", "级别", "人数", "代表人数", "姓名", "性别", "证件号", "电话", "住址",
        "责任单位代码", "事项编号", "持答复级别", "严重后果", "反映内容",
    ),
    "录入项": ("年度", "单位代码", "项目", "数量", "依据"),
    "保证金": ("凭证号", "日期", "单位代码", "金额（元）", "事由"),
}
STARTS = (1994, 1994, 1995, 1995, 1996, 1998, 1999, 2000, 2003, 2003, 2012, 2019, 2023)
FIRST_YEAR, LAST_YEAR = 1994, 2025


def identity_number(rng: Random) -> str:
    """A 15-digit number, or an 18-digit one with its right check digit; of nobody."""
    birth = f"{rng.randint(1930, 1979)}{rng.randint(1, 12):02d}{rng.randint(1, 28):02d}"
    serial = f"{rng.randint(1, 999):03d}"
    if rng.random() < 0.4:
        return "372522" + birth[2:] + serial
    body = "372522" + birth + serial
    weights = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
    return body + "10X98765432"[sum(int(digit) * weight for digit, weight in zip(body, weights, strict=True)) % 11]


def years_of(rng: Random, span: int) -> list[int]:
    """The years most of the book lies in: a run, chosen so that a boundary of the rules is often within."""
    first = min(rng.choice(STARTS), LAST_YEAR - span + 1)
    return list(range(first, first + span))


def generate(seed: int, petitions: int = 600, units: int = 24, span: int = 4) -> tuple[dict[str, list[dict[str, Any]]], list[int]]:
    """The rows of all sheets by their headers, and the years most of them lie in.

    Dates are `date`, numbers int, empty cells None.
    """
    rng = Random(seed)
    years = years_of(rng, span)
    unit_list = unit_rows(rng, units, years)
    events = Events(rng, unit_list, years)
    events.fill(petitions * 9 // 10)
    events.years = list(range(FIRST_YEAR, LAST_YEAR + 1))
    events.fill(petitions)
    for row in events.petitions:
        if rng.random() < 0.2:
            row["证件号"], row["性别"] = identity_number(rng), None
    book = {
        "单位": unit_list,
        "人员": people_rows(rng, unit_list, years),
        "事项": events.matters,
        "来访来信": events.petitions,
        "录入项": entry_rows(rng, unit_list, years),
        "保证金": deposit_rows(rng, unit_list, [years[0] - 1, *years]),
    }
    for rows in book.values():
        rng.shuffle(rows)
    return book, years


def write(book: Mapping[str, Sequence[Mapping[str, Any]]], path: Path, seed: int) -> None:
    """Sheets and columns in random order; a date as a real date or as text, at random."""
    rng = Random(seed)
    with xlsxwriter.Workbook(str(path)) as workbook:
        real_date = workbook.add_format({"num_format": "yyyy-mm-dd"})
        for name in rng.sample(list(COLUMNS), len(COLUMNS)):
            sheet = workbook.add_worksheet(name)
            headers = rng.sample(COLUMNS[name], len(COLUMNS[name]))
            for column, header in enumerate(headers):
                sheet.write_string(0, column, header)
                for line, row in enumerate(book[name], start=1):
                    write_cell(sheet, line, column, row[header], real_date if rng.random() < 0.5 else None)


def write_cell(sheet: Worksheet, line: int, column: int, value: object, real_date: Any) -> None:
    if value is None:
        return
    if isinstance(value, date) and real_date is not None:
        sheet.write_datetime(line, column, value, real_date)
    elif isinstance(value, date):
        sheet.write_string(line, column, value.isoformat())
    elif isinstance(value, int):
        sheet.write_number(line, column, value)
    else:
        sheet.write_string(line, column, str(value))
