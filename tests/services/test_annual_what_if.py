"""Imagined changes of a year: what they say is what doing them brings, and nothing is written."""

import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from app.errors import NotFound, Refusal
from app.office import Office
from app.regulation.terms import Level
from app.services import rules
from app.services.annual_changes import (
    AddPetition,
    Change,
    MovePetition,
    SetEntry,
    SetRule,
    UseSheet,
    VoidPetition,
    entry,
    moved,
    rule,
)
from app.services.annual_differences import moves
from app.services.annual_what_if_text import what_if_text
from app.services.standings_json import standings_json
from app.store import audit
from tests.services.counter import BUREAU, QUARTER, TOWN, bureau, cases, collective, draft, on_day, registration

YEAR = 1996
HIGHER = "省信访局（演示）"


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    """A township one collective visit from a veto, one of its matters with three visits, a case concluded late."""
    office = bureau(tmp_path)
    at = {month: registration(on_day(office, date(1996, month, 10))) for month in range(1, 13)}
    first = at[2].save(collective()).matter
    at[4].save(collective(matter=first))
    at[5].save(draft(matter=first))
    at[6].save(collective(people=30, level=Level.PREFECTURE, reporting_office=HIGHER, gist="另一件事"))
    single = at[3].save(draft(unit=BUREAU, gist="一个人的事", level=Level.PROVINCE, reporting_office=HIGHER)).matter
    at[7].save(draft(unit=QUARTER, gist="街道的事"))
    cases(on_day(office, date(1996, 9, 1))).conclude(first or "", outcome="已解决")
    cases(on_day(office, date(1996, 3, 20))).conclude(single or "", outcome="已解决")
    yield office
    office.close()


def numbers(office: Office) -> list[str]:
    return sorted(row.number for row in registration(office.desk).register_page().rows)


def as_json(office: Office) -> str:
    return json.dumps(standings_json(office.review.compute(YEAR)), ensure_ascii=False)


def imagined_json(office: Office, *changes: Change) -> str:
    return json.dumps(standings_json(office.review.imagine(YEAR, changes).after), ensure_ascii=False)


@pytest.mark.parametrize("place", range(6))
def test_a_petition_imagined_void_is_the_year_with_it_void(office: Office, place: int) -> None:
    number = numbers(office)[place]
    told = imagined_json(office, VoidPetition(number))
    registration(office.desk).void(number, "演示：重复登记")
    assert told == as_json(office)


def corrected(office: Office, number: str, **values: Any) -> None:
    service = registration(office.desk)
    form = replace(service.petition(number).draft, reporting_office=HIGHER, **values)
    service.correct(number, form, "演示：登记有误", [fault.field for fault in service.check(form)])


MOVES: dict[str, tuple[Callable[[str], Change], dict[str, object]]] = {
    "to another unit": (lambda number: MovePetition(number, unit=QUARTER), {"unit": QUARTER}),
    "to another level": (lambda number: MovePetition(number, level=Level.PREFECTURE), {"level": Level.PREFECTURE}),
    "to another day": (lambda number: MovePetition(number, on=date(1996, 5, 2)), {"received_on": date(1996, 5, 2)}),
    "to fewer people": (lambda number: MovePetition(number, people=3), {"people": 3}),
    "all at once": (
        lambda number: MovePetition(number, unit=BUREAU, level=Level.BEIJING, on=date(1996, 1, 3), people=9),
        {"unit": BUREAU, "level": Level.BEIJING, "received_on": date(1996, 1, 3), "people": 9},
    ),
}


@pytest.mark.parametrize("way", MOVES)
@pytest.mark.parametrize("place", range(6))
def test_a_petition_imagined_elsewhere_is_the_year_with_it_corrected(office: Office, place: int, way: str) -> None:
    number, (change, values) = numbers(office)[place], MOVES[way]
    told = imagined_json(office, change(number))
    try:
        corrected(office, number, **values)
    except Refusal as refused:
        if "没有改动" not in refused.message:
            raise
    assert told == as_json(office)


def test_several_changes_are_made_one_after_the_other(office: Office) -> None:
    one, two, three, *_ = numbers(office)
    told = imagined_json(office, VoidPetition(two), MovePetition(one, unit=QUARTER), VoidPetition(three))
    service = registration(office.desk)
    service.void(two, "演示")
    corrected(office, one, unit=QUARTER)
    service.void(three, "演示")
    assert told == as_json(office)


def test_a_visit_more_on_a_matter_is_a_repeat_and_lifts_nothing(office: Office) -> None:
    matter = registration(office.desk).petition(numbers(office)[0]).draft.matter
    change = office.review.imagine(YEAR, [AddPetition(TOWN, Level.CITY, 8, skipping=True, on=date(1996, 8, 1), matter=matter)])
    after = change.after.unit(TOWN)
    assert after is not None
    assert after.petitions.collective[0] == 3
    assert after.petitions.repeat == 3
    assert "4.3" in [each.clause for each in after.accountability]


def test_a_veto_is_lifted_and_all_that_moves_is_told(office: Office) -> None:
    vetoed = office.review.imagine(YEAR, [SetRule("veto_city", 2)])
    unit = vetoed.after.unit(TOWN)
    assert unit is not None
    assert [veto.clause for veto in unit.vetoes] == ["3.2.1.3"]
    fields = {each.field for each in next(move for move in vetoed.moves if move.code == TOWN).differences}
    assert {"vetoes", "rewards", "key_managed_next_year"} <= fields
    lifted = office.review.imagine(YEAR, [SetRule("veto_city", 2), VoidPetition(numbers(office)[0])])
    assert lifted.after.unit(TOWN).vetoes == ()  # type: ignore[union-attr]
    assert lifted.moves == moves(lifted.before.result, lifted.after.result)


