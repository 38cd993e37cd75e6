"""The office: made, opened, recovered, left; light until it is needed, and plain about what it cannot do."""

import subprocess
import sys
from collections.abc import Callable
from datetime import date
from functools import cached_property
from pathlib import Path

import pytest

from app import office as office_module
from app.clock import FixedClock, SystemClock
from app.errors import Refusal, StoreRefusal
from app.office import Office
from app.services.accounts import AccountService
from app.services.actor import Role
from app.store import key_file, keys, settings

PASSWORD = "a good password"
HEAVY = ("sqlalchemy", "argon2", "cryptography", "sqlcipher3", "alembic", "pypinyin", "PySide6", "reportlab", "chinese_calendar")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "信访 局" / "局.db"


@pytest.fixture
def paper(path: Path) -> str:
    path.parent.mkdir()
    office, recovery = Office.create(path, account="director", password=PASSWORD, display_name="局长", cost=keys.QUICK)
    office.close()
    return recovery


def test_importing_the_office_loads_nothing_heavy() -> None:
    program = f"import sys, app.office; assert not [name for name in {HEAVY!r} if name in sys.modules]"
    subprocess.run([sys.executable, "-c", program], check=True, cwd=Path(__file__).parent.parent)


def test_what_opening_needs_can_be_loaded_beforehand_without_qt_or_alembic() -> None:
    program = (
        "import sys, app.office; app.office.load_ground()\n"
        "assert {'sqlalchemy', 'argon2', 'sqlcipher3'} <= set(sys.modules)\n"
        "assert not {'alembic', 'PySide6', 'reportlab', 'pypinyin', 'chinese_calendar'} & set(sys.modules)"
    )
    subprocess.run([sys.executable, "-c", program], check=True, cwd=Path(__file__).parent.parent)


def test_an_office_made_can_be_opened_again_by_its_only_account(path: Path, paper: str) -> None:
    for account in (None, "director"):
        office = Office.open(path, account, PASSWORD)
        assert office.desk.actor.name == "director"
        assert office.desk.actor.display_name == "局长"
        assert not office.sample
        assert isinstance(office.desk.clock, SystemClock)
        office.close()
    assert office_module.account_names(path) == ("director",)


def test_with_several_accounts_one_must_be_named(path: Path, paper: str) -> None:
    office = Office.open(path, None, PASSWORD)
    AccountService(office.entered, cost=keys.QUICK).create("clerk", "接待员", PASSWORD, [Role.CLERK])
    office.close()
    with pytest.raises(StoreRefusal, match="--account"):
        Office.open(path, None, PASSWORD)
    assert office_module.account_names(path) == ("clerk", "director")


def test_the_published_rest_days_are_laid_in_a_new_store(path: Path, paper: str) -> None:
    office = Office.open(path, None, PASSWORD)
    with office.desk.store.reading() as transaction:
        assert transaction.exec_driver_sql("SELECT count(*) FROM rest_days WHERE source <> ''").scalar_one() > 100
    office.close()


def test_an_existing_file_and_a_short_password_are_refused(path: Path, paper: str) -> None:
    before = path.read_bytes()
    with pytest.raises(Refusal, match="已经存在"):
        Office.create(path, account="director", password=PASSWORD, display_name="局长", cost=keys.QUICK)
    assert path.read_bytes() == before
    with pytest.raises(Refusal, match="8 个字符"):
        Office.create(path.with_name("new.db"), account="director", password="1234567", display_name="局长", cost=keys.QUICK)
    assert not path.with_name("new.db").exists()


def test_the_recovery_key_opens_it_with_a_new_password_and_is_on_record(path: Path, paper: str) -> None:
    office = Office.open_with_recovery_key(path, paper.lower(), account="director", new_password="new password", cost=keys.QUICK)
    assert "recovery_key_used" in [entry.action for entry in office.audit_log.entries()]
    assert office.health.check() == ()
    office.close()
    with pytest.raises(StoreRefusal):
        Office.open(path, "director", PASSWORD)
    Office.open(path, "director", "new password").close()


