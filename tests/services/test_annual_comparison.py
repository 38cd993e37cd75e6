"""Two results compared: every difference names causes that, one after the other, make the one the other; closed results never move."""

from collections.abc import Callable, Iterator
from datetime import date
from itertools import pairwise
from pathlib import Path
from random import Random
from typing import Any

import pytest

from app.errors import NotFound, Refusal
from app.office import Office
from app.regulation.terms import Level
from app.services.annual_cause_words import Why
from app.services.annual_comparison import Comparison, ResultRef
from app.services.annual_result import case_of, counted_of, fingerprint, freeze, rest_days_of
from app.services.registration_values import RegisterPage
from app.store import closed_years
from tests.services.counter import BUREAU, QUARTER, TOWN, bureau, cases, collective, draft, on_day, registration
from tests.services.test_annual_what_if import HIGHER, corrected

YEAR = 1996
AFTER = date(1997, 1, 20)


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    office = bureau(tmp_path, AFTER)
    for month in (2, 3, 4, 5, 6):
        registration(on_day(office, date(1996, month, 10))).save(collective(unit=(TOWN, BUREAU, QUARTER)[month % 3]))
    registration(on_day(office, date(1996, 7, 1))).save(draft(level=Level.PROVINCE, reporting_office=HIGHER))
    yield office
    office.close()


def accounted(comparison: Comparison) -> None:
    """Every line that differs is led from the one side to the other by steps that follow each other."""
    assert Why.REST not in {cause.why for cause in comparison.causes}
    for move in comparison.moves:
        assert move.differences
        for line in move.differences:
            steps = comparison.because(move.code, line.field)
            assert steps, (move.code, line)
            assert (steps[0].before, steps[-1].after) == (line.before, line.after)
            assert all(one.after == other.before for one, other in pairwise(steps))
    if not comparison.causes:
        assert comparison.moves == ()


def numbers(office: Office) -> list[str]:
    page: RegisterPage = registration(office.desk).register_page()
    return sorted(row.number for row in page.rows)


def test_the_same_result_differs_in_nothing(office: Office) -> None:
    office.review.close(YEAR, "演示")
    comparison = office.comparison.compare(ResultRef(YEAR, 1), ResultRef(YEAR))
    assert (comparison.moves, comparison.causes) == ((), ())


def test_a_void_a_correction_and_a_late_entry_are_named_with_their_words(office: Office) -> None:
    office.review.close(YEAR, "演示")
    first, second, *_ = numbers(office)
    office.review.reopen(YEAR, "复核")
    registration(office.desk).void(first, "演示：重复登记")
    corrected(office, second, unit=QUARTER)
    registration(office.desk).save(collective(received_on=date(1996, 9, 9)))
    comparison = office.comparison.compare(ResultRef(YEAR, 1), ResultRef(YEAR))
    accounted(comparison)
    words = {why: "".join(cause.words for cause in comparison.causes if cause.why is why) for why in Why}
    assert "重复登记" in words[Why.VOIDED]
    assert first in words[Why.VOIDED]
    assert f"{second} 改属：{TOWN} → {QUARTER}" in words[Why.MOVED]
    assert "登记有误" in words[Why.MOVED]
    assert words[Why.ADDED]
    back = office.comparison.compare(ResultRef(YEAR), ResultRef(YEAR, 1))
    accounted(back)
    assert {cause.why for cause in back.causes} == {cause.why for cause in comparison.causes}


def test_what_came_late_for_a_closed_year_is_told_as_such(office: Office) -> None:
    office.review.close(YEAR, "演示")
    registration(office.desk).save(collective(received_on=date(1996, 9, 9)))
    comparison = office.comparison.compare(ResultRef(YEAR, 1), ResultRef(YEAR))
    accounted(comparison)
    assert Why.LATE in {cause.why for cause in comparison.causes}


def test_changed_rules_and_entries_are_causes_of_their_own(office: Office) -> None:
    office.review.close(YEAR, "演示")
    office.review.reopen(YEAR, "复核")
    office.rules.change("veto_city", 2, date(1996, 1, 1), "演示")
    office.rules.change("fined_kinds", "townships", date(1996, 1, 1), "演示")
    office.rules.change("collective_min_people", 9, date(1996, 1, 1), "演示")
    office.entries.enter(YEAR, TOWN, "C1", 3)
    comparison = office.comparison.compare(ResultRef(YEAR, 1), ResultRef(YEAR))
    accounted(comparison)
    whys = {cause.why for cause in comparison.causes}
    assert {Why.PARAMETER, Why.READING, Why.ENTRY, Why.COUNTED} <= whys


def test_two_years_are_compared_to_the_last_line(office: Office) -> None:
    registration(office.desk).save(collective(received_on=date(1997, 1, 3)))
    comparison = office.comparison.compare(ResultRef(YEAR), ResultRef(1997))
    accounted(comparison)
    assert comparison.causes[0].why is Why.YEAR


def test_a_year_by_two_of_its_days(office: Office) -> None:
    comparison = office.comparison.compare(ResultRef(YEAR, as_of=date(1996, 3, 31)), ResultRef(YEAR))
    accounted(comparison)
    assert {cause.why for cause in comparison.causes} <= {Why.YEAR, Why.FOLLOWS}


