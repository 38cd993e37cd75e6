"""Files that are no workbooks, or hostile ones: each refused in one plain line, before anything is read of them."""

import random
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.errors import InputFault
from app.office import Office
from app.services.exchange import cells
from app.services.exchange.cells import Unfit
from app.services.exchange.faults import Faults
from app.services.exchange.reading import read
from app.services.exchange.sheets import SHEETS
from app.store.schema import register
from tests.services.offices import new_office
from tests.services.test_exchange_import import count
from tests.services.workbooks import sound, write

SHEET = "xl/worksheets/sheet1.xml"


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """Every file is refused: one empty store serves them all."""
    office = new_office(tmp_path_factory.mktemp("refusing"))
    yield office
    office.close()


def rewritten(path: Path, change: Callable[[str, bytes], bytes | None], extra: dict[str, bytes] | None = None) -> Path:
    """The workbook with its parts changed; None leaves a part out."""
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in {**parts, **(extra or {})}.items():
            new = change(name, content)
            if new is not None:
                archive.writestr(name, new)
    return path


def same(_name: str, content: bytes) -> bytes:
    return content


def in_sheet(change: Callable[[bytes], bytes]) -> Callable[[str, bytes], bytes]:
    return lambda name, content: change(content) if name == SHEET else content


def picture(path: Path) -> None:
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + random.Random(1).randbytes(5_000))


def cut_in_half(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def empty(path: Path) -> None:
    path.write_bytes(b"")


def old_excel(path: Path) -> None:
    path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(2_000))


def other_archive(path: Path) -> None:
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("word/document.xml", "<document/>")


def bomb(path: Path) -> None:
    rewritten(path, same, {"xl/worksheets/sheet9.xml": b"<worksheet>" + b" " * (60 << 20)})


def one_text_for_all(path: Path) -> None:
    """A long text that two hundred thousand cells share: small to send, gigabytes to read."""
    book = sound()
    book["来访来信"] = [{**book["来访来信"][0], "登记号": "甲" * 9_000, "反映内容": "甲" * 9_000} for _ in range(9_000)]
    write(book, path)


def remark_among_texts(path: Path) -> None:
    def remark(name: str, content: bytes) -> bytes:
        return content.replace(b"<si>", b"<!-- </si> --><si>", 1) if name == "xl/sharedStrings.xml" else content

    rewritten(path, remark)


def many_parts(path: Path) -> None:
    rewritten(path, same, {f"xl/media/{number}": b"x" for number in range(2_100)})


def zip_slip(path: Path) -> None:
    rewritten(path, same, {"../../evil.xml": b"<a/>"})


def entities(path: Path) -> None:
    def entity(content: bytes) -> bytes:
        return content.replace(b"<worksheet", b'<!DOCTYPE w [<!ENTITY a "b">]><worksheet', 1)

    rewritten(path, in_sheet(entity))


def other_encoding(path: Path) -> None:
    rewritten(path, in_sheet(lambda content: content.decode().replace("UTF-8", "UTF-16", 1).encode("utf-16")))


