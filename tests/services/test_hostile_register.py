"""Whatever is typed into the register's fields is kept and given back as typed, or refused at its field; never half, never run."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import islice
from pathlib import Path

import pytest

from app.errors import Refusal
from app.office import Office
from app.services.documents.values import Request
from app.services.petition_form import ANONYMOUS, PetitionDraft, Petitioner
from app.services.registration_values import RegisterRow
from tests import hostile
from tests.services import counter

PERSON = ("name", "other_paper", "phone", "address", "township", "village", "employer", "occupation")
FORM = ("reporting_office", "gist", "accused", "shown_number", "received_by_unit_name", "received_by_unit_post")


def drafts(texts: Iterator[str]) -> Iterator[PetitionDraft]:
    """Forms with another text in every field, until the texts are used up."""
    while chosen := list(islice(texts, len(PERSON) + len(FORM))):
        chosen += ["填满"] * (len(PERSON) + len(FORM) - len(chosen))
        person = Petitioner(**dict(zip(PERSON, chosen, strict=False)))
        base = counter.draft(petitioners=(person,), shown_level=0)
        yield replace(base, **dict(zip(FORM, chosen[len(PERSON) :], strict=True)))


def kept(office: Office, draft: PetitionDraft) -> str:
    """Saves it as a clerk would: what is doubtful is confirmed; a field that is refused is emptied, and must have said why."""
    faults = office.registration.check(draft)
    person = draft.petitioners[0]
    for fault in faults:
        assert fault.message
        assert fault.mend
        field = fault.field.removeprefix("petitioners.0.")
        if not fault.may_be_kept and field in PERSON:
            person = replace(person, **{field: "某人" if field == "name" else ""})
        elif not fault.may_be_kept:
            assert field in FORM, fault
            draft = replace(draft, **{field: "反映" if field == "gist" else ""})
    draft = replace(draft, petitioners=(person,))
    doubts = [fault.field for fault in office.registration.check(draft)]
    number = office.registration.save(draft, confirmations=doubts).number
    given = office.registration.petition(number).draft
    for field in FORM:
        assert getattr(given, field).strip() == getattr(draft, field).strip(), field
    for field in PERSON:
        nobody = ANONYMOUS if field == "name" else ""
        assert getattr(given.petitioners[0], field).strip() == (getattr(person, field).strip() or nobody), field
    return number


def listed(office: Office) -> Iterator[RegisterRow]:
    """The whole register, page by page."""
    after = None
    while True:
        page = office.registration.register_page(after)
        yield from page.rows
        if page.next is None:
            return
        after = page.next


def walk(office: Office, count: int) -> None:
    numbers = [kept(office, draft) for draft in drafts(hostile.texts(count, seed=1995))]
    shown = {row.number: row for row in listed(office)}
    for number in numbers:
        form = office.registration.petition(number).draft
        assert (shown[number].name, shown[number].gist) == (form.petitioners[0].name, form.gist)
        office.matches.matches(form.petitioners[0].name, gist=form.gist, phone=form.petitioners[0].phone)
        office.units.search(form.petitioners[0].name[:60])
    assert office.health.check() == ()


def test_two_hundred_hostile_texts_go_through_every_field(tmp_path: Path) -> None:
    office = counter.bureau(tmp_path)
    walk(office, 200)
    office.close()


@pytest.mark.drill
def test_ten_thousand_hostile_texts_go_through_every_field(tmp_path: Path) -> None:
    office = counter.bureau(tmp_path)
    walk(office, 10_000)
    office.close()


def test_the_same_texts_are_printed_on_the_registration_form_or_refused_by_name(tmp_path: Path) -> None:
    office = counter.bureau(tmp_path)
    printed, refused = 0, list[str]()
    for draft in drafts(hostile.texts(200, seed=1995)):
        number = kept(office, draft)
        (waiting,) = office.documents.asked_for("registration-form", Request(visit=number))
        try:
            assert office.documents.preview(waiting).startswith(b"%PDF")
            printed += 1
        except Refusal as refusal:
            refused.append(str(refusal))
    assert printed
    assert all(said.strip() for said in refused)
    office.close()
