"""Units as rows, their names and parents over time, and the assessed unit another one's facts count for."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import bindparam, insert, null, or_, select, update

from app.regulation.terms import ASSESSED_KINDS, UnitKind
from app.store.database import Transaction
from app.store.schema.units import unit_names, unit_parents, units


class ParentSpan(NamedTuple):
    """A parent (a unit's id, or None) from a day on (None: always) to a last day (None: still)."""

    parent_id: int | None
    from_on: date | None
    to_on: date | None

    def covers(self, day: date) -> bool:
        return (self.from_on is None or self.from_on <= day) and (self.to_on is None or day <= self.to_on)


class NameSpan(NamedTuple):
    """A unit's name over time; days as in :class:`ParentSpan`."""

    name: str
    short_name: str | None
    from_on: date | None
    to_on: date | None


@dataclass(frozen=True, slots=True)
class StoredUnit:
    """A unit as it stands today; ``deposit_standard`` in 分."""

    id: int
    code: str
    kind: UnitKind
    name: str
    short_name: str | None
    initials: str | None
    parent_id: int | None
    organ_in_charge: str | None
    deposit_standard: int | None
    opened_on: date | None
    closed_on: date | None
    successor_id: int | None


@dataclass(frozen=True, slots=True)
class UnitTree:
    """Kinds and parents of units by id: what :func:`counted_unit` climbs."""

    kinds: Mapping[int, UnitKind]
    parents: Mapping[int, int | None]  # today's
    spans: Mapping[int, Sequence[ParentSpan]] = field(default_factory=dict)

    def parent_on(self, unit_id: int, day: date) -> int | None:
        """The parent on ``day``; where no span covers it, today's."""
        for span in self.spans.get(unit_id, ()):
            if span.covers(day):
                return span.parent_id
        return self.parents.get(unit_id)


def counted_unit(tree: UnitTree, unit_id: int, day: date) -> int | None:
    """The unit itself or its nearest ancestor, by the parents of ``day``, that is of an assessed kind; None where there is none."""
    seen: set[int] = set()
    current: int | None = unit_id
    while current is not None and current not in seen:
        if tree.kinds.get(current) in ASSESSED_KINDS:
            return current
        seen.add(current)
        current = tree.parent_on(current, day)
    return None


def tree(transaction: Transaction) -> UnitTree:
    """All units: for work on many petitions."""
    rows = transaction.execute(select(units.c.id, units.c.kind, units.c.parent_id)).all()
    spans: dict[int, list[ParentSpan]] = {}
    for span in transaction.execute(select(unit_parents).order_by(unit_parents.c.unit_id, unit_parents.c.from_on)):
        spans.setdefault(span.unit_id, []).append(ParentSpan(span.parent_id, span.from_on, span.to_on))
    return UnitTree({row.id: UnitKind(row.kind) for row in rows}, {row.id: row.parent_id for row in rows}, spans)


def counted_unit_of(transaction: Transaction, unit_id: int, day: date) -> int | None:
    """:func:`counted_unit` for one unit, reading only those on its way up."""
    kinds: dict[int, UnitKind] = {}
    parents: dict[int, int | None] = {}
    spans: dict[int, Sequence[ParentSpan]] = {}
    climbing = UnitTree(kinds, parents, spans)
    current: int | None = unit_id
    while current is not None and current not in kinds:
        unit = by_id(transaction, current)
        kinds[current], parents[current] = unit.kind, unit.parent_id
        if unit.kind in ASSESSED_KINDS:
            break
        spans[current] = parent_spans(transaction, current)
        current = climbing.parent_on(current, day)
    return counted_unit(climbing, unit_id, day)


def parent_id_on(transaction: Transaction, unit: StoredUnit, day: date) -> int | None:
    """A unit's parent on a day; where no span covers it, today's."""
    climbing = UnitTree({}, {unit.id: unit.parent_id}, {unit.id: parent_spans(transaction, unit.id)})
    return climbing.parent_on(unit.id, day)


_BY_ID = select(units).where(units.c.id == bindparam("wanted"))
_BY_CODE = select(units).where(units.c.code == bindparam("wanted"))


def by_id(transaction: Transaction, unit_id: int) -> StoredUnit:
    """The unit with this id. Raises NoResultFound, a fault of ours."""
    return _stored(transaction.execute(_BY_ID, {"wanted": unit_id}).mappings().one())


def by_ids(transaction: Transaction, ids: Iterable[int]) -> tuple[StoredUnit, ...]:
    """Those with these ids, by code."""
    wanted = select(units).where(units.c.id.in_(list(ids))).order_by(units.c.code)
    return tuple(_stored(row) for row in transaction.execute(wanted).mappings())


def by_code(transaction: Transaction, code: str) -> StoredUnit | None:
    row = transaction.execute(_BY_CODE, {"wanted": code}).mappings().one_or_none()
    return _stored(row) if row is not None else None


def all_units(transaction: Transaction) -> tuple[StoredUnit, ...]:
    """Every unit, by code."""
    return tuple(_stored(row) for row in transaction.execute(select(units).order_by(units.c.code)).mappings())


def children(transaction: Transaction, unit_id: int) -> tuple[StoredUnit, ...]:
    """Those whose parent it is today, by code."""
    wanted = select(units).where(units.c.parent_id == unit_id).order_by(units.c.code)
    return tuple(_stored(row) for row in transaction.execute(wanted).mappings())


def succeeded_by(transaction: Transaction, unit_id: int) -> tuple[StoredUnit, ...]:
    """The closed units it goes on for, by code."""
    wanted = select(units).where(units.c.successor_id == unit_id).order_by(units.c.code)
    return tuple(_stored(row) for row in transaction.execute(wanted).mappings())


def looking_like(transaction: Transaction, typed: str, limit: int) -> tuple[StoredUnit, ...]:
    """Units whose code begins with ``typed``, whose name, a former name or short name holds it, or one of whose initials begins with it."""
    wanted = _like(typed)
    former = select(unit_names.c.unit_id).where(unit_names.c.name.like(f"%{wanted}%", escape="\\"))
    found = select(units).where(
        or_(
            units.c.code.like(f"{wanted}%", escape="\\"),
            units.c.name.like(f"%{wanted}%", escape="\\"),
            units.c.short_name.like(f"%{wanted}%", escape="\\"),
            units.c.initials.like(f"{wanted}%", escape="\\"),
            units.c.initials.like(f"% {wanted}%", escape="\\"),
            units.c.id.in_(former),
        )
    )
    found = found.order_by(units.c.closed_on.is_not(null()), units.c.code).limit(limit)
    return tuple(_stored(row) for row in transaction.execute(found).mappings())


def insert_unit(transaction: Transaction, row: Mapping[str, Any]) -> int:
    """Writes a unit (columns of ``units`` without id) with the spans of its first name and parent; gives its id."""
    key = transaction.execute(insert(units), dict(row)).inserted_primary_key
    unit_id = int(key[0]) if key else 0
    insert_spans(transaction, [{"id": unit_id, **row}])
    return unit_id


def insert_many(transaction: Transaction, rows: Sequence[Mapping[str, Any]]) -> None:
    """Bulk form: rows with their ids (see :func:`next_id`) and every other column of ``units``, parents in any order."""
    if rows:
        transaction.execute(insert(units), [{**row, "parent_id": None, "successor_id": None} for row in rows])
        for row in rows:
            if row.get("parent_id") is not None:
                transaction.execute(update(units).where(units.c.id == row["id"]).values(parent_id=row["parent_id"]))
        insert_spans(transaction, rows)


def insert_spans(transaction: Transaction, rows: Sequence[Mapping[str, Any]]) -> None:
    """The first name and parent of new units, from always on."""
    names = [{"unit_id": row["id"], "name": row["name"], "short_name": row.get("short_name")} for row in rows]
    parents = [{"unit_id": row["id"], "parent_id": row.get("parent_id")} for row in rows]
    transaction.execute(insert(unit_names), names)
    transaction.execute(insert(unit_parents), parents)


def next_id(transaction: Transaction) -> int:
    """The first id not taken: bulk writers count on from it inside their transaction."""
    last = transaction.execute(select(units.c.id).order_by(units.c.id.desc()).limit(1)).scalar_one_or_none()
    return (last or 0) + 1


def change(transaction: Transaction, unit_id: int, values: Mapping[str, Any]) -> None:
    """Sets columns of today's state; the spans are the caller's to turn over."""
    transaction.execute(update(units).where(units.c.id == unit_id).values(**values))


def turn_name(transaction: Transaction, unit_id: int, name: str, short_name: str | None, since: date, last_day: date) -> None:
    """Ends the present name's span on ``last_day`` and begins another on ``since``."""
    present = (unit_names.c.unit_id == unit_id) & unit_names.c.to_on.is_(None)
    transaction.execute(update(unit_names).where(present).values(to_on=last_day))
    transaction.execute(insert(unit_names).values(unit_id=unit_id, name=name, short_name=short_name, from_on=since))


def turn_parent(transaction: Transaction, unit_id: int, parent_id: int | None, since: date, last_day: date) -> None:
    """Ends the present parent's span on ``last_day`` and begins another on ``since``."""
    present = (unit_parents.c.unit_id == unit_id) & unit_parents.c.to_on.is_(None)
    transaction.execute(update(unit_parents).where(present).values(to_on=last_day))
    transaction.execute(insert(unit_parents).values(unit_id=unit_id, parent_id=parent_id, from_on=since))


def name_spans(transaction: Transaction, unit_id: int) -> tuple[NameSpan, ...]:
    wanted = select(unit_names).where(unit_names.c.unit_id == unit_id).order_by(unit_names.c.from_on, unit_names.c.id)
    return tuple(NameSpan(row.name, row.short_name, row.from_on, row.to_on) for row in transaction.execute(wanted))


def parent_spans(transaction: Transaction, unit_id: int) -> tuple[ParentSpan, ...]:
    wanted = select(unit_parents).where(unit_parents.c.unit_id == unit_id).order_by(unit_parents.c.from_on, unit_parents.c.id)
    return tuple(ParentSpan(row.parent_id, row.from_on, row.to_on) for row in transaction.execute(wanted))


def _like(typed: str) -> str:
    """``typed`` as plain text in a LIKE pattern."""
    return typed.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")


def _stored(row: Any) -> StoredUnit:
    return StoredUnit(**{**row, "kind": UnitKind(row["kind"])})


def ids_by_code(transaction: Transaction) -> dict[str, int]:
    """Code -> id of every unit."""
    return {row.code: row.id for row in transaction.execute(select(units.c.code, units.c.id))}
