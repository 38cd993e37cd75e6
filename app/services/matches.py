"""Earlier petitions of the same people and likely the same matter, looked up while the form is typed."""

import re
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from app.regulation.months import in_words
from app.regulation.terms import Level
from app.services.actor import Right
from app.services.base import Service, needs
from app.services.petition_form import LEVEL_WORDS
from app.store import matched, search
from app.store.database import Transaction
from app.store.matched import Matched

PIECE = 4
"""So many characters of what is typed are looked for at a time; two of such pieces make it likely the same matter."""

STEP, MOST_PIECES = 2, 16
SHARED_FROM = 3
"""From here on the words two gists share are worth saying."""

LOOKED_AT = 24
_BREAKS = re.compile(r"[\s，。、；：？！,.;:?!（）()“”\"'《》\-—…]+")
_NAME_FROM, _PHONE_FROM = 2, 4

_WHY = {search.ID_MATCH: "证件号相同", search.PHONE_MATCH: "电话相同", search.NAME_MATCH: "同名", search.WORDS_MATCH: ""}
_WEIGHT = {search.ID_MATCH: 8, search.PHONE_MATCH: 4, search.NAME_MATCH: 2, search.WORDS_MATCH: 0}


class Match(NamedTuple):
    """An earlier petition and why it matches. Of a protected one only its number stands: all else is withheld (empty, None)."""

    number: str
    why: str
    name: str
    received_on: date | None
    where: str  # 来市
    gist: str
    matter: str | None
    unit: str | None  # code
    protected: bool
    voided: bool = False


class MatchService(Service):
    """Looks, shows, and records nothing: what was shown is noted in the audit record of the save."""

    @needs(Right.REGISTER)
    def matches(
        self, name: str, id_number: str = "", phone: str = "", gist: str = "", address: str = "", limit: int = 8
    ) -> tuple[Match, ...]:
        """Up to ``limit`` earlier petitions, likeliest first. Short pieces (a character of a name, 3 digits) find nothing yet."""
        with self.reading() as transaction:
            found = _found(transaction, name.strip(), id_number, phone, gist)
            stored = matched.by_ids(transaction, found)
        weighed = [_weighed(stored[each], found[each], gist, address) for each in found if each in stored]
        weighed.sort(key=lambda each: (-each.weight, each.age))
        return tuple(each.match for each in weighed[:limit])


class _Weighed(NamedTuple):
    weight: int
    age: int
    match: Match


def _found(transaction: Transaction, name: str, id_number: str, phone: str, gist: str) -> dict[int, str]:
    """Petition id -> the strongest reason."""
    known_name = name if len(name) >= _NAME_FROM else ""
    known_phone = phone if len(phone.strip()) >= _PHONE_FROM else ""
    hits = search.find_people(transaction, name=known_name, id_number=id_number, phone=known_phone, limit=LOOKED_AT)
    found = {hit.petition_id: hit.why for hit in hits}
    for petition_id in _alike(transaction, gist):
        found.setdefault(petition_id, search.WORDS_MATCH)
    return found


def _alike(transaction: Transaction, gist: str) -> list[int]:
    """Petitions that share two pieces of what is typed; of one short phrase, those that hold it."""
    pieces = list(_pieces(gist))
    counted: dict[int, int] = {}
    for piece in pieces:
        for hit in search.find_words(transaction, piece, LOOKED_AT):
            counted[hit.petition_id] = counted.get(hit.petition_id, 0) + 1
    wanted = min(2, len(pieces))
    likely = sorted(counted.items(), key=lambda each: (-each[1], -each[0]))
    return [petition_id for petition_id, count in likely if count >= wanted][:LOOKED_AT]


def _pieces(gist: str) -> Iterator[str]:
    runs = [run for run in _BREAKS.split(gist[:400]) if len(run) >= PIECE]
    pieces = (run[start : start + PIECE] for run in runs for start in range(0, len(run) - PIECE + 1, STEP))
    yield from list(dict.fromkeys(pieces))[:MOST_PIECES]


def _weighed(petition: Matched, why: str, gist: str, address: str) -> _Weighed:
    age = -petition.received_on.toordinal()
    if petition.protected:
        match = Match(petition.number, "保密件：有一件相近登记", "", None, "", "", None, None, protected=True, voided=bool(petition.voided))
        return _Weighed(_WEIGHT[why], age, match)
    shared, near = shared_words(gist, petition.gist or ""), _same_place(address, petition.places)
    reasons = ((True, _WHY[why]), (near, "同住址"), (bool(shared), f"都说“{shared}”"), (bool(petition.voided), "已作废"))
    where = "到责任单位" if petition.level is Level.UNIT else f"来{LEVEL_WORDS[petition.level]}"
    match = Match(
        petition.number,
        "；".join(reason for holds, reason in reasons if holds and reason) or "内容相近",
        petition.name or "",
        petition.received_on,
        f"{in_words(petition.received_on)}{where}",
        petition.gist or "",
        petition.matter,
        petition.unit_code,
        protected=False,
        voided=bool(petition.voided),
    )
    return _Weighed(_WEIGHT[why] + 2 * near + bool(shared), age, match)


def shared_words(one: str, other: str) -> str:
    """The longest run of characters two gists share, of at least three, without marks; empty where there is none."""
    best = ""
    text = other[:2000]
    for run in _BREAKS.split(one[:400]):
        for start in range(len(run)):
            while start + len(best) < len(run) and run[start : start + len(best) + 1] in text:
                best = run[start : start + len(best) + 1]
    return best if len(best) >= SHARED_FROM else ""


def _same_place(address: str, places: str | None) -> bool:
    typed = "".join(address.split())
    if len(typed) < SHARED_FROM or places is None:
        return False
    kept = ["".join(place.split()) for place in places.split("\n")]
    return any(typed in each or (len(each) >= SHARED_FROM and each in typed) for each in kept)
