"""kill -9 during an import: all of the workbook is there or nothing of it, and what was acknowledged is there."""

import random
import shutil
import textwrap
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import func, select

from app.office import Office
from app.store import keys
from app.store.schema import cases, register
from tests.drills.killing import killed_at_random
from tests.services.workbooks import Book, sound, write

TIMES = 50
PETITIONS = 3_000
PASSWORD = "a-password-for-tests"

PROGRAM = """
    from pathlib import Path
    from app.office import Office

    office = Office.open(Path({store!r}), "director", {password!r})
    print("ready", flush=True)
    office.exchange.import_workbook(Path({book!r}))
    print("imported", flush=True)
    print("end", flush=True)
"""


def large() -> Book:
    book = sound()
    book["来访来信"] = [
        {
            "登记号": f"1996-{number:05d}", "日期": date(1996, 1 + number % 12, 1 + number % 28), "形式": "来访", "级别": "市",
            "姓名": "演示", "责任单位代码": "T01", "事项编号": f"M{1 + number % 3}", "持答复级别": "无",
        }
        for number in range(1, PETITIONS + 1)
    ]  # fmt: skip
    return book


@pytest.mark.drill
def test_an_import_killed_at_any_moment_is_whole_or_not_there(tmp_path: Path) -> None:
    empty, store = tmp_path / "empty", tmp_path / "work"
    empty.mkdir()
    book = write(large(), tmp_path / "book.xlsx")
    office, _ = Office.create(empty / "bureau.db", account="director", password=PASSWORD, display_name="局长", cost=keys.QUICK)
    office.close()
    dice = random.Random(34)
    outcomes = set()
    for _ in range(TIMES):
        shutil.rmtree(store, ignore_errors=True)
        shutil.copytree(empty, store)
        program = textwrap.dedent(PROGRAM).format(store=str(store / "bureau.db"), password=PASSWORD, book=str(book))
        acknowledged = "imported" in killed_at_random(program, dice, longest=0.7)
        there = petitions_of(store / "bureau.db")
        assert there == PETITIONS if acknowledged else there in (0, PETITIONS)
        outcomes.add((acknowledged, there))
    assert len(outcomes) > 1  # the moments were spread over the import


def petitions_of(path: Path) -> int:
    """How many petitions are there, once everything that belongs to them has been found with them."""
    office = Office.open(path, "director", PASSWORD)
    try:
        assert office.health.check() == ()
        with office.desk.store.reading() as transaction:
            count, people, matters = (
                transaction.execute(select(func.count()).select_from(table)).scalar_one()
                for table in (register.petitions, register.petitioners, cases.matters)
            )
            protected = transaction.execute(select(func.count()).select_from(register.protected_petitioners)).scalar_one()
            found = transaction.exec_driver_sql("SELECT count(*) FROM petition_search").scalar_one()
        assert people + protected == count == found
        assert matters == (3 if count else 0)
        return int(count)
    finally:
        office.close()
