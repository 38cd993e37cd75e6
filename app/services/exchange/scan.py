"""Reads a workbook's sheets as bytes for what the fast reader does not show: formulas, error values, cells far out."""

import re
import zipfile
from collections.abc import Generator, Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from posixpath import join, normpath
from typing import Any
from xml.etree.ElementTree import ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import fromstring, iterparse

from app.errors import InputFault
from app.services.exchange import bounded
from app.services.exchange.faults import Faults
from app.services.exchange.shared_text import SharedText

MOST_ROWS, MOST_COLUMNS, MOST_CELLS = 200_000, 26, 2_000_000
SHARED = "xl/sharedstrings.xml"
OVERLAP = 4_096
_SHEET = re.compile(rb"<(?:[\w.-]+:)?worksheet[\s>]")
_FORMULA = re.compile(rb"<(?:[\w.-]+:)?f[\s/>]|\st\s*=\s*[\"']e[\"']")
_FAR = re.compile(rb"\sr\s*=\s*[\"'](?:[A-Za-z]{2,}|[A-Za-z]*0*[2-9]\d{5}|[A-Za-z]*\d{7})")
_CELLS = (b"<c ", b"<c>", b":c ", b":c>")
_REFERENCE = re.compile(r"([A-Za-z]+)(\d+)")
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


@dataclass(slots=True)
class _Found:
    """What one pass over a part's bytes found."""

    is_sheet: bool = False
    suspicious: bool = False
    rows: int = 0
    cells: int = 0


def scan(file: Path, archive: zipfile.ZipFile, faults: Faults) -> None:
    """Unpacks every part once, within bounds; a formula, an error value, a cell too far out is a fault at its cell. Raises InputFault."""
    names, shared = _sheet_names(file, archive), SharedText()
    sheets: list[zipfile.ZipInfo] = []
    cells = 0
    for part in archive.infolist():
        name = names.get(part.filename.lower(), part.filename)
        found = _pass_over(file, archive, part, shared, known_sheet=part.filename.lower() in names)
        if found.rows > MOST_ROWS:
            raise InputFault(f"{file.name} 的工作表“{name}”超过 {MOST_ROWS} 行；请分成几个文件导入。")
        if found.is_sheet:
            sheets.append(part)
            cells += found.cells
            _require_readable(file, cells)
        if found.is_sheet and found.suspicious:
            _look_closely(file, archive, part, name, faults)
    _look_at_texts(file, archive, shared, sheets, cells)


def _require_readable(file: Path, cells: int) -> None:
    """Every cell becomes a value in memory, however little it says."""
    if cells > MOST_CELLS:
        raise InputFault(f"{file.name} 的单元格超过 {MOST_CELLS // 10_000} 万个；没有导入任何内容。请分成几个文件导入。")


def _look_at_texts(file: Path, archive: zipfile.ZipFile, shared: SharedText, sheets: list[zipfile.ZipInfo], cells: int) -> None:
    """One long text that every cell shares would be copied for each of them."""
    with closing(_pieces(file, archive, sheets)) as pieces:
        if shared.strange or (shared.may_be_too_much(cells) and shared.is_too_much(pieces)):
            raise bounded.bomb(file.name)


def _pieces(file: Path, archive: zipfile.ZipFile, parts: list[zipfile.ZipInfo]) -> Generator[bytes, None, None]:
    for part in parts:
        yield from bounded.chunks(file, archive, part)


def _pass_over(file: Path, archive: zipfile.ZipFile, part: zipfile.ZipInfo, shared: SharedText, *, known_sheet: bool) -> _Found:
    found, tail, texts = _Found(known_sheet), b"", part.filename.lower() == SHARED
    for piece in bounded.chunks(file, archive, part):
        window = tail + piece
        if not tail:
            found.is_sheet = known_sheet or _SHEET.search(window[:OVERLAP]) is not None
            if part.filename.lower().endswith((".xml", ".rels")) or found.is_sheet:
                bounded.look_at_markup(file, window[:OVERLAP])
        bounded.look_at_entities(file, window)
        if texts:
            shared.feed(piece)
        if found.is_sheet:
            found.rows += piece.count(b"<row") + piece.count(b":row")
            found.cells += sum(piece.count(sign) for sign in _CELLS)
            found.suspicious = found.suspicious or _holds_formula(window) or _FAR.search(window) is not None
        tail = window[-OVERLAP:]
    return found


