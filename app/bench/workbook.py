"""Writes the invented city's rows as an import workbook, with the words a bureau would have typed."""

from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from app.bench import population
from app.services.exchange import sheets
from app.services.exchange.sheets import Sheet
from app.services.exchange.writing import SheetWriter, Value, workbook
from app.store.bulk_values import ImportRow

YEAR = population.FIRST_YEAR

READ_AS: Mapping[str, Mapping[str, Any]] = {
    "kind": sheets.KINDS,
    "post": sheets.POSTS,
    "assigned_level": sheets.ASKING,
    "signature": sheets.SIGNATURES,
    "form": sheets.FORMS,
    "level": sheets.LEVELS,
    "shown_level": sheets.SHOWN,
    **dict.fromkeys(("marked_collective", "no_reply_needed", "accusation"), sheets.YES_NO),
}
WORDS = {field: {value: word for word, value in words.items()} for field, words in READ_AS.items()}
MONEY = frozenset({"deposit_standard", "amount"})


def write(path: Path, rows: int, units: int = population.UNITS) -> int:
    """A workbook of about ``rows`` rows in all its sheets; gives how many it has."""
    # Of a hundred petitions 48 open a matter, and each unit brings its people, entries and deposit along.
    beside = units * (1 + len(population.POSTS) + len(population.ITEMS)) + units // len(population.KINDS)
    year = population.one_year(YEAR, max(10, round((rows - beside) / 1.48)), units)
    content: tuple[tuple[Sheet, list[Any]], ...] = (
        (sheets.UNITS, population.units(units)),
        (sheets.PEOPLE, population.people(units)),
        (sheets.MATTERS, year.matters),
        (sheets.PETITIONS, year.petitions),
        (sheets.ENTRIES, year.entries),
        (sheets.DEPOSITS, year.deposits),
    )
    with workbook(path) as book:
        for sheet, values in content:
            _write_sheet(SheetWriter(book, sheet.name), sheet, values)
    return sum(len(values) for _, values in content)


def _write_sheet(writer: SheetWriter, sheet: Sheet, rows: Iterable[ImportRow]) -> None:
    writer.head(sheet.headers)
    for row in rows:
        writer.row([_cell(field, value) for field, value in row._asdict().items()])


def _cell(field: str, value: Any) -> Value:
    if value is None:
        return None
    if field in WORDS:
        return WORDS[field][value]
    if field in MONEY:
        return int(value) // 100
    return value if isinstance(value, str | int | date) else str(value)
