"""The sheets and columns of the import workbook (2.2), in the order of the template, with one example row each."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from app.regulation.terms import NO_REPLY_LETTER, AskingLevel, Form, Level, Post, Signature, UnitKind
from app.services.exchange import cells
from app.store.bulk_values import DepositRow, EntryRow, ImportRow, MatterRow, PersonRow, PetitionRow, UnitRow

YES_NO = {"是": True, "否": False}
KINDS = {"乡镇": UnitKind.TOWNSHIP.value, "办事处": UnitKind.SUBDISTRICT.value, "市直部门": UnitKind.DEPARTMENT.value,
         "下属单位": UnitKind.SUBORDINATE.value}
POSTS = {"主要领导": Post.HEAD.value, "二把手": Post.DEPUTY.value, "分管领导": Post.LEADER_IN_CHARGE.value,
         "信访助理员": Post.ASSISTANT.value, "专职信访干部": Post.OFFICER.value, "包点市领导": Post.CITY_LEADER.value}
ASKING = {"市": AskingLevel.CITY.value, "地区": AskingLevel.PREFECTURE.value, "省": AskingLevel.PROVINCE.value,
          "中央": AskingLevel.CENTRAL.value}
SIGNATURES = {"已签": Signature.SIGNED.value, "拒签": Signature.REFUSED.value, "未签": Signature.UNSIGNED.value}
FORMS = {"来访": Form.VISIT.value, "来信": Form.LETTER.value}
LEVELS = {"单位": int(Level.UNIT), "市": int(Level.CITY), "地区": int(Level.PREFECTURE), "省": int(Level.PROVINCE),
          "京": int(Level.BEIJING)}
SHOWN = {"无": NO_REPLY_LETTER, "单位": int(Level.UNIT), "市": int(Level.CITY), "地区": int(Level.PREFECTURE), "省": int(Level.PROVINCE)}
ITEMS = {item: item for item in ("C1", "C3", "D1", "D2", "D3", "D4")}

_short, _long = cells.text(), cells.text(cells.LONG)
_number = cells.whole(0, cells.MOST_PEOPLE, "不能为负")
_people = cells.whole(1, cells.MOST_PEOPLE, "到场人数")
_yes_no = cells.choice(YES_NO)


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its header, how a cell is read, whether it must be filled, what an empty cell means, and the template's example."""

    header: str
    convert: cells.Convert
    example: str = ""
    required: bool = False
    empty: Any = None


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet: its name, its columns in the order of the fields of `row`, and how many leading fields are looked at for identity."""

    name: str
    row: type[ImportRow]
    identity: tuple[str, ...]
    columns: tuple[Column, ...]

    @property
    def headers(self) -> tuple[str, ...]:
        return tuple(column.header for column in self.columns)

    def header_of(self, field: str) -> str:
        """The header of a field of the row value."""
        return self.columns[self.row._fields.index(field)].header


def _must(header: str, convert: cells.Convert, example: str) -> Column:
    return Column(header, convert, example, required=True)


UNITS = Sheet("单位", UnitRow, ("code",), (
    _must("代码", cells.code, "YS01"),
    _must("名称", _short, "演示镇"),
    Column("简称", _short, "演示"),
    _must("类别", cells.choice(KINDS), "乡镇"),
    Column("上级代码", cells.code),
    Column("主管机关", _short, "市委、市政府"),
    Column("保证金标准（元）", cells.money(positive=False), "2000"),
    Column("启用日期", cells.day),
    Column("停用日期", cells.day),
))
PEOPLE = Sheet("人员", PersonRow, ("unit", "name", "post", "from_on"), (
    _must("单位代码", cells.code, "YS01"),
    _must("姓名", _short, "张演示"),
    _must("职务", cells.choice(POSTS), "主要领导"),
    Column("电话", _short, "0635-0000000"),
    Column("任职日期", cells.day, "1995-01-01"),
    Column("离任日期", cells.day),
))
MATTERS = Sheet("事项", MatterRow, ("number",), (
    _must("事项编号", cells.code, "YS1996-001"),
    _must("摘要", _long, "演示：反映村务公开不及时"),
    Column("内容分类", _short, "村务"),
    _must("责任单位代码", cells.code, "YS01"),
    _must("受理日期", cells.day, "1996-03-04"),
    Column("交办日期", cells.day, "1996-03-05"),
    Column("交办级别", cells.choice(ASKING), "市"),
    Column("交办文号", _short, "演示交〔1996〕1号"),
    Column("集体", _yes_no, "否", empty=False),
    Column("复杂延期日期", cells.day),
    Column("延期理由", _long),
    Column("上报日期", cells.day, "1996-03-25"),
    Column("说明日期", cells.day),
    Column("办结日期", cells.day, "1996-03-22"),
    Column("办理结果", _long, "演示：已公开并答复"),
    Column("答复意见书编号", _short, "演示答〔1996〕1号"),
    Column("答复日期", cells.day, "1996-03-22"),
    Column("签署", cells.choice(SIGNATURES), "已签"),
    Column("不需答复", _yes_no, "否", empty=False),
    Column("老户认定日期", cells.day),
    Column("揭发控告", _yes_no, "否", empty=False),
))
PETITIONS = Sheet("来访来信", PetitionRow, ("number",), (
    _must("登记号", cells.code, "1996-00001"),
    _must("日期", cells.day, "1996-03-04"),
    _must("形式", cells.choice(FORMS), "来访"),
    _must("级别", cells.choice(LEVELS), "市"),
    Column("人数", _people, "2", empty=1),
    Column("代表人数", _number),
    _must("姓名", _short, "李演示"),
    Column("性别", _short, "男"),
    Column("证件号", _short),
    Column("电话", _short),
    Column("住址", _short, "演示镇演示村"),
    _must("责任单位代码", cells.code, "YS01"),
    Column("事项编号", cells.code, "YS1996-001"),
    Column("持答复级别", cells.choice(SHOWN), "单位", empty=NO_REPLY_LETTER),
    Column("严重后果", _long),
    Column("反映内容", _long, "演示：反映村务公开不及时"),
))
ENTRIES = Sheet("录入项", EntryRow, ("year", "unit", "item"), (
    _must("年度", cells.whole(1900, 2199, "年度"), "1996"),
    _must("单位代码", cells.code, "YS01"),
    _must("项目", cells.choice(ITEMS), "C1"),
    _must("数量", _number, "0"),
    Column("依据", _long, "演示：检查台账"),
))
DEPOSITS = Sheet("保证金", DepositRow, ("voucher",), (
    _must("凭证号", cells.code, "YS-001"),
    _must("日期", cells.day, "1996-01-15"),
    _must("单位代码", cells.code, "YS01"),
    _must("金额（元）", cells.money(positive=True), "2000"),
    _must("事由", _short, "演示：交纳1996年度信访保证金"),
))

WORDS: Mapping[str, Mapping[str, Any]] = {
    "类别": KINDS, "职务": POSTS, "交办级别": ASKING, "签署": SIGNATURES, "形式": FORMS, "级别": LEVELS, "持答复级别": SHOWN,
}  # fmt: skip
"""Header -> the words of the column and what they stand for."""

IN_YUAN = frozenset({"保证金标准（元）", "金额（元）"})
"""Columns in 元, which are kept in 分."""

SHEETS: Mapping[str, Sheet] = {sheet.name: sheet for sheet in (UNITS, PEOPLE, MATTERS, PETITIONS, ENTRIES, DEPOSITS)}
