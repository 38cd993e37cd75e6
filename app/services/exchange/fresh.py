"""Tells new rows of a sheet from those already there: an equal one is passed over, one with other contents is a fault."""

from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from app.services.exchange.cells import shown
from app.services.exchange.faults import Faults
from app.services.exchange.reading import Row, Table
from app.services.exchange.sheets import IN_YUAN, WORDS, Column

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Fresh(Generic[Row]):
    """The rows of a sheet that are new, each with its line, in the sheet's order; `same` counts those already there."""

    table: Table[Row]
    rows: list[tuple[int, Row]]
    same: int

    def values(self) -> list[Row]:
        return [row for _, row in self.rows]


def maybe(value: T) -> T | None:
    """A required cell that could not be read is None, whatever the row's type says; its fault is told already."""
    return value


class Checker:
    """Reports faults of whole rows; says nothing that rests on a cell which is itself at fault."""

    def __init__(self, table: Table[Any], faults: Faults) -> None:
        self.table, self.faults = table, faults
        name = table.sheet.name
        self._broken = {(line, column) for sheet, line, column in faults.cells if sheet == name}
        self._broken_lines = {line for line, _ in self._broken}

    def fault(self, line: int, field: str, what: str, relies: tuple[str, ...] = ()) -> None:
        """`what` is wrong at the cell of `field`; `relies` are the other fields the statement rests on."""
        places = [self.table.places[self.table.sheet.header_of(each)] for each in (field, *relies)]
        if not any((line, place) in self._broken for place in places):
            self.faults.at(self.table.sheet.name, line, places[0], what)

    def is_broken(self, line: int) -> bool:
        """Whether a cell of the line is at fault: what the row as a whole says is then unknown."""
        return line in self._broken_lines

    def warn(self, line: int, field: str, what: str) -> None:
        place = self.table.places[self.table.sheet.header_of(field)]
        if (line, place) not in self._broken:
            self.faults.warn(self.table.sheet.name, line, place, what)


def fresh(table: Table[Row], stored: Mapping[Any, Row | None], identity: Callable[[Row], Hashable], faults: Faults) -> Fresh[Row]:
    """The new rows of a sheet; `stored` is what the store has by identity (None: something else under that name)."""
    check, first, new, same = Checker(table, faults), dict[Hashable, tuple[int, Row]](), list[tuple[int, Row]](), 0
    fields = table.sheet.identity
    for line, row in zip(table.lines, table.rows, strict=True):
        key = identity(row)
        if key in stored and stored[key] == row:
            same += 1
        elif key in stored:
            if not check.is_broken(line):
                check.fault(line, fields[0], _differs(table, stored[key], row), fields[1:])
        elif key not in first:
            first[key] = line, row
            new.append((line, row))
        elif first[key][1] != row:
            check.fault(line, fields[0], f"与第 {first[key][0]} 行是同一{_what(table)}，但内容不同；同一表里只能有一行", fields[1:])
    return Fresh(table, new, same)


def _what(table: Table[Any]) -> str:
    return "、".join(table.sheet.header_of(field) for field in table.sheet.identity)


IDENTITY = frozenset({"姓名", "性别", "证件号", "电话", "住址"})
"""What the store holds of these is not told: the petition may be a protected one."""


def _differs(table: Table[Any], stored: Any, row: Any) -> str:
    if stored is None:
        return "这个凭证号已用于别的凭证；请换一个凭证号"
    different = [
        column.header if column.header in IDENTITY else f"{column.header}（库中 {_said(column, old)}，表中 {_said(column, new)}）"
        for column, old, new in zip(table.sheet.columns, stored, row, strict=True)
        if old != new
    ]
    named = f"{'、'.join(different[:3])}{'等' if len(different) > 3 else ''}"
    return f"已经登记过，但内容不同：{named}；要改请在程序里更正，这一行请删去或改成一致"


def _said(column: Column, value: object) -> str:
    """The value as it is written in the column."""
    if value is None:
        return "空"
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, int) and column.header in IN_YUAN:
        return shown(f"{value // 100}.{value % 100:02}".removesuffix(".00"))
    written = (word for word, meant in WORDS.get(column.header, {}).items() if meant == value)
    return shown(next(written, str(value)))
