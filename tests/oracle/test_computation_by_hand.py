"""The second computation against cases worked out by hand from the words of page 1."""

from datetime import date
from fractions import Fraction
from random import Random
from typing import Any

import pytest

from tests.oracle.book import Matter
from tests.oracle.computation import standings
from tests.oracle.deadlines import Deadline, deadline
from tests.oracle.rest_days import add_months, is_rest_day, off_rest_days
from tests.oracle.scoring import two_places
from tests.oracle.workbook import COLUMNS, generate, identity_number

END_1996 = date(1996, 12, 31)


def rows(sheet: str, *given: dict[str, Any]) -> list[dict[str, Any]]:
    return [{**dict.fromkeys(COLUMNS[sheet]), **row} for row in given]


def book(visits: list[dict[str, Any]], matters: list[dict[str, Any]] | None = None, **more: list[dict[str, Any]]) -> dict[str, Any]:
    """One township T, a department D, a subordinate X of T; visits at the city by ten people on 4 June 1996 unless told."""
    visit = {
        "日期": date(1996, 6, 4), "形式": "来访", "级别": "市", "人数": 10, "姓名": "演示", "责任单位代码": "T",
        "持答复级别": "单位",
    }
    return {
        "单位": rows(
            "单位", {"代码": "T", "名称": "演示镇", "类别": "乡镇"}, {"代码": "D", "名称": "演示局", "类别": "市直部门"},
            {"代码": "X", "名称": "演示站", "类别": "下属单位", "上级代码": "T"},
        ),
        "人员": rows("人员", *more.get("people", [])),
        "事项": rows("事项", *[{"摘要": "演示", "责任单位代码": "T", **matter} for matter in matters or []]),
        "来访来信": rows("来访来信", *[{"登记号": f"1996-{n}", **visit, **given} for n, given in enumerate(visits)]),
        "录入项": [],
        "保证金": rows("保证金", *more.get("deposits", [])),
    }


def result_of(code: str, of_book: dict[str, Any], year: int = 1996, as_of: date = END_1996, closed: Any = None) -> dict[str, Any]:
    return next(unit for unit in standings(of_book, year, as_of, closed or {})["units"] if unit["code"] == code)


def matter(accepted: date, **more: Any) -> Matter:
    nothing: dict[str, Any] = dict.fromkeys(
        ("assigned", "extended", "reported", "explained", "concluded", "replied", "signature", "found_long_standing")
    )
    plain = {"number": "M", "unit": "T", "accepted": accepted, "marked_collective": False, "needs_no_reply": False}
    return Matter(**{**nothing, **plain, **more})


@pytest.mark.parametrize(("day", "rests"), [
    (date(1995, 4, 29), False), (date(1995, 4, 30), True), (date(1995, 5, 6), True), (date(1996, 2, 21), True), (date(1996, 2, 22), False),
    (date(1999, 5, 2), True), (date(1999, 5, 3), False), (date(2000, 5, 3), True), (date(1998, 10, 3), True), (date(1996, 10, 3), False),
    (date(2026, 10, 10), False), (date(2027, 2, 17), False), (date(2027, 10, 1), True),
])
def test_a_day_rests_as_the_table_says(day: date, rests: bool) -> None:
    assert is_rest_day(day) is rests


def test_a_month_on_from_the_31st_is_the_months_last_day() -> None:
    assert [add_months(date(1996, 1, 31), n) for n in (1, 2, 12)] == [date(1996, 2, 29), date(1996, 3, 31), date(1997, 1, 31)]
    assert off_rest_days(date(1996, 3, 31)) == date(1996, 4, 1)


@pytest.mark.parametrize(("of", "visit", "expected"), [
    # Ordinary: 30 days from Monday 4 March 1996 is Wednesday 3 April.
    (matter(date(1996, 3, 4)), None, Deadline(date(1996, 4, 3), False, False)),
    # Assigned on the base date: two months from 3 April is 3 June. A day later it changes nothing.
    (matter(date(1996, 3, 4), assigned=date(1996, 4, 3)), None, Deadline(date(1996, 6, 3), True, False)),
    (matter(date(1996, 3, 4), assigned=date(1996, 4, 4)), None, Deadline(date(1996, 4, 3), False, False)),
    (matter(date(1996, 3, 4), assigned=date(1996, 4, 3), concluded=date(1996, 4, 2)), None, Deadline(date(1996, 4, 3), False, False)),
    # The first collective visit on the base date: one month from it. A day later, nothing.
    (matter(date(1996, 3, 4)), date(1996, 4, 3), Deadline(date(1996, 5, 3), False, True)),
    (matter(date(1996, 3, 4)), date(1996, 4, 4), Deadline(date(1996, 4, 3), False, False)),
    # Earlier than the acceptance: due before it was accepted.
    (matter(date(1996, 3, 4)), date(1996, 1, 3), Deadline(date(1996, 2, 5), False, True)),
    # Extended on the first due date (3 May): two months. A day later: nothing.
    (matter(date(1996, 3, 4), extended=date(1996, 5, 3)), date(1996, 4, 3), Deadline(date(1996, 6, 3), False, True)),
    (matter(date(1996, 3, 4), extended=date(1996, 5, 4)), date(1996, 4, 3), Deadline(date(1996, 5, 3), False, True)),
    # Asked for and collective: the earlier. A visit after the ordinary but within the asked-for date still applies.
    (matter(date(1996, 3, 4), assigned=date(1996, 3, 5)), date(1996, 4, 15), Deadline(date(1996, 5, 6), True, True)),
    (matter(date(1996, 3, 4), assigned=date(1996, 3, 5)), date(1996, 3, 6), Deadline(date(1996, 4, 8), True, True)),
    # Marked 集体: from acceptance, replaced by a later visit within it.
    (matter(date(1996, 3, 4), marked_collective=True), date(1996, 3, 20), Deadline(date(1996, 4, 22), False, True)),
    (matter(date(1996, 3, 4), marked_collective=True), date(1996, 4, 5), Deadline(date(1996, 4, 4), False, True)),
    (matter(date(1996, 3, 4), marked_collective=True, assigned=date(1996, 1, 10)), None, Deadline(date(1996, 3, 11), True, True)),
])
def test_a_due_date_is_found_in_the_order_of_the_text(of: Matter, visit: date | None, expected: Deadline) -> None:
    assert deadline(of, visit) == expected


