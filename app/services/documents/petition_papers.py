"""What a petition registered calls for: heads summoned to receive in person (2.2), the receipt, the referral, the registration form."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from app.errors import Refusal
from app.regulation.ladder import collective, level_skipping, missing_reply_letter
from app.regulation.months import in_words
from app.regulation.terms import Level, Post
from app.services import rules
from app.services.documents import case_file as cases
from app.services.documents.case_notices import TO_PETITIONER, WAITS
from app.services.documents.source import At, Source, citation, clause, needed, said
from app.services.documents.values import Composed, Original, Particular, Request, Waiting
from app.services.documents.words import OFFICES, REACHED, day_words
from app.services.petition_form import FORM_WORDS, LEVEL_WORDS, PURPOSE_WORDS, REPLY_LEVEL_WORDS
from app.services.unit_values import POST_WORDS
from app.store import matters, petitioners, units
from app.store import people as posts
from app.store import waiting as waiting_store
from app.store.petitions import StoredPetition
from app.store.waiting import WaitingPetition

RECEIVE, NO_SKIPPING = "2.2", "1.2"
SUMMONS, RECEIPT, REFERRAL, FORM = "summons", "receipt", "referral", "registration-form"
SUMMONS_WAITS = timedelta(days=14)
RECEPTION = "接待室"
AT_ONCE = "接到本通知后立即"
"""The regulation names no hour: who sends the notice may."""
TITLES = {SUMMONS: "接访通知", RECEIPT: "受理告知", REFERRAL: "转送、不予受理告知", FORM: "来访登记表"}


def _one(at: At, kind: str, number: str, code: str, *, chosen: bool = True) -> Waiting:
    to = cases.unit_name(at, code) if kind == SUMMONS else TO_PETITIONER
    return Waiting(kind, TITLES[kind], number, (to,), number, number, chosen)


def _registered(at: At, within: timedelta = WAITS) -> tuple[WaitingPetition, ...]:
    return waiting_store.petitions_since(at.transaction, at.day - within)


def _is_collective(at: At, of: StoredPetition | WaitingPetition) -> bool:
    parameters = rules.in_force(at.transaction, at.day).parameters
    return collective(of.form, of.people, of.represented or 0, parameters)


def _skips_together(at: At, of: StoredPetition | WaitingPetition) -> bool:
    return level_skipping(of.form, of.level, of.shown_level) and _is_collective(at, of)


def _summons_waiting(at: At) -> Iterator[Waiting]:
    called = waiting_store.called_for(at.transaction, SUMMONS)
    for each in _registered(at, SUMMONS_WAITS):
        if _skips_together(at, each) or each.number in called:
            yield _one(at, SUMMONS, each.number, each.unit_code)


def _receipts_waiting(at: At) -> Iterator[Waiting]:
    for each in _registered(at):
        if each.matter is not None and each.level is Level.CITY:
            yield _one(at, RECEIPT, each.number, each.unit_code)


def _referrals_waiting(at: At) -> Iterator[Waiting]:
    for each in _registered(at):
        if each.not_a_case and each.level is Level.CITY:
            yield _one(at, REFERRAL, each.number, each.unit_code, chosen=False)


def _asked(kind: str) -> Any:
    def asked(at: At, request: Request) -> Iterator[Waiting]:
        found = cases.petition(at, needed(request.visit, "--visit", "哪一次来访来信"))
        yield _one(at, kind, found.number, found.unit_code)

    return asked


def _form_asked(at: At, request: Request) -> Iterator[Waiting]:
    """Filled in for the petition named, blank without one."""
    if request.visit:
        yield from _asked(FORM)(at, request)
    else:
        yield Waiting(FORM, TITLES[FORM], "空白", ("",), "空白", "", chosen=False)


def _summons_asks(at: At, waiting: Waiting) -> tuple[Particular, ...]:
    """Where to come: where the petitioners are by the register; and when."""
    found = cases.petition(at, waiting.subject)
    here = f"{at.organs.bureau.name}{RECEPTION}"
    return Particular("place", "到何处", here if found.level is Level.CITY else OFFICES[found.level]), Particular("by", "何时到", AT_ONCE)


def _summons(at: At, waiting: Waiting) -> Composed:
    found = cases.petition(at, waiting.subject)
    code, name, subordinate = cases.counted_unit(at, found.unit_id, found.counted_unit_id)
    reasons = (("集体上访", _is_collective(at, found)), ("越级上访", level_skipping(found.form, found.level, found.shown_level)))
    why = [reason for reason, holds in reasons if holds]
    if not why:
        raise Refusal(f"{found.number}不是集体访，也不是越级，不出接访通知。")
    secret = waiting_store.kept_secret(at.transaction, None, found.id)
    names = cases.names_of(at, found)
    visitors = cases.called(names, found.people) if names else f"群众{found.people}人"
    particulars = said(_summons_asks(at, waiting), waiting)
    fields = {
        "issue": at.issue(at.organs.bureau.name),
        "unit_full_name": name,
        "petition": found.number,
        "happened": f"{day_words(found.received_on)}{REACHED[found.level]}",
        "visitors": visitors + (f"（代表{found.represented}人）" if found.represented else ""),
        "why": "、".join(why),
        "summary": _summary(at, found),
        "clause": _receiving(),
        "heads": _heads(at, code),
        **particulars,
        "subordinate": subordinate,
        "kept_secret": secret,
    }
    return Composed(at.organs.bureau.name, (Original(name, fields),), found.number, found.protected, particulars=particulars)


def _receiving() -> dict[str, str]:
    """The one sentence of the paragraph that calls the heads: the others stand in what follows."""
    cited = clause(RECEIVE)
    return {**cited, "words": next(sentence for sentence in cited["words"].split("。") if "亲自接访" in sentence)}


def _heads(at: At, code: str) -> str:
    """主要领导 of the unit by name."""
    unit = units.by_code(at.transaction, code)
    terms = posts.terms_at(at.transaction, [unit.id], at.day) if unit is not None else ()
    return POST_WORDS[Post.HEAD] + "、".join(term.name for term in terms if term.post is Post.HEAD)


def _summary(at: At, found: StoredPetition) -> str:
    """What it is about, as told that day, or the matter's own words."""
    if found.gist:
        return cases.told(found.gist)
    return cases.told(matters.by_id(at.transaction, found.matter_id).gist) if found.matter_id is not None else ""


