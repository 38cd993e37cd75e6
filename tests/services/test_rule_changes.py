"""Changes of the rules: recorded with a reason, from their day on, and never for a closed year."""

import tomllib
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from app import resources
from app.errors import NotAllowed, Refusal
from app.office import Office
from app.regulation.readings import READING_KEYS
from app.services.actor import Role
from app.services.rule_changes import RuleService
from app.services.standings_json import standings_json
from tests.services.offices import new_office
from tests.services.workbooks import sound, write


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    office = new_office(tmp_path)
    office.exchange.import_workbook(write(sound(), tmp_path / "book.xlsx"))
    yield office
    office.close()


def test_every_reading_is_listed_with_its_words_and_meaning(office: Office) -> None:
    listed = {each.key: each for each in RuleService(office.desk).readings()}
    assert set(READING_KEYS) <= set(listed)
    assert listed["roll_rest_days"].value == "yes"
    assert "顺延" in listed["roll_rest_days"].meaning
    assert listed["ordinary_days"].value == 30


def test_a_changed_reading_changes_an_open_year_and_no_closed_one(office: Office) -> None:
    office.review.close(1996, "演示")
    closed = standings_json(office.review.compute(1996))
    RuleService(office.desk).change("collective_min_people", 20, date(1996, 1, 1), "演示")
    assert standings_json(office.review.compute(1996)) == closed
    office.review.reopen(1996, "演示")
    unit = office.review.compute(1996).unit("D01")
    assert unit is not None
    assert unit.petitions.collective == (0, 1, 0, 0)  # it speaks for thirty
    RuleService(office.desk).change("collective_min_people", 31, date(1996, 1, 1), "演示")
    unit = office.review.compute(1996).unit("D01")
    assert unit is not None
    assert unit.petitions.collective == (0, 0, 0, 0)


@pytest.mark.parametrize(
    ("name", "value"), [("nonsense", 1), ("roll_rest_days", "maybe"), ("ordinary_days", -1), ("fine_collective", [1, 2])]
)
def test_a_value_that_cannot_be_is_refused(office: Office, name: str, value: object) -> None:
    with pytest.raises(Refusal, match="不能取"):
        RuleService(office.desk).change(name, value, date(1996, 1, 1), "演示")


def test_a_change_needs_a_reason_and_the_director(office: Office) -> None:
    with pytest.raises(Refusal, match="理由"):
        RuleService(office.desk).set_rest_day(date(1996, 5, 2), rests=True, reason=" ")
    clerk = replace(office.desk, actor=replace(office.desk.actor, roles=frozenset({Role.CLERK})))
    with pytest.raises(NotAllowed):
        RuleService(clerk).change("ordinary_days", 60, date(1996, 1, 1), "演示")


def test_an_own_sheet_must_add_up(office: Office) -> None:
    entry = tomllib.loads(resources.text("regulation", "scoring_sheet.toml"))["sheets"][0]
    own = entry | {"name": "本局计分标准", "version": "一", "since": date(1996, 1, 1), "reference": False}
    RuleService(office.desk).put_sheet_in_force(own, "演示")
    assert office.review.compute(1996).sheet.name == "本局计分标准"
    crooked = own | {"version": "二", "sections": [own["sections"][1] | {"full": 31}]}
    with pytest.raises(Refusal, match="对不上"):
        RuleService(office.desk).put_sheet_in_force(crooked, "演示")


def test_a_rest_day_moves_no_due_date_already_told(office: Office) -> None:
    before = office.matters.due_list(within=3_000).rows
    for day in {row.due_on for row in before}:
        RuleService(office.desk).set_rest_day(day, rests=True, reason="演示")
    assert [row.due_on for row in office.matters.due_list(within=3_000).rows] == [row.due_on for row in before]


def test_the_bureaus_own_numbers_are_told_with_all_that_was_decided(office: Office) -> None:
    office.rules.change("ordinary_days", 45, date(1996, 6, 1), "案情复杂")
    numbers = {each.name: each for each in office.rules.own_numbers()}
    assert {"ordinary_days", "acknowledge_days", "long_standing_visits"} <= numbers.keys()
    assert "fine_overdue" not in numbers
    told = numbers["ordinary_days"]
    assert (told.value, told.unit) == (45, "日")
    assert [(each.value, each.since, each.reason) for each in told.history] == [
        (30, date(1995, 1, 1), ""),
        (45, date(1996, 6, 1), "案情复杂"),
    ]


def test_a_years_rest_days_are_told_with_the_bureaus_own_and_what_is_missing(office: Office) -> None:
    office.rules.set_rest_day(date(1996, 12, 25), rests=True, reason="停电")
    year = office.rules.rest_year(1996)
    assert date(1996, 12, 25) in year.resting
    assert "停电" in year.named[date(1996, 12, 25)]
    assert (year.warning, year.year) == ("", 1996)
    assert "尚未录入" in office.rules.rest_year(2035).warning
    for wrong in (1900, 2100):
        with pytest.raises(Refusal):
            office.rules.rest_year(wrong)
