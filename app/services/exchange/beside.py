"""The faults of an import beside the rows they speak of: sheet, cell, what is wrong, and the row's cells as the file has them."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from python_calamine import CalamineWorkbook

from app.errors import InputFault
from app.services.exchange import bounded
from app.services.exchange.cells import plain
from app.services.exchange.faults import Faults, place
from app.services.exchange.reading import is_the_readers
from app.services.exchange.scan import scan

_LINE = re.compile(r"(?s)(.*)!([A-Z]+)(\d+): (.*)")
LONGEST = 200
"""So much of a cell is shown beside its fault."""

Rows = Mapping[tuple[str, int], tuple[str, ...]]
Headers = Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class FaultBeside:
    """A fault at its cell; ``cells`` pairs the headers with the row's cells (none where they cannot be shown), ``column`` counts from 0."""

    where: str
    sheet: str
    row: int
    column: int
    header: str
    what: str
    cells: tuple[tuple[str, str], ...] = ()


def faults_beside(file: Path, lines: Sequence[str]) -> tuple[FaultBeside, ...]:
    """The lines of an :class:`InputFault`, taken apart in their order, each with its row as the file has it now."""
    split = [_split(line) for line in lines]
    rows, headers = _rows(file, {(fault.sheet, fault.row) for fault in split if fault.row})
    return tuple(_with_row(fault, rows, headers) for fault in split)


def _split(line: str) -> FaultBeside:
    found = _LINE.fullmatch(line)
    if found is None:
        return FaultBeside("", "", 0, 0, "", line)
    sheet, letters, row, what = found.groups()
    return FaultBeside(f"{letters}{row}", sheet, int(row), _column(letters), "", what)


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number - 1


def _with_row(fault: FaultBeside, rows: Rows, headers: Headers) -> FaultBeside:
    names, cells = headers.get(fault.sheet, ()), rows.get((fault.sheet, fault.row), ())
    header = names[fault.column] if fault.column < len(names) else ""
    padded = (*names, *("" for _ in cells[len(names) :]))
    beside = tuple(zip(padded, (*cells, *("" for _ in padded[len(cells) :])), strict=True)) if cells else ()
    return FaultBeside(fault.where, fault.sheet, fault.row, fault.column, header, fault.what, beside)


def _rows(file: Path, wanted: Iterable[tuple[str, int]]) -> tuple[Rows, Headers]:
    """The rows asked for and the headers, by the sheet's name as faults write it; nothing of a file that cannot be read in bounds."""
    of_sheet, rows, headers = defaultdict[str, set[int]](set), dict[tuple[str, int], tuple[str, ...]](), dict[str, tuple[str, ...]]()
    for sheet, row in wanted:
        of_sheet[sheet].add(row)
    if not of_sheet or not _can_be_read(file):
        return rows, headers
    try:
        with CalamineWorkbook.from_path(str(file)) as workbook:
            for name in workbook.sheet_names:
                known = place(name, 1, 1).removesuffix("!A1")
                if known in of_sheet:
                    lines = workbook.get_sheet_by_name(name).to_python(skip_empty_area=False)
                    headers[known] = _shown(lines[0]) if lines else ()
                    rows.update({(known, row): _shown(lines[row - 1]) for row in of_sheet[known] if row <= len(lines)})
    except BaseException as fault:
        if not is_the_readers(fault):
            raise
    return rows, headers


def _can_be_read(file: Path) -> bool:
    """Whether the fast reader may have the file: it is small enough and no cell stands far out."""
    faults = Faults()
    try:
        with bounded.open_archive(file) as archive:
            scan(file, archive, faults)
    except InputFault:
        return False
    return not faults.unsafe


def _shown(cells: Iterable[object]) -> tuple[str, ...]:
    return tuple(plain(cell)[:LONGEST] for cell in cells)