def _to_petitioner(at: At, found: StoredPetition) -> dict[str, Any]:
    """What both letters to a petitioner say. A protected one is not named."""
    return {
        "issue": at.issue(at.organs.bureau.name),
        "petitioner": cases.addressed(cases.names_of(at, found)),
        "received": cases.arrived(found),
        "summary": _summary(at, found),
        "petition": found.number,
    }


def _receipt(at: At, waiting: Waiting) -> Composed:
    found = cases.petition(at, waiting.subject)
    if found.matter_id is None:
        raise Refusal(f"{found.number}没有立案，不出受理告知。", mend="可以出不予受理告知（referral）。")
    matter = matters.by_id(at.transaction, found.matter_id)
    due = cases.due_of(at, matter)
    own = {
        "matter": matter.number,
        "unit_full_name": cases.unit_name(at, matter.unit_code),
        "due_on": due.due_on,
        "due_why": cases.limit(due),
        "next_office": cases.next_office(Level.UNIT),
    }
    return Composed(at.organs.bureau.name, (Original(TO_PETITIONER, _to_petitioner(at, found) | own),), found.number, found.protected)


def _referral(at: At, waiting: Waiting) -> Composed:
    """Forwarded to the unit that handles it; not accepted where the clerk registered it as no case."""
    found = cases.petition(at, waiting.subject)
    missing = missing_reply_letter(found.form, found.level, found.shown_level)
    lower = f"未持{OFFICES[missing]}的《上访答复意见书》" if missing is not None else ""
    reason = found.not_a_case_reason or lower or "按照分级负责、归口办理的原则"
    own = {
        "reason": reason,
        "go_to": cases.unit_name(at, found.unit_code),
        "ladder": tuple({"office": OFFICES[Level(n)], "letter": OFFICES[Level(n - 1)]} for n in range(Level.CITY, Level.BEIJING + 1)),
        "forwarded": found.not_a_case_reason is None,
    }
    return Composed(at.organs.bureau.name, (Original(TO_PETITIONER, _to_petitioner(at, found) | own),), found.number, found.protected)


def _form(at: At, waiting: Waiting) -> Composed:
    if not waiting.subject:
        return Composed("", (Original("", {"organ": at.organs.bureau.name, "day": at.day, "sample": at.sample}),), "blank")
    found = cases.petition(at, waiting.subject)
    fields = {
        "organ": at.organs.bureau.name,
        "day": found.received_on,
        "number": found.number,
        "form": FORM_WORDS[found.form],
        "level": LEVEL_WORDS[found.level],
        "people": f"{found.people}人" + (f"，代表{found.represented}人" if found.represented else ""),
        "unit": cases.unit_name(at, found.unit_code),
        "classes": found.subject_class or "",
        "summary": _summary(at, found),
        "demand": PURPOSE_WORDS[found.purpose] if found.purpose else "",
        "judged": _judged(at, found),
        "reply_letter": _shown_letter(found),
        "due": _due(at, found),
        "handling": found.not_a_case_reason or "",
        "clerk": found.registered_by_name or "",
        "protected": found.protected,
        "kept_secret": waiting_store.kept_secret(at.transaction, None, found.id),
        "sample": at.sample,
        **({} if found.protected else _person(at, found)),
    }
    return Composed("", (Original(TO_PETITIONER, fields),), found.number, found.protected)


def _person(at: At, found: StoredPetition) -> dict[str, Any]:
    """Who petitions, for a form of an ordinary petition."""
    people = petitioners.of_petition(at.transaction, found.id, protected=False)
    if not people:
        return {}
    first, *others = people
    return {
        "name": first.name,
        "sex": first.sex or "",
        "birth": in_words(first.birth_on) if first.birth_on else "",
        "id_number": first.id_number or first.other_paper or "",
        "phone": first.phone or "",
        "address": first.address or "",
        "others": "、".join(each.name for each in others),
    }


def _judged(at: At, found: StoredPetition) -> str:
    skips = level_skipping(found.form, found.level, found.shown_level)
    words = (("集体访", _is_collective(at, found)), (f"越级（{citation(NO_SKIPPING)}）", skips), ("重访", found.repeat))
    return "、".join(word for word, holds in words if holds)


def _shown_letter(found: StoredPetition) -> str:
    level = REPLY_LEVEL_WORDS[found.shown_level]
    return level if not found.shown_number else f"{level}　{found.shown_number}"


def _due(at: At, found: StoredPetition) -> str:
    if found.matter_id is None:
        return ""
    due = cases.due_of(at, matters.by_id(at.transaction, found.matter_id))
    return in_words(due.due_on) + (f"（{citation(due.clause)}）" if due.clause else "")


SOURCES = (
    Source(SUMMONS, TITLES[SUMMONS], _asked(SUMMONS), _summons, _summons_waiting, asks=_summons_asks),
    Source(RECEIPT, TITLES[RECEIPT], _asked(RECEIPT), _receipt, _receipts_waiting),
    Source(REFERRAL, TITLES[REFERRAL], _asked(REFERRAL), _referral, _referrals_waiting),
    Source(FORM, TITLES[FORM], _form_asked, _form, numbered=False),
)
