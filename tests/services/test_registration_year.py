"""What is done at the counter and on cases shows in the year's standings, and what is void or withdrawn does not."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from app.office import Office
from app.regulation.decisions import UnitResult
from app.regulation.terms import AskingLevel, Level, Signature
from app.services.petition_form import PetitionDraft
from tests.services.counter import BUREAU, COMPANY, QUARTER, TOWN, bureau, cases, collective, draft, on_day, registration


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    opened = bureau(tmp_path)
    yield opened
    opened.close()


def year(office: Office, code: str = TOWN) -> UnitResult:
    result = office.review.compute(1996).unit(code)
    assert result is not None
    return result


def vetoes(office: Office, code: str = TOWN) -> dict[str, tuple[str, ...]]:
    return {veto.clause: veto.evidence for veto in year(office, code).vetoes}


def proposals(office: Office, code: str = TOWN) -> dict[str, tuple[str, ...]]:
    return {proposal.clause: proposal.evidence for proposal in year(office, code).accountability}


def to_prefecture(**known: object) -> PetitionDraft:
    return collective(**{"level": Level.PREFECTURE, "reporting_office": "聊城地区信访局", **known})


def test_the_third_collective_visit_to_the_prefecture_is_the_veto_that_was_foretold(office: Office) -> None:
    numbers = [office.registration.save(to_prefecture()).number for _ in range(2)]
    step = next(step for step in office.registration.meaning(to_prefecture()).vetoes if step.changed)
    assert (step.after, step.remaining) == (3, 0)
    assert vetoes(office) == {}
    numbers.append(office.registration.save(to_prefecture()).number)
    assert vetoes(office) == {"3.2.1.2": tuple(numbers)}
    assert year(office).fines_total == 1500
    office.registration.void(numbers[0], "重复登记")
    assert vetoes(office) == {}
    assert year(office).fines_total == 1000


def test_a_corrected_unit_takes_the_visit_with_it(office: Office) -> None:
    number = office.registration.save(collective(unit=COMPANY)).number
    assert year(office, BUREAU).petitions.collective == (1, 0, 0, 0)
    form = office.registration.petition(number).draft
    office.registration.correct(number, replace(form, unit=QUARTER), "记错单位")
    assert year(office, BUREAU).petitions.collective == (0, 0, 0, 0)
    assert year(office, QUARTER).petitions.collective == (1, 0, 0, 0)
    assert office.review.trust(1996)[QUARTER].reclassified == 1


def test_a_fine_foretold_is_the_fine_of_the_year(office: Office) -> None:
    for form in (collective(), to_prefecture(), draft(level=Level.BEIJING, reporting_office="国家信访局"), draft()):
        before, told = year(office).fines_total, office.registration.meaning(form).expected_fine
        office.registration.save(form)
        assert year(office).fines_total - before == told


def test_repeats_and_subordinates_count_as_the_standings_say(office: Office) -> None:
    first = office.registration.save(draft(unit=COMPANY))
    office.registration.save(draft(unit=COMPANY, matter=first.matter or ""))
    counts = year(office, BUREAU).petitions
    assert (counts.visits, counts.repeat) == (2, 1)


def test_a_serious_finding_is_a_veto_until_withdrawn(office: Office) -> None:
    number = office.registration.save(collective()).number
    office.registration.record_serious_finding(number, "围堵机关，影响恶劣", "市委")
    assert vetoes(office) == {"3.2.1.5": (number,)}
    assert proposals(office) == {"4.2": (number,)}
    office.registration.withdraw_serious_finding(number, "查无此事")
    assert vetoes(office) == {}


def test_steps_on_a_case_show_in_its_year(office: Office) -> None:
    number = registration(on_day(office, date(1996, 3, 4))).save(draft()).matter or ""
    officer = cases(on_day(office, date(1996, 3, 6)))
    officer.assign(number, asking_level=AskingLevel.CITY)
    assert [(fine.clause, fine.evidence) for fine in year(office).fines] == [("3.2.3.2", (number,))]
    assert set(proposals(office)) >= {"4.1", "4.4", "4.5"}
    office.matters.find_long_standing(number, reason="多次来访")
    assert not year(office).four_noes.no_long_standing
    cases(on_day(office, date(1996, 5, 1))).explain(number, words="正在核查")
    assert year(office).fines == ()
    assert "4.4" not in proposals(office)
    office.matters.conclude(number, outcome="已清退")
    assert year(office).four_noes.no_long_standing
    assert (year(office).due, year(office).concluded_in_time) == (1, 0)
    office.matters.reply(number, signature=Signature.REFUSED)
    assert proposals(office)["4.4"] == (number,)


def test_a_matter_transferred_is_the_other_unit_s_case(office: Office) -> None:
    number = registration(on_day(office, date(1996, 3, 4))).save(draft()).matter or ""
    assert not year(office).four_noes.no_backlog
    office.matters.transfer(number, unit=QUARTER, reason="属古楼辖区")
    assert year(office).four_noes.no_backlog
    assert not year(office, QUARTER).four_noes.no_backlog


def test_a_late_entry_changes_a_closed_year_only_after_it_is_reopened(office: Office) -> None:
    office.registration.save(collective())
    office.review.close(1996, "录入项后补")
    late = registration(on_day(office, date(1997, 1, 6))).save(collective(received_on=date(1996, 12, 30)))
    assert late.late
    reviewing = type(office.review)(on_day(office, date(1997, 1, 7)))
    before = reviewing.compute(1996).unit(TOWN)
    reviewing.reopen(1996, "补录")
    after = reviewing.compute(1996).unit(TOWN)
    assert before is not None
    assert after is not None
    assert (before.petitions.collective[0], after.petitions.collective[0]) == (1, 2)
