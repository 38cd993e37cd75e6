"""The register's list as a workbook: the chosen columns, protected petitioners withheld as on the screen."""

from collections.abc import Sequence
from pathlib import Path

from app.services.exchange.writing import SheetWriter, workbook
from app.services.register_columns import Column
from app.services.register_search_values import RegisterLine


def write(lines: Sequence[RegisterLine], columns: Sequence[Column], path: Path) -> None:
    """Writes it, whole or not at all. Raises Refusal where the file cannot be written."""
    with workbook(path) as book:
        sheet = SheetWriter(book, "登记簿")
        sheet.head([column.header for column in columns])
        for line in lines:
            sheet.row(column.cell(line) for column in columns)
