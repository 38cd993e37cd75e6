"""The standings as CSV that a spreadsheet opens rightly, and runs nothing of."""

import csv
import io
from decimal import Decimal

from app.services.annual_result import Standings
from app.services.standings_rows import HEADERS, cells

BOM = "\ufeff"
STEERING = ("=", "+", "-", "@", "\t", "\r", "\n")
"""A spreadsheet takes a cell that begins so for a formula."""


def standings_csv(standings: Standings) -> str:
    """CSV with a byte order mark at its head, lines ended CR LF; text that begins like a formula is led by an apostrophe."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(HEADERS)
    for unit in standings.result.units:
        writer.writerow([_safe(cell) for cell in cells(standings, unit)])
    return BOM + out.getvalue()


def _safe(cell: str | int | Decimal | None) -> str:
    if cell is None:
        return ""
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(STEERING) else str(cell)
