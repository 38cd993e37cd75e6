"""Registering at the counter, on a real encrypted store."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from app.errors import InputFault, NotAllowed, NotFound
from app.office import Office
from app.regulation.terms import Form, Level, Post, UnitKind
from app.services.actor import Role
from app.services.petition_form import WITHHELD, Attachment, PetitionDraft, Petitioner, Purpose, Secrecy
from app.services.registration_values import RegisterFilter
from app.services.units import UnitForm
from app.store import audit, petitioners, petitions
from tests.services.counter import (
    BUREAU,
    COMPANY,
    SOUND_ID,
    TODAY,
    TOWN,
    bureau,
    colleague,
    collective,
    draft,
    on_day,
    registration,
)


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    opened = bureau(tmp_path)
    yield opened
    opened.close()


def details(office: Office, action: str) -> list[dict[str, object]]:
    with office.desk.store.reading() as transaction:
        return [dict(entry.detail) for entry in audit.entries(transaction) if entry.action == action]


def fields_at_fault(office: Office, form: PetitionDraft) -> set[str]:
    return {fault.field for fault in office.registration.check(form)}


def test_a_saved_visit_has_a_number_a_matter_and_a_due_date(office: Office) -> None:
    registered = office.registration.save(draft())
    assert registered.number == "1996-00001"
    assert registered.matter == "S1996-00001"
    assert registered.opened
    assert registered.due_on == date(1997, 1, 20)  # 30 days end on Sunday the 19th


def test_numbers_follow_each_other_without_gaps_and_begin_anew_each_year(office: Office) -> None:
    numbers = [office.registration.save(draft()).number for _ in range(3)]
    assert numbers == ["1996-00001", "1996-00002", "1996-00003"]
    assert registration(on_day(office, date(1997, 1, 2))).save(draft()).number == "1997-00001"


def test_a_refused_save_takes_no_number_and_leaves_nothing(office: Office) -> None:
    with pytest.raises(InputFault):
        office.registration.save(draft(unit=""))
    assert office.registration.next_number() == "1996-00001"
    assert office.registration.register_page().rows == ()


def test_everything_entered_is_kept(office: Office) -> None:
    form = collective(
        petitioners=(
            Petitioner(
                name="曾喆生",
                id_number=SOUND_ID,
                phone="0635-8212345",
                address="侯营镇张村12号",
                township="侯营镇",
                village="张村",
                employer="无",
                occupation="农民",
            ),
            Petitioner(name="李二"),
        ),
        received_time="09:30",
        level=Level.PREFECTURE,
        reporting_office="聊城地区信访局",
        represented=30,
        accused="张村村委会",
        shown_level=0,
        shown_number="侯答字5号",
        urgent=True,
        received_by_unit_name="王镇长",
        received_by_unit_post="镇长",
        received_by_unit_time="10:15",
        left_with_unit=True,
        attachments=(Attachment(name="名单.txt", content=b"\x00list"),),
    )
    number = office.registration.save(form).number
    view = office.registration.petition(number)
    kept = replace(form.petitioners[0], birth_on=date(1948, 3, 12), sex="男")
    assert view.draft == replace(form, petitioners=(kept, form.petitioners[1]), received_on=TODAY, matter="S1996-00001", attachments=())
    assert view.attachments == ("名单.txt",)
    assert office.registration.attachment(number, "名单.txt") == b"\x00list"
    assert view.collective
    assert view.level_skipping


def test_a_visit_on_a_matter_taken_over_is_a_repeat_and_opens_nothing(office: Office) -> None:
    first = office.registration.save(draft())
    second = office.registration.save(draft(matter=first.matter or ""))
    assert (second.matter, second.opened, second.repeat) == (first.matter, False, True)
    assert office.registration.petition(second.number).repeat


def test_an_earlier_visit_entered_later_makes_the_later_one_the_repeat(office: Office) -> None:
    first = office.registration.save(draft())
    earlier = office.registration.save(draft(matter=first.matter or "", received_on=date(1996, 12, 1)))
    assert not earlier.repeat
    assert office.registration.petition(first.number).repeat


def test_a_letter_is_never_a_repeat_nor_makes_one(office: Office) -> None:
    letter = office.registration.save(draft(form=Form.LETTER))
    visit = office.registration.save(draft(matter=letter.matter or ""))
    assert not visit.repeat
    assert not office.registration.save(draft(form=Form.LETTER, matter=letter.matter or "")).repeat


def test_a_collective_visit_on_a_matter_taken_over_brings_its_due_date_forward(office: Office) -> None:
    first = registration(on_day(office, date(1996, 12, 2))).save(draft())
    assert first.due_on == date(1997, 1, 2)  # 1 January is a holiday
    later = office.registration.save(collective(matter=first.matter or ""))
    assert later.due_on == date(1997, 1, 20)
    causes = [row.cause for row in office.matters.matter(first.matter or "").due]
    assert causes == ["acceptance", "first_collective_visit"]


def test_an_inquiry_marked_not_a_case_opens_no_matter_and_says_so(office: Office) -> None:
    registered = office.registration.save(draft(purpose=Purpose.INQUIRY, not_a_case_reason="当场答复"))
    assert (registered.matter, registered.due_on) == (None, None)
    assert office.registration.petition(registered.number).draft.not_a_case_reason == "当场答复"


def test_what_happens_at_a_subordinate_counts_for_the_assessed_unit_above(office: Office) -> None:
    number = office.registration.save(draft(unit=COMPANY)).number
    assert office.registration.petition(number).counted_unit == BUREAU


def test_the_audit_of_a_save_names_nobody_and_keeps_what_was_shown_and_confirmed(office: Office) -> None:
    earlier = office.registration.save(draft()).number
    form = draft(petitioners=(Petitioner(name="曾喆生", id_number="372501194803120417"),))
    office.registration.save(form, ["petitioners.0.id_number"], [earlier])
    detail = details(office, "register")[-1]
    assert detail["kept"] == ["petitioners.0.id_number"]
    assert detail["matches_shown"] == [earlier]
    with office.desk.store.reading() as transaction:
        assert not any("曾喆生" in repr(entry) for entry in audit.entries(transaction))


@pytest.mark.parametrize(
    ("known", "field"),
    [
        ({"people": 0}, "people"),
        ({"people": None}, "people"),
        ({"represented": -1}, "represented"),
        ({"received_on": date(1996, 12, 21)}, "received_on"),
        ({"received_time": "25:00"}, "received_time"),
        ({"level": Level.PREFECTURE}, "reporting_office"),
        ({"shown_number": "5号"}, "shown_level"),
        ({"shown_level": 7}, "shown_level"),
        ({"gist": " "}, "gist"),
        ({"gist": "长" * 10_001}, "gist"),
        ({"gist": "坏\ud800字"}, "gist"),
        ({"unit": ""}, "unit"),
        ({"unit": "T99"}, "unit"),
        ({"matter": "S1990-1"}, "matter"),
        ({"accused_unit": "T99"}, "accused_unit"),
        ({"subject_class": "没有这类"}, "subject_class"),
        ({"not_a_case_reason": "不办"}, "not_a_case_reason"),
        ({"purpose": Purpose.OPINION, "not_a_case_reason": ""}, "not_a_case_reason"),
        ({"petitioners": ()}, "petitioners"),
        ({"petitioners": (Petitioner(name="李二", sex="无"),)}, "petitioners.0.sex"),
        ({"petitioners": (Petitioner(name="李二", birth_on=date(2000, 1, 1)),)}, "petitioners.0.birth_on"),
    ],
)
def test_a_fault_stands_at_its_field_and_cannot_be_confirmed_away(office: Office, known: dict[str, object], field: str) -> None:
    form = draft(**known)
    assert field in fields_at_fault(office, form)
    with pytest.raises(InputFault):
        office.registration.save(form, [field])


@pytest.mark.parametrize(
    ("known", "field"),
    [
        ({"petitioners": (Petitioner(name="李二", id_number="372501194803120417"),)}, "petitioners.0.id_number"),
        ({"petitioners": (Petitioner(name="李二", id_number=SOUND_ID, sex="女"),)}, "petitioners.0.sex"),
        ({"petitioners": (Petitioner(name="李二", id_number=SOUND_ID, birth_on=date(1950, 1, 1)),)}, "petitioners.0.birth_on"),
        ({"petitioners": (Petitioner(name=""),)}, "petitioners.0.name"),
        ({"petitioners": (Petitioner(name="李二", phone="不知道"),)}, "petitioners.0.phone"),
        ({"petitioners": (Petitioner(name="甲"), Petitioner(name="乙"))}, "people"),
        ({"shown_level": 1}, "shown_level"),
        ({"received_on": date(1995, 3, 1)}, "received_on"),
        ({"purpose": Purpose.ACCUSATION}, "accused"),
    ],
)
def test_a_doubtful_value_is_refused_until_confirmed(office: Office, known: dict[str, object], field: str) -> None:
    form = draft(**known)
    assert fields_at_fault(office, form) == {field}
    with pytest.raises(InputFault, match="\n"):
        office.registration.save(form)
    assert office.registration.save(form, [field]).number


def test_somebody_without_a_name_is_kept_as_anonymous_and_wants_no_reply(office: Office) -> None:
    registered = office.registration.save(draft(form=Form.LETTER, petitioners=(Petitioner(),)), ["petitioners.0.name"])
    assert office.registration.petition(registered.number).petitioners[0].name == "匿名"
    assert office.matters.matter(registered.matter or "").no_reply_needed


def test_a_unit_closed_by_then_is_doubtful_and_its_successor_is_named(office: Office) -> None:
    office.units.close(COMPANY, date(1996, 6, 30), successor=BUREAU)
    faults = [fault for fault in office.registration.check(draft(unit=COMPANY)) if fault.field == "unit"]
    assert "商业局" in faults[0].mend
    assert office.registration.check(draft(unit=COMPANY, received_on=date(1996, 6, 30))) == ()


def test_the_id_number_fills_birth_date_and_sex(office: Office) -> None:
    form = office.registration.complete(draft(petitioners=(Petitioner(name="曾喆生", id_number=SOUND_ID),)))
    assert (form.petitioners[0].birth_on, form.petitioners[0].sex) == (date(1948, 3, 12), "男")


# 揭发控告


def accusation(**known: object) -> PetitionDraft:
    return draft(**{"purpose": Purpose.ACCUSATION, "accused": "某人", "unit": BUREAU, **known})


def test_an_accusation_is_protected_by_itself_and_its_people_stand_in_the_protected_table_only(office: Office) -> None:
    registered = office.registration.save(accusation())
    assert registered.protected
    with office.desk.store.reading() as transaction:
        stored = petitions.by_number(transaction, registered.number)
        assert stored is not None
        assert stored.secrecy is Secrecy.PROTECTED
        assert petitioners.of_petition(transaction, stored.id, protected=False) == ()
        assert len(petitioners.of_petition(transaction, stored.id, protected=True)) == 1


@pytest.mark.parametrize(
    "known",
    [
        {"accused_unit": BUREAU, "unit": BUREAU},
        {"accused_unit": BUREAU, "unit": COMPANY},
        {"accused": "商业局", "unit": BUREAU},
        {"accused": "钱局长", "unit": BUREAU},
        {"accused": "钱局长", "unit": COMPANY},
        {"accused": "商业局局长", "unit": BUREAU},
        {"accused": "商业局副局长钱某", "unit": COMPANY},
        {"accused": "商业局的领导", "unit": BUREAU},
        {"accused": "局长钱局长、另一人", "unit": BUREAU},
    ],
)
def test_an_accusation_never_goes_to_the_accused_and_the_superior_is_offered(office: Office, known: dict[str, object]) -> None:
    office.units.appoint(BUREAU, "钱局长", Post.HEAD)
    faults = [fault for fault in office.registration.check(accusation(**known)) if fault.field == "unit"]
    assert len(faults) == 1
    assert not faults[0].may_be_kept
    assert "四、6" in faults[0].message
    assert "市财贸委员会" in faults[0].mend


def test_the_unit_above_the_accused_may_have_it_and_is_the_one_offered(office: Office) -> None:
    faults = [fault for fault in office.registration.check(accusation(accused_unit=COMPANY, unit=COMPANY)) if fault.field == "unit"]
    assert "D01 商业局" in faults[0].mend
    assert [fault.offer for fault in faults] == [BUREAU]
    assert office.registration.check(accusation(accused_unit=COMPANY, unit=BUREAU)) == ()


def test_the_organ_in_charge_is_offered_where_it_is_a_unit_here(office: Office) -> None:
    office.units.create(UnitForm(code="D05", name="市财贸委员会", kind=UnitKind.DEPARTMENT))
    (fault,) = [fault for fault in office.registration.check(accusation(accused="商业局局长")) if fault.field == "unit"]
    assert fault.offer == "D05"
    (fault,) = [fault for fault in office.registration.check(accusation(accused="侯营镇党委书记", unit=TOWN)) if fault.field == "unit"]
    assert (fault.offer, "聊城市委" in fault.mend) == ("", True)


@pytest.mark.parametrize("accused", ["侯营镇张村村委会", "侯营镇砖厂厂长", "张村党支部书记"])
def test_what_only_bears_the_units_name_is_not_the_unit(office: Office, accused: str) -> None:
    assert office.registration.check(accusation(accused=accused, unit=TOWN)) == ()


def test_another_purpose_may_go_to_the_unit_it_complains_of(office: Office) -> None:
    assert office.registration.check(draft(accused_unit=TOWN)) == ()


# the list


def test_the_register_is_paged_by_key_newest_first_without_a_row_twice(office: Office) -> None:
    for day in (3, 1, 2, 3, 2):
        office.registration.save(draft(received_on=date(1996, 12, day)))
    seen, key = [], None
    while True:
        page = office.registration.register_page(key, limit=2)
        seen += [row.number for row in page.rows]
        key = page.next
        if key is None:
            break
    assert seen == ["1996-00004", "1996-00001", "1996-00005", "1996-00003", "1996-00002"]


def test_the_register_is_filtered_and_withholds_protected_names(office: Office) -> None:
    office.registration.save(draft())
    hidden = office.registration.save(accusation()).number
    page = office.registration.register_page(shown=RegisterFilter(unit=BUREAU, since=TODAY, until=TODAY, form=Form.VISIT, voided=False))
    assert [(row.number, row.name, row.protected) for row in page.rows] == [(hidden, WITHHELD, True)]
    assert office.registration.register_page(shown=RegisterFilter(level=Level.BEIJING)).rows == ()


def test_a_number_that_is_not_there_is_said_plainly(office: Office) -> None:
    with pytest.raises(NotFound, match="1996-09999"):
        office.registration.petition("1996-09999")


def test_one_who_may_not_register_does_not(office: Office) -> None:
    desk = colleague(office, "wang", Role.CASE_OFFICER)
    with pytest.raises(NotAllowed):
        registration(desk).save(draft())
    assert registration(desk).register_page().rows == ()


# out of reason


@pytest.mark.parametrize("day", [date.min, date(1949, 9, 30), date.max])
def test_a_day_out_of_reason_is_a_fault_and_breaks_nothing(office: Office, day: date) -> None:
    assert "received_on" in fields_at_fault(office, draft(received_on=day))
    assert office.registration.meaning(draft(received_on=day)).due is None
    with pytest.raises(InputFault):
        office.registration.save(draft(received_on=day), ["received_on"])


@pytest.mark.parametrize("text", ["<b>曾</b>", "=1+1", "𠮷𡈽", "a\x00b", "'; DROP TABLE petitions; --", "%_\\", "曾\u200b喆\u202e生", "é"])
def test_any_text_is_kept_and_found_as_it_was_written(office: Office, text: str) -> None:
    number = office.registration.save(draft(petitioners=(Petitioner(name=text, address=text),), gist=text, accused=text)).number
    view = office.registration.petition(number)
    assert (view.petitioners[0].name, view.petitioners[0].address, view.draft.gist, view.draft.accused) == (text,) * 4
    assert office.registration.register_page().rows[0].name == text
    form = replace(view.draft, petitioners=(replace(view.petitioners[0], name=f"{text}二"),))
    office.registration.correct(number, form)
    assert office.registration.petition(number).corrections[0].former == text
