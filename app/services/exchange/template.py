"""The empty import workbook (2.2): six sheets with their exact headers and one example row each, marked 演示."""

from pathlib import Path

from app.errors import Refusal
from app.services.exchange.sheets import SHEETS
from app.services.exchange.writing import SheetWriter, workbook
from app.store.files import require_free_of_stores


def write(path: Path) -> None:
    """Write the template; every cell is text. Raises Refusal for another ending than .xlsx or a place that cannot be written."""
    if path.suffix.lower() != ".xlsx":
        raise Refusal(f"模板文件名应以 .xlsx 结尾：{path.name}")
    require_free_of_stores(path)
    with workbook(path) as book:
        for sheet in SHEETS.values():
            writer = SheetWriter(book, sheet.name)
            writer.head(sheet.headers)
            writer.row([column.example for column in sheet.columns])
