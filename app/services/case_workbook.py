"""The list of cases as a workbook: the columns one sees, a row a case."""

from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path

from app.services.case_columns import CaseColumn
from app.services.case_values import CaseLine
from app.services.exchange.writing import SheetWriter, workbook


def case_workbook(path: Path, lines: Iterable[CaseLine], columns: Sequence[CaseColumn], today: date) -> int:
    """Writes it whole or not at all; gives the number of cases. Raises Refusal where the file cannot be written."""
    count = 0
    with workbook(path) as book:
        writer = SheetWriter(book, f"案件 {today}")
        writer.head([column.header for column in columns])
        for line in lines:
            writer.row(column.value(line, today) for column in columns)
            count += 1
    return count
