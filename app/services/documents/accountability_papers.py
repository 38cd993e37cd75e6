"""责任查究通报、建议书 (四): for every decision of the director; those of 四、6 and 7 are the director's own to see and to issue."""

from collections.abc import Iterable, Iterator

from app.errors import NotAllowed, NotFound
from app.services.accountability import DIRECTORS_OWN
from app.services.documents.case_file import unit_name
from app.services.documents.case_notices import WAITS
from app.services.documents.source import At, Source, citation, clause, needed
from app.services.documents.values import Composed, Original, Request, Waiting
from app.services.documents.year_notices import superior
from app.store import accountability, matters, petitions
from app.store import waiting as waiting_store
from app.store.accountability import DecidedAccountability

KIND, TITLE = "accountability", "责任查究通报、建议书"
BASIS = "4.0"


def restricted(kind: str, subject: str) -> bool:
    """Whether a document is the director's own to see."""
    return kind == KIND and subject.split("/")[1] in DIRECTORS_OWN


def require_may_see(kind: str, subject: str, *, director: bool) -> None:
    """Raises NotAllowed for a document that only the director may see."""
    if not director and restricted(kind, subject):
        raise NotAllowed("这件文书只有局长能看。")


def _shown(at: At, decisions: Iterable[DecidedAccountability], code: str | None = None) -> Iterator[Waiting]:
    for each in decisions:
        visible = at.director or each.clause not in DIRECTORS_OWN
        if visible and not each.set_aside and code in (None, each.unit_code):
            subject = f"{each.year}/{each.clause}/{each.unit_code}/{each.id}"
            yield Waiting(KIND, TITLE, f"{each.unit_name} {each.year}年", (_recipient(at, each),), citation(each.clause), subject)


def _recipient(at: At, decided: DecidedAccountability) -> str:
    return superior(at, decided.unit_code) if decided.proposal else unit_name(at, decided.unit_code)


def _waiting(at: At) -> Iterator[Waiting]:
    return _shown(at, accountability.since(at.transaction, at.day - WAITS))


def _asked(at: At, request: Request) -> Iterator[Waiting]:
    year = needed(request.year, "--year", "哪一年")
    found = list(_shown(at, accountability.of_year(at.transaction, year), request.unit))
    if not found:
        raise NotFound(f"{year} 年没有责任查究的决定。", mend="请局长先作出决定。")
    return iter(found)


def _of_year(at: At, request: Request) -> Iterator[Waiting]:
    return _shown(at, accountability.of_year(at.transaction, needed(request.year, "--year", "哪一年")), request.unit)


def _paper(at: At, waiting: Waiting) -> Composed:
    decided = accountability.by_id(at.transaction, int(waiting.subject.rpartition("/")[2]))
    if decided is None:
        raise NotFound("没有这项责任查究的决定。")
    require_may_see(KIND, waiting.subject, director=at.director)
    recipient = _recipient(at, decided)
    fields = {
        "issue": at.issue(at.organs.bureau.name),
        "unit_name": decided.unit_name,
        "addressee": recipient,
        "clause": clause(decided.clause),
        "basis": clause(BASIS)["words"],
        "facts": decided.facts,
        "people": tuple(person._asdict() for person in decided.people),
        "evidence": decided.evidence,
        "proposal": decided.proposal,
        "kept_secret": _kept_secret(at, decided),
    }
    return Composed(at.organs.bureau.name, (Original(recipient, fields),), f"{decided.year}-{decided.id}")


def _kept_secret(at: At, decided: DecidedAccountability) -> tuple[str, ...]:
    """Of every protected petition among the evidence, or on a matter among it."""
    found: set[str] = set()
    for number in decided.evidence:
        matter = matters.by_number(at.transaction, number)
        petition = petitions.by_number(at.transaction, number)
        if matter is not None:
            found.update(waiting_store.kept_secret(at.transaction, matter.id))
        if petition is not None:
            found.update(waiting_store.kept_secret(at.transaction, None, petition.id))
    return tuple(sorted(found))


SOURCES = (Source(KIND, TITLE, _asked, _paper, _waiting, _of_year),)
