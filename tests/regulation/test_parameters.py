"""Numbers and readings by date: what is in force, what a bureau may change, what a closed year keeps."""

import json
from datetime import date

import pytest

from app.regulation.dated import Change
from app.regulation.parameters import NUMBER_NAMES, ParameterTable, thawed
from app.regulation.readings import ALLOWED, readings_from
from tests.regulation.rulebook import parameters, parsed, table

OF_SPEC = {
    "in_force",
    "one_qi",
    "collective_min_people",
    "roll_rest_days",
    "collective_from",
    "extension_before_due",
    "ordinary_days",
    "ordinary_days_binds",
    "rank_ties",
    "repeat_fined",
    "veto_bars_reward",
    "merit_overlap",
    "fined_kinds",
    "veto_penalty",
    "key_list_exit",
    "long_standing_visits",
    "fewest_counts",
    "four_noes_level",
    "many_repeats",
    "explanation_by_due",
    "delay_or_refusal",
    "serious_finding_level",
    "serious_finding_year",
}


def test_the_numbers_are_those_of_the_regulation() -> None:
    now = parameters()
    assert (now.first_year, now.pass_score, now.reward_rank, now.reward_score) == (1995, 60, 5, 95)
    assert (now.veto_province_or_beijing, now.veto_prefecture, now.veto_city) == (1, 3, 4)
    assert (now.fine_collective, now.fine_skipping, now.fine_overdue) == ((200, 500, 1000, 1500), (0, 100, 300, 500), 500)
    assert (now.collective_months, now.complex_months, now.asked_for_months, now.ordinary_days) == (1, 2, 2, 30)
    assert (now.collective_min_people, now.many_repeats, now.long_standing_visits) == (5, 2, 3)
    assert (now.long_delay_months, now.acknowledge_days) == (2, 7)


def test_every_reading_of_the_list_is_there_and_has_a_value() -> None:
    assert set(table().readings) >= OF_SPEC
    assert set(parameters().reading_values()) == set(table().readings)


def test_reading_values_are_shown_by_key() -> None:
    values = parameters().reading_values()
    assert list(values) == sorted(values)
    assert (values["repeat_fined"], values["ordinary_days"]) == ("yes", 30)


def test_a_reading_lists_every_value_the_program_can_take_with_its_meaning() -> None:
    for key, reading in table().readings.items():
        assert bool(reading.parameter) is not bool(reading.alternatives), key
        assert {value for value, _ in reading.alternatives} == set(ALLOWED.get(key, ())) or reading.parameter in NUMBER_NAMES, key
        assert len(reading.alternatives) > 1 or reading.considered, key


def test_before_the_first_version_the_first_holds() -> None:
    assert table().in_force_on(date(1990, 1, 1)) == table().in_force_on(date(1995, 1, 1))


def test_a_change_holds_from_its_day_and_not_before() -> None:
    changed = table().with_changes([Change("ordinary_days", 45, date(1996, 7, 1)), Change("rank_ties", "none", date(1997, 1, 1))])
    assert changed.in_force_on(date(1996, 6, 30)).ordinary_days == 30
    assert changed.in_force_on(date(1996, 7, 1)).ordinary_days == 45
    assert changed.in_force_on(date(1996, 12, 31)).readings.rank_ties == "all"
    assert changed.in_force_on(date(1997, 1, 1)).readings.rank_ties == "none"


def test_of_two_changes_of_one_day_the_later_recorded_holds() -> None:
    day = date(1996, 7, 1)
    changed = table().with_changes([Change("ordinary_days", 45, day)]).with_changes([Change("ordinary_days", 60, day)])
    assert changed.in_force_on(day).ordinary_days == 60


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("no_such_number", 1),
        ("ordinary_days", "thirty"),
        ("ordinary_days", -1),
        ("ordinary_days", True),
        ("fine_collective", 200),
        ("fine_collective", [200, 500]),
        ("rank_ties", "some"),
        ("in_force", "from_the_day_of_issue"),
    ],
)
def test_a_change_to_what_cannot_be_is_a_fault(name: str, value: object) -> None:
    with pytest.raises(ValueError):
        table().with_changes([Change(name, value, date(1996, 1, 1))])


def test_what_a_closed_year_keeps_is_read_back_the_same() -> None:
    now = parameters({"rank_ties": "none", "fine_collective": [1, 2, 3, 4]})
    assert thawed(json.loads(json.dumps(now.frozen()))) == now


def test_missing_or_unknown_names_are_a_fault() -> None:
    kept = parameters().frozen()
    with pytest.raises(ValueError, match="ordinary_days"):
        thawed({name: value for name, value in kept.items() if name != "ordinary_days"})
    with pytest.raises(ValueError, match="mood"):
        readings_from(kept["readings"] | {"mood": "good"})


def test_a_file_with_a_value_that_cannot_be_is_a_fault() -> None:
    numbers = parsed("parameters.toml")
    numbers["pass_score"]["values"].append({"since": date(2030, 1, 1), "value": -1})
    with pytest.raises(ValueError, match="pass_score"):
        ParameterTable.from_data(numbers, parsed("readings.toml"))
