"""What a kind of document is to its services: what waits, what a request names, and what stands in it."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from app.errors import Refusal
from app.regulation.facts import UnitFacts
from app.services import rules
from app.services.annual_result import Standings, case_of, restored
from app.services.documents.organs import Organs
from app.services.documents.values import Composed, NotSaid, Particular, Request, Waiting
from app.store import closed_years
from app.store.database import Transaction

_ORDINAL = re.compile(r"^(?:（\d+）|\d+\.)\s*")


@dataclass(frozen=True, slots=True)
class ClosedBook:
    """A close of a year that stands: its standings, and the facts they were computed from, by unit code."""

    version: int
    standings: Standings
    facts: dict[str, UnitFacts]

    @property
    def year(self) -> int:
        return self.standings.year


@dataclass(slots=True)
class ClosedBooks:
    """The closes read so far, by version and fingerprint: reading one takes longer than drawing a document."""

    kept: dict[tuple[int, str], ClosedBook] = field(default_factory=dict)

    def of(self, transaction: Transaction, year: int) -> ClosedBook | None:
        """The close of a year that stands; None where it is open."""
        mark = closed_years.standing_mark(transaction, year)
        if mark is None:
            return None
        if mark not in self.kept:
            closed = closed_years.standing(transaction, year)
            if closed is None:
                return None
            self.kept = {mark: book for mark, book in self.kept.items() if book.year != year}
            facts = {each.code: each for each in case_of(closed.body).facts}
            self.kept[mark] = ClosedBook(closed.version, restored(closed.body), facts)
        return self.kept[mark]


@dataclass(frozen=True, slots=True)
class At:
    """What a source works with: the transaction, the day of issue, who acts, and the closed years."""

    transaction: Transaction
    day: date
    account_id: int
    display_name: str
    store_id: str
    director: bool
    sample: bool
    books: ClosedBooks
    organs: Organs
    now: datetime

    def closed(self, year: int) -> ClosedBook:
        """The close of a year. Raises Refusal where it is open."""
        book = self.books.of(self.transaction, year)
        if book is None:
            raise Refusal(f"{year} 年还没有定案，这种文书要定案后才能下达。", mend="请先定案（close-year）。")
        return book

    def issue(self, organ: str) -> dict[str, Any]:
        """What every numbered document says of its issue, the number not yet given."""
        return {"organ": organ, "number": None, "day": self.day, "sample": self.sample}


def nothing_to_say(_at: At, _waiting: Waiting) -> tuple[Particular, ...]:
    """Of a kind that leaves nothing to be said before issue."""
    return ()


def nothing(_at: At) -> Iterator[Waiting]:
    """Of a kind that is printed only when it is asked for."""
    return iter(())


def nothing_asked(_at: At, _request: Request) -> Iterator[Waiting]:
    """Of a kind that no closed year calls for."""
    return iter(())


Asks = Callable[[At, Waiting], tuple[Particular, ...]]


@dataclass(frozen=True, slots=True)
class Source:
    """One kind. ``waiting``: for the tray; ``asked``: for `print`; ``of_year``: for the year-end batch; ``compose``: what stands in it;
    ``asks``: what is said for each before issue."""

    kind: str
    title: str
    asked: Callable[[At, Request], Iterable[Waiting]]
    compose: Callable[[At, Waiting], Composed]
    waiting: Callable[[At], Iterable[Waiting]] = nothing
    of_year: Callable[[At, Request], Iterable[Waiting]] = nothing_asked
    numbered: bool = True
    asks: Asks = nothing_to_say


def said(asked: Iterable[Particular], waiting: Waiting) -> dict[str, str]:
    """The particulars as they were said, else the usual ones."""
    return {each.name: str(waiting.content.get(each.name) or "").strip() or each.usual for each in asked}


def needed(value: str | int | None, option: str, what: str) -> Any:
    """A value of the request. Raises NotSaid, which names the option where it is missing."""
    if value is None or value == "":
        raise NotSaid(f"没有写明{what}。", mend=f"请加上 {option}。")
    return value


def clause(clause_id: str) -> dict[str, str]:
    """A clause as a document cites it: its words without their own ordinal, which the citation says."""
    found = rules.regulation().clause(clause_id)
    return {"citation": found.citation, "words": _ORDINAL.sub("", found.words)}


def citation(clause_id: str) -> str:
    return rules.regulation().clause(clause_id).citation
