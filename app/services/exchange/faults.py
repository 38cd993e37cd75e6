"""Gathers what is wrong with a workbook, each as `sheet!cell: what is wrong, what is allowed`, up to a thousand."""

from dataclasses import dataclass, field

MOST = 1_000


def letters(column: int) -> str:
    """The letters of a column: 1 is A."""
    name = ""
    while column > 0:
        column, rest = divmod(column - 1, 26)
        name = chr(65 + rest) + name
    return name


@dataclass(slots=True)
class Faults:
    """The faults in the order found; `warnings` are told and hinder nothing. Keeps the first thousand and counts the rest."""

    lines: list[str] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    beyond: int = 0
    unreadable: bool = False  # a sheet lacks columns: its rows could not be read
    unsafe: bool = False  # a cell far out: the reader would need memory for all that lies between
    cells: set[tuple[str, int, int]] = field(default_factory=set)

    @property
    def full(self) -> bool:
        return len(self.lines) >= MOST

    def at(self, sheet: str, row: int, column: int, what: str) -> None:
        """A fault of the cell at `row`, `column` (both from 1)."""
        if self.full:
            self.beyond += 1  # nothing more of it is kept: a sheet may hold millions
        else:
            self.cells.add((sheet, row, column))
            self.lines.append(f"{place(sheet, row, column)}: {what}")

    def warn(self, sheet: str, row: int, column: int, what: str) -> None:
        """Something doubtful that the user chose to let through."""
        if len(self.warnings) < MOST:
            self.warnings.append(f"{place(sheet, row, column)}: {what}")


def place(sheet: str, row: int, column: int) -> str:
    """`来访来信!B7`, the sheet's name on one line."""
    name = "".join(character if character.isprintable() else "�" for character in sheet)[:60]
    return f"{name}!{letters(column)}{row}"
