"""责任查究: decided by the director, issued from the decision; 四、6 and 7 are the director's alone."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from app.commands import rendering
from app.errors import NotAllowed, NotFound, Refusal
from app.office import Office
from app.services.accountability import AccountabilityService
from app.services.actor import Role
from app.services.documents.values import Request
from app.services.issuing import IssuingService
from app.store.accountability import Accountable
from tests.services.offices import new_office
from tests.services.sample_office import only, words
from tests.services.workbooks import sound, write

HEAD = Accountable("张演示", "主要领导", "通报批评")
FACTS = "该单位三次接到交办后拖延不办。"


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    office = new_office(tmp_path)
    office.exchange.import_workbook(write(sound(), tmp_path / "book.xlsx"))
    yield office
    office.close()


def staff(office: Office) -> IssuingService:
    """The same bureau with a member of the document staff at the desk."""
    return IssuingService(
        replace(office.desk, actor=replace(office.desk.actor, roles=frozenset({Role.DOCUMENT_STAFF}))), rendering.render
    )


def decide(office: Office, clause: str = "4.1", **more: Any) -> None:
    AccountabilityService(office.desk).decide(1996, "T01", clause, facts=FACTS, people=[HEAD], **more)


def test_a_decision_waits_in_the_tray_and_says_whom_it_meets(office: Office) -> None:
    decide(office, evidence=["M1"])
    service = rendering.documents(office)
    (waiting,) = [each for each in service.tray() if each.kind == "accountability"]
    assert (waiting.because, waiting.recipients) == ("四、1", ("演示镇人民政府",))
    said = words(service.preview(waiting, "1995"))
    assert "1.主要领导张演示：通报批评。" in said
    assert "该单位三次接到交办后拖延不办。（登记号：M1）" in said


def test_a_proposal_goes_to_the_organ_in_charge(office: Office) -> None:
    decide(office, proposal=True)
    service = rendering.documents(office)
    waiting = only(service, "accountability", Request(year=1996, unit="T01"))
    assert waiting.recipients == ("市委、市政府",)
    assert "建议你单位按照有关规定" in words(service.preview(waiting, "1995"))


def test_what_is_set_aside_keeps_its_reason_and_gives_no_paper(office: Office) -> None:
    AccountabilityService(office.desk).set_aside(1996, "T01", "4.4", reason="未造成后果")
    (kept,) = AccountabilityService(office.desk).decided(1996)
    assert (kept.set_aside, kept.facts, kept.people) == (True, "未造成后果", ())
    with pytest.raises(NotFound, match="没有责任查究的决定"):
        rendering.documents(office).asked_for("accountability", Request(year=1996))


def test_revenge_and_leaks_are_the_directors_alone_to_see(office: Office) -> None:
    decide(office, "4.6")
    directors = rendering.documents(office)
    waiting = only(directors, "accountability", Request(year=1996))
    others = staff(office)
    assert [each for each in others.tray() if each.kind == "accountability"] == []
    with pytest.raises(NotFound):
        others.asked_for("accountability", Request(year=1996))
    for look in (others.preview, others.issue):
        with pytest.raises(NotAllowed):
            look(waiting)
    issued = directors.issue(waiting)
    (line,) = others.register(1996)
    assert (line.number, line.subject, line.recipients) == (issued.number, "", ("（仅局长可见）",))
    with pytest.raises(NotAllowed):
        others.reprint(issued.number)
    with pytest.raises(NotAllowed):
        others.issue(waiting)
    with pytest.raises(NotAllowed):
        others.void(issued.number, "错字")
    told = repr([(entry.action, entry.subject, entry.detail) for entry in office.audit_log.entries()])
    assert "4.6" not in told
    assert "演示镇" not in told


def test_other_situations_are_for_document_staff_too(office: Office) -> None:
    decide(office, "4.5")
    service = staff(office)
    assert service.issue(only(service, "accountability", Request(year=1996))).number == "聊信发〔1996〕1号"


@pytest.mark.parametrize(
    ("clause", "facts", "people", "told"),
    [
        ("4.8", FACTS, [HEAD], "没有“4.8”这一项"),
        ("4.1", " ", [HEAD], "没有写查明的事实"),
        ("4.1", FACTS, [], "没有写明查究谁"),
        ("4.1", FACTS, [HEAD._replace(name=" ")], "没有写姓名"),
        ("4.1", FACTS, [HEAD._replace(post="门卫")], "没有“门卫”"),
        ("4.1", FACTS, [HEAD._replace(measure="罚款")], "没有“罚款”"),
    ],
)
def test_a_decision_says_all_it_needs(office: Office, clause: str, facts: str, people: list[Accountable], told: str) -> None:
    with pytest.raises(Refusal, match=told):
        AccountabilityService(office.desk).decide(1996, "T01", clause, facts=facts, people=people)


def test_an_unknown_unit_and_a_missing_reason_are_refused(office: Office) -> None:
    service = AccountabilityService(office.desk)
    with pytest.raises(NotFound):
        service.decide(1996, "NONE", "4.1", facts=FACTS, people=[HEAD])
    with pytest.raises(Refusal, match="理由"):
        service.set_aside(1996, "T01", "4.1", reason=" ")


def test_a_protected_complainant_among_the_evidence_is_not_named(office: Office) -> None:
    AccountabilityService(office.desk).decide(1996, "D01", "4.6", facts="赵演示被打击报复。", people=[HEAD], evidence=["M3"])
    service = rendering.documents(office)
    with pytest.raises(Refusal, match="应当保密"):
        service.preview(only(service, "accountability", Request(year=1996)))
