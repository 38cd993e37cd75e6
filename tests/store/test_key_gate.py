"""The gate: five wrong passwords, then half an hour, whatever the clock says and however often one starts anew."""

import time
from dataclasses import replace
from pathlib import Path

import pytest

from app.errors import StoreRefusal
from app.store import key_file, key_gate, keys
from app.store.key_file import Failures, KeyFile

STORE_KEY = bytes(range(32))
HALF_AN_HOUR = 30 * 60.0


class Machine:
    """A machine's running time, in the test's hands."""

    def __init__(self) -> None:
        self.seconds = 1000.0

    def __call__(self) -> float:
        return self.seconds


@pytest.fixture
def machine() -> Machine:
    return Machine()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    content = KeyFile("id", bytes(16), bytes(60))
    content.accounts["director"] = key_gate.account_keys("right password", STORE_KEY, b"audit", keys.QUICK)
    content.accounts["clerk"] = key_gate.account_keys("clerk password", STORE_KEY, None, keys.QUICK)
    key_file.write(tmp_path / "局.db", content)
    return tmp_path / "局.db"


def wrong(path: Path, machine: Machine, account: str = "director", times: int = 1) -> str:
    said = ""
    for _ in range(times):
        with pytest.raises(StoreRefusal) as refusal:
            key_gate.unlock(path, account, "wrong password", ticks=machine)
        said = str(refusal.value)
    return said


def test_the_right_password_opens_the_keys_of_the_account(path: Path, machine: Machine) -> None:
    opened = key_gate.unlock(path, "director", "right password", ticks=machine)
    assert (opened.store_key, opened.audit_key) == (STORE_KEY, b"audit")
    assert key_gate.unlock(path, "clerk", "clerk password", ticks=machine).audit_key is None


def test_four_wrong_ones_and_the_right_one_still_opens_and_clears_the_count(path: Path, machine: Machine) -> None:
    assert "再错 1 次" in wrong(path, machine, times=4)
    key_gate.unlock(path, "director", "right password", ticks=machine)
    assert key_file.read(path).failed == {}


def test_after_five_wrong_ones_even_the_right_one_waits_half_an_hour(path: Path, machine: Machine) -> None:
    assert "30 分钟" in wrong(path, machine, times=5)
    machine.seconds += HALF_AN_HOUR - 1
    with pytest.raises(StoreRefusal, match="1 分钟后再试"):
        key_gate.unlock(path, "director", "right password", ticks=machine)
    machine.seconds += 1
    assert key_gate.unlock(path, "director", "right password", ticks=machine).store_key == STORE_KEY


def test_after_the_half_hour_there_are_five_again(path: Path, machine: Machine) -> None:
    wrong(path, machine, times=5)
    machine.seconds += HALF_AN_HOUR
    assert "再错 4 次" in wrong(path, machine)


def test_another_account_is_not_locked_with_it(path: Path, machine: Machine) -> None:
    wrong(path, machine, times=5)
    assert key_gate.unlock(path, "clerk", "clerk password", ticks=machine).store_key == STORE_KEY


def test_a_restart_of_the_machine_ends_no_lock(path: Path, machine: Machine) -> None:
    wrong(path, machine, times=5)
    machine.seconds = 5.0
    with pytest.raises(StoreRefusal, match="30 分钟后再试"):
        key_gate.unlock(path, "director", "right password", ticks=machine)
    machine.seconds = HALF_AN_HOUR
    assert key_gate.unlock(path, "director", "right password", ticks=machine).store_key == STORE_KEY


def test_the_civil_clock_has_no_say(path: Path, machine: Machine, monkeypatch: pytest.MonkeyPatch) -> None:
    """Only the machine's own running time counts: a clock set ahead ends no lock, one set back lengthens none."""
    wrong(path, machine, times=5)
    monkeypatch.setattr(time, "time", lambda: 4e9)
    with pytest.raises(StoreRefusal, match="分钟后再试"):
        key_gate.unlock(path, "director", "right password", ticks=machine)


def test_unknown_names_share_a_count_and_are_told_the_same(path: Path, machine: Machine) -> None:
    said = [wrong(path, machine, account) for account in ("ghost", "nobody")]
    assert said[0].startswith("账号或密码不对")
    assert said[0].split("。")[0] == wrong(path, machine, "director").split("。")[0]
    wrong(path, machine, "somebody", times=3)
    with pytest.raises(StoreRefusal, match="分钟后再试"):
        key_gate.unlock(path, "ghost", "x", ticks=machine)


def test_an_unknown_name_costs_the_same_work_as_a_known_one(path: Path, machine: Machine, monkeypatch: pytest.MonkeyPatch) -> None:
    work: list[keys.Cost] = []
    real = keys.from_password
    monkeypatch.setattr(keys, "from_password", lambda password, salt, cost: work.append(cost) or real(password, salt, cost))
    wrong(path, machine, "director")
    wrong(path, machine, "ghost")
    assert work == [keys.QUICK, keys.QUICK]


def test_an_attempt_counts_before_it_is_tried(path: Path, machine: Machine, monkeypatch: pytest.MonkeyPatch) -> None:
    """Killing the program in the middle of a guess wins no further one."""

    def killed(*_: object) -> bytes:
        raise KeyboardInterrupt

    monkeypatch.setattr(keys, "from_password", killed)
    for _ in range(5):
        with pytest.raises(KeyboardInterrupt):
            key_gate.unlock(path, "director", "guess", ticks=machine)
    monkeypatch.undo()
    with pytest.raises(StoreRefusal, match="分钟后再试"):
        key_gate.unlock(path, "director", "right password", ticks=machine)


def test_another_password_opens_the_same_keys_and_the_old_one_none(path: Path, machine: Machine) -> None:
    opened = key_gate.unlock(path, "director", "right password", ticks=machine)
    with key_file.changing(path) as content:
        content.accounts["director"] = key_gate.with_password(content.accounts["director"], opened.private, "new password", keys.QUICK)
    assert key_gate.unlock(path, "director", "new password", ticks=machine)[:4] == opened[:4]
    assert "不对" in str(wrong(path, machine))
    with pytest.raises(StoreRefusal):
        key_gate.unlock(path, "director", "right password", ticks=machine)


def test_keys_that_do_not_fit_together_are_told_as_damage(path: Path, machine: Machine) -> None:
    with key_file.changing(path) as content:
        other = key_gate.account_keys("x" * 8, STORE_KEY, None, keys.QUICK)
        content.accounts["director"] = replace(content.accounts["director"], store_key=other.store_key)
    with pytest.raises(StoreRefusal, match="密钥文件已损坏"):
        key_gate.unlock(path, "director", "right password", ticks=machine)


def test_the_machines_own_time_runs() -> None:
    assert 0 < key_gate.running_seconds() <= key_gate.running_seconds()


@pytest.mark.parametrize(
    ("failures", "now", "wait"),
    [
        (None, 5.0, 0.0),
        (Failures(3, 0.0, 100.0), 5.0, 0.0),
        (Failures(5, 1800.0, 100.0), 100.0, 1800.0),
        (Failures(5, 1800.0, 100.0), 1000.0, 900.0),
        (Failures(5, 1800.0, 100.0), 1900.0, 0.0),
        (Failures(5, 1800.0, 5000.0), 60.0, 1740.0),
    ],
)
def test_the_wait_is_reckoned_from_running_time(failures: Failures | None, now: float, wait: float) -> None:
    assert key_gate.still_to_wait(failures, now) == wait
