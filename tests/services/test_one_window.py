"""One window a store: the second is told who has it and since when, a crash locks nobody out; and a clock that cannot be."""

import subprocess
import sys
import textwrap
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from app.clock import Clock, FixedClock
from app.errors import StoreRefusal
from app.office import Office
from app.store import window_lock
from tests.services.counter import BUREAU, draft
from tests.services.counter import bureau as counted_bureau
from tests.services.offices import PASSWORD, new_office

HOLDS = textwrap.dedent(
    """
    import sys, time
    from pathlib import Path
    from app.store.window_lock import Holder, hold
    held = hold(Path(sys.argv[1]), Holder("王接待（演示）", "1996-12-20T01:02:03+00:00"))
    print(type(held).__name__, flush=True)
    time.sleep(60)
    """
)


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    made = new_office(tmp_path)
    yield made
    made.close()


def again(office: Office) -> Office:
    return Office.open(office.desk.store.path, "director", PASSWORD)


@contextmanager
def another_window(path: Path) -> Iterator[subprocess.Popen[str]]:
    """A window of another process, killed at the end."""
    with subprocess.Popen([sys.executable, "-c", HOLDS, str(path)], stdout=subprocess.PIPE, text=True) as other:
        assert other.stdout is not None
        said = other.stdout.readline()
        try:
            yield other if said == "WindowLock\n" else pytest.fail(said)
        finally:
            other.kill()


def test_the_second_window_is_told_who_has_it_and_a_command_is_not_stopped(office: Office) -> None:
    with another_window(office.desk.store.path):
        with pytest.raises(StoreRefusal, match=r"“王接待（演示）”自 12月20日 .*起正用另一个窗口"):
            office.take_window()
        command = again(office)
        assert command.audit_log.entries()
        command.close()


def test_a_window_that_was_killed_locks_nobody_out(office: Office) -> None:
    path = office.desk.store.path
    with another_window(path) as other:
        other.kill()
        other.wait()
        assert window_lock.path_for(path).read_text("utf-8") != ""  # the words of the dead
        office.take_window()


def test_once_it_is_left_another_one_has_it(office: Office) -> None:
    first = again(office)
    first.take_window()
    first.close()
    assert window_lock.path_for(office.desk.store.path).read_text("utf-8") == ""
    with another_window(office.desk.store.path):
        pass


def test_words_that_cannot_be_read_are_not_needed(office: Office) -> None:
    with another_window(office.desk.store.path):
        window_lock.path_for(office.desk.store.path).write_bytes(b"\xff")
        with pytest.raises(StoreRefusal, match="另一个窗口"):
            office.take_window()


class Wrong:
    """A clock that is off by so much."""

    def __init__(self, by: timedelta) -> None:
        self.by = by

    def now(self) -> datetime:
        return datetime.now(UTC) + self.by

    def today(self) -> date:
        return self.now().date()


def entered(office: Office, clock: Clock) -> str:
    opened = Office.open(office.desk.store.path, "director", PASSWORD, clock=clock)
    doubt = opened.entered.clock_doubt
    opened.close()
    return doubt


@pytest.mark.parametrize(("days", "said"), [(-400, "调回"), (-1, "调回"), (0, ""), (20, ""), (366, "调快")])
def test_a_clock_set_back_or_a_year_ahead_is_told_at_login(tmp_path: Path, days: int, said: str) -> None:
    made, _ = Office.create(tmp_path / "a.db", account="director", password=PASSWORD, display_name="局长", clock=Wrong(timedelta()))
    doubt = entered(made, Wrong(timedelta(days=days)))
    assert said in doubt if said else doubt == ""
    made.close()


def test_with_the_clock_set_back_no_number_is_used_twice_and_no_due_date_moves(tmp_path: Path) -> None:
    office = counted_bureau(tmp_path, date(1996, 3, 1))
    first = office.registration.save(draft(unit=BUREAU))
    due = office.matters.matter(str(first.matter)).due
    for day in (date(1996, 2, 29), date(1995, 2, 28), date(1997, 3, 1), date(1996, 3, 1)):
        back = Office.open(office.desk.store.path, "director", "correct horse", clock=FixedClock(day))
        back.registration.save(draft(unit=BUREAU))
        assert back.matters.matter(str(first.matter)).due == due
        assert back.health.check() == ()
        back.close()
    numbers = [row.number for row in office.registration.register_page().rows]
    assert len(set(numbers)) == len(numbers) == 5
    office.close()
