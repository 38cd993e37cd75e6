"""The program under comparison, driven as a script would drive it: by its command line (2.3) in a folder of its own."""

import json
import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from tests.oracle.workbook import write

ROOT = Path(__file__).resolve().parents[2]
PASSWORD = "a-password-for-tests"
PATIENCE_SECONDS = 600


class ProgramRefused(Exception):
    """A command did not succeed; the text is what it said."""


class Program:
    """One store in one folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.store = folder / "bureau.db"
        self.run("init", str(self.store))

    def run(self, *arguments: str) -> str:
        environment = {**os.environ, "BUREAU_PASSWORD": PASSWORD, "BUREAU_ACCOUNT": "director", "PYTHONUTF8": "1"}
        done = subprocess.run(
            [sys.executable, "-m", "app", *arguments], cwd=ROOT, env=environment, capture_output=True, check=False, timeout=PATIENCE_SECONDS
        )
        if done.returncode != 0:
            said = (done.stdout + done.stderr).decode("utf-8", "replace")
            raise ProgramRefused(f"{' '.join(arguments)}: exit {done.returncode}: {said[:3000]}")
        return done.stdout.decode("utf-8")

    def take_in(self, book: Mapping[str, Sequence[Mapping[str, Any]]], seed: int) -> None:
        workbook = self.folder / f"book-{seed}.xlsx"
        write(book, workbook, seed)
        self.run("import", str(self.store), str(workbook))

    def standings(self, year: int, as_of: date | None) -> dict[str, Any]:
        day = [] if as_of is None else ["--as-of", as_of.isoformat()]
        answer = json.loads(self.run("standings", str(self.store), "--year", str(year), *day, "--format", "json"))
        assert isinstance(answer, dict)
        return answer

    def close(self, year: int) -> None:
        self.run("close-year", str(self.store), "--year", str(year), "--reason", "演示：未录入项不扣分")

    def reopen(self, year: int) -> None:
        self.run("reopen-year", str(self.store), "--year", str(year), "--reason", "演示：重开")
