"""The assessed unit a unit's facts count for, by the parents of the day."""

from datetime import date

import pytest

from app.regulation.terms import UnitKind
from app.store.units import ParentSpan, UnitTree, counted_unit

DEPARTMENT, OTHER, COMPANY, SHOP, LONE = 1, 2, 3, 4, 5
KINDS = {
    DEPARTMENT: UnitKind.DEPARTMENT,
    OTHER: UnitKind.TOWNSHIP,
    COMPANY: UnitKind.SUBORDINATE,
    SHOP: UnitKind.SUBORDINATE,
    LONE: UnitKind.SUBORDINATE,
}
PARENTS = {DEPARTMENT: None, OTHER: DEPARTMENT, COMPANY: OTHER, SHOP: COMPANY, LONE: None}
SPANS = {COMPANY: (ParentSpan(DEPARTMENT, None, date(1996, 6, 30)), ParentSpan(OTHER, date(1996, 7, 1), None))}
DAY = date(1996, 6, 30)


@pytest.mark.parametrize(
    ("unit_id", "day", "counted"),
    [
        (DEPARTMENT, DAY, DEPARTMENT),
        (OTHER, DAY, OTHER),
        (COMPANY, DAY, DEPARTMENT),
        (COMPANY, date(1996, 7, 1), OTHER),
        (SHOP, DAY, DEPARTMENT),
        (SHOP, date(1996, 7, 1), OTHER),
        (LONE, DAY, None),
        (99, DAY, None),
    ],
)
def test_the_nearest_assessed_unit_upwards_on_the_day_counts(unit_id: int, day: date, counted: int | None) -> None:
    assert counted_unit(UnitTree(KINDS, PARENTS, SPANS), unit_id, day) == counted


def test_today_s_parent_stands_in_where_no_span_covers_the_day() -> None:
    spans = {COMPANY: (ParentSpan(DEPARTMENT, date(1996, 1, 1), None),)}
    assert counted_unit(UnitTree(KINDS, PARENTS, spans), COMPANY, date(1995, 12, 31)) == OTHER


def test_a_circle_of_parents_ends() -> None:
    assert counted_unit(UnitTree(KINDS, {COMPANY: SHOP, SHOP: COMPANY}), COMPANY, DAY) is None
