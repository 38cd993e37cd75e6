"""Mergers and closings taken back: a year's facts stay with the unit of that day, those under it come under the successor."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from app.errors import NotFound, Refusal
from app.office import Office
from app.regulation.terms import Post, UnitKind
from app.services.units import UnitForm
from tests.services.counter import BUREAU, COMPANY, QUARTER, TODAY, TOWN, bureau, collective, on_day, registration

JULY = date(1996, 7, 1)


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    opened = bureau(tmp_path)
    yield opened
    opened.close()


def test_a_year_s_facts_stay_with_the_unit_of_their_day_and_later_ones_of_those_under_it_count_for_the_successor(office: Office) -> None:
    before = registration(on_day(office, date(1996, 6, 28))).save(collective(unit=COMPANY)).number
    office.units.appoint(BUREAU, "钱局长", Post.HEAD)
    done = office.units.merge(BUREAU, QUARTER, JULY)
    after = registration(on_day(office, date(1996, 7, 2))).save(collective(unit=COMPANY)).number
    assert office.registration.petition(before).counted_unit == BUREAU
    assert office.registration.petition(after).counted_unit == QUARTER
    assert (done.moved, done.ended, done.warning) == (("百货公司",), ("钱局长（主要领导）",), None)
    closed = office.units.unit(BUREAU)
    assert (closed.form.closed_on, closed.successor, closed.successor_name) == (date(1996, 6, 30), QUARTER, "古楼办事处")
    assert [term.to_on for term in closed.posts] == [date(1996, 6, 30)]
    assert [hit.code for hit in office.units.unit(QUARTER).merged_here] == [BUREAU]
    assert [(term.parent, term.to_on) for term in office.units.unit(COMPANY).parents] == [(BUREAU, date(1996, 6, 30)), (QUARTER, None)]
    standings = office.review.compute(1996)
    old, new = standings.unit(BUREAU), standings.unit(QUARTER)
    assert old is not None
    assert new is not None
    assert (old.rank, old.petitions.collective[0], new.petitions.collective[0]) == (None, 1, 1)


def test_open_matters_stay_where_they_are_and_are_told(office: Office) -> None:
    registration(on_day(office, date(1996, 6, 28))).save(collective(unit=BUREAU))
    assert office.units.merge(BUREAU, QUARTER, JULY).open_matters == 1


@pytest.mark.parametrize(
    ("code", "into", "since", "said"),
    [
        (BUREAU, BUREAU, JULY, "它自己"),
        (BUREAU, COMPANY, JULY, "考评单位"),
        (BUREAU, QUARTER, date(1997, 1, 1), "今天之后"),
        (COMPANY, "C2", JULY, "它自己"),
        ("A0", QUARTER, date(1996, 5, 1), "启用日期"),
        (TOWN, "A1", JULY, "不能并入"),
        ("A1", TOWN, JULY, "已于"),
    ],
)
def test_a_merger_that_cannot_be_is_refused_and_changes_nothing(office: Office, code: str, into: str, since: date, said: str) -> None:
    office.units.create(UnitForm(code="C2", name="二门市", kind=UnitKind.SUBORDINATE, parent=COMPANY))
    office.units.create(UnitForm(code="A0", name="新区办事处", kind=UnitKind.SUBDISTRICT, opened_on=date(1996, 6, 1)))
    office.units.create(UnitForm(code="A1", name="旧办事处", kind=UnitKind.SUBDISTRICT))
    office.units.close("A1", date(1996, 3, 31))
    before = office.units.unit(code)
    with pytest.raises(Refusal, match=said):
        office.units.merge(code, into, since)
    assert office.units.unit(code) == before


def test_a_merger_with_an_unknown_unit_is_not_found(office: Office) -> None:
    with pytest.raises(NotFound, match="X9"):
        office.units.merge(BUREAU, "X9", JULY)


def test_a_subordinate_that_came_later_than_the_day_is_not_rewritten(office: Office) -> None:
    office.units.change(COMPANY, UnitForm(code=COMPANY, name="百货公司", kind=UnitKind.SUBORDINATE, parent=QUARTER), date(1996, 9, 1))
    with pytest.raises(Refusal, match="1996-09-01"):
        office.units.merge(QUARTER, TOWN, JULY)
    assert office.units.unit(QUARTER).form.closed_on is None


def test_merging_a_unit_whose_head_is_bound_takes_a_confirmation_on_record(office: Office) -> None:
    office.units.appoint(TOWN, "赵书记", Post.HEAD)
    for _ in range(4):
        registration(on_day(office, date(1995, 12, 20))).save(collective())
    office.review.close(1995, "录入项后补")
    with pytest.raises(Refusal, match="不能提拔、调动"):
        office.units.merge(TOWN, QUARTER, JULY)
    done = office.units.merge(TOWN, QUARTER, JULY, confirmed=True)
    assert done.warning is not None
    last = office.audit_log.entries()[-1]
    assert (last.action, last.detail["bound"]) == ("merge_unit", done.warning)


def test_a_closing_taken_back_leaves_the_unit_as_it_was(office: Office) -> None:
    before = office.units.unit(QUARTER)
    office.units.close(QUARTER, TODAY, successor=TOWN)
    with pytest.raises(Refusal, match="理由"):
        office.units.resume(QUARTER, " ")
    office.units.resume(QUARTER, "停错了")
    assert office.units.unit(QUARTER) == before
    with pytest.raises(Refusal, match="没有停用"):
        office.units.resume(QUARTER, "再来")


def test_a_change_to_come_is_made_on_its_day(office: Office) -> None:
    with pytest.raises(Refusal, match="今天之后"):
        office.units.change(TOWN, UnitForm(code=TOWN, name="凤凰镇", kind=UnitKind.TOWNSHIP), date(1997, 1, 1))


def test_leaders_in_charge_are_told_with_all_their_units(office: Office) -> None:
    office.units.appoint(TOWN, "周副市长", Post.CITY_LEADER, date(1996, 1, 1))
    office.units.appoint(QUARTER, "周副市长", Post.CITY_LEADER, date(1996, 1, 1))
    office.units.appoint(BUREAU, "吴副书记", Post.CITY_LEADER, date(1996, 1, 1))
    office.units.appoint(BUREAU, "钱局长", Post.HEAD)
    assert [(each.name, [code for code, _ in each.units]) for each in office.units.leaders_in_charge()] == [
        ("吴副书记", [BUREAU]),
        ("周副市长", [QUARTER, TOWN]),
    ]
    assert office.units.leaders_in_charge(date(1995, 12, 31)) == ()
