"""Half-filled forms kept and offered again; and what a form holds comes back whole."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.office import Office
from app.regulation.terms import Form, Level
from app.services import drafts
from app.services.actor import Role
from app.services.drafts import DraftService
from app.services.petition_form import Attachment, PetitionDraft, Petitioner, Purpose, Secrecy, Source
from tests.services.counter import bureau, colleague, draft

FORMS = st.builds(
    PetitionDraft,
    petitioners=st.lists(
        st.builds(Petitioner, name=st.text(max_size=5), birth_on=st.none() | st.dates(), phone=st.text(max_size=5)), max_size=3
    ).map(tuple),
    received_on=st.none() | st.dates(),
    form=st.sampled_from(Form),
    source=st.sampled_from(Source),
    level=st.sampled_from(Level),
    people=st.none() | st.integers(),
    purpose=st.none() | st.sampled_from(Purpose),
    secrecy=st.sampled_from(Secrecy),
    gist=st.text(max_size=20),
    not_a_case_reason=st.none() | st.text(max_size=5),
    urgent=st.booleans(),
    attachments=st.lists(st.builds(Attachment, name=st.text(max_size=5), content=st.binary(max_size=10)), max_size=2).map(tuple),
)


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    opened = bureau(tmp_path)
    yield opened
    opened.close()


@given(FORMS)
def test_every_form_comes_back_as_it_was(form: PetitionDraft) -> None:
    assert drafts.read(drafts.plain(form)) == form


def test_the_last_form_kept_is_offered_until_it_is_thrown_away(office: Office) -> None:
    service = DraftService(office.desk)
    assert service.kept() is None
    service.keep(draft(gist="一半"))
    last = draft(gist="一半多一点", received_on=date(1996, 12, 19))
    instant = service.keep(last)
    assert service.kept() == (last, instant)
    service.discard()
    assert service.kept() is None
    service.discard()


def test_each_account_has_its_own(office: Office) -> None:
    DraftService(office.desk).keep(draft())
    assert DraftService(colleague(office, "liu", Role.CLERK)).kept() is None


def test_a_draft_is_no_request_to_void(office: Office) -> None:
    number = office.registration.save(draft()).number
    office.registration.ask_void(number, "重复")
    DraftService(office.desk).keep(draft())
    assert len(office.registration.void_requests()) == 1
    assert DraftService(office.desk).kept() is not None


def test_a_form_of_another_program_is_not_offered(office: Office) -> None:
    service = DraftService(office.desk)
    service.keep(replace(draft(), gist="x"))
    with office.desk.store.writing() as transaction:
        drafts.drafts.put(transaction, office.desk.actor.account_id, drafts.REGISTRATION, '{"other": 1}', "1996-12-20")
    assert service.kept() is None


def test_saving_takes_the_half_filled_form_away_with_the_name_in_it(office: Office) -> None:
    form = draft(purpose=Purpose.ACCUSATION, accused="某人", petitioners=(Petitioner(name="举报人甲"),))
    DraftService(office.desk).keep(form)
    other = DraftService(colleague(office, "liu", Role.CLERK))
    other.keep(draft())
    office.registration.save(form)
    assert DraftService(office.desk).kept() is None
    assert other.kept() is not None
