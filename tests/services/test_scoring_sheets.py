"""The scoring sheet as edited data: checked line by line, its effect seen before it is in force, no closed year touched."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from app.errors import InputFault, Refusal
from app.office import Office
from app.regulation.sheet import sheet_from
from app.services import rules
from app.services.annual_changes import SetRule
from app.services.sheet_draft import SheetDraft, draft_of, entry_of, faults, plain, read
from tests.services.counter import TOWN, bureau, collective, registration

YEAR = 1996
SINCE = date(1996, 1, 1)


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    office = bureau(tmp_path)
    registration(office.desk).save(collective())
    yield office
    office.close()


def shipped() -> SheetDraft:
    return draft_of(rules.shipped_sheets()[0], version="本局一", since=SINCE, name="本局标准")


def first_item(draft: SheetDraft, **values: object) -> SheetDraft:
    section = draft.sections[0]
    item = replace(section.items[0], **values)  # type: ignore[arg-type]
    return replace(draft, sections=(replace(section, items=(item, *section.items[1:])), *draft.sections[1:]))


def test_the_sheet_that_ships_is_a_draft_without_faults_and_comes_back_the_same() -> None:
    draft = shipped()
    assert faults(draft) == ()
    assert read(plain(draft)) == draft
    assert sheet_from(entry_of(draft)).sections == rules.shipped_sheets()[0].sections


WRONG = {
    "满分": lambda draft: replace(draft, sections=(replace(draft.sections[0], full=39), *draft.sections[1:])),
    "名称": lambda draft: replace(draft, name=" "),
    "版本": lambda draft: replace(draft, version=""),
    "A1": lambda draft: first_item(draft, each=("2", "4", "8")),
    "A2": lambda draft: first_item(draft, id="A2"),
    "B": lambda draft: replace(draft, sections=(draft.sections[0], replace(draft.sections[1], items=()), *draft.sections[2:])),
    "Z": lambda draft: replace(draft, sections=(*draft.sections, replace(draft.sections[0], id="Z", full=0, floor="none", items=()))),
    "X9": lambda draft: first_item(draft, id="X9", counts="entered", each=("1",)),
    "A 1": lambda draft: first_item(draft, id="A 1"),
}


@pytest.mark.parametrize("where", WRONG)
def test_each_fault_is_said_where_it_is(office: Office, where: str) -> None:
    draft = WRONG[where](shipped())
    assert where in {fault.where for fault in faults(draft)}
    with pytest.raises(InputFault):
        office.sheets.preview(draft, YEAR)
    with pytest.raises(InputFault):
        office.sheets.put_in_force(draft, "演示")


@pytest.mark.parametrize("values", [{"counts": "moon"}, {"each": ("-1", "1", "1", "1")}, {"each": ("1e3", "1", "1", "1")}, {"full": 9}])
def test_an_item_that_cannot_be_counted_is_told(values: dict[str, object]) -> None:
    assert [fault.where for fault in faults(first_item(shipped(), **values))] == ["A1"]


def test_its_effect_is_seen_before_it_is_in_force(office: Office) -> None:
    harder = first_item(shipped(), each=("30", "30", "30", "30"))
    preview = office.sheets.preview(harder, YEAR)
    assert [move.code for move in preview.moves if any(each.field == "score" for each in move.differences)] == [TOWN]
    assert office.review.compute(YEAR).sheet.version != "本局一"
    office.sheets.put_in_force(harder, "市委常委会通过")
    assert office.review.compute(YEAR).result == preview.after.result
    versions = office.sheets.versions()
    assert [(each.sheet.version, each.in_force) for each in versions] == [("参考一", False), ("本局一", True)]
    assert versions[1].decided_by
    assert "scoring_sheet" in [entry.action for entry in office.audit_log.entries()]


def test_a_closed_year_keeps_the_sheet_it_was_closed_by(office: Office) -> None:
    closed = office.review.close(YEAR, "演示").standings
    office.sheets.put_in_force(first_item(shipped(), each=("30", "30", "30", "30")), "演示")
    assert office.review.compute(YEAR) == closed


def test_a_draft_is_kept_with_its_faults_until_it_is_in_force_or_thrown_away(office: Office) -> None:
    assert office.sheets.draft() is None
    draft = office.sheets.begin("本局二", SINCE)
    assert draft.name == "信访工作目标管理考评计分标准"
    assert office.sheets.keep(draft) == ()
    broken = replace(draft, name="")
    assert [fault.where for fault in office.sheets.keep(broken)] == ["名称"]
    assert office.sheets.draft() == broken
    office.sheets.discard()
    assert office.sheets.draft() is None
    office.sheets.keep(draft)
    office.sheets.put_in_force(draft, "演示")
    assert office.sheets.draft() is None
    assert [fault.where for fault in office.sheets.faults(draft)] == ["版本"]
    with pytest.raises(Refusal, match="理由"):
        office.sheets.put_in_force(replace(draft, version="三"), " ")


def test_a_change_of_a_number_is_previewed_then_recorded_with_its_history(office: Office) -> None:
    preview = office.review.imagine(YEAR, [SetRule("veto_city", 1)])
    office.rules.change("veto_city", 1, SINCE, "市委决定")
    assert office.review.compute(YEAR).result == preview.after.result
    assert [(each.value, each.reason) for each in office.rules.history("veto_city")] == [(1, "市委决定")]
