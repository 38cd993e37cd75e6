"""The scoring sheet as data: what ships, which version is in force, what cannot be a sheet."""

import copy
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from app.regulation.scoring import COUNTERS
from app.regulation.sheet import Counts, sheet_from, sheet_in_force_on, sheets_from
from tests.regulation.rulebook import parsed, sheet


def entry() -> dict[str, Any]:
    shipped: dict[str, Any] = copy.deepcopy(parsed("scoring_sheet.toml")["sheets"][0])
    return shipped


def test_the_sheet_that_ships_is_a_reference_of_a_hundred_points() -> None:
    assert (sheet().reference, sheet().full) == (True, 100)
    assert [(section.id, section.full) for section in sheet().sections] == [("A", 40), ("B", 30), ("C", 15), ("D", 15)]
    assert [item.id for item in sheet().items] == ["A1", "A2", "A3", "A4", "B1", "B2", "B3", "C1", "C2", "C3", "D1", "D2", "D3", "D4"]
    assert sheet().entered_items == {"C1", "C3", "D1", "D2", "D3", "D4"}


def test_everything_an_item_may_count_can_be_counted() -> None:
    assert set(COUNTERS) == set(Counts)


def test_the_bureau_s_own_sheet_holds_from_its_day() -> None:
    own = entry() | {"since": date(1997, 1, 1), "version": "局定一", "reference": False}
    versions = sheets_from({"sheets": [entry(), own]})
    assert sheet_in_force_on(date(1996, 12, 31), versions).reference
    assert sheet_in_force_on(date(1997, 1, 1), versions).version == "局定一"
    assert sheet_in_force_on(date(1990, 1, 1), versions).reference


def twice(data: dict[str, Any]) -> None:
    data["sections"][0]["items"][1]["id"] = "A1"


def not_adding_up(data: dict[str, Any]) -> None:
    data["sections"][1]["full"] = 31


def one_number_for_four_levels(data: dict[str, Any]) -> None:
    data["sections"][0]["items"][0]["each"] = "2"


def four_numbers_for_one(data: dict[str, Any]) -> None:
    data["sections"][0]["items"][2]["each"] = ["1", "1", "1", "1"]


def a_gift(data: dict[str, Any]) -> None:
    data["sections"][0]["items"][2]["each"] = "-1"


def an_unknown_count(data: dict[str, Any]) -> None:
    data["sections"][0]["items"][2]["counts"] = "smiles"


@pytest.mark.parametrize(
    "spoil",
    [twice, not_adding_up, one_number_for_four_levels, four_numbers_for_one, a_gift, an_unknown_count],
    ids=lambda spoil: spoil.__name__,
)
def test_what_cannot_be_a_sheet_is_a_fault(spoil: Callable[[dict[str, Any]], None]) -> None:
    data = entry()
    spoil(data)
    with pytest.raises(ValueError):
        sheet_from(data)
