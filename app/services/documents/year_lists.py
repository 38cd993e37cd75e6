"""What a closed year calls for as a whole: the key list (三（二）2), the commendation (三（一）), the circular of the standings (五)."""

from collections.abc import Callable, Iterator
from typing import Any

from app.regulation.consequences import BOUND_POSTS
from app.regulation.decisions import UnitResult
from app.services import rules
from app.services.documents.readings_table import reading_rows
from app.services.documents.sheet_table import sheet_rows
from app.services.documents.source import At, ClosedBook, Source, citation, needed
from app.services.documents.values import Composed, Original, Request, Waiting
from app.services.documents.words import EVERY_UNIT, full_name
from app.services.documents.year_notices import MEASURES, clause_words, closes_that_wait, restore_book
from app.services.standings_rows import rate, remarks, score
from app.services.unit_values import POST_WORDS
from app.store import people, units

Compose = Callable[[At, ClosedBook], Composed]
Holds = Callable[[ClosedBook], str]
"""What of a year's result a document rests on; empty: nothing calls for it."""


def per_year(kind: str, title: str, because: Holds, recipient: Callable[[ClosedBook], str], compose: Compose) -> Source:
    """A kind of which a close of a year calls for one document."""

    def of_book(book: ClosedBook) -> Iterator[Waiting]:
        why = because(book)
        if why:
            yield Waiting(kind, title, f"{book.year}年", (recipient(book),), why, f"{book.year}/{book.version}")

    def waiting(at: At) -> Iterator[Waiting]:
        for book in closes_that_wait(at):
            yield from of_book(book)

    def asked(at: At, request: Request) -> Iterator[Waiting]:
        return of_book(at.closed(needed(request.year, "--year", "哪一年")))

    return Source(kind, title, asked, lambda at, it: compose(at, restore_book(at, it)), waiting, asked)


def _vetoed(book: ClosedBook) -> list[UnitResult]:
    return [unit for unit in book.standings.result.units if unit.vetoes]


def _rewarded(book: ClosedBook) -> list[UnitResult]:
    return [unit for unit in book.standings.result.units if unit.rewards]


def _key_units(book: ClosedBook) -> str:
    return "、".join(full_name(unit.name, unit.kind) for unit in _vetoed(book))


def _key_list(at: At, book: ClosedBook) -> Composed:
    reading = rules.shipped_parameters().readings["key_list_exit"]
    meaning = dict(reading.alternatives)[book.standings.parameters.readings.key_list_exit]
    fields = {
        "issue": at.issue(at.organs.bureau.name),
        "year": book.year,
        "units": tuple(_key_unit(at, unit) for unit in _vetoed(book)),
        "addressee": _key_units(book),
        "measures": clause_words(MEASURES),
        "exit": f"上列单位于{meaning}。",
    }
    return Composed(at.organs.bureau.name, (Original(_key_units(book), fields),), str(book.year))


def _key_unit(at: At, unit: UnitResult) -> dict[str, Any]:
    """A unit of the list; bound are those who hold the posts on the day of issue."""
    stored = units.by_code(at.transaction, unit.code)
    terms = people.terms_at(at.transaction, [stored.id], at.day) if stored is not None else ()
    bound = tuple(f"{term.name}（{POST_WORDS[term.post]}）" for term in terms if term.post in BOUND_POSTS)
    return {"name": unit.name, "citations": tuple(citation(veto.clause) for veto in unit.vetoes), "bound": bound}


def _commendation(at: At, book: ClosedBook) -> Composed:
    fields = {
        "issue": at.issue(at.organs.party.name),
        "year": book.year,
        "units": tuple(_commended(book, unit) for unit in _rewarded(book)),
        "people": tuple(person for unit in _rewarded(book) for person in _people(unit)),
        "with_organs": (at.organs.government.name,),
    }
    return Composed(at.organs.party.name, (Original(EVERY_UNIT, fields),), str(book.year))


def _commended(book: ClosedBook, unit: UnitResult) -> dict[str, Any]:
    return {
        "name": unit.name,
        "citations": tuple(citation(reward.clause) for reward in unit.rewards),
        "merit": unit.merit is not None,
        "remark": "".join(remarks(book.standings, unit)),
    }


def _people(unit: UnitResult) -> Iterator[dict[str, Any]]:
    for holder in unit.people_rewarded:
        merit = holder.person in unit.people_merit
        yield {"unit": unit.name, "name": holder.name, "post": POST_WORDS[holder.post], "merit": merit}


def _standings(at: At, book: ClosedBook) -> Composed:
    standings = book.standings
    fields = {
        "issue": at.issue(at.organs.bureau.name),
        "year": book.year,
        "as_of": standings.as_of,
        "closed": standings.closed,
        "units": tuple(_row(unit) for unit in standings.result.units),
        "sheet_name": f"《{standings.sheet.name.removesuffix('（参考）')}》",
        "sheet_reference": standings.sheet.reference,
        "sheet": sheet_rows(standings.sheet),
        "readings": reading_rows(at.transaction, standings.parameters, standings.as_of),
    }
    return Composed(at.organs.bureau.name, (Original(EVERY_UNIT, fields),), str(book.year))


def _row(unit: UnitResult) -> dict[str, Any]:
    counts = unit.petitions
    return {
        "rank": unit.rank,
        "name": unit.name,
        "score": score(unit),
        "visits": counts.visits,
        "letters": counts.letters,
        "repeats": counts.repeat,
        "collective": counts.collective,
        "skipping": counts.individual_skipping,
        "due": unit.due,
        "in_time": unit.concluded_in_time,
        "rate": rate(unit),
        "four_noes": all(unit.four_noes),
        "fines": unit.fines_total,
        "vetoes": tuple(citation(veto.clause) for veto in unit.vetoes),
        "rewards": tuple(citation(reward.clause) for reward in unit.rewards),
    }


SOURCES = (
    per_year("key-list", "重点管理单位通知", lambda book: citation(MEASURES) if _vetoed(book) else "", _key_units, _key_list),
    per_year(
        "commendation", "表彰通报", lambda book: citation("3.1.3.1") if _rewarded(book) else "", lambda _book: EVERY_UNIT, _commendation
    ),
    per_year("standings", "年终考评通报", lambda _book: citation("5.1"), lambda _book: EVERY_UNIT, _standings),
)
