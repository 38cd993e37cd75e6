"""A protected petitioner's identity stands in no document of any kind, no list, no file name and no file's properties."""

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace

import pypdfium2
import pytest

from app.commands import rendering
from app.errors import Refusal
from app.office import Office
from app.regulation.terms import AskingLevel
from app.services.accountability import AccountabilityService, Accountable
from app.services.documents import kinds
from app.services.documents.values import Request, Waiting
from app.services.issuing import IssuingService
from app.services.petition_form import Level, Petitioner, Purpose
from tests.reports.reading import text_of
from tests.services.counter import TOWN, bureau, cases, collective, registration

NAME, ID_NUMBER, PHONE, ADDRESS = "金丝雀", "372501194803121234", "8299571", "金丝雀巷九十七号"
CANARIES = (NAME, ID_NUMBER, PHONE, ADDRESS)
PERSON = Petitioner(name=NAME, other_paper=ID_NUMBER, phone=PHONE, address=ADDRESS)


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """A bureau with one protected complaint that went through every step that calls for a document."""
    office = bureau(tmp_path_factory.mktemp("identity"))
    yield office
    office.close()


@pytest.fixture(scope="module")
def told(office: Office) -> tuple[str, str]:
    """The complaint's register number and its matter's."""
    form = collective(
        petitioners=(PERSON,), purpose=Purpose.ACCUSATION, accused="某站长", gist="揭发某站长私分公款", unit=TOWN, level=Level.CITY
    )
    saved = registration(office.desk).save(form)
    matter = saved.matter or ""
    cases(office.desk).assign(matter, document="聊信交〔1996〕1号", asking_level=AskingLevel.CITY)
    cases(office.desk).urge(matter, words="请抓紧")
    cases(office.desk).extend(matter, reason="涉及多年账目")
    cases(office.desk).explain(matter, words="已查两年账目")
    cases(office.desk).conclude(matter, outcome="查实，已退款")
    cases(office.desk).reply(matter)
    AccountabilityService(office.desk).decide(
        1996, TOWN, "4.1", facts="该镇拖延不办。", people=[Accountable("张演示", "主要领导", "通报批评")], evidence=[saved.number, matter]
    )
    return saved.number, matter


def asked(service: IssuingService, kind: str, told: tuple[str, str]) -> list[Waiting]:
    found: list[Waiting] = [each for each in service.tray() if each.kind == kind]
    with suppress(Refusal):  # where a kind does not apply nothing is printed
        found += service.asked_for(kind, Request(year=1996, case=told[1], visit=told[0]))
    return found


def everything(content: bytes) -> str:
    """The text of a PDF and its properties."""
    document = pypdfium2.PdfDocument(content)
    try:
        return text_of(content) + repr(document.get_metadata_dict())
    finally:
        document.close()


OF_THE_COMPLAINT = ("assignment", "summons", "urging", "extension", "receipt", "referral", "reply-letter", "registration-form", "report-up")


@pytest.mark.parametrize("kind", kinds.SOURCES)
def test_no_kind_of_document_tells_who_it_was(office: Office, told: tuple[str, str], kind: str) -> None:
    service = rendering.documents(office)
    found = asked(service, kind, told)
    assert found or kind not in OF_THE_COMPLAINT
    for waiting in found:
        assert not any(canary in repr(waiting) for canary in CANARIES)
        for layout in ("1995", "2012"):
            for original in range(1, len(waiting.recipients) + 1):
                said = everything(service.preview(waiting, layout, original=original))
                assert not any(canary in "".join(said.split()) for canary in CANARIES)
        issued = service.issue(waiting)
        for each in issued.originals:
            assert not any(canary in "".join(everything(each.content).split()) + each.name for canary in CANARIES)


def test_neither_the_register_nor_the_audit_tells(office: Office, told: tuple[str, str]) -> None:
    service = rendering.documents(office)
    assert told[0]
    listed = repr(service.register(1996)) + repr([(e.action, e.subject, e.detail) for e in office.audit_log.entries()])
    assert not any(canary in listed for canary in CANARIES)


def test_a_name_someone_typed_into_the_words_of_the_case_stops_the_document(office: Office) -> None:
    form = collective(
        petitioners=(replace(PERSON, other_paper=""),), purpose=Purpose.ACCUSATION, accused="某站长", gist=f"{NAME}揭发某站长", unit=TOWN
    )
    saved = registration(office.desk).save(form)
    cases(office.desk).assign(saved.matter or "", document="聊信交〔1996〕2号", asking_level=AskingLevel.CITY)
    service = rendering.documents(office)
    (waiting,) = service.asked_for("assignment", Request(case=saved.matter))
    with pytest.raises(Refusal, match="应当保密") as refused:
        service.issue(waiting)
    assert NAME not in str(refused.value)
