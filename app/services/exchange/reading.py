"""Reads the workbook's sheets into rows of values, column by column; every cell that does not fit is a named fault."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Generic, TypeVar

from python_calamine import CalamineError, CalamineWorkbook, SheetTypeEnum

from app.errors import InputFault
from app.services.exchange import bounded
from app.services.exchange.cells import Cell, Unfit, plain
from app.services.exchange.faults import Faults
from app.services.exchange.scan import scan
from app.services.exchange.sheets import DEPOSITS, ENTRIES, MATTERS, PEOPLE, PETITIONS, SHEETS, UNITS, Column, Sheet
from app.store.bulk_values import DepositRow, EntryRow, MatterRow, PersonRow, PetitionRow, UnitRow

Row = TypeVar("Row", bound=tuple[Any, ...])


@dataclass(slots=True)
class Table(Generic[Row]):
    """A sheet's rows that are not empty. `lines` are their row numbers in the sheet, `places` the column number of each field.

    `blank` holds the lines in which a column with a default was empty.
    """

    sheet: Sheet
    rows: list[Row] = field(default_factory=list)
    lines: list[int] = field(default_factory=list)
    places: dict[str, int] = field(default_factory=dict)
    blank: dict[str, set[int]] = field(default_factory=dict)


@dataclass(slots=True)
class Book:
    """The six sheets of a workbook; a sheet that is not there has no rows."""

    units: Table[UnitRow] = field(default_factory=lambda: Table(UNITS))
    people: Table[PersonRow] = field(default_factory=lambda: Table(PEOPLE))
    matters: Table[MatterRow] = field(default_factory=lambda: Table(MATTERS))
    petitions: Table[PetitionRow] = field(default_factory=lambda: Table(PETITIONS))
    entries: Table[EntryRow] = field(default_factory=lambda: Table(ENTRIES))
    deposits: Table[DepositRow] = field(default_factory=lambda: Table(DEPOSITS))

    def tables(self) -> tuple[Table[Any], ...]:
        return self.units, self.people, self.matters, self.petitions, self.entries, self.deposits


def read(file: Path, faults: Faults, tell: Callable[[str], None] = lambda _words: None) -> Book:
    """The workbook's rows; what is wrong with cells goes to `faults`. Raises InputFault for a file that cannot be read at all.

    `tell` hears what is being read; what it raises ends the reading.
    """
    tell("检查文件")
    with bounded.open_archive(file) as archive:
        scan(file, archive, faults)
    book = Book()
    if faults.unsafe or faults.full:
        faults.unreadable = True
        return book
    tables = {table.sheet.name: table for table in book.tables()}
    try:
        with CalamineWorkbook.from_path(str(file)) as workbook:
            for known in workbook.sheets_metadata:
                tell(f"读取 {known.name}")
                _read_sheet(workbook, known.name, known.typ == SheetTypeEnum.WorkSheet, tables.get(known.name), faults)
    except BaseException as fault:
        if not is_the_readers(fault):
            raise
        raise InputFault(f"{file.name} 不是完好的 .xlsx 工作簿；没有导入任何内容。请用表格软件打开并另存为 .xlsx。") from fault
    return book


def is_the_readers(fault: BaseException) -> bool:
    """Whether the reader gave up on the file; it may do so by a panic, which is no ordinary exception."""
    return isinstance(fault, CalamineError | OSError | ValueError) or type(fault).__module__ == "pyo3_runtime"


def _read_sheet(workbook: CalamineWorkbook, name: str, is_cells: bool, table: Table[Any] | None, faults: Faults) -> None:
    if table is None or not is_cells:
        faults.at(name, 1, 1, f"不认识的工作表；只能有 {'、'.join(SHEETS)}，请删去或改名")
        return
    rows = workbook.get_sheet_by_name(name).to_python(skip_empty_area=False)
    headers = rows[0] if rows else []
    table.places = _places(table.sheet, headers, faults)
    if len(table.places) == len(table.sheet.columns):
        _read_rows(table, rows, faults)
    else:
        faults.unreadable = True


def _places(sheet: Sheet, headers: Sequence[Cell], faults: Faults) -> dict[str, int]:
    """The column number of each known header; unknown, double and missing ones are faults."""
    known, found = set(sheet.headers), dict[str, int]()
    for number, header in enumerate(map(plain, headers), start=1):
        if header in found:
            faults.at(sheet.name, 1, number, f"列“{header}”出现了两次；每列只能有一次")
        elif header in known:
            found[header] = number
        elif header:
            faults.at(sheet.name, 1, number, f"不认识的列“{header[:40]}”；本表的列是 {'、'.join(sheet.headers)}")
    for missing in (header for header in sheet.headers if header not in found):
        faults.at(sheet.name, 1, len(headers) + 1, f"缺少列“{missing}”；表头应在第 1 行，本表的列是 {'、'.join(sheet.headers)}")
    return found


def _read_rows(table: Table[Any], rows: list[list[Cell]], faults: Faults) -> None:
    """Turns the lines that are not empty into row values, a column at a time."""
    sheet, width = table.sheet, len(rows[0])
    named = set(table.places.values())
    kept = [(line, cells) for line, cells in enumerate(rows[1:], start=2) if any(cell != "" for cell in cells)]
    table.lines = [line for line, _ in kept]
    columns = list(zip(*(cells for _, cells in kept), strict=True)) or [()] * width
    _look_beside(sheet, columns, table.lines, named, faults)
    fields = [_read_column(table, column, columns[table.places[column.header] - 1], faults) for column in sheet.columns]
    table.rows = list(map(sheet.row._make, zip(*fields, strict=True)))


def _look_beside(sheet: Sheet, columns: Sequence[Sequence[Cell]], lines: list[int], named: set[int], faults: Faults) -> None:
    """Something written in a column without a header is told, not dropped."""
    for number, cells in enumerate(columns, start=1):
        if number not in named:
            for line, cell in zip(lines, cells, strict=True):
                if cell != "" and not plain(cell).isspace():
                    faults.at(sheet.name, line, number, "这一列没有列名；请补上列名或清空")


def _read_column(table: Table[Any], column: Column, cells: Sequence[Cell], faults: Faults) -> list[Any]:
    """The values of one column; the reader is compiled once, and the same text is read once."""
    place, name, convert = table.places[column.header], table.sheet.name, _remembering(column.convert)
    blank, values = set[int](), list[Any]()
    for line, cell in zip(table.lines, cells, strict=True):
        try:
            value = convert(cell) if cell != "" else None
        except Unfit as unfit:
            faults.at(name, line, place, str(unfit))
            value = None
        else:
            if value is None:
                blank.add(line)
        values.append(value)
    if column.required:
        for line in sorted(blank):
            faults.at(name, line, place, f"“{column.header}”没有填；这一列必填")
    if column.empty is not None:
        table.blank[column.header] = blank
        return [column.empty if value is None else value for value in values]
    return values


def _remembering(convert: Callable[[Cell], Any]) -> Callable[[Cell], Any]:
    """The same reader with a memory for short texts, so that a day or a code that stands in many rows is read once."""
    known: dict[str, Any] = {}

    def remembered(cell: Cell) -> Any:
        if type(cell) is not str or len(cell) > 24:
            return convert(cell)
        if cell in known:
            return known[cell]
        value = known[cell] = convert(cell)
        return value

    return remembered
