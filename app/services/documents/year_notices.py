"""What a closed year calls for unit by unit: the veto notice in two originals (五、第一段), the notice of fines (三（二）3)."""

from collections.abc import Callable, Iterator
from typing import Any

from app.errors import NotFound
from app.regulation.decisions import Decision, UnitResult
from app.regulation.rounding import two_places
from app.regulation.terms import UnitKind
from app.services.documents.source import At, ClosedBook, Source, citation, clause, needed
from app.services.documents.values import Composed, Original, Request, Waiting
from app.services.documents.words import REACHED, full_name
from app.store import units

DEFAULT_SUPERIOR = "市委、市政府"
MEASURES = "3.2.2"
CASE_FINE = "3.2.3.2"

Due = Callable[[UnitResult], tuple[Decision, ...]]
Recipients = Callable[[At, UnitResult], tuple[str, ...]]


def closes_that_wait(at: At) -> Iterator[ClosedBook]:
    """The closes of this year and the last: what they call for waits."""
    for year in (at.day.year - 1, at.day.year):
        book = at.books.of(at.transaction, year)
        if book is not None:
            yield book


def per_unit(kind: str, title: str, due: Due, recipients: Recipients, compose: Callable[[At, Waiting], Composed]) -> Source:
    """A kind of which every unit with such decisions gets one document."""

    def of_book(at: At, book: ClosedBook, code: str | None) -> Iterator[Waiting]:
        for unit in book.standings.result.units:
            if due(unit) and code in (None, unit.code):
                because = "、".join(dict.fromkeys(citation(each.clause) for each in due(unit)))
                subject = f"{book.year}/{book.version}/{unit.code}"
                yield Waiting(kind, title, f"{unit.name} {book.year}年", recipients(at, unit), because, subject)

    def waiting(at: At) -> Iterator[Waiting]:
        for book in closes_that_wait(at):
            yield from of_book(at, book, None)

    def asked(at: At, request: Request) -> Iterator[Waiting]:
        book = at.closed(needed(request.year, "--year", "哪一年"))
        found = list(of_book(at, book, request.unit))
        if not found:
            whom = f"单位“{request.unit}”" if request.unit else ""
            raise NotFound(f"{book.year} 年{whom}没有要下达的{title}。")
        return iter(found)

    def of_year(at: At, request: Request) -> Iterator[Waiting]:
        return of_book(at, at.closed(needed(request.year, "--year", "哪一年")), request.unit)

    return Source(kind, title, asked, compose, waiting, of_year)


def restore_book(at: At, waiting: Waiting) -> ClosedBook:
    """The close a subject names. Raises NotFound where the year was closed anew since."""
    year, version, *_ = waiting.subject.split("/")
    book = at.closed(int(year))
    if book.version != int(version):
        raise NotFound(f"{year} 年已经重新定案，这件文书不再有效。", mend="请刷新待发文书。")
    return book


def the_unit(at: At, waiting: Waiting) -> tuple[ClosedBook, UnitResult]:
    """The close and the unit a subject names. Raises NotFound."""
    book = restore_book(at, waiting)
    code = waiting.subject.split("/")[2]
    unit = book.standings.unit(code)
    if unit is None:
        raise NotFound(f"{book.year} 年的考评名单里没有单位“{code}”。")
    return book, unit


def superior(at: At, code: str) -> str:
    """The organ in charge of a unit, else the unit above it, else the city."""
    unit = units.by_code(at.transaction, code)
    if unit is not None and unit.organ_in_charge:
        return unit.organ_in_charge
    parent = units.by_id(at.transaction, unit.parent_id) if unit is not None and unit.parent_id is not None else None
    return parent.name if parent is not None else DEFAULT_SUPERIOR


def _vetoes(unit: UnitResult) -> tuple[Decision, ...]:
    return unit.vetoes


def _fines(unit: UnitResult) -> tuple[Decision, ...]:
    return unit.fines


