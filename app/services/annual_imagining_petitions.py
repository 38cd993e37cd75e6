"""Petitions as they might be: the registered ones with what is imagined of them, and how the year would count them."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from functools import partial

from app.errors import NotFound, Refusal
from app.regulation.ladder import collective
from app.regulation.parameters import Parameters
from app.regulation.terms import NO_REPLY_LETTER, Form, Level
from app.services.annual_changes import AddPetition, MovePetition, VoidPetition, require_people
from app.store import matters, petitions, units
from app.store.database import Transaction
from app.store.petitions import StoredPetition
from app.store.visits import repeats_of
from app.store.year_story_values import PetitionLine


@dataclass(frozen=True, slots=True)
class ImaginedPetition:
    """What the year looks at in a petition, registered or not."""

    number: str
    unit_id: int
    counted_unit_id: int | None
    matter_id: int | None
    on: date
    form: Form
    level: Level
    people: int
    represented: int | None
    shown_level: int
    serious: bool
    voided: bool

    @property
    def counts(self) -> bool:
        """Whether it is at city or above and not void."""
        return not self.voided and self.level > Level.UNIT


def as_registered(stored: StoredPetition) -> ImaginedPetition:
    """A petition as the register has it."""
    return ImaginedPetition(
        stored.number, stored.unit_id, stored.counted_unit_id, stored.matter_id, stored.received_on, stored.form, stored.level,
        stored.people, stored.represented, stored.shown_level, stored.serious, stored.voided,
    )  # fmt: skip


class Imagination:
    """The petitions that are imagined otherwise, by number, beside the register."""

    def __init__(self, transaction: Transaction, year: int, as_of: date) -> None:
        self._transaction, self._year, self._as_of = transaction, year, as_of
        self.registered: dict[str, ImaginedPetition] = {}
        self.imagined: dict[str, ImaginedPetition] = {}

    def take(self, change: AddPetition | MovePetition | VoidPetition) -> None:
        """Imagines one change more. Raises NotFound, Refusal."""
        if isinstance(change, AddPetition):
            self._add(change)
            return
        petition = self._known(change.number)
        if isinstance(change, VoidPetition):
            self.imagined[petition.number] = replace(petition, voided=True)
            return
        if change.people is not None:
            require_people(change.people)
        unit_id = self._unit(change.unit) if change.unit else petition.unit_id
        on = change.on or petition.on
        moved = replace(
            petition,
            unit_id=unit_id,
            counted_unit_id=units.counted_unit_of(self._transaction, unit_id, on),
            on=on,
            level=petition.level if change.level is None else change.level,
            people=petition.people if change.people is None else change.people,
        )
        self.imagined[petition.number] = moved

    def added(self) -> tuple[ImaginedPetition, ...]:
        """Those that are in no register."""
        return tuple(each for number, each in self.imagined.items() if number not in self.registered)

    def on_matters(self) -> frozenset[int]:
        """The matters whose petitions are imagined otherwise."""
        every = (*self.registered.values(), *self.imagined.values())
        return frozenset(each.matter_id for each in every if each.matter_id is not None)

    def of_matter(self, matter_id: int) -> tuple[list[ImaginedPetition], list[ImaginedPetition]]:
        """The petitions on a matter, in the register and as imagined."""
        before = [as_registered(stored) for stored in petitions.of_matter(self._transaction, matter_id)]
        after = [self.imagined.get(each.number, each) for each in before]
        known = {each.number for each in before}
        after += [each for number, each in self.imagined.items() if number not in known and each.matter_id == matter_id]
        return before, after

    def _add(self, change: AddPetition) -> None:
        require_people(change.people)
        on = change.on or self._as_of
        if on > self._as_of or on.year != self._year:
            raise Refusal(f"设想的日期 {on} 不在 {self._year} 年、截至 {self._as_of} 的范围内，不会计入。", where="日期")
        unit_id, number = self._unit(change.unit), f"设想-{len(self.imagined) + 1}"
        shown = NO_REPLY_LETTER if change.skipping else int(change.level) - 1
        counted = units.counted_unit_of(self._transaction, unit_id, on)
        self.imagined[number] = ImaginedPetition(
            number, unit_id, counted, self._matter(change.matter), on, change.form, change.level, change.people, change.represented,
            shown, change.serious, False,
        )  # fmt: skip

    def _known(self, number: str) -> ImaginedPetition:
        number = number.strip()
        if number in self.imagined:
            return self.imagined[number]
        stored = petitions.by_number(self._transaction, number)
        if stored is None:
            raise NotFound(f"没有登记号是“{number[:40]}”的来访来信。")
        if stored.voided:
            raise Refusal(f"{number}已经作废，本来就不计。")
        self.registered[number] = as_registered(stored)
        return self.registered[number]

    def _unit(self, code: str) -> int:
        unit = units.by_code(self._transaction, code.strip())
        if unit is None:
            raise NotFound(f"没有代码为“{code.strip()[:40]}”的单位。")
        return unit.id

    def _matter(self, number: str) -> int | None:
        if not number.strip():
            return None
        matter = matters.by_number(self._transaction, number.strip())
        if matter is None:
            raise NotFound(f"没有编号是“{number.strip()[:40]}”的事项。")
        return matter.id


def lines_of_petitions(
    found: Iterable[ImaginedPetition], year: int, as_of: date, parameters: Parameters
) -> dict[str, tuple[int | None, PetitionLine]]:
    """How the year counts these petitions, by number, each with its unit. Repeats are told where a matter has all of them here."""
    every = list(found)
    repeats = _repeats(every)
    counting = (each for each in every if each.counts and each.on.year == year and each.on <= as_of)
    line = partial(_line, parameters=parameters, repeats=repeats)
    return {each.number: (each.counted_unit_id, line(each)) for each in counting}


def _line(petition: ImaginedPetition, parameters: Parameters, repeats: frozenset[str]) -> PetitionLine:
    visit = petition.form is Form.VISIT
    return PetitionLine(
        visit,
        petition.level,
        collective(petition.form, petition.people, petition.represented or 0, parameters),
        visit and petition.shown_level + 1 < petition.level,
        petition.number in repeats,
        visit and petition.serious,
    )


def _repeats(every: Iterable[ImaginedPetition]) -> frozenset[str]:
    by_matter: dict[int, list[tuple[date, str]]] = {}
    for each in every:
        if each.matter_id is not None and each.form is Form.VISIT and not each.voided:
            by_matter.setdefault(each.matter_id, []).append((each.on, each.number))
    return frozenset(number for visits in by_matter.values() for number in repeats_of(visits))
