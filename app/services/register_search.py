"""The register searched and read as a list, a page at a time; who is protected stays so, and every search leaves its record."""

from collections.abc import Iterable, Sequence
from dataclasses import asdict, replace
from datetime import date
from enum import Enum
from pathlib import Path
from typing import Any

from app import lazy
from app.errors import NotFound
from app.regulation.parameters import Parameters
from app.services import rules
from app.services.actor import Right
from app.services.base import Service, needs
from app.services.register_columns import BY_KEY
from app.services.register_listing import MOST_ROWS, Progress, Search
from app.services.register_search_values import Asked, Listing, RegisterLine, Spot, Turn
from app.services.register_understanding import Understood
from app.store import petitions, units
from app.store.database import Transaction
from app.store.files import require_free_of_stores
from app.store.register_marks import NO_ROW
from app.store.register_pages import PageFilter

MOST_EXPORTED = 20_000
SUGGESTED = 6


class RegisterSearch(Service):
    """登记簿. A protected petition is found by its number, its day and its marks; by who came and what was said only by whom was named."""

    @needs(Right.READ_REGISTER)
    def page(self, asked: Asked, turn: Turn = Turn.FIRST, at: Spot | None = None, limit: int = 100) -> Listing:
        """A page of what is asked for; ``at``: the line to go on from. Raises NotFound for an unknown unit or class."""
        with self.reading() as transaction:
            search = self._search(transaction, asked)
            listing = search.page(turn, at, max(1, min(limit, MOST_ROWS)))
        if asked.text.strip() or _filters(asked):
            self._record("search_register", asked, search.understood, listing.lines, turn=turn.value, more=listing.after)
        return listing

    @needs(Right.READ_REGISTER)
    def suggest(self, text: str, limit: int = SUGGESTED) -> tuple[RegisterLine, ...]:
        """The newest few that fit, while one types where to go."""
        asked = Asked(text=text)
        with self.reading() as transaction:
            search = self._search(transaction, asked)
            lines = search.page(Turn.FIRST, None, limit).lines
        if lines:
            self._record("search_register", asked, search.understood, lines, quick=True)
        return lines

    @needs(Right.READ_REGISTER)
    def subject_classes(self) -> tuple[str, ...]:
        """The classes one may filter by, retired ones too: petitions bear them."""
        with self.reading() as transaction:
            return tuple(each.name for each in petitions.classes(transaction))

    @needs(Right.READ_REGISTER)
    def export(self, asked: Asked, columns: Sequence[str], path: Path, progress: Progress = lambda _done, _total: None) -> int:
        """Writes what the list shows, these columns of it, as a workbook; gives the number of rows. Raises Refusal, and whatever
        ``progress`` raises: then nothing is written."""
        require_free_of_stores(path)
        with self.reading() as transaction:
            search = self._search(transaction, asked)
            lines = search.lines(MOST_EXPORTED, progress)
        self._record("export_register", asked, search.understood, lines, columns=list(columns))
        lazy.attribute("app.services.register_workbook", "write")(lines, [BY_KEY[key] for key in columns], path)
        return len(lines)

    def _search(self, transaction: Transaction, asked: Asked) -> Search:
        parameters = rules.in_force(transaction, self.today).parameters
        shown = _page_filter(transaction, asked, parameters)
        return Search(transaction, asked, shown, parameters, self.desk.actor.account_id)

    def _record(self, action: str, asked: Asked, typed: Understood, lines: Iterable[RegisterLine], **more: Any) -> None:
        """What was looked for is told by its kind alone: the words may be a protected person's name."""
        shown = list(lines)
        filters = _filters(asked) | ({"unit": typed.unit.code} if typed.unit is not None else {})
        protected = [line.number for line in shown if line.protected]
        with self.acting(
            action, None, {"typed": list(typed.kinds), "filters": filters, "rows": len(shown), "protected": protected, **more}
        ):
            pass


def _filters(asked: Asked) -> dict[str, Any]:
    """The filters that are set, as the record tells them."""
    unset = asdict(Asked())
    chosen = {name: value for name, value in asdict(replace(asked, text="")).items() if value != unset[name]}
    return {name: _told(value) for name, value in chosen.items()}


def _told(value: Any) -> Any:
    if isinstance(value, Enum):
        return value.value
    return value.isoformat() if isinstance(value, date) else value


SAME = ("since", "until", "form", "level", "collective", "skipping", "repeat", "protected", "voided", "late", "purpose", "case")


def _page_filter(transaction: Transaction, asked: Asked, parameters: Parameters) -> PageFilter:
    """Subject classes say what a petition is about: a filter by one leaves the protected ones out."""
    shown = PageFilter(**{name: getattr(asked, name) for name in SAME}, collective_from=parameters.collective_min_people)
    if asked.unit is not None:
        unit = units.by_code(transaction, asked.unit)
        if unit is None:
            raise NotFound(f"没有代码是“{asked.unit[:40]}”的单位。")
        shown = shown._replace(unit_id=unit.id)
    if asked.subject_class is not None:
        wanted = petitions.class_id(transaction, asked.subject_class)
        if wanted is None:
            raise NotFound(f"没有叫“{asked.subject_class[:40]}”的内容分类。")
        shown = shown._replace(subject_class_id=NO_ROW if asked.protected else wanted, protected=False)
    return shown