def _two(at: At, unit: UnitResult) -> tuple[str, ...]:
    return full_name(unit.name, unit.kind), superior(at, unit.code)


def _one(_at: At, unit: UnitResult) -> tuple[str, ...]:
    return (full_name(unit.name, unit.kind),)


def _veto(at: At, waiting: Waiting) -> Composed:
    book, unit = the_unit(at, waiting)
    to_unit, to_superior = _two(at, unit)
    shared: dict[str, Any] = {
        "unit_name": unit.name,
        "unit_full_name": to_unit,
        "superior_name": to_superior,
        "year": book.year,
        "clauses": tuple(_veto_clause(book, unit, veto) for veto in unit.vetoes),
        "score": two_places(unit.score),
        "key_list_year": book.year + 1,
        "fines_total": unit.fines_total,
        "measures": clause_words(MEASURES),
        **at.issue(at.organs.bureau.name),
    }
    originals = (
        Original(to_unit, shared | {"original": "unit"}, "unit"),
        Original(to_superior, shared | {"original": "superior"}, "superior"),
    )
    return Composed(at.organs.bureau.name, originals, f"{book.year}-{unit.code}")


def clause_words(clause_id: str) -> str:
    """The clause's words without its own ordinal, which the citation says."""
    return clause(clause_id)["words"]


def _veto_clause(book: ClosedBook, unit: UnitResult, veto: Decision) -> dict[str, Any]:
    return {
        "citation": citation(veto.clause),
        "words": clause_words(veto.clause),
        "evidence": veto.evidence,
        "finding": _finding(book, unit, veto.clause),
    }


def _finding(book: ClosedBook, unit: UnitResult, clause_id: str) -> str:
    """What was found, in plain words."""
    city, prefecture, province, beijing = unit.petitions.collective
    far = "、".join(f"{way}集体上访{count}次" for way, count in (("进京", beijing), ("赴省", province)) if count)
    found = {
        "3.2.1.1": f"发生{far}",
        "3.2.1.2": f"发生到地区集体上访{prefecture}次",
        "3.2.1.3": f"发生到市集体上访{city}次",
        "3.2.1.4": f"信访工作考核总分为{two_places(unit.score)}分，低于{book.standings.parameters.pass_score}分",
        "3.2.1.5": "因工作不力，集体上访造成严重恶果",
    }
    return found[clause_id]


def _fine(at: At, waiting: Waiting) -> Composed:
    book, unit = the_unit(at, waiting)
    name = full_name(unit.name, unit.kind)
    fields = {
        "issue": at.issue(at.organs.bureau.name),
        "unit_name": unit.name,
        "unit_full_name": name,
        "year": book.year,
        "events": tuple(_event(book, fine) for fine in unit.fines),
        "deposit": unit.deposit._asdict() if unit.kind is UnitKind.TOWNSHIP else None,
    }
    return Composed(at.organs.bureau.name, (Original(name, fields),), f"{book.year}-{unit.code}")


def _event(book: ClosedBook, fine: Decision) -> dict[str, Any]:
    return {
        "what": _what(book, fine),
        "evidence": fine.evidence[0],
        "citation": citation(fine.clause),
        "amount": fine.amount,
    }


def _what(book: ClosedBook, fine: Decision) -> str:
    """The event in plain words, by the frozen facts of the year."""
    if fine.clause == CASE_FINE:
        return "市以上机关要查处结果，两个月内不上报结果，又不说明查处情况"
    visit = next(each for each in book.facts[fine.unit].cited_visits if each.number == fine.evidence[0])
    return f"集体{REACHED[visit.level]}上访" if visit.collective else f"非集体越级{REACHED[visit.level]}上访"


SOURCES = (
    per_unit("veto", "一票否决书", _vetoes, _two, _veto),
    per_unit("fine", "罚款（保证金扣缴）通知书", _fines, _one, _fine),
)
