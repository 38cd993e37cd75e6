"""The one cell writer for workbooks that go out: text is text, whatever it begins with; numbers are numbers."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from typing import Any

import xlsxwriter

from app.errors import Refusal
from app.store import files

Value = str | int | Decimal | date | None
MOST_IN_A_CELL = 32_767
WRAPS_FROM = 36
"""A column of so many characters holds sentences."""

A4 = 9
"""The spreadsheet's number of the paper."""

_AS_TEXT = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}


class SheetWriter:
    """Writes one sheet, row by row: `head` once, then `row` for each; `finish` for a sheet one hands on."""

    def __init__(self, book: Any, name: str) -> None:
        self._sheet = book.add_worksheet(name)
        self._bold = book.add_format({"bold": True, "bg_color": "#F3F4F6", "bottom": 1})
        self._day = book.add_format({"num_format": "yyyy-mm-dd"})
        self._wrapped = book.add_format({"text_wrap": True, "valign": "top"})
        self._next = self._columns = 0

    def head(self, headers: Sequence[str], *, widths: Sequence[int] = (), kept: int = 0) -> None:
        """The row of headers, which stays in view, and so do the first `kept` columns; `widths` in characters, text in wide ones wraps."""
        for column, header in enumerate(headers):
            self._sheet.write_string(self._next, column, header, self._bold)
            width = widths[column] if column < len(widths) else max(10, 2 * len(header) + 4)
            self._sheet.set_column(column, column, width, self._wrapped if width >= WRAPS_FROM else None)
        self._sheet.freeze_panes(self._next + 1, kept)
        self._next += 1
        self._columns = len(headers)

    def finish(self) -> None:
        """Filters on every column, and a page that prints: across, as wide as the paper, headers on each page."""
        if self._next > 1:
            self._sheet.autofilter(0, 0, self._next - 1, self._columns - 1)
        self._sheet.set_landscape()
        self._sheet.set_paper(A4)
        self._sheet.fit_to_pages(1, 0)
        self._sheet.repeat_rows(0)
        self._sheet.set_footer("&C&P / &N")

    def row(self, values: Iterable[Value]) -> None:
        """One row; None leaves the cell empty."""
        for column, value in enumerate(values):
            self._cell(column, value)
        self._next += 1

    def _cell(self, column: int, value: Value) -> None:
        if value is None or value == "":
            return
        if isinstance(value, str):
            self._sheet.write_string(self._next, column, value[:MOST_IN_A_CELL])
        elif isinstance(value, date):
            self._sheet.write_datetime(self._next, column, value, self._day)
        else:
            self._sheet.write_number(self._next, column, value)


@contextmanager
def workbook(path: Path) -> Iterator[Any]:
    """A workbook that is written when the block ends, whole or not at all. Raises Refusal where the file cannot be written."""
    content = BytesIO()  # made in memory: nothing of it is left in the folder for temporary files
    book = xlsxwriter.Workbook(content, {**_AS_TEXT, "in_memory": True})
    yield book
    book.close()
    try:
        files.replace_whole(path, content.getvalue())
    except OSError as fault:
        raise Refusal(f"不能写入 {path}（{fault.strerror}）。请检查路径、权限和磁盘空间，文件若正打开着请先关闭。") from fault
