"""Compares the program's standings with the second computation: `python -m tests.oracle.compare --seeds 1-50`."""

import argparse
import sys
import tempfile
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import Any

from tests.oracle.computation import Result, standings
from tests.oracle.the_program import Program, ProgramRefused
from tests.oracle.workbook import FIRST_YEAR, LAST_YEAR, generate

NOT_COMPARED = ("fingerprint", "scoring_sheet", "readings")


def differences(expected: Result, actual: Result) -> list[str]:
    """Every field that differs, unit by unit: `code.field: expected …, the program says …`. Exact, types too."""
    found = field_differences("", without_units(expected), without_units(actual))
    order, actual_order = [unit["code"] for unit in expected["units"]], [unit["code"] for unit in actual["units"]]
    if order != actual_order:
        found.append(said("order of units", order, actual_order))
    actual_units = {unit["code"]: unit for unit in actual["units"]}
    for unit in expected["units"]:
        if unit["code"] in actual_units:
            found += field_differences(unit["code"], unit, actual_units[unit["code"]])
    return found


def without_units(result: Result) -> Result:
    return {key: value for key, value in result.items() if key != "units" and key not in NOT_COMPARED}


def field_differences(path: str, expected: Any, actual: Any) -> list[str]:
    """Objects are compared key by key; lists and plain values whole."""
    if isinstance(expected, dict) and isinstance(actual, dict):
        found = []
        for key in sorted({*expected, *actual} - set(NOT_COMPARED)):
            inner = f"{path}.{key}".lstrip(".")
            if key not in actual or key not in expected:
                whose = "expected" if key in expected else "program"
                found.append(f"{inner}: only in the {whose}: {expected.get(key, actual.get(key))!r}")
            else:
                found += field_differences(inner, expected[key], actual[key])
        return found
    if expected == actual and type(expected) is type(actual):
        return []
    return [said(path, expected, actual)]


def said(path: str, expected: Any, actual: Any) -> str:
    if isinstance(expected, list) and isinstance(actual, list):
        missing, extra = [one for one in expected if one not in actual], [one for one in actual if one not in expected]
        if not missing and not extra:
            return f"{path}: the same things in another order or number: expected {expected!r}, the program says {actual!r}"
        return f"{path}: the program lacks {missing!r}, has besides {extra!r}"
    return f"{path}: expected {expected!r}, the program says {actual!r}"


def some_day_of_the_year(rng: Random, book: Any, year: int) -> date:
    """Mostly a day on which something happened, or the day before or after one; never outside the year."""
    days = [value for sheet in book.values() for row in sheet for value in row.values() if isinstance(value, date) and value.year == year]
    first, last = date(year, 1, 1), date(year, 12, 31)
    if not days or rng.random() < 0.3:
        return first + timedelta(days=rng.randrange((last - first).days + 1))
    return min(max(rng.choice(days) + timedelta(days=rng.choice([-1, 0, 0, 1])), first), last)


class Comparison:
    """One generated book through the program's life of some years."""

    def __init__(self, seed: int, petitions: int, units: int, span: int, folder: Path, days_a_year: int = 2) -> None:
        self.rng, self.seed, self.days_a_year = Random(seed * 7919), seed, days_a_year
        self.book, run = generate(seed, petitions, units, span)
        self.years = [year for year in (run[0] - 1, *run, run[-1] + 1) if FIRST_YEAR - 1 <= year <= LAST_YEAR]
        self.closed: dict[int, Result] = {}
        self.program = Program(folder)
        self.program.take_in(self.book, seed)

    def found(self) -> Iterator[str]:
        """The differences, each with its seed, year and day; refusals of what should succeed are differences."""
        for year in self.years:
            yield from self.at(year, None)
            for _ in range(self.days_a_year):
                yield from self.at(year, some_day_of_the_year(self.rng, self.book, year))
            if self.rng.random() < 0.8:
                yield from self.close(year)
        if self.closed and self.rng.random() < 0.5:
            yield from self.reopen(max(self.closed))

    def at(self, year: int, as_of: date | None) -> Iterator[str]:
        day = as_of or date(year, 12, 31)
        where = f"seed {self.seed} year {year} as of {day}{' (closed)' if year in self.closed else ''}"
        try:
            actual = self.program.standings(year, as_of)
        except ProgramRefused as refusal:
            yield f"{where}: {refusal}"
            return
        for difference in differences(standings(self.book, year, day, self.closed), actual):
            yield f"{where}: {difference}"

    def close(self, year: int) -> Iterator[str]:
        result = standings(self.book, year, date(year, 12, 31), self.closed)
        try:
            self.program.close(year)
        except ProgramRefused as refusal:
            yield f"seed {self.seed} year {year}: {refusal}"
            return
        self.closed[year] = result
        yield from self.at(year, self.rng.choice([None, date(year, 12, 31)]))
        yield from self.at(year, some_day_of_the_year(self.rng, self.book, year))

    def reopen(self, year: int) -> Iterator[str]:
        """The result is open again, and the year after no longer follows a closed one."""
        try:
            self.program.reopen(year)
        except ProgramRefused as refusal:
            yield f"seed {self.seed} year {year}: {refusal}"
            return
        del self.closed[year]
        yield from self.at(year, None)
        if year < LAST_YEAR:
            yield from self.at(year + 1, None)


def compared(seed: int, petitions: int, units: int, span: int, days_a_year: int = 2) -> list[str]:
    with tempfile.TemporaryDirectory() as folder:
        try:
            return list(Comparison(seed, petitions, units, span, Path(folder), days_a_year).found())
        except ProgramRefused as refusal:
            return [f"seed {seed}: {refusal}"]


def seeds_of(text: str) -> range:
    first, _, last = text.partition("-")
    return range(int(first), int(last or first) + 1)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seeds", type=seeds_of, default=range(1, 11))
    parser.add_argument("--petitions", type=int, default=600)
    parser.add_argument("--units", type=int, default=24)
    parser.add_argument("--years", type=int, default=4, help="how many years most of a book lies in")
    parser.add_argument("--days", type=int, default=2, help="how many days within each year are compared before its close")
    wanted = parser.parse_args()
    total = 0
    for seed in wanted.seeds:
        found = compared(seed, wanted.petitions, wanted.units, wanted.years, wanted.days)
        total += len(found)
        sys.stdout.write("".join(line + "\n" for line in found) + f"seed {seed}: {len(found)} differences\n")
        sys.stdout.flush()
    return 1 if total else 0


if __name__ == "__main__":
    sys.exit(main())
