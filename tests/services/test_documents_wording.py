"""The wordings staff edit: kept in the store, in force for the documents to come, back to the original, faults told by line."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.commands import rendering
from app.errors import Refusal
from app.office import Office
from app.services.documents.values import Request
from app.services.issuing import IssuingService
from tests.services.offices import new_office
from tests.services.sample_office import only, words
from tests.services.workbooks import sound, write


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    office = new_office(tmp_path)
    office.exchange.import_workbook(write(sound(), tmp_path / "book.xlsx"))
    office.review.close(1996, "演示")
    yield office
    office.close()


@pytest.fixture
def service(office: Office) -> IssuingService:
    return rendering.documents(office)


def test_a_wording_shows_its_text_and_the_fields_it_may_use(service: IssuingService) -> None:
    wording = service.wording("veto")
    assert (wording.text, wording.changed) == (wording.original, False)
    assert ("unit_full", "单位全称") in wording.fields
    assert service.wording("assignment").title == "交办通知"


def test_every_shipped_wording_passes_the_check(service: IssuingService) -> None:
    for kind in service.kinds():
        original = service.wording(kind.name).original
        assert service.keep_wording(kind.name, original).changed is False


def test_a_kept_wording_is_in_force_for_preview_and_issue_until_it_is_restored(office: Office, service: IssuingService) -> None:
    waiting = only(service, "veto", Request(year=1996, unit="D01"))
    text = service.wording("veto").text.replace("请你单位认真查找原因", "望你单位深刻反省，认真查找原因")
    assert service.keep_wording("veto", text).changed
    assert "望你单位深刻反省" in words(service.preview(waiting))
    service.restore_wording("veto")
    assert "望你单位深刻反省" not in words(service.preview(waiting))
    assert service.wording("veto").text == service.wording("veto").original
    service.keep_wording("veto", text)
    assert "望你单位深刻反省" in words(service.issue(waiting).originals[0].content)
    told = [(entry.action, entry.subject) for entry in office.audit_log.entries() if entry.action.startswith("wording")]
    assert told == [("wording_kept", "veto"), ("wording_restored", "veto"), ("wording_kept", "veto")]


def test_a_wording_being_edited_is_previewed_without_being_kept(service: IssuingService) -> None:
    waiting = only(service, "veto", Request(year=1996, unit="D01"))
    text = service.wording("veto").text.replace("信访工作一票否决书", "信访工作否决书")
    assert "信访工作否决书" in words(service.preview(waiting, wording=text))
    assert "信访工作一票否决书" in words(service.preview(waiting))


def test_a_wording_for_one_document_is_used_for_that_one(service: IssuingService) -> None:
    text = service.wording("veto").text.replace("信访工作一票否决书", "信访工作否决书")
    issued = service.issue(only(service, "veto", Request(year=1996, unit="D01")), wording=text)
    assert "信访工作否决书" in words(issued.originals[1].content)
    assert service.wording("veto").changed is False


def test_the_word_of_the_number_comes_from_the_wording_and_is_a_series_of_its_own(service: IssuingService) -> None:
    service.keep_wording("veto", service.wording("veto").text.replace("{number_word}〔", "聊信否〔"))
    assert service.issue(only(service, "veto", Request(year=1996, unit="D01"))).number == "聊信否〔1996〕1号"
    assert service.issue(only(service, "standings", Request(year=1996))).number == "聊信发〔1996〕1号"


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        ("{subject}实行信访工作", "{subjct}实行信访工作", "没有名为“subjct”的项目"),
        ("{subject}实行信访工作", "{subject实行信访工作", "有一个单独的“{”"),
        ("{subject}实行信访工作", "subject}实行信访工作", "有一个单独的“}”"),
        ('each = "clauses"', 'each = "clause"', "没有名为“clause”的组"),
        ('when = "fines"', 'when = "fine"', "没有名为“fine”的项目"),
        ("level = 3", "level = 9", "level 只能是 0 到 4"),
        ('header = "', "header = ", "写法不对"),
        ('title = "信访工作一票否决书"\n', "", "少了“title”"),
        ("〕　　号", "〕号", "留出号数的空白"),
        ("{number_word}〔{number_year}〕　　号", "聊信发〔1996〕　　号", "留出号数的空白"),
    ],
)
def test_a_fault_is_told_by_its_line_and_nothing_is_kept(service: IssuingService, before: str, after: str, told: str) -> None:
    text = service.wording("veto").text
    assert before in text
    with pytest.raises(Refusal) as refused:
        service.keep_wording("veto", text.replace(before, after, 1))
    assert told in str(refused.value)
    assert service.wording("veto").changed is False


def test_the_line_of_a_fault_is_the_line_it_stands_in(service: IssuingService) -> None:
    lines = service.wording("veto").text.split("\n")
    place = next(number for number, line in enumerate(lines, start=1) if "{subject}实行信访工作" in line)
    lines[place - 1] = lines[place - 1].replace("{subject}", "{nothing}")
    with pytest.raises(Refusal, match=f"第 {place} 行"):
        service.keep_wording("veto", "\n".join(lines))
    with pytest.raises(Refusal, match="第 3 行"):
        service.keep_wording("veto", '\nheader = "x"\ntitle = "y\n')


def test_a_wording_of_no_kind_and_an_endless_one_are_refused(service: IssuingService) -> None:
    with pytest.raises(Refusal, match="没有“nonsense”这种文书"):
        service.wording("nonsense")
    with pytest.raises(Refusal, match="太长"):
        service.keep_wording("veto", "#" * 60_001)
