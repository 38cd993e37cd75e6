"""A unit's year on one page agrees with the standings, the work list and the ledger, and tells nobody what they may not know."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from app.errors import NotFound
from app.office import Office
from app.regulation.terms import Level, Post
from app.services.actor import Role
from app.services.ledger import LedgerService
from app.services.petition_form import Purpose
from app.services.unit_year import UnitYear, UnitYearService
from tests.services.counter import BUREAU, COMPANY, TODAY, TOWN, bureau, colleague, collective, draft, on_day, registration


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    opened = bureau(tmp_path)
    yield opened
    opened.close()


def year_of(office: Office, code: str, year: int = 1996, as_of: date | None = None) -> UnitYear:
    return UnitYearService(office.desk).year(code, year, as_of)


def test_what_came_stands_on_the_line_as_the_standings_count_it(office: Office) -> None:
    march = registration(on_day(office, date(1996, 3, 5)))
    first = march.save(collective(level=Level.PREFECTURE, reporting_office="地区信访局")).number
    march.save(draft(unit=COMPANY))
    late = registration(on_day(office, date(1996, 8, 1))).save(draft(level=Level.UNIT)).number
    page = year_of(office, TOWN)
    assert [(point.number, point.level, point.collective, point.skipping) for point in page.points] == [
        (first, Level.PREFECTURE, True, True),
        (late, Level.UNIT, False, False),
    ]
    assert page.explanation is not None
    counted = sum(point.level >= Level.CITY for point in page.points)
    petitions = page.explanation.unit.petitions
    assert counted == petitions.letters + petitions.visits
    assert [point.number for point in year_of(office, TOWN, as_of=date(1996, 7, 31)).points] == [first]
    assert len(year_of(office, BUREAU).points) == 1


def test_how_near_each_veto_is_is_told_as_so_many_of_so_many(office: Office) -> None:
    for _ in range(2):
        registration(office.desk).save(collective())
    near = {each.clause: (each.counted, each.limit) for each in year_of(office, TOWN).vetoes}
    assert near == {"3.2.1.1": (0, 1), "3.2.1.2": (0, 3), "3.2.1.3": (2, 4)}


def test_what_is_open_stands_with_its_due_date_and_goes_when_concluded(office: Office) -> None:
    saved = registration(on_day(office, date(1996, 6, 3))).save(draft())
    (case,) = year_of(office, TOWN).open_cases
    assert (case.matter, case.due_on, case.days < 0) == (saved.matter, saved.due_on, True)
    assert saved.matter is not None
    office.matters.conclude(saved.matter, outcome="已清退")
    assert year_of(office, TOWN).open_cases == ()
    assert [each.matter for each in year_of(office, TOWN, as_of=date(1996, 12, 1)).open_cases] == [saved.matter]


def test_a_protected_case_is_counted_and_not_told(office: Office) -> None:
    registration(office.desk).save(draft(purpose=Purpose.ACCUSATION, gist="揭发书记侵占。", accused="赵书记"))
    (case,) = year_of(office, TOWN).open_cases
    assert "书记" not in case.gist
    staff = UnitYearService(colleague(office, "printer", Role.DOCUMENT_STAFF)).year(TOWN, 1996)
    assert [each.gist for each in staff.open_cases] == [""]


def test_a_subordinate_has_its_own_line_and_no_review(office: Office) -> None:
    registration(office.desk).save(collective(unit=COMPANY))
    page = year_of(office, COMPANY)
    assert (len(page.points), page.explanation, page.vetoes) == (1, None, ())
    assert "商业局" in page.unlisted


def test_money_and_people_are_those_of_the_day(office: Office) -> None:
    LedgerService(office.desk).pay_deposit(TOWN, 2000_00, "演示", TODAY)
    office.units.appoint(TOWN, "赵书记", Post.HEAD, date(1996, 2, 1))
    page = year_of(office, TOWN)
    assert (page.statement.deposit, page.statement.owed) == (2000_00, 0)
    assert [term.name for term in page.people] == ["赵书记"]
    assert year_of(office, TOWN, as_of=date(1996, 1, 31)).people == ()


def test_a_unit_that_is_none_is_not_found(office: Office) -> None:
    with pytest.raises(NotFound):
        year_of(office, "X9")
