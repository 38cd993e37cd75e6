"""Units over time: found as they are typed, changed with their history, their officials bound where the list binds them."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from app.errors import NotAllowed, NotFound, Refusal
from app.office import Office
from app.regulation.terms import Post, UnitKind
from app.services.actor import Role
from app.services.unit_initials import initials_of
from app.services.units import UnitForm
from tests.services.counter import (
    BUREAU,
    COMPANY,
    QUARTER,
    TODAY,
    TOWN,
    bureau,
    colleague,
    collective,
    draft,
    on_day,
    registration,
    registry,
)


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    opened = bureau(tmp_path)
    yield opened
    opened.close()


def found(office: Office, typed: str) -> list[str]:
    return [hit.code for hit in office.units.search(typed)]


# looking for a unit


def test_a_unit_is_found_by_code_name_and_initials(office: Office) -> None:
    for typed in ("T03", "t0", "侯营", "营镇", "hyz", "HY", " h y "):
        assert found(office, typed)[0] == TOWN
    assert found(office, "xyz") == []
    assert found(office, "") == []


def test_signs_with_a_meaning_in_patterns_are_plain_text(office: Office) -> None:
    assert found(office, "%") == []
    assert found(office, "_") == []


@pytest.mark.parametrize(("sign", "readings"), [("仇", "cq"), ("曾", "cz"), ("解", "jx"), ("查", "cz"), ("区", "oq"), ("单", "ds")])
def test_every_reading_of_a_polyphone_is_taken(sign: str, readings: str) -> None:
    assert set(readings) <= set("".join(initials_of(sign)))


def test_a_unit_with_a_polyphone_is_found_by_each_reading(office: Office) -> None:
    office.units.create(UnitForm(code="T09", name="单县镇", kind=UnitKind.TOWNSHIP))
    assert found(office, "sxz") == ["T09"]
    assert found(office, "dxz") == ["T09"]


def test_a_name_of_many_polyphones_has_a_bounded_number_of_readings() -> None:
    assert 0 < len(initials_of("单解曾查区仇" * 3)) <= 64
    assert initials_of("（）") == ()
    assert initials_of("A1镇") == ("a1z",)


def test_closed_units_come_last_and_are_marked(office: Office) -> None:
    office.units.create(UnitForm(code="A00", name="侯营办事处", kind=UnitKind.SUBDISTRICT))
    office.units.close("A00", date(1996, 6, 30), successor=TOWN)
    assert [(hit.code, hit.closed) for hit in office.units.search("侯营")] == [(TOWN, False), ("A00", True)]
    assert [hit.closed for hit in office.units.search("A00", on=date(1996, 6, 30))] == [False]
    assert office.units.unit("A00").successor == TOWN


# keeping


def test_a_new_name_keeps_the_former_one_and_both_are_found(office: Office) -> None:
    office.units.change(TOWN, UnitForm(code=TOWN, name="凤凰镇", kind=UnitKind.TOWNSHIP), date(1996, 7, 1))
    view = office.units.unit(TOWN)
    assert [(term.name, term.from_on, term.to_on) for term in view.names] == [
        ("侯营镇", None, date(1996, 6, 30)),
        ("凤凰镇", date(1996, 7, 1), None),
    ]
    assert found(office, "侯营") == [TOWN]
    assert found(office, "fhz") == [TOWN]


def test_another_parent_counts_from_its_day_and_leaves_what_came_before(office: Office) -> None:
    before = registration(on_day(office, date(1996, 6, 28))).save(collective(unit=COMPANY)).number
    after = registration(on_day(office, date(1996, 7, 2))).save(collective(unit=COMPANY)).number
    moved = UnitForm(code=COMPANY, name="百货公司", kind=UnitKind.SUBORDINATE, parent=QUARTER)
    office.units.change(COMPANY, moved, date(1996, 7, 1))
    assert office.registration.petition(before).counted_unit == BUREAU
    assert office.registration.petition(after).counted_unit == QUARTER
    later = office.registration.save(collective(unit=COMPANY, received_on=date(1996, 6, 30))).number
    assert office.registration.petition(later).counted_unit == BUREAU
    assert [term.parent for term in office.units.unit(COMPANY).parents] == [BUREAU, QUARTER]


@pytest.mark.parametrize(
    ("form", "said"),
    [
        (UnitForm(code=TOWN, name="重复镇", kind=UnitKind.TOWNSHIP), "在用"),
        (UnitForm(code=" ", name="无码镇", kind=UnitKind.TOWNSHIP), "代码"),
        (UnitForm(code="T10", name=" ", kind=UnitKind.TOWNSHIP), "名称"),
        (UnitForm(code="S09", name="孤站", kind=UnitKind.SUBORDINATE), "考评单位"),
        (UnitForm(code="D09", name="某局", kind=UnitKind.DEPARTMENT, deposit_standard=100), "保证金"),
        (UnitForm(code="T10", name="镇", kind=UnitKind.TOWNSHIP, opened_on=TODAY, closed_on=date(1996, 1, 1)), "停用日期"),
    ],
)
def test_a_unit_that_cannot_be_is_refused(office: Office, form: UnitForm, said: str) -> None:
    with pytest.raises(Refusal, match=said):
        office.units.create(form)


def test_an_unknown_parent_is_not_found(office: Office) -> None:
    with pytest.raises(NotFound, match="X1"):
        office.units.create(UnitForm(code="S09", name="站", kind=UnitKind.SUBORDINATE, parent="X1"))


def test_parents_never_run_in_a_circle(office: Office) -> None:
    office.units.create(UnitForm(code="D01-2", name="门市部", kind=UnitKind.SUBORDINATE, parent=COMPANY))
    with pytest.raises(Refusal, match="圈"):
        office.units.change(COMPANY, UnitForm(code=COMPANY, name="百货公司", kind=UnitKind.SUBORDINATE, parent="D01-2"))


def test_the_kind_of_a_unit_in_use_stays_and_its_code_always(office: Office) -> None:
    office.units.change(QUARTER, UnitForm(code=QUARTER, name="古楼办事处", kind=UnitKind.DEPARTMENT))
    office.registration.save(draft())
    with pytest.raises(Refusal, match="类别"):
        office.units.change(TOWN, UnitForm(code=TOWN, name="侯营镇", kind=UnitKind.DEPARTMENT))
    with pytest.raises(Refusal, match="代码"):
        office.units.change(TOWN, UnitForm(code="T04", name="侯营镇", kind=UnitKind.TOWNSHIP))


def test_a_change_cannot_begin_before_the_present_name_did(office: Office) -> None:
    office.units.change(TOWN, UnitForm(code=TOWN, name="凤凰镇", kind=UnitKind.TOWNSHIP), date(1996, 7, 1))
    with pytest.raises(Refusal, match="改动日期"):
        office.units.change(TOWN, UnitForm(code=TOWN, name="侯营镇", kind=UnitKind.TOWNSHIP), date(1996, 7, 1))


def test_units_are_kept_by_the_director_only(office: Office) -> None:
    desk = colleague(office, "liu", Role.CLERK)
    assert registry(desk).search("hyz")
    with pytest.raises(NotAllowed):
        registry(desk).create(UnitForm(code="T10", name="镇", kind=UnitKind.TOWNSHIP))


# people and posts


def test_posts_are_held_over_time(office: Office) -> None:
    first = office.units.appoint(TOWN, "赵书记", Post.HEAD, date(1994, 1, 1))
    with pytest.raises(Refusal, match="已任"):
        office.units.appoint(TOWN, "赵书记", Post.HEAD, date(1995, 1, 1))
    assert office.units.end_post(first.post_id, date(1995, 12, 31)) is None
    with pytest.raises(Refusal, match="已于"):
        office.units.end_post(first.post_id, date(1996, 1, 31))
    again = office.units.appoint(TOWN, "赵书记", Post.HEAD, date(1996, 3, 1))
    with pytest.raises(Refusal, match="之前"):
        office.units.end_post(again.post_id, date(1996, 2, 1))
    assert [(term.from_on, term.to_on) for term in office.units.unit(TOWN).posts] == [
        (date(1994, 1, 1), date(1995, 12, 31)),
        (date(1996, 3, 1), None),
    ]


def test_the_head_of_a_vetoed_unit_is_bound_and_moving_him_takes_a_confirmation(office: Office) -> None:
    head = office.units.appoint(TOWN, "赵书记", Post.HEAD)
    office.units.appoint(TOWN, "钱助理", Post.ASSISTANT)
    assert office.units.bound_officials() == ()
    desk = on_day(office, date(1995, 12, 20))
    for _ in range(4):
        registration(desk).save(collective())
    office.review.close(1995, "录入项后补")
    assert [(each.unit, each.name, each.list_year) for each in office.units.bound_officials()] == [(TOWN, "赵书记", 1996)]
    with pytest.raises(Refusal, match="不能提拔、调动"):
        office.units.end_post(head.post_id, TODAY)
    with pytest.raises(Refusal, match="不能提拔、调动"):
        office.units.appoint(TOWN, "赵书记", Post.CITY_LEADER)
    warning = office.units.end_post(head.post_id, TODAY, confirmed=True)
    assert warning is not None
    assert "三（二）2" in warning
