"""版头和字号: the bureau's own name and number words reach its documents; what went out stays, and no number stands twice."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.commands import rendering
from app.errors import NotAllowed, NotFound, Refusal
from app.office import Office
from app.services.actor import Role
from app.services.documents.values import SEALED, Waiting
from app.services.issuing import IssuingService
from app.services.letterheads import LetterheadService
from tests.services.offices import new_office
from tests.services.sample_office import words


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    office = new_office(tmp_path)
    yield office
    office.close()


@pytest.fixture
def service(office: Office) -> IssuingService:
    return rendering.documents(office)


def circular(service: IssuingService, title: str = "关于做好信访工作的通知") -> Waiting:
    return service.circular(title, "请认真办理。", "各乡镇")


def change(office: Office, **more: object) -> None:
    known = {"name": "冠县信访局", "word": "冠信发", "letter_word": "冠信函", "ordinal": False, "reason": "启用本局版头"}
    LetterheadService(office.desk).change("bureau", **(known | more))  # type: ignore[arg-type]


def test_the_name_given_at_first_stands_on_the_documents(office: Office, service: IssuingService) -> None:
    office.bureau.rename("阳谷县信访局")
    said = words(service.preview(circular(service)))
    assert "阳谷县信访局文件" in said
    assert "聊城市信访局" not in said
    assert service.issue(circular(service)).number == "聊信发〔1996〕1号"
    assert service.register(1996)[0].organ == "阳谷县信访局"


def test_a_changed_letterhead_is_for_documents_to_come(office: Office, service: IssuingService) -> None:
    first = service.issue(circular(service))
    change(office)
    assert service.coming_number(circular(service)) == "冠信发〔1996〕1号"
    second = service.issue(circular(service))
    assert second.number == "冠信发〔1996〕1号"
    assert "冠县信访局文件" in words(second.originals[0].content)
    assert service.reprint(first.number) == first.originals[0].content
    assert "聊城市信访局文件" in words(first.originals[0].content)


def test_an_organ_that_is_renamed_goes_on_counting_under_its_word(office: Office, service: IssuingService) -> None:
    service.issue(circular(service))
    change(office, word="聊信发")
    assert service.coming_number(circular(service)) == "聊信发〔1996〕2号"
    assert [service.issue(circular(service)).number for _each in range(2)] == ["聊信发〔1996〕2号", "聊信发〔1996〕3号"]
    change(office, name="聊城市信访局", word="聊信发")
    assert service.issue(circular(service)).number == "聊信发〔1996〕4号"
    assert office.health.check() == ()


def test_an_organ_may_write_its_numbers_with_di(office: Office, service: IssuingService) -> None:
    change(office, ordinal=True)
    assert "冠信发〔96〕第号" in words(service.preview(circular(service)))
    issued = service.issue(circular(service))
    assert issued.number == "冠信发〔96〕第1号"
    assert issued.number in words(issued.originals[0].content)
    assert service.register(1996)[0].seal == SEALED


def test_a_change_is_a_decision_on_record(office: Office) -> None:
    change(office)
    (entry,) = [entry for entry in office.audit_log.entries() if entry.action == "letterhead"]
    assert "启用本局版头" in str(entry.detail)
    assert "聊城市信访局" in str(entry.detail)
    assert "启用本局版头" in LetterheadService(office.desk).now().bureau.changed


@pytest.mark.parametrize(
    ("wrong", "where"),
    [({"name": " "}, "name"), ({"word": "冠信发1"}, "word"), ({"letter_word": ""}, "letter_word"), ({"reason": " "}, "reason")],
)
def test_what_is_missing_is_said_at_its_field(office: Office, wrong: dict[str, str], where: str) -> None:
    with pytest.raises(Refusal) as refused:
        change(office, **wrong)
    assert refused.value.where == where


def test_only_the_director_changes_them_and_only_those_there_are(office: Office) -> None:
    with pytest.raises(NotFound):
        LetterheadService(office.desk).change("post", name="邮局", word="邮", letter_word="邮", ordinal=False, reason="试")
    object.__setattr__(office.desk.actor, "roles", frozenset({Role.DOCUMENT_STAFF}))
    with pytest.raises(NotAllowed):
        change(office)
