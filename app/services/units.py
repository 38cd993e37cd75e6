"""The registry of units: found by code, name or pinyin initials, and shown with their history, people and subordinates."""

from collections.abc import Mapping
from datetime import date

from app.services.actor import Right
from app.services.base import needs
from app.services.unit_keeping import UnitKeeping, require
from app.services.unit_merging import UnitMerging
from app.services.unit_posts import UnitPosts
from app.services.unit_values import (
    KIND_WORDS,
    POST_WORDS,
    BoundOfficial,
    LeaderInCharge,
    Merged,
    NameTerm,
    ParentTerm,
    PostTerm,
    UnitForm,
    UnitHit,
    UnitView,
)
from app.store import people, units
from app.store.database import Transaction
from app.store.people import Term
from app.store.units import ParentSpan, StoredUnit

__all__ = [
    "KIND_WORDS",
    "POST_WORDS",
    "BoundOfficial",
    "LeaderInCharge",
    "Merged",
    "NameTerm",
    "ParentTerm",
    "PostTerm",
    "UnitForm",
    "UnitHit",
    "UnitService",
    "UnitView",
]


class UnitService(UnitKeeping, UnitMerging, UnitPosts):
    """Units read here; kept, and their posts, in the rooms it is made of."""

    @needs(Right.READ_STANDINGS)
    def search(self, text: str, limit: int = 12, on: date | None = None) -> tuple[UnitHit, ...]:
        """Units whose code or initials begin with ``text`` or whose name (a former one too) holds it; exact and open ones first.

        Closed is by ``on`` (today).
        """
        typed = "".join(text.split())
        if not typed:
            return ()
        day = on or self.today
        with self.reading() as transaction:
            found = units.looking_like(transaction, typed, limit * 3)
            above = {unit.id: unit for unit in units.by_ids(transaction, {unit.parent_id for unit in found if unit.parent_id})}
        hits = [_hit(unit, above, _why(unit, typed), day) for unit in found]
        return tuple(sorted(hits, key=lambda hit: (hit.closed, not _exact(hit, typed), hit.code))[:limit])

    @needs(Right.READ_STANDINGS)
    def all_units(self, on: date | None = None) -> tuple[UnitHit, ...]:
        """Every unit, by code; ``closed`` as of ``on`` (today)."""
        with self.reading() as transaction:
            found = units.all_units(transaction)
        known = {unit.id: unit for unit in found}
        return tuple(_hit(unit, known, "", on or self.today) for unit in found)

    @needs(Right.READ_STANDINGS)
    def unit(self, code: str) -> UnitView:
        """A unit by its code, with its history. Raises NotFound."""
        with self.reading() as transaction:
            return _view(transaction, require(transaction, code), self.today)


def _view(transaction: Transaction, unit: StoredUnit, day: date) -> UnitView:
    spans = units.parent_spans(transaction, unit.id)
    known = _known(transaction, unit.parent_id, unit.successor_id, *(span.parent_id for span in spans))
    parent, successor = _told(known, unit.parent_id), _told(known, unit.successor_id)
    names = units.name_spans(transaction, unit.id)
    return UnitView(
        form=_form(unit, parent[0]),
        parent_name=parent[1],
        names=tuple(NameTerm(each.name, each.short_name or "", each.from_on, each.to_on) for each in names),
        parents=tuple(_parent(span, known) for span in spans),
        posts=tuple(map(_post, people.terms_at(transaction, [unit.id]))),
        subordinates=tuple(_hit(each, {unit.id: unit}, "", day) for each in units.children(transaction, unit.id)),
        successor=successor[0] or None,
        successor_name=successor[1],
        merged_here=tuple(_hit(each, {}, "", day) for each in units.succeeded_by(transaction, unit.id)),
    )


def _known(transaction: Transaction, *ids: int | None) -> Mapping[int, StoredUnit]:
    return {each.id: each for each in units.by_ids(transaction, (each for each in ids if each is not None))}


def _told(known: Mapping[int, StoredUnit], unit_id: int | None) -> tuple[str, str]:
    """Code and name, both empty where there is none."""
    return (known[unit_id].code, known[unit_id].name) if unit_id is not None else ("", "")


def _form(unit: StoredUnit, parent: str) -> UnitForm:
    return UnitForm(
        code=unit.code,
        name=unit.name,
        kind=unit.kind,
        short_name=unit.short_name or "",
        parent=parent,
        organ_in_charge=unit.organ_in_charge or "",
        deposit_standard=unit.deposit_standard,
        opened_on=unit.opened_on,
        closed_on=unit.closed_on,
    )


def _parent(span: ParentSpan, known: Mapping[int, StoredUnit]) -> ParentTerm:
    if span.parent_id is None:
        return ParentTerm(None, "", span.from_on, span.to_on)
    return ParentTerm(known[span.parent_id].code, known[span.parent_id].name, span.from_on, span.to_on)


def _post(term: Term) -> PostTerm:
    return PostTerm(term.id, term.unit_code, term.unit_name, term.name, term.post, term.phone or "", term.from_on, term.to_on)


def _hit(unit: StoredUnit, known: Mapping[int, StoredUnit], why: str, day: date) -> UnitHit:
    closed = unit.closed_on is not None and unit.closed_on < day
    parent = known.get(unit.parent_id) if unit.parent_id is not None else None
    return UnitHit(unit.code, unit.name, unit.kind, parent.name if parent else "", why, closed, parent.code if parent else "")


def _why(unit: StoredUnit, typed: str) -> str:
    if unit.code.lower().startswith(typed.lower()):
        return "代码"
    if typed in unit.name or typed in (unit.short_name or ""):
        return "名称"
    readings = [reading for reading in (unit.initials or "").split() if reading.startswith(typed.lower())]
    return f"拼音 {readings[0]}" if readings else "原名"


def _exact(hit: UnitHit, typed: str) -> bool:
    return hit.code.lower() == typed.lower() or hit.name == typed or hit.why == f"拼音 {typed.lower()}"