def test_results_are_listed_with_their_reasons_and_an_unknown_one_is_told(office: Office) -> None:
    office.review.close(YEAR, "演示")
    office.review.reopen(YEAR, "复核")
    office.review.close(YEAR, "演示")
    known = office.comparison.results(YEAR)
    assert [each.ref.version for each in known] == [1, 2, None]
    assert [each.reopen_reason for each in known] == ["复核", None, None]
    with pytest.raises(NotFound):
        office.comparison.compare(ResultRef(YEAR, 9), ResultRef(YEAR))


def test_very_many_causes_stand_together_and_still_account_for_all(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    office.review.close(YEAR, "演示")
    for day in (1, 2, 3):
        registration(office.desk).save(collective(received_on=date(1996, 9, day)))
    monkeypatch.setattr("app.services.annual_comparison.MOST_SINGLE", 2)
    comparison = office.comparison.compare(ResultRef(YEAR, 1), ResultRef(YEAR))
    accounted(comparison)
    assert max(len(cause.records) for cause in comparison.causes) >= 3


def a_late_entry(office: Office, dice: Random) -> None:
    day = date(1996, dice.randrange(1, 13), dice.randrange(1, 28))
    level = dice.choice((Level.CITY, Level.CITY, Level.PREFECTURE, Level.BEIJING))
    people = dice.choice((1, 4, 5, 30))
    unit = dice.choice((TOWN, BUREAU, QUARTER))
    registration(office.desk).save(draft(received_on=day, level=level, people=people, unit=unit, reporting_office=HIGHER))


def a_void(office: Office, dice: Random) -> None:
    registration(office.desk).void(dice.choice(numbers(office)), "演示")


def a_correction(office: Office, dice: Random) -> None:
    ways: tuple[dict[str, Any], ...] = (
        {"unit": QUARTER}, {"level": Level.PREFECTURE}, {"people": 40}, {"received_on": date(1996, 6, 6)}
    )  # fmt: skip
    corrected(office, dice.choice(numbers(office)), **dice.choice(ways))


def a_reading(office: Office, dice: Random) -> None:
    name, value = dice.choice(
        (("rank_ties", "none"), ("veto_city", 2), ("collective_min_people", 20), ("fined_kinds", "townships"), ("repeat_fined", "no"))
    )
    office.rules.change(name, value, date(1996, 1, 1), "演示")


def a_sheet(office: Office, dice: Random) -> None:
    office.rules.put_sheet_in_force(entry_of(dice.randrange(1, 9), dice.randrange(10_000)), "演示")


def entry_of(step: int, version: int) -> dict[str, Any]:
    items = [{"id": "A1", "name": "集体访", "counts": "collective_visits", "each": [str(step), "4", "8", "15"]}]
    entered = [{"id": "C1", "name": "台账", "full": 40, "counts": "entered", "each": "0.5"}]
    return {
        "name": "本局标准", "version": f"{version}", "since": date(1996, 1, 1), "reference": False,
        "sections": [
            {"id": "A", "name": "秩序", "full": 60, "floor": "section", "items": items},
            {"id": "C", "name": "基础", "full": 40, "floor": "item", "items": entered},
        ],
    }  # fmt: skip


def an_entry(office: Office, dice: Random) -> None:
    office.entries.enter(YEAR, dice.choice((TOWN, BUREAU)), "C1", dice.randrange(9), reason="演示：复核")


def a_close(office: Office, _dice: Random) -> None:
    office.review.close(YEAR, "演示")


def a_reopening(office: Office, _dice: Random) -> None:
    office.review.reopen(YEAR, "演示")


def a_conclusion(office: Office, dice: Random) -> None:
    matter = registration(office.desk).petition(dice.choice(numbers(office))).draft.matter
    cases(on_day(office, date(1996, dice.randrange(8, 13), 5))).conclude(matter, outcome="演示")


DEEDS: tuple[Callable[[Office, Random], None], ...] = (
    a_late_entry, a_late_entry, a_void, a_correction, a_correction, a_reading, a_sheet, an_entry, a_conclusion, a_close, a_reopening,
)  # fmt: skip


def closes(office: Office) -> list[tuple[int, str, bytes]]:
    with office.desk.store.reading() as transaction:
        return [(each.version, each.fingerprint, each.body) for each in closed_years.every(transaction, YEAR)]


@pytest.mark.parametrize("seed", [1, 2, 3, *(pytest.param(seed, marks=pytest.mark.drill) for seed in range(4, 41))])
def test_whatever_happens_closed_results_stay_and_every_difference_is_accounted_for(office: Office, seed: int) -> None:
    dice = Random(seed)
    office.review.close(YEAR, "演示")
    for _ in range(18):
        before = closes(office)
        try:
            dice.choice(DEEDS)(office, dice)
        except Refusal:
            continue
        assert closes(office)[: len(before)] == before
    kept = closes(office)
    for _, mark, body in kept:
        case, counted = case_of(body), counted_of(body)
        assert counted is not None
        again = freeze(case, counted, case.judged(), rest_days_of(body))
        assert fingerprint(body) == mark == again.fingerprint
    refs = [*(ResultRef(YEAR, version) for version, _, _ in kept), ResultRef(YEAR), ResultRef(YEAR, as_of=date(1996, 8, 1))]
    for one, other in {(dice.choice(refs), dice.choice(refs)) for _ in range(4)} | {(refs[0], refs[-2])}:
        accounted(office.comparison.compare(one, other))
