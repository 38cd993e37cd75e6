"""Figures: a workbook imported, against reading it with the same reader and inserting the same rows raw; and the memory it takes."""

import os
import subprocess
import sys
from collections.abc import Callable
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory

from app import resources
from app.bench import building, workbook
from app.bench.building import ACCOUNT, PASSWORD
from app.bench.figures import Line
from app.bench.timing import in_turns, timed
from app.errors import Refusal
from app.services.exchange import ExchangeService, raw_reading
from app.services.front_door import Entered
from app.services.unit_initials import initials_of
from app.store import raw_bulk, raw_work
from app.store.raw_work import Rows
from app.store.search_tokens import Texts, columns

MEBIBYTE = 1024 * 1024
POSIX_UNIT = 1 if sys.platform == "darwin" else 1024  # of ru_maxrss, in bytes


def importing(empty: Entered, rows: int, units: int, rounds: int) -> list[Line]:
    """``empty`` is a store nothing was written to; each import goes into a copy of it."""
    with TemporaryDirectory(prefix="bench-") as folder:
        book, numbers = Path(folder) / "book.xlsx", count(1)
        written = workbook.write(book, rows, units)
        pattern = rows_of_an_import(empty, book, Path(folder) / "pattern.bureau")

        def twin() -> Path:
            return Path(folder) / f"{next(numbers)}.bureau"

        ours, theirs = in_turns(rounds, lambda: _imported(empty, book, twin()), _raw_side(empty, book, twin, pattern))
        lines = [Line("import", f"导入工作簿（{written:,} 行）", "ms", ours, theirs, 3)]
        return lines + _memory(empty, book, twin())


def _imported(empty: Entered, book: Path, path: Path) -> float:
    desk = building.twin(empty, path)
    try:
        return timed(lambda: ExchangeService(desk).import_workbook(book))
    finally:
        desk.store.close()


def rows_of_an_import(empty: Entered, book: Path, path: Path) -> list[Rows]:
    """What one import leaves behind: the rows the raw side writes."""
    desk = building.twin(empty, path)
    try:
        ExchangeService(desk).import_workbook(book)
        with raw_work.connection(desk.store) as raw:
            every = raw_bulk.imported(raw)
    finally:
        desk.store.close()
    return [*every, raw_bulk.searched(_tokens(every))]


def _tokens(every: list[Rows]) -> list[tuple[int, str, str, str]]:
    """What the search index is given for each petition, made before the clock runs."""
    by_table = {rows.table.strip('"'): [dict(zip(rows.columns, row, strict=True)) for row in rows.rows] for rows in every}
    people = {row["petition_id"]: row for name in ("petitioners", "protected_petitioners") for row in by_table.get(name, [])}
    tokens = []
    for petition in by_table["petitions"]:
        person = people[petition["id"]]
        told = {"names": person["name"], "id_numbers": person["id_number"], "phones": person["phone"], "words": petition["gist"]}
        texts = Texts(**{name: (text,) for name, text in told.items() if text}, initials=initials_of(person["name"]))
        tokens.append((petition["id"], *columns(texts)))
    return tokens


def _raw_side(empty: Entered, book: Path, twin: Callable[[], Path], every: list[Rows]) -> Callable[[], float]:
    def sample() -> float:
        desk = building.twin(empty, twin())
        try:
            with raw_work.connection(desk.store) as raw:
                return timed(lambda: raw_reading.read(book)) + timed(lambda: raw_bulk.write(raw, every))
        finally:
            desk.store.close()

    return sample


def _memory(empty: Entered, book: Path, path: Path) -> list[Line]:
    """The most an import by the command line takes, in a process of its own; nothing where the machine does not tell."""
    if not hasattr(os, "wait4"):
        return []
    building.twin(empty, path).store.close()
    program = [sys.executable] if getattr(sys, "frozen", False) else [sys.executable, "-m", "app"]
    environment = {**os.environ, "BUREAU_ACCOUNT": ACCOUNT, "BUREAU_PASSWORD": PASSWORD}
    with subprocess.Popen(  # noqa: S603  # this very program
        [*program, "import", str(path), str(book)], env=environment, cwd=resources.root().parent, stdout=subprocess.DEVNULL
    ) as process:
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise Refusal("导入命令没有成功，内存没有量成。")
    return [Line("import_memory", "导入时的内存（整个进程）", "MB", (usage.ru_maxrss * POSIX_UNIT / MEBIBYTE,), (), 500)]
