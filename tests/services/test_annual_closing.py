"""Before a close: what is missing, as a value; beside the standings, how numbers were handled; the key-management list."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from app.office import Office
from app.regulation.terms import Level, Post
from app.services.accountability import AccountabilityService
from tests.services.counter import TODAY, TOWN, bureau, cases, collective, draft, on_day, registration
from tests.services.test_annual_what_if import HIGHER

YEAR = 1996


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    office = bureau(tmp_path)
    yield office
    office.close()


def test_what_is_missing_is_listed_first(office: Office) -> None:
    first = registration(office.desk).save(collective()).matter
    for _ in range(2):
        registration(office.desk).save(collective(matter=first))
    missing = office.closing.missing(YEAR)
    assert missing.entries[TOWN] == ("C1", "C3", "D1", "D2", "D3", "D4")
    assert [(each.unit, each.clause) for each in missing.proposals] == [(TOWN, "4.3")]
    assert (missing.over, missing.closed, missing.needs_reason, missing.nothing) == (False, False, True, False)
    assert missing.unissued
    assert missing.due_dates == ()
    AccountabilityService(office.desk).set_aside(YEAR, TOWN, "4.3", reason="已及时查处")
    assert office.closing.missing(YEAR).proposals == ()


def test_a_proposal_decided_on_waits_again_when_more_comes(office: Office) -> None:
    first, second = (registration(office.desk).save(collective()).matter or "" for _ in range(2))
    for _ in range(2):
        registration(office.desk).save(collective(matter=first))
    AccountabilityService(office.desk).set_aside(YEAR, TOWN, "4.3", reason="已及时查处", evidence=[first])
    assert office.closing.missing(YEAR).proposals == ()
    for _ in range(2):
        registration(office.desk).save(collective(matter=second))
    assert [each.evidence for each in office.closing.missing(YEAR).proposals] == [tuple(sorted((first, second)))]


def test_what_was_handled_afterwards_stands_with_its_numbers(office: Office) -> None:
    one, two = (registration(office.desk).save(draft(gist=f"第{number}件")).number for number in (1, 2))
    registration(office.desk).void(one, "演示")
    assert office.closing.handled(YEAR)[TOWN].voided == (one,)
    office.review.close(YEAR, "演示")
    late = registration(office.desk).save(draft(received_on=date(1996, 5, 5))).number
    handled = office.closing.handled(YEAR)[TOWN]
    assert (handled.voided, handled.late, handled.reclassified) == ((one,), (late,), ())
    assert two not in handled.voided


def test_the_key_list_says_who_is_bound_since_when_and_until_when(office: Office) -> None:
    office.units.appoint(TOWN, "王镇长", Post.HEAD)
    for year in (1995, 1996):
        at = registration(on_day(office, date(year, 6, 1)))
        at.save(collective(level=Level.BEIJING, reporting_office=HIGHER, received_on=date(year, 6, 1)))
    office.review.close(1995, "演示")
    office.review.close(1996, "演示")
    (listed,) = office.closing.key_list(1997)
    assert (listed.code, listed.since, listed.vetoed_years, listed.bound) == (TOWN, 1996, (1995, 1996), ("王镇长",))
    assert listed.clauses == ("3.2.1.1",)
    assert "1997 年定案" in listed.until
    assert [each.since for each in office.closing.key_list(1996)] == [1996]
    assert office.closing.key_list(1998) == ()


def test_findings_count_from_their_day_and_no_longer_once_withdrawn(office: Office) -> None:
    """严重恶果, 老户 and a higher opinion not carried out: each made, dated, audited, counted (1.4, 1.5, 1.7)."""
    saved = registration(office.desk).save(collective())
    number, matter = saved.number, saved.matter or ""
    registration(office.desk).record_serious_finding(number, "围堵机关", "市委", TODAY)
    cases(office.desk).find_long_standing(matter, reason="屡次上访")
    cases(office.desk).record_higher_opinion(matter, office="省信访局（演示）", words="限期解决")
    cases(office.desk).record_not_carried_out(matter)
    unit = office.review.compute(YEAR).unit(TOWN)
    assert unit is not None
    assert "3.2.1.5" in [veto.clause for veto in unit.vetoes]
    assert not unit.four_noes.no_long_standing
    assert {"4.2", "4.5"} <= {each.clause for each in unit.accountability}
    registration(office.desk).withdraw_serious_finding(number, "复查不实")
    cases(office.desk).withdraw_long_standing(matter, reason="复查不实")
    again = office.review.compute(YEAR).unit(TOWN)
    assert again is not None
    assert again.vetoes == ()
    assert again.four_noes.no_long_standing
    assert {"serious_finding", "find_long_standing", "higher_opinion", "not_carried_out"} <= {e.action for e in office.audit_log.entries()}
