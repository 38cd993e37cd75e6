"""Small import workbooks for tests: a sound one, and ways to spoil it."""

import copy
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

import xlsxwriter

from app.services.exchange.sheets import SHEETS

Rows = list[dict[str, Any]]
Book = dict[str, Rows]

SOUND: Book = {
    "单位": [
        {"代码": "T01", "名称": "演示镇", "类别": "乡镇", "保证金标准（元）": 2000, "主管机关": "市委、市政府"},
        {"代码": "D01", "名称": "演示局", "类别": "市直部门"},
        {"代码": "S01", "名称": "演示厂", "类别": "下属单位", "上级代码": "D01"},
    ],
    "人员": [{"单位代码": "T01", "姓名": "张演示", "职务": "主要领导", "任职日期": date(1995, 1, 1), "电话": "0635-1"}],
    "事项": [
        {
            "事项编号": "M1", "摘要": "演示：征地补偿", "责任单位代码": "T01", "受理日期": date(1996, 3, 4), "交办日期": date(1996, 3, 1),
            "交办级别": "市", "上报日期": date(1996, 4, 1), "办结日期": date(1996, 4, 1), "签署": "已签", "答复日期": date(1996, 4, 2),
        },
        {"事项编号": "M2", "摘要": "演示：厂务公开", "责任单位代码": "S01", "受理日期": date(1996, 5, 6), "集体": "是"},
        {"事项编号": "M3", "摘要": "演示：揭发", "责任单位代码": "D01", "受理日期": date(1996, 6, 3), "揭发控告": "是",
         "内容分类": "干部作风"},
    ],
    "来访来信": [
        {
            "登记号": "1996-00001", "日期": date(1996, 3, 4), "形式": "来访", "级别": "市", "姓名": "李演示", "人数": 2,
            "责任单位代码": "T01", "事项编号": "M1", "持答复级别": "单位", "反映内容": "演示：征地补偿",
        },
        {
            "登记号": "1996-00002", "日期": date(1996, 5, 7), "形式": "来访", "级别": "地区", "姓名": "王演示", "人数": 12, "代表人数": 30,
            "责任单位代码": "S01", "事项编号": "M2", "持答复级别": "无", "严重后果": "演示：围堵", "证件号": "372522196005050014",
        },
        {
            "登记号": "1996-00003", "日期": date(1996, 6, 3), "形式": "来信", "级别": "市", "姓名": "赵演示", "责任单位代码": "D01",
            "事项编号": "M3", "住址": "演示村",
        },
        {
            "登记号": "1996-00004", "日期": date(1996, 6, 9), "形式": "来访", "级别": "市", "姓名": "王演示", "责任单位代码": "S01",
            "事项编号": "M2", "持答复级别": "单位",
        },
    ],
    "录入项": [{"年度": 1996, "单位代码": "T01", "项目": "C1", "数量": 2}],
    "保证金": [{"凭证号": "V1", "日期": date(1996, 1, 15), "单位代码": "T01", "金额（元）": 2000.5, "事由": "演示：交纳"}],
}  # fmt: skip


def sound() -> Book:
    """A copy that may be spoilt."""
    return copy.deepcopy(SOUND)


def changed(sheet: str, line: int, **values: Any) -> Book:
    """The sound book with cells of one data row (from 0) set; names with brackets go through a dict."""
    book = sound()
    book[sheet][line] |= values
    return book


def write(
    book: Mapping[str, Sequence[Mapping[str, Any]]], path: Path, *, headers: Mapping[str, Sequence[str]] | None = None
) -> Path:
    """Writes the rows as real cells: days as dates, numbers as numbers, text as text."""
    with xlsxwriter.Workbook(str(path)) as workbook:
        as_day = workbook.add_format({"num_format": "yyyy-mm-dd"})
        for name, rows in book.items():
            sheet = workbook.add_worksheet(name)
            known = SHEETS[name].headers if name in SHEETS else sorted({key for row in rows for key in row})
            columns = list((headers or {}).get(name) or known)
            for column, header in enumerate(columns):
                sheet.write_string(0, column, header)
            for line, row in enumerate(rows, start=1):
                for key, value in row.items():
                    if key in columns:
                        put(sheet, line, columns.index(key), value, as_day)
    return path


def put(sheet: Any, line: int, column: int, value: Any, as_day: Any) -> None:
    if isinstance(value, datetime | date):
        sheet.write_datetime(line, column, value, as_day)
    elif isinstance(value, bool):
        sheet.write_boolean(line, column, value)
    elif isinstance(value, int | float):
        sheet.write_number(line, column, value)
    elif isinstance(value, Formula):
        sheet.write_formula(line, column, value.text)
    elif value is not None:
        sheet.write_string(line, column, value)


class Formula:
    """A cell that holds a formula."""

    def __init__(self, text: str) -> None:
        self.text = text
