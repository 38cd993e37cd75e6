"""Looking for earlier petitions: pieces of names, ends of numbers, words; rare characters, and nothing typed is a command."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import insert

from app.store import search
from app.store.database import Store, Transaction
from app.store.schema.register import petitioners, protected_petitioners
from app.store.search import Hit, Texts
from tests.store.making import add_petition, add_unit

PEOPLE = (
    ("张三丰", "372501196501011234", "0635-8211234", "反映土地征用补偿问题", ("zsf",)),
    ("张三", "", "13563512345", "ＡＢ厂拖欠工资", ("zs",)),
    ("李𬌗四", "37250119650101123X", "", "房屋拆迁补偿", ("lxs", "lhs")),
    ("仇解", "", "", "补偿", ("qx", "cj", "qj", "cx")),
)


@pytest.fixture
def filled(store: Store) -> Store:
    with store.writing() as transaction:
        unit = add_unit(transaction)
        for place, (name, id_number, phone, gist, initials) in enumerate(PEOPLE, start=1):
            add_petition(transaction, f"1996-{place:05}", unit, id=place, gist=gist)
            transaction.execute(insert(petitioners).values(petition_id=place, name=name, id_number=id_number, phone=phone))
            search.index(transaction, place, Texts((name,), (id_number,), (phone,), (gist,), initials))
    return store


def found(hits: tuple[Hit, ...]) -> list[int]:
    return [hit.petition_id for hit in hits]


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        *(("张三", [2, 1]), ("张三丰", [1]), ("张", [2, 1]), ("三丰", [1]), ("𬌗", [3]), ("李𬌗四", [3])),
        *(("王", []), ("张丰", []), ("", []), (" ", [])),
    ],
)
def test_a_piece_of_a_name_finds_those_who_bear_it_newest_first(filled: Store, typed: str, expected: list[int]) -> None:
    with filled.reading() as transaction:
        assert found(search.find_people(transaction, name=typed)) == expected


@pytest.mark.parametrize(
    ("typed", "expected"),
    [("1234", [1]), ("123X", [3]), ("123x", [3]), ("372501196501011234", [1]), ("37250119", [3, 1]), ("123", []), ("9999", []), ("", [])],
)
def test_the_end_of_an_id_number_or_its_beginning_finds_them(filled: Store, typed: str, expected: list[int]) -> None:
    with filled.reading() as transaction:
        assert found(search.find_people(transaction, id_number=typed)) == expected


@pytest.mark.parametrize(("typed", "expected"), [("1234", [1]), ("2345", [2]), ("06358211234", [1]), ("135-6351", [2]), ("63", [])])
def test_the_end_of_a_phone_or_its_beginning_finds_them(filled: Store, typed: str, expected: list[int]) -> None:
    with filled.reading() as transaction:
        assert found(search.find_people(transaction, phone=typed)) == expected


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        *(("补偿", [4, 3, 1]), ("征用补偿", [1]), ("AB厂", [2]), ("ab厂拖欠", [2]), ("土地 补偿", [1])),
        *(("偿补", []), ("补", []), ("补偿征用", [])),
    ],
)
def test_words_find_what_holds_them(filled: Store, typed: str, expected: list[int]) -> None:
    with filled.reading() as transaction:
        assert found(search.find_words(transaction, typed)) == expected


def test_pairs_that_stand_apart_are_no_phrase(filled: Store) -> None:
    with filled.writing() as transaction:
        add_petition(transaction, "1996-00009", 1, id=9, gist="地征 土地 征用")
        search.index(transaction, 9, Texts(words=("地征 土地 征用",)))
        assert found(search.find_words(transaction, "土地征用")) == [1]


@pytest.mark.parametrize(
    ("typed", "expected"), [("zs", [2, 1]), ("ZSF", [1]), ("qj", [4]), ("cx", [4]), ("lhs", [3]), ("张", []), ('"', [])]
)
def test_initials_find_every_reading(filled: Store, typed: str, expected: list[int]) -> None:
    with filled.reading() as transaction:
        assert found(search.find_by_initials(transaction, typed)) == expected


def test_an_id_number_says_more_than_a_name(filled: Store) -> None:
    with filled.reading() as transaction:
        hits = search.find_people(transaction, name="张三", id_number="123X", phone="2345")
    assert hits == (Hit(3, "id_number"), Hit(2, "phone"), Hit(1, "name"))


def test_no_more_are_given_than_asked_for(filled: Store) -> None:
    with filled.reading() as transaction:
        assert found(search.find_people(transaction, name="张", limit=1)) == [2]


def test_a_protected_petitioner_is_found_too(filled: Store) -> None:
    with filled.writing() as transaction:
        add_petition(transaction, "1996-00010", 1, id=10, secrecy="protected")
        transaction.execute(insert(protected_petitioners).values(petition_id=10, name="孟举报"))
        search.index(transaction, 10, Texts(("孟举报",)))
        assert found(search.find_people(transaction, name="孟举")) == [10]


def test_a_name_corrected_since_is_found_by_the_new_one_only(filled: Store) -> None:
    with filled.writing() as transaction:
        transaction.execute(petitioners.update().where(petitioners.c.petition_id == 2).values(name="章三"))
        assert found(search.find_people(transaction, name="张三")) == [1]
        search.index(transaction, 2, Texts(("章三",)))
        assert found(search.find_people(transaction, name="章三")) == [2]
        assert found(search.find_people(transaction, phone="2345")) == []


def test_a_petition_taken_out_of_the_index_is_not_found(filled: Store) -> None:
    with filled.writing() as transaction:
        search.remove(transaction, 1)
        assert found(search.find_people(transaction, name="张三")) == [2]


def test_the_index_keeps_no_text(filled: Store) -> None:
    with filled.reading() as transaction:
        assert transaction.exec_driver_sql("SELECT names, words, initials FROM petition_search").all() == [(None, None, None)] * 4


def everything(transaction: Transaction, typed: str) -> None:
    search.find_people(transaction, name=typed, id_number=typed, phone=typed)
    search.find_words(transaction, typed)
    search.find_by_initials(transaction, typed)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(max_size=40))
def test_nothing_typed_is_taken_for_a_command(filled: Store, typed: str) -> None:
    with filled.reading() as transaction:
        everything(transaction, typed)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(st.text(st.characters(exclude_categories=("Cs", "Z", "C")), min_size=2, max_size=12))
def test_whatever_was_written_is_found_again_by_any_piece_of_it(filled: Store, name: str) -> None:
    with filled.writing() as transaction:
        transaction.execute(petitioners.update().where(petitioners.c.petition_id == 4).values(name=name))
        search.index(transaction, 4, Texts((name,)))
    with filled.reading() as transaction:
        for start in range(len(name) - 1):
            assert 4 in found(search.find_people(transaction, name=name[start : start + 2]))
