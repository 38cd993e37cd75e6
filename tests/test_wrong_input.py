"""Wrong workbooks: each is refused in clear lines, nothing of it is imported, and nothing breaks."""

import os
import random
import re
import struct
import zipfile
from collections.abc import Callable, Iterator
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

import pytest

from app.services.exchange.sheets import SHEETS
from app.store import keys
from tests.cli import PASSWORD, Done, everything, run
from tests.services.workbooks import Book, Formula, changed, sound, write

LINE = re.compile(r"[^!]+![A-Z]+\d+: .+")
PETITIONS = "xl/worksheets/sheet4.xml"
NEW_PETITION: dict[str, Any] = {
    "登记号": "1996-00090", "日期": date(1996, 3, 4), "形式": "来访", "级别": "市", "姓名": "李演示", "责任单位代码": "T01",
    "持答复级别": "无",
}  # fmt: skip
NEW_MATTER: dict[str, Any] = {"事项编号": "M9", "摘要": "演示", "责任单位代码": "T01", "受理日期": date(1996, 3, 4)}


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A store that already holds the sound workbook; every test leaves it as it was."""
    folder = tmp_path_factory.mktemp("带 空格的")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("BUREAU_PASSWORD", PASSWORD)
        patch.setattr("app.services.front_door.STANDARD", keys.QUICK)
        assert run("init", folder / "信访.db").code == 0
        assert run("import", folder / "信访.db", write(sound(), folder / "sound.xlsx")).code == 0
        yield folder / "信访.db"


Refused = Callable[..., Done]


@pytest.fixture(scope="module")
def before(store: Path) -> dict[str, list[str]]:
    return everything(store)


@pytest.fixture
def refused(store: Path, before: dict[str, list[str]]) -> Refused:
    """Imports a workbook that must be refused, and looks that nothing came of it."""

    def importing(book: Path, *options: str) -> Done:
        done = run("import", store, book, *options)
        assert done.code == 1, done
        assert all(LINE.fullmatch(line) for line in done.out.splitlines()), done.out
        assert everything(store) == before
        return done

    return importing


def with_petition(folder: Path, **known: Any) -> Path:
    book = sound()
    book["来访来信"].append(NEW_PETITION | known)
    return write(book, folder / "工作簿.xlsx")


def with_row(folder: Path, sheet: str, row: dict[str, Any]) -> Path:
    book = sound()
    book[sheet].append(row)
    return write(book, folder / "工作簿.xlsx")


def without(sheet: str, header: str) -> dict[str, list[str]]:
    return {sheet: [each for each in SHEETS[sheet].headers if each != header]}


def spoilt(folder: Path, change: Callable[[bytes], bytes], part: str = PETITIONS) -> Path:
    """The sound workbook with the bytes of one part changed."""
    good = write(sound(), folder / "good.xlsx")
    with zipfile.ZipFile(good) as archive, zipfile.ZipFile(folder / "spoilt.xlsx", "w", zipfile.ZIP_DEFLATED) as out:
        for each in archive.infolist():
            content = archive.read(each)
            out.writestr(each.filename, change(content) if each.filename == part else content)
    return folder / "spoilt.xlsx"


def with_cells(folder: Path, cells: bytes) -> Path:
    return spoilt(folder, lambda content: content.replace(b"</sheetData>", b'<row r="6">' + cells + b"</row></sheetData>"))


@pytest.mark.parametrize(
    "wrong",
    ["昨天", "1996-02-31", "1997-02-29", "1700-01-01", "9999-12-31", "1996/3/4", "1996-3-4", "0000-00-00", "１９９６-０３-０４",
     "1996-03-04 10:00", 35128, 35128.5, -5, 1e10, True, datetime.combine(date(1996, 3, 4), time(10, 30)), date(9999, 12, 31)],
)  # fmt: skip
def test_what_is_no_sensible_day_is_named_at_its_cell(refused: Refused, tmp_path: Path, wrong: Any) -> None:
    (line,) = refused(with_petition(tmp_path, 日期=wrong)).out.splitlines()
    assert line.startswith("来访来信!B6: ")


@pytest.mark.parametrize("wrong", [-1, 0, 1.5, "1.5", "两", "1e3", "１２", 10**9, True, "0x10"])
def test_a_headcount_that_is_no_count_is_named_at_its_cell(refused: Refused, tmp_path: Path, wrong: Any) -> None:
    (line,) = refused(with_petition(tmp_path, 人数=wrong)).out.splitlines()
    assert line.startswith("来访来信!E6: ")
    assert "1 到 1000000 的整数" in line


@pytest.mark.parametrize(
    ("known", "cell"),
    [
        ({"责任单位代码": "X99"}, "L6"), ({"事项编号": "MX"}, "M6"), ({"登记号": None}, "A6"), ({"登记号": "  "}, "A6"),
        ({"登记号": "1996 00090"}, "A6"), ({"登记号": "1996-00090\u200b"}, "A6"), ({"登记号": "9" * 65}, "A6"), ({"级别": "县"}, "D6"),
        ({"形式": "来电"}, "C6"), ({"持答复级别": None}, "N6"), ({"持答复级别": "京"}, "N6"), ({"严重后果": "演示", "人数": 4}, "O6"),
        ({"严重后果": "演示", "人数": 9, "形式": "来信"}, "O6"), ({"姓名": None}, "G6"), ({"姓名": "名" * 501}, "G6"),
        ({"反映内容": "长" * 32_767}, "P6"), ({"证件号": "372522196005050010"}, "I6"), ({"反映内容": Formula("=1+1")}, "P6"),
        ({"证件号": 372522196005050014}, "I6"), ({"人数": "", "代表人数": -1}, "F6"),
    ],
)  # fmt: skip
def test_a_petition_with_one_wrong_cell_is_refused_for_it(refused: Refused, tmp_path: Path, known: dict[str, Any], cell: str) -> None:
    (line,) = refused(with_petition(tmp_path, **known)).out.splitlines()
    assert line.startswith(f"来访来信!{cell}: ")


@pytest.mark.parametrize(
    ("known", "cell"),
    [
        ({"办结日期": date(1996, 3, 3)}, "N5"), ({"上报日期": date(1996, 3, 3)}, "L5"), ({"说明日期": date(1996, 3, 3)}, "M5"),
        ({"答复日期": date(1996, 3, 3)}, "Q5"), ({"老户认定日期": date(1996, 3, 3)}, "T5"), ({"交办级别": "省"}, "F5"),
        ({"交办日期": date(1996, 3, 4)}, "G5"), ({"复杂延期日期": date(1996, 3, 9)}, "K5"), ({"签署": "已签"}, "Q5"),
        ({"签署": "拒签"}, "Q5"), ({"集体": "也许"}, "I5"), ({"责任单位代码": "Z"}, "D5"), ({"受理日期": None}, "E5"),
        ({"复杂延期日期": date(1996, 3, 3), "延期理由": "演示"}, "J5"),
    ],
)  # fmt: skip
def test_a_matter_with_one_wrong_cell_is_refused_for_that_cell(refused: Refused, tmp_path: Path, known: dict[str, Any], cell: str) -> None:
    (line,) = refused(with_row(tmp_path, "事项", NEW_MATTER | known)).out.splitlines()
    assert line.startswith(f"事项!{cell}: ")


@pytest.mark.parametrize(
    ("sheet", "row", "cell"),
    [
        ("单位", {"代码": "C1", "名称": "演示", "类别": "村"}, "单位!D5"),
        ("单位", {"代码": "C1", "名称": "演示", "类别": "下属单位"}, "单位!E5"),
        ("单位", {"代码": "C1", "名称": "演示", "类别": "下属单位", "上级代码": "C1"}, "单位!E5"),
        ("单位", {"代码": "C1", "名称": "演示", "类别": "乡镇", "上级代码": "ZZ"}, "单位!E5"),
        ("单位", {"代码": "C1", "名称": "演示", "类别": "乡镇", "启用日期": date(1996, 2, 2), "停用日期": date(1996, 2, 1)}, "单位!I5"),
        ("单位", {"代码": "C1", "名称": "演示", "类别": "乡镇", "保证金标准（元）": -1}, "单位!G5"),
        ("人员", {"单位代码": "T01", "姓名": "演示", "职务": "书记"}, "人员!C3"),
        ("人员", {"单位代码": "T01", "姓名": "演示", "职务": "二把手", "任职日期": date(1996, 2, 2), "离任日期": date(1996, 2, 1)},
         "人员!F3"),
        ("录入项", {"年度": 1996, "单位代码": "S01", "项目": "C1", "数量": 1}, "录入项!B3"),
        ("录入项", {"年度": 1996, "单位代码": "D01", "项目": "C1", "数量": -1}, "录入项!D3"),
        ("录入项", {"年度": 1996, "单位代码": "D01", "项目": "C1", "数量": 0.5}, "录入项!D3"),
        ("录入项", {"年度": 1996, "单位代码": "D01", "项目": "C2", "数量": 1}, "录入项!C3"),
        ("录入项", {"年度": "九六", "单位代码": "D01", "项目": "C1", "数量": 1}, "录入项!A3"),
        ("保证金", {"凭证号": "V9", "日期": date(1996, 1, 1), "单位代码": "D01", "金额（元）": 5, "事由": "演示"}, "保证金!C3"),
        *(("保证金", {"凭证号": "V9", "日期": date(1996, 1, 1), "单位代码": "T01", "金额（元）": amount, "事由": "演示"}, "保证金!D3")
          for amount in (0, -5, 1.005, "1,000", "NaN", "Infinity", 1e20, "1_000", "1e3", "一千")),
    ],
)  # fmt: skip
def test_a_row_of_another_sheet_is_refused_for_its_wrong_cell(
    refused: Refused, tmp_path: Path, sheet: str, row: dict[str, Any], cell: str
) -> None:
    (line,) = refused(with_row(tmp_path, sheet, row)).out.splitlines()
    assert line.startswith(f"{cell}: ")


def test_units_that_are_above_each_other_are_refused_both(refused: Refused, tmp_path: Path) -> None:
    book = sound()
    for code, parent in (("C1", "C2"), ("C2", "C1")):
        book["单位"].append({"代码": code, "名称": "演示", "类别": "下属单位", "上级代码": parent})
    assert [line.split(":")[0] for line in refused(write(book, tmp_path / "a.xlsx")).out.splitlines()] == ["单位!E5", "单位!E6"]


def test_sheets_and_columns_that_are_unknown_missing_or_double_are_named(refused: Refused, tmp_path: Path) -> None:
    def said(book: Book, headers: dict[str, list[str]] | None = None) -> str:
        (line,) = refused(write(book, tmp_path / "a.xlsx", headers=headers)).out.splitlines()
        return line

    assert said(sound() | {"别的": [{"a": "b"}]}).startswith("别的!A1: 不认识的工作表")
    assert "缺少列“级别”" in said(sound(), without("来访来信", "级别"))
    every = list(SHEETS["来访来信"].headers)
    assert "“级别”出现了两次" in said(sound(), {"来访来信": [*every, "级别"]})
    assert "不认识的列“备考”" in said(sound(), {"来访来信": [*every, "备考"]})


def test_what_is_registered_with_other_contents_is_told_in_the_columns_own_unit(refused: Refused, tmp_path: Path) -> None:
    (line,) = refused(write(changed("保证金", 0, **{"金额（元）": 1500}), tmp_path / "a.xlsx")).out.splitlines()
    assert line.startswith("保证金!A2: 已经登记过，但内容不同：金额（元）（库中 “2000.50”，表中 “1500”）")


def test_a_wrong_cell_in_a_registered_row_is_one_fault_not_two(refused: Refused, tmp_path: Path) -> None:
    (line,) = refused(write(changed("来访来信", 0, 人数=-1), tmp_path / "a.xlsx")).out.splitlines()
    assert line.startswith("来访来信!E2: ")


def test_faults_beyond_a_thousand_are_counted_not_listed(refused: Refused, tmp_path: Path) -> None:
    book = sound()
    book["来访来信"] += [NEW_PETITION | {"登记号": f"1996-{number:05}", "人数": -1} for number in range(100, 1_300)]
    done = refused(write(book, tmp_path / "a.xlsx"))
    assert len(done.out.splitlines()) == 1_000
    assert "另有 200 处没有列出" in done.err


@pytest.mark.parametrize(
    "cells",
    [b'<c r="A6"><f>1+1</f></c>', b'<c r="A6"><f t="array" ref="A6:A7">1+1</f><v>2</v></c>',
     b'<c r="A6"><f t="shared" si="0"/><v>2</v></c>', b'<c r="A6" t="e"><v>#REF!</v></c>'],
)  # fmt: skip
def test_a_formula_or_an_error_value_is_named_with_or_without_a_cached_value(refused: Refused, tmp_path: Path, cells: bytes) -> None:
    assert refused(with_cells(tmp_path, cells)).out.startswith("来访来信!A6: 是")


@pytest.mark.parametrize(
    "cells",
    [b'<c r="A6" t="s"><v>999999</v></c>', b'<c r="A6" t="s"><v>-1</v></c>', b'<c r="A6"><v>abc</v></c>', b'<c r="A6"><v>1e999</v></c>',
     b'<c r="A6"><v>NaN</v></c>', b'<c r="E6"><v>NaN</v></c>', b'<c r="A6" t="inlineStr"><is><t>a&#0;b</t></is></c>',
     b'<c r="A6" t="inlineStr"><is><t>a&#xD800;b</t></is></c>', b'<c r="A6" t="inlineStr"><is><t>\xff\xfe\xd6</t></is></c>',
     b'<c r="XFD1048576" t="inlineStr"><is><t>x</t></is></c>', b'<c r="ZZZZZZ99999999999999"><v>1</v></c>', b'<c r="A6" t="d"><v>x</v></c>',
     b'<c r="B6" t="d"><v>1996-13-45</v></c>', b'<c r="AA6"><v>1</v></c>'],
)  # fmt: skip
def test_cells_no_spreadsheet_program_would_write_are_refused(refused: Refused, tmp_path: Path, cells: bytes) -> None:
    refused(with_cells(tmp_path, cells))


def bomb_of_entities(content: bytes, before: bytes = b"") -> bytes:
    entities = b"".join(b'<!ENTITY e%d "%s">' % (step + 1, b"&e%d;" % step * 9) for step in range(9))
    cell = b'<row r="6"><c r="A6" t="inlineStr"><is><t>&e9;</t></is></c></row></sheetData>'
    head = b'<?xml version="1.0"?>' + before + b'<!DOCTYPE a [<!ENTITY e0 "ha">' + entities + b"]>"
    return head + content[content.index(b"<worksheet") :].replace(b"</sheetData>", cell)


@pytest.mark.parametrize(
    "change",
    [
        lambda content: content.replace(b"</sheetData>", b""), lambda _: b"", lambda _: os.urandom(4_000), bomb_of_entities,
        lambda content: bomb_of_entities(content, b"<!--" + b" " * 9_000 + b"-->"),
        lambda content: b'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/hosts">]>' + content[content.index(b"<worksheet") :],
        lambda content: content.decode().replace("UTF-8", "UTF-16").encode("utf-16"),
    ],
)  # fmt: skip
def test_a_sheet_that_is_broken_or_means_harm_is_refused(refused: Refused, tmp_path: Path, change: Callable[[bytes], bytes]) -> None:
    assert "没有导入任何内容" in refused(spoilt(tmp_path, change)).err


def as_file(content: bytes) -> Callable[[Path], Path]:
    def made(folder: Path) -> Path:
        (folder / "a.xlsx").write_bytes(content)
        return folder / "a.xlsx"

    return made


def archive(*parts: tuple[str, bytes]) -> Callable[[Path], Path]:
    def made(folder: Path) -> Path:
        with zipfile.ZipFile(folder / "a.xlsx", "w", zipfile.ZIP_DEFLATED) as out:
            for name, content in parts:
                out.writestr(name, content)
        return folder / "a.xlsx"

    return made


PICTURE = b"\x89PNG\r\n\x1a\n" + struct.pack(">I", 13) + b"IHDR" + bytes(5_000)


@pytest.mark.parametrize(
    "made",
    [
        as_file(b""), as_file(PICTURE), as_file("登记号,日期\n".encode()), as_file(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(5_000)),
        as_file(b"PK\x03\x04"), lambda folder: folder, lambda folder: folder / "none.xlsx",
        archive(("mimetype", b"application/vnd.oasis.opendocument.spreadsheet"), ("content.xml", b"<a/>")),
        archive(("[Content_Types].xml", b"<a/>"), ("word/document.xml", b"<a/>")),
        archive(("[Content_Types].xml", b"<a/>"), ("xl/workbook.xml", b"<workbook/>"), ("../../x", b"1")),
        archive(("[Content_Types].xml", b"<a/>"), ("xl/workbook.xml", b"<workbook/>"), ("xl/_rels/workbook.xml.rels", b"<Relationships/>")),
        archive(("[Content_Types].xml", b"<a/>"), ("xl/workbook.xml", b"<workbook/>"), ("xl/a.bin", bytes(9 * 2**20))),
    ],
    ids=["empty", "picture", "csv", "xls or password", "four bytes", "folder", "missing", "ods", "docx", "zip slip", "no sheets", "bomb"],
)  # fmt: skip
def test_a_file_that_is_no_workbook_is_refused(refused: Refused, tmp_path: Path, made: Callable[[Path], Path]) -> None:
    assert refused(made(tmp_path)).out == ""


@pytest.mark.parametrize("kept", [10, 100, 0.5, -1, -30])
def test_a_workbook_cut_short_is_refused(refused: Refused, tmp_path: Path, kept: float) -> None:
    whole = write(sound(), tmp_path / "whole.xlsx").read_bytes()
    place = int(len(whole) * kept) if isinstance(kept, float) else kept
    assert "没有导入任何内容" in refused(as_file(whole[:place])(tmp_path)).err


def test_more_cells_than_memory_should_hold_are_refused_unread(refused: Refused, tmp_path: Path) -> None:
    dice = random.Random(34)
    rows = [b"<row>" + b"".join(b"<c><v>%d</v></c>" % dice.randrange(10**9) for _ in range(16)) + b"</row>" for _ in range(500)]
    dense = spoilt(tmp_path, lambda content: content.replace(b"</sheetData>", b"".join(dice.choices(rows, k=130_000)) + b"</sheetData>"))
    assert "单元格超过 200 万个" in refused(dense).err


def test_a_cell_alone_far_below_and_aside_is_refused_unread(refused: Refused, tmp_path: Path) -> None:
    assert "离表太远" in refused(with_cells(tmp_path, b'<c r="BL190000"><v>1</v></c>')).out


def test_a_wrong_check_digit_is_a_warning_to_who_is_lenient(store: Path, refused: Refused, tmp_path: Path) -> None:
    book = with_petition(tmp_path, 证件号="372522196005050010", 人数=-1)  # the second fault keeps the store as it is
    assert len(refused(book).out.splitlines()) == 2
    assert len(refused(book, "--lenient").out.splitlines()) == 1
