"""The raw side of an import's figure: the same reader over every sheet of a workbook, and nothing made of what it reads."""

from pathlib import Path

from python_calamine import CalamineWorkbook


def read(book: Path) -> int:
    """Reads every cell; gives the number of rows."""
    with CalamineWorkbook.from_path(str(book)) as opened:
        return sum(len(opened.get_sheet_by_name(name).to_python(skip_empty_area=False)) for name in opened.sheet_names)
