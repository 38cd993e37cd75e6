"""Makes the store's rows of a workbook's new rows in memory, in one pass: units, people, entries, deposits."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from app.regulation.terms import UnitKind
from app.services.rules import Rules
from app.services.unit_initials import stored as stored_initials
from app.store.bulk_insert import Batch, Start
from app.store.bulk_values import DepositRow, EntryRow, PersonRow, UnitRow
from app.store.units import ParentSpan, UnitTree, counted_unit


@dataclass(slots=True)
class Plan:
    """What an import will write, and what it is made with. `closed_years` are the years whose new rows are 补录."""

    start: Start
    rules: Rules
    actor: int
    at: datetime
    closed_years: frozenset[int]
    batch: Batch = field(default_factory=Batch)
    unit_ids: dict[str, int] = field(init=False)
    tree: UnitTree = field(init=False)
    instant: str = field(init=False)  # `at` as the store keeps it
    classes: dict[str, int] = field(init=False)  # subject classes, new ones among them
    _counted: dict[tuple[int, date], int | None] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.unit_ids, self.tree = dict(self.start.unit_ids), self.start.tree
        self.classes = dict(self.start.classes)
        self.instant = self.at.isoformat(timespec="microseconds")

    def taken(self) -> Batch:
        """What was planned so far, handed over to be written; planning goes on with nothing."""
        batch, self.batch = self.batch, Batch()
        return batch

    def next_id(self, table: str) -> int:
        """The next free id of a table, taken."""
        number = self.start.next_ids[table]
        self.start.next_ids[table] = number + 1
        return number

    def counted(self, unit_id: int, day: date) -> int | None:
        """The assessed unit a unit's facts of that day count for."""
        key = unit_id, day
        if key not in self._counted:
            self._counted[key] = counted_unit(self.tree, unit_id, day)
        return self._counted[key]

    def late(self, year: int) -> int:
        return int(year in self.closed_years)


def plan_units(plan: Plan, rows: Iterable[UnitRow]) -> None:
    """New units with their ids; the tree grows by them."""
    new = list(rows)
    for row in new:
        plan.unit_ids[row.code] = plan.next_id("units")
    kinds, parents, spans = dict(plan.tree.kinds), dict(plan.tree.parents), dict(plan.tree.spans)
    for row in new:
        unit_id = plan.unit_ids[row.code]
        parent = plan.unit_ids[row.parent] if row.parent is not None else None
        kinds[unit_id], parents[unit_id] = UnitKind(row.kind), parent
        spans[unit_id] = (ParentSpan(parent, None, None),)
        own = {name: value for name, value in row._asdict().items() if name != "parent"}
        initials = stored_initials(*filter(None, (row.name, row.short_name)))
        plan.batch.units.append(own | {"id": unit_id, "parent_id": parent, "initials": initials, "successor_id": None})
    plan.tree = UnitTree(kinds, parents, spans)


def plan_people(plan: Plan, rows: Iterable[PersonRow]) -> None:
    """Terms of office; the same name at the same unit, or with the same telephone, is the same human being."""
    holders, phones = dict(plan.start.holders), dict(plan.start.phones)
    for row in rows:
        person = holders.get((row.unit, row.name)) or phones.get((row.name, row.phone or ""))
        if person is None:
            person = plan.next_id("people")
            plan.batch.people.append({"id": person, "name": row.name, "phone": row.phone})
        holders[row.unit, row.name] = person
        if row.phone:
            phones[row.name, row.phone] = person
        plan.batch.posts.append(_post(row, person, plan.unit_ids[row.unit]))


def _post(row: PersonRow, person: int, unit_id: int) -> dict[str, Any]:
    return {"person_id": person, "unit_id": unit_id, "post": row.post, "phone": row.phone, "from_on": row.from_on, "to_on": row.to_on}


def plan_entries(plan: Plan, rows: Iterable[EntryRow]) -> None:
    made = {"entered_by": plan.actor, "entered_at": plan.instant}
    for row in rows:
        own = {"year": row.year, "unit_id": plan.unit_ids[row.unit], "item": row.item, "number": row.number, "basis": row.basis}
        plan.batch.entries.append(own | made)


def plan_deposits(plan: Plan, rows: Iterable[DepositRow]) -> None:
    """Each deposit is a voucher of two lines: cash in, the township's deposit up."""
    made: dict[str, Any] = {"kind": "deposit", "clause": "3.2.3.0", "evidence": None, "counters_id": None, "closed_year_id": None}
    made |= {"posted_by": plan.actor, "posted_at": plan.instant}
    for row in rows:
        voucher: dict[str, Any] = {"id": plan.next_id("ledger"), "voucher": row.voucher, "on": row.on, "year": row.on.year}
        voucher |= {"unit_id": plan.unit_ids[row.unit], "amount": row.amount, "words": row.words}
        plan.batch.ledger.append(voucher | made)
        plan.batch.ledger_lines.append({"entry_id": voucher["id"], "account": "cash", "amount": row.amount})
        plan.batch.ledger_lines.append({"entry_id": voucher["id"], "account": f"deposit:{row.unit}", "amount": -row.amount})
