"""Whatever clerks and officers do in whatever order, the store stays sound: `check` finds nothing, repeats and numbers are right."""

import random
import threading
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from app.errors import InputFault, Refusal
from app.office import Office
from app.regulation.ladder import is_repeat
from app.regulation.terms import AskingLevel, Form, Level, Signature
from app.services.petition_form import PetitionDraft
from app.store import petitions
from tests.services.counter import BUREAU, COMPANY, QUARTER, TODAY, TOWN, bureau, draft

FIRST_DAY = date(1996, 3, 1)


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    opened = bureau(tmp_path)
    yield opened
    opened.close()


class Walk:
    """A seeded walk over everything the services let one do; a refusal in the user's words is a step like any other."""

    def __init__(self, office: Office, seed: int) -> None:
        self.office, self.dice = office, random.Random(seed)
        self.numbers: list[str] = []
        self.matters: list[str] = []

    def step(self) -> None:
        doing: list[Callable[[], object]] = [self.register, self.register, self.register]
        if self.numbers:
            doing += [self.correct, self.void]
        if self.matters:
            doing += [self.assign, self.extend, self.conclude, self.answer]
        with suppress(Refusal, InputFault):
            self.dice.choice(doing)()

    def day(self) -> date:
        return FIRST_DAY + timedelta(days=self.dice.randrange((TODAY - FIRST_DAY).days + 1))

    def form(self) -> PetitionDraft:
        level = self.dice.choice(list(Level))
        return draft(
            received_on=self.day(),
            people=self.dice.choice([1, 1, 4, 5, 9]),
            form=self.dice.choice([Form.VISIT, Form.VISIT, Form.LETTER]),
            level=level,
            reporting_office="上级信访局",
            unit=self.dice.choice([TOWN, BUREAU, COMPANY, QUARTER]),
            matter=self.dice.choice([*self.matters, ""]) if self.dice.random() < 0.7 else "",
        )

    def register(self) -> None:
        registered = self.office.registration.save(self.form())
        self.numbers.append(registered.number)
        if registered.opened and registered.matter:
            self.matters.append(registered.matter)

    def correct(self) -> None:
        number = self.dice.choice(self.numbers)
        before, other = self.office.registration.petition(number).draft, self.form()
        field = self.dice.choice(["received_on", "people", "form", "unit", "matter", "level"])
        self.office.registration.correct(number, replace(before, reporting_office="上级", **{field: getattr(other, field)}), "核对后更正")

    def void(self) -> None:
        self.office.registration.void(self.dice.choice(self.numbers), "登错")

    def assign(self) -> None:
        level = self.dice.choice([None, AskingLevel.CITY, AskingLevel.CENTRAL])
        self.office.matters.assign(self.dice.choice(self.matters), on=self.day(), asking_level=level)

    def extend(self) -> None:
        self.office.matters.extend(self.dice.choice(self.matters), reason="复杂", on=self.day())

    def conclude(self) -> None:
        self.office.matters.conclude(self.dice.choice(self.matters), outcome="办结", on=self.day())

    def answer(self) -> None:
        matter = self.dice.choice(self.matters)
        self.office.matters.report(matter, on=self.day())
        self.office.matters.reply(matter, signature=self.dice.choice(list(Signature)), on=self.day())


def wrong_repeats(office: Office, opened: int) -> list[str]:
    """Petitions whose repeat flag is not what the ladder says of the visits on their matter, one by one."""
    found: list[str] = []
    with office.desk.store.reading() as transaction:
        for matter_id in range(1, opened + 1):
            on_it = petitions.of_matter(transaction, matter_id)
            visits = [(each.received_on, each.number) for each in on_it if each.form is Form.VISIT and not each.voided]
            repeats = {number for day, number in visits if is_repeat((day, number), visits)}
            found += [each.number for each in on_it if each.repeat is not (each.number in repeats)]
    return found


@pytest.mark.parametrize("seed", range(6))
def test_after_any_walk_the_store_is_sound(office: Office, seed: int) -> None:
    walk = Walk(office, seed)
    for _ in range(60):
        walk.step()
    assert len(walk.matters) > 3
    assert office.health.check() == ()
    assert wrong_repeats(office, len(walk.matters)) == []


def test_two_clerks_at_once_get_every_number_once_and_none_is_missing(office: Office) -> None:
    given: list[str] = []

    def register() -> None:
        given.extend(office.registration.save(draft()).number for _ in range(10))

    threads = [threading.Thread(target=register) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(given) == [f"1996-{number:05}" for number in range(1, 31)]
    assert office.health.check() == ()
