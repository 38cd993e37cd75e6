"""A year's story read off on any day says what the grouped queries say of that day, and so do a unit's lines put together again."""

import random
from datetime import date, timedelta
from typing import Any

import pytest

from app.regulation.facts import UnitFacts
from app.services.annual_lines import counted_from, facts_from, lines_of
from app.services.annual_result_codec import frozen, in_order
from app.store import year_facts, year_facts_counted
from app.store.database import Store
from app.store.year_facts_counted import NOTHING_COUNTED
from app.store.year_story_days import YearDays
from tests.store.test_year_facts import PARAMETERS, fill


def plain(facts: UnitFacts) -> Any:
    return in_order(frozen(facts))


@pytest.mark.parametrize("seed", range(6))
def test_every_day_of_the_story_is_that_day_as_it_is_loaded(store: Store, seed: int) -> None:
    with store.writing() as transaction:
        fill(transaction, seed)
    dice = random.Random(seed)
    with store.reading() as transaction:
        for year in (1995, 1996):
            days = YearDays(transaction, year, PARAMETERS)
            looked_at = [date(year, 1, 1), date(year, 12, 31), *(date(year, 1, 1) + timedelta(days=dice.randrange(365)) for _ in range(10))]
            for day in looked_at:
                told = [plain(unit) for unit in days.facts(transaction, day)]
                assert told == [plain(unit) for unit in year_facts.load(transaction, year, day, PARAMETERS)], day


@pytest.mark.parametrize("seed", range(4))
def test_a_units_lines_put_together_again_are_its_facts(store: Store, seed: int) -> None:
    with store.writing() as transaction:
        fill(transaction, seed)
    with store.reading() as transaction:
        for day in (date(1995, 12, 31), date(1996, 5, 17), date(1996, 12, 31)):
            counted = year_facts_counted.load(transaction, day.year, day, PARAMETERS)
            for unit in year_facts.load(transaction, day.year, day, PARAMETERS):
                behind = counted.get(unit.code, NOTHING_COUNTED)
                lines = lines_of(unit, behind)
                assert plain(facts_from(unit.code, lines)) == plain(unit)
                assert counted_from(lines) == behind
