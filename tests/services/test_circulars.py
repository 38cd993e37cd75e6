"""通知、通报: drafts kept for the whole office, waiting in the tray, issued, and back again when the number is voided."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.commands import rendering
from app.errors import NotFound, Refusal
from app.office import Office
from app.services.documents.circular_text import CircularDraft, from_file, parted
from app.services.issuing import IssuingService
from tests.services.offices import new_office
from tests.services.sample_office import words

DRAFT = CircularDraft("关于开展排查的通知", "各乡镇", "请认真排查。\n附件1：统计表\n| 单位 | 件数 |\n| 演示镇 | 3 |", keywords="信访 通知")


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    office = new_office(tmp_path)
    yield office
    office.close()


@pytest.fixture
def service(office: Office) -> IssuingService:
    return rendering.documents(office)


def test_a_draft_waits_until_it_is_issued_and_again_when_it_is_voided(service: IssuingService) -> None:
    mark = service.keep_circular(DRAFT)
    (waiting,) = [each for each in service.tray() if each.kind == "circular"]
    assert (waiting.about, waiting.recipients, waiting.subject) == ("关于开展排查的通知", ("各乡镇",), mark)
    issued = service.issue(waiting)
    said = words(issued.originals[0].content)
    for wanted in ("各乡镇：", "附件：统计表", "演示镇3"):
        assert wanted in said
    assert [each for each in service.tray() if each.kind == "circular"] == []
    service.void(issued.number, "写错了")
    assert [each.subject for each in service.tray() if each.kind == "circular"] == [mark]
    assert service.circular_draft(mark) == DRAFT


def test_a_draft_kept_again_is_the_same_one_and_may_be_thrown_away(service: IssuingService) -> None:
    mark = service.keep_circular(CircularDraft(text="还没写完"))
    (waiting,) = [each for each in service.tray() if each.kind == "circular"]
    with pytest.raises(Refusal, match="题目和正文"):
        service.issue(waiting)
    assert service.keep_circular(DRAFT, mark) == mark
    assert len([each for each in service.tray() if each.kind == "circular"]) == 1
    service.drop_circular(mark)
    with pytest.raises(NotFound):
        service.circular_draft(mark)


def test_what_is_written_is_nowhere_outside_the_store(service: IssuingService, office: Office) -> None:
    service.keep_circular(CircularDraft("题目", "", "金丝雀段落"))
    folder = office.desk.store.path.parent
    assert all("金丝雀段落".encode() not in path.read_bytes() for path in folder.rglob("*") if path.is_file())
    assert "金丝雀段落" not in repr(office.audit_log.entries())


def test_a_text_file_begins_with_its_title_and_whom_it_goes_to() -> None:
    read = from_file("\ufeff关于某事的通知\r\n\r\n各单位：\r\n正文。\r\n")
    assert (read.title, read.addressee, read.text) == ("关于某事的通知", "各单位", "正文。")
    assert from_file("各单位：\n正文。", "题目", "侯营镇").text == "各单位：\n正文。"


def test_attachments_stand_under_their_lines() -> None:
    body, attachments = parted("正文\n附件：甲\n甲的话\n附件2. 乙")
    assert body == "正文"
    assert attachments == ({"name": "甲", "text": "甲的话"}, {"name": "乙", "text": ""})
    assert parted("附件见后。")[1] == ()
