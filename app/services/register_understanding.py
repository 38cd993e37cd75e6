"""What was typed into the search line, understood: numbers of the register, a unit by its very name, everything else as words."""

import unicodedata
from typing import NamedTuple

from app.services.register_search_values import MATTER_WORD, NUMBER_WORD, UnitOffer
from app.store import register_search, units
from app.store.database import Transaction
from app.store.search_tokens import plain
from app.store.units import StoredUnit

MOST_OFFERED = 4
NUMBERS, DIGITS, LETTERS, WORDS, UNIT = "登记号或事项编号", "证件号或电话", "拼音或内容", "姓名或内容", "单位"


class Understood(NamedTuple):
    """``terms`` are looked for in words; ``ids`` None: no number was typed; ``kinds`` say what was typed without saying it."""

    terms: tuple[str, ...] = ()
    ids: tuple[int, ...] | None = None
    unit: StoredUnit | None = None
    why: str = ""
    kinds: tuple[str, ...] = ()


def understood(transaction: Transaction, typed: str) -> Understood:
    """Word by word: a number there is, a unit's code or name, else a word."""
    found = Understood()
    for term in unicodedata.normalize("NFKC", typed).split()[: register_search.MOST_TERMS]:
        own, on_matter = register_search.numbered(transaction, term)
        if own or on_matter:
            found = _narrowed(found, own, on_matter)
        elif found.unit is None and (unit := _named(transaction, term)) is not None:
            found = found._replace(unit=unit, kinds=(*found.kinds, UNIT))
        else:
            found = found._replace(terms=(*found.terms, plain(term)), kinds=(*found.kinds, _kind(term)))
    return found


def as_unit(transaction: Transaction, found: Understood) -> Understood | None:
    """The one unit that a single word, found nowhere else, may mean."""
    if len(found.terms) != 1 or found.ids is not None or found.unit is not None:
        return None
    likely = units.looking_like(transaction, found.terms[0], 2)
    return Understood(unit=likely[0], kinds=(UNIT,)) if len(likely) == 1 else None


def offered(transaction: Transaction, found: Understood) -> tuple[UnitOffer, ...]:
    """Units that one of the words may mean, beside what the words themselves find."""
    if len(found.terms) != 1 or len(found.terms[0]) < register_search.FEWEST_LETTERS:
        return ()
    return tuple(UnitOffer(unit.code, unit.name) for unit in units.looking_like(transaction, found.terms[0], MOST_OFFERED))


def _narrowed(found: Understood, own: list[int], on_matter: list[int]) -> Understood:
    ids = own + on_matter
    if found.ids is not None:
        ids = [each for each in ids if each in found.ids]
    return found._replace(ids=tuple(ids), why=NUMBER_WORD if own else MATTER_WORD, kinds=(*found.kinds, NUMBERS))


def _named(transaction: Transaction, term: str) -> StoredUnit | None:
    typed = plain(term)
    for unit in units.looking_like(transaction, term, MOST_OFFERED):
        if typed in {plain(unit.code), plain(unit.name), plain(unit.short_name or "")}:
            return unit
    return None


def _kind(term: str) -> str:
    if not term.isascii():
        return WORDS
    return LETTERS if term.isalpha() else DIGITS
