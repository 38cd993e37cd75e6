"""What is set going from the desk waits in the tray: the summons, the assignment of a new matter; each only where it may be."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from app.commands import rendering
from app.errors import NotAllowed, Refusal
from app.office import Office
from app.regulation.terms import Form, Level, Post
from app.services.actor import Role
from app.services.petition_form import PetitionDraft, Purpose
from tests.services.counter import BUREAU, COMPANY, bureau, colleague, collective, draft, registration


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    opened = bureau(tmp_path)
    yield opened
    opened.close()


def tray(office: Office, kind: str) -> list[tuple[str, tuple[str, ...]]]:
    return [(each.about, each.recipients) for each in rendering.documents(office).tray() if each.kind == kind]


def test_a_group_that_skipped_no_level_is_received_by_the_head_once_the_clerk_calls_for_it(office: Office) -> None:
    number = office.registration.save(collective(shown_level=0)).number
    assert tray(office, "summons") == []
    assert office.registration.summon(number) == ("summons", "侯营镇", False)
    assert office.registration.summon(number).already
    ((about, (to,)),) = tray(office, "summons")
    assert (about, to.endswith("侯营镇人民政府") or to == "侯营镇") == (number, True)


@pytest.mark.parametrize(
    "form",
    [draft(shown_level=0), collective(form=Form.LETTER), collective(level=Level.UNIT), collective(received_on=date(1996, 11, 1))],
    ids=["one with the reply letter", "a letter", "at the unit", "long ago"],
)
def test_what_calls_nobody_is_refused_with_the_reason(office: Office, form: PetitionDraft) -> None:
    number = office.registration.save(form).number
    with pytest.raises(Refusal, match=number):
        office.registration.summon(number)
    assert tray(office, "summons") == []


def test_the_clerk_hands_a_new_matter_to_its_unit_and_the_notice_waits(office: Office) -> None:
    clerk = registration(colleague(office, "wu", Role.CLERK))
    registered = clerk.save(draft())
    assert clerk.hand_over(registered.number) == ("assignment", "侯营镇", False)
    assert clerk.hand_over(registered.number).already
    assert [about for about, _to in tray(office, "assignment")] == [registered.matter]
    told = office.matters.matter(registered.matter or "")
    assert [entry.title for entry in told.timeline if entry.kind == "assignment"] == ["交办"]
    assert told.due_on == registered.due_on


def test_no_case_and_no_void_petition_is_handed_over(office: Office) -> None:
    question = office.registration.save(draft(purpose=Purpose.INQUIRY, not_a_case_reason="当场答复")).number
    wrong = office.registration.save(draft()).number
    office.registration.void(wrong, "登错")
    for number in (question, wrong):
        with pytest.raises(Refusal, match="不出交办通知"):
            office.registration.hand_over(number)


def test_an_accusation_is_not_handed_to_one_who_became_head_of_its_unit(office: Office) -> None:
    number = office.registration.save(draft(purpose=Purpose.ACCUSATION, accused="钱经理", unit=COMPANY)).number
    office.units.appoint(BUREAU, "钱经理", Post.HEAD)
    with pytest.raises(Refusal, match="四、6"):
        office.registration.hand_over(number)
    assert tray(office, "assignment") == []


def test_one_who_may_not_register_sets_nothing_going(office: Office) -> None:
    number, staff = office.registration.save(collective()).number, registration(colleague(office, "zhou", Role.DOCUMENT_STAFF))
    for act in (staff.summon, staff.hand_over):
        with pytest.raises(NotAllowed):
            act(number)