def test_a_number_the_facts_depend_on_counts_them_anew(office: Office) -> None:
    change = office.review.imagine(YEAR, [SetRule("collective_min_people", 20)])
    unit = change.after.unit(TOWN)
    assert unit is not None
    assert unit.petitions.collective == (0, 1, 0, 0)
    assert unit.petitions.individual[0] == 3


def test_a_reading_an_entry_and_a_sheet_change_what_they_say(office: Office) -> None:
    change = office.review.imagine(YEAR, [SetEntry(TOWN, "C1", 4), SetRule("fined_kinds", "townships")])
    town, department = change.after.unit(TOWN), change.after.unit(BUREAU)
    assert town is not None
    assert department is not None
    assert "C1" not in [item.item for item in town.items if not item.entered]
    assert (department.fines_total, change.before.unit(BUREAU).fines_total) == (0, 300)  # type: ignore[union-attr]
    sheet = rules.shipped_sheets()[0]
    harder = replace(sheet, sections=(replace(sheet.sections[0], items=sheet.sections[0].items[:1]), *sheet.sections[1:]), version="试")
    assert office.review.imagine(YEAR, [UseSheet(harder)]).after.sheet.version == "试"


def test_nothing_is_written(office: Office) -> None:
    path = office.desk.store.path
    before, text = path.read_bytes(), as_json(office)
    with office.desk.store.reading() as transaction:
        head = audit.head(transaction)
    for number in numbers(office):
        office.review.imagine(YEAR, [VoidPetition(number), SetRule("collective_min_people", 3), AddPetition(TOWN, Level.CITY, 7)])
    with office.desk.store.reading() as transaction:
        assert audit.head(transaction) == head
    assert as_json(office) == text
    assert path.read_bytes() == before


def test_a_closed_year_is_imagined_over_what_was_frozen(office: Office) -> None:
    number = numbers(office)[0]
    open_year = imagined_json(office, VoidPetition(number))
    office.review.close(YEAR, "演示：未录入")
    assert json.loads(imagined_json(office, VoidPetition(number)))["units"] == json.loads(open_year)["units"]
    registration(office.desk).void(number, "演示：定案后作废")
    with pytest.raises(Refusal, match="已经作废"):
        office.review.imagine(YEAR, [VoidPetition(number)])
    with pytest.raises(Refusal, match="定案后有过变动"):
        office.review.imagine(YEAR, [VoidPetition(numbers(office)[1])])
    with pytest.raises(Refusal, match="已经冻结"):
        office.review.imagine(YEAR, [SetRule("collective_min_people", 3)])


@pytest.mark.parametrize(
    ("change", "error"),
    [
        (VoidPetition("1996-99999"), NotFound),
        (MovePetition("1996-00001", unit="X99"), NotFound),
        (MovePetition("1996-00001", people=0), Refusal),
        (AddPetition("X99", Level.CITY), NotFound),
        (AddPetition(TOWN, Level.CITY, 0), Refusal),
        (AddPetition(TOWN, Level.CITY, 1, on=date(1996, 12, 30)), Refusal),
        (AddPetition(TOWN, Level.CITY, 1, matter="没有"), NotFound),
        (SetEntry(TOWN, "A1", 3), NotFound),
        (SetEntry("X99", "C1", 3), NotFound),
        (SetEntry(TOWN, "C1", -1), Refusal),
        (SetRule("rank_ties", "some"), Refusal),
        (SetRule("veto_city", "four"), Refusal),
        (SetRule("moon", 1), Refusal),
    ],
)
def test_what_cannot_be_imagined_says_why(office: Office, change: Change, error: type[Exception]) -> None:
    with pytest.raises(error):
        office.review.imagine(YEAR, [change])


def test_the_text_names_what_moves_and_says_that_nothing_is_written(office: Office) -> None:
    text = what_if_text(office.review.imagine(YEAR, [SetRule("veto_city", 2), MovePetition(numbers(office)[3], level=Level.BEIJING)]))
    assert text.startswith("设想：veto_city = 2；1996-00004 改为进京。什么也没有写入。")
    assert "一票否决 无 → " in text


def test_what_is_typed_is_read_or_told_wrong() -> None:
    assert moved("1996-00001:D01") == MovePetition("1996-00001", unit="D01")
    assert moved("1996-00001：市，8人,1996-05-06") == MovePetition("1996-00001", level=Level.CITY, people=8, on=date(1996, 5, 6))
    assert entry("T01:C1=3") == SetEntry("T01", "C1", 3)
    assert entry("T01:C1=") == SetEntry("T01", "C1", None)
    assert rule("veto_city=5") == SetRule("veto_city", 5)
    assert rule("fine_skipping=0,1,2,3") == SetRule("fine_skipping", [0, 1, 2, 3])
    assert rule("rank_ties=none") == SetRule("rank_ties", "none")
    wrong = (
        (moved, "1996-00001"), (moved, "1996-00001:"), (moved, "1996-1:1996-02-31"), (entry, "T01"), (entry, "T01:C1=-1"), (rule, "x=1"),
        (rule, "veto_city="), (rule, "veto_city=a"), (rule, "fine_skipping=1"), (rule, "rank_ties=x"),
    )  # fmt: skip
    for read, written in wrong:
        with pytest.raises(ValueError, match=r"应为|不能取|不是日期"):
            read(written)
