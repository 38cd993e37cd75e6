"""An import tells how far it is, may be given up at any step with nothing left of it, and shows its faults beside their rows."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import func, select

from app.errors import InputFault, Refusal
from app.office import Office
from app.store import audit
from app.store.schema import cases, register, review
from app.store.schema import units as unit_tables
from tests.services.offices import new_office
from tests.services.workbooks import Formula, changed, sound, write


class GivenUp(Exception):
    """The person pressed stop."""


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    office = new_office(tmp_path)
    yield office
    office.close()


def rows(office: Office) -> list[int]:
    tables = (unit_tables.units, unit_tables.posts, cases.matters, register.petitions, review.entries, review.ledger)
    with office.desk.store.reading() as transaction:
        return [transaction.execute(select(func.count()).select_from(table)).scalar_one() for table in tables]


def test_it_tells_what_it_reads_and_how_much_is_written(office: Office, tmp_path: Path) -> None:
    told: list[tuple[int, int, str]] = []
    office.exchange.import_workbook(write(sound(), tmp_path / "book.xlsx"), tell=lambda *step: told.append(step))
    words = [step[2] for step in told]
    assert [word for word in words if word.startswith("读取")] == [f"读取 {sheet}" for sheet in sound()]
    assert words[-2:] == ["核定重访和期限", "存盘"]
    assert all(done <= total for done, total, _ in told)


def test_given_up_at_any_step_nothing_of_it_is_left(office: Office, tmp_path: Path) -> None:
    book = write(sound(), tmp_path / "book.xlsx")
    steps: list[str] = []
    office_rows = rows(office)
    with office.desk.store.reading() as transaction:
        head = audit.head(transaction).seq

    def stop_at(number: int) -> None:
        left = [number]

        def tell(_done: int, _total: int, words: str) -> None:
            if left[0] == 0:
                steps.append(words)
                raise GivenUp
            left[0] -= 1

        office.exchange.import_workbook(book, tell=tell)

    for number in range(40):
        try:
            stop_at(number)
        except GivenUp:
            assert rows(office) == office_rows
            with office.desk.store.reading() as transaction:
                assert audit.head(transaction).seq == head
        else:
            break
    assert "写入 来访来信" in steps
    assert rows(office) != office_rows


def test_each_fault_stands_beside_its_row(office: Office, tmp_path: Path) -> None:
    path = write(changed("来访来信", 1, 级别="县"), tmp_path / "book.xlsx")
    with pytest.raises(InputFault) as refused:
        office.exchange.import_workbook(path)
    (fault,) = office.exchange.faults_beside(path, refused.value.faults)
    assert (fault.sheet, fault.where, fault.row, fault.header) == ("来访来信", "D3", 3, "级别")
    assert refused.value.faults == (f"{fault.sheet}!{fault.where}: {fault.what}",)
    beside = dict(fault.cells)
    assert (beside["级别"], beside["登记号"], beside["日期"], beside["人数"]) == ("县", "1996-00002", "1996-05-07", "12")
    assert fault.cells[fault.column] == ("级别", "县")


def test_a_fault_of_a_whole_sheet_stands_alone(office: Office, tmp_path: Path) -> None:
    path = write({**sound(), "别的!表": [{"甲": "乙"}]}, tmp_path / "book.xlsx")
    with pytest.raises(InputFault) as refused:
        office.exchange.import_workbook(path)
    (fault,) = office.exchange.faults_beside(path, refused.value.faults)
    assert (fault.sheet, fault.where) == ("别的!表", "A1")
    assert "不认识的工作表" in fault.what


def test_a_formula_s_row_is_shown_without_being_evaluated(office: Office, tmp_path: Path) -> None:
    path = write(changed("单位", 0, 名称=Formula("=1+1")), tmp_path / "book.xlsx")
    with pytest.raises(InputFault) as refused:
        office.exchange.import_workbook(path)
    found = office.exchange.faults_beside(path, refused.value.faults)
    assert ("单位", "B2") in {(fault.sheet, fault.where) for fault in found}


def test_of_a_file_that_went_away_only_the_words_are_left(office: Office, tmp_path: Path) -> None:
    found = office.exchange.faults_beside(tmp_path / "gone.xlsx", ("单位!B2: 错", "整个文件不对"))
    told = [(fault.sheet, fault.where, fault.what, fault.cells) for fault in found]
    assert told == [("单位", "B2", "错", ()), ("", "", "整个文件不对", ())]


def test_the_template_goes_nowhere_but_to_a_workbook(office: Office, tmp_path: Path) -> None:
    with pytest.raises(Refusal, match="xlsx"):
        office.exchange.template(tmp_path / "表.txt")
