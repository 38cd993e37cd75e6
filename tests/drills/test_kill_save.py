"""kill -9 while saving: everything acknowledged is there, nothing is half, the check is clean and the store opens at once."""

import random
import textwrap
from pathlib import Path

import pytest

from app.office import Office
from app.store import keys
from tests.drills.killing import killed_at_random
from tests.store.making import add_unit

ROUNDS = 50
PASSWORD = "a password of the drill"

SAVING = """
    from datetime import date
    from pathlib import Path
    from app.office import Office
    from app.store import numbers, search
    from app.store.search import Texts
    from sqlalchemy import insert
    from app.store.schema.register import petitioners
    from tests.store.making import AT, add_due, add_matter, add_petition

    office = Office.open(Path({path!r}), "director", {password!r})
    service = office.audit_log
    print("ready", flush=True)
    for _ in range(1000):
        with service.acting("registered") as action:
            number = numbers.next_number(action.transaction, "petition", 1996, at=AT)
            matter = add_matter(action.transaction, "M" + number, 1, date(1996, 3, 1))
            add_due(action.transaction, matter, date(1996, 3, 1), date(1996, 4, 1), open=1)
            petition = add_petition(action.transaction, number, 1, date(1996, 3, 1), matter_id=matter, gist="演示" * 300)
            action.transaction.execute(insert(petitioners).values(petition_id=petition, name="演示"))
            search.index(action.transaction, petition, Texts(("演示",)))
            action.subject = number
        print(number, flush=True)
"""


@pytest.mark.drill
def test_a_save_that_was_acknowledged_is_there_and_no_save_is_half(tmp_path: Path) -> None:
    path = tmp_path / "局.db"
    office, _ = Office.create(path, account="director", password=PASSWORD, display_name="局长", cost=keys.QUICK)
    with office.desk.store.writing() as transaction:
        add_unit(transaction)
    office.close()
    dice = random.Random(1995)
    program = textwrap.dedent(SAVING).format(path=str(path), password=PASSWORD)
    acknowledged: list[str] = []
    for _ in range(ROUNDS):
        acknowledged += killed_at_random(program, dice, longest=0.15)
        require_whole(path, acknowledged)
    assert len(acknowledged) > ROUNDS


def require_whole(path: Path, acknowledged: list[str]) -> None:
    office = Office.open(path, "director", PASSWORD)
    try:
        assert [str(finding) for finding in office.health.check()] == []
        with office.desk.store.reading() as transaction:
            kept = transaction.exec_driver_sql("SELECT number FROM petitions ORDER BY number").scalars().all()
            assert set(acknowledged) <= set(kept)
            assert kept == [f"1996-{place:05}" for place in range(1, len(kept) + 1)]
            for table in ("matters", "due_dates", "petitioners", "petition_search", "issued_numbers"):
                assert transaction.exec_driver_sql(f"SELECT count(*) FROM {table}").scalar_one() == len(kept), table
            recorded = transaction.exec_driver_sql("SELECT subject FROM audit WHERE action = 'registered' ORDER BY seq").scalars().all()
            assert list(recorded) == list(kept)
    finally:
        office.close()
