"""A unit merged into another from a day on: it closes with a successor, and what was counted for it before stays with it."""

from datetime import date, timedelta

from app.errors import Refusal
from app.regulation.terms import ASSESSED_KINDS, UnitKind
from app.services.actor import Right
from app.services.base import Service, needs
from app.services.unit_keeping import require
from app.services.unit_posts import bound_officials_on, warning_of
from app.services.unit_values import POST_WORDS, Merged
from app.store import people, unit_recount, units
from app.store.database import Transaction
from app.store.units import StoredUnit

ONE_DAY = timedelta(days=1)


class UnitMerging(Service):
    """A part of :class:`app.services.units.UnitService`."""

    @needs(Right.KEEP_UNITS)
    def merge(self, code: str, into: str, since: date, confirmed: bool = False) -> Merged:
        """Merges a unit into another from ``since`` on: it closes the day before, its posts end, its subordinates come under the other.

        What is registered for it, and its year's facts, stay with it; open matters are handed over one by one where they should be.
        Raises NotFound; Refusal: a day that cannot be, a successor that cannot be, or, unless ``confirmed``, an official bound.
        """
        with self.acting("merge_unit", code.strip(), {"into": into.strip(), "since": since}) as action:
            transaction = action.transaction
            unit, other = require(transaction, code), require(transaction, into)
            _require_day(unit, other, since, self.today)
            _require_successor(transaction, unit, other, since)
            warning = self._warning(transaction, unit, confirmed)
            if warning is not None:
                action.detail["bound"] = warning
            last_day = since - ONE_DAY
            ended = _end_posts(transaction, unit, last_day)
            moved = _move_subordinates(transaction, unit, other, since)
            units.change(transaction, unit.id, {"closed_on": last_day, "successor_id": other.id})
            waiting = unit_recount.open_matters(transaction, unit.id)
            action.detail.update(ended=len(ended), moved=list(moved), open_matters=waiting)
        return Merged(ended, moved, waiting, warning)

    def _warning(self, transaction: Transaction, unit: StoredUnit, confirmed: bool) -> str | None:
        bound = [each for each in bound_officials_on(transaction, self.today) if each.unit == unit.code]
        return warning_of(bound[0], confirmed) if bound else None


def _require_day(unit: StoredUnit, other: StoredUnit, since: date, today: date) -> None:
    if since > today:
        raise Refusal("合并日期在今天之后。", where="生效日期", mend="请到那一天再办。")
    if unit.closed_on is not None:
        raise Refusal(f"{unit.name}已于{unit.closed_on.isoformat()}停用。")
    if unit.opened_on is not None and since <= unit.opened_on:
        raise Refusal("合并日期不在启用日期之后。", where="生效日期", mend="请改日期。")
    if other.closed_on is not None and other.closed_on < since:
        raise Refusal(f"{other.name}已于{other.closed_on.isoformat()}停用，不能并入。", where="并入")


def _require_successor(transaction: Transaction, unit: StoredUnit, other: StoredUnit, since: date) -> None:
    if unit.kind in ASSESSED_KINDS and other.kind is UnitKind.SUBORDINATE:
        raise Refusal("考评单位只能并入考评单位。", where="并入", mend="请改选乡镇、办事处或市直部门。")
    above: int | None = other.id
    seen: set[int] = set()
    while above is not None and above not in seen:
        if above == unit.id:
            raise Refusal("不能并入它自己或它的下属单位。", where="并入")
        seen.add(above)
        above = units.parent_id_on(transaction, units.by_id(transaction, above), since)


def _end_posts(transaction: Transaction, unit: StoredUnit, last_day: date) -> tuple[str, ...]:
    """Who held a post there holds it to the unit's last day."""
    ended = []
    for term in people.terms_at(transaction, [unit.id]):
        if term.to_on is None and (term.from_on is None or term.from_on <= last_day):
            people.end_post(transaction, term.id, last_day)
            ended.append(f"{term.name}（{POST_WORDS[term.post]}）")
    return tuple(ended)


def _move_subordinates(transaction: Transaction, unit: StoredUnit, other: StoredUnit, since: date) -> tuple[str, ...]:
    """Those under it that go on come under the other unit; one that came later than the day is refused, not rewritten."""
    moved = []
    for child in units.children(transaction, unit.id):
        if child.closed_on is not None and child.closed_on < since:
            continue
        began = units.parent_spans(transaction, child.id)[-1].from_on
        if began is not None and since <= began:
            raise Refusal(f"{child.name}自{began.isoformat()}起才归{unit.name}。", where="生效日期", mend="请改日期，或先改它的上级。")
        units.turn_parent(transaction, child.id, other.id, since, since - ONE_DAY)
        units.change(transaction, child.id, {"parent_id": other.id})
        unit_recount.recount(transaction, child.id, since)
        moved.append(child.name)
    return tuple(moved)
