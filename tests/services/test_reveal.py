"""Need-to-know: whom the director named, and the director, see a protected petitioner on a reason, each time on record; 谁看过."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.errors import NotAllowed, NotFound, Refusal
from app.office import Office
from app.services.actor import Role
from app.services.audit_log import AuditLog
from app.services.petition_form import Petitioner, Purpose
from tests.services.counter import BUREAU, bureau, colleague, draft, registration


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    opened = bureau(tmp_path)
    yield opened
    opened.close()


def protected(office: Office) -> str:
    form = draft(purpose=Purpose.ACCUSATION, accused="某人", unit=BUREAU, petitioners=(Petitioner(name="举报人甲"),))
    return office.registration.save(form).number


def test_only_whom_the_director_named_and_the_director_see_the_people_on_a_reason(office: Office) -> None:
    number = protected(office)
    zhou, wu = colleague(office, "zhou", Role.CASE_OFFICER), colleague(office, "wu", Role.CASE_OFFICER)
    assert not registration(zhou).petition(number).may_reveal
    with pytest.raises(NotAllowed, match="没有指定"):
        registration(zhou).reveal(number, "想看看")
    office.registration.grant_access(number, "zhou", "承办人")
    assert registration(zhou).petition(number).may_reveal
    with pytest.raises(Refusal, match="理由"):
        registration(zhou).reveal(number, "  ")
    assert registration(zhou).reveal(number, "约见").petitioners[0].name == "举报人甲"
    assert not registration(wu).petition(number).may_reveal
    assert [(each.account, each.reason) for each in office.registration.named(number)] == [("zhou", "承办人")]
    assert {name for name, _ in office.registration.colleagues()} == {"director", "zhou", "wu"}
    assert office.registration.reveal(number, "过问").petitioners[0].name == "举报人甲"


def test_what_is_no_secret_and_what_is_not_there_is_not_revealed(office: Office) -> None:
    plain = office.registration.save(draft()).number
    with pytest.raises(Refusal, match="不是保密件"):
        office.registration.reveal(plain, "看看")
    with pytest.raises(NotFound):
        office.registration.reveal("1996-99999", "看看")


def test_who_saw_it_is_told_with_the_reason_to_who_reads_the_audit(office: Office) -> None:
    number = protected(office)
    office.registration.grant_access(number, "director", "本人过问")
    office.registration.petition(number)
    office.registration.reveal(number, "约见举报人")
    auditor = colleague(office, "auditor", Role.AUDITOR)
    seen = AuditLog(auditor).seen_by(number)
    assert [each.action for each in seen] == ["reveal_identity", "view_protected"]
    assert seen[0].detail["reason"] == "约见举报人"
    assert "举报人甲" not in repr(AuditLog(auditor).page())
    with pytest.raises(NotAllowed):
        AuditLog(colleague(office, "clerk", Role.CLERK)).seen_by(number)
