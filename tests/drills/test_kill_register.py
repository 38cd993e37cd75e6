"""kill -9 at the counter, through the service the window calls: what was acknowledged is there whole, and no number is used twice."""

import random
import textwrap
import time
from pathlib import Path

import pytest

from app.office import Office
from app.store.schema import cases, register
from tests.drills.killing import killed_at_random
from tests.services.counter import bureau, registration
from tests.services.counter import cases as case_work

ROUNDS = 50
REOPENED_WITHIN = 3.0

REGISTERING = """
    from datetime import date
    from pathlib import Path
    from app.clock import FixedClock
    from app.office import Office
    from tests.services.counter import TODAY, cases, collective, draft, registration
    from app.services.petition_form import Attachment, Petitioner

    office = Office.open(Path({path!r}), None, "correct horse", clock=FixedClock(TODAY))
    desk = office.desk
    print("ready", flush=True)
    for _ in range(1000):
        people = (Petitioner(name="演示甲"), Petitioner(name="演示乙"))
        paper = Attachment(name="a.txt", content=b"a" * 20_000)
        saved = registration(desk).save(collective(petitioners=people, attachments=(paper,)))
        print("saved", saved.number, saved.matter, flush=True)
        cases(desk).conclude(saved.matter, outcome="演示：已办结")
        print("concluded", saved.number, saved.matter, flush=True)
"""


@pytest.mark.drill
def test_a_registration_that_was_acknowledged_is_there_whole(tmp_path: Path) -> None:
    bureau(tmp_path).close()
    path = tmp_path / "bureau.db"
    dice = random.Random(19950520)
    program = textwrap.dedent(REGISTERING).format(path=str(path))
    acknowledged: list[str] = []
    for _ in range(ROUNDS):
        acknowledged += killed_at_random(program, dice, longest=0.3)
        require_whole(path, acknowledged)
    assert len(acknowledged) > ROUNDS


def require_whole(path: Path, acknowledged: list[str]) -> None:
    start = time.monotonic()
    office = Office.open(path, None, "correct horse")
    assert time.monotonic() - start < REOPENED_WITHIN
    try:
        assert [str(finding) for finding in office.health.check()] == []
        with office.desk.store.reading() as transaction:
            numbers = transaction.exec_driver_sql("SELECT number FROM petitions ORDER BY number").scalars().all()
            people = transaction.exec_driver_sql(f"SELECT count(*) FROM {register.petitioners.name}").scalar_one()
            matters = transaction.exec_driver_sql(f"SELECT count(*) FROM {cases.matters.name}").scalar_one()
            papers = transaction.exec_driver_sql("SELECT count(*) FROM attachments").scalar_one()
        assert list(numbers) == [f"1996-{place:05}" for place in range(1, len(numbers) + 1)]
        assert (people, matters, papers) == (2 * len(numbers), len(numbers), len(numbers))
        for line in acknowledged[-4:]:
            what, number, matter = line.split()
            assert number in numbers
            assert what == "saved" or case_work(office.desk).matter(matter).concluded_on is not None
            assert len(registration(office.desk).petition(number).petitioners) == 2
    finally:
        office.close()
