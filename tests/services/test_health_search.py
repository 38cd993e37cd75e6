"""The index is whole whoever writes: the counter, an import, a correction, a voiding, secrecy; and what is not whole is named."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from app.office import Office
from app.services import health_search
from app.services.exchange import ExchangeService
from app.services.petition_form import Petitioner, Purpose
from app.services.register_search import RegisterSearch
from app.services.register_search_values import Asked
from app.store import check_search, search
from app.store.schema.search import MARKS_TABLE
from app.store.search import Texts
from tests.services.counter import SOUND_ID, bureau, draft, registration
from tests.services.offices import new_office
from tests.services.workbooks import sound, write
from tests.store.making import add_petition


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    opened = bureau(tmp_path)
    yield opened
    opened.close()


def told(office: Office) -> list[tuple[str, str]]:
    with office.desk.store.reading() as transaction:
        return [(finding.where, finding.message) for finding in health_search.examine(transaction)]


def test_all_that_is_done_to_a_petition_keeps_the_index_whole(office: Office) -> None:
    register = registration(office.desk)
    person = Petitioner(name="曾喆生", id_number=SOUND_ID, phone="8212345")
    number = register.save(draft(petitioners=(person, Petitioner(name="仇解")), people=2, received_on=date(1996, 4, 1))).number
    secretly = draft(purpose=Purpose.ACCUSATION, accused="某人", gist="揭发账目不清", petitioners=(Petitioner(name="孟举"),))
    secret = register.save(secretly).number
    assert told(office) == []
    view = register.petition(number)
    changed = replace(view.draft, petitioners=(replace(person, name="章喆生"),), received_on=date(1996, 5, 1), gist="改说别的事情")
    register.correct(number, changed, "登错了")
    assert told(office) == []
    register.lift_secrecy(secret, "本人要求")
    register.void(secret, "重复")
    assert told(office) == []
    found = [RegisterSearch(office.desk).page(Asked(text=typed)).lines for typed in ("章喆", "别的事情", "揭发账目", "仇解", "曾喆")]
    assert [[line.number for line in lines] for lines in found] == [[number], [number], [secret], [], []]


def test_an_import_is_found_by_all_it_brought(tmp_path: Path) -> None:
    office, book = new_office(tmp_path), sound()
    ExchangeService(office.desk).import_workbook(write(book, tmp_path / "book.xlsx"))
    assert told(office) == []
    brought = {str(row["登记号"]): str(row["姓名"]) for row in book["来访来信"]}
    with office.desk.store.reading() as transaction:
        kept = {each.number: each.people[0].name for each in check_search.sample(transaction)}
    assert kept == brought
    office.close()


def test_what_the_index_lacks_is_named_and_a_correction_mends_it(office: Office) -> None:
    register = registration(office.desk)
    number = register.save(draft()).number
    with office.desk.store.writing() as transaction:
        search.remove(transaction, 1)
        transaction.exec_driver_sql(f"DELETE FROM {MARKS_TABLE}")
    assert [where for where, _ in told(office)] == [number, number]
    register.correct(number, replace(register.petition(number).draft, gist="改说别的", received_on=date(1996, 12, 19)), "登错")
    assert told(office) == []
    with office.desk.store.writing() as transaction:
        search.index(transaction, 1, Texts(names=("别人",)))
        search.index(transaction, 77, Texts(names=("没有的",)))
        transaction.exec_driver_sql(f"UPDATE {MARKS_TABLE} SET marks = 'fl' WHERE rowid = (SELECT id FROM {MARKS_TABLE}_docsize)")
    words = [words for _, words in told(office)]
    assert len(words) == 3
    assert "多 1 行" in words[0]
    assert "查找索引与登记内容不符" in words[1]
    assert "筛选标记与登记内容不符" in words[2]


def test_of_a_large_register_some_are_looked_at_and_none_is_missed_that_is_absent(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(check_search, "WHOLE", 9)
    monkeypatch.setattr(check_search, "SOME", 3)
    with office.desk.store.writing() as transaction:
        for number in range(1, 11):
            add_petition(transaction, f"1996-{number:05}", 1, id=number)
            if number != 5:
                search.index(transaction, number, Texts())
        assert len(list(check_search.sample(transaction))) == 4
    assert [where for where, _ in told(office)] == ["1996-00005"]
