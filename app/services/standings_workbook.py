"""The standings as a workbook of two sheets: the table, and what it was made with."""

from pathlib import Path

from app.services.annual_result import Standings
from app.services.exchange.writing import SheetWriter, workbook
from app.services.standings_rows import HEADERS, cells, notes


def standings_workbook(standings: Standings, path: Path) -> None:
    """Writes it; text is text, numbers are numbers. Raises Refusal where the file cannot be written."""
    with workbook(path) as book:
        writer = SheetWriter(book, f"{standings.year}年度考评")
        writer.head(HEADERS)
        for unit in standings.result.units:
            writer.row(cells(standings, unit))
        about = SheetWriter(book, "说明")
        about.head(["说明", "内容"])
        for note in notes(standings):
            about.row(["", note])
        for key, value in standings.readings.items():
            about.row([f"口径 {key}", value])
