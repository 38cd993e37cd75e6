"""The standings going out of the program: as text of some format, or as a file; what scripts and others get is on record."""

import json
import os
from datetime import date
from pathlib import Path

from app import lazy
from app.errors import Refusal
from app.services.actor import Right
from app.services.annual_result import Standings
from app.services.annual_review import AnnualReview
from app.services.base import Service, needs
from app.services.standings_csv import standings_csv
from app.services.standings_json import standings_json
from app.services.standings_text import standings_table
from app.store.files import require_free_of_stores

SEEN = "table"
"""The format that is looked at; the others are taken away."""


class StandingsExport(Service):
    """Formats: table, json, csv, and xlsx for files alone."""

    @needs(Right.READ_STANDINGS)
    def text(self, year: int, as_of: date | None, form: str) -> str:
        """The standings as text."""
        standings = self._standings(year, as_of)
        if form != SEEN:
            self._record(standings, form, "")
        return _text(standings, form)

    @needs(Right.READ_STANDINGS)
    def write(self, year: int, as_of: date | None, form: str, path: Path) -> None:
        """Writes the standings to a file, whole or not at all. Raises Refusal where it cannot be written."""
        require_free_of_stores(path)
        standings = self._standings(year, as_of)
        self._record(standings, form, path.name)
        beside = path.with_name(f".{path.name}.{os.getpid()}.part")
        try:
            if form == "xlsx":
                room = lazy.load("app.services.standings_workbook")
                with self.reading() as transaction:
                    behind = room.gathered(transaction, standings, may_read=self.desk.actor.may(Right.READ_REGISTER))
                room.standings_workbook(standings, behind, beside)
            else:
                beside.write_bytes(_text(standings, form).encode())
            beside.replace(path)
        except OSError as fault:
            raise Refusal(f"不能写入 {path}（{fault.strerror}）。请检查路径、权限和磁盘空间。") from fault
        finally:
            beside.unlink(missing_ok=True)

    def _standings(self, year: int, as_of: date | None) -> Standings:
        return AnnualReview(self.desk).compute(year, as_of)

    def _record(self, standings: Standings, form: str, name: str) -> None:
        detail = {"as_of": standings.as_of.isoformat(), "format": form, "file": name, "closed": standings.closed}
        with self.acting("export_standings", str(standings.year), detail):
            pass


def _text(standings: Standings, form: str) -> str:
    if form == "json":
        return json.dumps(standings_json(standings), ensure_ascii=False, indent=1) + "\n"
    return standings_csv(standings) if form == "csv" else standings_table(standings)
