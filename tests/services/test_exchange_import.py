"""The import takes a sound workbook whole, twice without effect, and nothing of a faulty one."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import func, select

from app.clock import FixedClock
from app.errors import InputFault, NotAllowed
from app.office import Office
from app.services.actor import Role
from app.services.exchange import ExchangeService
from app.store.schema import cases, register, review
from app.store.schema import units as unit_tables
from tests.services.offices import new_office
from tests.services.workbooks import Book, Formula, changed, sound, write


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    office = new_office(tmp_path)
    yield office
    office.close()


@pytest.fixture(scope="module")
def refusing(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """An office for books that must be refused: it stays empty, so one serves them all."""
    office = new_office(tmp_path_factory.mktemp("refusing"))
    yield office
    office.close()


def count(office: Office, table: Any) -> int:
    with office.desk.store.reading() as transaction:
        return int(transaction.execute(select(func.count()).select_from(table)).scalar_one())


def row(office: Office, table: Any, **wanted: Any) -> Any:
    with office.desk.store.reading() as transaction:
        found = select(table).where(*(table.c[name] == value for name, value in wanted.items()))
        return transaction.execute(found).one()


def faults_of(office: Office, book: Book, folder: Path, **options: bool) -> tuple[str, ...]:
    """The faults of a book that must be refused, with nothing imported."""
    before = [count(office, table) for table in (unit_tables.units, cases.matters, register.petitions, review.entries, review.ledger)]
    with pytest.raises(InputFault) as refused:
        office.exchange.import_workbook(write(book, folder / "book.xlsx"), **options)
    after = [count(office, table) for table in (unit_tables.units, cases.matters, register.petitions, review.entries, review.ledger)]
    assert after == before
    return refused.value.faults


def test_a_sound_workbook_is_taken_whole(office: Office, tmp_path: Path) -> None:
    report = office.exchange.import_workbook(write(sound(), tmp_path / "book.xlsx"))
    assert report.added == {"单位": 3, "人员": 1, "事项": 3, "来访来信": 4, "录入项": 1, "保证金": 1}
    assert report.warnings == ()
    assert row(office, register.petitions, number="1996-00002").serious == 1
    assert row(office, review.ledger, voucher="V1").amount == 200_050


def test_the_same_workbook_twice_adds_nothing(office: Office, tmp_path: Path) -> None:
    path = write(sound(), tmp_path / "book.xlsx")
    office.exchange.import_workbook(path)
    again = office.exchange.import_workbook(path)
    assert set(again.added.values()) == {0}
    assert sum(again.same.values()) == 13
    assert count(office, register.petitions) == 4


def test_the_templates_example_rows_import_as_they_are(office: Office, tmp_path: Path) -> None:
    office.exchange.template(tmp_path / "template.xlsx")
    assert set(office.exchange.import_workbook(tmp_path / "template.xlsx").added.values()) == {1}


def test_a_petition_counts_for_the_assessed_unit_above_its_own(office: Office, tmp_path: Path) -> None:
    office.exchange.import_workbook(write(sound(), tmp_path / "book.xlsx"))
    above = row(office, unit_tables.units, code="D01").id
    assert row(office, register.petitions, number="1996-00002").counted_unit_id == above
    assert row(office, cases.matters, number="M2").counted_unit_id == above


def test_repeats_and_the_first_collective_visit_are_found(office: Office, tmp_path: Path) -> None:
    office.exchange.import_workbook(write(sound(), tmp_path / "book.xlsx"))
    assert row(office, register.petitions, number="1996-00002").repeat == 0
    assert row(office, register.petitions, number="1996-00004").repeat == 1
    assert row(office, cases.matters, number="M2").first_collective_on == date(1996, 5, 7)


def test_who_complains_of_someone_is_kept_apart(office: Office, tmp_path: Path) -> None:
    office.exchange.import_workbook(write(sound(), tmp_path / "book.xlsx"))
    petition = row(office, register.petitions, number="1996-00003")
    assert petition.secrecy == "protected"
    assert row(office, register.protected_petitioners, petition_id=petition.id).name == "赵演示"
    assert count(office, register.petitioners) == 3


def test_a_later_workbook_may_add_visits_to_a_matter_already_there(office: Office, tmp_path: Path) -> None:
    office.exchange.import_workbook(write(sound(), tmp_path / "book.xlsx"))
    earlier = {
        "登记号": "1996-00009", "日期": date(1996, 3, 3), "形式": "来访", "级别": "单位", "姓名": "李演示", "人数": 9,
        "责任单位代码": "T01", "事项编号": "M1",
    }  # fmt: skip
    office.exchange.import_workbook(write({"来访来信": [earlier]}, tmp_path / "more.xlsx"))
    assert row(office, register.petitions, number="1996-00001").repeat == 1
    assert row(office, cases.matters, number="M1").first_collective_on == date(1996, 3, 3)
    with office.desk.store.reading() as transaction:
        due = select(cases.due_dates).where(cases.due_dates.c.matter_id == row(office, cases.matters, number="M1").id)
        standing = [each for each in transaction.execute(due) if not each.replaced]
    assert standing[-1].due_on == date(1996, 4, 3)


def test_what_stands_for_itself_may_come_as_number_or_text(office: Office, tmp_path: Path) -> None:
    book = sound()
    book["单位"].append({"代码": 101, "名称": "演示乡", "类别": "乡镇", "启用日期": "1990-01-01"})
    book["录入项"].append({"年度": "1996", "单位代码": 101, "项目": "C3", "数量": "4"})
    office.exchange.import_workbook(write(book, tmp_path / "book.xlsx"))
    assert row(office, unit_tables.units, code="101").opened_on == date(1990, 1, 1)


def test_signs_that_begin_a_formula_are_text(office: Office, tmp_path: Path) -> None:
    book = changed("来访来信", 0, 反映内容="=1+1", 姓名="@甲", 住址="+86")
    office.exchange.import_workbook(write(book, tmp_path / "book.xlsx"))
    assert row(office, register.petitions, number="1996-00001").gist == "=1+1"


def test_columns_and_sheets_may_stand_in_any_order(office: Office, tmp_path: Path) -> None:
    book = dict(reversed(sound().items()))
    headers = {"单位": ["停用日期", "启用日期", "保证金标准（元）", "主管机关", "上级代码", "类别", "简称", "名称", "代码"]}
    office.exchange.import_workbook(write(book, tmp_path / "book.xlsx", headers=headers))
    assert count(office, unit_tables.units) == 3


CELLS: list[tuple[str, int, dict[str, Any], str, str]] = [
    ("来访来信", 0, {"日期": "昨天"}, "来访来信!B2", "不是日期"),
    ("来访来信", 0, {"日期": "1996-02-31"}, "来访来信!B2", "不存在"),
    ("来访来信", 0, {"日期": "1996/3/4"}, "来访来信!B2", "YYYY-MM-DD"),
    ("来访来信", 0, {"日期": 35128}, "来访来信!B2", "不是日期"),
    ("来访来信", 0, {"日期": "0096-03-04"}, "来访来信!B2", "不合常理"),
    ("来访来信", 0, {"人数": -3}, "来访来信!E2", "超出范围"),
    ("来访来信", 0, {"人数": 0}, "来访来信!E2", "超出范围"),
    ("来访来信", 0, {"人数": 2.5}, "来访来信!E2", "不是整数"),
    ("来访来信", 0, {"人数": "五"}, "来访来信!E2", "不是整数"),
    ("来访来信", 0, {"人数": True}, "来访来信!E2", "不是整数"),
    ("来访来信", 0, {"形式": "上访"}, "来访来信!C2", "来访、来信"),
    ("来访来信", 0, {"级别": "国家"}, "来访来信!D2", "单位、市、地区、省、京"),
    ("来访来信", 0, {"责任单位代码": "X99"}, "来访来信!L2", "不认识"),
    ("来访来信", 0, {"事项编号": "X99"}, "来访来信!M2", "不认识"),
    ("来访来信", 0, {"持答复级别": None}, "来访来信!N2", "没有填持答复级别"),
    ("来访来信", 0, {"严重后果": "演示"}, "来访来信!O2", "不是集体访"),
    ("来访来信", 2, {"严重后果": "演示", "人数": 50}, "来访来信!O4", "不是集体访"),
    ("来访来信", 0, {"证件号": "372522196005050017"}, "来访来信!I2", "校验码"),
    ("来访来信", 0, {"姓名": None}, "来访来信!G2", "必填"),
    ("来访来信", 0, {"姓名": "   "}, "来访来信!G2", "必填"),
    ("来访来信", 0, {"登记号": "1996 00001"}, "来访来信!A2", "空格"),
    ("来访来信", 0, {"反映内容": "字" * 32_767}, "来访来信!P2", "最多 10000"),
    ("来访来信", 1, {"登记号": "1996-00001"}, "来访来信!A3", "内容不同"),
    ("事项", 0, {"办结日期": date(1996, 3, 3)}, "事项!N2", "早于受理日期"),
    ("事项", 0, {"上报日期": date(1996, 3, 3)}, "事项!L2", "早于受理日期"),
    ("事项", 0, {"老户认定日期": date(1996, 3, 3)}, "事项!T2", "早于受理日期"),
    ("事项", 0, {"交办日期": None}, "事项!F2", "没有交办日期"),
    ("事项", 0, {"交办级别": None}, "事项!G2", "没有交办级别"),
    ("事项", 0, {"复杂延期日期": date(1996, 4, 1)}, "事项!K2", "没有延期理由"),
    ("事项", 0, {"答复日期": None}, "事项!Q2", "没有答复日期"),
    ("事项", 0, {"集体": "对"}, "事项!I2", "是、否"),
    ("事项", 0, {"责任单位代码": "X99"}, "事项!D2", "不认识"),
    ("单位", 1, {"上级代码": "X99"}, "单位!E3", "不认识"),
    ("单位", 1, {"上级代码": "S01"}, "单位!E3", "绕成了圈"),
    ("单位", 2, {"上级代码": None}, "单位!E4", "没有乡镇、办事处或市直部门"),
    ("单位", 0, {"启用日期": date(1996, 1, 2), "停用日期": date(1996, 1, 1)}, "单位!I2", "早于启用日期"),
    ("单位", 0, {"保证金标准（元）": -1}, "单位!G2", "金额"),
    ("人员", 0, {"离任日期": date(1994, 12, 31)}, "人员!F2", "早于任职日期"),
    ("人员", 0, {"单位代码": "X99"}, "人员!A2", "不认识"),
    ("人员", 0, {"职务": "书记"}, "人员!C2", "主要领导"),
    ("录入项", 0, {"单位代码": "S01"}, "录入项!B2", "不参加考评"),
    ("录入项", 0, {"数量": -1}, "录入项!D2", "超出范围"),
    ("录入项", 0, {"数量": 1.5}, "录入项!D2", "不是整数"),
    ("录入项", 0, {"项目": "A1"}, "录入项!C2", "C1、C3"),
    ("录入项", 0, {"年度": 96}, "录入项!A2", "超出范围"),
    ("保证金", 0, {"单位代码": "D01"}, "保证金!C2", "不是乡镇"),
    ("保证金", 0, {"金额（元）": 0}, "保证金!D2", "大于 0"),
    ("保证金", 0, {"金额（元）": 0.001}, "保证金!D2", "两位小数"),
    ("保证金", 0, {"金额（元）": "1e99"}, "保证金!D2", "金额"),
    ("保证金", 0, {"凭证号": None}, "保证金!A2", "必填"),
    ("来访来信", 0, {"反映内容": Formula("=1+1")}, "来访来信!P2", "公式"),
    ("来访来信", 0, {"证件号": 372522196005050014.0}, "来访来信!I2", "设为文本"),
]


@pytest.mark.parametrize(("sheet", "line", "values", "cell", "what"), CELLS, ids=[f"{c[3]}-{c[4][:6]}-{n}" for n, c in enumerate(CELLS)])
def test_a_faulty_cell_is_named_and_nothing_is_imported(
    refusing: Office, tmp_path: Path, sheet: str, line: int, values: dict[str, Any], cell: str, what: str
) -> None:
    found = faults_of(refusing, changed(sheet, line, **values), tmp_path)
    assert [fault for fault in found if fault.startswith(f"{cell}: ") and what in fault], found


def test_a_fault_is_told_once_and_nothing_that_rests_on_it(refusing: Office, tmp_path: Path) -> None:
    assert len(faults_of(refusing, changed("事项", 0, 受理日期="不详", 办结日期="1996-13-01"), tmp_path)) == 2


def test_every_fault_is_told_up_to_a_thousand(office: Office, tmp_path: Path) -> None:
    book = sound()
    book["来访来信"] = [{**book["来访来信"][0], "登记号": f"1996-{number:05d}", "人数": -1} for number in range(1, 1_501)]
    with pytest.raises(InputFault) as refused:
        office.exchange.import_workbook(write(book, tmp_path / "book.xlsx"))
    assert len(refused.value.faults) == 1_000
    assert "另有 500 处" in refused.value.message


def test_an_unknown_sheet_is_named(office: Office, tmp_path: Path) -> None:
    assert faults_of(office, {**sound(), "统计": [{"甲": 1}]}, tmp_path)[0].startswith("统计!A1: 不认识的工作表")


def test_an_unknown_a_missing_and_a_double_column_are_named(office: Office, tmp_path: Path) -> None:
    headers = {"保证金": ["凭证号", "日期", "单位代码", "金额", "事由", "事由"]}
    with pytest.raises(InputFault) as refused:
        office.exchange.import_workbook(write(sound(), tmp_path / "book.xlsx", headers=headers))
    found = "\n".join(refused.value.faults)
    assert "保证金!D1: 不认识的列“金额”" in found
    assert "保证金!F1: 列“事由”出现了两次" in found
    assert "缺少列“金额（元）”" in found


def test_a_cell_under_no_header_is_named(office: Office, tmp_path: Path) -> None:
    book = sound()
    book["录入项"][0][""] = "多余"
    headers = {"录入项": ["年度", "单位代码", "项目", "数量", "依据", ""]}
    with pytest.raises(InputFault, match="录入项!F2: 这一列没有列名"):
        office.exchange.import_workbook(write(book, tmp_path / "book.xlsx", headers=headers))


def test_a_row_there_with_other_contents_is_a_fault(office: Office, tmp_path: Path) -> None:
    office.exchange.import_workbook(write(sound(), tmp_path / "first.xlsx"))
    found = faults_of(office, changed("来访来信", 0, 人数=3, 姓名="别人"), tmp_path)
    assert found == ("来访来信!A2: 已经登记过，但内容不同：人数（库中 “2”，表中 “3”）、姓名；要改请在程序里更正，这一行请删去或改成一致",)


def test_a_wrong_check_digit_may_be_let_through_with_a_warning(office: Office, tmp_path: Path) -> None:
    book = changed("来访来信", 0, 证件号="372522196005050017")
    report = office.exchange.import_workbook(write(book, tmp_path / "book.xlsx"), lenient=True)
    assert report.warnings[0].startswith("来访来信!I2: ")


def test_equal_double_rows_count_once(office: Office, tmp_path: Path) -> None:
    book = sound()
    book["单位"].append(dict(book["单位"][0]))
    assert office.exchange.import_workbook(write(book, tmp_path / "book.xlsx")).added["单位"] == 3


def test_a_closed_year_takes_new_rows_only_as_late_ones(office: Office, tmp_path: Path) -> None:
    path = write(sound(), tmp_path / "first.xlsx")
    office.exchange.import_workbook(path)
    office.review.close(1996, "演示")
    office.exchange.import_workbook(path)  # equal rows are never a fault
    new = {**sound()["来访来信"][0], "登记号": "1996-00050"}
    assert "已经定案" in faults_of(office, {"来访来信": [new]}, tmp_path)[0]
    office.exchange.import_workbook(write({"来访来信": [new]}, tmp_path / "late.xlsx"), late=True)
    assert row(office, register.petitions, number="1996-00050").late == 1


def test_petitions_that_are_odd_but_allowed_are_taken(office: Office, tmp_path: Path) -> None:
    book = sound()
    book["单位"][0]["停用日期"] = date(1996, 3, 3)  # closed by then: it counts for it all the same
    book["来访来信"][0] |= {"责任单位代码": "D01", "日期": date(1996, 3, 1)}  # another unit's, before the acceptance
    office.exchange.import_workbook(write(book, tmp_path / "book.xlsx"))
    assert count(office, register.petitions) == 4


def test_a_store_imports_on_its_own_day(office: Office, tmp_path: Path) -> None:
    service = ExchangeService(replace(office.desk, clock=FixedClock(date(1997, 2, 1))))
    service.import_workbook(write(sound(), tmp_path / "book.xlsx"))
    with office.desk.store.reading() as transaction:
        due = transaction.execute(select(cases.due_dates.c.cause).distinct()).scalars().all()
    assert due == ["import"]


def test_who_may_not_exchange_imports_nothing(office: Office, tmp_path: Path) -> None:
    clerk = replace(office.desk.actor, roles=frozenset({Role.CLERK}))
    with pytest.raises(NotAllowed):
        ExchangeService(replace(office.desk, actor=clerk)).import_workbook(write(sound(), tmp_path / "book.xlsx"))
    assert count(office, unit_tables.units) == 0


def test_what_was_imported_can_be_looked_for(office: Office, tmp_path: Path) -> None:
    office.exchange.import_workbook(write(sound(), tmp_path / "book.xlsx"))
    with office.desk.store.reading() as transaction:
        rows = transaction.exec_driver_sql("SELECT count(*) FROM petition_search").scalar_one()
    assert rows == 4
