"""The audit as a workbook: one sheet, a record a row, written by the one cell writer."""

from collections.abc import Iterable, Sequence
from pathlib import Path

from app.services.exchange.writing import SheetWriter, Value, workbook


def write(path: Path, headers: Sequence[str], rows: Iterable[Sequence[Value]]) -> None:
    """Writes the rows, whole or not at all. Raises Refusal where the file cannot be written."""
    with workbook(path) as book:
        sheet = SheetWriter(book, "日志")
        sheet.head(headers)
        for row in rows:
            sheet.row(row)