def test_three_collective_visits_to_the_city_are_no_veto_and_the_fourth_is_one() -> None:
    assert result_of("T", book([{}] * 3))["vetoes"] == []
    four = result_of("T", book([{}, {}, {}, {"责任单位代码": "X", "人数": 4, "代表人数": 5}]))
    assert four["vetoes"] == [{"clause": "3.2.1.3", "evidence": ["1996-0", "1996-1", "1996-2", "1996-3"]}]
    assert (four["rewards"], four["key_managed_next_year"], four["fines_total"], four["deposit"]["owed"]) == ([], True, 800, 800)


def test_four_people_a_letter_and_a_visit_to_the_unit_count_for_no_collective_visit() -> None:
    unit = result_of("T", book([{"人数": 4}, {"形式": "来信", "持答复级别": None}, {"级别": "单位"}]))
    assert (unit["petitions"]["total"], unit["petitions"]["collective"]["city"], unit["items"]["A1"]) == (2, 0, "0.00")


def test_a_higher_reply_letter_does_for_a_lower_one() -> None:
    visits = [{"级别": "省", "持答复级别": held, "人数": 1} for held in ("无", "单位", "市", "地区", "省")]
    assert result_of("T", book(visits))["petitions"]["individual_skipping"]["province"] == 3


def test_merit_is_earned_in_the_second_and_fourth_year_of_a_run() -> None:
    quiet, merits = book([]), []
    closed: dict[int, dict[str, Any]] = {}
    for year in range(1994, 2000):
        closed[year] = standings(quiet, year, date(year, 12, 31), closed)
        merits.append(closed[year]["units"][0]["merit"])
    assert merits == [False, False, True, False, True, False]


def test_a_case_not_reported_within_two_months_is_fined_though_concluded() -> None:
    wanted = {"事项编号": "M1", "受理日期": date(1996, 3, 4), "交办日期": date(1996, 3, 5), "交办级别": "省", "办结日期": date(1996, 3, 6)}
    unit = result_of("T", book([], [wanted]))
    assert (unit["fines"], unit["items"]["B2"]) == ([{"clause": "3.2.3.2", "amount": 500, "evidence": "M1"}], "-2.00")
    assert result_of("T", book([], [{**wanted, "说明日期": date(1996, 5, 6)}]))["fines"] == []
    assert result_of("T", book([], [wanted]), as_of=date(1996, 5, 5))["fines"] == []


def test_an_extension_not_yet_recorded_moves_no_case_out_of_the_year() -> None:
    # Due on 20 December; extended on the 10th, after its conclusion, to the next year.
    case = {
        "事项编号": "M1", "受理日期": date(1996, 11, 20), "集体": "是", "办结日期": date(1996, 11, 25),
        "复杂延期日期": date(1996, 12, 10), "延期理由": "演示",
    }
    due = [result_of("T", book([], [case]), as_of=day)["on_time"]["due"] for day in (date(1996, 12, 9), date(1996, 12, 10), END_1996)]
    assert due == [1, 0, 0]


def test_a_vetoed_unit_with_the_fewest_petitions_keeps_the_reward_from_others() -> None:
    to_department = {"责任单位代码": "D", "人数": 1}
    one_to_beijing = book([{"级别": "京"}, to_department, to_department])
    assert [reward["clause"] for reward in result_of("D", one_to_beijing)["rewards"]] == ["3.1.2.1", "3.1.2.2", "3.1.2.3"]


def test_before_1995_there_are_scores_and_no_decisions() -> None:
    early = book([{"日期": date(1994, 6, 1), "级别": "京"}])
    unit = result_of("T", early, 1994, date(1994, 12, 31))
    assert (unit["score"], unit["rank"], unit["vetoes"], unit["fines"], unit["distance_to_veto"]["3.2.1.1"]) == ("85.00", 2, [], [], 0)


def test_two_places_round_halves_away_from_zero() -> None:
    assert [two_places(Fraction(n, 1000)) for n in (-3125, 96875, 0, -4, 59999)] == ["-3.13", "96.88", "0.00", "0.00", "60.00"]


def test_identity_numbers_carry_their_check_digit() -> None:
    assert {len(identity_number(Random(seed))) for seed in range(20)} == {15, 18}


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_generated_rows_keep_the_rules_of_import(seed: int) -> None:
    of_book, _ = generate(seed, 300, 24)
    for row in of_book["事项"]:
        dates = [row[name] for name in ("复杂延期日期", "上报日期", "说明日期", "办结日期", "答复日期", "老户认定日期") if row[name]]
        assert all(row["受理日期"] <= day for day in dates)
        assert (row["交办级别"] is None) == (row["交办日期"] is None)
        assert row["签署"] not in ("已签", "拒签") or row["答复日期"]
    for row in of_book["来访来信"]:
        assert row["形式"] == "来信" or row["级别"] == "单位" or row["持答复级别"]
        assert not row["严重后果"] or (row["形式"] == "来访" and max(row["人数"] or 1, row["代表人数"] or 0) >= 5)
    assert len({row["登记号"] for row in of_book["来访来信"]}) == len(of_book["来访来信"])