def _holds_formula(window: bytes) -> bool:
    """Most sheets have none of these few bytes: looking for them first is many times faster than the pattern."""
    return any(sign in window for sign in (b"<f", b":f", b'"e"', b"'e'")) and _FORMULA.search(window) is not None


def _sheet_names(file: Path, archive: zipfile.ZipFile) -> dict[str, str]:
    """The sheets' names by their part's name in small letters, as the workbook relates them; every way a reader may take a path."""
    book = _tree(file, bounded.small_part(file, archive, bounded.WORKBOOK))
    relations = _tree(file, bounded.small_part(file, archive, "xl/_rels/workbook.xml.rels"))
    targets = {each.get("Id"): each.get("Target") or "" for each in relations}
    sheets = [(targets.get(each.get(_RELATION), ""), each.get("name") or "") for each in book.iter() if _local(each.tag) == "sheet"]
    return {path.lower(): name for target, name in sheets for path in _part_names(target)}


def _part_names(target: str) -> tuple[str, ...]:
    return normpath(join("xl", target)).lstrip("/"), normpath(target).lstrip("/")


def _local(tag: object) -> str:
    return str(tag).rpartition("}")[2]


def _tree(file: Path, content: bytes) -> Any:
    try:
        return fromstring(content, forbid_dtd=True)
    except (ParseError, DefusedXmlException, ValueError) as fault:
        raise InputFault(f"{file.name} 的内部写法有错，不是完好的 .xlsx 工作簿；没有导入任何内容。") from fault


def _look_closely(file: Path, archive: zipfile.ZipFile, part: zipfile.ZipInfo, sheet: str, faults: Faults) -> None:
    """Goes through the sheet's cells one by one; slow, and only done where the first pass saw something."""
    try:
        with archive.open(part) as stream:
            for cell, row, column in _cells(stream):
                _judge(cell, row, column, sheet, faults)
                if faults.full:
                    return
    except (ParseError, DefusedXmlException, ValueError, EOFError, zipfile.BadZipFile) as fault:
        raise InputFault(f"{file.name} 的工作表“{sheet}”内部写法有错；没有导入任何内容。请用表格软件另存为 .xlsx。") from fault


def _cells(stream: Any) -> Iterator[tuple[Any, int, int]]:
    row = column = 0
    for event, element in iterparse(stream, events=("start", "end"), forbid_dtd=True):
        name = _local(element.tag)
        if event == "start":
            if name == "row":
                row, column = _row_number(element, row), 0
            elif name == "c":
                row, column = _place(element.get("r"), row, column)
        elif name == "c":
            yield element, row, column
            element.clear()
        elif name == "row":
            element.clear()


def _row_number(element: Any, before: int) -> int:
    written = element.get("r") or ""
    return int(written) if written.isdecimal() and len(written) < 10 else before + 1


def _place(reference: str | None, row: int, column: int) -> tuple[int, int]:
    match = _REFERENCE.fullmatch(reference or "")
    if not match:
        return row, column + 1
    letters, digits = match.groups()
    return (int(digits) if len(digits) < 10 else 10**9), min(number_of(letters), 10**6)


def number_of(letters: str) -> int:
    """The number of a column: A is 1."""
    number = 0
    for letter in letters.upper()[:6]:
        number = number * 26 + ord(letter) - 64
    return number


def _judge(cell: Any, row: int, column: int, sheet: str, faults: Faults) -> None:
    inside = {_local(child.tag): child for child in cell}
    if "f" in inside:
        faults.at(sheet, row, column, "是公式；只收文字、数字和日期，请把公式换成它的值（选择性粘贴·数值）")
    elif cell.get("t") == "e":
        faults.at(sheet, row, column, f"是错误值 {(inside['v'].text or '')[:20] if 'v' in inside else ''}；请改为正确的内容或清空")
    elif inside and (row > MOST_ROWS or column > MOST_COLUMNS):
        faults.unsafe = True
        faults.at(sheet, row, column, f"离表太远；内容应在前 {MOST_ROWS} 行、前 {MOST_COLUMNS} 列之内，请删去多余的单元格")
