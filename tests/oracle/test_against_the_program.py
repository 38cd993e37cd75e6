"""The program and the second computation agree on every field of every unit, before and after years are closed."""

from copy import deepcopy
from datetime import date

import pytest

from tests.oracle.compare import compared, differences
from tests.oracle.computation import standings
from tests.oracle.workbook import generate

# A run of the first years in force, one across the start of the calendar's data, one of the latest years.
SMALL_SEEDS = (2, 9, 20)


@pytest.mark.parametrize("seed", SMALL_SEEDS)
def test_a_small_book_comes_to_the_same_standings(seed: int) -> None:
    assert compared(seed, petitions=250, units=24, span=1, days_a_year=1) == []


@pytest.mark.drill
@pytest.mark.parametrize("seed", range(1, 51))
def test_a_book_comes_to_the_same_standings(seed: int) -> None:
    assert compared(seed, petitions=300 + 100 * (seed % 12), units=24 + seed % 60, span=3) == []


@pytest.mark.drill
@pytest.mark.parametrize("seed", range(101, 105))
def test_a_large_book_comes_to_the_same_standings(seed: int) -> None:
    assert compared(seed, petitions=5000, units=120, span=4) == []


def test_a_difference_of_one_field_is_found_and_named() -> None:
    book, years = generate(1, 300, 24)
    expected = standings(book, years[0], date(years[0], 12, 31), {})
    assert differences(expected, deepcopy(expected)) == []
    changed = deepcopy(expected)
    changed["units"][0]["petitions"]["total"] += 1
    changed["units"][1]["merit"] = 0
    assert [line.split(":")[0] for line in differences(expected, changed)] == [
        f"{expected['units'][0]['code']}.petitions.total", f"{expected['units'][1]['code']}.merit"
    ]
