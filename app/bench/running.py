"""Runs every figure on stores made for it, and says them as a table and as JSON."""

import json
import os
import platform
import sys
from collections.abc import Callable, Iterator
from typing import TextIO

from app.bench import building, exchange, population, registration, standings, window
from app.bench.desk_work import desk_work
from app.bench.figures import BenchReport, Line
from app.bench.papers import papers
from app.bench.window import Windows
from app.bench.year_work import year_work
from app.services.documents.values import Renderer
from app.services.front_door import Entered

PETITIONS = 100_000
ROUNDS = 7
WORKBOOK_ROWS = 20_000
FEWEST_ROUNDS = 5
SMALL = 10_000
TWO_YEARS = (standings.YEAR - population.FIRST_YEAR - 1, standings.YEAR - population.FIRST_YEAR)

Said = Callable[[str], None]
NO_WINDOW = "窗口的两项没有量：要在源码目录里用 Python 另开一个空窗口来比。"


def main(petitions: int | None = None, *, windows: Windows | None = None, render: Renderer | None = None) -> int:
    """Prints the table, then the JSON, to standard output; what is under way goes to standard error. Gives the exit code."""
    report = run(PETITIONS if petitions is None else petitions, windows=windows, render=render, said=lambda words: _line(sys.stderr, words))
    _line(sys.stdout, report.table())
    _line(sys.stdout, json.dumps(report.json(), ensure_ascii=False, indent=1))
    return 0


def run(
    petitions: int = PETITIONS,
    *,
    units: int = population.UNITS,
    rounds: int = ROUNDS,
    windows: Windows | None = None,
    render: Renderer | None = None,
    said: Said = lambda _words: None,
) -> BenchReport:
    """Takes every figure at ``petitions`` petitions of ``units`` units over twenty years. Raises Refusal where the window does not open.

    What stands above this room is handed in: ``windows``, the programs that open a bare window and the program's own, and ``render``,
    which draws a document; without them their lines are left out. ``said`` is told what is under way.
    """
    # A bundle has no interpreter that could open a bare window beside its own.
    opens = None if getattr(sys, "frozen", False) else windows
    rounds = max(rounds, FEWEST_ROUNDS)
    lines: list[Line] = []
    notes = [] if opens else [NO_WINDOW]
    with building.empty_store() as empty:
        rows = min(WORKBOOK_ROWS, max(petitions // 5, 1))
        said(f"导入一本 {rows:,} 行左右的工作簿……")
        imported = exchange.importing(empty, rows, units, FEWEST_ROUNDS)
    with building.empty_store() as filled:
        said(f"建一个 {petitions:,} 件信访的数据文件……")
        building.fill(filled.desk, petitions, units)
        said("量各项……")
        lines += window.window(filled.desk.store.path, opens, rounds) if opens else ()
        lines += [*standings.standings(filled.desk, 3 * rounds), registration.saving(filled.desk, 9 * rounds)]
        lines += [*imported, *desk_work(filled.desk, rounds), *year_work(filled.desk, 3 * rounds)]
        said("比大小两个数据文件……")
        lines += _growth(filled, petitions, units, rounds, opens)
        if render is not None:
            drawn, left_out = papers(filled.desk, render, rounds)
            lines += drawn
            notes += left_out
    return BenchReport(petitions, rounds, _machine(), tuple(lines), tuple(notes))


def _growth(filled: Entered, petitions: int, units: int, rounds: int, opens: Windows | None) -> Iterator[Line]:
    """What must not grow with the store: the same work on a small one beside it."""
    with building.empty_store() as small:
        building.fill(small.desk, petitions, units, TWO_YEARS)
        yield standings.growth(filled.desk, small.desk, rounds)
    if opens is None:
        return
    with building.empty_store() as small:
        building.fill(small.desk, min(SMALL, petitions), units)
        small.desk.store.close()
        yield window.growth(filled.desk.store.path, small.desk.store.path, opens, rounds)
    yield window.memory(filled.desk.store.path, opens)


def _machine() -> str:
    return f"Python {platform.python_version()}，{platform.system()} {platform.machine()}，{os.cpu_count() or 1} 核"


def _line(stream: TextIO, words: str) -> None:
    """UTF-8 whatever the locale is."""
    stream.buffer.write(f"{words}\n".encode())
    stream.flush()