def broken_xml(path: Path) -> None:
    rewritten(path, in_sheet(lambda content: content[: len(content) // 2] + b"<<<"))


def no_workbook_part(path: Path) -> None:
    rewritten(path, lambda name, content: None if name == "xl/workbook.xml" else content)


def flipped_bits(path: Path) -> None:
    with zipfile.ZipFile(path) as archive:
        start = archive.getinfo(SHEET).header_offset + 60
    content = bytearray(path.read_bytes())
    content[start : start + 20] = bytes(255 - byte for byte in content[start : start + 20])
    path.write_bytes(bytes(content))


@pytest.mark.parametrize(
    "spoil",
    [
        picture, cut_in_half, empty, old_excel, other_archive, bomb, one_text_for_all, remark_among_texts, many_parts, zip_slip, entities,
        other_encoding, broken_xml, no_workbook_part, flipped_bits,
    ],
)  # fmt: skip
def test_what_is_no_sound_workbook_is_refused_in_one_line(office: Office, tmp_path: Path, spoil: Callable[[Path], None]) -> None:
    path = write(sound(), tmp_path / "book.xlsx")
    spoil(path)
    with pytest.raises(InputFault) as refused:
        office.exchange.import_workbook(path)
    assert refused.value.message
    assert "\n" not in refused.value.message
    assert count(office, register.petitions) == 0


def test_a_file_that_is_not_there_and_a_folder_are_refused(tmp_path: Path) -> None:
    for path in (tmp_path / "none.xlsx", tmp_path):
        with pytest.raises(InputFault):
            read(path, Faults())


def faults_in(path: Path) -> list[str]:
    faults = Faults()
    read(path, faults)
    return faults.lines


def test_a_cell_far_out_is_a_fault_before_it_takes_the_memory(tmp_path: Path) -> None:
    path = write(sound(), tmp_path / "book.xlsx")
    far = b'<row r="1048576"><c r="XFD1048576" t="inlineStr"><is><t>x</t></is></c></row></sheetData>'
    rewritten(path, in_sheet(lambda content: content.replace(b"</sheetData>", far)))
    assert faults_in(path)[0].startswith("单位!XFD1048576: 离表太远")


def test_a_prefixed_formula_and_an_error_value_are_found(tmp_path: Path) -> None:
    path = write(sound(), tmp_path / "book.xlsx")
    more = b'<row r="9"><c r="A9" t="e"><v>#DIV/0!</v></c><c r="B9"><f>1+1</f><v>2</v></c></row></sheetData>'
    rewritten(path, in_sheet(lambda content: content.replace(b"</sheetData>", more)))
    found = faults_in(path)
    assert any(fault.startswith("单位!A9: 是错误值 #DIV/0!") for fault in found)
    assert any(fault.startswith("单位!B9: 是公式") for fault in found)


@pytest.mark.parametrize("target", ["worksheets/sheet1.xml", "/xl/worksheets/sheet1.xml"])
def test_a_formula_behind_a_long_remark_is_found_however_the_sheet_is_named(tmp_path: Path, target: str) -> None:
    path = write(sound(), tmp_path / "book.xlsx")

    def hidden(name: str, content: bytes) -> bytes:
        if name == SHEET:
            spoilt = content.replace(b"</sheetData>", b'<row r="9"><c r="B9"><f>1+1</f><v>2</v></c></row></sheetData>')
            return spoilt.replace(b"<worksheet", b"<!--" + b" " * 9_000 + b"--><worksheet", 1)
        return content.replace(b"worksheets/sheet1.xml", target.encode()) if name.endswith("workbook.xml.rels") else content

    assert any(fault.startswith("单位!B9: 是公式") for fault in faults_in(rewritten(path, hidden)))


def test_text_that_speaks_of_formulas_is_none(tmp_path: Path) -> None:
    book = sound()
    book["来访来信"][0]["反映内容"] = "<f>1+1</f> <c r=\"XFD1\"> t='e'"
    assert faults_in(write(book, tmp_path / "book.xlsx")) == []


ANY_CELL = st.one_of(
    st.text(max_size=40), st.floats(), st.integers(), st.booleans(), st.dates(), st.datetimes(), st.times(), st.timedeltas(),
    st.sampled_from(["1996-02-30", "２０２４-01-01", "١٩٩٦-01-01", "1e5", "nan", "-0", "_1", "0x10", "是 ", "=1+1"]),
)  # fmt: skip


def complaint(convert: cells.Convert, cell: object) -> str | None:
    try:
        convert(cell)
    except Unfit as unfit:
        return str(unfit)
    return None


@given(ANY_CELL)
def test_every_column_takes_or_names_any_cell(cell: object) -> None:
    for sheet in SHEETS.values():
        for column in sheet.columns:
            said = complaint(column.convert, cell)
            assert said is None or (said and "\n" not in said)


@given(st.text(max_size=60))
def test_text_is_kept_as_it_stands(text: str) -> None:
    kept = cells.text()(text)
    assert kept == (text if text.strip() else None)


@given(st.dates(min_value=cells.EARLIEST, max_value=cells.LATEST))
def test_a_day_reads_the_same_as_text_and_as_a_date(day: object) -> None:
    assert cells.day(day) == cells.day(str(day)) == day


@given(st.integers(min_value=0, max_value=10**12))
def test_money_is_exact_to_the_fen(fen: int) -> None:
    assert cells.money(positive=False)(f"{fen // 100}.{fen % 100:02d}") == fen