def test_paper_alone_opens_it_when_the_key_file_is_lost(path: Path, paper: str) -> None:
    key_file.path_for(path).unlink()
    with pytest.raises(StoreRefusal, match=r"找不到密钥文件.*恢复密钥"):
        Office.open(path, "director", PASSWORD)
    office = Office.open_with_recovery_key(path, paper, account="director", new_password="new password", cost=keys.QUICK)
    assert office.health.check() == ()
    office.close()
    Office.open(path, "director", "new password").close()


@pytest.mark.parametrize(
    ("account", "password", "typed", "said"),
    [
        ("nobody", "new password", None, "没有账号"),
        ("director", "short", None, "8 个字符"),
        ("director", "new password", "ABC", "13 组"),
        ("director", "new password", "0" * 65, "第 1 组"),
    ],
)
def test_what_the_paper_cannot_do_is_told(path: Path, paper: str, account: str, password: str, typed: str | None, said: str) -> None:
    with pytest.raises(StoreRefusal, match=said):
        Office.open_with_recovery_key(path, typed or paper, account=account, new_password=password, cost=keys.QUICK)
    Office.open(path, "director", PASSWORD).close()


def test_a_sample_store_carries_its_own_day(path: Path, paper: str) -> None:
    office = Office.open(path, None, PASSWORD)
    with office.desk.store.writing() as transaction:
        settings.write(transaction, "sample_day", "1996-12-20")
    office.close()
    sample = Office.open(path, None, PASSWORD)
    assert sample.sample
    assert sample.desk.clock.today() == date(1996, 12, 20)
    sample.close()
    handed = Office.open(path, None, PASSWORD, clock=FixedClock(date(1996, 1, 1)))
    assert handed.desk.clock.today() == date(1996, 1, 1)
    handed.close()


def test_the_audits_head_is_anchored_at_login_and_logout(path: Path, paper: str) -> None:
    office = Office.open(path, None, PASSWORD)
    at_login = key_file.read(path).anchors[-1]
    office.close()
    at_logout = key_file.read(path).anchors[-1]
    assert (at_login.seq, at_logout.seq) == (4, 5)


@pytest.mark.parametrize(
    "spoil",
    [
        lambda path: path.unlink(),
        lambda path: key_file.path_for(path).unlink(),
        lambda path: key_file.path_for(path).write_text("{"),
        lambda path: path.write_bytes(path.read_bytes()[:10_000]),
        lambda path: path.write_bytes(b""),
        lambda path: path.write_bytes(b"GIF89a" + bytes(20_000)),
        lambda path: path.write_bytes(bytes(4096) + path.read_bytes()[4096:]),
    ],
)
def test_what_cannot_be_opened_is_told_in_one_plain_refusal(path: Path, paper: str, spoil: Callable[[Path], object]) -> None:
    spoil(path)
    with pytest.raises(StoreRefusal) as refusal:
        Office.open(path, "director", PASSWORD)
    assert "\n" not in str(refusal.value)
    assert "Error" not in str(refusal.value)


def test_leaving_leaves_no_log_beside_the_store(path: Path, paper: str) -> None:
    Office.open(path, None, PASSWORD).close()
    assert sorted(entry.name for entry in path.parent.iterdir()) == ["局.db", "局.db.keys", "局.db.keys.lock"]


def test_every_service_of_the_office_is_there_and_made_once(path: Path, paper: str) -> None:
    office = Office.open(path, None, PASSWORD)
    services = [name for name, value in vars(Office).items() if isinstance(value, cached_property)]
    assert len(services) > 10
    for name in services:
        assert getattr(office, name) is getattr(office, name)
    machine = {"document_fonts"}  # which fonts a machine has is the machine's, whatever store is open
    assert all(getattr(office, name).desk is office.desk for name in services if name not in machine)
    office.close()
