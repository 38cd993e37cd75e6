"""Earlier petitions of the same people and likely the same matter, while the form is typed."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from app.office import Office
from app.services.matches import MatchService, shared_words
from app.services.petition_form import Petitioner, Purpose
from app.store import audit
from tests.services.counter import BUREAU, SOUND_ID, bureau, draft


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    opened = bureau(tmp_path)
    yield opened
    opened.close()


@pytest.fixture
def known(office: Office) -> str:
    person = Petitioner(name="曾喆生", id_number=SOUND_ID, phone="8212345", township="侯营镇", village="张村")
    return office.registration.save(draft(petitioners=(person,), received_on=date(1996, 6, 3))).number


def test_the_same_name_number_phone_and_words_each_find_it_and_say_why(office: Office, known: str) -> None:
    service = MatchService(office.desk)
    for arguments, why in (
        ({"name": "曾喆生"}, "同名"),
        ({"name": "喆生"}, "同名"),
        ({"name": "", "id_number": SOUND_ID}, "证件号相同"),
        ({"name": "", "id_number": "0418"}, "证件号相同"),
        ({"name": "", "phone": "2345"}, "电话相同"),
        ({"name": "", "gist": "村里说提留款超收，要求清退多收部分"}, "都说“提留款超收”"),
        ({"name": "曾喆生", "address": "侯营镇张村"}, "同名；同住址"),
    ):
        found = service.matches(**arguments)
        assert [match.number for match in found] == [known]
        assert found[0].why == why
        assert found[0].matter == "S1996-00001"
        assert found[0].where == "1996年6月3日来市"


@pytest.mark.parametrize("typed", ["", "曾", "李四", "%", '"', "曾 OR 喆"])
def test_too_little_or_something_else_finds_nothing(office: Office, known: str, typed: str) -> None:
    assert known
    assert MatchService(office.desk).matches(typed) == ()


def test_an_id_number_weighs_more_than_a_name(office: Office, known: str) -> None:
    namesake = office.registration.save(draft()).number
    found = MatchService(office.desk).matches("曾喆生", SOUND_ID)
    assert [match.number for match in found] == [known, namesake]


def test_a_protected_petition_shows_only_that_it_is_there(office: Office) -> None:
    person = Petitioner(name="举报人甲", phone="8212345")
    form = draft(purpose=Purpose.ACCUSATION, accused="某人", unit=BUREAU, petitioners=(person,), gist="举报某人虚报账目套取公款")
    number = office.registration.save(form).number
    for arguments in ({"name": "举报人甲"}, {"name": "", "phone": "8212345"}, {"name": "", "gist": "有人虚报账目套取公款的问题"}):
        match = MatchService(office.desk).matches(**arguments)[0]
        assert match == (number, "保密件：有一件相近登记", "", None, "", "", None, None, True, False)


def test_a_void_petition_is_marked(office: Office, known: str) -> None:
    office.registration.void(known, "登错")
    match = MatchService(office.desk).matches("曾喆生")[0]
    assert match.voided
    assert "已作废" in match.why


def test_looking_leaves_no_audit_record_of_its_own(office: Office, known: str) -> None:
    def length() -> int:
        with office.desk.store.reading() as transaction:
            return len(list(audit.entries(transaction)))

    before = length()
    MatchService(office.desk).matches("曾喆生")
    assert length() == before
    assert known


def test_words_shared_are_the_longest_run_without_marks() -> None:
    assert shared_words("反映提留款超收，要求清退", "他说提留款超收的钱要求清退") == "提留款超收"
    assert shared_words("甲乙", "甲乙") == ""
    assert shared_words("", "任何") == ""
